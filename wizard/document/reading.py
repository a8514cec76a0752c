"""Who reads a result before its use, by the present rule, and from when it may be fewer."""

from dataclasses import replace

from catalog.formatting import rough
from wizard.decision.endings import FromList
from wizard.decision.trial import stop_rule
from wizard.decision.vocabulary import Review, Stakes
from wizard.document.basis import JobBasis
from wizard.document.blocks import Sentences


def how_it_is_read(job: JobBasis) -> Sentences:
    """Yield what whoever reads does, and what goes out wrong where fewer are read than all.

    At law and hurt one person answers for each, whatever the owner chose; where the test has to
    show that few are wrong, everybody reads until then.
    """
    if is_released(job):
        yield job.say("reads", "release")
    elif is_read_at_first(job) or job.work.reviewed is Review.EVERY:
        yield job.say("reads", "every")
    else:
        yield from _goes_out(job)
        return
    if job.job.review not in {None, Review.EVERY}:
        yield from _though_fewer(job, job.job.review)


def _goes_out(job: JobBasis) -> Sentences:
    """Yield who reads where fewer are read than all, or how many go out wrong."""
    if job.work.reviewed is not Review.NOBODY:
        yield job.say("reads", job.work.reviewed)
        return
    if job.trial is not None:
        rule = job.trial.stop
        wrong = rough(round(rule.most_redone / rule.cases * job.pieces))
        yield job.say("goes-out", job.per, wrong=wrong)
    if job.work.reading_hours:
        yield job.say("reads-all", job.per, hours=job.work.reading_hours)


def _though_fewer(job: JobBasis, chosen: Review) -> Sentences:
    """Yield that all are read though the owner chose fewer, and from when they may be fewer."""
    rule = stop_rule(replace(job.work, review=chosen))
    allowed = rule.most_redone if rule.most_wrong is None else rule.most_wrong
    if job.work.stakes.severe or job.work.review is not job.work.reviewed:
        name = "never"
    elif job.work.once and rule.shown_from > job.work.parts_in_all:
        name = "too-few"
    else:
        name = "after-few" if allowed else "after-none"
    yield job.say("reads-fewer", name, allowed=allowed, n=rule.shown_from)


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
