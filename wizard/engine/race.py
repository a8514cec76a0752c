"""The race for the first place of one part: where each model stands, and who comes first under an owner's weights."""

from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from wizard.engine import scoring
from wizard.engine.answers import Weights
from wizard.engine.vocabulary import Criterion, Importance

CRITERIA = tuple(Criterion)  # in the order of the marks: quality, cost, control, headroom


class Entry(NamedTuple):
    """A model in the race for the first place."""

    slug: str
    lows: tuple[int, int, int, int]
    highs: tuple[int, int, int, int]
    measured: bool
    priced: bool
    unconfirmed: bool
    order: tuple[int, bool, Decimal, str]  # among equals
    usd: Decimal | None

    @property
    def total(self) -> int:
        """Return the sum of all marks: whoever beats another has no less of it."""
        low, high = self.lows, self.highs
        return low[0] + low[1] + low[2] + low[3] + high[0] + high[1] + high[2] + high[3]

    def beats(self, other: "Entry") -> bool:
        """Return whether this one stands before the other whatever the weights."""
        low, high, other_low, other_high = self.lows, self.highs, other.lows, other.highs
        return (
            low[0] >= other_low[0]
            and high[0] >= other_high[0]
            and low[1] >= other_low[1]
            and high[1] >= other_high[1]
            and low[2] >= other_low[2]
            and high[2] >= other_high[2]
            and low[3] >= other_low[3]
            and high[3] >= other_high[3]
            and self.measured >= other.measured
            and self.priced >= other.priced
            and self.unconfirmed <= other.unconfirmed
            and self.order < other.order
        )


@dataclass(frozen=True, slots=True)
class Weighing:
    """An owner's weights, laid out for quick sums."""

    fixed: tuple[tuple[int, int], ...]  # place of the mark, weight
    free: tuple[int, ...]  # places of the marks whose weight was left open
    cost: bool

    @classmethod
    def of(cls, weights: Weights) -> "Weighing":
        """Lay out weights."""
        said = [getattr(weights, criterion) for criterion in CRITERIA]
        return cls(
            fixed=tuple((place, w) for place, each in enumerate(said) if each and (w := scoring.WEIGHT_OF[each])),
            free=tuple(place for place, each in enumerate(said) if each is None),
            cost=said[1] is not Importance.NO_MATTER,
        )

    def middle(self, entry: Entry) -> int:
        """Return twice the middle of an entry's range; whole sums over weights, as `scoring.weigh` rounds them."""
        if not self.fixed and not self.free:
            return 100
        lows, highs = entry.lows, entry.highs
        total = gained_low = gained_high = 0
        for place, weight in self.fixed:
            total += weight
            gained_low += weight * lows[place]
            gained_high += weight * highs[place]
        low = high = total
        if self.free:
            for value in sorted([lows[place] for place in self.free]):
                if not low or value * low < gained_low:
                    low, gained_low = low + scoring.MOST, gained_low + scoring.MOST * value
            for value in sorted([highs[place] for place in self.free], reverse=True):
                if not high or value * high > gained_high:
                    high, gained_high = high + scoring.MOST, gained_high + scoring.MOST * value
        return gained_low // low - (-gained_high // high)

    def place(self, entry: Entry) -> tuple[bool, bool, int, tuple[int, bool, Decimal, str]]:
        """Return what the first place goes by, the least first."""
        return not entry.measured, self.cost and not entry.priced, -self.middle(entry), entry.order
