"""Fears: what an owner fears most of a job, by kind, and what each sort of fear asks of a test.

It is told by the owner's words, else by what stands on file of the job. What is done against it is
a pattern.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace

import msgspec

from catalog.data_files import toml_of
from catalog.schema import JobPhrases
from catalog.vocabulary import Medium
from catalog.words import stands_in
from wizard.decision.acts import TRAITS, act_of, hears, traits_of
from wizard.decision.answers import Job
from wizard.decision.own_words import ACT_OF_CASE
from wizard.decision.vocabulary import Stakes

WRONG = "wrong"  # the sort of a fear that is of no other
OVERLOOKED = "overlooked"  # the sort of what somebody who judges fails to see
LEFT_OUT = "left-out"  # a kind, and how it shows where every word is written down
MISHEARD = "misheard"


@dataclass(frozen=True, slots=True, kw_only=True)
class FearSort:
    """What the fears of one sort ask of a test; the table beside this module says what."""

    whole: bool = False
    planted: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class FearKind:
    """Fears that one act is against; the table says what its fields hold."""

    words: tuple[str, ...] = ()
    sort: str = WRONG
    hurts: bool = False
    only_for: str = ""
    of_writing: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FearTable:
    """The sorts and kinds of fears, those kinds first that count first."""

    only_for: Mapping[str, tuple[str, ...]]
    sorts: Mapping[str, FearSort]
    kinds: Mapping[str, FearKind]


@dataclass(frozen=True, slots=True, kw_only=True)
class Fear:
    """What is feared of one job."""

    kind: str = ""  # empty: its words tell none
    sort: str = WRONG
    is_own: bool = False  # the owner wrote it, and it is no nuisance

    @property
    def is_whole(self) -> bool:
        """Return whether only a whole document shows it."""
        return TABLE.sorts[self.sort].whole

    @property
    def is_planted(self) -> bool:
        """Return whether a test needs cases in which what the owner wrote could happen."""
        return self.is_own and TABLE.sorts[self.sort].planted

    @property
    def hurts(self) -> bool:
        """Return whether somebody is hurt by it, whatever else a mistake costs."""
        return bool(self.kind) and TABLE.kinds[self.kind].hurts


TABLE = msgspec.convert(toml_of(__file__), FearTable)
NO_FEAR = Fear()


def fear_in(words: str, *, is_own: bool, about: str | None = None) -> Fear:
    """Return the fear that words tell, which is of the first kind that a job can have.

    What the job is `about` tells that; None: it can have any.

    Who fears that a machine hurts because a step is missing tests what is missing; that is the kind
    too, where the first is of a sort that asks for another test.
    """
    kinds = [
        name
        for name, kind in TABLE.kinds.items()
        if stands_in(words, kind.words) and _can_be_of(kind, about)
    ]
    if not kinds:
        return Fear(is_own=is_own)
    whole = next((name for name in kinds if _sort_of(name).whole), kinds[0])
    kind = kinds[0] if TABLE.kinds[kinds[0]].sort == WRONG else whole
    return Fear(kind=kind, sort=TABLE.kinds[whole].sort, is_own=is_own)


def _can_be_of(kind: FearKind, about: str | None) -> bool:
    return about is None or not kind.only_for or stands_in(about, TABLE.only_for[kind.only_for])


def _sort_of(kind: str) -> FearSort:
    return TABLE.sorts[TABLE.kinds[kind].sort]


def fear_of(
    job: Job, phrases: JobPhrases | None, stakes: Stakes, medium: Medium = Medium.TEXT
) -> Fear:
    """Return what is feared of a job: what its owner wrote, else what its words name.

    Without either it is of the sort of what stands on file of the job at such stakes. What a
    program does wrong is told by no word of what it does to people: its tests are against it.
    """
    is_own = stakes is not Stakes.NUISANCE
    if medium is Medium.CODE:
        return Fear(is_own=is_own and bool(job.worst))
    if job.worst:
        about = job.words or (f"{phrases.do_with} {phrases.good_test}" if phrases else "")
        fear = fear_in(job.worst, is_own=is_own, about=about)
        return _of_what_is_written(fear, job, phrases)
    named = fear_in(job.words, is_own=is_own)
    if named.hurts or phrases is None:
        return named if named.hurts else NO_FEAR
    on_file = phrases.harm if stakes.severe else phrases.cost_of_wrong
    return replace(fear_in(on_file, is_own=False), kind="")


def _of_what_is_written(fear: Fear, job: Job, phrases: JobPhrases | None) -> Fear:
    """Return a fear as it shows where AI judges nothing: it may only write wrongly or leave out."""
    if hears(job) and fear.kind == LEFT_OUT:
        return replace(fear, kind=MISHEARD, sort=WRONG)
    if fear.sort != OVERLOOKED or _judges(job, phrases):
        return fear
    kind = TABLE.kinds[fear.kind].of_writing
    return replace(fear, kind=kind or fear.kind, sort=TABLE.kinds[kind].sort if kind else WRONG)


def _judges(job: Job, phrases: JobPhrases | None) -> bool:
    """Return whether AI says itself what passes, or picks: no writing, and no copying."""
    if job.use_case and phrases is not None:
        return bool(phrases.known_bad) and not retells(job)
    return TRAITS[act_of(job)].judges


def retells(job: Job) -> bool:
    """Return whether what goes in is told in other words, which can leave a part of it out."""
    return TRAITS[ACT_OF_CASE.get(job.use_case or "") or act_of(job)].retells


def must_be_complete(job: Job) -> bool:
    """Return whether own words are checked, compared or summed up.

    What it lacks shows in no part of it.
    """
    return traits_of(job).whole
