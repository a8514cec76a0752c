"""Next steps: what is to be done, and by which day."""

from collections.abc import Iterator
from datetime import date

from catalog.vocabulary import Effort
from wizard.decision.costs import Priced
from wizard.decision.endings import FromList, NothingPasses, Project, WrongTool
from wizard.decision.keeps import how_to_keep
from wizard.decision.rules import Rule
from wizard.decision.tools import effort_of
from wizard.decision.vocabulary import Condition, DecidesOn, OptionKind
from wizard.document.asking import asks_besides, conditions, first_questions, questions
from wizard.document.basis import Basis, JobBasis
from wizard.document.blocks import ListRow, Sentences
from wizard.document.fears import ends_test, in_test
from wizard.document.progress import TrialState
from wizard.document.reading import how_it_is_read
from wizard.document.status import Status
from wizard.document.tiles import foremost_stop, once_answered, slipped, which_cases
from wizard.document.warnings import begins_without_ai, first_steps

PREPARED = {
    OptionKind.APP: "get",
    OptionKind.ASSISTANT: "get",
    OptionKind.MODEL: "connect",
    OptionKind.MACHINE: "set-up",
}


def finding_of_steps(basis: Basis) -> str:
    """Return what comes first."""
    if basis.is_late:
        return basis.say("to-do", "late")
    if basis.progress.tested is not TrialState.NOT_YET:
        return basis.say("to-do", basis.progress.tested)
    asks, tested = list(dict.fromkeys(_first_asks(basis))), _has_test(basis)
    ends = _until_decided(basis) if tested else ""
    if not asks:
        return ends
    return basis.say("to-do", "first-both" if tested else "first-ask", asks=asks, ends=ends)


def _until_decided(basis: Basis) -> str:
    """Return the days of the test; what needs no AI comes before them."""
    ends = basis.say("to-do", "first-collect")
    if begins_without_ai(basis.first_tested):
        return basis.say("to-do", "first-else", ends=ends)
    return ends


def _first_asks(basis: Basis) -> Sentences:
    """Yield whom to ask what before buying: sellers, whom else after a no, a lawyer."""
    for job in _concerned(basis):
        for question in first_questions(job):
            yield job.say("to-do", "ask-whether", ask=job.say("asked-about", question))
        if job.waits is not None and job.asked_besides:
            yield job.say("to-do", "ask-as-well")
        elif job.asks_only:
            yield job.say("to-do", "ask-price")
        if isinstance(job.ending, NothingPasses) and job.ending.largest is not None:
            seller = job.names.seller(job.ending.largest)
            yield job.say("to-do", "ask-for-more", seller=seller)
        if job.status is Status.NOW and _needs_lawyer(job):
            yield job.say("to-do", "ask-lawyer")


def _concerned(basis: Basis) -> tuple[JobBasis, ...]:
    """Return the jobs for which there is something to do now: no other is begun, or asked about."""
    return basis.of(Status.NOW, Status.ASK)


def to_do(basis: Basis) -> Iterator[ListRow]:
    """Yield what to do, each task once."""
    yield from dict.fromkeys(row for part in PARTS for row in part(basis))


def _task(job: JobBasis, step: str, on: date, /, **values: str) -> ListRow:
    return ListRow(says=(job.say("to-do", step, **values),), on=on)


def _to_see(basis: Basis) -> Iterator[ListRow]:
    """Yield what needs no AI, and what the firm has, where nothing else is bought and ready."""
    day = basis.timetable.asked_by
    for job in basis.jobs:
        for says in first_steps(job) if job.status is not Status.LATER else ():
            step = says if basis.is_alone else job.say("of-job", "named", says=says)
            yield ListRow(says=(step,), on=day)
    for job in _concerned(basis):
        if isinstance(job.ending, FromList) and job.case.row.live:
            yield _task(job, "list", day)
        is_model = job.first is not None and job.first.option.kind is OptionKind.MODEL
        if job.theirs is not None and (job.trial is None or is_model):
            yield _task(job, "see-first", day, software=job.yours(job.theirs))


def _to_ask(basis: Basis) -> Iterator[ListRow]:
    """Yield whom to ask, a lawyer too where the law may forbid it."""
    day = basis.timetable.asked_by
    for job in _concerned(basis):
        for seller in (*job.sellers_asked, *job.asked_besides):
            yield _task(job, "ask", day, seller=seller)
    by_law = basis.jobs if basis.is_alone else basis.of(Status.NOW, Status.NEXT, Status.ASK)
    for job in by_law:
        if _needs_lawyer(job):
            yield _task(job, "lawyer", day)


def _tested(basis: Basis) -> tuple[JobBasis, ...]:
    """Return the job whose test is still to come, or runs."""
    is_open = basis.progress.tested in {TrialState.NOT_YET, TrialState.RUNNING}
    return basis.running if is_open else ()


def _has_test(basis: Basis) -> bool:
    """Return whether there are enough of it for a test."""
    return any(job in basis.testable for job in _tested(basis))


def _to_test(basis: Basis) -> Iterator[ListRow]:
    """Yield what has to be done until the job that is begun is decided."""
    days = basis.timetable
    for job in _tested(basis):
        if isinstance(job.ending, Project):
            yield _task(job, "hire", days.hired_by)
        if first_questions(job):
            yield _task(job, "confirm", days.asked_by)
        yield from _prepared(job)
        if job in basis.testable:
            yield _task(job, "collect", days.collected_by)
            yield _task(job, "test", days.rated_by)
            if job.stop.same_person:
                yield _task(job, "again", days.second_look_on)
            yield _task(job, "decide", days.decided_by)
        if job.recommendation is not None and job.recommendation.is_bought_by_the_year:
            yield _task(job, "year", days.decided_by)


def _prepared(job: JobBasis) -> Iterator[ListRow]:
    """Yield what has to be done with each tool before it can be tested.

    No year is paid before it has passed.
    """
    advice = job.recommendation
    tried = (advice.tried_in or advice.first, job.challenger) if advice is not None else ()
    for priced in tried:
        if priced is not None and not priced.option.paid:
            name, seller = job.name(priced), job.names.seller(priced.option)
            day = job.plan.timetable.collected_by
            yield _task(job, _step(job, priced), day, name=name, seller=seller)


def _step(job: JobBasis, priced: Priced) -> str:
    """Return what has to be done with a tool.

    Nothing private is pasted into a page of its seller.
    """
    if Condition.PAID_BY_THE_YEAR in priced.option.conditions:
        return "trial"
    is_open = priced.option.kind is OptionKind.MODEL and not job.work.secrets
    return "try" if is_open else PREPARED[priced.option.kind]


def _questions(basis: Basis) -> Iterator[ListRow]:
    """Yield the questions that the top shortens or leaves to the steps, each at its first job."""
    listed = set[str]()
    for job in _concerned(basis):
        whole = () if basis.is_alone else questions(job)
        is_on_top = basis.is_alone and job.recommendation is None
        besides = () if is_on_top else asks_besides(job)
        asks = tuple(text for text in (*whole, *besides) if text not in listed)
        listed |= {*asks}
        if asks:
            says = (job.say("kicker", "job-stop"), *asks)
            yield ListRow(says=says, on=basis.timetable.asked_by)


def _settings(basis: Basis) -> Iterator[ListRow]:
    """Yield how sources keep place and secrecy, how long a model thinks, and what else is set."""
    days = basis.timetable
    for job in _tested(basis):
        if job.first is None:
            continue
        for says in how_to_keep(job.first.option, basis.catalog, basis.answers.regions):
            yield _task(job, "said-of", days.asked_by, says=says)
        effort = effort_of(job.first.option.key)
        if effort not in {None, Effort.UNNAMED}:
            says = job.say("of-job", "named", says=job.say("effort", effort))
            yield ListRow(says=(says,), on=days.collected_by)
        for says in conditions(job, in_steps=True):
            yield ListRow(says=(says,), on=days.collected_by)


def _later_tests(basis: Basis) -> Iterator[ListRow]:
    """Yield how the other jobs are tested: once a seller has answered, or after the first."""
    if basis.is_alone:
        return
    for job in basis.waiting:
        tested = (next(iter(once_answered(job))), foremost_stop(job))
        says = tuple(job.say("of-job", "named", says=text) for text in tested)
        yield ListRow(says=says, on=basis.timetable.answered_by)
    for job in basis.of(Status.NEXT):
        yield ListRow(says=tuple(_next_test(job)), on=basis.timetable.decided_by)


def _next_test(job: JobBasis) -> Sentences:
    """Yield how a job is tested, and what ends that, once the one before it is decided."""
    yield job.say("to-do", "next", says=next(iter(which_cases(job))))
    for says in (*in_test(job), foremost_stop(job)):
        yield job.say("of-job", "named", says=says)
    if job.stop.second_reads:
        yield job.say("to-do", "next-harm", bad=slipped(job))
    for says in ends_test(job):
        yield job.say("of-job", "named", says=says)
    for says in how_it_is_read(job):
        yield job.say("of-job", "named", says=says)


def _needs_lawyer(job: JobBasis) -> bool:
    ending = job.ending
    if isinstance(ending, WrongTool):
        return ending.decides_on is DecidesOn.PERSON
    return any(note.rule == Rule.A_PERSON_DECIDES for note in job.decided.notes)


PARTS = (_to_see, _to_ask, _to_test, _questions, _settings, _later_tests)
