"""Each row of a file is new, changed, unchanged or rejected with a reason, and dated prices follow each other."""

import io
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings, strategies as some

from catalog import query
from catalog.differences import Difference
from catalog.exchange.columns import cells_of, read, write
from catalog.exchange.diff import Act, brought, closed, judge
from catalog.registry import KINDS, Kind
from catalog.schema import AiModel, Catalog, Offer, Price, Provider, Source
from catalog.tables import Format, Line
from catalog.vocabulary import PriceBasis, PriceUnit, Voice
from tests.catalog.exchange.paper import PaperDesk, verdicts
from tests.support import starter_catalog

DAY = date(2026, 11, 24)
SOURCE = Source(slug="page", title="Page", voice=Voice.SELLER)
ACME = Provider(slug="acme", name="Acme", about="A maker.")
SOL = AiModel(slug="sol", name="Sol", provider="acme", source="page", as_of=DAY)
OFFER = Offer(slug="sol@acme", model="sol", seller="acme", source="page", as_of=DAY)
PRICE = Price(
    offer="sol@acme", unit=PriceUnit.INPUT_MTOK, usd=Decimal(2), valid_from=date(2026, 1, 1), source="page", as_of=DAY
)
DESK = Catalog(sources=(SOURCE,), providers=(ACME,), models=(SOL,), offers=(OFFER,), prices=(PRICE,))
PRICES = "offer,unit,usd,valid_from,valid_to,source,as_of\n"


def price_rows(*rows: str) -> str:
    return PRICES + "".join(f"sol@acme,input_mtok,{row},page,2026-11-24\n" for row in rows)


def acts(kind: str, text: str, catalog: Catalog = DESK) -> list[str]:
    return [verdict.act.value for verdict in verdicts(kind, text, catalog)]


@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
def test_desk_that_comes_back_is_unchanged(kind: Kind) -> None:
    catalog = starter_catalog()
    text = b"".join(write(kind, getattr(catalog, kind.name)[:80], Format.CSV))

    assert {verdict.act for verdict in verdicts(kind.name, text, catalog)} == {Act.UNCHANGED}


def test_row_is_new_changed_or_unchanged() -> None:
    found = verdicts("providers", "slug,name,about\nacme,Acme,A maker.\nacme2,B,\n", DESK)
    assert [verdict.act for verdict in found] == [Act.UNCHANGED, Act.NEW]

    (changed,) = verdicts("providers", "slug,name,about\nacme,Acme,\n", DESK)

    assert (changed.act, changed.changes) == (
        Act.CHANGED,
        (Difference("providers", changed.key, "changed", "about", "A maker.", ""),),
    )
    assert (changed.before, changed.fact) == (ACME, replace(ACME, about=""))


def test_column_that_is_not_there_stays_as_the_desk_has_it() -> None:
    (changed,) = verdicts("providers", "slug,homepage\nacme,https://acme.example\n", DESK)

    assert changed.fact == replace(ACME, homepage="https://acme.example")


REJECTED = {
    "wrong unit": (
        "prices",
        price_rows("3,2026-12-01,").replace("input_mtok", "token"),
        f"Unit: “token” is not a word of the list; write one of {', '.join(PriceUnit)}.",
    ),
    "unknown slug": (
        "prices",
        price_rows("3,2026-12-01,").replace("sol@acme", "soll@acme"),
        "Offer: there is no “soll@acme” among offers; did you mean “sol@acme”?",
    ),
    "formula": (
        "prices",
        price_rows("=2+2,2026-12-01,"),
        "Usd: “=2+2” is a formula, write the number it gives.",
    ),
    "nothing where something is due": ("providers", "slug,name\nnew,\n", "There must be something in “name”."),
    "no column for it": ("providers", "slug,about\nnew,A maker.\n", "There must be something in “name”."),
    "overlap": (
        "prices",
        price_rows("3,2025-12-01,"),
        "Overlaps the price of 2 US dollars from 2026-01-01 on.",
    ),
    "other slug of an offer": (
        "offers",
        "slug,model,seller,source,as_of\nx@y,sol,acme,page,2026-11-24\n",
        "Slug: the slug of this offer is sol@acme.",
    ),
}


@pytest.mark.parametrize(("kind", "text", "reason"), REJECTED.values(), ids=REJECTED)
def test_row_is_rejected_with_a_reason(kind: str, text: str, reason: str) -> None:
    (verdict,) = verdicts(kind, text, DESK)

    assert (verdict.act, verdict.reason) == (Act.REJECTED, reason)


def test_row_twice_is_rejected_and_the_first_is_named() -> None:
    first, second = verdicts("providers", "slug,name\nb,B\nb,Other\n", DESK)

    assert (first.act, second.reason) == (Act.NEW, "Repeats b of row 2.")


def test_later_price_closes_the_one_before_on_the_day_before() -> None:
    (verdict,) = verdicts("prices", price_rows("3,2026-12-01,"), DESK)

    assert (verdict.act, verdict.closes) == (Act.NEW, PRICE)
    assert closed(PRICE, by=verdict.fact).valid_to == date(2026, 11, 30)


def test_prices_of_one_file_close_each_other() -> None:
    first, second = verdicts("prices", price_rows("3,2026-12-01,", "4,2027-01-01,"), DESK)

    assert (first.closes, second.closes) == (PRICE, first.fact)


def test_price_that_ended_is_not_ended_anew() -> None:
    ended = replace(PRICE, valid_to=date(2026, 12, 31))
    (verdict,) = verdicts("prices", price_rows("3,2026-12-01,"), replace(DESK, prices=(ended,)))

    assert verdict.reason == "Overlaps the price of 2 US dollars from 2026-01-01 to 2026-12-31."


@pytest.mark.parametrize(
    "rows", [("2,2026-01-01,2026-11-30", "3,2026-12-01,"), ("3,2026-12-01,", "2,2026-01-01,2026-10-31")]
)
def test_file_may_end_the_old_price_itself(rows: tuple[str, str]) -> None:
    assert sorted(acts("prices", price_rows(*rows))) == ["changed", "new"]


def test_models_of_one_file_may_name_each_other() -> None:
    text = "slug,name,provider,replaced_by,source,as_of\na,A,acme,b,page,2026-11-24\nb,B,acme,,page,2026-11-24\n"

    assert acts_with_own("models", text) == ["new", "new"]


def test_row_that_names_a_rejected_row_is_rejected_too() -> None:
    text = (
        "slug,name,provider,replaced_by,source,as_of\na,A,acme,b,page,2026-11-24\nb,B,acme,c,page,2026-11-24\n"
        "c,C,nobody,,page,2026-11-24\nd,D,acme,,page,2026-11-24\n"
    )

    assert acts_with_own("models", text) == ["rejected", "rejected", "rejected", "new"]


def acts_with_own(kind: str, text: str) -> list[str]:
    desk = PaperDesk(DESK)

    def lines() -> Iterator[Line]:
        return read(io.BytesIO(text.encode()), Format.CSV, KINDS[kind])

    own = brought(KINDS[kind], lines, desk)
    return [verdict.act.value for verdict in judge(KINDS[kind], lines(), desk, own)]


JANUARY = [date(2026, 1, day) for day in range(1, 32)]
days = some.dates(date(2026, 1, 1), date(2026, 1, 12))
spans = some.lists(some.tuples(days, some.none() | days, some.integers(1, 3)), max_size=7)


@given(spans)
@settings(max_examples=150)
def test_what_is_taken_never_overlaps(spans: list[tuple[date, date | None, int]]) -> None:
    rows = [
        replace(PRICE, usd=Decimal(usd), valid_from=start, valid_to=end, basis=PriceBasis.DATED)
        for start, end, usd in spans
        if end is None or end >= start
    ]
    lines = [Line(number, cells_of(KINDS["prices"], row)) for number, row in enumerate(rows, start=2)]
    desk = PaperDesk(replace(DESK, prices=()))
    taken: dict[date, Price] = {}

    for verdict in judge(KINDS["prices"], lines, desk):
        if verdict.closes is not None:
            taken[verdict.closes.valid_from] = closed(verdict.closes, by=verdict.fact)
        if verdict.act is not Act.REJECTED:
            taken[verdict.fact.valid_from] = verdict.fact

    days_in_force = [day for price in taken.values() for day in JANUARY if query.holds(price, day)]
    assert len(days_in_force) == len(set(days_in_force))
