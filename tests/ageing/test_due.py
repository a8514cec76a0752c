"""A clock that moves on changes what is named only by facts on file that fall due."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from catalog.schema import Catalog
from tests.adviser.firms import Firm, firms
from tests.adviser.signatures import named_by
from tests.ageing.due import Clock
from tests.support import announced_end, starter_catalog
from wizard.decision.decide import decide
from wizard.decision.drift import Promise, drift

START = date(2026, 11, 30)
FIRMS = firms()


def clock(days: int, catalog: Catalog | None = None) -> Clock:
    return Clock(catalog=catalog or starter_catalog(), start=START, days=days)


@pytest.mark.parametrize("days", [60, 121, 180, 400])
@pytest.mark.parametrize("firm", FIRMS[::6], ids=lambda firm: firm.name)
def test_where_no_fact_falls_due_every_name_stays(firm: Firm, days: int) -> None:
    later = clock(days)

    assert named_by(decide(firm.answers, later.held(), later.on)) == named_by(
        decide(firm.answers, later.catalog, START)
    )


def test_all_facts_let_go_are_the_catalog_as_it_is() -> None:
    later = clock(121)

    assert later.held(later.subjects) == later.catalog


@pytest.mark.parametrize("days", [60, 400])
def test_days_that_have_passed_stay_and_those_to_come_stay_as_far_off(days: int) -> None:
    past, today, ahead = START - timedelta(days=1), START, START + timedelta(days=9)
    ends = tuple(
        replace(announced_end(day, START, model="m"), model=f"m{number}")
        for number, day in enumerate((past, today, ahead))
    )

    held = clock(days, replace(starter_catalog(), ends=ends)).held(due=())

    assert [row.day for row in held.ends] == [past, today, ahead + timedelta(days=days)]


def answer_by(ends: dict[str, int]) -> Any:
    """Return whether an answer differs: where both of some models have ended by a day."""

    def differs(catalog: Catalog) -> bool:
        days = {row.model: row.day for row in catalog.ends}
        return all(
            (day := days.get(model)) is not None and day <= START + timedelta(days=by)
            for model, by in ends.items()
        )

    return differs


@pytest.mark.parametrize(
    ("needed", "cause"),
    [
        ({"m1": 60}, "m1"),
        ({"m0": 60}, "m0"),
        ({"m0": 60, "m2": 60}, "m2"),  # both: the one that turns it
        ({"m1": 8}, None),  # not due by then
        ({"m9": 60}, None),
        ({}, None),  # differs though nothing falls due: no fact explains it
    ],
)
def test_cause_is_the_fact_that_turns_the_answer(needed: dict[str, int], cause: str | None) -> None:
    ends = tuple(announced_end(START + timedelta(days=9), START, model=f"m{n}") for n in range(3))
    later = clock(60, replace(starter_catalog(), ends=ends))

    assert later.cause(answer_by(needed)) == cause


@pytest.mark.parametrize("days", [121, 400])
@pytest.mark.parametrize("firm", FIRMS[::6], ids=lambda firm: firm.name)
def test_plan_does_not_drift_by_age_alone(firm: Firm, days: int) -> None:
    later = clock(days)
    then = decide(firm.answers, later.catalog, START)
    today = decide(firm.answers, later.held(), later.on)

    moved = {row.promise for job in drift(then, today) for row in job.moved}

    assert moved <= {Promise.ENDS}  # whose day moved on with the clock
