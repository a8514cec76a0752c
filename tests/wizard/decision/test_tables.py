"""Tables that many plans share: each plan is told what it would be told alone."""

import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from random import Random
from threading import Barrier

import pytest

from catalog.schema import dump, load
from tests.advice.sweep import ON, any_answers
from tests.support import starter_catalog
from wizard.decision.answers import Answers
from wizard.decision.decide import decide, rankings_of
from wizard.decision.decision import Decision
from wizard.decision.table import Tables

CATALOG = starter_catalog()


# Few, so that tables are shared.
FEW = ("product-description", "virtual-staging", "visit-dictation", "support-email-triage")


def by_chance(chance: Random) -> Answers:
    return any_answers(chance, [CATALOG.use_case[slug] for slug in FEW])


def test_plan_among_many_is_told_what_it_is_told_alone() -> None:
    chance, shared = Random(5), Tables(CATALOG, ON)  # noqa: S311  # for a test

    for _ in range(60):
        answers = by_chance(chance)
        rankings = rankings_of(answers, CATALOG, ON, shared)
        assert decide(answers, CATALOG, ON, rankings) == decide(answers, CATALOG, ON)


@pytest.mark.parametrize("attempt", range(5))
def test_threads_that_ask_a_new_release_at_once_all_get_the_decision(attempt: int) -> None:
    answers, catalog, together = by_chance(Random(attempt)), load(dump(CATALOG)), Barrier(8)  # noqa: S311  # for a test

    def asked(_: int) -> Decision:
        together.wait()
        return decide(answers, catalog, ON)

    before = sys.getswitchinterval()
    sys.setswitchinterval(1e-5)
    try:
        with ThreadPoolExecutor(8) as threads:
            decisions = list(threads.map(asked, range(8)))
    finally:
        sys.setswitchinterval(before)

    assert {*decisions, decide(answers, catalog, ON)} == {decide(answers, CATALOG, ON)}


def test_plan_whose_start_is_over_is_priced_from_today() -> None:
    answers = by_chance(Random(7))  # noqa: S311  # for a test

    late, today = (
        decide(replace(answers, pilot_start=start), CATALOG, ON)
        for start in (ON - timedelta(days=400), ON)
    )

    assert late.names == today.names
    assert [part.pick for part in late.parts] == [part.pick for part in today.parts]
