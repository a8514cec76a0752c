"""What work costs, a bar a row, by parts: what is paid, and people's time.

Also how many results the dearer must spare.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from math import ceil

from catalog.charts.marks import (
    Box,
    Dot,
    Drawing,
    LineMark,
    Mark,
    Path,
    TextMark,
    closed_path,
    link_to_row,
    wrapped,
)

SIZE = 14.0  # px, of every word
LINE = 18.0  # from one line of words to the next
THICK = 20.0  # of a bar
GAP = 14.0  # between rows
APART = 10.0  # between words on one line
INDENT = 40.0  # the least step to the right of words on a further line
CELL = 12.5  # of a dot with the space around it
MOST_DOTS = 100
WIDE, NARROW = 560.0, 354.0  # the two widths in which pages draw


class BarKind(StrEnum):
    """What a part of a bar is, by which it is coloured."""

    PAID = "paid"
    SETUP = "setup"  # what connecting costs, as far as it is counted
    TIME = "time"  # of people
    UNREAD = "unread"  # mistakes that nobody reads
    LEFT = "left"  # of a count: what may be used
    OUT = "out"  # what may not


@dataclass(frozen=True, slots=True, kw_only=True)
class BarPart:
    """A part of a bar, with its words."""

    kind: BarKind
    amount: float
    says: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """What one way to do the work costs: its parts from left to right."""

    name: str
    parts: tuple[BarPart, ...] = ()
    total: str = ""  # of all parts
    by_hand: BarPart | None = None  # what the same costs by hand: an upright
    note: str = ""  # in place of parts, or after them
    chosen: bool = False
    row: int = 0  # of the table behind it, from 1, to which it leads; 0: to none

    @property
    def says(self) -> str:
        """Return what is said of it, as of the rows of other charts."""
        return self.total

    def amount(self, kind: BarKind) -> float:
        return sum(part.amount for part in self.parts if part.kind is kind)

    @property
    def sum(self) -> float:
        return sum(part.amount for part in self.parts)

    @property
    def upright(self) -> float | None:
        """Return the amount by hand; None where it is not known."""
        return self.by_hand.amount if self.by_hand is not None else None

    @property
    def reach(self) -> float:
        return max(self.sum, self.upright or 0.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Dots:
    """A month's results as dots, and how many a dearer way must spare to earn its price."""

    results: float
    spared: float
    visible: float | None = None  # the least difference that a test can see; None: none can see any
    says: tuple[str, ...] = ()

    @property
    def drawn(self) -> int:
        return max(min(round(self.results), MOST_DOTS), 1)

    @property
    def filled(self) -> int:
        """Return how many dots stand for what has to be spared; one that begins counts."""
        return self._dots(self.spared)

    @property
    def framed(self) -> int:
        return 0 if self.visible is None else self._dots(self.visible)

    def _dots(self, results: float) -> int:
        # Rounded first, so that 3 of 100 is not 4 for a sum that computers write as 3.0000000004.
        return min(ceil(round(results / self.results * self.drawn, 6)), self.drawn)


def bars(rows: Sequence[Bar], dots: Dots | None = None, *, width: float = WIDE) -> Drawing:
    """Draw bars to one scale, as high as needed. Raises ValueError where nothing costs anything."""
    longest = max((row.reach for row in rows), default=0.0)
    if longest <= 0:
        raise ValueError("There is nothing to draw.")
    marks: list[Mark] = []
    links = []
    y = 0.0
    for bar in rows:
        top, y = y, _row(marks, bar, y, width, (width - 2) / longest) + GAP
        if bar.row:
            box = Box(0, top, width, y - top - GAP / 2, "hit")
            links.append(link_to_row(bar.row, bar.name, box))
    if dots is not None:
        y = _dots(marks, dots, y + GAP / 2, width) + GAP
    return Drawing(width, y - GAP + 4, tuple(marks), tuple(links))


def _row(marks: list[Mark], row: Bar, top: float, width: float, scale: float) -> float:
    """Add a row and return where it ends: its name with the sum, the bar, and its parts."""
    total = TextMark(width, top + SIZE, row.total, "t14 txb", "end")
    style = "t14 txf" if row.chosen else "t14"
    names = TextMark(0, top + SIZE, row.name, style).in_lines(width - total.width - APART, LINE)
    marks += names
    if row.total:
        marks.append(total)
    y = top + max(len(names), 1) * LINE + 4
    if row.reach > 0:
        marks += _bar(row, y, scale)
        y += THICK + 4
    labels = [TextMark(start * scale, y, words, "t14 tx2") for start, words in _words(row) if words]
    marks += (placed := in_lines(labels, width))
    return max((text.y for text in placed), default=y)


def _starts(row: Bar) -> Iterator[tuple[float, BarPart]]:
    """Yield each part with where it begins."""
    start = 0.0
    for part in row.parts:
        yield start, part
        start += part.amount


def _words(row: Bar) -> Iterator[tuple[float, str]]:
    """Yield what is said below a bar, each with the amount at which it would stand."""
    for start, part in _starts(row):
        yield start, part.says
    if row.by_hand is not None:
        yield row.by_hand.amount, row.by_hand.says
    yield 0.0, row.note


def _bar(row: Bar, y: float, scale: float) -> Iterator[Mark]:
    chosen = "-f" if row.chosen else ""
    for start, part in _starts(row):
        if part.amount > 0:
            yield Box(start * scale, y, part.amount * scale, THICK, f"{part.kind}{chosen}")
    if row.by_hand is not None:
        x = row.by_hand.amount * scale
        yield LineMark(x, y - 4, x, y + THICK + 4, "lim")


def in_lines(labels: Iterable[TextMark], width: float) -> list[TextMark]:
    """Return labels from left to right, each where it wants to stand or right of the one before it.

    What then leaves the sheet goes on a new line. `y` of a label is where the first line begins.
    """
    placed: list[TextMark] = []
    line, free = 0, 0.0
    for label in labels:
        latest = max(width - label.width, 0.0)
        x = max(min(label.x, latest), free)
        if x > latest and free:
            # A step to the right that small would look like a slip.
            line, x = line + 1, min(label.x, latest) if label.x >= INDENT else 0.0
        for part in wrapped(label.words, width, label.size):
            y = label.y + label.size + line * LINE
            placed.append(replace(label, x=x, y=y, words=part))
            line += 1
        line -= 1
        free = placed[-1].right + APART
    return placed


def _dots(marks: list[Mark], dots: Dots, top: float, width: float) -> float:
    """Add the dots with what they mean below them, and return where they end."""
    columns = 25 if width >= WIDE else 20
    for number in range(dots.drawn):
        row, column = divmod(number, columns)
        x, y = (column + 0.5) * CELL + 1, top + (row + 0.5) * CELL
        marks.append(Dot(x, y, 4.2, "spare" if number < dots.filled else "rest"))
    if dots.framed:
        marks.append(Path(_around(dots.framed, columns, top), "frame"))
    y = top + ceil(dots.drawn / columns) * CELL + 4
    for words in dots.says:
        lines = TextMark(0, y + LINE - 2, words, "t14 tx2").in_lines(width, LINE)
        marks += lines
        y += LINE * len(lines)
    return y


def _around(count: int, columns: int, top: float) -> str:
    """Return the outline around the first dots, row by row."""
    rows, rest = divmod(count, columns)
    right = (columns if rows else rest) * CELL + 1
    corners = [(1.0, 0.0), (right, 0.0)]
    if rows:
        corners.append((right, rows * CELL))
    if rows and rest:
        corners.append((rest * CELL + 1, rows * CELL))
    if rest:
        corners.append((rest * CELL + 1, (rows + 1) * CELL))
    corners.append((1.0, (rows + bool(rest)) * CELL))
    return closed_path(*((x, top + y) for x, y in corners))
