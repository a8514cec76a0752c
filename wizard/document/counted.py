"""What the owner's test counted of a job, and which figures of the sum it measured."""

from wizard.decision.measured import TrialResult
from wizard.decision.trial import StopRule
from wizard.document.basis import JobBasis
from wizard.document.blocks import Sentences


def counted_in_test(job: JobBasis, result: TrialResult, stop: StopRule) -> Sentences:
    """Yield what the test counted, and what its limit was."""
    some = "some" if result.redone else "none"
    yield job.say("counted", some, redone=result.redone, cases=result.cases)
    yield job.say("counted", "limit")
    if stop.known_bad:
        yield job.say("counted", "missed" if result.missed else "none-missed", count=result.missed)
    if result.slipped:
        yield job.say("counted", "slipped", slipped=result.slipped)
    if result.cases < stop.cases:
        yield job.say("counted", "more", n=stop.cases - result.cases)


def measured_in_test(job: JobBasis) -> Sentences:
    """Yield which figures of the job's sum its test measured.

    These are minutes beside our guess, or a fee in place of a price.
    """
    comparison = job.comparison
    option = comparison.option.option if comparison is not None else None
    for result in job.decided.results:
        if option is None or result.tool != option.tool:
            continue
        if result.timed:
            minutes = result.reading_minutes
            yield job.say("measured", "minutes", minutes=minutes, timed=result.timed)
        if result.fee_usd is not None and job.work.results > option.included:
            yield job.say("measured", "fee", usd=result.fee_usd)
