"""How old facts are, and what age does: a mark, less proof, a question to the seller.

It never costs a price.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from math import inf
from typing import Any

import pytest

from catalog import ages, query
from catalog.ages import AGEING, NEVER_SEEN_AGAIN, Age, Sightings
from catalog.registry import KIND_OF, KINDS
from catalog.schema import (
    AiModel,
    AppStatement,
    Catalog,
    DataTerms,
    End,
    ExchangeRate,
    Machine,
    Offer,
    Price,
    Score,
    Term,
)
from catalog.vocabulary import (
    AppAnswer,
    AppQuestion,
    Confidence,
    Currency,
    EndKind,
    Known,
    MachineSize,
    PriceUnit,
    Training,
    Voice,
)
from tests.support import starter_catalog

READ = date(2026, 1, 1)
ON_SALE = {"provider": "acme", "released": date(2025, 1, 1), "source": "s", "as_of": READ}
MODEL = AiModel(slug="sol", name="Sol", listed=True, **ON_SALE)  # type: ignore[arg-type]
OFFER = Offer(
    slug="sol@acme", model="sol", seller="acme", eu_region=Known.YES, source="s", as_of=READ
)


def price(**facts: Any) -> Price:
    given: dict[str, Any] = {
        "offer": "sol@acme",
        "unit": PriceUnit.INPUT_MTOK,
        "amount": Decimal(2),
        "valid_from": READ,
        "source": "s",
        "as_of": READ,
    }
    return Price(**given | facts)


def end(status: EndKind, day: date | None) -> End:
    return End(
        offer="sol@acme",
        status=status,
        day=day,
        confidence=Confidence.HIGH,
        source="s",
        as_of=READ,
    )


def toy(**rows: Any) -> Catalog:
    return Catalog(**{"models": (MODEL,), "offers": (OFFER,)} | rows)


def age(row: Any, days: int, seen: Sightings = NEVER_SEEN_AGAIN, **rows: Any) -> Age | None:
    """Return the age of a row so many days after it was read, in a catalog that has it."""
    kind = KIND_OF[type(row)].name
    catalog = toy(**{kind: (row,)} | rows)
    return ages.age_of(catalog, row, READ + timedelta(days=days), seen)


def seen_again(row: Any, day: date) -> Sightings:
    kind = KIND_OF[type(row)]
    return Sightings({(kind.name, kind.key_of(row)): day})


SORTS: dict[str, Any] = {
    "offer-prices": price(),
    "plan-prices": price(offer=None, app_plan="pro", unit=PriceUnit.SEAT_MONTH),
    "boards": Score(
        benchmark="b",
        model="sol",
        value=Decimal(1),
        voice=Voice.MEASURED,
        measured_by="B",
        source="s",
        as_of=READ,
    ),
    "data-terms": DataTerms(
        slug="t",
        seller="acme",
        product="API",
        trains_on_inputs=Training.NO,
        confidence=Confidence.HIGH,
        source="s",
        as_of=READ,
    ),
    "app-statements": AppStatement(
        app="chat",
        question=AppQuestion.TRAINING,
        answer=AppAnswer.NO,
        says="No.",
        confidence=Confidence.HIGH,
        source="s",
        as_of=READ,
    ),
    "regions": OFFER,
    "ends": end(EndKind.NONE, None),
    "machines": Machine(
        slug="m", name="M", size=MachineSize.PC, memory_gb=24, source="s", as_of=READ
    ),
    "rates": ExchangeRate(
        currency=Currency.EUR, usd=Decimal("1.1"), valid_from=READ, source="s", as_of=READ
    ),
}


def test_every_sort_of_the_table_is_tried() -> None:
    assert list(SORTS) == [each.name for each in AGEING]


@pytest.mark.parametrize("ageing", AGEING, ids=lambda each: each.name)
def test_each_thing_that_age_does_begins_the_day_after_its_limit(ageing: ages.Ageing) -> None:
    row = SORTS[ageing.name]
    for limit, does in (
        (ageing.mark, "is_old"),
        (ageing.thin, "is_thin"),
        (ageing.ask, "asks"),
    ):
        for days in (0, 10_000) if limit == inf else (int(limit), int(limit) + 1):
            reached = age(row, days)
            assert reached is not None
            assert getattr(reached, does) is (days > limit), (does, days)


@pytest.mark.parametrize("ageing", AGEING, ids=lambda each: each.name)
def test_what_is_seen_again_is_as_young_as_that_day(ageing: ages.Ageing) -> None:
    row, later = SORTS[ageing.name], READ + timedelta(days=ageing.mark + 1)

    reached = age(row, ageing.mark + 1, seen_again(row, later))
    before = age(row, 5, seen_again(row, READ - timedelta(days=30)))

    assert reached is not None
    assert (reached.days, reached.is_old) == (0, False)
    assert before is not None
    assert before.seen == READ  # a sighting of an earlier day makes nothing older


def test_the_sighting_of_another_row_says_nothing_of_this_one() -> None:
    row = price()
    output = replace(row, unit=PriceUnit.OUTPUT_MTOK)

    reached = age(row, 100, seen_again(output, READ + timedelta(days=99)))

    assert reached is not None
    assert reached.days == 100


@pytest.mark.parametrize(
    "row",
    [
        price(valid_to=READ + timedelta(days=10)),
        price(valid_from=READ + timedelta(days=100)),
        end(EndKind.ENDED, READ),
        end(EndKind.ANNOUNCED, READ + timedelta(days=20)),
        replace(OFFER, eu_region=Known.UNKNOWN),
        Term(slug="t", term="T", meaning="m", source="s", as_of=READ),
    ],
    ids=("price that ended", "price to come", "ended", "end now past", "no region", "a word"),
)
def test_what_is_over_or_says_nothing_does_not_age(row: Any) -> None:
    assert age(row, 50) is None


def test_an_announced_price_ages_from_the_day_on_which_it_begins() -> None:
    """It was read when it was announced; that it holds nobody has seen since."""
    row = price(valid_from=READ + timedelta(days=100))

    begun = age(row, 100)

    assert begun is not None
    assert (begun.days, begun.is_old) == (100, True)


def test_price_of_an_ended_offer_does_not_age() -> None:
    over = end(EndKind.ENDED, READ)

    assert age(price(), 50, ends=(over,)) is None
    assert age(price(), 50) is not None


def test_a_source_without_a_day_is_old_from_the_start() -> None:
    row = replace(SORTS["app-statements"], as_of=None)

    reached = age(row, 0)

    assert reached is not None
    assert (reached.seen, reached.is_old, reached.asks, reached.lapses) == (None, True, True, None)
    assert reached.words == "read on a day that is not on file"


@pytest.mark.parametrize(
    ("days", "soon", "words"),
    [
        (30, False, "read 1 Jan 2026"),
        (31, True, "read 1 Jan 2026"),
        (60, True, "read 1 Jan 2026"),
        (61, False, "last read 1 Jan 2026, 61 days ago"),
    ],
)
def test_it_lapses_soon_within_thirty_days_of_its_mark(
    days: int, words: str, *, soon: bool
) -> None:
    reached = age(price(), days)

    assert reached is not None
    assert (reached.lapses, reached.lapses_soon) == (READ + timedelta(days=61), soon)
    assert reached.words == words


def test_the_oldest_of_several_speaks_and_the_newest_of_a_board() -> None:
    young = price(unit=PriceUnit.OUTPUT_MTOK, as_of=READ + timedelta(days=40))
    scores = tuple(
        replace(SORTS["boards"], model=model, as_of=READ + timedelta(days=days))
        for model, days in (("sol", 0), ("luna", 30), ("nova", 90))
    )
    catalog = toy(prices=(price(), young), scores=scores)
    on = READ + timedelta(days=60)

    slowest = ages.oldest(catalog, catalog.prices, on, NEVER_SEEN_AGAIN)
    board = ages.board_age(catalog, "b", on, NEVER_SEEN_AGAIN)
    every = list(ages.every_age(catalog, on, NEVER_SEEN_AGAIN))

    assert slowest is not None
    assert (slowest.row, slowest.days) == (price(), 60)
    assert board is not None
    assert (board.row.model, board.days) == ("luna", 30)  # that of later is not there yet
    assert [each.ageing.name for each in every] == [
        "offer-prices",
        "offer-prices",
        "boards",
        "regions",
    ]
    assert ages.board_age(catalog, "no board", on, NEVER_SEEN_AGAIN) is None


def test_sightings_are_written_and_read_back() -> None:
    row = price(tier="720p")
    seen = Sightings(
        {
            **seen_again(row, READ).days,
            **seen_again(SORTS["boards"], READ + timedelta(days=1)).days,
        }
    )

    assert Sightings.of_list(seen.listed) == seen
    assert seen.of([SORTS["boards"]]) == seen_again(SORTS["boards"], READ + timedelta(days=1))
    assert seen.of([row, SORTS["boards"]]) == seen
    assert not seen.of([price(tier="1080p"), MODEL]).days


LATER = tuple(date(2026, 11, 30) + timedelta(days=days) for days in (0, 60, 121, 180, 400, 4000))


def prices_without_age(catalog: Catalog, on: date) -> Iterator[Price]:
    """Yield what is in force by its own days and the end of its offer alone."""
    for row in catalog.prices:
        starts = row.valid_from <= on
        lasts = row.valid_to is None or row.valid_to >= on
        sold = catalog.offer.get(row.offer or "")
        over = sold is not None and query.sale(catalog, sold, on).state.value == "ended"
        if starts and lasts and not over:
            yield row


@pytest.mark.parametrize("on", LATER, ids=str)
def test_no_price_of_the_starter_catalog_is_lost_by_age(on: date) -> None:
    catalog = starter_catalog()

    stated = [row for row in catalog.prices if query.current(catalog, row, on)]
    quoted = {offer.slug for offer in catalog.offers if query.prices(catalog, offer.slug, on)}

    assert stated == list(prices_without_age(catalog, on))
    assert quoted == {row.offer for row in stated if row.offer and not row.region}


def test_kinds_of_the_table_have_a_day_and_a_source() -> None:
    for each in AGEING:
        assert {"as_of", "source"} <= KINDS[each.kind].described.keys()
