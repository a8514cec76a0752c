"""The headline: what to do with one job, or with several, in one sentence."""

from collections.abc import Iterable, Mapping, Sequence

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
    SecondLook,
    StartWith,
    Try,
    Use,
    UseWhatYouHave,
    WrongTool,
)
from wizard.document.basis import Basis, JobBasis
from wizard.document.blocks import Sentences
from wizard.document.warnings import (
    begins_without_ai,
    enough,
    is_part,
    of_the_row,
    works_without_ai,
)

BOTH = 2
MOST_ORDERS = 2  # in one headline
# What is named is used, but where none is called the best, it saves little, or a developer builds it.
VERBS: Mapping[type[Ending], str] = {Try: "try", AsDear: "try", SecondLook: "try", Project: "hire"}
IN_ORDER = ("use", "try", "hire")

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


def what_to_do(job: JobBasis, section: str) -> str:
    """Return what to do with a job, as a headline or in a line of several: what needs no AI comes first."""
    return of_the_row(job) if begins_without_ai(job) else says_ending(job, section)


def says_ending(job: JobBasis, section: str) -> str:
    """Return the same by how its question ended."""
    if section == "line" and isinstance(job.ending, OverLimit):
        return _over_limit(job)
    in_a_line = _in_a_line(job) if section == "line" else ""
    return job.say(section, in_a_line or _name_of(job))


def _name_of(job: JobBasis) -> str:
    """Return the name of the sentence on what to do."""
    match job.ending:
        case OverLimit() if job.work.once:
            return "over-limit-once"
        case LeaveIt(is_dangerous=True):
            return "leave-to-people"
    return _before_buying(job) or _name_of_advice(job)


def _before_buying(job: JobBasis) -> str:
    """Return the name of the sentence on what comes before any purchase; empty where nothing does."""
    match job.ending:
        case NothingPasses() if works_without_ai(job):
            return "without-ai"
        case FromList(wording=wording) if job.case.row.live:
            return "put-up-the-list" if wording is None else "put-up-the-list-then"
        case NothingPasses() | AskFirst() | Project() if job.theirs is not None:
            return "see-first"
        case NothingPasses() if job.asked_besides:
            return "ask-besides"
        case Use() | StartWith() | Try() | AsDear() | SecondLook() if job.trial is not None:
            return _before_the_named(job, "look" if isinstance(job.ending, SecondLook) else "else")
    return ""


def _before_the_named(job: JobBasis, then: str) -> str:
    """Return the same of what is named for the case that the firm's own, or who is asked, does not do it."""
    if job.theirs is not None:
        return f"see-first-{then}"
    is_asked = bool(job.asked_besides) and not job.case.row.takes_general
    return f"ask-besides-{then}" if is_asked else ""


def _name_of_advice(job: JobBasis) -> str:
    if job.gains_nothing:
        return "leave-it"
    is_for_both = isinstance(job.ending, Try) and job.challenger is not None
    return "try-both" if is_for_both else ending_name(job.ending)


def _in_a_line(job: JobBasis) -> str:
    """Return the name of a sentence that stands in the lines of several jobs alone; empty where there is none."""
    if _name_of(job) == "nothing-passes" and not _has_more_to_say(job):
        return "nothing-fits"
    if job.gains_nothing or isinstance(job.ending, LeaveIt):
        return "" if _name_of(job) == "leave-to-people" else _why_left(job)
    return ""


def _why_left(job: JobBasis) -> str:
    """Return the name of the line of a job that is left, by what it would cost with AI."""
    if isinstance(job.ending, AsDear):
        return "leave-as-dear"
    is_little = isinstance(job.ending, LeaveIt) and job.alone.saved_usd > 0
    return "leave-little" if is_little else "leave-dearer"


def _has_more_to_say(job: JobBasis) -> bool:
    """Return whether what would do, or who is asked for more, stands below why nothing passes."""
    has_more = isinstance(job.ending, NothingPasses) and (job.ending.passes or job.ending.largest)
    return bool(has_more) and job.plan.names_its_jobs


def _over_limit(job: JobBasis) -> str:
    """Return what is over the limit, by itself or with the other jobs."""
    is_over = job.over_limit_usd > (job.work.limit_usd or 0.0)
    return job.say("over-limit" if is_over else "over-limit-beside", job.per)


def headline(basis: Basis) -> str:
    """Return what to do, in one sentence."""
    job = basis.jobs[0]
    if basis.is_alone:
        if basis.is_too_much:
            part = "too-much-hire" if isinstance(job.ending, Project) else "too-much"
            return job.say("headline", part, fits=enough(job))
        return what_to_do(job, "headline")
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


def names_all_uses(basis: Basis) -> bool:
    """Return whether a headline over several jobs names what starts with each: that is at most two orders."""
    is_short = basis.names_its_jobs and len(tool_uses(basis)) <= MOST_ORDERS
    return is_for_all(basis) or (is_short and not basis.is_too_much)


def _clauses(basis: Basis) -> Sentences:
    """Yield what a headline over several jobs is made of: at most two orders, the rest stands in the lines."""
    if basis.running:
        orders = (*_starting(basis), *_further(basis))
        yield from orders[:MOST_ORDERS]
        return
    sellers = list(dict.fromkeys(job.seller for job in basis.waiting))
    ask = "ask" if len(sellers) <= BOTH else "ask-count"
    yield basis.say("clause", ask, sellers=sellers, count=len(sellers))


def _starting(basis: Basis) -> Sentences:
    """Yield what starts: each tool with its jobs, of more than two the first, then the others."""
    if basis.is_too_much:
        first = basis.foremost
        part = "part" if is_part(first) else "first"
        yield first.say("clause-first", part, fits=enough(first))
    elif names_all_uses(basis):
        for (verb, name), jobs in tool_uses(basis).items():
            yield jobs[0].say("clause", verb, jobs=_nouns(jobs), name=name)
    else:
        first = basis.first_tested
        yield first.say("clause-first", "first")
        others = [job for job in basis.running if job is not first]
        if others:
            yield _then(basis, others)


def _further(basis: Basis) -> Sentences:
    """Yield what becomes of the other jobs: they wait for hours or for a seller, or nothing is bought for them."""
    if basis.later:
        yield basis.say("clause", "until-it-works" if _may_follow(basis) else "no-hours")
    elif basis.names_its_jobs and len(basis.waiting) == 1:
        yield basis.waiting[0].say("clause", "ask-before")
    elif any(map(_is_left, basis.jobs)) and not _asks_anybody(basis):
        yield basis.say("clause", "nothing")


def _is_left(job: JobBasis) -> bool:
    return job.trial is None and job.waits is None


def _asks_anybody(basis: Basis) -> bool:
    return any(job.waits is not None or job.asked_besides for job in basis.jobs)


def _may_follow(basis: Basis) -> bool:
    """Return whether the people have hours for one more job beside the foremost."""
    free = basis.capacity - basis.hours[basis.foremost.job.key]
    return any(basis.hours.get(job.job.key, 0.0) <= free for job in basis.later)


def _then(basis: Basis, jobs: Sequence[JobBasis]) -> str:
    """Return what follows the first, by its name; several by their number."""
    name = "then" if len(jobs) == 1 else "then-count"
    return basis.say("clause", name, jobs=_nouns(jobs), count=len(jobs))


def _nouns(jobs: Iterable[JobBasis]) -> list[str]:
    return [job.say("kicker", "noun") for job in jobs]
