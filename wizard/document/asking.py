"""Asking: who is asked what before the first case goes in.

It also says how the work goes on until somebody answers.
"""

from collections.abc import Iterable

from wizard.decision.costs import Priced
from wizard.decision.endings import Recommendation
from wizard.decision.vocabulary import Condition, Unknown
from wizard.document.basis import JobBasis
from wizard.document.blocks import Sentences
from wizard.document.progress import TrialState

# What a seller confirms before the first case, by what is asked of him.
CONFIRMED = {
    Condition.SIGN_SECRECY: Unknown.SECRECY,
    Condition.SETTLE_CONTRACT: Unknown.CONTRACT,
    Condition.SETTLE_TRAINING: Unknown.TRAINING,
    Condition.SETTLE_PLACE: Unknown.PLACE,
}
# What is asked and set where the tool is got: it stands in the steps.
IN_STEPS = frozenset(
    {
        *CONFIRMED,
        Condition.EU_OPTION,
        Condition.OPT_OUT_BY_CONTRACT,
        Condition.PAID_BY_THE_YEAR,
        Condition.SET_UP_BY_SOMEBODY_HANDY,
        Condition.SWITCH_TRAINING_OFF,
    }
)


def confirmed_first(job: JobBasis) -> tuple[Unknown, ...]:
    """Return what the seller of what is begun confirms before any case goes in."""
    is_untested = job.plan.progress.tested is TrialState.NOT_YET
    if job.trial is None or job.result is not None or not is_untested:
        return ()
    return first_questions(job)


def first_questions(job: JobBasis) -> tuple[Unknown, ...]:
    """Return what the seller of a job answers before the first case goes in."""
    if job.waits is not None:
        return job.waits.questions
    if job.first is None:
        return ()
    return tuple(CONFIRMED[row] for row in job.first.option.conditions if row in CONFIRMED)


def confirming(job: JobBasis) -> Sentences:
    """Yield what that is, by which day, and what is done where nobody says yes."""
    asks = confirmed_first(job)
    if not asks:
        return
    if job.plan.is_alone:
        yield from _asking(job, asks, "confirm", "also")
        yield _without_a_yes(job)
        return
    about = [job.say("asked-about", question) for question in asks]
    yield job.say("question", "confirm-short", asks=about, otherwise=_without_a_yes(job))


def _without_a_yes(job: JobBasis) -> str:
    """Return what follows a no, or no answer.

    It is the next tool whose seller confirms nothing, else the work by hand.
    """
    other = job.alternative
    if other is not None and CONFIRMED.keys().isdisjoint(other.option.conditions):
        return job.say("without-a-yes", "other", other=job.short_name(other))
    return job.say("without-a-yes", "nothing" if job.is_beyond_hands else "by-hand")


def questions(job: JobBasis) -> Sentences:
    """Yield what the seller has to answer of what is named first, each question as it is sent."""
    if job.waits is not None:
        in_headline = job.plan.is_alone and job.theirs is None
        is_named = in_headline or job.seller == job.first_name
        yield from _asking(job, job.waits.questions, "first" if is_named else "about", "also")


def asks_besides(job: JobBasis) -> Sentences:
    """Yield whom to ask besides, and everything that they are asked."""
    asks = dict.fromkeys(ask for row in job.decided.inquiries for ask in row.questions)
    is_named = job.recommendation is not None
    first, also = ("besides", "also-besides") if is_named else ("made-for-it", "also")
    yield from _asking(job, asks, first, also)


def _asking(job: JobBasis, asks: Iterable[Unknown], first: str, also: str) -> Sentences:
    for number, question in enumerate(asks):
        text = job.say("asked", question)
        yield job.say("question", also if number else first, question=text)


def conditions(job: JobBasis, *, in_steps: bool) -> Sentences:
    """Yield what has to be done before the first case: on top, or what stands in the steps."""
    if job.recommendation is None:
        return
    for rule in job.recommendation.first.option.conditions:
        if in_steps != (rule in IN_STEPS):
            continue
        yield _condition(job, rule, job.recommendation)
        if rule is Condition.IF_YOUR_PLAN_HAS_IT and job.edition:
            yield job.say("else-it-costs", "school", edition=job.edition)


def plan_to_have(job: JobBasis) -> Sentences:
    """Yield what is to be seen of the firm's plan before a later job, unless one before says it."""
    if job.first is None or Condition.IF_YOUR_PLAN_HAS_IT not in job.first.option.conditions:
        return
    first = job.plan.first_tested.first
    if first is None or first.option.tool != job.first.option.tool:
        yield job.say("else-it-costs", "brief")


def _condition(job: JobBasis, rule: Condition, advice: Recommendation) -> str:
    if rule is Condition.PAID_BY_THE_YEAR and advice.tried_in is not None:
        return job.say("by-the-year", "tried")
    if rule is Condition.IF_YOUR_PLAN_HAS_IT:
        other = advice.otherwise or advice.first
        return job.say(
            "else-it-costs",
            _else_it_costs(job, advice),
            other=job.short_name(other),
            count=other.option.seats,
            usd=other.paid_usd,
        )
    return job.say("condition", rule)


def _else_it_costs(job: JobBasis, advice: Recommendation) -> str:
    """Return the name of the sentence on what is done if the firm has a smaller plan."""
    if advice.otherwise is not None and not job.edition:
        return _instead(advice.otherwise)
    option, limit = advice.first.option, job.work.limit_usd
    if not option.seats_usd:
        return "unpriced"
    if limit is not None and option.seats_usd > limit:
        return "over-limit"
    return "seats" if option.seats > job.work.doers else "monthly"


def _instead(other: Priced) -> str:
    if not other.paid_usd:
        return "other-free"
    return "other-seats" if other.option.seats > 1 else "other"


def until_then(job: JobBasis) -> str:
    """Return how the work goes on until somebody answers: by hand.

    Of what no hands can do, the most needed part.
    """
    if not job.is_beyond_hands:
        return job.say("until", "answer")
    fits = job.by_hand_at_most
    return job.say("until", "few" if 1 <= fits < job.work.results else "nothing", fits=fits)
