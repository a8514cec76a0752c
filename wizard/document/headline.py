"""What to do with one job: a headline by its ending, and the sentences below it."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from catalog.vocabulary import Effort
from wizard.document.basis import JobBasis
from wizard.document.blocks import Sentences
from wizard.document.reading import how_it_is_read
from wizard.document.trails import sentence
from wizard.document.warnings import notes_in_lead, reason_in_lead
from wizard.method.costs import Priced
from wizard.method.endings import (
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
from wizard.method.tools import effort_of
from wizard.method.vocabulary import OptionKind, Place, WhyTry

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
    return ENDINGS[type(ending)]


def headline(job: JobBasis) -> str:
    """Return what to do, in one sentence."""
    match job.ending:
        case WrongTool(certain=False):
            return job.say("headline", "wrong-tool-perhaps")
        case OverLimit():
            return job.say("headline", "over-limit", limit=job.work.limit_usd or 0.0)
        case Try(recommendation=recommendation) if recommendation.second is not None:
            second = job.name(recommendation.second)
            return job.say("headline", "try-both", name=_name(job), second=second)
    name = ending_name(job.ending)
    return job.say("headline", name, name=_name(job), seller=seller_of(job))


def _name(job: JobBasis) -> str:
    """Return what is named first; empty where nothing is."""
    return job.name(job.first) if job.first is not None else ""


def seller_of(job: JobBasis) -> str:
    """Return who sells what is named first; empty where nothing is."""
    return job.names.seller(job.first.option) if job.first is not None else ""


def below_headline(job: JobBasis) -> Sentences:
    """Yield what belongs to the headline: why, who reads, how to get it, and on what conditions."""
    yield from notes_in_lead(job)
    reason = reason_in_lead(job)
    if reason is not None:
        yield sentence(job, reason)
    yield from _why(job)
    if job.advised is not None and not isinstance(job.ending, AskFirst):
        yield from how_it_is_read(job)
        yield from _how_to_get(job, job.advised.recommendation.first)
        yield from conditions(job, job.advised.recommendation.first)


def conditions(job: JobBasis, priced: Priced) -> Sentences:
    """Yield what has to be done before the first case goes in."""
    for rule in priced.option.conditions:
        yield job.say("condition", rule, name=job.name(priced))


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
    yield job.say("wrong-tool", ending.decides_on)
    yield job.say("instead", ending.decides_on)


def _nothing_passes(job: JobBasis, ending: NothingPasses) -> Sentences:
    largest = ending.largest
    if largest is not None and largest.holds is not None:
        name, seller = job.names.tool(largest.tool), job.names.seller(largest)
        yield job.say("nothing", "largest", name=name, holds=largest.holds)
        yield job.say("nothing", "ask-for-more", seller=seller, results=job.work.results)
    elif ending.passes is not None:
        yield _what_stops_it(job, ending.relaxed, job.name(ending.passes))
    else:
        yield job.say("nothing", "no-single-answer")
    yield job.say("until", "change")


def _what_stops_it(job: JobBasis, relaxed: str, name: str) -> str:
    """Return which answer keeps everything out; where it is about the place, which place."""
    if relaxed == "place":
        return job.say("stopped-at", job.work.place, name=name)
    return job.say("stopped-by", relaxed, name=name)


def _project(job: JobBasis, ending: Project) -> Sentences:
    cheapest = ending.comparison.option
    name, once = job.name(cheapest), cheapest.option.connecting_usd
    yield job.say("project", "cost" if once else "free", name=name, once=once)
    yield job.say("until", "decide")


def _beside_hands(job: JobBasis, ending: LeaveIt | AsDear) -> Sentences:
    """Yield what it costs with AI and by hand."""
    with_ai, by_hand = ending.comparison.with_ai_usd, ending.comparison.by_hand_usd
    yield job.say(ending_name(ending), job.per, with_ai=with_ai, by_hand=by_hand)


def _over_limit(job: JobBasis, ending: OverLimit) -> Sentences:
    cheapest, limit = ending.comparison.option, job.work.limit_usd or 0.0
    paid = cheapest.bill_usd if job.work.once else cheapest.paid_usd
    yield job.say("over-limit", job.per, name=job.name(cheapest), paid=paid)
    if ending.results >= 1:
        yield job.say("over-limit", "buys", limit=limit, results=ending.results)
    yield job.say("until", "raise")


def _from_list(job: JobBasis, ending: FromList) -> Sentences:
    if ending.wording is None:
        yield job.say("from-list", "without-tool")
        yield job.say("reads", "release")
        return
    name = job.name(ending.wording.recommendation.first)
    yield job.say("from-list", "with-tool", name=name)


def _ask_first(job: JobBasis, ending: AskFirst) -> Sentences:
    for question in ending.questions:
        yield job.say("question", "ask", question=job.say("asked", question))
    yield job.say("until", "answer")


def _use_what_you_have(job: JobBasis, _: UseWhatYouHave) -> Sentences:
    yield job.say("why", "paid")


def _try(job: JobBasis, ending: Try) -> Sentences:
    has_second = ending.recommendation.second is not None
    if ending.why is WhyTry.UNMEASURED and has_second:
        yield job.say("why-try", "unmeasured-both")
    else:
        first = ending.recommendation.first
        yield job.say("why-try", ending.why, name=job.short_name(first))


# What explains each ending. `Use` and `StartWith` explain themselves.
WHY: Mapping[type[Ending], Callable[[JobBasis, Any], Iterator[str]]] = {
    AskBack: _ask_back,
    WrongTool: _wrong_tool,
    NothingPasses: _nothing_passes,
    Project: _project,
    LeaveIt: _beside_hands,
    OverLimit: _over_limit,
    FromList: _from_list,
    AsDear: _beside_hands,
    AskFirst: _ask_first,
    UseWhatYouHave: _use_what_you_have,
    Try: _try,
}


def _how_to_get(job: JobBasis, priced: Priced) -> Sentences:
    option = priced.option
    if option.paid:
        return
    if option.kind is OptionKind.MACHINE:
        rented = job.work.place is not Place.OWN_SERVERS
        yield job.say("get", "rented" if rented else "own-machine")
        return
    seller = job.names.seller(option)
    if option.kind is OptionKind.MODEL:
        in_eu = job.work.place is Place.EU
        yield job.say("get", "in-the-eu" if in_eu else "connected", seller=seller)
        effort = effort_of(option.key)
        if effort is not None and effort is not Effort.UNNAMED:
            yield job.say("effort", effort)
        return
    yield job.say("get", "bought", seller=seller)
