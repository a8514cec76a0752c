"""Safety: what decides about people, health, money or fit is no work for AI alone (METHOD §5)."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from catalog.data_files import toml_of
from catalog.schema import UseCase
from catalog.words import stands_in
from wizard.decision.answers import Job
from wizard.decision.endings import AskBack, Ending, WrongTool
from wizard.decision.vocabulary import DecidesOn

# Somebody else than AI does these, the gravest first. A list answers, and AI may word it.
NOT_FOR_AI = (
    DecidesOn.FEELINGS,
    DecidesOn.TREATMENT,
    DecidesOn.PERSON,
    DecidesOn.FIT,
    DecidesOn.FUTURE,
    DecidesOn.SUM,
)


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
    """Return what is decided by a job: as answered, else by the law's list, else as its words hint."""
    if job.decides_on is not None:
        return UsedToDecide(on=job.decides_on)
    if use_case is not None:
        return UsedToDecide(on=frozenset({DecidesOn.PERSON} if use_case.annex_iii else ()))
    hints = hinted(job.words, dangers)
    return UsedToDecide(on=hints, certain=not hints)


def hinted(words: str, dangers: Iterable[Danger]) -> frozenset[DecidesOn]:
    """Return what words hint at that somebody decides."""
    return frozenset(danger.decides_on for danger in dangers if stands_in(words, danger.words))


def refusal(
    job: Job, decided: UsedToDecide, besides: Collection[DecidesOn] = frozenset()
) -> Ending | None:
    """Return the ending of a job that AI must not do; None where it may.

    `besides` are the decisions beside which something is left to AI: it writes, and does not decide.
    """
    if DecidesOn.EVERYTHING in decided.on:
        return AskBack(job=job.key)
    refused = (row for row in NOT_FOR_AI if row in decided.on and row not in besides)
    gravest = next(refused, None)
    if gravest is None:
        return None
    return WrongTool(job=job.key, decides_on=gravest, certain=decided.certain)


DANGERS = tuple(
    Danger(decides_on=DecidesOn.read(what), words=tuple(words))
    for what, words in toml_of(__file__)["words"].items()
)
