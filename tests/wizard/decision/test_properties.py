"""What holds of any answers: four hundred random sets break no must, by the raw files.

They are decided on the starter catalog.
"""

from collections import Counter
from dataclasses import replace

import pytest

from catalog.schema import Catalog
from tests.adviser.grid import ON, random_answers
from tests.adviser.oracle import broken
from tests.support import starter_catalog
from wizard.decision.answers import Answers, PaidPlan
from wizard.decision.costs import Priced
from wizard.decision.decide import decide
from wizard.decision.decision import Decision
from wizard.decision.endings import Advised, Ending, FromList


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


def test_the_order_of_jobs_and_of_rows_changes_nothing(live: Catalog) -> None:
    turned = replace(live, apps=live.apps[::-1], app_plans=live.app_plans[::-1])
    for given in list(random_answers(live))[::25]:
        before = {of.work.key: of.ending for of in decide(given, live, ON).jobs}
        other = replace(given, jobs=given.jobs[::-1])

        assert {of.work.key: of.ending for of in decide(other, live, ON).jobs} == before
        assert {of.work.key: of.ending for of in decide(given, turned, ON).jobs} == before
