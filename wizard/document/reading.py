"""Who reads a result before its use, by the present rule, and from when it may be fewer."""

from catalog.formatting import rough
from wizard.decision.endings import FromList
from wizard.decision.trial import StopRule
from wizard.decision.vocabulary import Review, Stakes
from wizard.document.basis import JobBasis
from wizard.document.blocks import Sentences

FEW_WRONG = 0.05  # of the cases: so few go without saying


def how_it_is_read(job: JobBasis) -> Sentences:
    """Yield what whoever reads does, and what goes out wrong where fewer are read than all.

    At law and hurt one person answers for each, whatever the owner chose; where the test has to
    show that few are wrong, everybody reads until then.
    """
    if is_released(job):
        yield job.say("reads", "release")
    elif is_read_at_first(job):
        yield job.say("reads", "every")
        if job.plan.is_alone and job.trial is not None:
            yield job.say("reads-fewer", _from_when(job.trial.stop))
    else:
        if job.work.reviewed is Review.NOBODY and job.trial is not None:
            rule = job.trial.stop
            wrong = rough(round(rule.most_redone / rule.cases * job.pieces))
            yield job.say("goes-out", job.per, wrong=wrong)
        if job.work.reviewed is Review.NOBODY and job.reading_hours:
            yield job.say("reads-all", job.per, hours=job.reading_hours)
        else:
            yield job.say("reads", job.work.reviewed)


def _from_when(rule: StopRule) -> str:
    """Return the name of the sentence on reading less.

    What goes out wrong is said where it is much.
    """
    if not rule.most_wrong:
        return "after-none"
    return "after-few" if rule.most_wrong < FEW_WRONG * rule.cases else "after-test"


def who_reads(job: JobBasis) -> Review:
    """Return how much is read at first."""
    return Review.EVERY if is_released(job) or is_read_at_first(job) else job.work.reviewed


def is_released(job: JobBasis) -> bool:
    """Return whether a trained person approves each result."""
    is_listed = isinstance(job.ending, FromList) and job.work.reviewed is Review.EVERY
    return job.work.stakes.severe or is_listed


def is_read_at_first(job: JobBasis) -> bool:
    """Return whether every result is read only until the test allows less."""
    return job.advised is not None and job.advised.comparison.while_read is not None


def goes_unread(job: JobBasis) -> bool:
    """Return whether the owner lets unread results out, where a wrong one is a nuisance."""
    is_unread = job.work.reviewed is Review.NOBODY and not is_read_at_first(job)
    return is_unread and job.work.stakes is Stakes.NUISANCE
