"""Who reads a result before it is used: by the rule that holds now, and from when on it may be fewer."""

from wizard.decision.endings import FromList
from wizard.decision.vocabulary import Review
from wizard.document.basis import JobBasis
from wizard.document.blocks import Sentences


def how_it_is_read(job: JobBasis) -> Sentences:
    """Yield what whoever reads does, and what the test has to show before fewer are read."""
    yield who_reads(job)
    if not is_released(job) and is_read_at_first(job) and job.recommendation is not None:
        stop = job.recommendation.stop
        yield job.say("reads-later", "test", most=stop.most_wrong or 0, cases=stop.cases)


def who_reads(job: JobBasis) -> str:
    """Return what whoever reads does now.

    At law and hurt one person answers for each, whatever the owner chose; where the test has to
    show that few are wrong, everybody reads until then.
    """
    if is_released(job):
        return job.say("reads", "release")
    if is_read_at_first(job):
        return job.say("reads", Review.EVERY)
    cases = job.recommendation.stop.cases if job.recommendation is not None else 0
    return job.say("reads", job.work.reviewed, n=cases)


def is_released(job: JobBasis) -> bool:
    """Return whether a trained person approves each result."""
    is_listed = isinstance(job.ending, FromList) and job.work.reviewed is Review.EVERY
    return job.work.stakes.severe or is_listed


def is_read_at_first(job: JobBasis) -> bool:
    """Return whether every result is read only until the test allows less."""
    return job.advised is not None and job.advised.comparison.while_read is not None
