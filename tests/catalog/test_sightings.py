"""Sightings lie beside the releases: they are read live and publish nothing.

They speak only of what is on file now.
"""

from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils.timezone import localdate

from catalog import releases, sightings
from catalog.management.commands import load_catalog as loader
from catalog.models import Offer, Price, Revision, Sighting, Source
from catalog.registry import KINDS
from catalog.starter import FIXTURES, WrongRowError, sighting_lines
from tests.support import empty_desk, published, take_desk, text_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def nothing_known() -> None:
    """Forget what was read of other tests' sightings.

    A table that is emptied may count from 1 once more.
    """
    sightings.known_on.cache_clear()


PRICES = KINDS["prices"]


def listed_price(**facts: Any) -> Price:
    """Publish a price of an offer that was read long ago, and return its row."""
    offer = published(Offer)
    long_ago = localdate() - timedelta(days=200)
    row: Price = published(
        Price,
        offer=offer,
        unit="input_mtok",
        amount=Decimal(2),
        valid_from=long_ago,
        as_of=long_ago,
        **facts,
    )
    offer.model.listed = True
    offer.model.save()
    return row


def publish(note: str = "By a test.") -> releases.Edition:
    releases.publish(author=None, note=note)
    return releases.current()


def see(row: Price, day: date) -> int:
    rows = {pk: fact for pk, fact in sightings.published_rows("prices").items() if pk == row.pk}
    return sightings.note_sightings("prices", rows, row.source, day)


def last_day(edition: releases.Edition, on: date | None = None) -> date | None:
    (price,) = edition.catalog.prices
    return edition.seen(on or localdate()).last(price)


def test_a_sighting_changes_neither_row_nor_release(client: Client) -> None:
    row = listed_price()
    before = publish()
    page = f"/models/{row.offer.model.slug}/"
    said, tag = text_of(client, page), client.get(page).headers["ETag"]

    noted = see(row, localdate())

    after = releases.current()
    assert noted == 1
    assert (after.number, after.digest) == (before.number, before.digest)
    assert Revision.objects.of(row).count() == 0
    assert releases.compile_desk() == before.catalog
    assert (last_day(before), last_day(after)) == (None, localdate())
    assert "200 days ago: ask the seller before you pay" in said
    assert "days ago" not in text_of(client, page)
    assert client.get(page).headers["ETag"] != tag


def test_a_past_day_knows_no_later_sighting(client: Client) -> None:
    row = listed_price()
    edition = publish()
    for days in (90, 30):
        see(row, localdate() - timedelta(days=days))
    edition = releases.current()

    assert last_day(edition, localdate() - timedelta(days=100)) is None
    assert last_day(edition, localdate() - timedelta(days=31)) == localdate() - timedelta(days=90)
    assert last_day(edition) == localdate() - timedelta(days=30)


def test_the_same_is_noted_once_and_a_later_day_besides() -> None:
    row = listed_price()
    day = localdate() - timedelta(days=7)

    assert [see(row, day), see(row, day), see(row, localdate())] == [1, 0, 1]
    assert list(Sighting.objects.order_by("day").values_list("day", flat=True)) == [
        day,
        localdate(),
    ]


def test_nobody_sees_anything_tomorrow() -> None:
    row = listed_price()
    tomorrow = localdate() + timedelta(days=1)

    with pytest.raises(ValueError, match="still to come"):
        see(row, tomorrow)
    with pytest.raises(IntegrityError), transaction.atomic():
        Sighting.objects.create(
            kind="prices", row=row.pk, key=["x"], source=row.source, day=tomorrow
        )


def test_a_corrected_figure_was_not_seen_before_it_was_corrected() -> None:
    row = listed_price()
    publish()
    see(row, localdate())
    Price.objects.filter(pk=row.pk).update(amount=Decimal(3))

    assert last_day(publish()) is None


def test_another_source_or_an_end_leaves_what_was_seen() -> None:
    row = listed_price()
    publish()
    see(row, localdate())
    Price.objects.filter(pk=row.pk).update(
        source=published(Source), note="Read anew.", valid_to=localdate() + timedelta(days=50)
    )

    assert last_day(publish()) == localdate()


def test_going_back_forgets_what_was_seen_of_the_newer_figure() -> None:
    row = listed_price()
    first = publish().number
    Price.objects.filter(pk=row.pk).update(amount=Decimal(3))
    publish()
    see(row, localdate())

    releases.go_back(to=first, author=None, note="The figure was wrong.")

    assert last_day(releases.current()) is None


def test_a_row_that_is_being_edited_is_not_seen() -> None:
    row = listed_price()
    Price.objects.filter(pk=row.pk).update(state="draft")

    assert see(row, localdate()) == 0


def test_of_what_is_long_past_the_last_day_of_each_row_is_kept() -> None:
    row, other = listed_price(), listed_price()
    days = [localdate() - sightings.KEPT - timedelta(days=days) for days in (30, 20, 1)]
    for day in days:
        see(row, day)
    see(row, localdate())
    see(other, days[0])

    assert sightings.prune() == 3
    assert set(Sighting.objects.values_list("row", "day")) == {
        (row.pk, localdate()),
        (other.pk, days[0]),
    }


def test_sightings_are_counted_in_as_many_queries_for_many_rows_as_for_few(
    django_assert_num_queries: Any,
) -> None:
    for _ in range(5):
        listed_price()
    rows = sightings.published_rows("prices")
    source = Source.objects.order_by("pk").first()
    assert source is not None

    with django_assert_num_queries(2):
        assert sightings.note_sightings("prices", rows, source, localdate()) == 5


def test_the_starter_catalog_brings_its_sightings_once(tmp_path: Path) -> None:
    take_desk()  # as it was loaded once
    count = Sighting.objects.count()

    loader.load()

    assert count == len(list(sighting_lines(FIXTURES))) > 0
    assert Sighting.objects.count() == count


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("prices,no-such-offer:input_mtok:2026-01-01,s,2026-11-01", "line 2: no-such-offer:input"),
        ("pirces,a,s,2026-11-01", "line 2: 'pirces'"),
        ("prices,a,s,1 November", "line 2: Invalid isoformat"),
    ],
)
def test_wrong_sighting_of_a_file_is_named(tmp_path: Path, line: str, reason: str) -> None:
    empty_desk()
    (tmp_path / "sightings.csv").write_text(f"kind,row,source,day\n{line}\n")

    with pytest.raises(WrongRowError, match=reason):
        loader.load(tmp_path)
