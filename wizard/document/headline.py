"""The headline: what to do with one job, or with several, in one sentence."""

from collections.abc import Iterable
from itertools import islice

from wizard.decision.endings import (
    AsDear,
    AskBack,
    AskFirst,
    Ending,
    FromList,
    LeaveIt,
    NothingPasses,
    OverLimit,
    Project,
    SecondLook,
    StartWith,
    Try,
    Use,
    UseWhatYouHave,
    WrongTool,
)
from wizard.document.ageing import is_unsure
from wizard.document.asking import confirmed_first
from wizard.document.basis import Basis, JobBasis
from wizard.document.blocks import Sentences
from wizard.document.status import Status
from wizard.document.warnings import begins_without_ai, of_the_row, works_without_ai

MOST_NAMED = 2  # sellers in one order
MOST_ORDERS = 2  # in one headline

# How each ending is called in patterns.toml.
ENDINGS: dict[type[Ending], str] = {
    AskBack: "ask-back",
    WrongTool: "wrong-tool",
    FromList: "from-list",
    NothingPasses: "nothing-passes",
    Project: "project",
    SecondLook: "second-look",
    LeaveIt: "leave-it",
    OverLimit: "over-limit",
    AsDear: "as-dear",
    AskFirst: "ask-first",
    UseWhatYouHave: "use-what-you-have",
    StartWith: "start-with",
    Try: "try",
    Use: "use",
}


def ending_name(ending: Ending) -> str:
    """Return what an ending is called, which is also the name of its sentences."""
    if isinstance(ending, WrongTool) and not ending.certain:
        return "wrong-tool-perhaps"
    return ENDINGS[type(ending)]


def what_to_do(job: JobBasis) -> str:
    """Return what to do with the only job: what needs no AI comes first."""
    return of_the_row(job) if begins_without_ai(job) else says_ending(job)


def says_ending(job: JobBasis) -> str:
    """Return the same by how its question ended."""
    return job.say("headline", _name_of(job))


def names_both(job: JobBasis) -> bool:
    """Return whether what to do names the two tools that are compared."""
    if job.plan.is_alone:
        return _name_of(job) == "compare"
    return _begun(job) == "compare"


def _name_of(job: JobBasis) -> str:
    """Return the name of the sentence on what to do."""
    if job.is_part and job.status is Status.NOW:
        return _in_part(job)
    match job.ending:
        case OverLimit() if job.work.once:
            return "over-limit-once"
        case LeaveIt(is_dangerous=True):
            return "leave-to-people"
        case WrongTool() if job.theirs is not None or job.asked_besides:
            return "ask-certified"
    return _before_buying(job) or _name_of_advice(job)


def _before_buying(job: JobBasis) -> str:
    """Return the name of the sentence on what comes before a purchase; empty where nothing does."""
    match job.ending:
        case NothingPasses() if works_without_ai(job):
            return "without-ai"
        case FromList(wording=wording) if job.case.row.live:
            return "put-up-the-list" if wording is None else "put-up-the-list-then"
        case NothingPasses() | AskFirst() | Project() if job.theirs is not None:
            return "see-first-hire" if isinstance(job.ending, Project) else "see-first"
        case NothingPasses() if job.asked_besides:
            return "ask-besides"
        case Use() | StartWith() | Try() | AsDear() | SecondLook() if job.trial is not None:
            return _before_the_named(job)
    return ""


def _before_the_named(job: JobBasis) -> str:
    """Return the same of what is named in case the first choice does not do it.

    The first choice is the firm's own, or who is asked.
    """
    is_look = isinstance(job.ending, SecondLook)
    if job.theirs is not None:
        return "see-first-look" if is_look else "see-first-else"
    if not job.asked_besides or job.case.row.takes_general:
        return ""
    return "ask-besides-look" if is_look else "ask-besides-else"


def _name_of_advice(job: JobBasis) -> str:
    """Return the same of what is advised: what is not sure is only tried."""
    if job.gains_nothing:
        return "leave-it"
    if confirmed_first(job):
        return "confirm-hire" if isinstance(job.ending, Project) else "confirm"
    if is_compared(job):
        return "compare"
    if not is_tried(job):
        return ending_name(job.ending)
    return "try-what-you-have" if isinstance(job.ending, UseWhatYouHave) else "try"


def is_compared(job: JobBasis) -> bool:
    """Return whether a test has to show which of two is better, neither of which is paid for."""
    return job.challenger is not None and isinstance(job.ending, Use | Try)


def is_tried(job: JobBasis) -> bool:
    """Return whether a test has to show what is named, which is then not simply used."""
    is_used = isinstance(job.ending, Use | StartWith | UseWhatYouHave)
    return isinstance(job.ending, Try) or (is_used and is_unsure(job))


def headline(basis: Basis) -> str:
    """Return what to do, in one sentence."""
    job = basis.jobs[0]
    if basis.is_alone:
        return what_to_do(job)
    clauses = list(islice(_clauses(basis), MOST_ORDERS))
    if not clauses:
        return basis.say("of-all", "nothing", count=len(basis.jobs))
    return basis.say("of-all", "clauses", clauses=clauses)


def _in_part(job: JobBasis) -> str:
    """Return the same of a job of which a part is begun."""
    if confirmed_first(job):
        return "too-much-confirm"
    return "too-much-hire" if isinstance(job.ending, Project) else "too-much"


def _clauses(basis: Basis) -> Sentences:
    """Yield the orders of a headline over several jobs: what begins, what follows, what waits."""
    asked = basis.of(Status.ASK)
    if not basis.running:
        if asked:
            yield _ask(basis, asked)
        return
    first = basis.first_tested
    yield first.say("clause", _begun(first))
    for name, jobs in (
        ("then", basis.of(Status.NEXT)),
        ("wait", basis.of(Status.LATER)),
        ("ask-about", asked),
    ):
        if jobs:
            yield _of_jobs(basis, name, jobs)
    yield basis.say("clause", "nothing")


def _begun(job: JobBasis) -> str:
    """Return the name of the order to begin.

    Whose seller has to confirm something is asked first.
    """
    if confirmed_first(job):
        return "part-confirm" if job.is_part else "confirm"
    return "part" if job.is_part else _verb(job)


def _verb(job: JobBasis) -> str:
    """Return what is done with what is named first."""
    if isinstance(job.ending, Project):
        return "hire"
    if is_compared(job):
        return "compare"
    return "try" if is_tried(job) or isinstance(job.ending, AsDear | SecondLook) else "use"


def _of_jobs(basis: Basis, name: str, jobs: Iterable[JobBasis]) -> str:
    """Return an order for further jobs, by its name; of several by their number."""
    nouns = [job.say("kicker", "noun") for job in jobs]
    section = "clause" if len(nouns) == 1 else "clause-count"
    return basis.say(section, name, jobs=nouns, count=len(nouns))


def _ask(basis: Basis, jobs: Iterable[JobBasis]) -> str:
    """Return whom to ask before anything is bought, by name; of many by their number."""
    sellers = list(dict.fromkeys(seller for job in jobs for seller in job.sellers_asked))
    if not sellers:
        return basis.say("clause", "look")
    section = "clause" if len(sellers) <= MOST_NAMED else "clause-count"
    return basis.say(section, "ask", sellers=sellers, count=len(sellers))
