"""What options cost, as bars from low to high."""

from collections.abc import Sequence
from dataclasses import dataclass

from catalog.charts.marks import Drawing, Line, Mark, Number, Rect, Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """One bar: an amount with its range, ready to print."""

    name: str
    low: Number
    likely: Number
    high: Number
    text: str
    flame: bool = False


def cost_bars(rows: Sequence[Cost], *, width: float, narrow: bool = False) -> Drawing:
    """Draw amounts from zero as bars up to the likely one, with a thin line from low to high."""
    row = 52.0 if narrow else 34.0
    left = 6.0 if narrow else 220.0
    right = width - (90.0 if narrow else 120.0)
    most = max((float(item.high) for item in rows), default=1.0) or 1.0

    def x(value: Number) -> float:
        return left + float(value) / most * (right - left)

    marks: list[Mark] = [Line(left, 4, left, row * len(rows) + 4, "ax")]
    for place, item in enumerate(rows):
        middle = place * row + (38 if narrow else 20)
        marks.append(Text(0, middle - 16 if narrow else middle + 4, item.name))
        length = max(x(item.likely) - left, 1)
        marks.append(Rect(left, middle - 6, length, 12, "bar-f" if item.flame else "bar"))
        marks.append(Line(x(item.low), middle, x(item.high), middle, "ci"))
        marks.append(Line(x(item.high), middle - 4, x(item.high), middle + 4, "ci"))
        marks.append(Text(x(item.high) + 10, middle + 4, item.text, "txb"))
    return Drawing(width, row * len(rows) + 10, tuple(marks))
