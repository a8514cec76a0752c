"""Next steps: what is to be done, and by which day."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from wizard.decision.endings import WrongTool
from wizard.decision.rules import Rule
from wizard.decision.vocabulary import DecidesOn, OptionKind
from wizard.document.basis import Basis, JobBasis
from wizard.document.blocks import ListRow
from wizard.document.headline import conditions_once, questions
from wizard.document.progress import TrialState

FRIDAY = 4
PREPARED = {
    OptionKind.APP: "get",
    OptionKind.ASSISTANT: "get",
    OptionKind.MODEL: "connect",
    OptionKind.MACHINE: "set-up",
}
COLLECTING_DAYS = 7  # ours: of the two weeks of a test


def finding_of_steps(basis: Basis) -> str:
    """Return what comes first."""
    if basis.progress.late:
        return basis.say("to-do", "late")
    sellers, soon = basis.sellers, _working_day_after(basis.decision.on)
    tested = _tested(basis)
    if sellers and tested:
        day = _collected(basis)
        return basis.say("to-do", "first-both", sellers=sellers, soon=soon, day=day)
    if sellers:
        return basis.say("to-do", "first-ask", sellers=sellers, day=soon)
    if tested:
        return basis.say("to-do", "first-collect", day=_collected(basis), test=basis.test_by)
    return ""


def to_do(basis: Basis) -> Iterator[ListRow]:
    """Yield what to do, in the order of its days."""
    soon = _working_day_after(basis.decision.on)
    yield from _to_ask(basis, soon)
    if any(_needs_lawyer(job) for job in basis.jobs):
        yield _row(basis, "lawyer", soon)
    tested = _tested(basis)
    for step, name, seller in dict.fromkeys(_prepared(tested)):
        yield _row(basis, step, _collected(basis), name=name, seller=seller)
    if not basis.names_its_jobs:
        for says in (condition for job in tested for condition in conditions_once(job)):
            yield ListRow(says=(says,), on=_collected(basis))
    if tested:
        yield _row(basis, "collect", _collected(basis))
        yield _row(basis, "test", basis.test_by)
        yield _row(basis, "decide", basis.test_by + timedelta(days=1))


def _to_ask(basis: Basis, day: date) -> Iterator[ListRow]:
    """Yield whom to ask; with the questions where they do not stand on top."""
    if basis.names_its_jobs:
        for seller in basis.sellers:
            yield _row(basis, "ask", day, seller=seller)
        return
    for job in basis.waiting:
        says = (job.say("to-do", "ask-about"), *questions(job, first="about"))
        yield ListRow(says=says, on=day)


def _row(basis: Basis, step: str, on: date, /, **values: str) -> ListRow:
    return ListRow(says=(basis.say("to-do", step, **values),), on=on)


def _tested(basis: Basis) -> tuple[JobBasis, ...]:
    """Return the jobs whose test is still to come, or runs."""
    is_open = basis.progress.tested in {TrialState.NOT_YET, TrialState.RUNNING}
    return basis.running if is_open else ()


def _prepared(jobs: Iterable[JobBasis]) -> Iterator[tuple[str, str, str]]:
    """Yield what has to be done with each tool before it can be tested, its name and its seller."""
    for job in jobs:
        for priced in (job.first, job.challenger):
            if priced is not None and not priced.option.paid:
                option = priced.option
                yield PREPARED[option.kind], job.name(priced), job.names.seller(option)


def _needs_lawyer(job: JobBasis) -> bool:
    ending = job.ending
    if isinstance(ending, WrongTool):
        return ending.decides_on is DecidesOn.PERSON
    return any(note.rule == Rule.A_PERSON_DECIDES for note in job.decided.notes)


def _collected(basis: Basis) -> date:
    return max(basis.test_by - timedelta(days=COLLECTING_DAYS), basis.decision.on)


def _working_day_after(day: date) -> date:
    """Return the next day on which a seller answers."""
    weekday = day.weekday()
    return day + timedelta(days=7 - weekday if weekday >= FRIDAY else 1)
