"""What holds of any answers: four hundred random sets break no must, by the raw files.

They are decided on the starter catalog.
"""

from collections import Counter
from typing import Any

import pytest

from catalog.schema import Catalog
from tests.adviser.grid import ON, random_answers
from tests.adviser.oracle import broken
from tests.replacing import replace
from tests.support import starter_catalog
from wizard.decision.answers import Answers, PaidPlan
from wizard.decision.costs import Priced
from wizard.decision.decide import decide, outline
from wizard.decision.decision import Decision
from wizard.decision.endings import Advised, Ending, FromList, OverLimit
from wizard.decision.guesses import GUESSES
from wizard.decision.ranking import limited_usd


@pytest.fixture(scope="module")
def live() -> Catalog:
    return starter_catalog()


@pytest.fixture(scope="module")
def sets(live: Catalog) -> list[tuple[Answers, Decision]]:
    """Return random answers with what is decided by them."""
    return [(given, decide(given, live, ON)) for given in random_answers(live)]


def shown(ending: Ending) -> list[Priced]:
    """Return what a plan names first and beside it."""
    advised = ending.wording if isinstance(ending, FromList) else ending
    if not isinstance(advised, Advised):
        return []
    rows = (advised.recommendation.first, advised.recommendation.second)
    return [row for row in rows if row is not None]


def test_no_must_is_broken(sets: list[tuple[Answers, Decision]]) -> None:
    faults = Counter(
        f"{fault} ({row.option.tool})"
        for given, decision in sets
        for of in decision.jobs
        for row in shown(of.ending)
        for fault in broken(row.option, of.work, given, ON)
    )

    assert faults == {}
    assert sum(bool(shown(of.ending)) for _, decision in sets for of in decision.jobs) > 200


def test_the_limit_holds_for_what_is_named(sets: list[tuple[Answers, Decision]]) -> None:
    over = [
        decision.usd_month
        for given, decision in sets
        if given.limit_usd is not None and decision.usd_month > float(given.limit_usd) + 0.01
    ]

    assert over == []


def test_what_is_over_the_limit_is_more_than_was_left_for_it(
    sets: list[tuple[Answers, Decision]],
) -> None:
    seen = 0
    for given, decision in sets:
        for of in decision.jobs:
            if isinstance(of.ending, OverLimit):
                seen += 1
                assert of.work.limit_usd is not None
                assert of.work.limit_usd <= float(given.limit_usd or 0)
                assert limited_usd(of.ending.comparison.option, of.work) > of.work.limit_usd
                saved = of.ending.comparison.by_hand_usd - of.ending.comparison.with_ai_usd
                assert saved > 0 or of.work.beyond_hands(GUESSES)
    assert seen > 10


def test_other_people_in_each_job_never_cost_less_and_are_no_more_than_the_firm_has(
    sets: list[tuple[Answers, Decision]],
) -> None:
    for _, decision in sets:
        people = decision.jobs[0].work.people
        for line in decision.bill:
            assert line.most_usd >= line.usd
            assert line.seats <= line.most_seats <= max(line.seats, people)


def test_paying_for_a_tool_never_makes_the_plan_dearer(
    live: Catalog, sets: list[tuple[Answers, Decision]]
) -> None:
    dearer = []
    for given, before in sets[::4]:
        plans = [line.tool for line in before.bill if line.tool in live.app_plan]
        paid = (*given.paid, *(PaidPlan(plan=plan) for plan in plans))
        after = decide(replace(given, paid=paid), live, ON)
        if given.limit_usd is None and after.usd_month > before.usd_month + 0.01:
            dearer.append(given)

    assert dearer == []


def test_an_outline_is_the_same_decision_without_what_explains_it(
    live: Catalog, sets: list[tuple[Answers, Decision]]
) -> None:
    bare: dict[str, Any] = {
        **dict.fromkeys(("notes", "reasons", "risks", "results", "inquiries"), ()),
        "tool_today": None,
        "keeps": frozenset(),
        "sold_until": None,
    }
    for given, decision in sets[::10]:
        jobs = tuple(replace(of, **bare) for of in decision.jobs)

        assert outline(given, live, ON) == replace(decision, jobs=jobs)


def test_the_order_of_jobs_and_of_rows_changes_nothing(live: Catalog) -> None:
    turned = replace(live, apps=live.apps[::-1], app_plans=live.app_plans[::-1])
    for given in list(random_answers(live))[::25]:
        before = {of.work.key: of.ending for of in decide(given, live, ON).jobs}
        other = replace(given, jobs=given.jobs[::-1])

        assert {of.work.key: of.ending for of in decide(other, live, ON).jobs} == before
        assert {of.work.key: of.ending for of in decide(given, turned, ON).jobs} == before
