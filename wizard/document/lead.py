"""Below the headline, or in the line of a job: why, who reads, how to get it, and on what conditions."""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from typing import Any

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
    Recommendation,
    SecondLook,
    UseWhatYouHave,
    WrongTool,
)
from wizard.decision.options import Option
from wizard.decision.rules import Rule
from wizard.decision.vocabulary import Condition, OptionKind, Place, Unknown, WhyOut
from wizard.document.basis import Basis, JobBasis
from wizard.document.blocks import JobLine, Sentences, Shape
from wizard.document.headline import is_for_all, names_all_uses, says_ending, what_to_do
from wizard.document.reading import how_it_is_read
from wizard.document.sums import sum_alone
from wizard.document.trails import why_wrong_tool
from wizard.document.warnings import (
    begins_without_ai,
    in_lead,
    is_grave,
    of_the_row,
    out_by_test,
    works_without_ai,
)

ABOUT_ALIKE = 0.05  # ours: nearer than this nobody says that one costs less
MOST_LIMITS_NAMED = 2
# What a seller confirms before the first case, by what is asked of him.
CONFIRMED = {
    Condition.SIGN_SECRECY: Unknown.SECRECY,
    Condition.SETTLE_CONTRACT: Unknown.CONTRACT,
    Condition.SETTLE_TRAINING: Unknown.TRAINING,
    Condition.SETTLE_PLACE: Unknown.PLACE,
}
# What is set where the tool is got: of several jobs it stands in the steps.
IN_STEPS = frozenset(
    {
        Condition.EU_OPTION,
        Condition.OPT_OUT_BY_CONTRACT,
        Condition.SET_UP_BY_SOMEBODY_HANDY,
        Condition.SWITCH_TRAINING_OFF,
    }
)


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
    return JobLine(
        key=job.job.key,
        label=job.say("kicker", "job"),
        verdict="" if _is_in_headline(job) or _asks(job) else verdict(job),
        says=tuple(says),
        shape=Shape.UNKNOWN if job.waits is not None else None,
    )


def _asks(job: JobBasis) -> bool:
    """Return whether the line of a job is a question, to a seller or to the owner."""
    is_perhaps = isinstance(job.ending, WrongTool) and not job.ending.certain
    return is_perhaps or job.waits is not None


def verdict(job: JobBasis) -> str:
    """Return what to do with a job in a few words."""
    if waits_for_its_test(job):
        return job.say("line", "not-yet")
    if job in job.plan.later:
        return job.say("line", "later")
    if comes_next(job):
        return job.say("line", "then")
    return what_to_do(job, "line")


def waits_for_its_test(job: JobBasis) -> bool:
    """Return whether a grave job comes after another: it begins with a test of its own."""
    return is_grave(job) and (job in job.plan.later or comes_next(job))


def comes_next(job: JobBasis) -> bool:
    """Return whether a job of a long plan starts after the first, so that its line is short."""
    plan, is_plain = job.plan, not isinstance(job.ending, Project | FromList)
    is_after = job in plan.running and job is not plan.first_tested
    is_long = not plan.names_its_jobs and not is_for_all(plan)
    return is_long and is_after and is_plain and not begins_without_ai(job)


def _is_in_headline(job: JobBasis) -> bool:
    """Return whether a headline over several jobs names what is used for this one."""
    plan = job.plan
    if job not in plan.running or isinstance(job.ending, FromList):
        return False
    return names_all_uses(plan) or (plan.names_its_jobs and job is plan.first_tested)


def below_headline(job: JobBasis) -> Sentences:
    """Yield what belongs to what to do with a job."""
    if waits_for_its_test(job):
        yield from how_it_is_read(job)
    if job in job.plan.later or comes_next(job):
        return
    if begins_without_ai(job):
        yield from _if_not_enough(job)
    yield from in_lead(job)
    explain = WHY.get(type(job.ending))
    if explain is not None:
        yield from explain(job, job.ending)
    yield from out_by_test(job)
    if job in job.plan.running:
        yield from _besides_on_top(job)
        yield from how_it_is_read(job)
        yield from how_to_get(job)


def _if_not_enough(job: JobBasis) -> Sentences:
    """Yield what to do where the way without AI is not enough; first that way, where nothing above says it."""
    if job.plan.is_alone:
        yield job.say("instead-of-ai", "else", then=says_ending(job, "headline"))
    elif job.recommendation is None:
        return
    elif not _says_nothing_above(job):
        yield job.say("instead-of-ai", "brief", then=says_ending(job, "line"))
    else:
        yield of_the_row(job)


def _says_nothing_above(job: JobBasis) -> bool:
    return _is_in_headline(job) or job.waits is not None


# -------------------------------------------------------------------------------- how to get it


def how_to_get(job: JobBasis) -> Sentences:
    """Yield how to get a tool and on what conditions, at the first job that starts with it."""
    users = (row for row in job.plan.running if row.first_name == job.first_name)
    if job.first is None or next(users, None) is not job:
        return
    yield from conditions(job, without=frozenset(Condition) - conditions_on_top(job))
    if job.plan.is_alone and not job.first.option.paid:
        yield from _bought(job, job.first.option)


def conditions_on_top(job: JobBasis) -> frozenset[Condition]:
    """Return which conditions stand on top: of many jobs what the first waits for alone."""
    if job.plan.is_alone:
        return frozenset(Condition)
    if job.plan.names_its_jobs:
        return frozenset(Condition) - IN_STEPS
    return frozenset() if comes_next(job) else frozenset(CONFIRMED)


def conditions(job: JobBasis, *, without: Collection[Condition] = ()) -> Sentences:
    """Yield what has to be done before the first case goes in."""
    if job.recommendation is None:
        return
    for rule in job.recommendation.first.option.conditions:
        if rule not in without:
            yield _condition(job, rule, job.recommendation)
        if rule is Condition.IF_YOUR_PLAN_HAS_IT and job.edition:
            yield job.say("else-it-costs", "school", edition=job.edition)


def _condition(job: JobBasis, rule: Condition, recommendation: Recommendation) -> str:
    if rule is Condition.PAID_BY_THE_YEAR and recommendation.tried_in is not None:
        return job.say("by-the-year", "tried")
    if rule is Condition.IF_YOUR_PLAN_HAS_IT:
        return job.say("else-it-costs", _else_it_costs(job, recommendation.first.option))
    return job.say("condition", rule)


def _else_it_costs(job: JobBasis, option: Option) -> str:
    """Return the name of the sentence on what it costs where the firm has a smaller plan than is supposed."""
    limit = job.work.limit_usd
    if limit is not None and option.seats_usd > limit:
        return "over-limit"
    return "seats" if option.seats > job.work.doers else "monthly"


def _bought(job: JobBasis, option: Option) -> Sentences:
    match option.kind:
        case OptionKind.MACHINE:
            is_own = job.work.place is Place.OWN_SERVERS
            yield job.say("get", "own-machine" if is_own else "rented")
        case OptionKind.MODEL:
            names = ("sold", "sold-in-the-eu") if _is_hired(job) else ("connected", "in-the-eu")
            yield job.say("get", names[job.work.place is Place.EU])
        case _ if job.work.once and option.seats_usd:
            yield job.say("get", "for-months" if option.months > 1 else "for-a-month")


def _is_hired(job: JobBasis) -> bool:
    """Return whether the headline hires a developer already."""
    return isinstance(job.ending, Project)


# ------------------------------------------------------------------------- what explains an ending


def questions(job: JobBasis) -> Sentences:
    """Yield what the seller has to answer of what is named first, each question as it is sent."""
    if job.waits is not None:
        yield from _asking(job, job.waits.questions, _first_question(job), "also")


def _questions_on_top(job: JobBasis) -> Sentences:
    """Yield the same; of one of several jobs in short, since the questions stand in the steps."""
    if job.plan.is_alone or job.waits is None:
        yield from questions(job)
    else:
        for number, question in enumerate(job.waits.questions):
            ask = job.say("asked-about", question)
            yield job.say("question", "also-short" if number else "short", ask=ask)


def asks_besides(job: JobBasis) -> Sentences:
    """Yield whom to ask besides, and everything that they are asked."""
    asks = dict.fromkeys(ask for row in job.decided.inquiries for ask in row.questions)
    is_named = job.recommendation is not None
    first, also = ("besides", "also-besides") if is_named else ("made-for-it", "also")
    yield from _asking(job, asks, first, also)


def _besides_on_top(job: JobBasis) -> Sentences:
    """Yield the same; whom alone where the questions stand in the steps."""
    if not asks_in_steps(job):
        yield from asks_besides(job)
    elif job.plan.is_alone and job.case.row.takes_general:  # else the headline asks them first
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
    yield from _questions_on_top(job)
    yield from _besides_on_top(job)
    if job.plan.is_alone:
        yield _until_then(job)


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
    if job.plan.is_alone and job.narrator.knows("instead-and", ending.decides_on):
        yield job.say("instead-and", ending.decides_on)


def _nothing_passes(job: JobBasis, ending: NothingPasses) -> Sentences:
    largest = ending.largest
    if works_without_ai(job) or not job.plan.names_its_jobs:
        return
    if largest is not None and largest.holds is not None:
        name, seller = job.names.tool(largest.tool), job.names.seller(largest)
        if job.plan.is_alone:
            yield job.say("nothing", "largest", name=name, holds=largest.holds)
        yield job.say("nothing", "ask-for-more", seller=seller)
    elif job.asked_besides:
        yield from _besides_on_top(job)
        yield _until_then(job)
        return
    else:
        if job.plan.is_alone:
            yield job.say("nothing", "passes")
        yield from _what_stops(job, ending)
    if job.plan.is_alone and job.is_beyond_hands:
        yield _until_then(job)


def _what_stops(job: JobBasis, ending: NothingPasses) -> Sentences:
    """Yield what would do without one of the answers, else which answers put out the most."""
    if ending.passes is not None:
        is_place = ending.relaxed == "place"
        section, name = (
            ("stopped-at", job.work.place) if is_place else ("stopped-by", ending.relaxed)
        )
        yield job.say(section, name, name=job.name(ending.passes))
    elif job.plan.is_alone and job.decided.dropped:
        yield job.say("nothing", "limits", limits=_limits(job))


def _limits(job: JobBasis) -> list[str]:
    """Return which answers put out the most, those first that put out more."""
    dropped = (row for row in job.decided.dropped if row.why is not WhyOut.LIVES_ELSEWHERE)
    out = Counter(job.say("limit", row.why) for row in dropped)
    return [limit for limit, _ in out.most_common(MOST_LIMITS_NAMED)]


def _until_then(job: JobBasis) -> str:
    """Return how the work goes on until somebody answers: by hand, of what no hands can do the most needed."""
    if not job.is_beyond_hands:
        return job.say("until", "answer")
    fits = job.by_hand_at_most
    return job.say("until", "few" if 1 <= fits < job.work.results else "nothing", fits=fits)


def _project(job: JobBasis, ending: Project) -> Sentences:
    if job.plan.is_alone and not ending.comparison.option.option.connecting_usd:
        yield job.say("project", "free")


def _leave_it(job: JobBasis, ending: LeaveIt) -> Sentences:
    """Yield what it would cost with AI, and by hand or what it is worth; a danger before any price."""
    if not job.plan.is_alone:  # its line says why
        return
    if ending.is_dangerous:
        yield job.say("rule", Rule.HURT_AT_ONCE)
        return
    costs, by_hand = sum_alone(job, ending.comparison), ending.comparison.by_hand_usd
    saved = by_hand - costs.with_ai_usd
    section = "leave-it" if saved < 0 else "saves-little"
    per = "worth" if job.is_beyond_hands else job.per
    yield job.say(section, per, with_ai=[*costs.parts.values()], by_hand=by_hand, saved=saved)


def _as_dear(job: JobBasis, ending: AsDear) -> Sentences:
    """Yield what it costs with AI and by hand, and which of the two is a little less."""
    if job.plan.is_alone:
        comparison = ending.comparison.while_read or ending.comparison
        costs, by_hand = sum_alone(job, comparison), comparison.by_hand_usd
        nearer = _nearer(costs.with_ai_usd, by_hand)
        yield job.say(nearer, job.per, with_ai=[*costs.parts.values()], by_hand=by_hand)


def _second_look(job: JobBasis, ending: SecondLook) -> Sentences:
    """Yield that no hour is saved, and what the look costs."""
    paid = ending.recommendation.first.paid_usd
    name = job.per if round(paid) else "free"
    yield job.say("second-look", name if job.plan.is_alone else "brief", paid=paid)


def _nearer(with_ai: float, by_hand: float) -> str:
    """Return which side of about the same it is on."""
    if with_ai > by_hand * (1 + ABOUT_ALIKE):
        return "a-little-more"
    return "a-little-less" if with_ai < by_hand * (1 - ABOUT_ALIKE) else "as-much"


def _over_limit(job: JobBasis, ending: OverLimit) -> Sentences:
    """Yield what is over the limit, alone or with the other jobs, what the limit buys, and what more would save."""
    cheapest = ending.comparison.option
    if not job.plan.is_alone:
        return
    yield job.say("limit-buys", "name", name=job.short_name(cheapest))
    if cheapest.option.kind is OptionKind.MACHINE:
        computers = job.names.computers(cheapest.option.tool)
        yield job.say("get", "own-machine", computers=computers)
    if cheapest.option.connecting_usd:
        name = "of-it" if job.work.once else "all"
        yield job.say("connecting", name, once=cheapest.option.connecting_usd)
    if ending.results >= 1:
        yield job.say("limit-buys", "part", fits=ending.results)
    if job.is_beyond_hands:
        yield _until_then(job)
        return
    if job.alone.saved_usd > 0:
        yield job.say("raise", job.per, saved=job.alone.saved_usd)
    yield job.say("until", "raised" if job.alone.saved_usd > 0 else "fewer")


def _from_list(job: JobBasis, _: FromList) -> Sentences:
    if job.trial is not None:
        if job.plan.is_alone:
            yield job.say("from-list", "with-tool")
        elif not job.case.row.live:  # else its line names the tool
            yield job.say("from-list", "brief")
        return
    yield from _questions_on_top(job)
    if job.case.row.live:
        yield job.say("from-list", "bot")
        yield from _besides_on_top(job)
        return
    if job.waits is None:
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
    SecondLook: _second_look,
    AskFirst: _ask_first,
    UseWhatYouHave: _use_what_you_have,
}
