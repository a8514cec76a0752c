"""Announced changes on a ruler of days, a line a maker.

Triangles are for prices, crosses for ends of sale.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import ClassVar

from catalog.charts.marks import (
    Drawing,
    LineMark,
    Mark,
    Path,
    Size,
    TextMark,
    clear,
    coordinates,
    format_coordinate,
)
from catalog.charts.scales import day_scale, firsts_of_months
from catalog.formatting import MONTHS, shortened

SMALL = 14.0  # of its letters, as the styles draw them
ROW = 44.0
HEAD = 24.0  # above the first line
ABOVE = 11.0  # the line stands the foot of a triangle, so that a cross of the same day stays free
PHONE = 500
MOST_DAYS = 190  # after them the table goes on, and not the ruler
MARGIN_DAYS = 8  # right of the last mark
LETTERS, LETTERS_ON_A_PHONE = 14, 9  # of a maker's name


@dataclass(frozen=True, slots=True, kw_only=True)
class RulerMark:
    """What happens on a day: so many ends, or changes of prices."""

    day: date
    is_end: bool
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class RulerLine:
    """What a maker announced."""

    name: str
    marks: tuple[RulerMark, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Ruler:
    """The announced changes of all makers from a day on."""

    broad: ClassVar[bool] = True

    title: str
    desc: str
    on: date
    lines: tuple[RulerLine, ...]
    on_words: str = "today"

    @property
    def last(self) -> date:
        """Return the last day of the ruler: some days after the last mark, but not years ahead."""
        days = [mark.day for line in self.lines for mark in line.marks]
        near = [day for day in days if (day - self.on).days <= MOST_DAYS]
        return max(near, default=self.on) + timedelta(days=MARGIN_DAYS)

    @property
    def sizes(self) -> tuple[Size, Size]:
        height = HEAD + ROW * len(self.lines) + 34
        return (1150, height), (354, height)

    def draw(self, width: float, height: float) -> Drawing:
        """Draw a line a maker; marks of one day and sort stand as one, larger, with their count."""
        is_phone = width <= PHONE
        left, right = (82.0 if is_phone else 130.0), width - 14.0
        x = day_scale(self.on, self.last, left, right).place
        bottom = HEAD + ROW * len(self.lines) + 8
        marks: list[Mark] = []
        names: list[TextMark] = []
        for first in firsts_of_months(self.on + timedelta(days=1), self.last):
            marks.append(LineMark(x(first), HEAD, x(first), bottom, "gr"))
            name = MONTHS[first.month - 1]
            words = name[:3] if is_phone else name
            names.append(TextMark(x(first), 17, words, "tx2 t14", "start"))
        marks += clear(names)
        marks.append(LineMark(left, HEAD, left, bottom + 4, "ln-f"))
        marks.append(TextMark(left, bottom + 20, self.on_words, "t14 txf", "start"))
        for place, line in enumerate(self.lines):
            y = HEAD + ROW * place + 33
            words = shortened(line.name, LETTERS_ON_A_PHONE if is_phone else LETTERS)
            marks.append(TextMark(0, y + 5, words, "t14", "start"))
            marks.append(LineMark(left, y, right, y, "gr"))
            shown = [mark for mark in line.marks if mark.day <= self.last]
            for mark in shown:
                marks += _sign(mark, x(mark.day), y)
            marks += _numbers(shown, [x(mark.day) for mark in shown], y, above=is_phone)
        return Drawing(width, height, tuple(marks))


def _sign(mark: RulerMark, x: float, y: float) -> Iterator[Mark]:
    """Yield a cross on the line for an end, a triangle above it for prices; larger for several."""
    half = 7.5 if mark.count > 1 else 5.5
    if mark.is_end:
        corner, size = coordinates(x - half, y - half), format_coordinate(2 * half)
        yield Path(f"M{corner}l{size} {size}m0 -{size}l-{size} {size}", "k-end")
        return
    tip = coordinates(x, y - 2 * half - ABOVE)
    run, rise = format_coordinate(half), format_coordinate(2 * half)
    yield Path(f"M{tip}l{run} {rise}h-{rise}z", "k-up")


def _numbers(
    marks: Sequence[RulerMark], places: Sequence[float], y: float, *, above: bool
) -> tuple[Mark, ...]:
    """Return how many stand as one, where that touches no other number of its height.

    On a phone crosses stand close, so that of ends it stands above.
    """
    several = [(mark, x) for mark, x in zip(marks, places, strict=True) if mark.count > 1]
    ends = [
        TextMark(x, y - ABOVE, f"{mark.count}", "tx2 t14 hl", "middle")
        if above
        else _number(mark, x, y + 5)
        for mark, x in several
        if mark.is_end
    ]
    prices = [_number(mark, x, y - ABOVE) for mark, x in several if not mark.is_end]
    return (*clear(ends, space=2), *clear(prices, space=2))


def _number(mark: RulerMark, x: float, y: float) -> TextMark:
    return TextMark(x + 10, y, f"{mark.count}", "tx2 t14 hl", "start")
