"""Each row of a file is new, changed, unchanged or rejected with a reason.

Dated prices follow each other.
"""

import io
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from catalog import desk
from catalog.imports import runs
from catalog.imports.cells import read_fact_rows
from catalog.imports.importing import Outcomes, try_rows
from catalog.models import DESK as TABLES, ImportRow
from catalog.registry import KINDS
from catalog.schema import AiModel, Catalog, Offer, Price, Provider, Source
from catalog.tables import TableFormat
from catalog.vocabulary import PriceUnit, Voice
from tests.support import empty_desk

pytestmark = pytest.mark.django_db

DAY = date(2026, 11, 24)
SOURCE = Source(slug="page", title="Page", voice=Voice.SELLER)
ACME = Provider(slug="acme", name="Acme", about="A maker.")
SOL = AiModel(slug="sol", name="Sol", provider="acme", source="page", as_of=DAY)
OFFER = Offer(slug="sol@acme", model="sol", seller="acme", source="page", as_of=DAY)
PRICE = Price(
    offer="sol@acme",
    unit=PriceUnit.INPUT_MTOK,
    amount=Decimal(2),
    valid_from=date(2026, 1, 1),
    source="page",
    as_of=DAY,
)
DESK = Catalog(
    sources=(SOURCE,), providers=(ACME,), models=(SOL,), offers=(OFFER,), prices=(PRICE,)
)
PRICES = "offer,unit,amount,valid_from,valid_to,source,as_of\n"


def price_rows(*rows: str) -> str:
    return PRICES + "".join(f"sol@acme,input_mtok,{row},page,2026-11-24\n" for row in rows)


def outcomes(kind: str, text: str, catalog: Catalog = DESK) -> list[ImportRow]:
    """Try a file on a desk that holds a catalog."""
    empty_desk()
    for name in KINDS:
        for fact in getattr(catalog, name):
            row = TABLES[name]()
            desk.write_many([row], author=None, links=[desk.apply_fact(row, fact)])

    lines = read_fact_rows(io.BytesIO(text.encode()), TableFormat.CSV, KINDS[kind])
    with Outcomes() as found:
        runs.done(try_rows(KINDS[kind], lines, found))
        return list(found)


def acts(kind: str, text: str, catalog: Catalog = DESK) -> list[str]:
    return [str(row.act) for row in outcomes(kind, text, catalog)]


def test_row_is_new_changed_or_unchanged() -> None:
    assert acts("providers", "slug,name,about\nacme,Acme,A maker.\nacme2,B,\n") == [
        "unchanged",
        "new",
    ]

    (changed,) = outcomes("providers", "slug,name,about\nacme,Acme,\n")

    assert (changed.act, changed.words) == ("changed", "about: “A maker.” → nothing")


def test_column_that_is_not_there_stays_as_the_desk_has_it() -> None:
    (changed,) = outcomes("providers", "slug,homepage\nacme,https://acme.example\n")

    assert changed.words == "homepage: nothing → “https://acme.example”"


def test_row_is_rejected_with_a_reason() -> None:
    offer = "slug,model,seller,source,as_of\nx@y,sol,acme,page,2026-11-24\n"
    for kind, text, reason in (
        ("providers", "slug,about\nnew,A maker.\n", "There must be something in “name”."),
        ("offers", offer, "Slug: the slug of this offer is sol@acme."),
    ):
        (row,) = outcomes(kind, text)
        assert (row.act, row.words) == ("rejected", reason)


def test_prices_of_one_file_close_each_other() -> None:
    first, second = outcomes("prices", price_rows("3,2026-12-01,", "4,2027-01-01,"))

    assert first.words.endswith("; ends the price of 1 Jan 2026")
    assert second.words.endswith("; ends the price of 1 Dec 2026")


def test_price_that_ended_is_not_ended_anew() -> None:
    ended = replace(PRICE, valid_to=date(2026, 12, 31))
    (row,) = outcomes("prices", price_rows("3,2026-12-01,"), replace(DESK, prices=(ended,)))

    assert row.words == "Overlaps the price of 2 USD from 2026-01-01 to 2026-12-31."


def test_price_starts_no_earlier_than_its_model_is_on_sale() -> None:
    sold = replace(DESK, models=(replace(SOL, released=date(2026, 12, 1)),))
    early, unchanged, taken = outcomes(
        "prices", price_rows("3,2026-11-30,", "2,2026-01-01,", "3,2026-12-01,"), sold
    )

    assert early.words == "Valid_from: Sol is on sale since 1 Dec 2026; no price starts earlier."
    assert [row.act for row in (early, unchanged, taken)] == ["rejected", "unchanged", "new"]


@pytest.mark.parametrize(
    "rows",
    [("2,2026-01-01,2026-11-30", "3,2026-12-01,"), ("3,2026-12-01,", "2,2026-01-01,2026-10-31")],
)
def test_file_may_end_the_old_price_itself(rows: tuple[str, str]) -> None:
    assert sorted(acts("prices", price_rows(*rows))) == ["changed", "new"]


def test_row_that_names_what_the_desk_does_not_have_is_rejected() -> None:
    header = "slug,name,provider,replaced_by,source,as_of\n"
    rows = (
        "a,A,acme,b,page,2026-11-24\n",
        "b,B,acme,sol,page,2026-11-24\n",
        "c,C,nobody,,page,2026-11-24\n",
    )

    assert acts("models", header + "".join(rows)) == ["rejected", "new", "rejected"]
