"""Safety: what decides about people, health, money or fit is no work for AI alone (METHOD §5)."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from catalog.schema import UseCase
from wizard.method.answers import Job
from wizard.method.endings import AskBack, Ending, WrongTool
from wizard.method.vocabulary import DecidesOn

# Somebody else than AI does these. A sum is a condition where AI only reads the fields: a program
# adds, a person books. A list answers, and AI may word it.
NOT_FOR_AI = frozenset(
    {
        DecidesOn.TREATMENT,
        DecidesOn.PERSON,
        DecidesOn.FIT,
        DecidesOn.FUTURE,
        DecidesOn.FEELINGS,
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Danger:
    """Words of a job that hint at what is decided by it. `*` stands for any ending of a word."""

    decides_on: DecidesOn
    words: tuple[str, ...]

    def stands_in(self, text: str) -> bool:
        """Return whether one of the words stands in a text."""
        return any(_pattern(word).search(text.casefold()) for word in self.words)


def decides_on(
    job: Job, use_case: UseCase | None, dangers: Iterable[Danger]
) -> tuple[DecidesOn, bool]:
    """Return what is decided by a job, and whether that is sure: the answer, else the law's list, else its words."""
    if job.decides_on is not None:
        return job.decides_on, True
    if use_case is not None and use_case.annex_iii:
        return DecidesOn.PERSON, True
    if use_case is not None:
        return DecidesOn.NOTHING, True
    hints = (danger.decides_on for danger in dangers if danger.stands_in(job.words))
    return next(hints, DecidesOn.NOTHING), False


def refusal(job: Job, decided: DecidesOn, *, sure: bool, adds_up: bool = False) -> Ending | None:
    """Return the ending of a job that AI must not do; None where it may.

    `adds_up` says that AI itself would add up the sum that somebody decides by.
    """
    if decided is DecidesOn.EVERYTHING:
        return AskBack(job=job.key)
    if decided in NOT_FOR_AI or (decided is DecidesOn.SUM and adds_up):
        return WrongTool(job=job.key, decides_on=decided, certain=sure)
    return None


@cache
def _pattern(word: str) -> re.Pattern[str]:
    stem, star, _ = word.casefold().partition("*")
    ending = r"\w*" if star else r"\b"
    return re.compile(rf"\b{re.escape(stem)}{ending}")
