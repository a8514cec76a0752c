"""docs/recommendation.md: its worked example comes out of the code, and every figure of ours stands there."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from catalog import ages
from catalog.schema import AiModel, Benchmark, Catalog, Offer, Price, Provider, Score, Source
from catalog.vocabulary import (
    BenchmarkTask,
    Effort,
    Known,
    MachineSize,
    Medium,
    PriceUnit,
    Purpose,
    Training,
    Voice,
)
from tests.support import statement
from wizard.decision import (
    answers as answering,
    buying,
    evidence,
    fees,
    money,
    pilot,
    ranking,
    reasons,
    risks,
    scale,
    tasks,
    tuning,
)
from wizard.decision.answers import Answers, Job
from wizard.decision.decide import rankings_of
from wizard.decision.ranking import Candidate, Ranking
from wizard.decision.vocabulary import Check, Kind, Use, WrongResult

PAGE = Path(__file__).resolve().parent.parent.parent / "docs" / "recommendation.md"
ON = date(2026, 11, 26)
TOKENS_OUT = Decimal(
    700
)  # of one text in the owner's own words, as wizard.decision.tasks counts it
MILLION = Decimal(1_000_000)


def table(heading: str) -> Iterator[list[str]]:
    """Yield the rows of the table under a heading, without its head."""
    section = PAGE.read_text(encoding="utf-8").partition(f"## {heading}")[2].partition("\n## ")[0]
    rows = [line for line in section.splitlines() if line.startswith("|")]
    for line in rows[2:]:
        yield [cell.strip() for cell in line.strip("|").split("|")]


def number(cell: str) -> Decimal:
    """Return the figure of a cell."""
    return Decimal(re.sub(r"[^0-9.]", "", cell))


EXAMPLE = list(table("5. A worked example"))


def toy() -> Catalog:
    """Return a catalog of the example's models, each sold by its maker at the fee of the page."""
    read: dict[str, Any] = {"source": "read", "as_of": ON}
    plain: dict[str, Any] = {
        "reasoning": Known.NO,
        **read,
    }
    plain |= {"purposes": (Purpose.GENERAL,), "open_weights": Known.NO}
    voted: dict[str, Any] = {
        "effort": Effort.NONE,
        "voice": Voice.MEASURED,
        "measured_by": "people",
        **read,
    }
    models, offers, prices, scores = [], [], [], []
    for name, points, fee, *_ in EXAMPLE:
        slug = name.lower()
        models.append(AiModel(slug=slug, name=name, provider=slug, **plain))
        offer = f"{slug}@{slug}"
        offers.append(
            Offer(slug=offer, model=slug, seller=slug, trains_on_inputs=Training.NO, **read)
        )
        by_unit = {
            PriceUnit.INPUT_MTOK: Decimal(0),
            PriceUnit.OUTPUT_MTOK: number(fee) * MILLION / TOKENS_OUT,
        }
        prices += [
            Price(offer=offer, unit=unit, amount=usd, valid_from=ON, **read)
            for unit, usd in by_unit.items()
        ]
        scores.append(Score(benchmark="arena-text", model=slug, value=number(points), **voted))
    board = Benchmark(
        slug="arena-text",
        name="Board",
        measures="votes",
        task=BenchmarkTask.CHAT,
        unit="elo",
        **read,
    )
    return Catalog(
        sources=(Source(slug="read", title="Read", voice=Voice.SELLER),),
        providers=tuple(Provider(slug=model.slug, name=model.name) for model in models),
        models=tuple(models),
        model_statements=tuple(
            statement(model.slug, reads=(Medium.TEXT,), makes=(Medium.TEXT,), source="read")
            for model in models
        ),
        offers=tuple(offers),
        prices=tuple(prices),
        benchmarks=(board,),
        scores=tuple(scores),
    )


LETTERS = Job(
    key="own-text",
    medium=Medium.TEXT,
    name="Answer letters",
    per_month=Decimal(1000),
    minutes_by_hand=Decimal(20),
    wrong_result=WrongResult.MONEY,
)
FIRM = Answers(
    jobs=(LETTERS,), check=Check.SAMPLE, use=Use.BUILT_IN, wage_usd=Decimal(30), pilot_start=ON
)


def decided(stakes: WrongResult) -> Ranking:
    """Return the answer of the example at other stakes."""
    (answer,) = rankings_of(replace(FIRM, jobs=(replace(LETTERS, wrong_result=stakes),)), toy(), ON)
    return answer


def name(candidate: Candidate | None) -> str | None:
    """Return the name of a model."""
    return candidate.row.model.name if candidate is not None else None


def test_worked_example_has_the_figures_of_the_page() -> None:
    answer = decided(WrongResult.MONEY)
    found = {each.row.model.name: each for each in answer.table}
    assert set(found) == {row[0] for row in EXAMPLE}
    for model, _, _, behind, loses, usable, fees_a_month, month in EXAMPLE:
        each = found[model]
        assert each.cost is not None
        assert Decimal(str(each.behind)) == number(behind)
        assert f"{each.loses:.1f}" == loses
        assert f"{100 * each.cost.share:.1f}" == usable
        assert round(each.fees) == number(fees_a_month)
        assert round(each.month) == number(month)


def test_the_table_of_ages_is_that_of_the_code() -> None:
    def days(limit: int | None) -> str:
        return "–" if limit is None else str(limit)

    assert list(table("7. How old is it?")) == [
        [row.label, days(row.mark), days(row.thin), days(row.ask)] for row in ages.AGEING
    ]


def test_worked_example_takes_the_models_of_the_page() -> None:
    money = decided(WrongResult.MONEY)
    assert (name(money.pick), name(money.challenger)) == ("Bell", "Ada")
    assert {each.row.model.name for each in money.equally_dear} == {"Bell", "Curie"}
    assert name(decided(WrongResult.HARM).pick) == "Ada"
    assert name(decided(WrongResult.NUISANCE).pick) == "Dirac"


OURS = {
    "usable results of the best model, of 100": 100 * evidence.ACCEPTED_AT_BEST,
    "slope of usable results": evidence.SLOPE,
    "error added to votes, points": evidence.VOTES.job_error,
    "limit at money, lost of 100": evidence.VOTES.loses(
        evidence.VOTES.most_behind[evidence.Limit.NEAR]
    ),
    "limit at a nuisance, lost of 100": evidence.VOTES.loses(
        evidence.VOTES.most_behind[evidence.Limit.FAR]
    ),
    "equally dear, of 100": 100 * ranking.EQUALLY_DEAR_PART,
    "reading and mending one result, of 100 minutes by hand": 100 * tasks.CHECKING_PART,
    "results a month where you named none": answering.DEFAULT_PER_MONTH,
    "seat below so many results a month": answering.SEAT_BELOW_PER_MONTH,
    "people: one for so many hours of a job a month": answering.HOURS_FOR_A_SEAT,
    "hours that one person works a month": reasons.WORK_HOURS_A_MONTH,
    "dearer offer in the EU for private material, of 100": 100 * (ranking.ABOUT_AS_CHEAP - 1),
    "minutes to ask and paste one result by hand": buying.PASTE_MINUTES,
    "connecting an API once, US dollars": fees.BUILD_USD,
    "hours by hand a month up to which nobody is asked": money.HOURS_TO_ASK,
    "hours by hand a month up to which nothing is connected": money.HOURS_TO_CONNECT,
    "fewest results a month to connect anything": money.RESULTS_TO_CONNECT,
    "hours of upkeep a month": buying.UPKEEP_HOURS_A_MONTH,
    "hours of care of a machine a month": fees.CARE_HOURS_A_MONTH,
    "hours a month of a machine that is always on": fees.HOURS_A_MONTH,
    "tokens of an hour of one data-centre card": fees.AN_HOUR[Kind.LANGUAGE],
    "images of an hour of one card": fees.AN_HOUR[Kind.IMAGE],
    "seconds of video of an hour of one card": fees.AN_HOUR[Kind.VIDEO],
    "minutes of sound of an hour of one card": fees.AN_HOUR[Kind.SPEECH],
    "minutes written down in an hour of one card": fees.AN_HOUR[Kind.TRANSCRIPTION],
    "3D models of an hour of one card": fees.AN_HOUR[Kind.SHAPE],
    "cards that a PC works as fast as, of 100": 100 * fees.CARDS[MachineSize.PC],
    "months until a bought machine is worn out": fees.LIFE_MONTHS,
    "fewest measured models": evidence.FEWEST_MEASURED,
    "cases of a pilot": pilot.CASES,
    "cases of a pilot where the answer is thin": pilot.CASES_WHEN_THIN,
    "hours of reading, of all jobs together": pilot.READING_HOURS,
    "cases, of which fewer are a look, no proof": pilot.FEWEST_CASES,
    "target at harm or a law, of 100": pilot.TARGET_OF_100[WrongResult.HARM],
    "target at money, of 100": pilot.TARGET_OF_100[WrongResult.MONEY],
    "target at a nuisance, of 100": pilot.TARGET_OF_100[WrongResult.NUISANCE],
    "to be done again at harm, a law or money, of 20": pilot.MOST_MISSES_OF_20[WrongResult.MONEY],
    "to be done again at a nuisance, of 20": pilot.MOST_MISSES_OF_20[WrongResult.NUISANCE],
    "results of the second look": pilot.SECOND_LOOK_CASES,
    "results a month from which reading becomes a routine": risks.ROUTINE_FROM,
    "good examples before training": tuning.FEWEST_EXAMPLES,
    "weeks of half the work": scale.SIDE_BY_SIDE_WEEKS,
}


def test_every_figure_of_ours_stands_on_the_page() -> None:
    stated = {row[0]: number(row[1]) for row in table("6. What is ours")}
    assert stated.keys() == OURS.keys()
    for figure, value in OURS.items():
        assert float(stated[figure]) == pytest.approx(float(value)), figure
