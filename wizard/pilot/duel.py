"""One case rated: what a tap and its ticks say of the answers that stand on its sides."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from catalog.vocabulary import Word
from wizard.pilot.cases import first_is_left
from wizard.pilot.metrics import DIGITS, Value, Values
from wizard.pilot.protocol import Contender, Protocol

# Longer than this nobody reads one case: a clock ran on, and its time is not counted; ours.
MOST_SECONDS = 30 * 60
_COUNTED = re.compile(r"[0-9]{1,6}")


class Side(Word):
    """Where an answer stands on the page; which model it is of, the page does not know."""

    ONE = "one", "One"
    TWO = "two", "Two"


class DuelChoice(Word):
    """What a rater taps; the first three where two answers are compared."""

    ONE = "one", "One is better"
    TWO = "two", "Two is better"
    SAME = "same", "No difference"
    NEITHER = "neither", "Neither is good enough"
    GOOD = "good", "Good enough"
    BAD = "bad", "Not good enough"


OF_TWO = (DuelChoice.ONE, DuelChoice.SAME, DuelChoice.TWO, DuelChoice.NEITHER)
OF_ONE = (DuelChoice.GOOD, DuelChoice.BAD)
NONE_IS_GOOD = (DuelChoice.NEITHER, DuelChoice.BAD)


@dataclass(frozen=True, slots=True, kw_only=True)
class Tap:
    """What was tapped and ticked of one case."""

    choice: DuelChoice
    wrong: frozenset[Side] = frozenset()  # something in it is wrong
    harmful: frozenset[Side] = frozenset()
    seconds: int | None = None  # in which the page was read; None where nobody measured

    def marks(self, sides: Mapping[Side, Contender]) -> dict[str, Values]:
        """Return what is put on record, by model."""
        return {contender.model: self._marks(side, len(sides)) for side, contender in sides.items()}

    def _marks(self, side: Side, sides: int) -> Values:
        is_wrong = side in self.wrong | self.harmful or self.choice in NONE_IS_GOOD
        marks: dict[str, Value] = {"accepted": not is_wrong, "harmful": side in self.harmful}
        if sides > 1:
            marks["better"] = self._better(side)
        if self.seconds is not None and 0 < self.seconds <= MOST_SECONDS:
            marks["minutes"] = round(self.seconds / 60 / sides, DIGITS)
        return marks

    def _better(self, side: Side) -> str:
        if self.choice in {DuelChoice.SAME, DuelChoice.NEITHER}:
            return "same"
        return "yes" if self.choice == side.value else "no"


def tap_of(sent: Mapping[str, str], choices: Sequence[DuelChoice]) -> Tap | None:
    """Return what a form says; None where it does not say which answer is better."""
    choice = next((choice for choice in choices if choice.value == sent.get("better")), None)
    if choice is None:
        return None
    return Tap(
        choice=choice,
        wrong=frozenset(side for side in Side if f"wrong-{side}" in sent),
        harmful=frozenset(side for side in Side if f"harm-{side}" in sent),
        seconds=_seconds_of(sent.get("seconds", "")),
    )


def _seconds_of(text: str) -> int | None:
    """Return what a script counted; None without one, or where somebody typed something else."""
    return int(text) if _COUNTED.fullmatch(text) else None


def last_tap(marks: Mapping[Side, Values]) -> Tap | None:
    """Return what was tapped before, from the marks; None where nothing was."""
    if not marks:
        return None
    wrong = frozenset(side for side, values in marks.items() if values.get("accepted") is False)
    harmful = frozenset(side for side, values in marks.items() if values.get("harmful") is True)
    return Tap(choice=_choice_of(marks, wrong), wrong=wrong, harmful=harmful)


def _choice_of(marks: Mapping[Side, Values], wrong: frozenset[Side]) -> DuelChoice:
    if len(marks) == 1:
        return DuelChoice.BAD if wrong else DuelChoice.GOOD
    best = next((side for side, values in marks.items() if values.get("better") == "yes"), None)
    if best is not None:
        return DuelChoice.ONE if best is Side.ONE else DuelChoice.TWO
    return DuelChoice.NEITHER if len(wrong) == len(marks) else DuelChoice.SAME


def sides_of(protocol: Protocol, seed: str, rater: int, number: int) -> dict[Side, Contender]:
    """Return which model stands on each side for a rater, in an order drawn by the seed."""
    contenders = list(protocol.contenders)
    if protocol.in_pairs and not first_is_left(seed, rater, number):
        contenders.reverse()
    return dict(zip(Side, contenders, strict=False))
