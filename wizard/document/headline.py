"""What to do with one job: a headline by its ending, and the sentences below it."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from catalog.vocabulary import Effort
from wizard.decision.costs import Priced
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
from wizard.decision.rules import Rule
from wizard.decision.tools import effort_of
from wizard.decision.vocabulary import OptionKind, Place, WhyTry
from wizard.document.basis import JobBasis
from wizard.document.blocks import Sentences
from wizard.document.reading import how_it_is_read
from wizard.document.sums import sum_alone
from wizard.document.trails import why_wrong_tool
from wizard.document.warnings import failed_in_lead, notes_in_lead, works_without_ai

ABOUT_ALIKE = 0.05  # ours: nearer than this nobody says that one costs less

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


def headline(job: JobBasis) -> str:
    """Return what to do, in one sentence."""
    match job.ending:
        case NothingPasses() if works_without_ai(job):
            return job.say("headline", "without-ai")
        case OverLimit():
            return job.say("headline", "over-limit", limit=job.work.limit_usd or 0.0)
        case Try() if job.challenger is not None:
            second = job.short_name(job.challenger)
            return job.say("headline", "try-both", name=job.first_name, second=second)
    name = ending_name(job.ending)
    return job.say("headline", name, name=job.first_name, seller=job.seller)


def below_headline(job: JobBasis) -> Sentences:
    """Yield what belongs to the headline: why, who reads, how to get it, and on what conditions."""
    yield from notes_in_lead(job)
    yield from failed_in_lead(job)
    yield from _why(job)
    if job.trial is not None:
        yield from how_it_is_read(job)
        yield from _how_to_get(job, job.trial.first)
        yield from conditions(job, job.trial.first)


def conditions(job: JobBasis, priced: Priced) -> Sentences:
    """Yield what has to be done before the first case goes in."""
    name, seller = job.short_name(priced), job.names.seller(priced.option)
    for rule in priced.option.conditions:
        yield job.say("condition", rule, name=name, seller=seller)


def conditions_once(job: JobBasis) -> Sentences:
    """Yield the same in a plan of several jobs, where a job before it may have said so of the tool."""
    if job.trial is not None and is_first_user(job):
        yield from conditions(job, job.trial.first)


def is_first_user(job: JobBasis) -> bool:
    """Return whether no job before it starts with the same tool."""
    users = (row for row in job.plan.running if row.first_name == job.first_name)
    return next(users, None) is job


def questions(job: JobBasis, *, first: str = "first") -> Sentences:
    """Yield what a seller has to answer, each question as it is sent."""
    if job.waits is None:
        return
    for number, question in enumerate(job.waits.questions):
        text = job.say("asked", question, results=job.work.results)
        asks = "also" if number else first
        yield job.say("question", asks, seller=job.seller, name=job.first_name, question=text)


def _why(job: JobBasis) -> Sentences:
    """Yield what explains the headline; nothing where it explains itself."""
    explain = WHY.get(type(job.ending))
    return explain(job, job.ending) if explain is not None else iter(())


def _ask_back(job: JobBasis, _: AskBack) -> Sentences:
    yield job.say("ask-back", "why")
    yield job.say("ask-back", "question")


def _wrong_tool(job: JobBasis, ending: WrongTool) -> Sentences:
    if not ending.certain:
        yield job.say("does-it-decide", ending.decides_on)
        return
    yield why_wrong_tool(job, ending.decides_on)
    yield job.say("instead", ending.decides_on)


def _nothing_passes(job: JobBasis, ending: NothingPasses) -> Sentences:
    if works_without_ai(job):
        return
    largest = ending.largest
    if largest is not None and largest.holds is not None:
        name, seller = job.names.tool(largest.tool), job.names.seller(largest)
        yield job.say("nothing", "largest", name=name, holds=largest.holds)
        yield job.say("nothing", "ask-for-more", seller=seller, results=job.work.results)
    elif ending.passes is not None:
        yield what_stops_it(job, ending)
    else:
        yield job.say("nothing", "no-single-answer")
    yield job.say("until", "change")


def what_stops_it(job: JobBasis, ending: NothingPasses) -> str:
    """Return which answer keeps everything out; where it is about the place, which place."""
    name = job.name(ending.passes) if ending.passes is not None else ""
    if ending.relaxed == "place":
        return job.say("stopped-at", job.work.place, name=name)
    return job.say("stopped-by", ending.relaxed, name=name)


def _project(job: JobBasis, ending: Project) -> Sentences:
    once = ending.comparison.option.option.connecting_usd
    yield job.say("project", "cost" if once else "free", once=once)


def _leave_it(job: JobBasis, ending: LeaveIt) -> Sentences:
    """Yield what it would cost with AI, and by hand or what it is worth; a danger before any price."""
    if ending.is_dangerous:
        yield job.say("rule", Rule.HURT_AT_ONCE)
        return
    with_ai, by_hand = ending.comparison.with_ai_usd, ending.comparison.by_hand_usd
    per = "worth" if job.is_beyond_hands else job.per
    yield job.say("leave-it", per, with_ai=with_ai, by_hand=by_hand)


def _as_dear(job: JobBasis, ending: AsDear) -> Sentences:
    """Yield what it costs with AI and by hand, and which of the two is a little less."""
    costs = sum_alone(job, ending.comparison)
    with_ai, by_hand = costs.with_ai_usd, ending.comparison.by_hand_usd
    yield job.say(_nearer(with_ai, by_hand), job.per, with_ai=with_ai, by_hand=by_hand)


def _nearer(with_ai: float, by_hand: float) -> str:
    """Return which side of about the same it is on."""
    if with_ai > by_hand * (1 + ABOUT_ALIKE):
        return "a-little-more"
    return "a-little-less" if with_ai < by_hand * (1 - ABOUT_ALIKE) else "as-much"


def _over_limit(job: JobBasis, ending: OverLimit) -> Sentences:
    cheapest, limit = ending.comparison.option, job.work.limit_usd or 0.0
    paid = cheapest.bill_usd if job.work.once else cheapest.paid_usd
    yield job.say("over-limit", job.per, name=job.name(cheapest), paid=paid)
    if ending.results >= 1:
        yield job.say("over-limit", "buys", limit=limit, results=ending.results)
    costs = ending.comparison
    pays = not costs.by_hand_usd or costs.with_ai_usd <= costs.by_hand_usd
    yield job.say("until", "raise" if pays else "fewer")


def _from_list(job: JobBasis, ending: FromList) -> Sentences:
    if ending.wording is None or job.trial is None:
        yield job.say("from-list", "without-tool")
        yield job.say("reads", "release")
        return
    name = job.name(ending.wording.recommendation.first)
    yield job.say("from-list", "with-tool", name=name)


def _ask_first(job: JobBasis, _: AskFirst) -> Sentences:
    yield from questions(job)
    yield job.say("until", "answer")


def _use_what_you_have(job: JobBasis, _: UseWhatYouHave) -> Sentences:
    yield job.say("why", "paid")


def _try(job: JobBasis, ending: Try) -> Sentences:
    if ending.why is WhyTry.UNMEASURED and job.challenger is not None:
        yield job.say("why-try", "unmeasured-both")
    else:
        first = ending.recommendation.first
        yield job.say("why-try", ending.why, seller=job.names.seller(first.option))


# What explains each ending. `Use` and `StartWith` explain themselves.
WHY: Mapping[type[Ending], Callable[[JobBasis, Any], Iterator[str]]] = {
    AskBack: _ask_back,
    WrongTool: _wrong_tool,
    NothingPasses: _nothing_passes,
    Project: _project,
    LeaveIt: _leave_it,
    OverLimit: _over_limit,
    FromList: _from_list,
    AsDear: _as_dear,
    AskFirst: _ask_first,
    UseWhatYouHave: _use_what_you_have,
    Try: _try,
}


def _how_to_get(job: JobBasis, priced: Priced) -> Sentences:
    option, name = priced.option, job.short_name(priced)
    if option.paid:
        return
    if option.kind is OptionKind.MACHINE:
        rented = job.work.place is not Place.OWN_SERVERS
        yield job.say("get", "rented" if rented else "own-machine", tool=job.name(priced))
        return
    seller = job.names.seller(option)
    if option.kind is OptionKind.MODEL:
        in_eu = job.work.place is Place.EU
        yield job.say("get", "in-the-eu" if in_eu else "connected", name=name, seller=seller)
        effort = effort_of(option.key)
        if effort is not None and effort is not Effort.UNNAMED:
            yield job.say("effort", effort)
        return
    if job.work.once and option.seats_usd:
        kind = "for-months" if option.months > 1 else "for-a-month"
        yield job.say("get", kind, name=name, seller=seller, months=option.months)
        return
    yield job.say("get", "bought", name=name, seller=seller)
