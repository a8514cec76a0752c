"""Figures of one thing beside each other: a line each, on one axis, labels above."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import ClassVar

from catalog.charts.marks import (
    Box,
    Dot,
    Drawing,
    LineMark,
    Mark,
    Size,
    TextMark,
    clear,
    round_steps,
)

SIZE = 14.0  # px, of every word
LINE = 18.0
LANE = 20.0  # of a figure, below its words
EDGE = 10.0  # left and right of the axis, so that dots and the ends of its words stay on the sheet
RADIUS = 5.5
THICK = 8.0


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureMark:
    """A figure, or a range of them, with its words and who says it."""

    words: str  # 77 %
    who: str  # IBM, 2022
    low: float
    high: float
    chosen: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureComparison:
    """Figures on one axis; a reader who cannot see them reads the title and the table."""

    sizes: ClassVar[tuple[Size, Size]] = ((760, 0), (354, 0))
    broad: ClassVar[bool] = False

    figures: Sequence[FigureMark]
    unit: str  # as the axis says it: %, $ billion
    title: str
    desc: str

    @property
    def steps(self) -> tuple[float, ...]:
        """Return the steps of the axis, from 0 or from below what is negative."""
        ends = [end for row in self.figures for end in (row.low, row.high)]
        return round_steps([0.0, *ends])

    def place(self, value: float, width: float) -> float:
        """Return where a figure stands."""
        first, last = self.steps[0], self.steps[-1]
        return EDGE + (value - first) / (last - first) * (width - 2 * EDGE)

    def draw(self, width: float, _height: float) -> Drawing:
        """Draw a line a figure, as high as they need, and the axis below."""
        marks: list[Mark] = []
        y = 0.0
        for row in self.figures:
            y = self._lane(marks, row, y, width)
        top = LINE
        places = [self.place(step, width) for step in self.steps]
        grid = [LineMark(x, top, x, y, "gr") for x in places]
        axis = LineMark(EDGE, y, width - EDGE, y, "ax")
        return Drawing(width, y + LINE + 6, (*grid, *marks, axis, *self._labels(y, width)))

    def _lane(self, marks: list[Mark], row: FigureMark, top: float, width: float) -> float:
        """Add a figure below where the one before it ends, and return where it ends."""
        style = "t14 txf" if row.chosen else "t14 txb"
        figure = TextMark(0, top + SIZE, row.words, f"hl {style}")
        who = TextMark(figure.right + 8, figure.y, row.who, "hl t14 tx2")
        space = width - who.x
        if space <= width / 3:
            who, space = replace(who, x=0, y=figure.y + LINE), width
        lines = (figure, *who.in_lines(space, LINE))
        marks += lines
        y = lines[-1].y + LANE / 2 + 2
        left, right = self.place(row.low, width), self.place(row.high, width)
        marks.append(LineMark(EDGE, y, width - EDGE, y, "gr"))
        style = "dot-f" if row.chosen else "dot"
        if right - left > 2 * RADIUS:
            marks.append(Box(left, y - THICK / 2, right - left, THICK, style))
        else:
            marks.append(Dot((left + right) / 2, y, RADIUS, style))
        return y + LANE / 2 + 2

    def _labels(self, y: float, width: float) -> tuple[TextMark, ...]:
        """Return the words of the axis, the ends and 0 first, without those that would touch."""
        first, *_, last = self.steps
        end = f"{last:,g} {self.unit}".strip()
        base = y + LINE
        ends = [
            TextMark(width, base, end, "t14 tx2", "end"),
            TextMark(0, base, f"{first:,g}", "t14 tx2", "start"),
        ]
        zero_first = sorted(self.steps[1:-1], key=bool)
        inner = [
            TextMark(self.place(step, width), base, f"{step:,g}", "t14 tx2", "middle")
            for step in zero_first
        ]
        return clear([*ends, *inner])
