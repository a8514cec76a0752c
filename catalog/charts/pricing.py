"""Prices over time, known, carried back and announced."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from catalog.charts.marks import Dot, Drawing, LineMark, Mark, Number, TextMark, clear, spread, ticks

type Basis = Literal["sure", "carried", "announced"]


@dataclass(frozen=True, slots=True, kw_only=True)
class PricePeriod:
    """A price that holds from a day to a day, counted in days from any start."""

    start: int
    end: int
    value: Number
    text: str
    basis: Basis = "sure"


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """The stretches of one price, oldest first, and its short name for the end of the line."""

    name: str
    stretches: tuple[PricePeriod, ...]


STRETCHES: dict[Basis, str] = {"sure": "ln-f", "carried": "ln-f dots", "announced": "ln-f dash"}


def price_history(  # noqa: PLR0913  # what is drawn, and how large
    series: Sequence[Series],
    *,
    marks_at: Sequence[tuple[int, str]],
    today: int,
    width: float,
    height: float,
    today_words: str = "today",
) -> Drawing:
    """Draw prices as steps over days: what is sure as a line, what is announced dashed, what is carried back dotted.

    The day it is read on is a dashed upright. `marks_at` are the days to name below the axis; the first and the last of them are its ends.
    """
    left, right = 52.0, width - (104.0 if width > 500 else 74.0)  # noqa: PLR2004  # wide or phone
    top, bottom = 30.0, height - 34.0
    first, last = marks_at[0][0], marks_at[-1][0]
    values = [float(stretch.value) for row in series for stretch in row.stretches]
    scale = ticks(max(values, default=1))

    def x(day: int) -> float:
        return left + (min(max(day, first), last) - first) / ((last - first) or 1) * (right - left)

    def y(value: Number) -> float:
        return bottom - float(value) / scale[-1] * (bottom - top)

    marks: list[Mark] = []
    for value in scale:
        marks.append(LineMark(left, y(value), right, y(value), "gr" if value else "ax"))
        marks.append(TextMark(left - 8, y(value) + 4, f"${value:g}", "tx2", "end"))
    named = [TextMark(x(day), bottom + 20, words, "tx2", "middle") for day, words in marks_at if words]
    marks.extend(clear(named, space=8))
    marks.extend(LineMark(x(day), bottom, x(day), bottom + 5, "ax") for day, _ in marks_at)
    if first <= today <= last:
        marks.append(LineMark(x(today), top - 8, x(today), bottom, "ax dash"))
        marks.append(TextMark(x(today), top - 14, today_words, "tx2", "middle"))
    ends: list[float] = []
    for row in series:
        marks.extend(_stretches(row, x, y))
        ends.append(y(row.stretches[-1].value) + 4)
    for row, place in zip(series, spread(ends, gap=16, low=top, high=bottom + 4), strict=True):
        marks.append(TextMark(right + 8, place, f"{row.stretches[-1].text} {row.name}".strip()))
    return Drawing(width, height, tuple(marks))


def _stretches(row: Series, x: Callable[[int], float], y: Callable[[Number], float]) -> list[Mark]:
    marks: list[Mark] = [
        LineMark(x(here.start), y(here.value), x(here.end), y(here.value), STRETCHES[here.basis])
        for here in row.stretches
    ]
    marks.extend(
        LineMark(x(after.start), y(here.value), x(after.start), y(after.value), STRETCHES[after.basis])
        for here, after in pairwise(row.stretches)
        if here.end + 1 >= after.start
    )
    first = row.stretches[0]
    marks.append(Dot(x(first.start), y(first.value), 3.6, "dot-f"))
    return marks
