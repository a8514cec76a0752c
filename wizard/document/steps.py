"""Next steps: what is to be done, and by which day."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from catalog.vocabulary import Effort
from wizard.decision.costs import Priced
from wizard.decision.endings import FromList, NothingPasses, Project, WrongTool
from wizard.decision.keeps import how_to_keep
from wizard.decision.rules import Rule
from wizard.decision.tools import effort_of
from wizard.decision.vocabulary import Condition, DecidesOn, OptionKind, Unknown
from wizard.document.asking import CONFIRMED, asks_besides, conditions, questions
from wizard.document.basis import Basis, JobBasis
from wizard.document.blocks import ListRow, Sentences
from wizard.document.progress import TrialState
from wizard.document.reading import how_it_is_read
from wizard.document.status import Status
from wizard.document.tiles import foremost_stop, once_answered, which_cases

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
    asks, tested = list(dict.fromkeys(_first_asks(basis))), _with_test(basis)
    ends = basis.say("to-do", "first-collect") if tested else ""
    if not asks:
        return ends
    return basis.say("to-do", "first-both" if tested else "first-ask", asks=asks, ends=ends)


def _first_asks(basis: Basis) -> Sentences:
    """Yield whom to ask before anything is bought, and what: sellers, whom else after a no, a lawyer."""
    for job in _concerned(basis):
        for question in _first_questions(job):
            yield job.say("to-do", "ask-whether", ask=job.say("asked-about", question))
        if job.waits is not None and job.asked_besides:
            yield job.say("to-do", "ask-next")
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


def _first_questions(job: JobBasis) -> tuple[Unknown, ...]:
    """Return what the seller of a job answers before the first case goes in."""
    if job.waits is not None:
        return job.waits.questions
    if job.first is None:
        return ()
    return tuple(CONFIRMED[row] for row in job.first.option.conditions if row in CONFIRMED)


def to_do(basis: Basis) -> Iterator[ListRow]:
    """Yield what to do, in the order of its days."""
    days, tested = basis.timetable, _tested(basis)
    soon = days.asked_by
    steps = [("ask", soon, "", seller) for seller in _sellers(basis)]
    steps += [("ask", soon, "", app) for job in _concerned(basis) for app in job.asked_besides]
    by_law = basis.jobs if basis.is_alone else basis.of(Status.NOW, Status.NEXT, Status.ASK)
    steps += [("lawyer", soon, "", "") for job in by_law if _needs_lawyer(job)]
    steps += [("hire", days.hired_by, "", "") for job in tested if isinstance(job.ending, Project)]
    steps += [("confirm", soon, "", job.seller) for job in tested if _confirms(job)]
    for job in tested:
        steps += _prepared(job)
    if _with_test(basis):
        steps += [
            ("collect", days.collected_by, "", ""),
            ("test", days.rated_by, "", ""),
        ]
        if any(job.stop.same_person for job in _with_test(basis)):
            steps.append(("again", days.second_look_on, "", ""))
        steps.append(("decide", days.decided_by, "", ""))
    steps += [("year", days.decided_by, name, "") for name in _by_the_year(tested)]
    yield from _to_see(basis, soon)
    for step, on, name, seller in dict.fromkeys(steps):
        yield ListRow(says=(basis.say("to-do", step, name=name, seller=seller),), on=on)
    for job, asks in _asks(basis):
        yield ListRow(says=(job.say("kicker", "job-stop"), *asks), on=soon)
    for says, name in _switches(tested).items():
        yield ListRow(says=(basis.say("to-do", "said-of", name=name, says=says),), on=soon)
    for says in dict.fromkeys(text for job in tested for text in _effort(job)):
        yield ListRow(says=(says,), on=days.collected_by)
    for says in dict.fromkeys(text for job in tested for text in conditions(job, in_steps=True)):
        yield ListRow(says=(says,), on=days.collected_by)
    if not basis.is_alone:
        yield from _later_tests(basis)


def _later_tests(basis: Basis) -> Iterator[ListRow]:
    """Yield how the other jobs of several are tested: once a seller has answered, or after the first."""
    for job in basis.waiting:
        tested = (next(iter(once_answered(job))), foremost_stop(job))
        says = tuple(job.say("of-job", "named", says=text) for text in tested)
        yield ListRow(says=says, on=basis.timetable.answered_by)
    for job in basis.of(Status.NEXT):
        yield ListRow(says=tuple(_next_test(job)), on=basis.timetable.decided_by)


def _next_test(job: JobBasis) -> Sentences:
    """Yield how a job is tested, and what ends that, once the one before it is decided."""
    yield job.say("to-do", "next", says=next(iter(which_cases(job))))
    yield job.say("of-job", "named", says=foremost_stop(job))
    if job.stop.second_reads:
        yield job.say("to-do", "next-harm", bad=job.say("slipped", job.work.stakes))
    for says in how_it_is_read(job):
        yield job.say("of-job", "named", says=says)


def _switches(jobs: Iterable[JobBasis]) -> Mapping[str, str]:
    """Return what sources say of how place and secrecy of a plan are kept, each once, with the plan's name."""
    names: dict[str, str] = {}
    for job in jobs:
        lines = (
            how_to_keep(job.first.option, job.plan.catalog, job.plan.answers.regions)
            if job.first is not None
            else ()
        )
        for says in lines:
            names.setdefault(says, job.first_name)
    return names


def _effort(job: JobBasis) -> Sentences:
    """Yield how long a model thinks, where that can be chosen."""
    effort = effort_of(job.first.option.key) if job.first is not None else None
    if effort not in {None, Effort.UNNAMED}:
        yield job.say("of-job", "named", says=job.say("effort", effort))


def _asks(basis: Basis) -> Iterator[tuple[JobBasis, tuple[str, ...]]]:
    """Yield the questions that the top says in short, or leaves to the steps, each at its first job."""
    listed = set[str]()
    for job in _concerned(basis):
        whole = () if basis.is_alone else questions(job)
        is_on_top = basis.is_alone and job.recommendation is None
        besides = () if is_on_top else asks_besides(job)
        asks = tuple(text for text in (*whole, *besides) if text not in listed)
        listed |= {*asks}
        if asks:
            yield job, asks


def _sellers(basis: Basis) -> list[str]:
    """Return who has to answer first, each once."""
    return list(dict.fromkeys(job.seller for job in basis.waiting))


def _tested(basis: Basis) -> tuple[JobBasis, ...]:
    """Return the jobs whose test is still to come, or runs."""
    is_open = basis.progress.tested in {TrialState.NOT_YET, TrialState.RUNNING}
    return basis.running if is_open else ()


def _with_test(basis: Basis) -> list[JobBasis]:
    """Return those of them of which there are enough for a test."""
    return [job for job in _tested(basis) if job in basis.testable]


def _prepared(job: JobBasis) -> Iterator[tuple[str, date, str, str]]:
    """Yield what has to be done with each tool before it can be tested, its name and its seller."""
    for priced in (_tried(job), job.challenger):
        if priced is not None and not priced.option.paid:
            yield (
                _step(job, priced),
                job.plan.timetable.collected_by,
                job.name(priced),
                job.names.seller(priced.option),
            )


def _step(job: JobBasis, priced: Priced) -> str:
    """Return what has to be done with a tool; nothing private is pasted into a page of its seller."""
    if Condition.PAID_BY_THE_YEAR in priced.option.conditions:
        return "trial"
    is_open = priced.option.kind is OptionKind.MODEL and not job.work.secrets
    return "try" if is_open else PREPARED[priced.option.kind]


def _tried(job: JobBasis) -> Priced | None:
    """Return in what the first is tried: no year is paid before it has passed, in whatever job it is tried."""
    if job.first is None:
        return None
    rows = (row.recommendation for row in job.plan.running if row.first_name == job.first_name)
    tried = [row.tried_in for row in rows if row is not None and row.tried_in is not None]
    return tried[0] if tried else job.first


def _by_the_year(jobs: Iterable[JobBasis]) -> Iterator[str]:
    """Yield what is bought by the year once it has passed."""
    for job in jobs:
        if job.recommendation is not None and job.recommendation.is_bought_by_the_year:
            yield job.first_name


def _to_see(basis: Basis, day: date) -> Iterator[ListRow]:
    """Yield what the firm has and looks at first, where nothing else is bought and ready."""
    for job in _concerned(basis):
        if isinstance(job.ending, FromList) and job.case.row.live:
            yield ListRow(says=(job.say("to-do", "list"),), on=day)
        is_model = job.first is not None and job.first.option.kind is OptionKind.MODEL
        if job.theirs is not None and (job.trial is None or is_model):
            says = job.say("to-do", "see-first", software=job.yours(job.theirs))
            yield ListRow(says=(says,), on=day)


def _confirms(job: JobBasis) -> bool:
    return job.first is not None and any(row in CONFIRMED for row in job.first.option.conditions)


def _needs_lawyer(job: JobBasis) -> bool:
    ending = job.ending
    if isinstance(ending, WrongTool):
        return ending.decides_on is DecidesOn.PERSON
    return any(note.rule == Rule.A_PERSON_DECIDES for note in job.decided.notes)
