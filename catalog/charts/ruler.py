"""Announced changes on a ruler of days, a line a maker.

Triangles are for prices, crosses for ends of sale.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
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
LARGE, LITTLE = 7.5, 5.5  # half a sign of several, and of one
NUMBER = 10.0  # right of the middle of a sign starts its number
APART = 3.0  # stand two signs at least
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
        """Draw a line a maker; marks too near to stand apart are one, larger, with their count."""
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
            for is_end in (True, False):
                sort = (mark for mark in shown if mark.is_end is is_end)
                for mark in _joined(sort, x):
                    marks += _sign(mark, x(mark.day), y)
        return Drawing(width, height, tuple(marks))


def _joined(marks: Iterable[RulerMark], x: Callable[[date], float]) -> list[RulerMark]:
    """Return marks of one sort that do not touch: one too near to the last joins it on its day."""
    joined: list[RulerMark] = []
    right = 0.0  # of the last mark with its number
    for mark in sorted(marks, key=lambda mark: mark.day):
        if joined and x(mark.day) - LARGE < right + APART:
            last = joined.pop()
            joined.append(replace(last, count=last.count + mark.count))
        else:
            joined.append(mark)
        right = _right(joined[-1], x(joined[-1].day))
    return joined


def _right(mark: RulerMark, x: float) -> float:
    """Return where a sign at a place ends, with its number if it has one."""
    return _number(mark, x, 0).right if mark.count > 1 else x + LITTLE


def _sign(mark: RulerMark, x: float, y: float) -> Iterator[Mark]:
    """Yield a cross on the line for an end, a triangle above it for prices.

    That of several is larger and has their number beside it.
    """
    half = LARGE if mark.count > 1 else LITTLE
    if mark.is_end:
        corner, size = coordinates(x - half, y - half), format_coordinate(2 * half)
        yield Path(f"M{corner}l{size} {size}m0 -{size}l-{size} {size}", "k-end")
    else:
        tip = coordinates(x, y - 2 * half - ABOVE)
        run, rise = format_coordinate(half), format_coordinate(2 * half)
        yield Path(f"M{tip}l{run} {rise}h-{rise}z", "k-up")
    if mark.count > 1:
        yield _number(mark, x, y + 5 if mark.is_end else y - ABOVE)


def _number(mark: RulerMark, x: float, y: float) -> TextMark:
    return TextMark(x + NUMBER, y, f"{mark.count}", "tx2 t14 hl", "start")
