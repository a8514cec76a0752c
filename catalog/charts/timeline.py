"""Stretches of time below one another on a scale of months.

What has no end runs out of the sheet.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from catalog.charts.marks import (
    Box,
    Drawing,
    LineMark,
    Mark,
    Path,
    TextMark,
    closed_path,
    link_to_row,
)
from catalog.charts.scales import AxisScale, day_scale, firsts_of_months
from catalog.formatting import MONTHS

SIZE = 14.0
LINE = 18.0
THICK = 16.0
GAP = 14.0
POINT = 10.0  # of an arrow
LEAST = 6.0  # width of a day
EDGE = 2.0  # right of the last day
OPEN_FOR = timedelta(days=28)  # so much is drawn of what has no end


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """What lasts from one day to another, with its days in words."""

    name: str
    begins: date
    ends: date | None = None  # None: it goes on
    full_from: date | None = None  # from when on it is more than half
    says: str = ""
    chosen: bool = False
    row: int = 0  # of the table behind it, from 1, to which it leads; 0: to none

    @property
    def drawn_to(self) -> date:
        return self.ends or (self.full_from or self.begins) + OPEN_FOR


def timeline(rows: Sequence[Stretch], *, width: float) -> Drawing:
    """Draw stretches in their order, with months below. Raises ValueError without any."""
    if not rows:
        raise ValueError("There is nothing to draw.")
    first, last = min(row.begins for row in rows), max(row.drawn_to for row in rows)
    scale = day_scale(first, last, 0, width - EDGE)
    marks: list[Mark] = []
    links = []
    y = 0.0
    for stretch in rows:
        top = y
        texts = tuple(_words(stretch, top, width))
        bar = texts[-1].y + 6
        marks += [*texts, *_bar(stretch, scale, bar)]
        y = bar + THICK + GAP
        if stretch.row:
            box = Box(0, top, width, y - GAP / 2 - top, "hit")
            links.append(link_to_row(stretch.row, stretch.name, box))
    floor = y - GAP + 6
    marks += _months(scale, floor)
    return Drawing(width, floor + 2 * LINE, tuple(marks), tuple(links))


def _words(stretch: Stretch, top: float, width: float) -> Iterator[TextMark]:
    """Yield name and days: on one line where both fit, else the days below."""
    style = "t14 txf" if stretch.chosen else "t14 txb"
    says = TextMark(width, top + SIZE, stretch.says, "t14 tx2", "end")
    names = TextMark(0, top + SIZE, stretch.name, style).in_lines(width, LINE)
    yield from names
    if not stretch.says:
        return
    if len(names) == 1 and names[0].right + 10 <= says.left:
        yield says
        return
    yield from TextMark(0, names[-1].y + LINE, stretch.says, "t14 tx2").in_lines(width, LINE)


def _bar(stretch: Stretch, scale: AxisScale[date], top: float) -> Iterator[Mark]:
    start, end = scale.place(stretch.begins), scale.place(stretch.drawn_to)
    chosen = "-f" if stretch.chosen else ""
    style = f"time{chosen}"
    if stretch.full_from is not None:
        full = scale.place(stretch.full_from)
        yield Box(start, top, full - start, THICK, style)
        start, style = full, f"left{chosen}"
    if stretch.ends is not None:
        long = max(end - start, LEAST)
        yield Box(min(start, scale.end + EDGE - long), top, long, THICK, style)
        return
    yield Path(_arrow(start, end, top), style)


def _arrow(start: float, end: float, top: float) -> str:
    """Return the outline of a bar that points to the right."""
    middle, bottom, neck = top + THICK / 2, top + THICK, end - POINT
    corners = [(start, top), (neck, top), (end, middle), (neck, bottom), (start, bottom)]
    return closed_path(*corners)


def _months(scale: AxisScale[date], floor: float) -> Iterator[Mark]:
    """Yield the axis with the first of each month, named where there is space."""
    yield LineMark(0, floor, scale.end + EDGE, floor, "ax")
    free = 0.0
    for day in firsts_of_months(scale.first, scale.last):
        x = scale.place(day)
        yield LineMark(x, floor, x, floor + 5, "ax")
        name = MONTHS[day.month - 1][:3]
        words = f"{name} {day.year}" if day.month == 1 else name
        text = TextMark(x, floor + LINE + 4, words, "t14 tx2")
        if text.left >= free and text.right <= scale.end + EDGE:
            free = text.right + 12
            yield text
