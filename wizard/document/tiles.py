"""The answers below the headline: cost, test, stop, biggest risk; one without words is left out.

Cost and risk are of all jobs that start, test and stop of the one that is tested first.
"""

from collections.abc import Iterable, Sequence
from math import ceil

from wizard.decision.endings import AsDear, Ending, FromList, LeaveIt, OverLimit, Project
from wizard.decision.own_words import share_a_word
from wizard.decision.trial import StopRule
from wizard.decision.vocabulary import OptionKind, Stakes, Unknown
from wizard.document.ageing import old_prices
from wizard.document.basis import Basis, JobBasis
from wizard.document.blocks import Sentences, Tile
from wizard.document.counted import counted_in_test, measured_in_test
from wizard.document.headline import BOTH, ending_name
from wizard.document.phrases import GRAVEST_FIRST
from wizard.document.reading import goes_unread
from wizard.document.sums import CostSum, sum_alone, sums_of, total
from wizard.document.warnings import enough, is_part
from wizard.document.worst import kind_of_worst

CHECKED_AGAIN = 10  # ours: so many of a month, once the test has passed
LONG_HOURS = 4.0  # of rating, from which it is said where a month does not win it back


def tiles(basis: Basis) -> tuple[Tile, ...]:
    """Return the answers."""
    answers = (
        tile(basis, "cost", _cost(basis)),
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


# ------------------------------------------------------------------------------------------- cost


def _cost(basis: Basis) -> Sentences:
    """Yield what the jobs cost that start, a month and once, and those that wait."""
    by_key = sums_of(basis.running)
    monthly = [job for job in basis.running if not job.work.once]
    once = [job for job in basis.running if job.work.once]
    if not basis.running:
        yield _costs_nothing(basis)
    for jobs in (monthly, once):
        costs = total(by_key[job.job.key] for job in jobs)
        if jobs and jobs is once and monthly:
            yield _of_once(once, costs)
        elif jobs:
            yield from _of_jobs(jobs, costs)
    yield from _if_they_agree(basis)
    over = [job for job in basis.jobs if isinstance(job.ending, OverLimit)]
    if over and not basis.is_alone:
        yield _limit_on_cost(basis, over)
    yield from old_prices(basis)


def _costs_nothing(basis: Basis) -> str:
    """Return why nothing is paid yet."""
    if basis.is_alone and not basis.jobs[0].asks_only:
        return basis.jobs[0].say("no-cost", ending_name(basis.jobs[0].ending))
    asks = basis.waiting or basis.jobs[0].asks_only
    return basis.say("no-cost", "ask-first" if asks else "leave-it")


def _of_jobs(jobs: Sequence[JobBasis], costs: CostSum) -> Sentences:
    """Yield what jobs of one kind cost together: paid, connected, and in hours."""
    job, per, paid = jobs[0], jobs[0].per, costs.paid_usd
    section = "cost" if len(jobs) == 1 else "cost-of-all"
    if is_part(job):
        name = "part" if round(paid) else "free-part"
        yield job.say("cost", name, paid=paid, fits=enough(job))
    elif paid:
        is_ours = section == "cost" and "results" in job.decided.guessed and not job.work.once
        yield job.say(section, "guessed" if is_ours else per, paid=paid, count=len(jobs))
    else:
        is_paid = any(row.first is not None and row.first.option.paid for row in jobs)
        yield job.say(section, "paid" if is_paid else "free", count=len(jobs))
    option = job.first.option if job.first is not None else None
    if job.plan.is_alone and option is not None and option.seats > 1 and paid:
        yield job.say("seats", "several", seats=option.seats)
    if costs.once_usd:
        yield job.say("connecting", _who_connects(jobs), once=costs.once_usd)
    yield from hours(jobs, costs)
    if len(jobs) == 1:
        yield from measured_in_test(job)
        yield from _changes(job)
    else:
        yield from (
            row.say("of-job", "named", says=says) for row in jobs for says in measured_in_test(row)
        )


def _who_connects(jobs: Sequence[JobBasis]) -> str:
    """Return the name of the sentence on setting up: of several jobs it says whom that pays."""
    if jobs[0].plan.is_alone:
        return "all"
    if any(isinstance(job.ending, Project) for job in jobs):
        return "hired"
    options = [job.first.option for job in jobs if job.first is not None]
    is_built = any(row.needs_developer or row.kind is OptionKind.MODEL for row in options)
    return "developer" if is_built else "machine"


def _hours_known(jobs: Sequence[JobBasis]) -> str:
    """Return the name of the sentence on hours where nothing is compared: reading takes a part of the minutes by hand."""
    if all(job.work.minutes_by_hand for job in jobs):
        return jobs[0].per
    return "unknown" if len(jobs) == 1 else "least"


def hours(jobs: Sequence[JobBasis], costs: CostSum) -> Sentences:
    """Yield how long people work with AI, and by hand where that is known; of a part that begins, all they have."""
    job = jobs[0]
    if is_part(job):
        yield job.say("hours-alone", "part", capacity=job.plan.capacity)
    elif costs.hours_by_hand is not None:
        unread = "hours-unread" if goes_unread(job) else "hours"
        section = unread if job.plan.is_alone else "hours-of-all"
        yield job.say(section, job.per, hours=costs.hours, by_hand=costs.hours_by_hand)
    elif costs.hours:
        yield job.say("hours-alone", _hours_known(jobs), hours=costs.hours)


def _changes(job: JobBasis) -> Sentences:
    """Yield when the price changes."""
    prices = job.first.option.prices if job.first is not None else ()
    changes = [row.valid_from for price in prices for row in price.rows[1:]]
    if changes:
        yield job.say("cost", "changes", from_day=min(changes))


def _of_once(jobs: Sequence[JobBasis], costs: CostSum) -> str:
    """Return what the jobs cost that are done once, where others are done each month."""
    nouns = [job.say("kicker", "noun") for job in jobs]
    paid = costs.paid_usd + costs.once_usd
    name = "once" if round(paid) else "once-free"
    return jobs[0].say("cost-beside", name, jobs=nouns, paid=paid, hours=costs.hours)


def _if_they_agree(basis: Basis) -> Sentences:
    """Yield what would be paid more once sellers say yes; not of a price asked for, nor where no hour is left."""
    if basis.is_too_much:
        return
    waiting = [job for job in basis.waiting if basis.is_alone or not job.work.once]
    sums = sums_of((*basis.running, *waiting))
    more = sum(sums[job.job.key].paid_usd for job in waiting)
    is_priced = not any(Unknown.PRICE in asked(job) for job in waiting)
    if more and is_priced:
        sellers = list(dict.fromkeys(job.seller for job in waiting))
        name = "beside" if basis.running else waiting[0].per
        yield basis.say("then", name, paid=more, sellers=sellers, count=len(sellers))
    if basis.is_alone and waiting:
        yield from hours(waiting, sums[waiting[0].job.key])


def _limit_on_cost(basis: Basis, over: Sequence[JobBasis]) -> str:
    """Return the limit that some jobs are over, and which one is within it since most is saved with it."""
    if len(basis.running) != 1:
        return over[0].say("limit-on-cost", "monthly")
    (first,) = basis.running
    is_most = all(first.alone.saved_usd > job.alone.saved_usd for job in over)
    return first.say("limit-on-cost", "most" if is_most else "monthly")


def asked(job: JobBasis) -> tuple[Unknown, ...]:
    """Return what a seller has to answer first."""
    return job.waits.questions if job.waits is not None else ()


# ------------------------------------------------------------------------------------------- test


def _is_counted(basis: Basis) -> bool:
    return basis.is_alone and basis.jobs[0].result is not None


def _test(basis: Basis) -> Sentences:
    """Yield which cases go to which tool, by which day, and when one is good; of several jobs of the first alone."""
    job = basis.jobs[0]
    alone_waits = _alone_waits(basis)
    if alone_waits is not None:
        yield from _once_answered(alone_waits)
    elif basis.is_alone and job.asks_only:
        yield from _once_answered(job)
    elif basis.is_alone and job.result is not None:
        yield from counted_in_test(job, job.result, stop_of(job))
    elif basis.running:
        if len(basis.running) > 1:
            name = "both" if len(basis.running) == BOTH else "more"
            yield basis.first_tested.say("test-of-all", name)
        yield from how_tested(basis.first_tested, is_named=not basis.is_alone)
        for job in _others_tested(basis):
            yield job.say("of-job", "named", says=next(iter(which_cases(job))))
        for job in _others_waiting(basis):
            yield job.say("of-job", "named", says=next(iter(_once_answered(job))))


def _others_tested(basis: Basis) -> Sequence[JobBasis]:
    """Return the other jobs whose test is said on top; of many the page Pilot has them."""
    if not basis.names_its_jobs:
        return ()
    return [row for row in basis.running if row is not basis.first_tested]


def _others_waiting(basis: Basis) -> Sequence[JobBasis]:
    """Return the jobs that are tested once a seller has answered, where others start."""
    return basis.waiting if basis.running and basis.names_its_jobs else ()


def _alone_waits(basis: Basis) -> JobBasis | None:
    """Return the one job that waits for a seller, where nothing else can be tested; None where there is none."""
    return basis.waiting[0] if len(basis.waiting) == 1 and not basis.running else None


def _once_answered(job: JobBasis) -> Sentences:
    """Yield what is tested once a seller has answered."""
    if job.stop.shows_nothing:
        yield job.say("test", "too-few")
        return
    yield job.say("no-test", _answers(job), n=job.to_collect)
    if job.work.parts > 1:
        yield job.say("test", "cut")
    if job.stop.known_bad:
        yield job.say("test", "known-bad")
    yield job.say("test", "good")


def _answers(job: JobBasis) -> str:
    """Return what is asked: one thing that is yes or no, several, a price, or a price and more."""
    several = job.asks_only or len(asked(job)) > 1
    if job.asks_only or Unknown.PRICE in asked(job):
        return "price-too" if several else "price"
    return "both" if several else "one"


def how_tested(job: JobBasis, *, is_named: bool = False) -> Sentences:
    """Yield which cases to take, who gets them unless a headline names it, when one is good, and how long that takes."""
    stop = stop_of(job)
    yield from which_cases(job)
    if stop.shows_nothing:
        return
    if _is_more_than_a_month(job, stop):
        yield job.say("test", "held")
    one = "rate" if is_named or not _is_tested_elsewhere(job) else "alone"
    yield job.say("test", one if job.challenger is None else "both")
    yield job.say("test", "good")
    if job.plan.is_alone:
        yield from _how_long(job)


def which_cases(job: JobBasis) -> Sentences:
    """Yield which cases to take; that there are too few for a test where that is so."""
    stop = stop_of(job)
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
    """Return whether the test is in another plan than the headline names: its own is sold by the year."""
    return job.recommendation is not None and job.recommendation.tried_in is not None


def _how_long(job: JobBasis) -> Sentences:
    """Yield how long people rate, and in how many months of use that is won back where it takes more than one."""
    hours = job.rating_hours
    costs = sum_alone(job, job.comparison) if job.comparison is not None else CostSum()
    saved = 0.0 if costs.hours_by_hand is None else costs.hours_by_hand - costs.hours
    months = ceil(hours / saved) if saved > 0 and not job.work.once else 1
    if job.rating_weeks > 1:
        several = job.work.people > 1
        yield job.say("test-takes", "weeks-of-all" if several else "weeks", hours=hours)
        if hours > job.plan.capacity / 2:
            yield job.say("test-takes", "most-of-all")
    elif months > 1 and hours >= LONG_HOURS:
        yield job.say("test-takes", "months", hours=hours, months=months)


def _is_more_than_a_month(job: JobBasis, stop: StopRule) -> bool:
    """Return whether the plan that is tested holds fewer results a month than the test has cases."""
    if job.recommendation is None or job.work.once:
        return False
    tested = job.recommendation.tried_in or job.recommendation.first
    return tested.option.holds * job.pieces_in_one * job.work.parts < stop.cases


def stop_of(job: JobBasis) -> StopRule:
    """Return the rule of a job that is tested. Raises ValueError for one that is not."""
    if job.recommendation is None:
        raise ValueError(job.job.key)
    return job.recommendation.stop


# ------------------------------------------------------------------------------------------- stop


def _is_left(basis: Basis) -> bool:
    job = basis.jobs[0]
    return basis.is_alone and (isinstance(job.ending, LeaveIt) or job.gains_nothing)


def _stop(basis: Basis) -> Sentences:
    """Yield what ends the test that comes first, or what a seller must not answer."""
    if basis.running:
        yield from stop_rules(basis.first_tested)
        yield from _stops_of_others(basis)
    elif basis.is_alone:
        yield from _without_test(basis.jobs[0], basis.jobs[0].ending)
    elif basis.waiting:
        yield basis.say("no-stop", "one")
        if (job := _alone_waits(basis)) is not None:
            yield from _limits(job, job.stop)


def _stops_of_others(basis: Basis) -> Sentences:
    """Yield what ends the tests of the other jobs; of many the page Pilot has it."""
    others = (*_others_tested(basis), *_others_waiting(basis))
    read_twice = [row for row in others if row.stop.second_reads and not row.stop.shows_nothing]
    for job in (*(row for row in others if row not in read_twice), *read_twice):
        yield job.say("of-job", "named", says=_foremost_stop(job))
    if read_twice:
        gravest = _gravest(read_twice)
        bad = gravest.say("slipped", gravest.work.stakes)
        yield basis.say("stop", "both-passed" if len(read_twice) > 1 else "passed", bad=bad)
    if len(basis.running) > 1 and not basis.names_its_jobs:
        yield basis.say("stop", "others")


def _foremost_stop(job: JobBasis) -> str:
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
        yield job.say("no-stop", _answers(job))
        yield from _limits(job, job.stop)


def stop_rules(job: JobBasis) -> Sentences:
    """Yield what ends the test; once it has passed, what ends the daily use."""
    stop, result = stop_of(job), job.result
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
        yield job.say("stop", "in-use", bad=job.say("slipped", job.work.stakes))


def _limits(job: JobBasis, stop: StopRule) -> Sentences:
    """Yield the limits of a test: misses of what is known to be there, what is done again, what slips past the reader."""
    if stop.known_bad:
        yield job.say("stop", "missed")
        if _fears_more(job):
            yield job.say("stop", "worst")
    yield job.say("stop", _limit_of(job, stop))
    if stop.second_reads:
        part = "all" if stop.second_reads >= stop.cases - stop.most_redone else "some"
        who = "same-person" if stop.same_person else "second-reader"
        look = job.say(who, part, reads=stop.second_reads)
        slipped = "slipped-worst" if job.job.worst and not stop.known_bad else "slipped"
        yield job.say("stop", slipped, look=look, bad=job.say("slipped", job.work.stakes))
    elif not stop.known_bad and job.job.worst:
        yield job.say("stop", "worst")


def _limit_of(job: JobBasis, stop: StopRule) -> str:
    """Return which limit it is: none at all, against one true answer, or of drafts."""
    if not stop.most_redone:
        return "none-redone"
    is_settled = job.work.people_wrong is not None and job.plan.is_alone
    return "settled" if is_settled else "redone"


# ------------------------------------------------------------------------------------------- risk


def _risk(basis: Basis) -> Sentences:
    """Yield the biggest risk, of several jobs that of the one where a slip does most, by its name."""
    if basis.is_alone:
        if basis.jobs[0].gains_nothing:
            return
        yield from _risk_of(basis.jobs[0])
    elif basis.running:
        gravest = _gravest(basis.running)
        is_tested = gravest is basis.first_tested  # the test has named it
        for says in _risk_of(gravest):
            yield says if is_tested else gravest.say("of-job", "named", says=says)


def _gravest(jobs: Iterable[JobBasis]) -> JobBasis:
    return min(jobs, key=lambda job: GRAVEST_FIRST.index(job.work.stakes))


def _risk_of(job: JobBasis) -> Sentences:
    """Yield the biggest risk, the owner's own words for it or what stands on file, and the act against it."""
    ending = ending_name(job.ending)
    is_used = job.advised is not None or job.asks_only
    may_fear = bool(job.job.worst) and (is_used or job.narrator.knows("risk", ending))
    if may_fear and (act := _act_against(job, own=job.phrases.against if is_used else "")):
        yield job.say("risk", "worst", worst=job.narrator.quote(job.job.worst), against=act)
    elif isinstance(job.ending, FromList) or job.advised is None:
        if job.narrator.knows("risk", ending):
            yield job.say("risk", ending)
    else:
        risk = _risk_of_stakes(job)
        yield job.say("risk", risk)
        if job.plan.is_alone and risk not in {"unread", "again"}:
            yield job.say("risk", "against")


def _act_against(job: JobBasis, own: str) -> str:
    """Return what to do against what the owner fears: the act of its kind, else the job's own."""
    kind = kind_of_worst(job.job.worst)
    return job.say("worst", kind) if kind else own


def _risk_of_stakes(job: JobBasis) -> str:
    """Return the name of the sentence on what a wrong result does."""
    if goes_unread(job):
        return "unread"
    if job.work.stakes.severe:
        return "harm"
    is_own = job.phrases.use_case is None
    return "again" if is_own and job.work.stakes is Stakes.NUISANCE else job.work.stakes
