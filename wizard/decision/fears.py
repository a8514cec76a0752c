"""Fears: what an owner fears most of a job, by kind, and what each sort of fear asks of a test.

It is told by the owner's words, else by what stands on file of the job. What is done against it is
a pattern.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace

import msgspec

from catalog.data_files import toml_of
from catalog.schema import JobPhrases
from catalog.vocabulary import Medium
from catalog.words import named_in
from wizard.decision.acts import decides_sums, hears, traits_of
from wizard.decision.answers import Job
from wizard.decision.own_words import act_done
from wizard.decision.vocabulary import JobAct, Stakes

WRONG = "wrong"  # the sort of a fear that is of no other
OVERLOOKED = "overlooked"  # the sort of what somebody who judges fails to see
NAME = "name"  # kinds
ALLERGY = "allergy"
LEFT_OUT = "left-out"  # a kind, and how it shows where every word is written down
MISHEARD = "misheard"
LIVE = "live"  # what is done where somebody waits for each answer


@dataclass(frozen=True, slots=True, kw_only=True)
class FearSort:
    """What the fears of one sort ask of a test; the table beside this module says what."""

    whole: bool = False
    planted: bool = False
    unseen: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class FearKind:
    """Fears that one act is against; the table says what its fields hold."""

    words: tuple[str, ...] = ()
    things: tuple[str, ...] = ()
    around: tuple[str, ...] = ()
    sort: str = WRONG
    hurts: bool = False
    only_for: str = ""
    good: tuple[str, ...] = ()

    @property
    def phrases(self) -> tuple[str, ...]:
        """Return all that tells it: its words, and each of its things in what stands around it."""
        of_things = (row.format(thing) for row in self.around for thing in self.things)
        return (*self.words, *of_things)


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
    hurts: bool = False  # somebody is hurt by it, whatever else a mistake costs

    @property
    def is_whole(self) -> bool:
        """Return whether only a whole document shows it."""
        return TABLE.sorts[self.sort].whole

    @property
    def is_planted(self) -> bool:
        """Return whether a test needs cases in which what the owner wrote could happen."""
        return self.is_own and TABLE.sorts[self.sort].planted

    @property
    def is_seen(self) -> bool:
        """Return whether one result of a test can show it."""
        return not TABLE.sorts[self.sort].unseen


TABLE = msgspec.convert(toml_of(__file__), FearTable)
TOLD_BY = {name: kind.phrases for name, kind in TABLE.kinds.items()}
SEEN_BY = {name: kind.good for name, kind in TABLE.kinds.items()}
NO_FEAR = Fear()


def fear_in(words: str, *, is_own: bool, act: str = "", besides: str = "") -> Fear:
    """Return the fear that words tell, which is of the first kind that can happen in an act.

    It may also happen in what is done besides.

    Without an act it can be of any. That it hurts is told by its words alone.

    Who fears that a machine hurts because a step is missing tests what is missing; that is the kind
    too, where the first is of a sort that asks for another test. Whoever judges overlooks it.
    """
    named = named_in(words, TOLD_BY)
    hurts = any(TABLE.kinds[name].hurts for name in named)
    kinds = [name for name in named if _happens_in((act, besides), TABLE.kinds[name])]
    if not kinds:
        return Fear(is_own=is_own, hurts=hurts)
    first = TABLE.kinds[kinds[0]].sort
    whole = next((name for name in kinds if _sort_of(name).whole), kinds[0])
    tested = kinds[0] if TABLE.sorts[first].planted else whole
    kind = kinds[0] if first == WRONG else tested
    return Fear(kind=kind, sort=TABLE.kinds[tested].sort, is_own=is_own, hurts=hurts)


def sight_in(good: str) -> str:
    """Return the kind that a sentence on a good result names; empty where it names none."""
    return next(iter(named_in(good, SEEN_BY)), "")


def _happens_in(acts: Collection[str], kind: FearKind) -> bool:
    is_any = not any(acts) or not kind.only_for
    return is_any or any(act in TABLE.only_for[kind.only_for] for act in acts)


def _sort_of(kind: str) -> FearSort:
    return TABLE.sorts[TABLE.kinds[kind].sort]


def fear_of(
    job: Job,
    phrases: JobPhrases | None,
    stakes: Stakes,
    medium: Medium = Medium.TEXT,
    *,
    live: bool = False,
) -> Fear:
    """Return what is feared of a job: what its owner wrote, else what its words name.

    Without either it is of the sort of what stands on file of the job at such stakes. What a
    program does wrong is told by no word of what it does to people: its tests are against it.
    """
    is_own = stakes is not Stakes.NUISANCE
    if medium is Medium.CODE:
        return Fear(is_own=is_own and bool(job.worst))
    act = LIVE if live else act_done(job, medium)
    if job.worst:
        besides = JobAct.CALCULATE if decides_sums(job) else ""
        fear = fear_in(job.worst, is_own=is_own, act=act, besides=besides)
        return _as_heard(fear, job)
    named = fear_in(job.words, is_own=is_own, act=act)
    has_a_kind = named.hurts and bool(named.kind)
    if has_a_kind or phrases is None:
        return named if named.hurts else NO_FEAR
    on_file = phrases.harm if stakes.severe else phrases.cost_of_wrong
    return replace(fear_in(on_file, is_own=False), kind="", hurts=named.hurts)


def _as_heard(fear: Fear, job: Job) -> Fear:
    """Return a fear as it shows where every word is written down.

    No list says what is missing, and what no kind tells was heard wrongly.
    """
    if hears(job) and fear.kind in {"", LEFT_OUT}:
        return replace(fear, kind=MISHEARD, sort=WRONG)
    return fear


def must_be_complete(job: Job) -> bool:
    """Return whether own words are checked, compared or summed up.

    What it lacks shows in no part of it.
    """
    return traits_of(job).whole
