"""Who reads a result before it is used, now and once the test has passed."""

from wizard.document.basis import JobBasis
from wizard.document.blocks import Sentences
from wizard.method.endings import FromList
from wizard.method.vocabulary import Review, Stakes


def how_it_is_read(job: JobBasis) -> Sentences:
    """Yield what whoever reads does, and whether that may change after the test."""
    yield who_reads(job)
    work = job.work
    if work.stakes is Stakes.MONEY and work.review is not Review.EVERY and not _is_released(job):
        yield job.say("reads-later", work.review)


def who_reads(job: JobBasis) -> str:
    """Return what whoever reads does.

    At law and hurt one person answers for each, whatever the owner chose; where a slip costs money,
    everybody reads until the test has passed.
    """
    work = job.work
    if _is_released(job):
        return job.say("reads", "release")
    if work.stakes is Stakes.NUISANCE:
        return job.say("reads", work.review)
    return job.say("reads", Review.EVERY)


def _is_released(job: JobBasis) -> bool:
    return job.work.stakes.severe or isinstance(job.ending, FromList)
