"""The method page keeps its word: every rule has its section, and the worked example comes out as written."""

import re
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from catalog.formatting import format_short_price
from catalog.parsing import Span
from catalog.schema import (
    AiModel,
    Benchmark,
    Catalog,
    Cell,
    Industry,
    Offer,
    Price,
    Provider,
    Score,
    Source,
    UseCase,
)
from catalog.vocabulary import Branch, Fit, Known, Medium, PriceUnit, Task, Voice
from wizard.engine.answers import Answers, Output, Targets, Weights
from wizard.engine.decide import decide
from wizard.engine.decision import Assumed, Assumptions, Decision, Figure, Line, Reason
from wizard.engine.ranges import wilson
from wizard.engine.rules import RULES
from wizard.engine.statistics import trials_for_share
from wizard.engine.vocabulary import Basis, Check, Criterion, Importance, Input
from wizard.engine.whatif import run

METHOD = (Path(__file__).parents[2] / "docs" / "recommendation.md").read_text()
DAY = date(2026, 11, 25)

MODELS = {
    "ash": ("1500", "1490", "1510", "3", "15"),
    "birch": ("1430", "1420", "1440", "0.50", "2"),
    "cedar": ("1300", "1290", "1310", "0.25", "1"),
    "dogwood": ("1250", None, None, None, None),
    "elm": ("1200", None, None, None, None),
}


def worked_catalog() -> Catalog:
    """Return the catalog of the worked example."""
    test = "test-source"
    priced = [slug for slug, row in MODELS.items() if row[3]]
    return Catalog(
        sources=(
            Source(slug="editors-judgement", title="Editor’s judgement", voice=Voice.EDITOR),
            Source(slug=test, title="The worked example", voice=Voice.MEASURED),
        ),
        providers=(Provider(slug="grove", name="Grove"),),
        industries=(Industry(slug="any", name="Any", explanation="Any trade."),),
        models=tuple(
            AiModel(
                slug=slug,
                name=slug.title(),
                provider="grove",
                inputs=(Medium.TEXT,),
                outputs=(Medium.TEXT,),
                context_tokens=100_000,
                commercial_use=Known.YES,
                source=test,
                as_of=DAY,
            )
            for slug in MODELS
        ),
        offers=tuple(
            Offer(slug=f"{slug}@grove", model=slug, seller="grove", source=test, as_of=DAY) for slug in priced
        ),
        prices=tuple(
            Price(
                offer=f"{slug}@grove", unit=unit, usd=Decimal(usd), valid_from=date(2026, 1, 1), source=test, as_of=DAY
            )
            for slug in priced
            for unit, usd in (
                (PriceUnit.INPUT_MTOK, MODELS[slug][3] or "0"),
                (PriceUnit.OUTPUT_MTOK, MODELS[slug][4] or "0"),
            )
        ),
        benchmarks=(
            Benchmark(
                slug="letters",
                name="Letters",
                measures="Letters.",
                task=Task.WRITING,
                unit="points",
                source=test,
                as_of=DAY,
            ),
        ),
        scores=tuple(
            Score(
                benchmark="letters",
                model=slug,
                value=Decimal(value),
                low=Decimal(low) if low else None,
                high=Decimal(high) if high else None,
                voice=Voice.MEASURED,
                measured_by="a panel",
                source=test,
                as_of=DAY,
            )
            for slug, (value, low, high, _, _) in MODELS.items()
            if value
        ),
        use_cases=(
            UseCase(
                slug="letters",
                name="Write letters",
                result="letters",
                industry="any",
                inputs=(Medium.TEXT,),
                outputs=(Medium.TEXT,),
                tasks=(Task.WRITING,),
                unit="letter",
                unit_plural="letters",
                tokens_in=2000,
                tokens_out=500,
                minutes_by_hand=Decimal(8),
                source="editors-judgement",
                as_of=DAY,
            ),
        ),
        cells=tuple(
            Cell(
                use_case="letters",
                branch=branch,
                fit=fit,
                reason="It writes." if fit is Fit.YES else "It does not write.",
                source="editors-judgement",
                as_of=DAY,
            )
            for branch, fit in ((Branch.LANGUAGE, Fit.YES), (Branch.MEDIA, Fit.NO))
        ),
    )


@pytest.fixture(scope="module")
def worked() -> Decision:
    answers = Answers(
        outputs=(Output(key="letters", use_case="letters", per_month=Span(low=Decimal(300), high=Decimal(300))),),
        check=Check.EVERY,
        weights=Weights(
            quality=Importance.MUST,
            cost=Importance.NICE,
            control=Importance.NO_MATTER,
            headroom=Importance.NO_MATTER,
        ),
        usd_per_hour=Decimal(30),
        targets=Targets(accepted_percent=Decimal(80)),
        check_minutes=Span(low=Decimal(1), high=Decimal(3)),
        setup_usd=Span(low=Decimal(1000), high=Decimal(2000)),
    )
    return decide(answers, worked_catalog(), DAY)


def rows(first_cell: str) -> list[list[str]]:
    """Return the body rows of the table whose head starts with that cell."""
    table = METHOD[METHOD.index(f"| {first_cell} |") :].split("\n\n")[0]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in table.splitlines()[2:]]


@pytest.mark.parametrize("slug", sorted(RULES))
def test_rule_has_a_section_on_the_method_page(slug: str) -> None:
    assert f"{{#{slug}}}" in METHOD


def test_method_page_names_only_rules_that_exist() -> None:
    assert set(re.findall(r"\{#([a-z0-9-]+)\}", METHOD)) == set(RULES)


def test_worked_example_gives_the_ranges_it_shows(worked: Decision) -> None:
    candidates = {candidate.name: candidate for candidate in worked.parts[0].candidates}

    shown = []
    for name, *_ in rows("Model"):
        candidate = candidates[name]
        marks = {mark.criterion: f"{mark.low} to {mark.high}" for mark in candidate.marks}
        cost = "unknown" if candidate.unit_usd is None else f"${candidate.unit_usd.normalize():f}"
        shown.append(
            [
                name,
                cost,
                marks[Criterion.QUALITY],
                marks[Criterion.COST],
                f"{candidate.low} to {candidate.high}",
                candidate.standing.value,
            ]
        )

    assert shown == [[row[0], *row[4:]] for row in rows("Model")]


def test_worked_example_gives_the_money_it_shows(worked: Decision) -> None:
    assert worked.scale is not None

    shown = [
        [row.label, *("" if value is None else str(value) for value in (row.low, row.likely, row.high, row.today))]
        for row in worked.scale.costs
    ]

    assert shown == rows("What")
    assert worked.scale.break_even == "From 56 letters a month on, the set-up is paid back within a year."
    assert trials_for_share(0.8, 0.9) == 83
    assert format_short_price(Decimal("0.002")) == "$0.002"


def test_worked_example_gives_the_usable_letter_it_shows(worked: Decision) -> None:
    assert worked.scale is not None

    shown = [
        [row.label, *(str(value) for value in (row.low, row.likely, row.high, row.today))]
        for row in worked.scale.usable
    ]

    assert shown == rows("Usable")


def test_worked_example_gives_the_shares_it_shows(worked: Decision) -> None:
    assert worked.scale is not None

    assert [[share.kind.label, str(share.percent)] for share in worked.scale.spread] == rows("Figure")
    assert worked.scale.spread_words == "Checking time explains 50 % of the range: time ten of them first."


def test_worked_chains_come_through_as_shown() -> None:
    shown = []
    for name, *_ in rows("Chain"):
        passing = [Decimal(share) / 100 for share in re.findall(r"\d+", name)[:2]]
        plan = Assumptions(
            lines=tuple(_line(place) for place in range(2)),
            rows=tuple(_accepted(place, share) for place, share in enumerate(passing)),
        )
        found = run(plan, plan.lines)
        shown.append([name, f"{found.first_pass * 100:.0f}", f"{found.through * 100:.1f}"])

    assert shown == rows("Chain")


def _line(place: int) -> Line:
    return Line(
        part=f"{place}", output=f"{place}", name="the letters", unit="letter", unit_plural="letters", model="Ash"
    )


def _accepted(place: int, share: Decimal) -> Assumed:
    return Assumed(
        kind=Input.ACCEPTED,
        about=f"{place}",
        title="Share accepted",
        unit="share",
        figure=Figure.of(share),
        basis=Basis.OWN,
        reason=Reason(text="For the example.", told=(), rule="your-figures", facts=()),
    )


def test_ranges_of_nothing_and_of_everything_are_as_shown() -> None:
    nothing, everything = wilson(0, 20, 0.05), wilson(20, 20, 0.05)

    assert "0 of 20 is 0 to 12 of 100" in METHOD
    assert (nothing.low, round((nothing.high or 0) * 100)) == (0, 12)
    assert (round((everything.low or 0) * 100), everything.high) == (88, 1)
