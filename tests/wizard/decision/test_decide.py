"""What holds for every decision, tried on the firms of the golden cases."""

from functools import cache
from random import Random

import msgspec
import pytest

from catalog.schema import Catalog
from tests.advice.sweep import any_answers
from tests.support import starter_catalog
from tests.wizard.decision.firms import Firm, day, firms
from wizard.decision.decide import decide, rankings_of
from wizard.decision.explain import sentence
from wizard.decision.vocabulary import State

CATALOG = starter_catalog()


@cache
def read_anew() -> Catalog:
    return starter_catalog.__wrapped__()


@pytest.mark.parametrize("firm", firms(), ids=lambda firm: firm.id)
def test_plan_of_a_firm_is_whole_and_the_same_to_the_byte(firm: Firm) -> None:
    decision = decide(firm.answers, CATALOG, day())
    assert msgspec.json.encode(decision) == msgspec.json.encode(
        decide(firm.answers, read_anew(), day())
    )
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
        assert bool(tool.model) != bool(tool.app_plan)
    phases = [phase.begins for phase in decision.scale.phases]
    assert phases == sorted(phases)


@pytest.mark.parametrize("seed", range(30))
def test_any_answers_make_a_plan_that_can_be_worded(seed: int) -> None:
    """Contradicting, missing and extreme answers included."""
    answers = any_answers(Random(seed), CATALOG.use_cases)  # noqa: S311 (a test)
    decision = decide(answers, CATALOG, day())
    assert decision.risks
    pilots = [
        reason for part in decision.parts if part.pilot is not None for reason in part.pilot.reasons
    ]
    steps = [step.reason for part in decision.parts for step in part.tuning]
    risks = [risk.reason for risk in decision.risks]
    parts = [reason for part in decision.parts for reason in part.reasons]
    for reason in (*decision.reasons, *parts, *pilots, *steps, *risks, *decision.scale.reasons):
        assert sentence(reason, CATALOG).endswith((".", "?"))
    rows = [row.advice for row in decision.scale.hand_offs] + [
        row.advice for row in decision.scale.phases
    ]
    rows += [part.suitability.advice for part in decision.parts if part.suitability is not None]
    assert set(rows) <= set(CATALOG.advice_row)
