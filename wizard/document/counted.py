"""Which figures of a job's sum its test measured."""

from wizard.document.basis import JobBasis
from wizard.document.blocks import Sentences


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
