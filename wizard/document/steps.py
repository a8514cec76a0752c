"""Next steps: what is to be done, and by which day."""

from collections.abc import Iterator
from datetime import date, timedelta

from wizard.document.basis import Basis, JobBasis
from wizard.document.blocks import ListRow, Sentences
from wizard.document.headline import seller_of
from wizard.document.progress import TrialState
from wizard.method.endings import AskFirst, OverLimit, WrongTool
from wizard.method.vocabulary import DecidesOn, OptionKind

FRIDAY = 4
COLLECTING_DAYS = 7  # ours: of the two weeks of a test


def finding_of_steps(basis: Basis) -> str:
    """Return what comes first."""
    if basis.progress.late:
        return basis.say("to-do", "late")
    waiting = _waiting(basis)
    if waiting:
        return basis.say("to-do", "first-ask", seller=seller_of(waiting[0]))
    if _tested(basis):
        return basis.say("to-do", "first-collect", day=_collected(basis), test=basis.test_by)
    return basis.say("to-do", "first-decide")


def to_do(basis: Basis) -> Iterator[ListRow]:
    """Yield what to do, in the order of its days."""
    soon = _working_day_after(basis.decision.on)
    for seller in dict.fromkeys(seller_of(job) for job in _waiting(basis)):
        yield _row(basis, "ask", soon, seller=seller)
    if any(_needs_lawyer(job) for job in basis.jobs):
        yield _row(basis, "lawyer", soon)
    if any(isinstance(job.ending, OverLimit) for job in basis.jobs):
        yield _row(basis, "limit", soon)
    tested = _tested(basis)
    for name in dict.fromkeys(_bought(tested)):
        yield _row(basis, "get", _collected(basis), name=name)
    if tested:
        yield _row(basis, "collect", _collected(basis))
        yield _row(basis, "test", basis.test_by)
        yield _row(basis, "decide", basis.test_by + timedelta(days=1))


def _row(basis: Basis, step: str, on: date, /, **values: str) -> ListRow:
    return ListRow(says=(basis.say("to-do", step, **values),), on=on)


def _waiting(basis: Basis) -> list[JobBasis]:
    return [job for job in basis.jobs if isinstance(job.ending, AskFirst)]


def _tested(basis: Basis) -> list[JobBasis]:
    if basis.progress.tested not in {TrialState.NOT_YET, TrialState.RUNNING}:
        return []
    return [job for job in basis.tests if not isinstance(job.ending, AskFirst)]


def _bought(jobs: list[JobBasis]) -> Sentences:
    """Yield what has to be bought before it can be tested."""
    for job in jobs:
        first = job.first
        if (
            first is not None
            and not first.option.paid
            and first.option.kind is not OptionKind.MACHINE
        ):
            yield job.name(first)


def _needs_lawyer(job: JobBasis) -> bool:
    ending = job.ending
    return isinstance(ending, WrongTool) and ending.decides_on is DecidesOn.PERSON


def _collected(basis: Basis) -> date:
    return max(basis.test_by - timedelta(days=COLLECTING_DAYS), basis.decision.on)


def _working_day_after(day: date) -> date:
    """Return the next day on which a seller answers."""
    weekday = day.weekday()
    return day + timedelta(days=7 - weekday if weekday >= FRIDAY else 1)
