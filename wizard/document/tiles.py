"""The answers below the headline: cost, test, stop, biggest risk; one without words is left out.

Test, stop and risk are of the job that is begun, the cost of all as well.
"""

from collections.abc import Iterable
from math import ceil

from wizard.decision.endings import AsDear, Ending, FromList, LeaveIt, NothingPasses
from wizard.decision.trial import StopRule
from wizard.decision.vocabulary import OptionKind, Stakes, Unknown
from wizard.document.basis import Basis, JobBasis
from wizard.document.blocks import Sentences, Tile
from wizard.document.cost import cost, questions_of
from wizard.document.counted import counted_in_test
from wizard.document.fears import act_against, ends_test, harm_of, in_test, quoted_fear
from wizard.document.headline import ending_name, names_both
from wizard.document.reading import goes_unread
from wizard.document.status import Status
from wizard.document.sums import LEAST_USD

SEATS = frozenset({OptionKind.APP, OptionKind.ASSISTANT})
CHECKED_AGAIN = 10  # ours: so many of a month, once the test has passed
LONG_HOURS = 4.0  # of rating, from which it is said where a month does not win it back


def tiles(basis: Basis) -> tuple[Tile, ...]:
    """Return the answers."""
    answers = (
        tile(basis, "cost", cost(basis)),
        tile(basis, "tested" if _is_counted(basis) else "test", _test(basis), key="test"),
        tile(basis, "look-again" if _is_left(basis) else "stop", _stop(basis), key="stop"),
        tile(basis, "risk", _risk(basis)),
    )
    return tuple(answer for answer in answers if answer is not None)


def tile(basis: Basis, label: str, says: Iterable[str], key: str = "") -> Tile | None:
    """Return an answer under its label; None without words."""
    big, *fine = *says, ""
    if not big:
        return None
    return Tile(key=key or label, label=basis.say("label", label), big=big, fine=tuple(fine[:-1]))


# ------------------------------------------------------------------------------------------- test


def _is_counted(basis: Basis) -> bool:
    return basis.is_alone and basis.jobs[0].result is not None


def _test(basis: Basis) -> Sentences:
    """Yield which cases go to which tool, by which day, and when one is good.

    Of several jobs, only for the first.
    """
    job = basis.jobs[0]
    alone_waits = _alone_waits(basis)
    if alone_waits is not None:
        yield from once_answered(alone_waits)
    elif basis.is_alone and job.asks_only:
        yield from once_answered(job)
    elif basis.is_alone and job.result is not None:
        yield from counted_in_test(job, job.result, job.stop)
    elif basis.is_alone and job.is_for_people:
        yield job.say("reads", "release")
        yield job.say("test", "good")
    elif basis.running:
        yield from how_tested(basis.first_tested)
        yield from _what_both_cost(basis.first_tested)


def _alone_waits(basis: Basis) -> JobBasis | None:
    """Return the one job that waits for a seller, if nothing else can be tested; else None."""
    return basis.waiting[0] if len(basis.waiting) == 1 and not basis.running else None


def once_answered(job: JobBasis) -> Sentences:
    """Yield what is tested once a seller has answered."""
    if job.stop.shows_nothing:
        yield job.say("test", "too-few")
        return
    yield job.say("no-test", _answers(job), n=job.to_collect, price=job.price_at_most_usd)
    yield from in_test(job)
    yield job.say("test", "good")


def _answers(job: JobBasis) -> str:
    """Return what is asked: one thing that is yes or no, several, a price, or a price and more.

    A price is held against what can be saved, where that is known.
    """
    asks = questions_of(job)
    is_several = len(asks) > 1
    if Unknown.PRICE not in asks:
        return "both" if is_several else "one"
    if job.price_at_most_usd < LEAST_USD:
        return "price-too" if is_several else "price"
    return "below-too" if is_several else "below"


def how_tested(job: JobBasis) -> Sentences:
    """Yield which cases to take, who gets them, when one is good, and how long that takes.

    Who gets them is left out where a headline names it.
    """
    stop = job.stop
    yield from which_cases(job)
    if stop.shows_nothing:
        return
    if _is_more_than_a_month(job, stop):
        yield job.say("test", "held")
    if job.challenger is not None:
        yield job.say("test", "both" if names_both(job) else "both-named")
    elif _is_tested_elsewhere(job):
        yield job.say("test", "alone")
    yield job.say("test", "good")
    if job.plan.is_alone:
        yield from _how_long(job)


def which_cases(job: JobBasis) -> Sentences:
    """Yield which cases to take; that there are too few for a test where that is so."""
    stop = job.stop
    if stop.shows_nothing:
        yield job.say("test", "too-few-worst" if job.job.worst else "too-few")
        return
    yield job.say("test", "collect", n=job.to_collect)
    yield from in_test(job)
    if stop.cases > job.work.parts_in_all and job.plan.is_alone:
        yield job.say("test", "older")


def _is_tested_elsewhere(job: JobBasis) -> bool:
    """Return whether the test is in another plan than the headline names.

    The plan's own is sold by the year.
    """
    return job.recommendation is not None and job.recommendation.tried_in is not None


def _how_long(job: JobBasis) -> Sentences:
    """Yield how long people rate, and in how many months of use that is won back.

    The months are said where it takes more than one.
    """
    hours = job.rating_hours
    costs = job.alone
    saved = 0.0 if costs.hours_by_hand is None else costs.hours_by_hand - costs.hours
    months = ceil(hours / saved) if saved > 0 and not job.work.once else 1
    if job.rating_weeks > 1:
        several = job.work.people > 1
        yield job.say("test-takes", "weeks-of-all" if several else "weeks", hours=hours)
        if hours > job.plan.capacity / 2:
            yield job.say("test-takes", "most-of-all")
    elif months > 1 and hours >= LONG_HOURS:
        yield job.say("test-takes", "months", hours=hours, months=months)


def _what_both_cost(job: JobBasis) -> Sentences:
    """Yield what a month of both tools costs where the test compares two paid by the seat."""
    if job.first is None or job.challenger is None:
        return
    both = [row for row in (job.first, job.challenger) if row.option.kind in SEATS]
    usd = sum(row.option.seats_usd for row in both if not row.option.paid)
    if len(both) > 1 and usd > job.first.paid_usd:
        yield job.say("test", "both-paid", usd=usd)


def _is_more_than_a_month(job: JobBasis, stop: StopRule) -> bool:
    """Return whether the tested plan holds fewer results a month than the test has cases."""
    if job.recommendation is None or job.work.once:
        return False
    tested = job.recommendation.tried_in or job.recommendation.first
    return tested.option.holds * job.pieces_in_one * job.work.parts < stop.cases


# ------------------------------------------------------------------------------------------- stop


def _is_left(basis: Basis) -> bool:
    job = basis.jobs[0]
    return basis.is_alone and (isinstance(job.ending, LeaveIt) or job.gains_nothing)


def _stop(basis: Basis) -> Sentences:
    """Yield what ends the test that comes first, or what a seller must not answer."""
    if basis.running:
        yield from stop_rules(basis.first_tested)
    elif basis.is_alone:
        yield from _without_test(basis.jobs[0], basis.jobs[0].ending)
    elif basis.waiting:
        yield basis.say("no-stop", "one")
        if (job := _alone_waits(basis)) is not None:
            yield from _limits(job, job.stop)


def foremost_stop(job: JobBasis) -> str:
    """Return the gravest limit of a test that has a number."""
    if job.stop.shows_nothing:
        return job.say("stop", "too-few")
    return job.say("stop", _miss_of(job.stop) if job.stop.known_bad else _limit_of(job, job.stop))


def _without_test(job: JobBasis, ending: Ending) -> Sentences:
    match ending:
        case AsDear() if not job.work.once:
            yield job.say("look-again", "more")
        case LeaveIt(comparison=costs, pays_from=pays_from) if not job.work.once:
            name = "more" if costs.is_near else "later"
            yield job.say("look-again", "from" if pays_from else name, results=pays_from or 0.0)
        case FromList(wording=None):
            yield job.say("no-stop", "from-list")
        case NothingPasses() if job.is_for_people:
            yield from ends_test(job)
    if job.waits is not None or job.asks_only:
        asks = questions_of(job)
        is_of_all = bool(asks and job.asked_besides) and Unknown.PRICE not in asks
        yield job.say("no-stop", "all" if is_of_all else _answers(job))
        yield from _limits(job, job.stop)


def stop_rules(job: JobBasis) -> Sentences:
    """Yield what ends the test; once it has passed, what ends the daily use."""
    stop, result = job.stop, job.result
    is_worded = isinstance(job.ending, FromList) and job.work.people_wrong is None
    if is_worded and job.plan.is_alone:
        yield job.say("no-stop", "from-list")
    if stop.shows_nothing:
        yield job.say("stop", "too-few")
    elif result is not None and result.cases >= stop.cases:
        monthly = stop.for_cases(CHECKED_AGAIN)
        yield job.say("stop", job.per, checked=CHECKED_AGAIN, most=max(monthly.most_redone, 1))
    else:
        yield from _limits(job, stop)
        return
    if job.work.stakes is not Stakes.NUISANCE:
        yield job.say("stop", "in-use", bad=slipped(job))


def _limits(job: JobBasis, stop: StopRule) -> Sentences:
    """Yield the limits of a test: what is missed, done again, or slips past the reader.

    What is missed is known to be there.
    """
    if stop.known_bad:
        yield job.say("stop", _miss_of(stop))
    yield from ends_test(job)
    yield job.say("stop", _limit_of(job, stop))
    if stop.second_reads:
        part = "all" if stop.second_reads >= stop.cases - stop.most_redone else "some"
        who = "same-person" if stop.same_person else "second-reader"
        look = job.say(who, part, reads=stop.second_reads)
        yield job.say("stop", "slipped", look=look, bad=slipped(job))


def _miss_of(stop: StopRule) -> str:
    """Return the name of the limit of what may be missed."""
    return "missed" if stop.most_missed else "first-missed"


def slipped(job: JobBasis) -> str:
    """Return what a bad one does that the check let through."""
    return job.say("slipped", harm_of(job))


def _limit_of(job: JobBasis, stop: StopRule) -> str:
    """Return which limit it is: none at all, against one true answer, or of drafts."""
    if not stop.most_redone:
        return "none-redone"
    is_settled = job.work.people_wrong is not None and job.plan.is_alone
    return "settled" if is_settled else "redone"


# ------------------------------------------------------------------------------------------- risk


def _risk(basis: Basis) -> Sentences:
    """Yield the biggest risk of all jobs."""
    job = riskiest(basis)
    if job is not None:
        yield from risk_of(job)


def riskiest(basis: Basis) -> JobBasis | None:
    """Return the gravest job of which a risk is told; None where none is.

    Of those alike it is one of which the owner wrote it, then the one that is begun.
    """
    risky = (job for job in basis.jobs if any(risk_of(job)))
    return min(risky, key=_how_grave, default=None)


def _how_grave(job: JobBasis) -> tuple[int, bool, bool]:
    return -job.work.stakes.order, not job.job.worst, job.status is not Status.NOW


def risk_of(job: JobBasis) -> Sentences:
    """Yield the biggest risk and the act against it, in the owner's words or as it stands on file.

    Of another job than the first no nuisance is told, and of one left to people a grave fear alone.
    """
    is_first = job.plan.is_alone or job.status is Status.NOW
    is_left = job.gains_nothing or (not is_first and job.status is Status.LEFT)
    is_shown = is_first or job.work.stakes is not Stakes.NUISANCE
    if is_left:
        is_shown = not is_first and job.work.stakes.severe
    if is_shown and (fear := quoted_fear(job)):
        yield fear
    elif is_shown and not is_left:
        yield from _risk_on_file(job, is_first=is_first)


def _risk_on_file(job: JobBasis, *, is_first: bool) -> Sentences:
    """Yield what can go wrong as it stands on file; of another job than the first with its name."""
    if isinstance(job.ending, FromList) or (job.advised is None and not job.is_for_people):
        yield from _risk_of_ending(job)
        return
    risk = _risk_of_stakes(job)
    says = job.say("risk", risk)
    yield says if is_first else job.say("of-job", "named", says=says)
    if job.plan.is_alone and risk not in {"unread", "again"}:
        yield act_against(job, own=job.phrases.against)


def _risk_of_ending(job: JobBasis) -> Sentences:
    """Yield what can go wrong where nothing is named to test."""
    ending = ending_name(job.ending)
    if job.narrator.knows("risk", ending):
        yield job.say("risk", ending)


def _risk_of_stakes(job: JobBasis) -> str:
    """Return the name of the sentence on what a wrong result does.

    Of own words it is of the harm that was answered, of a job on file what stands there.
    """
    if goes_unread(job):
        return "unread"
    is_own, harm = job.phrases.use_case is None, harm_of(job)
    if harm.severe:
        is_of_it = not job.work.fear.hurts and job.phrases.harm_kind.value == harm.value
        return "harm" if is_of_it or not is_own else harm
    return "again" if is_own and harm is Stakes.NUISANCE else harm
