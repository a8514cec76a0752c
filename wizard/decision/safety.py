"""Safety: what decides about people, health, money or fit is no work for AI alone (METHOD §5)."""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace

import msgspec

from catalog.data_files import toml_of
from catalog.schema import UseCase
from catalog.words import folded, named_in, stands_in
from wizard.decision.acts import TRAITS, act_of, does, is_seen
from wizard.decision.answers import Job
from wizard.decision.endings import AskBack, Ending, WrongTool
from wizard.decision.objects import is_of_rows
from wizard.decision.own_words import act_in
from wizard.decision.vocabulary import DecidesOn, JobAct, Stakes

TABLE = toml_of(__file__)
NOT_FOR_AI = msgspec.convert(TABLE["not_for_ai"], tuple[DecidesOn, ...])
# What stands in a picture is looked up in no list, and is read into rows first.
ON_LISTS = frozenset({DecidesOn.MATCH, DecidesOn.LISTS})


# Words of a job that hint at what is decided by it. `*` stands for any ending of a word.
type Dangers = Mapping[DecidesOn, tuple[str, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class UsedToDecide:
    """What is decided by a job, and whether that is certain: words only hint at it."""

    on: frozenset[DecidesOn] = frozenset()
    certain: bool = True

    @property
    def as_answered(self) -> frozenset[DecidesOn]:
        """Return it as an owner answers, who is not asked whether what fits is made or chosen."""
        is_chosen = DecidesOn.CHOICE in self.on
        return self.on | {DecidesOn.FIT} if is_chosen else self.on


def what_is_decided(job: Job, use_case: UseCase, dangers: Dangers) -> UsedToDecide:
    """Return what a job decides, and whether what fits is made or chosen by it."""
    decided = _decided_by(job, use_case, dangers)
    act = act_in(job, use_case)
    if DecidesOn.FIT not in decided.on or not TRAITS[act].chooses:
        return decided
    return replace(decided, on=decided.on - {DecidesOn.FIT} | {DecidesOn.CHOICE})


def _decided_by(job: Job, use_case: UseCase, dangers: Dangers) -> UsedToDecide:
    """Return what a job decides: as answered, else by the law's list, else as its words hint."""
    by_program = what_a_program_does(job)
    if by_program is not None:  # this is the job itself, whatever else is decided by it
        return UsedToDecide(on=(job.decides_on or frozenset()) | {by_program})
    if job.decides_on is not None:
        return UsedToDecide(on=job.decides_on | _of_a_list_that_hurts(job))
    if use_case.slug:
        return UsedToDecide(on=frozenset({DecidesOn.PERSON} if use_case.annex_iii else ()))
    hints = hinted(job.words, dangers)
    return UsedToDecide(on=hints, certain=not hints)


def _of_a_list_that_hurts(job: Job) -> frozenset[DecidesOn]:
    return frozenset({DecidesOn.LIST}) if names_what_hurts(job) else frozenset()


def names_what_hurts(job: Job) -> bool:
    """Return whether a wrong fact hurts somebody that a list of the firm's own has.

    What is feared names it as well as the job itself.
    """
    return job.stakes is Stakes.HURT and stands_in(f"{job.words} {job.worst}", LISTED)


def what_a_program_does(job: Job) -> DecidesOn | None:
    """Return what a sheet, a program, a person or a fixed sentence gives; else None."""
    if job.use_case:
        return None
    if does(job, JobAct.TELL) and job.stakes is Stakes.HURT:
        return DecidesOn.STATE
    if is_of_rows(job):
        return DecidesOn.STATE
    by_program = TRAITS[act_of(job)].by_program
    return None if by_program in ON_LISTS and is_seen(job) else by_program


def chooses(words: str) -> bool:
    """Return whether words ask to rank, mark or choose; to do without that is not to do it."""
    return stands_in(NOT_DONE.sub(" ", folded(words)), CHOOSING)


def hinted(words: str, dangers: Dangers) -> frozenset[DecidesOn]:
    """Return what words hint at that somebody decides."""
    return frozenset(named_in(words, dangers))


def refusal(
    job: Job, decided: UsedToDecide, besides: Collection[DecidesOn] = frozenset()
) -> Ending | None:
    """Return the ending of a job that AI must not do; None where it may.

    `besides` are the decisions beside which something is left to AI: it writes, and does not
    decide.
    """
    if DecidesOn.EVERYTHING in decided.on:
        return AskBack(job=job.key)
    refused = (row for row in NOT_FOR_AI if row in decided.on and row not in besides)
    gravest = next(refused, None)
    if gravest is None:
        return None
    return WrongTool(job=job.key, decides_on=gravest, certain=decided.certain)


NOT_DONE = re.compile(r"\b(?:without|ohne|not|nicht) (?:\w+ )?\w+")
CHOOSING = tuple(TABLE["choosing"])
LISTED = (*TABLE["words"]["list"], *TABLE["listed"])
DANGERS = msgspec.convert(TABLE["words"], dict[DecidesOn, tuple[str, ...]])
