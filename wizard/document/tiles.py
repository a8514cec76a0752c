"""The four answers below the headline of one job: cost, test, stop, biggest risk."""

from wizard.document.basis import JobBasis
from wizard.document.blocks import Sentences, Tile
from wizard.document.headline import ending_name
from wizard.document.phrases import HARM_OF_STAKES
from wizard.method.costs import Priced
from wizard.method.endings import FromList, LeaveIt, Recommendation
from wizard.method.measured import TrialResult
from wizard.method.trial import StopRule
from wizard.method.vocabulary import OptionKind, Review, Stakes

FEW_CASES = 15  # fewer prove little


def tiles(job: JobBasis) -> tuple[Tile, ...]:
    """Return the four answers of a plan with one job."""
    return (_cost(job), _test(job), _stop(job), risk(job))


def _tile(job: JobBasis, key: str, big: str, *fine: str, label: str = "") -> Tile:
    return Tile(key=key, label=job.say("label", label or key), big=big, fine=fine)


# ------------------------------------------------------------------------------------------- cost


def _cost(job: JobBasis) -> Tile:
    if job.trial is None:
        big = job.say("no-cost", ending_name(job.ending))
        return _tile(job, "cost", big, *_then(job))
    return _tile(job, "cost", _paid(job, "cost", job.trial.first), *_besides(job))


def _then(job: JobBasis) -> Sentences:
    """Yield what it costs once its seller has answered."""
    if job.first is not None:
        yield _paid(job, "then", job.first)


def _paid(job: JobBasis, section: str, first: Priced) -> str:
    """Return what is paid: nothing more, nothing, in all, or a month; guessed where the amount is ours."""
    usd, results = first.paid_usd, job.work.results
    if not usd:
        return job.say(section, "paid" if first.option.paid else "free", results=results)
    is_ours = "results" in job.decided.guessed and not job.work.once
    return job.say(section, "guessed" if is_ours else job.per, paid=usd, results=results)


def _besides(job: JobBasis) -> Sentences:
    """Yield what connecting costs, when a price changes, and the hours of people."""
    if job.advised is None:
        return
    comparison = job.advised.comparison
    option = job.advised.recommendation.first.option
    if option.connecting_usd and not option.paid:
        kind = "machine" if option.kind is OptionKind.MACHINE else "model"
        yield job.say("connecting", kind, once=option.connecting_usd)
    changes = [row.valid_from for price in option.prices for row in price.rows[1:]]
    if changes:
        yield job.say("cost", "changes", day=min(changes))
    by_hand = comparison.hours_by_hand
    if by_hand:
        yield job.say("hours", job.per, hours=comparison.hours_with_ai, by_hand=by_hand)


# ------------------------------------------------------------------------------------------- test


def _test(job: JobBasis) -> Tile:
    trial = job.trial
    if trial is None:
        return _tile(job, "test", job.say("no-test", ending_name(job.ending)))
    if job.result is not None:
        return _tile(job, "test", *counted(job, job.result, trial.stop), label="tested")
    return _tile(job, "test", collect(job, trial.stop), *how_tested(job, trial))


def collect(job: JobBasis, stop: StopRule) -> str:
    """Return which cases to take, and how many."""
    return job.say("test", "collect", n=stop.cases)


def how_tested(job: JobBasis, trial: Recommendation) -> Sentences:
    """Yield who gets the cases, when one is good, and who reads them once more."""
    day, cases = job.plan.test_by, trial.stop.cases
    name = job.short_name(trial.first)
    if trial.second is None:
        yield job.say("test", "alone", name=name, day=day)
    else:
        second = job.short_name(trial.second)
        yield job.say("test", "both", n=cases, name=name, second=second, day=day)
    yield job.say("test", "good")
    yield from second_reader(job, trial.stop)
    if cases < FEW_CASES:
        yield job.say("test", "few")


def counted(job: JobBasis, result: TrialResult, stop: StopRule) -> Sentences:
    """Yield what the test counted, and what its limit was."""
    some = "some" if result.redone else "none"
    yield job.say("counted", some, redone=result.redone, cases=result.cases)
    yield job.say("counted", "limit", most=stop.most_redone, n=stop.cases)
    if result.slipped:
        yield job.say("counted", "slipped", slipped=result.slipped)
    if result.cases < stop.cases:
        yield job.say("counted", "more", n=stop.cases - result.cases)


def second_reader(job: JobBasis, stop: StopRule) -> Sentences:
    """Yield who reads what the first reader passed."""
    if not stop.second_reads:
        return
    if stop.same_person:
        yield job.say("second-reader", "same-person")
    elif stop.second_reads >= stop.cases:
        yield job.say("second-reader", "all", n=stop.cases)
    else:
        yield job.say("second-reader", "some", n=stop.second_reads)


# ------------------------------------------------------------------------------------------- stop


def _stop(job: JobBasis) -> Tile:
    if isinstance(job.ending, LeaveIt):
        return _tile(job, "stop", _look_again(job, job.ending), label="look-again")
    if job.trial is None or isinstance(job.ending, FromList):
        return _tile(job, "stop", job.say("no-stop", ending_name(job.ending)))
    return _tile(job, "stop", *stop_rules(job, job.trial.stop))


def _look_again(job: JobBasis, ending: LeaveIt) -> str:
    if ending.pays_from is None or job.work.once:
        return job.say("look-again", "later")
    return job.say("look-again", "from", results=ending.pays_from)


def stop_rules(job: JobBasis, stop: StopRule) -> Sentences:
    """Yield what ends the test: too many to be done again, and a bad one that the reader missed."""
    some = "redone" if stop.most_redone else "none-redone"
    yield job.say("stop", some, most=stop.most_redone, n=stop.cases)
    if stop.most_slipped is not None:
        yield job.say("stop", "slipped", nth=stop.most_slipped + 1)


# ------------------------------------------------------------------------------------------- risk


def risk(job: JobBasis) -> Tile:
    """Return the biggest risk: the owner's own words for it, else what stands on file for the job."""
    if job.job.worst:
        big = job.say("risk", "worst", worst=job.narrator.quote(job.job.worst))
    else:
        big = job.say("risk", risk_of(job))
    return _tile(job, "risk", big, *_unread(job))


def risk_of(job: JobBasis) -> str:
    """Return the name of the sentence on what a wrong result does."""
    if job.advised is None:
        return ending_name(job.ending)
    if isinstance(job.ending, FromList):
        return "from-list"
    stakes = job.work.stakes
    harm = HARM_OF_STAKES.get(stakes)
    if harm is None:
        return stakes
    return "harm" if harm is job.phrases.harm_kind else stakes


def _unread(job: JobBasis) -> Sentences:
    work = job.work
    unread = work.review is Review.NOBODY and work.stakes is Stakes.MONEY
    if unread and job.advised is not None:
        yield job.say("reads", "nobody")
