"""What holds for every decision, tried on the firms of the golden cases."""

import random
from decimal import Decimal
from functools import cache

import msgspec
import pytest

from catalog.schema import Catalog, UseCase
from catalog.vocabulary import MachineSize
from tests.support import starter_catalog
from tests.wizard.decision.firms import Firm, day, firms
from wizard.decision.answers import Answers, Job
from wizard.decision.decide import decide, rankings_of
from wizard.decision.explain import sentence
from wizard.decision.vocabulary import (
    AtHand,
    Check,
    Exactness,
    Joining,
    Place,
    Preference,
    State,
    Symptom,
    Use,
    WrongResult,
)

CATALOG = starter_catalog()


@cache
def read_anew() -> Catalog:
    return starter_catalog.__wrapped__()


@pytest.mark.parametrize("firm", firms(), ids=lambda firm: firm.id)
def test_plan_of_a_firm_is_whole_and_the_same_to_the_byte(firm: Firm) -> None:
    decision = decide(firm.answers, CATALOG, day())
    assert msgspec.json.encode(decision) == msgspec.json.encode(decide(firm.answers, read_anew(), day()))
    for ranking in rankings_of(firm.answers, CATALOG, day()):
        assert (ranking.state is State.PICKED) == (ranking.pick is not None)
        assert ranking.pick is None or ranking.table[0] is ranking.pick

    # The tests of all jobs take a day of reading at most, and are worded in short sentences.
    pilots = [(part.job, part.pilot) for part in decision.parts if part.pilot is not None]
    assert sum({job: pilot.hours or 0.0 for job, pilot in pilots}.values()) <= 8.1
    for _, pilot in pilots:
        for reason in pilot.reasons:
            assert all(len(line.split()) <= 20 for line in sentence(reason, CATALOG).split(". "))

    # Each risk is named once and rests on its row.
    assert len({risk.advice for risk in decision.risks}) == len(decision.risks)
    for risk in decision.risks:
        assert risk.parts
        assert risk.reason.facts[0].key == risk.advice

    # Each tool names who works with it; phases follow one another.
    for tool in decision.scale.tools:
        assert tool.departments or tool.roles
        assert bool(tool.model) != bool(tool.product)
    phases = [phase.begins for phase in decision.scale.phases]
    assert phases == sorted(phases)


@pytest.mark.parametrize("seed", range(30))
def test_any_answers_make_a_plan_that_can_be_worded(seed: int) -> None:
    """Contradicting, missing and extreme answers included."""
    answers = _at_random(random.Random(seed))  # noqa: S311 (a test)
    decision = decide(answers, CATALOG, day())
    assert decision.risks
    pilots = [reason for part in decision.parts if part.pilot is not None for reason in part.pilot.reasons]
    steps = [step.reason for part in decision.parts for step in part.tuning]
    risks = [risk.reason for risk in decision.risks]
    parts = [reason for part in decision.parts for reason in part.reasons]
    for reason in (*decision.reasons, *parts, *pilots, *steps, *risks, *decision.scale.reasons):
        assert sentence(reason, CATALOG).endswith((".", "?"))
    rows = [row.advice for row in decision.scale.hand_offs] + [row.advice for row in decision.scale.phases]
    rows += [part.suitability.advice for part in decision.parts if part.suitability is not None]
    assert set(rows) <= set(CATALOG.advice_row)


def _at_random(chance: random.Random) -> Answers:
    """Return answers of one to four jobs, drawn from everything that may be answered."""

    def maybe[Answer](*values: Answer) -> Answer | None:
        return chance.choice((None, *values))

    def job(case: UseCase) -> Job:
        return Job(
            key=case.slug,
            use_case=case.slug,
            per_month=maybe(Decimal(1), Decimal("0.5"), Decimal(300), Decimal(100_000_000)),
            minutes_by_hand=maybe(Decimal(0), Decimal(15)),
            exactness=maybe(*Exactness),
            wrong_result=maybe(*WrongResult),
            place=maybe(*Place),
        )

    return Answers(
        jobs=tuple(job(case) for case in chance.sample(CATALOG.use_cases, chance.randint(1, 4))),
        check=maybe(*Check),
        use=maybe(*Use),
        people=maybe(1, 40),
        place=maybe(*Place),
        machine_limit=maybe(*MachineSize),
        wage_usd=maybe(Decimal(0), Decimal(30)),
        budget_usd=maybe(Decimal(0), Decimal(20), Decimal(2000)),
        preference=maybe(*Preference),
        symptoms=tuple(chance.sample(list(Symptom), chance.randint(0, 3))),
        at_hand=tuple(chance.sample(list(AtHand), chance.randint(0, 3))),
        example_count=maybe(0, 49, 500),
        joining=maybe(*Joining),
        roles=tuple(role.slug for role in chance.sample(CATALOG.job_roles, 2)),
    )
