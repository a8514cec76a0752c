"""The answers below the headline: cost, test, stop, biggest risk; one without words is left out.

Test, stop and risk are of the job that is begun, the cost of all as well.
"""

from collections.abc import Iterable
from math import ceil

from catalog.vocabulary import HarmKind
from wizard.decision.endings import AsDear, Ending, FromList, LeaveIt
from wizard.decision.own_words import share_a_word
from wizard.decision.trial import StopRule
from wizard.decision.vocabulary import OptionKind, Stakes, Unknown
from wizard.document.basis import Basis, JobBasis
from wizard.document.blocks import Sentences, Tile
from wizard.document.cost import cost, questions_of
from wizard.document.counted import counted_in_test
from wizard.document.headline import ending_name, names_both
from wizard.document.reading import goes_unread
from wizard.document.sums import LEAST_USD
from wizard.document.worst import HURTS, kind_of_worst

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
    yield job.say("no-test", _answers(job), n=job.to_collect, saves=job.saves_at_most_usd)
    if job.work.parts > 1:
        yield job.say("test", "cut")
    if job.stop.known_bad:
        yield job.say("test", "known-bad")
    yield job.say("test", "good")


def _answers(job: JobBasis) -> str:
    """Return what is asked: one thing that is yes or no, several, a price, or a price and more.

    A price is held against what can be saved, where that is known.
    """
    asks = questions_of(job)
    is_several = len(asks) > 1
    if Unknown.PRICE not in asks:
        return "both" if is_several else "one"
    if job.saves_at_most_usd < LEAST_USD:
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
    elif job.plan.is_alone:  # of several the steps say the day
        yield job.say("test", "rate")
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
    if job.work.parts > 1:
        yield job.say("test", "cut")
    if stop.known_bad:
        yield job.say("test", "known-bad-worst" if job.job.worst else "known-bad")
    elif job.job.worst:
        yield job.say("test", "worst")
    if stop.cases > job.work.parts_in_all and job.plan.is_alone:
        yield job.say("test", "older")


def _fears_more(job: JobBasis) -> bool:
    """Return whether the owner fears something else than what is counted as missed."""
    return bool(job.job.worst) and not share_a_word(job.job.worst, job.phrases.known_bad)


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
        yield from stop_rules(basis.first_tested, in_short=not basis.is_alone)
    elif basis.is_alone:
        yield from _without_test(basis.jobs[0], basis.jobs[0].ending)
    elif basis.waiting:
        yield basis.say("no-stop", "one")
        if (job := _alone_waits(basis)) is not None:
            yield from _limits(job, job.stop, in_short=True)


def foremost_stop(job: JobBasis) -> str:
    """Return the gravest limit of a test that has a number."""
    if job.stop.shows_nothing:
        return job.say("stop", "too-few")
    return job.say("stop", "missed" if job.stop.known_bad else _limit_of(job, job.stop))


def _without_test(job: JobBasis, ending: Ending) -> Sentences:
    match ending:
        case AsDear() if not job.work.once:
            yield job.say("look-again", "more")
        case LeaveIt(comparison=costs, pays_from=pays_from) if not job.work.once:
            name = "more" if costs.is_near else "later"
            yield job.say("look-again", "from" if pays_from else name, results=pays_from or 0.0)
        case FromList(wording=None):
            yield job.say("no-stop", "from-list")
    if job.waits is not None or job.asks_only:
        asks = questions_of(job)
        is_of_all = bool(asks and job.asked_besides) and Unknown.PRICE not in asks
        yield job.say("no-stop", "all" if is_of_all else _answers(job))
        yield from _limits(job, job.stop, in_short=True)


def stop_rules(job: JobBasis, *, in_short: bool = False) -> Sentences:
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
        yield from _limits(job, stop, in_short=in_short)
        return
    if job.work.stakes is not Stakes.NUISANCE:
        yield job.say("stop", "in-use", bad=slipped(job))


def _limits(job: JobBasis, stop: StopRule, *, in_short: bool = False) -> Sentences:
    """Yield the limits of a test: what is missed, done again, or slips past the reader.

    What is missed is known to be there.
    """
    if stop.known_bad:
        yield job.say("stop", "missed")
        if _fears_more(job):
            yield job.say("stop", "worst")
    if not (in_short and stop.known_bad):  # the page Pilot has it
        yield job.say("stop", _limit_of(job, stop))
    if stop.second_reads:
        part = "all" if stop.second_reads >= stop.cases - stop.most_redone else "some"
        who = "same-person" if stop.same_person else "second-reader"
        look = job.say(who, part, reads=stop.second_reads)
        name = "slipped-worst" if job.job.worst and not stop.known_bad else "slipped"
        yield job.say("stop", name, look=look, bad=slipped(job))
    elif not stop.known_bad and job.job.worst:
        yield job.say("stop", "worst")


def slipped(job: JobBasis) -> str:
    """Return what a bad one does that the check let through: of grave harm, the kind on file."""
    if _names_a_danger(job):
        return job.say("slipped", Stakes.HURT)
    return job.say("slipped", job.phrases.harm_kind if _is_harmful(job) else job.work.stakes)


def _is_harmful(job: JobBasis) -> bool:
    """Return whether a wrong result does the harm on file.

    It does where the owner said so, or where it is about medicine.
    """
    is_of_medicine = kind_of_worst(job.phrases.harm) == "dose"
    return job.work.stakes.severe or (is_of_medicine and job.phrases.harm_kind is HarmKind.HURT)


def _names_a_danger(job: JobBasis) -> bool:
    """Return whether the owner's own words for the job name what can hurt, as allergies do."""
    return kind_of_worst(job.job.words) in HURTS


def _limit_of(job: JobBasis, stop: StopRule) -> str:
    """Return which limit it is: none at all, against one true answer, or of drafts."""
    if not stop.most_redone:
        return "none-redone"
    is_settled = job.work.people_wrong is not None and job.plan.is_alone
    return "settled" if is_settled else "redone"


# ------------------------------------------------------------------------------------------- risk


def _risk(basis: Basis) -> Sentences:
    """Yield the biggest risk of the job that is begun, or of the only one."""
    jobs = basis.jobs if basis.is_alone else basis.running
    if jobs and not jobs[0].gains_nothing:
        yield from _risk_of(jobs[0])


def _risk_of(job: JobBasis) -> Sentences:
    """Yield the biggest risk and the act against it.

    The risk is in the owner's own words, or what stands on file.
    """
    ending = ending_name(job.ending)
    if fear := fear_of(job):
        yield fear
    elif isinstance(job.ending, FromList) or job.advised is None:
        if job.narrator.knows("risk", ending):
            yield job.say("risk", ending)
    else:
        risk = _risk_of_stakes(job)
        yield job.say("risk", risk)
        if job.plan.is_alone and risk not in {"unread", "again"}:
            yield _usual_act(job)


def _usual_act(job: JobBasis) -> str:
    """Return what to do against the danger in own words, else against what stands on file."""
    if _names_a_danger(job):
        return job.say("worst", kind_of_worst(job.job.words))
    return job.say("risk", "against")


def fear_of(job: JobBasis) -> str:
    """Return what the owner fears most and the act against it.

    It is empty where nothing is made or no act is known.
    """
    is_used = job.advised is not None or job.asks_only
    if not job.job.worst or not (is_used or job.narrator.knows("risk", ending_name(job.ending))):
        return ""
    act = _act_against(job, own=job.phrases.against if is_used else "")
    quoted = job.narrator.quote(job.job.worst)
    return job.say("risk", "worst", worst=quoted, against=act) if act else ""


def _act_against(job: JobBasis, own: str) -> str:
    """Return what to do against what the owner fears: the act of its kind, else the job's own."""
    kind = kind_of_worst(job.job.worst)
    return job.say("worst", kind) if kind else own


def _risk_of_stakes(job: JobBasis) -> str:
    """Return the name of the sentence on what a wrong result does."""
    if goes_unread(job):
        return "unread"
    if _names_a_danger(job):
        return "hurts"
    if _is_harmful(job):
        return "harm"
    is_own = job.phrases.use_case is None
    return "again" if is_own and job.work.stakes is Stakes.NUISANCE else job.work.stakes
