"""The four answers below the headline of one job: cost, test, stop, biggest risk."""

from collections.abc import Iterator

from wizard.decision.costs import Priced
from wizard.decision.endings import Advised, AskFirst, FromList, LeaveIt
from wizard.decision.measured import TrialResult
from wizard.decision.trial import StopRule
from wizard.decision.vocabulary import OptionKind, Review, Stakes
from wizard.document.basis import Basis, JobBasis
from wizard.document.blocks import Tile
from wizard.document.headline import ending_name
from wizard.document.phrases import HARM_OF_STAKES

FEW_CASES = 15  # fewer prove little


def tiles(job: JobBasis, basis: Basis) -> tuple[Tile, ...]:
    """Return the four answers of a plan with one job."""
    return (_cost(job), _test(job, basis), _stop(job), risk(job))


def _tile(job: JobBasis, key: str, big: str, *fine: str, label: str = "") -> Tile:
    return Tile(key=key, label=job.say("label", label or key), big=big, fine=fine)


# ------------------------------------------------------------------------------------------- cost


def _cost(job: JobBasis) -> Tile:
    advised = job.advised
    if advised is None:
        return _tile(job, "cost", job.say("no-cost", ending_name(job.ending)))
    if isinstance(advised, AskFirst):
        big = job.say("no-cost", "ask-first")
        return _tile(job, "cost", big, job.say("then", _sum(job, advised), paid=_paid(job)))
    return _tile(job, "cost", paid(job, advised), *_besides(job, advised))


def paid(job: JobBasis, advised: Advised) -> str:
    """Return what is paid for the job, by itself."""
    usd = advised.recommendation.first.paid_usd
    return job.say("cost", _sum(job, advised), paid=usd, results=job.work.results)


def _paid(job: JobBasis) -> float:
    return job.first.paid_usd if job.first is not None else 0.0


def _sum(job: JobBasis, advised: Advised) -> str:
    """Return how the sum of a job is said: paid already, free, in all, or a month; guessed where the amount is ours."""
    first = advised.recommendation.first
    if first.option.paid and not first.paid_usd:
        return "paid"
    if not first.paid_usd:
        return "free"
    if job.work.once:
        return "once"
    return "guessed" if "results" in job.decided.guessed else "monthly"


def _besides(job: JobBasis, advised: Advised) -> Iterator[str]:
    first = advised.recommendation.first
    if first.option.connecting_usd and not first.option.paid:
        yield job.say("connecting", _connecting(first), once=first.option.connecting_usd)
    changes = [row.valid_from for price in first.option.prices for row in price.rows[1:]]
    if changes:
        yield job.say("cost", "changes", day=min(changes))
    comparison = advised.comparison
    by_hand, with_ai = comparison.hours_by_hand, comparison.hours_with_ai
    if by_hand:
        yield job.say("hours", _per(job), hours=with_ai, by_hand=by_hand)


def _connecting(priced: Priced) -> str:
    return "machine" if priced.option.kind is OptionKind.MACHINE else "model"


def _per(job: JobBasis) -> str:
    return "once" if job.work.once else "monthly"


# ------------------------------------------------------------------------------------------- test


def _test(job: JobBasis, basis: Basis) -> Tile:
    advised = job.advised
    if job.result is not None and job.recommendation is not None:
        big, *fine = counted(job, job.result, job.recommendation.stop)
        return _tile(job, "test", big, *fine, label="tested")
    if advised is None:
        return _tile(job, "test", job.say("no-test", ending_name(job.ending)))
    if isinstance(advised, AskFirst):
        return _tile(job, "test", job.say("no-test", "ask-first"))
    stop = advised.recommendation.stop
    return _tile(job, "test", collect(job, stop), *how_tested(job, advised, basis))


def collect(job: JobBasis, stop: StopRule) -> str:
    """Return which cases to take, and how many."""
    return job.say("test", "collect", n=stop.cases)


def how_tested(job: JobBasis, advised: Advised, basis: Basis) -> Iterator[str]:
    """Yield who gets the cases, when one is good, and who reads them once more."""
    recommendation, day = advised.recommendation, basis.test_by
    first, second, cases = recommendation.first, recommendation.second, recommendation.stop.cases
    if second is None:
        yield job.say("test", "alone", name=job.short_name(first), day=day)
    else:
        names = {"name": job.short_name(first), "second": job.short_name(second)}
        yield job.say("test", "both", n=cases, day=day, **names)
    yield job.say("test", "good")
    yield from second_reader(job, recommendation.stop)
    if cases < FEW_CASES:
        yield job.say("test", "few")


def counted(job: JobBasis, result: TrialResult, stop: StopRule) -> Iterator[str]:
    """Yield what the test counted, and what its limit was."""
    some = "some" if result.redone else "none"
    yield job.say("counted", some, redone=result.redone, cases=result.cases)
    yield job.say("counted", "limit", most=stop.most_redone, n=stop.cases)
    if result.slipped:
        yield job.say("counted", "slipped", slipped=result.slipped)
    if result.cases < stop.cases:
        yield job.say("counted", "more", n=stop.cases - result.cases)


def second_reader(job: JobBasis, stop: StopRule) -> Iterator[str]:
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
    match job.ending:
        case FromList():
            return _tile(job, "stop", job.say("stop", "list"))
        case LeaveIt(pays_from=pays_from):
            often = job.say("look-again", "later")
            if pays_from is not None and not job.work.once:
                often = job.say("look-again", "from", results=pays_from)
            return _tile(job, "stop", often, label="look-again")
        case AskFirst():
            return _tile(job, "stop", job.say("stop", "ask-first"))
        case Advised(recommendation=recommendation):
            return _tile(job, "stop", *stop_rules(job, recommendation.stop))
    return _tile(job, "stop", job.say("no-stop", ending_name(job.ending)))


def stop_rules(job: JobBasis, stop: StopRule) -> Iterator[str]:
    """Yield what ends the test: too many to be done again, and a bad one that the reader missed."""
    some = "redone" if stop.most_redone else "none-redone"
    yield job.say("stop", some, most=stop.most_redone, n=stop.cases)
    if stop.most_slipped is not None:
        yield job.say("stop", "slipped", nth=stop.most_slipped + 1)


# ------------------------------------------------------------------------------------------- risk


def risk(job: JobBasis) -> Tile:
    """Return the biggest risk: the owner's own words for it, else what stands on file for the job."""
    if job.job.worst:
        worst = job.narrator.quote(job.job.worst)
        return _tile(job, "risk", job.say("risk", "worst", worst=worst), *_unread(job))
    return _tile(job, "risk", job.say("risk", risk_of(job)), *_unread(job))


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


def _unread(job: JobBasis) -> Iterator[str]:
    work = job.work
    unread = work.review is Review.NOBODY and not work.stakes.severe
    if job.advised is not None and unread and work.stakes is Stakes.MONEY:
        yield job.say("reads", "nobody")
