"""Who reads a result before it is used, now and once the test has passed."""

from collections.abc import Iterator

from wizard.document.basis import JobBasis
from wizard.method.endings import FromList
from wizard.method.vocabulary import Review, Stakes


def how_it_is_read(job: JobBasis) -> Iterator[str]:
    """Yield what whoever reads does. At law and hurt one person answers for each, whatever the owner chose."""
    work = job.work
    if work.stakes.severe or isinstance(job.ending, FromList):
        yield job.say("reads", "release")
        return
    if work.review is Review.EVERY:
        yield job.say("reads", "every")
        return
    if work.stakes is Stakes.NUISANCE:
        yield job.say("reads", work.review)
        return
    # Where a slip costs money, everybody reads until the test has passed.
    yield job.say("reads", "every")
    yield job.say("reads-later", work.review)
