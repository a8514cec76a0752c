"""How long one result usually is, in words read or seconds played, and its usual units."""

import re
from dataclasses import dataclass
from decimal import Decimal

from catalog.formatting import format_list, format_rough
from catalog.parsing import Bounds, Problem, parse_number, tidy
from catalog.vocabulary import AnswersWithin, Medium, Word
from wizard.decision.cases import Case
from wizard.decision.parts import PLAYING, Part

WORDS_A_TOKEN = Decimal("0.75")
WORDS_A_PAGE = 500  # ours
WORDS_A_LINE = 10  # ours
MINUTES_FROM = 180  # seconds; below, people say seconds
# A unit that is a length by itself: its owner counts minutes, hours or words of it.
A_LENGTH = re.compile(r"\b(?:minute|hour|day|words|lines|seconds)\b")
MOST = Decimal(1_000_000)


class LengthUnit(Word):
    """What people say a length in."""

    PAGES = "pages", "pages"
    WORDS = "words", "words"
    LINES = "lines", "lines"
    SECONDS = "seconds", "seconds"
    MINUTES = "minutes", "minutes"

    @property
    def one(self) -> str:
        return self.label.removesuffix("s")

    @property
    def size(self) -> Decimal:
        """Return how many words or seconds it has."""
        return SIZES[self]


SIZES = {
    LengthUnit.PAGES: Decimal(WORDS_A_PAGE),
    LengthUnit.WORDS: Decimal(1),
    LengthUnit.LINES: Decimal(WORDS_A_LINE),
    LengthUnit.SECONDS: Decimal(1),
    LengthUnit.MINUTES: Decimal(60),
}
TYPED = {
    LengthUnit.PAGES: "pages?|pp?|seiten?",
    LengthUnit.WORDS: "words?|wörter|worte?",
    LengthUnit.LINES: "lines?|zeilen?",
    LengthUnit.SECONDS: "seconds?|secs?|s|sekunden?",
    LengthUnit.MINUTES: "minutes?|mins?|m|minuten?",
}
READ = (LengthUnit.PAGES, LengthUnit.WORDS, LengthUnit.LINES)
PLAYED = (LengthUnit.SECONDS, LengthUnit.MINUTES)


@dataclass(frozen=True, slots=True, kw_only=True)
class UsualLength:
    """How long one usually is."""

    amount: Decimal  # words or seconds
    unit: LengthUnit  # of a number without one
    units: tuple[LengthUnit, ...]  # in which it may be said

    @property
    def text(self) -> str:
        """Return it in its unit, rounded as an estimate is."""
        number = format_rough(max(round(self.amount / self.unit.size), 1))
        return f"{number} {self.unit.one if number == '1' else self.unit.label}"

    @property
    def units_in_words(self) -> str:
        """Return in what it may be said, such as pages, words or lines."""
        return format_list(self.units, "or")

    def parse(self, text: str) -> Decimal | Problem:
        """Read a length, such as 12 pages, and return it in times of the usual one."""
        line = tidy(text)
        for unit in self.units:
            number = re.sub(rf"(?:\s+|(?<=\d))(?:{TYPED[unit]})\.?$", "", line, flags=re.IGNORECASE)
            if number != line:
                return self._times(number, unit)
        return self._times(line, self.unit)

    def _times(self, number: str, unit: LengthUnit) -> Decimal | Problem:
        bounds = Bounds("the length", self.text, most=MOST, least_counts=False)
        amount = parse_number(number, bounds)
        return amount if isinstance(amount, Problem) else amount * unit.size / self.amount


def usual_length(of: Case) -> UsualLength | None:
    """Return how long one usually is to read or to play; None where its owner cannot say.

    What is read for an answer in a chat or a change of code is mostly not what somebody sent, but
    rules, earlier messages and other code.
    """
    if A_LENGTH.search(of.use_case.unit):
        return None
    played = next((part for part in of.parts if part.kind in PLAYING), None)
    if played is not None:
        return _played(played.amount)
    part = of.parts[0]
    talks = part.answers_within is AnswersWithin.SECONDS
    if not part.tokens_in or talks or _is_code(of, part):
        return None
    return UsualLength(amount=part.tokens_in * WORDS_A_TOKEN, unit=LengthUnit.PAGES, units=READ)


def _is_code(of: Case, part: Part) -> bool:
    return part.medium is Medium.CODE or Medium.CODE in of.use_case.inputs


def _played(seconds: Decimal) -> UsualLength:
    unit = LengthUnit.SECONDS if seconds < MINUTES_FROM else LengthUnit.MINUTES
    return UsualLength(amount=seconds, unit=unit, units=PLAYED)
