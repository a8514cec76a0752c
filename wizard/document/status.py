"""Status: the one thing that becomes of each job of a plan now.

Headline, lines, steps and sums follow from it.
"""

from collections.abc import Iterator, Mapping, Sequence
from enum import StrEnum
from typing import TYPE_CHECKING

from wizard.decision.endings import (
    AskBack,
    FromList,
    NothingPasses,
    OverLimit,
    Project,
    SecondLook,
    WrongTool,
)
from wizard.document.sums import hours_a_month

if TYPE_CHECKING:
    from wizard.document.basis import JobBasis


class Status(StrEnum):
    """What becomes of a job now."""

    NOW = "now"  # begun and tested
    NEXT = "next"  # begun and tested after those before it
    LATER = "later"  # nobody has the hours
    ASK = "ask"  # somebody answers or looks first
    LEFT = "left"  # done as today, or without AI


def statuses(jobs: Sequence["JobBasis"]) -> Mapping[str, Status]:
    """Return the status of each job, by key."""
    may_start = sorted((job for job in jobs if job.trial is not None), key=_comes_after)
    fitting = list(_fitting(may_start))
    of_jobs = {job.job.key: _without_start(job) for job in jobs}
    of_jobs |= {job.job.key: Status.LATER for job in may_start}
    of_jobs |= {job.job.key: Status.NEXT for job in fitting}
    of_jobs |= {job.job.key: Status.NOW for job in fitting[:1]}
    return of_jobs


def _comes_after(job: "JobBasis") -> tuple[bool, ...]:
    """Return why a job is not the first to begin.

    Somebody is hired or asked before it, it saves no time, no test can tell, or others pay a part
    of it. What begins without AI waits for nobody.
    """
    waits_first = isinstance(job.ending, Project) or bool(job.asked_at_first)
    is_slow = isinstance(job.ending, SecondLook) or (waits_first and not job.begins_without_ai)
    return is_slow, job.stop.shows_nothing, job.alone.saved_usd < 0


def _fitting(jobs: Sequence["JobBasis"]) -> Iterator["JobBasis"]:
    """Yield the jobs for which the people have the hours beside those before."""
    taken: list[JobBasis] = []
    for job in jobs:
        if not taken or hours_a_month([*taken, job]) <= job.plan.capacity:
            taken.append(job)
            yield job


def _without_start(job: "JobBasis") -> Status:
    return Status.ASK if asks_somebody(job) else Status.LEFT


def asks_somebody(job: "JobBasis") -> bool:
    """Return whether a seller answers, or the owner answers or looks at what he has, at first."""
    if job.waits is not None or job.asks_only:
        return True
    match job.ending:
        case AskBack() | WrongTool(certain=False):
            return True
        case FromList(wording=None):
            return job.case.row.live  # the list is put up first
        case NothingPasses() | OverLimit() | WrongTool():
            return job.theirs is not None
    return False
