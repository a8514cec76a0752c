"""What holds for every decision, tried on the firms of the golden cases."""

import msgspec
import pytest

from catalog import starter
from tests.wizard.decision.firms import Firm, day, firms
from wizard.decision.decide import decide, rankings_of
from wizard.decision.explain import sentence
from wizard.decision.vocabulary import State

CATALOG = starter.catalog()
FIRMS = pytest.mark.parametrize("firm", firms(), ids=lambda firm: firm.id)


@FIRMS
def test_same_answers_give_the_same_bytes(firm: Firm) -> None:
    first = msgspec.json.encode(decide(firm.answers, CATALOG, day()))
    second = msgspec.json.encode(decide(firm.answers, starter.catalog(), day()))
    assert first == second


@FIRMS
def test_first_row_of_the_table_is_the_pick(firm: Firm) -> None:
    for ranking in rankings_of(firm.answers, CATALOG, day()):
        assert (ranking.state is State.PICKED) == (ranking.pick is not None)
        if ranking.pick is not None:
            assert ranking.table[0] is ranking.pick


@FIRMS
def test_every_reason_can_be_worded(firm: Firm) -> None:
    decision = decide(firm.answers, CATALOG, day())
    reasons = [*decision.reasons, *(reason for part in decision.parts for reason in part.reasons)]
    assert reasons
    for reason in reasons:
        assert sentence(reason, CATALOG).endswith(".")
