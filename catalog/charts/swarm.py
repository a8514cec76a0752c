"""Prices as a swarm of dots on a log axis, side by side where alike.

The middle one is marked.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import sqrt
from operator import itemgetter
from statistics import median_low

from catalog.charts.marks import Dot, Drawing, LineMark, Mark, TextMark, clear, decades
from catalog.charts.scales import log_scale

SIZE = 14.0  # px, of every word
EDGE = 14.0
FREE = 46.0  # the lane of what costs nothing, for which a log axis has no place
TOP, BOTTOM = 26.0, 24.0
SPACE = 0.6  # between dots
TOUCHING = 1e-6  # px, less than which nobody sees


@dataclass(frozen=True, slots=True, kw_only=True)
class SwarmDot:
    """Where a price stands."""

    x: float
    y: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Swarm:
    """Prices from 0 up, in the currency of the sign, on a sheet that is as high as they need."""

    prices: Sequence[float]
    sign: str
    width: float
    radius: float

    @property
    def steps(self) -> tuple[float, ...]:
        paid = [price for price in self.prices if price > 0]
        return decades(min(paid, default=1), max(paid, default=10))

    @property
    def left(self) -> float:
        return EDGE + (FREE if 0 in self.prices else 0)

    def place(self, price: float) -> float:
        """Return where a price stands; 0 in a lane of its own."""
        if price <= 0:
            return EDGE + FREE / 2 - 8
        return log_scale(self.steps[0], self.steps[-1], self.left, self.width - EDGE).place(price)

    def dots(self) -> list[SwarmDot]:
        """Return where each price stands, in the order given, as near to the line as it can."""
        offsets = self._offsets()
        highest = max((abs(offset) for offset in offsets), default=0.0)
        middle = TOP + highest + self.radius
        return [
            SwarmDot(x=self.place(price), y=middle + offset)
            for price, offset in zip(self.prices, offsets, strict=True)
        ]

    def _offsets(self) -> list[float]:
        offsets = [0.0] * len(self.prices)
        near: list[tuple[float, float]] = []
        # Prices come from the left, so only the last dots can be near.
        for index, price in sorted(enumerate(self.prices), key=itemgetter(1)):
            x = self.place(price)
            near = [(at, off) for at, off in near if x - at < 2 * self.radius + SPACE]
            offsets[index] = self._free(x, near)
            near.append((x, offsets[index]))
        return offsets

    def _free(self, x: float, near: Sequence[tuple[float, float]]) -> float:
        """Return the offset nearest to the line at which a dot touches none of those near it."""
        reach = 2 * self.radius + SPACE
        rises = ((offset, sqrt(max(reach**2 - (x - at) ** 2, 0.0))) for at, offset in near)
        barred = sorted((offset - rise, offset + rise) for offset, rise in rises)
        above = _past(barred)
        below = -_past(sorted((-high, -low) for low, high in barred))
        return min(below, above, key=abs)

    def draw(self) -> Drawing:
        """Draw the dots, the axis below them, and an upright at the middle price."""
        dots = self.dots()
        floor = max((dot.y for dot in dots), default=TOP) + self.radius + 6
        height = floor + BOTTOM
        grid = (self.place(step) for step in self.steps)
        marks: list[Mark] = [LineMark(x, TOP, x, floor, "gr") for x in grid]
        marks += [Dot(dot.x, dot.y, self.radius, "dot") for dot in dots]
        marks.append(LineMark(0, floor, self.width, floor, "ax"))
        marks += self._median(floor)
        marks += self._labels(floor + SIZE + 4)
        return Drawing(self.width, height, tuple(marks))

    def _median(self, floor: float) -> list[Mark]:
        middle = median_low(self.prices)
        x = self.place(middle)
        words = f"half cost up to {self.sign}{middle:,.2f}".removesuffix(".00")
        text = TextMark(x + 6, SIZE + 2, words, "t14 txf")
        if text.right > self.width:
            text = TextMark(x - 6, SIZE + 2, words, "t14 txf", "end")
        return [LineMark(x, 2, x, floor, "ci-f"), text]

    def _labels(self, y: float) -> tuple[TextMark, ...]:
        """Return the words of the axis, the ends first, without those that would touch."""
        first, *inner, last = self.steps
        labels = [TextMark(0, y, "free", "t14 tx2")] if 0 in self.prices else []
        labels.append(TextMark(self.width, y, self._amount(last), "t14 tx2", "end"))
        labels.append(self._first(first, y))
        labels += [self._step(step, y) for step in inner]
        return clear(labels)

    def _amount(self, step: float) -> str:
        return f"{self.sign}{step:,g}"

    def _step(self, step: float, y: float) -> TextMark:
        return TextMark(self.place(step), y, self._amount(step), "t14 tx2", "middle")

    def _first(self, step: float, y: float) -> TextMark:
        """Return the first step below its line, or as near to it as the sheet reaches."""
        text = self._step(step, y)
        return text if text.left >= 0 else TextMark(0, y, text.words, "t14 tx2", "start")


def _past(barred: Iterable[tuple[float, float]]) -> float:
    """Return the first place from 0 up that lies within none of these, which come in order."""
    place = 0.0
    for low, high in barred:
        if low + TOUCHING < place < high - TOUCHING:
            place = high
    return place
