"""Tables that many plans share: each plan is told what it would be told alone."""

import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from random import Random
from threading import Barrier

import pytest

from catalog.schema import dump, load
from catalog.vocabulary import MachineSize, Material
from tests.support import starter_catalog
from wizard.decision.answers import Answers, Job
from wizard.decision.decide import decide, rankings_of
from wizard.decision.decision import Decision
from wizard.decision.table import Tables
from wizard.decision.vocabulary import Check, Exactness, Place, Preference, Use, WrongResult

CATALOG = starter_catalog()
ON = date(2026, 11, 26)


def by_chance(chance: Random) -> Answers:
    """Return answers that differ in everything a requirement or a cost reads, of few use cases so that tables are shared."""
    slugs = chance.sample(("product-description", "virtual-staging", "visit-dictation", "support-email-triage"), 2)
    jobs = tuple(
        Job(
            key=slug,
            use_case=slug,
            per_month=Decimal(chance.choice((5, 300, 250_000))),
            length=chance.choice((None, Decimal(1), Decimal(5))),
            minutes_by_hand=chance.choice((None, Decimal(12))),
            exactness=chance.choice((None, Exactness.LISTED)),
            wrong_result=chance.choice((None, *WrongResult)),
            material=chance.choice((None, (Material.NONE,), (Material.PERSONAL,))),
            place=chance.choice((None, *Place)),
        )
        for slug in slugs
    )
    return Answers(
        jobs=jobs,
        check=chance.choice((None, *Check)),
        use=chance.choice((None, *Use)),
        place=chance.choice(tuple(Place)),
        machine_limit=chance.choice((None, *MachineSize)),
        rented_counts=chance.random() < 0.5,
        wage_usd=chance.choice((None, Decimal(40))),
        budget_usd=chance.choice((None, Decimal(20))),
        preference=chance.choice((None, *Preference)),
        pilot_start=chance.choice((None, ON - timedelta(days=200), ON + timedelta(days=40))),
    )


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

    late, today = (decide(replace(answers, pilot_start=start), CATALOG, ON) for start in (ON - timedelta(days=400), ON))

    assert late.names == today.names
    assert [part.pick for part in late.parts] == [part.pick for part in today.parts]
