"""Safety: what decides about people, health, money or fit is no work for AI alone (METHOD §5)."""

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from catalog.data_files import toml_of
from catalog.schema import UseCase
from catalog.vocabulary import LANGUAGE_MEDIA, Medium
from catalog.words import folded, stands_in
from wizard.decision.answers import Job
from wizard.decision.endings import AskBack, Ending, WrongTool
from wizard.decision.own_words import JobAct, act_of, holds_two_lists, tells_a_state
from wizard.decision.vocabulary import DecidesOn, Stakes

# Somebody else than AI does these, the gravest first. A list answers, and AI may word it.
NOT_FOR_AI = (
    DecidesOn.FEELINGS,
    DecidesOn.TREATMENT,
    DecidesOn.PERSON,
    DecidesOn.LIMIT,
    DecidesOn.FIT,
    DecidesOn.MACHINE_FILE,
    DecidesOn.FUTURE,
    DecidesOn.ROSTER,
    DecidesOn.LISTS,
    DecidesOn.WORTH,
    DecidesOn.STATE,
    DecidesOn.SUM,
    DecidesOn.COUNT,
    DecidesOn.MATCH,
)
# What no language model does where fields come out, by the act.
OF_PROGRAMS = {
    JobAct.COUNT: DecidesOn.COUNT,
    JobAct.RECKON: DecidesOn.SUM,
    JobAct.FIND: DecidesOn.MATCH,
    JobAct.FORESEE: DecidesOn.FUTURE,
}
# A text about a machine is written, and read by people.
WORDED = frozenset({None, Medium.TEXT, Medium.DOCUMENT})


@dataclass(frozen=True, slots=True, kw_only=True)
class Danger:
    """Words of a job that hint at what is decided by it. `*` stands for any ending of a word."""

    decides_on: DecidesOn
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class UsedToDecide:
    """What is decided by a job, and whether that is certain: words only hint at it."""

    on: frozenset[DecidesOn] = frozenset()
    certain: bool = True


def what_is_decided(job: Job, use_case: UseCase | None, dangers: Iterable[Danger]) -> UsedToDecide:
    """Return what a job decides: as answered, else by the law's list, else as its words hint."""
    counted = what_a_program_does(job, use_case)
    if counted is not None:  # this is the job itself, whatever else is decided by it
        return UsedToDecide(on=(job.decides_on or frozenset()) | {counted})
    if job.decides_on is not None:
        return UsedToDecide(on=job.decides_on | _of_a_list_that_hurts(job, dangers))
    if use_case is not None:
        return UsedToDecide(on=frozenset({DecidesOn.PERSON} if use_case.annex_iii else ()))
    hints = hinted(job.words, dangers)
    return UsedToDecide(on=hints, certain=not hints)


def _of_a_list_that_hurts(job: Job, dangers: Iterable[Danger]) -> frozenset[DecidesOn]:
    """Return that the facts of own words stand in a list, where a wrong one hurts somebody."""
    if job.use_case or job.stakes is not Stakes.HURT:
        return frozenset()
    return hinted(job.words, dangers) & {DecidesOn.LIST}


def what_a_program_does(job: Job, use_case: UseCase | None) -> DecidesOn | None:
    """Return what is asked for that is counted, drawn to size or looked up; else None.

    To make something of a roster, such as a summary, a letter or a picture, is writing. What stands
    in a picture is looked up in no list.
    """
    makes_fields = job.medium is Medium.DATA or (use_case is not None and _makes_fields(use_case))
    if makes_fields and _is_a_limit(job):
        return DecidesOn.LIMIT
    if job.use_case:
        return None
    words = folded(job.words)
    if job.medium not in WORDED and MACHINE_FILE.search(words):
        return DecidesOn.MACHINE_FILE
    if job.medium in {None, *LANGUAGE_MEDIA} and ROSTER.search(words):
        return DecidesOn.ROSTER
    return _without_models(job) or _counted(job, makes_fields=makes_fields)


def _without_models(job: Job) -> DecidesOn | None:
    """Return what a sheet, a person or a fixed sentence gives, in fields or in words."""
    if act_of(job) is JobAct.VALUE:
        return DecidesOn.WORTH
    if tells_a_state(job) and job.stakes is Stakes.HURT:
        return DecidesOn.STATE
    # Paper and photos are read into rows first, which is left to AI.
    return DecidesOn.LISTS if holds_two_lists(job) and not job.picture_goes_in else None


def _counted(job: Job, *, makes_fields: bool) -> DecidesOn | None:
    counted = OF_PROGRAMS.get(act_of(job)) if makes_fields else None
    return None if counted is DecidesOn.MATCH and job.picture_goes_in else counted


def _makes_fields(use_case: UseCase) -> bool:
    return {*use_case.outputs} == {Medium.DATA}


def _is_a_limit(job: Job) -> bool:
    """Return whether somebody is hurt where a measured limit is read wrongly."""
    return job.stakes is Stakes.HURT and stands_in(f"{job.words} {job.worst}", LIMITS)


def chooses(words: str) -> bool:
    """Return whether words ask to rank, mark or choose; to do without that is not to do it."""
    return stands_in(NOT_DONE.sub(" ", folded(words)), CHOOSING)


def hinted(words: str, dangers: Iterable[Danger]) -> frozenset[DecidesOn]:
    """Return what words hint at that somebody decides."""
    return frozenset(danger.decides_on for danger in dangers if stands_in(words, danger.words))


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


def _any_of(words: Iterable[str]) -> str:
    return "|".join(word.replace("*", r"\w*") for word in words)


def _roster_pattern(words: Mapping[str, list[str]]) -> re.Pattern[str]:
    """Return what finds that a roster is planned.

    It is the verb, a few words that make no other thing of it, and the roster.

    In German the verb may stand last.
    """
    verbs, nouns = _any_of(words["verbs"]), _any_of(words["nouns"])
    word = rf"(?!(?:{_any_of(words['other_thing'])})\b)\w+ "
    first = rf"(?:{verbs}) (?:{word}){{0,3}}(?:{nouns})"
    last = rf"^(?:{word}){{0,2}}(?:{nouns}) (?:\w+ ){{0,6}}(?:{_any_of(words['last_verbs'])})"
    return re.compile(rf"\b(?:{first}|{last}|{_any_of(words['phrases'])})\b")


TABLE = toml_of(__file__)
ROSTER = _roster_pattern(TABLE["roster"])
MACHINE_FILE = re.compile(rf"\b(?:{'|'.join(TABLE['machine_file'])})\b")
NOT_DONE = re.compile(r"\b(?:without|ohne|not|nicht) (?:\w+ )?\w+")
CHOOSING = tuple(TABLE["choosing"])
LIMITS = tuple(TABLE["limits"])
DANGERS = tuple(
    Danger(decides_on=DecidesOn.read(what), words=tuple(words))
    for what, words in TABLE["words"].items()
)
