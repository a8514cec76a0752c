"""Answers in words: what nobody said is not told as a number."""

from decimal import Decimal

import pytest

from catalog.vocabulary import Medium
from tests.adviser.grid import ON
from tests.support import starter_catalog
from wizard.decision.answers import Answers, Job
from wizard.decision.decide import decide
from wizard.decision.vocabulary import JobAct
from wizard.document.answered import answer_lines
from wizard.document.basis import Basis
from wizard.document.compose import NO_CHANGES
from wizard.document.progress import NEW


@pytest.mark.parametrize(
    ("minutes", "says"),
    [
        (None, []),
        (Decimal(5), ["One takes 5 minutes by hand."]),
        (Decimal("0.5"), ["One takes 30 seconds by hand."]),
    ],
)
def test_unknown_length_of_time_is_no_answer(minutes: Decimal | None, says: list[str]) -> None:
    job = Job(
        key="own-1",
        words="Pots to order",
        act=JobAct.FORECAST,
        medium=Medium.DATA,
        minutes_by_hand=minutes,
    )
    answers, catalog = Answers(jobs=(job,)), starter_catalog()
    basis = Basis(
        decision=decide(answers, catalog, ON),
        answers=answers,
        catalog=catalog,
        progress=NEW,
        changes=NO_CHANGES,
    )

    lines = answer_lines(basis.jobs[0], ["minutes_by_hand"])

    assert [text for line in lines for text in line.says] == says
