"""What others' lists propose waits for an editor, who takes, refuses or postpones each row.

That is remembered.
"""

import io
import json
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from catalog.imports import runs
from catalog.imports.cells import read_fact_rows
from catalog.models import (
    AiModel,
    Import,
    ImportChoice,
    ImportRow,
    Offer,
    Price,
    Provider,
)
from catalog.registry import KINDS
from catalog.tables import TableFormat
from catalog.watch.proposals import LATER
from tests.catalog.watch.looks import proposed
from tests.support import page_of, saved

pytestmark = pytest.mark.django_db


@pytest.fixture
def offer() -> Offer:
    """Store an offer with two prices that a list of November differs from."""
    model, seller = saved(AiModel, slug="sol"), saved(Provider, slug="acme")
    made: Offer = saved(Offer, slug="sol@acme", model=model, seller=seller)
    for unit, usd in (("input_mtok", 2), ("output_mtok", 3)):
        saved(Price, offer=made, unit=unit, amount=usd, valid_from="2026-01-01", as_of="2026-01-01")
    return made


ON = date(2026, 11, 2)


def list_with(price: str, output: str = "9") -> dict[str, Any]:
    """Return a list of genai-prices with two prices of a model."""
    prices = {"input_mtok": Decimal(price), "output_mtok": Decimal(output)}
    return {"genai-prices": [{"id": "acme", "models": [{"id": "sol", "prices": prices}]}]}


def run_of(price: str) -> Import:
    run: Import = proposed(list_with(price), ON)
    return run


def of_all() -> list[tuple[str, str, bool]]:
    """Return the same of all that lists propose."""
    rows = ImportRow.objects.exclude(act="rejected").order_by("number", "pk")
    return [(json.loads(row.cells)["unit"], row.choice, row.jump) for row in rows]


def choices(run: Import) -> list[tuple[str, str, bool]]:
    """Return unit, choice and whether it jumps, of what a list proposes."""
    rows = run.rows.exclude(act="rejected").order_by("number")
    return [(json.loads(row.cells)["unit"], row.choice, row.jump) for row in rows]


def test_jumps_are_marked_and_rows_are_of_the_day_of_the_list(offer: None) -> None:
    run = run_of("2.4")

    assert choices(run) == [("input_mtok", "open", False), ("output_mtok", "open", True)]
    assert run.origin == "genai-prices, 2026-11-02"
    assert json.loads(run.rows.get(number=1).cells)["as_of"] == "2026-11-02"


def test_what_was_refused_stays_so_and_what_was_postponed_comes_back(offer: None) -> None:
    run = run_of("2.4")
    first, second = (row.pk for row in runs.open_rows(run))
    runs.decide(run, ImportChoice.REFUSED, [first])
    runs.decide(run, ImportChoice.LATER, [second])

    run_of("2.4")
    seen = [of_all()]
    ImportRow.objects.filter(choice="later").update(decided_at=run.made - LATER - timedelta(days=1))
    run_of("2.4")
    seen.append(of_all())

    assert [[choice for _unit, choice, _jump in rows] for rows in seen] == [
        ["refused", "later"],
        ["refused", "open"],
    ]


def test_only_ticked_rows_are_taken_and_all_takes_are_put_back(
    client: Client, offer: Offer
) -> None:
    client.force_login(User.objects.create_superuser("maria"))
    run = run_of("2.4")
    page = reverse("admin:catalog_import_change", args=[run.pk])
    calm, jump = runs.open_rows(run)
    seen = page_of(client.get(page))
    client.post(page, {"note": "Next week.", "rows": [calm.pk], "later": "1"})
    postponed = page_of(client.get(page))

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
    run = run_of("2.4")
    page = reverse("admin:catalog_import_change", args=[run.pk])

    answer = client.post(
        page,
        {"note": "x", "rows": [row.pk for row in runs.open_rows(run)], "refused": "1"},
        follow=True,
    )

    assert "Refused: 2 rows." in page_of(answer)
    assert Price.objects.filter(offer=offer).count() == 2


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
