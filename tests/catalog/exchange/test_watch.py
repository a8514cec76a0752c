"""What lists of others propose waits for an editor: row by row taken, refused or postponed, and that is remembered."""

import io
import json
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from catalog.exchange import proposals, runs
from catalog.exchange.columns import read_fact_rows
from catalog.exchange.lists import own_day
from catalog.models import (
    AiModel,
    Import,
    ImportChoice,
    ImportRow,
    Offer,
    Price,
    Provider,
    Revision,
    Sighting,
)
from catalog.registry import KINDS
from catalog.tables import TableFormat
from tests.support import saved

pytestmark = pytest.mark.django_db


@pytest.fixture
def offer() -> Offer:
    """Store an offer with two prices that a list of November differs from."""
    model, seller = saved(AiModel, slug="sol"), saved(Provider, slug="acme")
    made: Offer = saved(Offer, slug="sol@acme", model=model, seller=seller)
    for unit, usd in (("input_mtok", 2), ("output_mtok", 3)):
        saved(Price, offer=made, unit=unit, amount=usd, valid_from="2026-01-01", as_of="2026-01-01")
    return made


def listed(price: str, output: str = "9") -> dict[str, Any]:
    """Return a list of genai-prices that names a day."""
    prices = {"input_mtok": Decimal(price), "output_mtok": Decimal(output)}
    model = {"id": "sol", "prices_checked": "2026-11-02", "prices": prices}
    return {"genai-prices": [{"id": "acme", "models": [model]}]}


def proposed(run: Import) -> list[tuple[str, str, bool]]:
    """Return unit, choice and whether it jumps, of what a list proposes."""
    rows = run.rows.exclude(act="rejected").order_by("number")
    return [(json.loads(row.cells)["unit"], row.choice, row.jump) for row in rows]


def test_list_is_of_the_newest_day_that_it_names_and_jumps_are_marked(offer: None) -> None:
    run = proposals.propose_prices(listed("2.4"), None)

    assert proposed(run) == [("input_mtok", "open", False), ("output_mtok", "open", True)]
    assert run.origin == "genai-prices, 2026-11-02"
    assert json.loads(run.rows.get(number=1).cells)["as_of"] == "2026-11-02"


@pytest.mark.parametrize(
    ("days", "own"),
    [
        ([], None),
        (["2026-11-02", "2026-10-30"], "2026-11-02"),
        (["2026-12-24", "2026-10-30"], "2026-10-30"),
    ],
)
def test_day_to_come_is_not_the_day_of_the_list(days: list[str], own: str | None) -> None:
    data = [{"models": [{"start_date": day, "name": "sol"} for day in days]}]

    assert own_day(data, date(2026, 11, 24)) == (date.fromisoformat(own) if own else None)


def test_what_was_refused_stays_so_and_what_was_postponed_comes_back(offer: None) -> None:
    run = proposals.propose_prices(listed("2.4"), None)
    first, second = (row.pk for row in runs.open_rows(run))
    runs.decide(run, ImportChoice.REFUSED, [first])
    runs.decide(run, ImportChoice.LATER, [second])

    seen = [proposed(proposals.propose_prices(listed("2.4"), None))]
    ImportRow.objects.filter(choice="later").update(
        decided_at=run.made - proposals.LATER - timedelta(days=1)
    )
    seen.append(proposed(proposals.propose_prices(listed("2.4"), None)))

    assert [[choice for _unit, choice, _jump in each] for each in seen] == [
        ["refused", "later"],
        ["refused", "open"],
    ]
    assert Import.objects.count() == 1  # a comparison of the same lists replaces the one before


def test_only_ticked_rows_are_taken_and_all_takes_are_put_back(
    client: Client, offer: Offer
) -> None:
    client.force_login(User.objects.create_superuser("maria"))
    run = proposals.propose_prices(listed("2.4"), None)
    page = reverse("admin:catalog_import_change", args=[run.pk])
    calm, jump = runs.open_rows(run)
    seen = client.get(page).content.decode()
    client.post(page, {"note": "Next week.", "rows": [calm.pk], "later": "1"})
    postponed = client.get(page).content.decode()

    client.post(page, {"note": "November.", "rows": [calm.pk], "review": "1"})
    one = list(Price.objects.filter(valid_from="2026-11-02").values_list("unit", "state"))
    client.post(page, {"note": "Looked it up.", "rows": [jump.pk], "ticked": "1"})
    both = Price.objects.filter(offer=offer).count()
    client.post(page, {"note": "The wrong list.", "undo": "1"})

    assert f'value="{calm.pk}" checked>' in seen
    assert f'value="{calm.pk}" checked>' not in postponed
    assert postponed.index(f'value="{jump.pk}"') < postponed.index(f'value="{calm.pk}"')
    assert f'value="{jump.pk}" checked>' not in seen
    assert (one, both) == ([("input_mtok", "review")], 4)
    assert list(Price.objects.order_by("unit").values_list("amount", "valid_to")) == [
        (2, None),
        (3, None),
    ]
    assert list(run.rows.exclude(act="rejected").values_list("choice", flat=True)) == [
        "open",
        "open",
    ]


def test_refused_rows_are_not_taken(client: Client, offer: Offer) -> None:
    client.force_login(User.objects.create_superuser("maria"))
    run = proposals.propose_prices(listed("2.4"), None)
    page = reverse("admin:catalog_import_change", args=[run.pk])

    answer = client.post(
        page,
        {"note": "x", "rows": [row.pk for row in runs.open_rows(run)], "refused": "1"},
        follow=True,
    )

    assert "Refused: 2 rows." in answer.content.decode()
    assert Price.objects.filter(offer=offer).count() == 2


@pytest.mark.parametrize(("state", "seen"), [("published", [date(2026, 11, 2)]), ("draft", [])])
def test_watch_notes_that_a_list_has_a_published_price(
    offer: Offer, tmp_path: Path, state: str, seen: list[date]
) -> None:
    price = Price.objects.get(offer=offer, unit="input_mtok")
    Price.objects.filter(pk=price.pk).update(state=state)
    file = tmp_path / "list.json"
    file.write_text(json.dumps(listed("2")["genai-prices"], default=float))

    for _ in range(2):
        call_command("watch", f"genai-prices={file}", verbosity=0)

    found = Sighting.objects.filter(kind="prices", row=price.pk)
    assert list(found.values_list("day", flat=True)) == seen
    assert not Revision.objects.of(price).exists()


def test_rejected_rows_come_as_a_file_that_is_mended_and_brought_in_again(client: Client) -> None:
    client.force_login(User.objects.create_superuser("maria"))
    place = reverse("admin:catalog_import_in")
    text = "slug,name,about\nb,B,\nbad,,A maker.\n"
    page = client.post(
        place, {"kind": "providers", "file": SimpleUploadedFile("p.csv", text.encode())}
    )["Location"]

    answer = client.get(page.replace("change/", "rejected/"))
    content = b"".join(answer)
    (line,) = read_fact_rows(io.BytesIO(content), TableFormat.CSV, KINDS["providers"])
    mended = content.replace(b"bad,,", b"bad,Better,")
    repeated = client.post(
        place, {"kind": "providers", "file": SimpleUploadedFile("p.csv", mended)}
    )["Location"]
    client.post(repeated, {"note": "Mended."})

    assert line.cells == {"slug": "bad", "name": "", "about": "A maker."}
    assert "There must be something in “name”." in content.decode()
    assert Provider.objects.get(slug="bad").about == "A maker."
