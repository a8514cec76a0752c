"""Lines: one a job where a plan has several: what becomes of it now, and what goes with that."""

from collections.abc import Callable, Iterable, Mapping

from wizard.decision.endings import (
    AskBack,
    FromList,
    LeaveIt,
    NothingPasses,
    OverLimit,
    Project,
    SecondLook,
    WrongTool,
)
from wizard.document.asking import plan_to_have
from wizard.document.basis import Basis, JobBasis
from wizard.document.blocks import JobLine, Sentences, Shape
from wizard.document.headline import ending_name
from wizard.document.lead import asking_leave, how_long_one_takes, of_the_begun, what_stops
from wizard.document.reading import who_reads
from wizard.document.status import Status
from wizard.document.warnings import (
    begins_without_ai,
    in_lead,
    of_the_row,
    out_by_test,
    works_without_ai,
)


def job_lines(basis: Basis) -> tuple[JobLine, ...]:
    """Return a line for each job of several, first of those that take most hours by hand."""
    if basis.is_alone:
        return ()
    lines, before = [], dict[str, None]()
    for job in basis.jobs:
        says = [text for text in below_verdict(job) if text not in before]
        before |= dict.fromkeys(says)
        lines.append(_line(job, says))
    return tuple(lines)


def _line(job: JobBasis, says: Iterable[str]) -> JobLine:
    return JobLine(
        key=job.job.key,
        label=job.say("kicker", "job"),
        verdict=verdict(job),
        says=tuple(says),
        shape=Shape.UNKNOWN if job.waits is not None else None,
    )


def verdict(job: JobBasis) -> str:
    """Return what becomes of a job now; empty where the headline says it.

    What needs no AI comes before it. Whoever has no hours begins nothing.
    """
    if job.status is Status.LATER or not begins_without_ai(job):
        return VERDICTS[job.status](job)
    return " ".join((of_the_row(job), *_if_not_enough(job)))


def _if_not_enough(job: JobBasis) -> Sentences:
    """Yield what comes after that; of what is begun the headline says it."""
    if job.status is Status.NEXT:
        yield job.say("instead-of-ai", "next-checked" if job.work.stakes.severe else "next")
    elif job.status is not Status.NOW:
        yield job.say("instead-of-ai", "else", then=VERDICTS[job.status](job))


def below_verdict(job: JobBasis) -> Sentences:
    """Yield what goes with it; nothing where nobody has the hours."""
    if job.status in SAYS:
        yield from SAYS[job.status](job)


# ---------------------------------------------------------------------------------- begun, or next


def _now(job: JobBasis) -> str:
    if not isinstance(job.ending, FromList):
        return ""
    return job.say("line", "put-up-the-list-then" if job.case.row.live else "from-list")


def _says_now(job: JobBasis) -> Sentences:
    if isinstance(job.ending, FromList) and not job.case.row.live:
        yield job.say("from-list", "brief")
    if isinstance(job.ending, SecondLook):
        yield job.say("second-look", "brief")
    if job.asked_besides and not job.case.row.takes_general:
        yield job.say("question", "whom")
    yield from of_the_begun(job)


def _next(job: JobBasis) -> str:
    checked = job.say("checked", who_reads(job))
    match job.ending:
        case Project():
            return job.say("line", "next-hire", checked=checked)
        case FromList():
            return job.say("line", "next-list", checked=checked)
    return job.say("line", "next", checked=checked)


def _says_next(job: JobBasis) -> Sentences:
    yield from plan_to_have(job)
    yield from in_lead(job)
    yield from out_by_test(job)
    yield from asking_leave(job)
    yield from how_long_one_takes(job)


# ------------------------------------------------------------------------------- asked, or no hours


def _ask(job: JobBasis) -> str:
    """Return who is asked, or what is looked at first."""
    if job.waits is not None:
        return job.say("question", "short", ask=job.say("asked-about", job.waits.questions[0]))
    match job.ending:
        case AskBack() | WrongTool():
            is_certain = isinstance(job.ending, WrongTool) and job.ending.certain
            return job.say("line", "ask-certified" if is_certain else ending_name(job.ending))
        case NothingPasses() | OverLimit() if job.theirs is not None:
            return job.say("line", "see-first")
        case FromList():
            return job.say("line", "put-up-the-list")
        case NothingPasses(largest=largest) if largest is not None:
            return job.say("nothing", "ask-for-more", seller=job.names.seller(largest))
    return job.say("line", "ask-besides")


def _says_ask(job: JobBasis) -> Sentences:
    yield from in_lead(job)
    match job.ending:
        case AskBack():
            yield job.say("ask-back", "question")
        case WrongTool(decides_on=what, certain=False):
            yield job.say("does-it-decide", what)
        case FromList(wording=None):
            yield job.say("from-list", "bot")
        case _:
            yield job.say("until", "as-today")


def _later(job: JobBasis) -> str:
    return job.say("line", "later", hours=job.alone.hours)


# --------------------------------------------------------------------------------------------- left


def _left(job: JobBasis) -> str:
    """Return why a job is left as it is done."""
    match job.ending:
        case WrongTool():
            return job.say("line", "wrong-tool")
        case FromList():
            return job.say("line", "from-list")
        case LeaveIt(is_dangerous=True):
            return job.say("line", "leave-to-people")
        case NothingPasses():
            return job.say("line", _why_nothing(job, job.ending))
        case OverLimit():
            return _over_limit(job)
    return _by_its_figures(job)


def _why_nothing(job: JobBasis, ending: NothingPasses) -> str:
    if works_without_ai(job):
        return "without-ai"
    return "nothing-fits" if ending.passes is None else "nothing-passes"


def _over_limit(job: JobBasis) -> str:
    """Return what is over the limit, by itself or with the other jobs."""
    is_over = job.over_limit_usd > job.plan.limit_usd
    return job.say("over-limit", "alone" if is_over else "beside")


def _by_its_figures(job: JobBasis) -> str:
    """Return how much dearer AI would be, or how little it would save."""
    saved = job.by_hand_or_worth_usd - job.alone.with_ai_usd
    return job.say("left-dearer" if saved < 0 else "left-little", job.per, usd=abs(saved))


def _says_left(job: JobBasis) -> Sentences:
    yield from in_lead(job)
    yield from out_by_test(job)
    match job.ending:
        case WrongTool(decides_on=what):
            yield job.say("instead", what)
        case FromList():
            yield job.say("from-list", "without-tool")
        case NothingPasses(passes=passes) if passes is not None:
            yield from what_stops(job, job.ending)


VERDICTS: Mapping[Status, Callable[[JobBasis], str]] = {
    Status.NOW: _now,
    Status.NEXT: _next,
    Status.ASK: _ask,
    Status.LATER: _later,
    Status.LEFT: _left,
}
SAYS: Mapping[Status, Callable[[JobBasis], Sentences]] = {
    Status.NOW: _says_now,
    Status.NEXT: _says_next,
    Status.ASK: _says_ask,
    Status.LEFT: _says_left,
}
