"""The answers below the headline of one job: cost, test, stop, biggest risk; one that says nothing is left out."""

from wizard.decision.costs import Priced
from wizard.decision.endings import FromList, LeaveIt, Recommendation
from wizard.decision.measured import TrialResult
from wizard.decision.trial import StopRule
from wizard.decision.vocabulary import OptionKind, Review, Stakes, Unknown
from wizard.document.ageing import old_prices
from wizard.document.basis import Basis, JobBasis
from wizard.document.blocks import Sentences, Tile
from wizard.document.headline import ending_name
from wizard.document.reading import is_released
from wizard.document.sums import CostSum, sum_alone

FEW_CASES = 15  # fewer prove little


def tiles(job: JobBasis) -> tuple[Tile, ...]:
    """Return the answers of a plan with one job."""
    answers = (_cost(job), _test(job), _stop(job), risk(job))
    return tuple(answer for answer in answers if answer is not None)


def tile(of: Basis | JobBasis, key: str, big: str, *fine: str, label: str = "") -> Tile:
    """Return an answer under its label."""
    return Tile(key=key, label=of.say("label", label or key), big=big, fine=fine)


# ------------------------------------------------------------------------------------------- cost


def _cost(job: JobBasis) -> Tile:
    if job.trial is None:
        big = job.say("no-cost", ending_name(job.ending))
        return tile(job, "cost", big, *_then(job))
    return tile(job, "cost", _paid(job, "cost", job.trial.first), *_besides(job))


def _then(job: JobBasis) -> Sentences:
    """Yield what it costs once its seller has answered."""
    if job.first is not None:
        yield _paid(job, "then", job.first)
        yield from old_prices(job.plan)


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
    option = job.advised.recommendation.first.option
    if option.connecting_usd and not option.paid:
        kind = "machine" if option.kind is OptionKind.MACHINE else "model"
        yield job.say("connecting", kind, once=option.connecting_usd)
    changes = [row.valid_from for price in option.prices for row in price.rows[1:]]
    if changes:
        yield job.say("cost", "changes", day=min(changes))
    yield from old_prices(job.plan)
    if job.comparison is not None:
        yield from hours(job, sum_alone(job, job.comparison), job.per)
        yield from _hours_later(job, job.comparison.hours_with_ai)


def _hours_later(job: JobBasis, hours_now: float) -> Sentences:
    """Yield how long it takes once the test allows to read fewer, as the owner said."""
    if job.work.review is not Review.SAMPLE:
        return
    later = job.advised.comparison.hours_with_ai if job.advised is not None else hours_now
    if later < hours_now and not is_released(job):
        yield job.say("hours-later", job.per, hours=later)


def hours(of: Basis | JobBasis, costs: CostSum, per: str) -> Sentences:
    """Yield how long people work with AI, and by hand where that is known."""
    if costs.hours_by_hand is not None:
        yield of.say("hours", per, hours=costs.hours, by_hand=costs.hours_by_hand)
    elif costs.hours:
        yield of.say("hours-alone", per, hours=costs.hours)


# ------------------------------------------------------------------------------------------- test


def _test(job: JobBasis) -> Tile | None:
    trial = job.trial
    if job.waits is not None:
        asks = _asks(job)
        return tile(job, "test", job.say("no-test", asks, n=job.waits.recommendation.stop.cases))
    if trial is None:
        return None
    if job.result is not None:
        return tile(job, "test", *counted(job, job.result, trial.stop), label="tested")
    return tile(job, "test", collect(job, trial.stop), *how_tested(job, trial))


def _asks(job: JobBasis) -> str:
    """Return what is asked: one thing that is yes or no, several, or a price."""
    questions = job.waits.questions if job.waits is not None else ()
    if Unknown.PRICE in questions:
        return "price"
    return "both" if len(questions) > 1 else "one"


def collect(job: JobBasis, stop: StopRule) -> str:
    """Return which cases to take, and how many."""
    return job.say("test", "collect", n=stop.cases)


def how_tested(job: JobBasis, trial: Recommendation) -> Sentences:
    """Yield who gets the cases, when one is good, and who reads them once more."""
    yield _given_to(job, trial)
    yield job.say("test", "good")
    yield from second_reader(job, trial.stop)
    if trial.stop.cases < FEW_CASES:
        yield job.say("test", "few")


def _given_to(job: JobBasis, trial: Recommendation) -> str:
    """Return which tool, or which two, gets the cases."""
    day, name = job.plan.test_by, job.short_name(trial.first)
    if job.challenger is None:
        return job.say("test", "alone", name=name, day=day)
    second = job.short_name(job.challenger)
    return job.say("test", "both", n=trial.stop.cases, name=name, second=second, day=day)


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
    part = "all" if stop.second_reads >= stop.cases else "some"
    if stop.same_person:
        part = "same-person-all" if part == "all" else "same-person-some"
    yield job.say("second-reader", part, n=stop.second_reads)


# ------------------------------------------------------------------------------------------- stop


def _stop(job: JobBasis) -> Tile | None:
    if isinstance(job.ending, LeaveIt):
        if job.ending.is_dangerous:
            return None
        return tile(job, "stop", _when_to_review(job, job.ending), label="look-again")
    if job.waits is not None:
        return tile(job, "stop", job.say("no-stop", _asks(job)))
    if isinstance(job.ending, FromList):
        return tile(job, "stop", job.say("no-stop", "from-list"))
    return tile(job, "stop", *stop_rules(job, job.trial.stop)) if job.trial is not None else None


def _when_to_review(job: JobBasis, ending: LeaveIt) -> str:
    if ending.pays_from is None or job.work.once:
        return job.say("look-again", "later")
    return job.say("look-again", "from", results=ending.pays_from)


def stop_rules(job: JobBasis, stop: StopRule) -> Sentences:
    """Yield what ends the test: too many to be done again, and bad ones that nobody noticed."""
    some = "redone" if stop.most_redone else "none-redone"
    yield job.say("stop", some, most=stop.most_redone, n=stop.cases)
    if stop.most_slipped is not None:
        slipped = "slipped" if stop.most_slipped else "first-slipped"
        yield job.say("stop", slipped, n=stop.most_slipped + 1)


# ------------------------------------------------------------------------------------------- risk


def risk(job: JobBasis) -> Tile | None:
    """Return the biggest risk; None where nothing is started."""
    if job.advised is None and not job.narrator.knows("risk", ending_name(job.ending)):
        return None
    return tile(job, "risk", risk_of(job))


def risk_of(job: JobBasis) -> str:
    """Return the biggest risk: the owner's own words for it, else what stands on file for the job."""
    if job.job.worst:
        return job.say("risk", "worst", worst=job.narrator.quote(job.job.worst))
    if job.advised is None:
        return job.say("risk", ending_name(job.ending))
    if isinstance(job.ending, FromList):
        return job.say("risk", "from-list")
    return job.say("risk", _risk_of_stakes(job))


def _risk_of_stakes(job: JobBasis) -> str:
    """Return the name of the sentence on what a wrong result does."""
    stakes = job.work.stakes
    if stakes.severe:
        return "harm"
    is_read_first = job.advised is not None and job.advised.comparison.while_read is not None
    is_unread = job.work.reviewed is Review.NOBODY and not is_read_first
    return "unread" if is_unread and stakes is Stakes.NUISANCE else stakes
