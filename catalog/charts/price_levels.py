"""What levels of quality cost over time: a line of steps for each, on a log scale.

Each step of the scale is as many times the one before.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise
from typing import ClassVar

from catalog.charts.marks import (
    Anchor,
    Dot,
    Drawing,
    Extent,
    LineMark,
    Mark,
    Path,
    Size,
    TextMark,
    clear,
    coordinates,
    decades,
    format_coordinate,
    spread,
)
from catalog.charts.scales import day_scale, firsts_of_months, log_scale
from catalog.formatting import MONTHS, shortened

LINE_STYLES = 4  # a fifth line begins with the first style again
PHONE = 500  # units; a narrower sheet names no levels beside its lines
NAMES_FROM = 900  # units; a narrower sheet does not name who brought each lower price
SMALLEST_STEP = 1.15  # times; who moved a price by less is not named
SMALL, LARGE = 14.0, 17.0  # of its letters, as the styles draw them
LINE_HEIGHT = 16.0
LEFT = 52.0  # of the axis, unless its words need more
MOST_LETTERS = 24  # of a name in the drawing; the table has the whole one
MOST_TICKS = 9
MONTH_STEPS = ((30, 12), (8, 3), (0, 1))  # from so many months on, a mark every so many


@dataclass(frozen=True, slots=True, kw_only=True)
class LevelStretch:
    """How long a level cost the same."""

    start: date
    end: date  # the day after its last
    amount: float | None  # None where nobody sold the level
    words: str  # the amount as people read it
    seller: str  # the model that was sold for it
    is_guess: bool = False  # carried back from a later day


@dataclass(frozen=True, slots=True, kw_only=True)
class LevelLine:
    """A level and what it cost, oldest first."""

    name: str
    stretches: tuple[LevelStretch, ...]

    @property
    def last(self) -> LevelStretch:
        return self.stretches[-1]


@dataclass(frozen=True, slots=True, kw_only=True)
class PriceLines:
    """The levels of a board over time."""

    sizes: ClassVar[tuple[Size, Size]] = ((1150, 470), (354, 400))
    broad: ClassVar[bool] = True

    title: str
    desc: str
    lines: tuple[LevelLine, ...]
    sign: str  # of the currency
    small: str  # a hundredth of it, for the axis

    def draw(self, width: float, height: float) -> Drawing:
        """Draw a line of steps for each level.

        It is dotted where a price is carried back, and broken where nobody sold it.
        """
        plane = _Plane.of(self.lines, width, height, self._tick)
        marks: list[Mark] = [*self._amounts(plane), *_months(plane)]
        labels = _Labels(plane)
        # Each line has a number of the stylesheet; after the last it begins again.
        lines = [(index % LINE_STYLES + 1, line) for index, line in enumerate(self.lines)]
        for number, line in lines:
            marks += _steps(line, number, plane)
        for number, line in lines:
            labels.name_start(line, number)
        labels.name_ends(lines)
        if width >= NAMES_FROM:
            labels.keep_clear(self.lines)
            for number, line in lines:
                labels.name_steps(line, number)
        return Drawing(width, height, (*marks, *labels.marks))

    def _amounts(self, plane: "_Plane") -> Iterator[Mark]:
        for amount in plane.ticks:
            y = plane.y(amount)
            yield LineMark(plane.left, y, plane.right, y, "gr")
            yield TextMark(plane.left - 8, y + 4, self._tick(amount), "tx2 t14", "end")

    def _tick(self, amount: float) -> str:
        if amount >= 1:
            return f"{self.sign}{amount:,.0f}"
        return f"{amount * 100:g} {self.small}"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Plane:
    """Where days and amounts stand on the sheet."""

    width: float
    left: float
    right: float
    top: float
    bottom: float
    first: date
    last: date
    ticks: tuple[float, ...]  # of the amounts, the lowest first

    @classmethod
    def of(
        cls,
        lines: Sequence[LevelLine],
        width: float,
        height: float,
        tick: Callable[[float], str],
    ) -> "_Plane":
        """Return the plane with space for all lines and, at its left, the words of the ticks."""
        stretches = [stretch for line in lines for stretch in line.stretches]
        amounts = [stretch.amount for stretch in stretches if stretch.amount]
        is_phone = width <= PHONE
        ticks = _thinned(decades(min(amounts, default=0.01), max(amounts, default=1.0)))
        words = max(TextMark(0, 0, tick(amount), "t14").width for amount in ticks)
        return cls(
            width=width,
            left=max(LEFT, words + 10),
            right=width - (62.0 if is_phone else 150.0),
            top=48.0,
            bottom=height - 36.0,
            first=min(stretch.start for stretch in stretches),
            last=max(stretch.end for stretch in stretches),
            ticks=ticks,
        )

    @property
    def is_phone(self) -> bool:
        return self.width <= PHONE

    def x(self, day: date) -> float:
        return day_scale(self.first, self.last, self.left, self.right).place(day)

    def y(self, amount: float) -> float:
        """Return the height of an amount; a free one lies on the axis, which no amount reaches."""
        if not amount:
            return self.bottom
        return log_scale(self.ticks[0], self.ticks[-1], self.bottom - 14, self.top).place(amount)


def _thinned(steps: tuple[float, ...]) -> tuple[float, ...]:
    """Return steps of 1, 2 and 5 times powers of ten; if many, fewer between the ends.

    The twos, and then the fives, are left out.
    """
    for left_out in ("2", "5"):
        if len(steps) > MOST_TICKS:
            inner = (step for step in steps[1:-1] if not f"{step:e}".startswith(left_out))
            steps = (steps[0], *inner, steps[-1])
    return steps


def _months(plane: _Plane) -> Iterator[Mark]:
    """Yield the axis of days with its years, or months where there are few."""
    yield LineMark(plane.left, plane.bottom, plane.right, plane.bottom, "ax")
    first, last = plane.first, plane.last
    months = (last.year - first.year) * 12 + last.month - first.month
    every = next(every for least, every in MONTH_STEPS if months >= least)
    names = []
    for day in firsts_of_months(first, last):
        if (day.month - 1) % every:
            continue
        x = plane.x(day)
        yield LineMark(x, plane.top - 18, x, plane.bottom, "gr")
        name = MONTHS[day.month - 1][:3]
        with_year = f"{day.year}" if every == len(MONTHS) else f"{name} {day.year}"
        names.append(TextMark(x, plane.bottom + 20, with_year, "tx2 t14", "middle"))
    yield from clear(names)


def _steps(line: LevelLine, number: int, plane: _Plane) -> Iterator[Mark]:
    """Yield a level's line, sure and carried back apart, with a rim to part crossing lines."""
    style = f"st l{number}"
    for outline, is_guess in _outlines(line, plane):
        yield Path(outline, "st-0")
        yield Path(outline, f"{style} dotted" if is_guess else style)


def _outlines(line: LevelLine, plane: _Plane) -> Iterator[tuple[str, bool]]:
    """Yield the outline of each run of stretches: sure, carried back, or after a break."""
    outline, is_guess = "", False
    before: float | None = None  # the height that the line has reached
    for stretch in line.stretches:
        if stretch.amount is None:
            if outline:
                yield outline, is_guess
            outline, before = "", None
            continue
        x, y, end = plane.x(stretch.start), plane.y(stretch.amount), plane.x(stretch.end)
        if outline and stretch.is_guess is not is_guess:
            yield outline, is_guess
            outline = ""
        if not outline:
            start = y if before is None else before
            outline = f"M{coordinates(x, start)}"
        if before is not None:
            outline += f"V{format_coordinate(y)}"
        outline += f"H{format_coordinate(end)}"
        before, is_guess = y, stretch.is_guess
    if outline:
        yield outline, is_guess


# Where the name of a model may stand beside the step that it made, the best first.
BESIDE_A_STEP: tuple[tuple[float, float, Anchor], ...] = (
    (-8, 4, "end"),
    (-8, 18, "end"),
    (8, 18, "start"),
    (8, -8, "start"),
    (-8, -8, "end"),
)


class _Labels:
    """The words of the drawing, each left out where it would touch one that is more important."""

    def __init__(self, plane: _Plane) -> None:
        self.plane = plane
        self.marks: list[Mark] = []
        self._taken: list[Extent] = []

    def name_start(self, line: LevelLine, number: int) -> None:
        """Mark where a level was reached first, with its name and what it cost."""
        start = next((one for one in line.stretches if one.amount is not None), None)
        if start is None or start.amount is None:
            return
        x, y = self.plane.x(start.start), self.plane.y(start.amount)
        self.marks.append(Dot(x, y, 5, f"d{number}"))
        self._taken.append(Extent.around(x, y, 6))
        amount = TextMark(x, y - 11, start.words, f"tl{number} t14 txb hl", "middle")
        name = TextMark(
            x, y - 27, shortened(line.name, MOST_LETTERS), f"tl{number} ser hl", "middle"
        )
        self._put(self._inside(amount))
        if not self.plane.is_phone:
            self._put(self._inside(name))

    def name_ends(self, lines: Iterable[tuple[int, LevelLine]]) -> None:
        """Say at the right what each level costs at the end, kept apart."""
        plane = self.plane
        ends = [(number, line) for number, line in lines if line.last.amount is not None]
        heights = spread(
            [plane.y(line.last.amount or 0) + 4 for _, line in ends],
            gap=LINE_HEIGHT if plane.is_phone else 2 * LINE_HEIGHT + 2,
            low=plane.top,
            high=plane.bottom if plane.is_phone else plane.bottom - LINE_HEIGHT,
        )
        for (number, line), y in zip(ends, heights, strict=True):
            self._name_end(line, number, y)

    def _name_end(self, line: LevelLine, number: int, y: float) -> None:
        x, words = self.plane.right + 8, line.last.words
        if self.plane.is_phone:
            self._put(TextMark(x, y, words, f"tl{number} t14 txb"))
            return
        price = TextMark(x, y, words, f"tl{number} ser")
        self._put(price)
        # The price is the cheapest model's, and the name only says of which level.
        self._put(TextMark(price.right + 6, y, "level of", "tx2 t14"))
        self._put(TextMark(x, y + LINE_HEIGHT, shortened(line.name, MOST_LETTERS), "tx2 t14"))

    def keep_clear(self, lines: Sequence[LevelLine]) -> None:
        """Let no later word stand on a line."""
        plane = self.plane
        for line in lines:
            before: float | None = None
            for stretch in line.stretches:
                if stretch.amount is None:
                    before = None
                    continue
                x, y, end = plane.x(stretch.start), plane.y(stretch.amount), plane.x(stretch.end)
                self._taken.append(Extent(x, end, y - 2, y + 2))
                if before is not None:
                    self._taken.append(Extent(x - 2, x + 2, min(before, y), max(before, y)))
                before = y

    def name_steps(self, line: LevelLine, number: int) -> None:
        """Name the model that moved a price, where there is space for it."""
        plane = self.plane
        for before, stretch in pairwise(line.stretches):
            if not before.amount or not stretch.amount or before.amount == stretch.amount:
                continue
            x, y = plane.x(stretch.start), plane.y(stretch.amount)
            self.marks.append(Dot(x, y, 3.5, f"d{number}"))
            times = max(before.amount / stretch.amount, stretch.amount / before.amount)
            if times < SMALLEST_STEP:
                continue
            name = shortened(stretch.seller, MOST_LETTERS)
            for right, down, anchor in BESIDE_A_STEP:
                text = TextMark(x + right, y + down, name, "tx2 t14 hl", anchor)
                if self._put(text):
                    break

    def _inside(self, text: TextMark) -> TextMark:
        """Return a centred text, moved so that it stays on the sheet and off the axis."""
        half = text.width / 2
        x = min(max(text.x, self.plane.left + half), self.plane.width - half)
        return replace(text, x=x)

    def _put(self, text: TextMark) -> bool:
        """Write a text where it touches nothing; tell whether it was written."""
        is_inside = text.left >= 0 and text.extent.top >= 0
        if not is_inside or text.extent.touches_any(self._taken):
            return False
        self._taken.append(text.extent)
        self.marks.append(text)
        return True
