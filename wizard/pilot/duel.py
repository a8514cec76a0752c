"""One case rated: what a tap and its ticks say of the answers that stand on its sides."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from catalog.vocabulary import Word
from wizard.pilot.cases import first_is_left
from wizard.pilot.metrics import DIGITS, Better, Value, Values
from wizard.pilot.protocol import Contender, Protocol

# Longer than this nobody reads one case: a clock ran on, and its time is not counted; ours.
MOST_SECONDS = 30 * 60


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
CHOICES = {0: (), 1: OF_ONE, 2: OF_TWO}  # by how many answers there are
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

    def says(self, side: Side, marks: Mapping[Side, Values]) -> bool:
        """Return whether marks of one side are what this tap puts on record."""
        return self._marks(side, len(marks)).items() <= marks[side].items()

    def _marks(self, side: Side, sides: int) -> Values:
        is_wrong = side in self.wrong | self.harmful or self.choice in NONE_IS_GOOD
        marks: dict[str, Value] = {"accepted": not is_wrong, "harmful": side in self.harmful}
        if sides > 1:
            marks["better"] = self._better(side).value
        if self.seconds is not None and 0 < self.seconds <= MOST_SECONDS:
            marks["minutes"] = round(self.seconds / 60 / sides, DIGITS)
        return marks

    def _better(self, side: Side) -> Better:
        if self.choice in {DuelChoice.SAME, DuelChoice.NEITHER}:
            return Better.SAME
        return Better.YES if self.choice == side.value else Better.NO


def tap_of(
    sent: Mapping[str, str], choices: Sequence[DuelChoice], seconds: int | None
) -> Tap | None:
    """Return what a form says; None where it does not say which answer is better."""
    choice = next((choice for choice in choices if choice.value == sent.get("better")), None)
    if choice is None:
        return None
    wrong = frozenset(side for side in Side if f"wrong-{side}" in sent)
    harmful = frozenset(side for side in Side if f"harm-{side}" in sent)
    return Tap(choice=choice, wrong=wrong, harmful=harmful, seconds=seconds)


def last_tap(marks: Mapping[Side, Values]) -> Tap | None:
    """Return what was tapped before, by its marks; None where nothing was."""
    wrong = frozenset(side for side, values in marks.items() if values.get("accepted") is False)
    harmful = frozenset(side for side, values in marks.items() if values.get("harmful") is True)
    for choice in reversed(CHOICES[len(marks)]):  # who calls both wrong tapped neither
        tap = Tap(choice=choice, wrong=wrong, harmful=harmful)
        if all(tap.says(side, marks) for side in marks):
            return tap
    return None


def sides_of(protocol: Protocol, seed: str, rater: int, number: int) -> dict[Side, Contender]:
    """Return which model stands on each side for a rater, in an order drawn by the seed."""
    contenders = list(protocol.contenders)
    if protocol.in_pairs and not first_is_left(seed, rater, number):
        contenders.reverse()
    return dict(zip(Side, contenders, strict=False))
