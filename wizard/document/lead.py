"""Below the headline of one job, or in the line of the one begun: why, who reads, how to get it."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from wizard.decision.costs import Priced
from wizard.decision.endings import (
    AskBack,
    AskFirst,
    Ending,
    FromList,
    LeaveIt,
    NothingPasses,
    OverLimit,
    Project,
    SecondLook,
    UseWhatYouHave,
    WrongTool,
)
from wizard.decision.rules import Rule
from wizard.decision.vocabulary import Condition, OptionKind, Place, WhyOut
from wizard.document.asking import (
    asks_besides,
    conditions,
    confirming,
    questions,
    until_then,
)
from wizard.document.basis import JobBasis
from wizard.document.blocks import Sentences
from wizard.document.headline import says_ending
from wizard.document.reading import how_it_is_read
from wizard.document.status import Status
from wizard.document.trails import why_wrong_tool
from wizard.document.warnings import (
    begins_without_ai,
    in_lead,
    out_by_test,
    works_without_ai,
)

ABOUT_ALIKE = 0.05  # ours: nearer than this nobody says that one costs less
MOST_LIMITS_NAMED = 2
# What puts a tool out, and is no answer of the owner's.
NO_LIMITS = frozenset({WhyOut.LIVES_ELSEWHERE, WhyOut.PRICE})


def below_headline(job: JobBasis) -> Sentences:
    """Yield what belongs to what to do with the only job."""
    if begins_without_ai(job):
        yield job.say("instead-of-ai", "else", then=says_ending(job))
    explain = _costs_as_much if job.gains_nothing else WHY.get(type(job.ending))
    of_ending = explain(job, job.ending) if explain is not None else iter(())
    if job.status is not Status.NOW:
        yield from in_lead(job)
        yield from of_ending
        yield from out_by_test(job)
        return
    yield from of_ending
    yield from of_the_begun(job)
    yield from _besides(job)


def of_the_begun(job: JobBasis) -> Sentences:
    """Yield what goes with a job that is begun: who reads, and how to get what is named."""
    yield from confirming(job)
    yield from in_lead(job)
    yield from out_by_test(job)
    yield from how_it_is_read(job)
    yield from asking_leave(job)
    yield from conditions(job, in_steps=False)
    if job.first is not None and not job.first.option.paid:
        yield from _bought(job, job.first)
    yield from how_long_one_takes(job)


def how_long_one_takes(job: JobBasis) -> Sentences:
    """Yield the question without whose answer nobody can say whether it pays."""
    if not job.work.minutes_by_hand:
        yield job.say("ask-back", "minutes")


def asking_leave(job: JobBasis) -> Sentences:
    """Yield the question for leave to pay once what is more than the limit on a month."""
    if job.asks_leave:
        saved = [job.by_hand_or_worth_usd, *job.alone.with_ai]
        yield job.say("ask-leave", "once", saved=saved)


# -------------------------------------------------------------------------------- how to get it


def _bought(job: JobBasis, first: Priced) -> Sentences:
    """Yield how to get what is named; what both of a comparison cost stands with the test."""
    match first.option.kind:
        case OptionKind.MACHINE:
            yield job.say("get", _which_machine(job))
        case OptionKind.MODEL:
            is_hired = isinstance(job.ending, Project)
            names = ("sold", "sold-in-the-eu") if is_hired else ("connected", "in-the-eu")
            yield job.say("get", names[job.work.place is Place.EU])
        case _ if job.work.once and job.challenger is None and first.option.seats_usd:
            yield _for_how_long(job, first)


def _for_how_long(job: JobBasis, first: Priced) -> str:
    """Return for how many months a seat is bought.

    It ends then unless another job of the plan needs it.
    """
    others = [row.first for row in job.plan.planned if row is not job]
    is_shared = any(row is not None and row.option.tool == first.option.tool for row in others)
    name = "for-months" if first.option.months > 1 else "for-a-month"
    return job.say("get-and-keep" if is_shared else "get", name)


def _which_machine(job: JobBasis) -> str:
    """Return whether the machine stands there, is rented, or may be bought."""
    if job.plan.answers.machine_stands:
        return "own-machine"
    is_rented = job.plan.answers.machine_rented or job.work.place is not Place.OWN_SERVERS
    return "rented" if is_rented else "rented-or-bought"


def _besides(job: JobBasis) -> Sentences:
    """Yield whom to ask too.

    Where something is named, it is whom alone, since the questions stand in the steps.
    """
    if job.recommendation is None:
        yield from asks_besides(job)
    elif job.asked_besides and job.case.row.takes_general:  # else the headline asks them first
        yield job.say("question", "whom" if job.waits is None else "in-order")


# ------------------------------------------------------------------------- what explains an ending


def _ask_first(job: JobBasis, _: AskFirst) -> Sentences:
    yield from questions(job)
    yield from _besides(job)
    yield until_then(job)


def _ask_back(job: JobBasis, _: AskBack) -> Sentences:
    yield job.say("ask-back", "why")
    yield job.say("ask-back", "question")


def _wrong_tool(job: JobBasis, ending: WrongTool) -> Sentences:
    if not ending.certain:
        yield job.say("does-it-decide", ending.decides_on)
        return
    yield why_wrong_tool(job, ending.decides_on)
    if job.theirs is not None or job.asked_besides:
        yield from asks_besides(job)
        yield until_then(job)
        return
    yield job.say("instead", ending.decides_on)
    if job.narrator.knows("instead-and", ending.decides_on):
        yield job.say("instead-and", ending.decides_on)


def _nothing_passes(job: JobBasis, ending: NothingPasses) -> Sentences:
    largest = ending.largest
    if works_without_ai(job) or job.is_for_people:
        return
    if largest is not None and largest.holds is not None:
        name, seller = job.names.tool(largest.tool), job.names.seller(largest)
        yield job.say("nothing", "largest", name=name, holds=largest.holds)
        yield job.say("nothing", "ask-for-more", seller=seller)
    elif job.asked_besides:
        yield from _besides(job)
        yield until_then(job)
        return
    else:
        is_theirs = ending.passes is not None or bool(_limits(job))
        yield job.say("nothing", "passes" if is_theirs else "none")
        yield from what_stops(job, ending)
    if job.is_beyond_hands:
        yield until_then(job)


def what_stops(job: JobBasis, ending: NothingPasses) -> Sentences:
    """Yield what would do without one of the answers, else which answers put out the most."""
    if ending.passes is not None:
        is_place = ending.relaxed == "place"
        section, name = (
            ("stopped-at", job.work.place) if is_place else ("stopped-by", ending.relaxed)
        )
        yield job.say(section, name, name=job.name(ending.passes))
    elif limits := _limits(job):
        yield job.say("nothing", "limits", limits=limits)


def _limits(job: JobBasis) -> list[str]:
    """Return which answers put out the most, those first that put out more."""
    dropped = (row for row in job.decided.dropped if row.why not in NO_LIMITS)
    out = Counter(job.say("limit", row.why) for row in dropped)
    return [limit for limit, _ in out.most_common(MOST_LIMITS_NAMED)]


def _project(job: JobBasis, ending: Project) -> Sentences:
    if not ending.comparison.option.option.connecting_usd:
        yield job.say("project", "free")


def _leave_it(job: JobBasis, ending: LeaveIt) -> Sentences:
    """Yield what it would cost with AI, and by hand or what it is worth.

    A danger comes before any price.
    """
    if ending.is_dangerous:
        yield job.say("rule", Rule.HURT_AT_ONCE)
        return
    costs, per = job.alone, "worth" if job.is_beyond_hands else job.per
    by_hand = job.by_hand_or_worth_usd
    saved = [by_hand, *costs.with_ai]
    section = "leave-it" if by_hand < costs.with_ai_usd else "saves-little"
    yield job.say(section, per, with_ai=costs.with_ai, by_hand=by_hand, saved=saved)


def _costs_as_much(job: JobBasis, _: Ending) -> Sentences:
    """Yield what it costs with AI and by hand, where that is about as much or more."""
    by_hand = job.by_hand_or_worth_usd
    nearer = _nearer(job.alone.with_ai_usd, by_hand)
    yield job.say(nearer, job.per, with_ai=job.alone.with_ai, by_hand=by_hand)


def _second_look(job: JobBasis, _: SecondLook) -> Sentences:
    """Yield that no hour is saved."""
    yield job.say("second-look", "alone")


def _nearer(with_ai: float, by_hand: float) -> str:
    """Return whether it is more, or about the same."""
    return "a-little-more" if with_ai > by_hand * (1 + ABOUT_ALIKE) else "as-much"


def _over_limit(job: JobBasis, ending: OverLimit) -> Sentences:
    """Yield what is over the limit, what the limit buys, and what more would save."""
    cheapest = ending.comparison.option
    yield job.say("limit-buys", "name", name=job.short_name(cheapest))
    if cheapest.option.kind is OptionKind.MACHINE:
        tool = cheapest.option.tool
        computers, machines = job.names.computers(tool), job.names.machines(tool)
        yield job.say("get", "rented-or-bought", computers=computers, machines=machines)
    if cheapest.option.connecting_usd:
        name = "of-it" if job.work.once else "all"
        yield job.say("connecting", name, once=cheapest.option.connecting_usd)
    if job.is_beyond_hands:
        yield until_then(job)
        return
    pays = job.alone.saved_usd > 0
    if pays:
        saved = [job.by_hand_or_worth_usd, *job.alone.with_ai]
        yield job.say("raise", job.per, saved=saved)
    yield job.say("until", "raised" if pays else "fewer")


def _from_list(job: JobBasis, _: FromList) -> Sentences:
    if job.trial is not None:
        yield job.say("from-list", "with-tool")
        return
    yield from questions(job)
    if job.case.row.live:
        yield job.say("from-list", "bot")
        yield from _besides(job)
        return
    if job.waits is None:
        yield job.say("from-list", "without-tool")
    yield job.say("reads", "release")


def _use_what_you_have(job: JobBasis, ending: UseWhatYouHave) -> Sentences:
    """Yield that it is paid, where the firm said so and does not only work in it."""
    if Condition.IF_YOUR_PLAN_HAS_IT not in ending.recommendation.first.option.conditions:
        yield job.say("why", "paid")


# `Use`, `StartWith` and `Try` explain themselves; why something is only tried stands under Why.
WHY: Mapping[type[Ending], Callable[[JobBasis, Any], Iterator[str]]] = {
    AskBack: _ask_back,
    WrongTool: _wrong_tool,
    NothingPasses: _nothing_passes,
    Project: _project,
    LeaveIt: _leave_it,
    OverLimit: _over_limit,
    FromList: _from_list,
    SecondLook: _second_look,
    AskFirst: _ask_first,
    UseWhatYouHave: _use_what_you_have,
}
