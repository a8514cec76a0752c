"""The headline: what to do with one job, or with several, in one sentence."""

from collections.abc import Mapping, Sequence

from catalog.schema import group_pairs
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
    StartWith,
    Try,
    Use,
    UseWhatYouHave,
    WrongTool,
)
from wizard.document.basis import Basis, JobBasis
from wizard.document.blocks import Sentences
from wizard.document.warnings import enough, works_without_ai

MOST_TOOLS_NAMED = 2
BOTH = 2
# What is named is used, but where none is called the best, or by hand costs about as much.
VERBS: Mapping[type[Ending], str] = {Try: "try", AsDear: "as-dear"}
IN_ORDER = ("use", "try", "as-dear")

# How each ending is called in patterns.toml.
ENDINGS: dict[type[Ending], str] = {
    AskBack: "ask-back",
    WrongTool: "wrong-tool",
    FromList: "from-list",
    NothingPasses: "nothing-passes",
    Project: "project",
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


def says_ending(job: JobBasis, section: str) -> str:
    """Return what to do with a job by how its question ended: as a headline, or in a line of several."""
    match job.ending:
        case NothingPasses() if works_without_ai(job):
            return job.say(section, "without-ai")
        case NothingPasses() | AskFirst() | Project() if job.theirs is not None:
            return job.say(section, "see-first")
        case NothingPasses() if job.asked_besides:
            return job.say(section, "ask-besides")
        case LeaveIt(is_dangerous=True):
            return job.say(section, "leave-to-people")
        case Try() if job.challenger is not None:
            return job.say(section, "try-both")
    return job.say(section, ending_name(job.ending))


def headline(basis: Basis) -> str:
    """Return what to do, in one sentence."""
    job = basis.jobs[0]
    if basis.is_alone:
        if basis.is_too_much:
            return job.say("headline", "too-much", fits=enough(job))
        return says_ending(job, "headline")
    uses, count = tool_uses(basis), len(basis.jobs)
    if not uses and not basis.waiting:
        return basis.say("of-all", "nothing", count=count)
    if is_for_all(basis):
        ((verb, name),) = uses
        return basis.say("for-both" if count == BOTH else "for-all", verb, name=name, count=count)
    return basis.say("of-all", "clauses", clauses=list(_clauses(basis)))


def tool_uses(basis: Basis) -> Mapping[tuple[str, str], tuple[JobBasis, ...]]:
    """Return the jobs that start by what is done and with what: what is used before what is tried."""
    verbs = [(VERBS.get(type(job.ending), "use"), job) for job in basis.running]
    in_order = sorted(verbs, key=lambda pair: IN_ORDER.index(pair[0]))
    return group_pairs(((verb, job.first_name), job) for verb, job in in_order)


def is_for_all(basis: Basis) -> bool:
    """Return whether one name serves all jobs, so that the headline says it of all."""
    return [len(jobs) for jobs in tool_uses(basis).values()] == [len(basis.jobs)]


def _clauses(basis: Basis) -> Sentences:
    """Yield what a headline over several jobs is made of: up to three are named, of more it counts."""
    section = "clause" if basis.names_its_jobs else "clause-count"
    uses = tool_uses(basis)
    if basis.is_too_much:
        first = basis.foremost
        part = "part" if basis.hours[first.job.key] > basis.capacity else "first"
        yield first.say("clause-first", part, fits=enough(first))
    elif len(uses) > MOST_TOOLS_NAMED and not basis.names_its_jobs:
        starting, count = len(basis.running), len(basis.jobs)
        start = "all" if starting == count else "start"
        yield basis.say(section, start, starting=starting, count=count)
    else:
        for (verb, name), jobs in uses.items():
            yield _clause(section, verb, jobs, name=name)
    left = tuple(job for job in basis.jobs if job.trial is None and job.waits is None)
    is_long = len(uses) + bool(basis.waiting) > 1 and basis.names_its_jobs
    nothing = "rest" if is_long else "nothing"
    for clause, jobs in (("ask", basis.waiting), ("later", basis.later), (nothing, left)):
        if jobs:
            yield _clause(section, clause, jobs, name="")


def _clause(section: str, name: str, jobs: Sequence[JobBasis], /, **values: str) -> str:
    nouns = [job.say("kicker", "noun") for job in jobs]
    return jobs[0].say(section, name, jobs=nouns, count=len(jobs), **values)
