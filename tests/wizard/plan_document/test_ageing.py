"""What plans say of facts long unread: a mark, less certainty, a question to the seller.

They never give another name.
"""

import re
from collections.abc import Callable, Collection, Mapping
from datetime import date, timedelta
from decimal import Decimal
from functools import cache
from typing import Any

import pytest

from catalog.ages import NEVER_SEEN_AGAIN, Sightings
from catalog.formatting import format_long_day
from catalog.registry import KIND_OF
from catalog.schema import Catalog
from tests.replacing import replace
from tests.support import starter_catalog
from tests.wizard.impact import put
from wizard.decision.ageing import ages_of_decision
from wizard.decision.answers import Answers, Job, PaidPlan
from wizard.decision.decide import decide
from wizard.decision.endings import UseWhatYouHave
from wizard.decision.vocabulary import Builder, Certainty
from wizard.document import document_of
from wizard.document.basis import Basis
from wizard.document.blocks import Document, ListBlock
from wizard.document.progress import NEW

ON = date(2026, 11, 30)
# Answers by which a plan of an app is named, and a model at a seller.
APP: Mapping[str, Any] = {}
MODEL: Mapping[str, Any] = {"built_in": True, "builder": Builder.DEVELOPER, "results": 30_000}
JOB, SECOND_JOB = "blog-header-image", "code-completion"  # two tools are named for them
READ_ON = re.compile(r"as_of=datetime\.date\(\d+, \d+, \d+\)")
OLD = "Nobody has read what it rests on for months: your test decides."


@cache
def all_read(days: int) -> Catalog:
    """Return the starter catalog with every price read so many days ago, and every score today."""
    return of_ages(prices=days, scores=0)


@cache
def of_ages(*, prices: int, scores: int) -> Catalog:
    catalog = put(starter_catalog(), "prices", lambda _: True, read(prices))
    return put(catalog, "scores", lambda _: True, read(scores))


def read(days: int) -> Callable[[Any], Any]:
    return lambda row: replace(row, as_of=ON - timedelta(days=days))


def plan(
    *jobs: str,
    catalog: Catalog,
    seen: Sightings = NEVER_SEEN_AGAIN,
    results: int = 100,
    **answers: Any,
) -> Basis:
    number = Decimal(results)
    rows = tuple(Job(key=slug, use_case=slug, results=number) for slug in jobs or (JOB,))
    firm = Answers(jobs=rows, **answers)
    decision = decide(firm, catalog, ON)
    ages = ages_of_decision(decision, catalog, seen)
    return Basis(
        decision=decision, answers=firm, catalog=catalog, progress=NEW, changes={}, ages=ages
    )


def again(basis: Basis, seen: Sightings) -> Basis:
    """Return the same with sightings."""
    return replace(basis, ages=ages_of_decision(basis.decision, basis.catalog, seen))


def document(basis: Basis, *pages: str) -> Document:
    return document_of(basis.decision, basis.answers, basis.catalog, ages=basis.ages, pages=pages)


def fine(basis: Basis) -> Collection[str]:
    """Return what stands below the cost on the first screen."""
    return next(tile for tile in document(basis).head.tiles if tile.key == "cost").fine


def warnings(basis: Basis) -> Collection[str]:
    return document(basis).head.warnings


def seen_on(rows: Collection[Any], day: date) -> Sightings:
    kinds = [(KIND_OF[type(row)], row) for row in rows]
    return Sightings({(kind.name, kind.key_of(row)): day for kind, row in kinds})


@pytest.mark.parametrize(
    ("answers", "days", "words"),
    [
        (APP, 0, ""),
        (APP, 90, ""),
        (APP, 91, "{day}: look it up again."),
        (APP, 180, "{day}: look it up again."),
        (APP, 181, "{day}: ask before you pay."),
        (MODEL, 60, ""),
        (MODEL, 61, "{day}: look it up again."),
        (MODEL, 181, "{day}: ask before you pay."),
    ],
)
def test_price_that_was_not_read_for_long_is_said_where_the_cost_stands(
    answers: Mapping[str, Any], days: int, words: str
) -> None:
    lines = fine(plan(catalog=all_read(days), **answers))

    expected = [words.format(day=format_long_day(ON - timedelta(days=days)))] if words else []
    prices = [line for line in lines if line.startswith("The price of ")]
    assert [line.partition(" is of ")[2] for line in prices] == expected


def test_price_that_no_source_dates_is_asked_for() -> None:
    catalog = put(all_read(0), "prices", lambda _: True, lambda row: replace(row, as_of=None))

    lines = fine(plan(catalog=catalog))

    (line,) = [line for line in lines if "No day is on file" in line]
    assert line.endswith(": ask before you pay.")


def test_of_two_tools_the_old_price_of_the_first_is_said() -> None:
    lines = fine(plan(JOB, SECOND_JOB, catalog=all_read(200)))

    assert len([line for line in lines if line.startswith("The price of ")]) == 1


def test_what_is_paid_already_needs_no_price() -> None:
    first = plan(catalog=all_read(0)).jobs[0].first
    assert first is not None
    tool = first.option.tool

    paid = plan(catalog=all_read(200), paid=(PaidPlan(plan=tool.removeprefix("plan:")),))

    assert isinstance(paid.jobs[0].ending, UseWhatYouHave)
    assert not [line for line in fine(paid) if line.startswith("The price of ")]


def priced(basis: Basis) -> list[Collection[Any]]:
    """Return the prices that were counted of each tool that passes."""
    ranking = basis.jobs[0].decided.ranking
    assert ranking is not None
    return [[price.rows[0] for price in row.option.prices] for row in ranking.candidates]


@pytest.mark.parametrize(
    ("old", "words"),
    [
        (0, ""),
        (5, ""),
        (6, "Our prices are old: for 6 of 11 that we compared"),
        (11, "Our prices are old: for 11 of 11 that we compared"),
    ],
)
def test_first_screen_says_where_more_than_half_of_what_passes_has_an_old_price(
    old: int, words: str
) -> None:
    # Plans that are sold to one person compete where nobody else works in the firm.
    basis = plan(catalog=all_read(200), people=1)
    rows = priced(basis)
    assert len(rows) == 11  # oracle of the table: a change of the catalog changes it
    fresh = {id(row) for prices in rows[old:] for row in prices}
    seen = seen_on([row for prices in rows for row in prices if id(row) in fresh], ON)

    said = [line for line in warnings(again(basis, seen)) if "Our prices are old" in line]

    assert [words in line for line in said] == ([True] if words else [])


@pytest.mark.parametrize(
    ("prices", "scores", "is_old"),
    [(150, 120, False), (151, 0, True), (0, 121, True)],
)
def test_what_was_not_read_for_very_long_proves_little(
    prices: int, scores: int, *, is_old: bool
) -> None:
    basis = plan(catalog=of_ages(prices=prices, scores=scores))
    (why,) = [section for section in document(basis).sections if section.key == "why"]
    recommendation = basis.jobs[0].recommendation
    assert recommendation is not None
    assert recommendation.certainty is Certainty.CLEAR
    (block,) = why.groups[0].blocks
    assert isinstance(block, ListBlock)
    rows = [text for row in block.rows for text in row.says]
    assert (OLD in {why.finding, *rows}) is is_old


def test_sighting_is_as_good_as_the_day_of_the_row() -> None:
    basis = plan(catalog=all_read(400))
    rows = [row for prices in priced(basis) for row in prices]

    assert list(basis.at("ages"))
    assert not list(again(basis, seen_on(rows, ON - timedelta(days=5))).at("ages"))


@pytest.mark.parametrize("days", [60, 121, 180, 400])
def test_age_changes_no_decision(days: int) -> None:
    jobs = (JOB, SECOND_JOB, "contract-review")

    old, fresh = (plan(*jobs, catalog=all_read(age)).decision for age in (days, 0))

    assert READ_ON.sub("", repr(old.jobs)) == READ_ON.sub("", repr(fresh.jobs))
    assert old.usd_month == fresh.usd_month


def test_what_is_kept_of_sightings_is_little() -> None:
    basis = plan(catalog=all_read(400), **MODEL)
    seen = seen_on(basis.catalog.prices, ON)

    kept = again(basis, seen)

    assert 0 < len(kept.ages.seen) <= 10
    assert not list(kept.at("ages"))
    assert list(basis.at("ages"))


def test_page_of_prices_says_the_day_on_which_each_was_seen_last() -> None:
    basis = plan(catalog=all_read(10))
    prices = [row for line in basis.decision.bill for price in line.prices for row in price.rows]
    seen = seen_on(prices, ON - timedelta(days=2))

    (page,) = document(again(basis, seen), "money").pages
    (section,) = [row for row in page.sections if row.key == "prices"]
    days = {
        row.source.as_of
        for group in section.groups
        for block in group.blocks
        if isinstance(block, ListBlock)
        for row in block.rows
        if row.source is not None
    }
    assert days == {ON - timedelta(days=2)}
