"""A fortnight of a price list: what changed, beside what the watch proposes.

The changes are labelled by hand from the two files.

The two lists are genai-prices 0.2.1 and 0.2.2 (Pydantic, MIT), cut to models some of which the desk
has. The labels say of an offer and a unit what held on the last day of the older list, what holds
on that of the newer, and since when. A price that the newer list no longer has is no change: it
does not say what holds instead.
"""

import csv
import json
import sys
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

from catalog.imports import runs
from catalog.models import Import, ImportRow, Price
from tests.catalog.watch.looks import DATA, proposed
from tests.support import take_desk

pytestmark = pytest.mark.django_db

LIST = "genai-prices"
OLDER, NEWER = date(2026, 10, 20), date(2026, 11, 9)  # on which the two were released
BY_THE_HOUR = (
    "deepseek-chat",
    "deepseek-reasoner",
    "deepseek-v4-flash",
    "deepseek-v4-pro",
)  # at DeepSeek itself
LEAST_PROPOSED, MOST_FALSE = 0.95, 0.05

type Change = tuple[str, str, str, str, str]
"""Offer, unit, price before, price after, first day."""


@pytest.fixture(scope="module")
def labels() -> dict[Change, bool]:
    """Return the true changes, each with whether it moves by more than a half."""
    with (DATA / "price_changes.csv").open(encoding="utf-8") as stream:
        rows = list(csv.DictReader(stream))
    return {
        (row["offer"], row["unit"], row["before"], row["after"], row["from"]): row["jump"] == "yes"
        for row in rows
    }


@pytest.fixture
def newer() -> Import:
    """Take the older list on a desk without prices of offers, then look at the newer one."""
    lists = json.loads((DATA / "price_lists.json").read_text(encoding="utf-8"))
    take_desk()
    Price.objects.filter(offer__isnull=False).delete()
    older = proposed({LIST: lists["older"]}, OLDER)
    runs.done(runs.take_steps(older, author=None, note="October."))
    newer: Import = proposed({LIST: lists["newer"]}, NEWER)
    return newer


def changes_of(run: Import) -> Iterator[tuple[Change, ImportRow]]:
    """Yield what a list proposes, with the price that the desk has before it."""
    for row in runs.open_rows(run):
        cells: dict[str, Any] = json.loads(row.cells)
        offer, unit = cells["offer"], cells["unit"]
        current = (
            Price.objects.filter(offer__slug=offer, unit=unit, region="", valid_to=None)
            .order_by("pk")
            .first()
        )
        before = f"{current.amount.normalize():f}" if current else ""
        yield (offer, unit, before, cells["amount"], cells["valid_from"]), row


def test_true_changes_are_proposed_and_hardly_any_other(
    newer: Import, labels: dict[Change, bool]
) -> None:
    proposals = [change for change, _row in changes_of(newer)]

    hits = labels.keys() & set(proposals)
    wrong = [change for change in proposals if change not in labels]
    sys.stdout.write(
        f"{len(hits)} of {len(labels)} true changes proposed, {len(wrong)} of "
        f"{len(proposals)} false.\n"
    )
    sys.stdout.writelines(f"  missed {change}\n" for change in labels.keys() - hits)
    sys.stdout.writelines(f"  false {change}\n" for change in wrong)
    assert len(proposals) == len(set(proposals))
    assert len(hits) >= LEAST_PROPOSED * len(labels)
    assert len(wrong) <= MOST_FALSE * len(proposals)


def test_jumps_over_one_half_stand_unticked(newer: Import, labels: dict[Change, bool]) -> None:
    jumps = {change: row.jump for change, row in changes_of(newer) if change in labels}

    assert jumps == {change: labels[change] for change in jumps}
    assert {True, False} == set(jumps.values())


def test_model_whose_price_depends_on_the_hour_is_refused(newer: Import) -> None:
    rows = list(
        newer.rows.filter(title__startswith=f"{LIST}: deepseek / ").values_list(
            "title", "act", "words"
        )
    )

    assert {title.rpartition(" / ")[2] for title, _act, _words in rows} == set(BY_THE_HOUR)
    assert {(act, words) for _title, act, words in rows} == {
        ("rejected", "A price for some hours of the day; ours holds all day.")
    }
    assert not [offer for (offer, *_), _row in changes_of(newer) if offer.endswith("@deepseek")]
