"""Fears: what an owner fears most of a job, by kind, and what each sort of fear asks of a test.

It is told by the owner's words, else by what stands on file of the job. What is done against it is
a pattern.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import msgspec

from catalog.data_files import toml_of
from catalog.schema import JobPhrases
from catalog.words import stands_in
from wizard.decision.answers import Job
from wizard.decision.vocabulary import Stakes


@dataclass(frozen=True, slots=True, kw_only=True)
class FearSort:
    """What the fears of one sort ask of a test; the table beside this module says what."""

    whole: bool = False
    planted: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class FearKind:
    """Fears that one act is against; the table says what its fields hold."""

    words: tuple[str, ...]
    sort: str = "wrong"
    hurts: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class FearTable:
    """The sorts and kinds of fears, those kinds first that count first."""

    sorts: Mapping[str, FearSort]
    kinds: Mapping[str, FearKind]


@dataclass(frozen=True, slots=True, kw_only=True)
class Fear:
    """What is feared of one job."""

    kind: str = ""  # empty: its words tell none
    sort: str = "wrong"
    is_own: bool = False  # the owner wrote it, and it does not stand on file

    @property
    def is_whole(self) -> bool:
        """Return whether only a whole document shows it."""
        return TABLE.sorts[self.sort].whole

    @property
    def is_planted(self) -> bool:
        """Return whether a test needs cases in which what the owner wrote could happen."""
        return self.is_own and TABLE.sorts[self.sort].planted


TABLE = msgspec.convert(toml_of(__file__), FearTable)
NO_FEAR = Fear()


def kind_of_fear(words: str) -> str:
    """Return the first kind whose words stand in what somebody fears; empty without one."""
    return next((name for name, kind in TABLE.kinds.items() if stands_in(words, kind.words)), "")


def danger_named(job: Job) -> str:
    """Return the kind of what can hurt that own words for a job name, as allergies; else empty."""
    kind = kind_of_fear(job.words)
    return kind if kind and TABLE.kinds[kind].hurts else ""


def fear_of(job: Job, phrases: JobPhrases | None, stakes: Stakes) -> Fear:
    """Return what is feared of a job: what its owner wrote, else what its words name.

    Without either it is of the sort of what stands on file of the job at such stakes.
    """
    kind = kind_of_fear(job.worst) if job.worst else danger_named(job)
    if kind or job.worst:
        return Fear(kind=kind, sort=_sort_of(kind), is_own=True)
    if phrases is None:
        return NO_FEAR
    on_file = phrases.harm if stakes.severe else phrases.cost_of_wrong
    return Fear(sort=_sort_of(kind_of_fear(on_file)))


def _sort_of(kind: str) -> str:
    return TABLE.kinds[kind].sort if kind else NO_FEAR.sort
