"""The answers below the headline: cost, test, stop, biggest risk, of all jobs that start; one without words is left out.

Of one job they say its cases and its own rule, of several the sums, and each number once.
"""

from collections.abc import Iterable, Sequence

from wizard.decision.endings import Ending, FromList, LeaveIt
from wizard.decision.trial import StopRule
from wizard.decision.vocabulary import Review, Unknown
from wizard.document.ageing import old_prices
from wizard.document.basis import Basis, JobBasis
from wizard.document.blocks import Sentences, Tile
from wizard.document.counted import counted_in_test, measured_in_test
from wizard.document.headline import ending_name
from wizard.document.phrases import GRAVEST_FIRST
from wizard.document.reading import goes_unread, is_released
from wizard.document.sums import CostSum, sums_of, total

FEW_CASES = 15  # fewer prove little


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
    yield from old_prices(basis)


def _costs_nothing(basis: Basis) -> str:
    """Return why nothing is paid yet."""
    if basis.is_alone:
        return basis.jobs[0].say("no-cost", ending_name(basis.jobs[0].ending))
    return basis.say("no-cost", "ask-first" if basis.waiting else "leave-it")


def _of_jobs(jobs: Sequence[JobBasis], costs: CostSum) -> Sentences:
    """Yield what jobs of one kind cost together: paid, connected, and in hours."""
    job, per, paid = jobs[0], jobs[0].per, costs.paid_usd
    section = "cost" if len(jobs) == 1 else "cost-of-all"
    if paid:
        is_ours = section == "cost" and "results" in job.decided.guessed and not job.work.once
        yield job.say(section, "guessed" if is_ours else per, paid=paid, count=len(jobs))
    else:
        is_paid = any(row.first is not None and row.first.option.paid for row in jobs)
        yield job.say(section, "paid" if is_paid else "free", count=len(jobs))
    if costs.once_usd:
        yield job.say("connecting", "all", once=costs.once_usd)
    yield from hours(job, costs)
    if len(jobs) == 1:
        yield from measured_in_test(job)
        yield from _changes(job, costs)
    else:
        yield from (
            row.say("of-job", "named", says=says) for row in jobs for says in measured_in_test(row)
        )


def hours(job: JobBasis, costs: CostSum) -> Sentences:
    """Yield how long people work with AI, and by hand where that is known."""
    if costs.hours_by_hand is not None:
        yield job.say("hours", job.per, hours=costs.hours, by_hand=costs.hours_by_hand)
    elif costs.hours:
        yield job.say("hours-alone", job.per, hours=costs.hours)


def _changes(job: JobBasis, costs: CostSum) -> Sentences:
    """Yield when the price changes, and how long it takes once the test allows to read fewer, as the owner said."""
    prices = job.first.option.prices if job.first is not None else ()
    changes = [row.valid_from for price in prices for row in price.rows[1:]]
    if changes:
        yield job.say("cost", "changes", from_day=min(changes))
    later = job.advised.comparison.hours_with_ai if job.advised is not None else costs.hours
    is_sample = job.work.review is Review.SAMPLE and not is_released(job)
    if is_sample and later < costs.hours:
        yield job.say("hours-later", job.per, hours=later)


def _of_once(jobs: Sequence[JobBasis], costs: CostSum) -> str:
    """Return what the jobs cost that are done once, where others are done each month."""
    name = "once" if len(jobs) > 1 else "once-of-job"
    paid = costs.paid_usd + costs.once_usd
    return jobs[0].say("cost-beside", name, count=len(jobs), paid=paid, hours=costs.hours)


def _if_they_agree(basis: Basis) -> Sentences:
    """Yield what would be paid more once sellers say yes; of the one that waits for a price, nothing."""
    waiting = [job for job in basis.waiting if basis.is_alone or not job.work.once]
    sums = sums_of((*basis.running, *waiting))
    more = sum(sums[job.job.key].paid_usd for job in waiting)
    is_priced = not any(Unknown.PRICE in asked(job) for job in waiting)
    if more and is_priced:
        name = "beside" if basis.running else waiting[0].per
        yield basis.say("then", name, paid=more, count=len(waiting))


def asked(job: JobBasis) -> tuple[Unknown, ...]:
    """Return what a seller has to answer first."""
    return job.waits.questions if job.waits is not None else ()


# ------------------------------------------------------------------------------------------- test


def _is_counted(basis: Basis) -> bool:
    return basis.is_alone and basis.jobs[0].result is not None


def _test(basis: Basis) -> Sentences:
    """Yield which cases go to which tool, by which day, and when one is good."""
    job = basis.jobs[0]
    if not basis.is_alone:
        cases = [
            row.say("test-of-all", "both" if row.challenger else "cases") for row in basis.running
        ]
        if cases:
            yield basis.say("test-of-all", "rate", cases=cases)
    elif job.waits is not None:
        yield job.say("no-test", _answers(job))
    elif job.result is not None:
        yield from counted_in_test(job, job.result, stop_of(job))
    elif job.trial is not None:
        yield from how_tested(job)


def _answers(job: JobBasis) -> str:
    """Return what is asked: one thing that is yes or no, several, a price, or a price and more."""
    several = len(asked(job)) > 1
    if Unknown.PRICE in asked(job):
        return "price-too" if several else "price"
    return "both" if several else "one"


def how_tested(job: JobBasis) -> Sentences:
    """Yield which cases to take, who gets them, when one is good, and who reads them once more."""
    stop = stop_of(job)
    yield job.say("test", "collect")
    if stop.cases > job.pieces and not job.work.once:
        yield job.say("test", "older")
    yield job.say("test", "alone" if job.challenger is None else "both")
    yield job.say("test", "good")
    if stop.second_reads:
        part = "all" if stop.second_reads >= stop.cases else "some"
        who = "same-person" if stop.same_person else "second-reader"
        yield job.say(who, part, reads=stop.second_reads)
    if stop.cases < FEW_CASES:
        yield job.say("test", "few")


def stop_of(job: JobBasis) -> StopRule:
    """Return the rule of a job that is tested. Raises ValueError for one that is not."""
    if job.recommendation is None:
        raise ValueError(job.job.key)
    return job.recommendation.stop


# ------------------------------------------------------------------------------------------- stop


def _is_left(basis: Basis) -> bool:
    return basis.is_alone and isinstance(basis.jobs[0].ending, LeaveIt)


def _stop(basis: Basis) -> Sentences:
    """Yield what ends the test, or what a seller must not answer."""
    match basis.running:
        case () if basis.is_alone:
            yield from _without_test(basis.jobs[0], basis.jobs[0].ending)
        case ():
            if basis.waiting:
                yield basis.say("no-stop", "one")
        case (job,):
            yield from stop_rules(job)
        case several:
            stops = [stop_of(job) for job in several]
            limits = dict.fromkeys((stop.most_redone, stop.cases) for stop in stops)
            rates = [basis.say("stop-of-all", "rate", most=most, n=n) for most, n in limits]
            yield basis.say("stop-of-all", "all", rates=rates)
            if any(stop.most_slipped is not None for stop in stops):
                yield basis.say("stop-of-all", "alone" if several[0].work.people == 1 else "second")


def _without_test(job: JobBasis, ending: Ending) -> Sentences:
    match ending:
        case LeaveIt(is_dangerous=False):
            is_known = ending.pays_from is not None and not job.work.once
            results = ending.pays_from or 0.0
            yield job.say("look-again", "from" if is_known else "later", results=results)
        case FromList(wording=None):
            yield job.say("no-stop", "from-list")
    if job.waits is not None:
        yield job.say("no-stop", _answers(job))


def stop_rules(job: JobBasis) -> Sentences:
    """Yield what ends the test: too many to be done again, and bad ones that nobody noticed."""
    stop = stop_of(job)
    if isinstance(job.ending, FromList):
        yield job.say("no-stop", "from-list")
    yield job.say("stop", "redone" if stop.most_redone else "none-redone")
    if stop.most_slipped is not None and not job.plan.is_alone:
        yield job.say("stop-of-all", "alone" if stop.same_person else "second")
    elif stop.most_slipped is not None:
        slipped = "slipped" if stop.most_slipped else "first-slipped"
        yield job.say("stop", slipped, slips=stop.most_slipped + 1)


# ------------------------------------------------------------------------------------------- risk


def _risk(basis: Basis) -> Sentences:
    """Yield the biggest risk, of several jobs that of the one where a slip does most, by its name."""
    if basis.is_alone:
        yield from _risk_of(basis.jobs[0])
    elif basis.running:
        gravest = min(basis.running, key=lambda job: GRAVEST_FIRST.index(job.work.stakes))
        for says in _risk_of(gravest):
            yield gravest.say("of-job", "named", says=says)


def _risk_of(job: JobBasis) -> Sentences:
    """Yield the biggest risk: the owner's own words for it, else what stands on file for the job."""
    ending = ending_name(job.ending)
    if job.job.worst and (job.advised is not None or job.narrator.knows("risk", ending)):
        yield job.say("risk", "worst", worst=job.narrator.quote(job.job.worst))
    elif isinstance(job.ending, FromList) or job.advised is None:
        if job.narrator.knows("risk", ending):
            yield job.say("risk", ending)
    else:
        yield job.say("risk", _risk_of_stakes(job))


def _risk_of_stakes(job: JobBasis) -> str:
    """Return the name of the sentence on what a wrong result does."""
    if goes_unread(job):
        return "unread"
    return "harm" if job.work.stakes.severe else job.work.stakes
