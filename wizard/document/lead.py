"""Below the headline, or in the line of a job: why, who reads, how to get it, and on what conditions."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from catalog.vocabulary import Effort
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
    UseWhatYouHave,
    WrongTool,
)
from wizard.decision.options import Option
from wizard.decision.rules import Rule
from wizard.decision.tools import effort_of
from wizard.decision.vocabulary import Condition, OptionKind, Place, Unknown
from wizard.document.basis import Basis, JobBasis
from wizard.document.blocks import JobLine, Sentences, Shape
from wizard.document.headline import is_for_all, says_ending
from wizard.document.reading import how_it_is_read
from wizard.document.sums import sum_alone
from wizard.document.trails import why_wrong_tool
from wizard.document.warnings import in_lead, works_without_ai

ABOUT_ALIKE = 0.05  # ours: nearer than this nobody says that one costs less


def job_lines(basis: Basis) -> tuple[JobLine, ...]:
    """Return a line for each job of several: what is used for it and who reads, or what is done instead."""
    if basis.is_alone:
        return ()
    lines, before = [], dict[str, None]()
    for job in basis.jobs:
        says = [text for text in below_headline(job) if text not in before]
        before |= dict.fromkeys(says)
        lines.append(_line(job, says))
    return tuple(lines)


def _line(job: JobBasis, says: Iterable[str]) -> JobLine:
    """Return the line of a job; what to use stands there where the headline does not name it for the job."""
    plan = job.plan
    is_named = plan.names_its_jobs or is_for_all(plan)
    is_in_headline = is_named and job in plan.running and not isinstance(job.ending, FromList)
    return JobLine(
        key=job.job.key,
        label=job.say("kicker", "job"),
        verdict="" if is_in_headline or job.waits is not None else verdict(job),
        says=tuple(says),
        shape=Shape.UNKNOWN if job.waits is not None else None,
    )


def verdict(job: JobBasis) -> str:
    """Return what to do with a job in a few words."""
    if job in job.plan.later:
        return job.say("line", "later")
    return says_ending(job, "line")


def below_headline(job: JobBasis) -> Sentences:
    """Yield what belongs to what to do with a job."""
    if job in job.plan.later:
        return
    yield from in_lead(job)
    explain = WHY.get(type(job.ending))
    if explain is not None:
        yield from explain(job, job.ending)
    if job in job.plan.running:
        yield from _besides_on_top(job)
        yield from how_it_is_read(job)
        if job.plan.names_its_jobs:
            yield from how_to_get(job)


# -------------------------------------------------------------------------------- how to get it


def how_to_get(job: JobBasis) -> Sentences:
    """Yield how to get a tool and on what conditions, at the first job that starts with it."""
    users = (row for row in job.plan.running if row.first_name == job.first_name)
    if job.first is None or next(users, None) is not job:
        return
    yield from conditions(job)
    if not job.first.option.paid:
        yield from _bought(job, job.first.option)


def conditions(job: JobBasis) -> Sentences:
    """Yield what has to be done before the first case goes in."""
    if job.recommendation is None:
        return
    for rule in job.recommendation.first.option.conditions:
        is_year = rule is Condition.PAID_BY_THE_YEAR
        is_tried_elsewhere = is_year and job.recommendation.tried_in is not None
        yield job.say("by-the-year", "tried") if is_tried_elsewhere else job.say("condition", rule)


def _bought(job: JobBasis, option: Option) -> Sentences:
    match option.kind:
        case OptionKind.MACHINE:
            is_own = job.work.place is Place.OWN_SERVERS
            yield job.say("get", "own-machine" if is_own else "rented")
        case OptionKind.MODEL:
            is_in_eu = job.work.place is Place.EU
            yield job.say("get", "in-the-eu" if is_in_eu else "connected")
            effort = effort_of(option.key)
            if job.plan.is_alone and effort not in {None, Effort.UNNAMED}:
                yield job.say("effort", effort)
        case _ if job.plan.is_alone and job.work.once and option.seats_usd:
            yield job.say("get", "for-months" if option.months > 1 else "for-a-month")
        case _ if job.plan.is_alone and Condition.PAID_BY_THE_YEAR not in option.conditions:
            yield job.say("get", "bought")


# ------------------------------------------------------------------------- what explains an ending


def questions(job: JobBasis) -> Sentences:
    """Yield what the seller has to answer of what is named first, each question as it is sent."""
    if job.waits is not None:
        yield from _asking(job, job.waits.questions, _first_question(job), "also")


def asks_besides(job: JobBasis) -> Sentences:
    """Yield whom to ask besides, and everything that they are asked."""
    asks = dict.fromkeys(ask for row in job.decided.inquiries for ask in row.questions)
    first = "besides" if job.recommendation is not None else "made-for-it"
    yield from _asking(job, asks, first, "also-besides")


def _besides_on_top(job: JobBasis) -> Sentences:
    """Yield the same; whom alone where the questions stand in the steps."""
    if not asks_in_steps(job):
        yield from asks_besides(job)
    elif job.asked_besides:
        yield job.say("question", "whom")


def asks_in_steps(job: JobBasis) -> bool:
    """Return whether something else is named, or other jobs, so that further questions stand in the steps."""
    return bool(job.asked_besides) and (job.recommendation is not None or not job.plan.is_alone)


def _asking(job: JobBasis, asks: Iterable[Unknown], first: str, also: str) -> Sentences:
    for number, question in enumerate(asks):
        text = job.say("asked", question)
        yield job.say("question", also if number else first, question=text)


def _first_question(job: JobBasis) -> str:
    """Return how a seller is asked; what it sells is named where no headline names it."""
    in_headline = job.plan.is_alone and job.theirs is None
    is_named = in_headline or job.seller == job.first_name
    return "first" if is_named else "about"


def _ask_first(job: JobBasis, _: AskFirst) -> Sentences:
    yield from questions(job)
    yield from _besides_on_top(job)
    if job.plan.is_alone:
        yield job.say("until", "answer")


def _ask_back(job: JobBasis, _: AskBack) -> Sentences:
    yield job.say("ask-back", "why")
    yield job.say("ask-back", "question")


def _wrong_tool(job: JobBasis, ending: WrongTool) -> Sentences:
    if not ending.certain:
        yield job.say("does-it-decide", ending.decides_on)
        return
    if job.plan.is_alone:
        yield why_wrong_tool(job, ending.decides_on)
    yield job.say("instead", ending.decides_on)


def _nothing_passes(job: JobBasis, ending: NothingPasses) -> Sentences:
    largest = ending.largest
    if works_without_ai(job):
        return
    if largest is not None and largest.holds is not None:
        name, seller = job.names.tool(largest.tool), job.names.seller(largest)
        if job.plan.is_alone:
            yield job.say("nothing", "largest", name=name, holds=largest.holds)
        if job.plan.names_its_jobs:
            yield job.say("nothing", "ask-for-more", seller=seller)
    elif job.asked_besides:
        yield from _besides_on_top(job)
        yield job.say("until", "answer" if job.plan.is_alone else "fewer")
        return
    elif ending.passes is not None:
        is_place = ending.relaxed == "place"
        section, name = (
            ("stopped-at", job.work.place) if is_place else ("stopped-by", ending.relaxed)
        )
        yield job.say(section, name, name=job.name(ending.passes))
    elif job.plan.is_alone and job.theirs is None:
        yield job.say("nothing", "no-single-answer")
    yield job.say("until", "change" if job.plan.is_alone else "fewer")


def _project(job: JobBasis, ending: Project) -> Sentences:
    if not job.plan.is_alone:
        return
    once = ending.comparison.option.option.connecting_usd
    yield job.say("project", "cost" if once else "free", once=once)


def _leave_it(job: JobBasis, ending: LeaveIt) -> Sentences:
    """Yield what it would cost with AI, and by hand or what it is worth; a danger before any price."""
    if ending.is_dangerous:
        yield job.say("rule", Rule.HURT_AT_ONCE)
        return
    with_ai, by_hand = ending.comparison.with_ai_usd, ending.comparison.by_hand_usd
    section = "leave-it" if with_ai > by_hand else "saves-little"
    per = "worth" if job.is_beyond_hands else job.per
    yield job.say(section, per, with_ai=with_ai, by_hand=by_hand)


def _as_dear(job: JobBasis, ending: AsDear) -> Sentences:
    """Yield what it costs with AI and by hand, and which of the two is a little less."""
    if not job.plan.names_its_jobs:
        return
    with_ai = sum_alone(job, ending.comparison).with_ai_usd
    by_hand = ending.comparison.by_hand_usd
    yield job.say(_nearer(with_ai, by_hand), job.per, with_ai=with_ai, by_hand=by_hand)


def _nearer(with_ai: float, by_hand: float) -> str:
    """Return which side of about the same it is on."""
    if with_ai > by_hand * (1 + ABOUT_ALIKE):
        return "a-little-more"
    return "a-little-less" if with_ai < by_hand * (1 - ABOUT_ALIKE) else "as-much"


def _over_limit(job: JobBasis, ending: OverLimit) -> Sentences:
    """Yield what it would cost, alone over the limit or with the other jobs, and what the limit buys."""
    costs = ending.comparison
    cheapest, limit = costs.option, job.work.limit_usd or 0.0
    paid = cheapest.bill_usd if job.work.once else cheapest.paid_usd
    section = "over-limit-alone" if paid > limit else "over-limit-beside"
    yield job.say(section, job.per, name=job.short_name(cheapest), paid=paid)
    if job.plan.is_alone and paid > limit and ending.results >= 1:
        yield job.say("over-limit-alone", "buys", fits=ending.results)
    pays = 0 < costs.with_ai_usd <= costs.by_hand_usd
    yield job.say("until", "raise" if pays and job.plan.is_alone else "fewer")


def _from_list(job: JobBasis, _: FromList) -> Sentences:
    if job.trial is not None:
        yield job.say("from-list", "with-tool" if job.plan.is_alone else "brief")
        return
    yield from questions(job)
    yield job.say("from-list", "without-tool")
    yield job.say("reads", "release")


def _use_what_you_have(job: JobBasis, ending: UseWhatYouHave) -> Sentences:
    """Yield that it is paid, where the firm said so and does not only work in it."""
    conditions_of_it = ending.recommendation.first.option.conditions
    if job.plan.is_alone and Condition.IF_YOUR_PLAN_HAS_IT not in conditions_of_it:
        yield job.say("why", "paid")


# `Use` and `StartWith` explain themselves; why something is only tried stands under Why.
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
}
