"""Where figures and days stand on a sheet."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from math import log10

from catalog.charts.marks import Number


@dataclass(frozen=True, slots=True)
class AxisScale[Value]:
    """Values from first to last between two places of a sheet, spaced as they measure."""

    measure: Callable[[Value], float]
    first: Value
    last: Value
    start: float  # where the first stands; right of the end, or below it, where values run that way
    end: float

    def place(self, value: Value) -> float:
        first, last = self.measure(self.first), self.measure(self.last)
        share = (self.measure(value) - first) / ((last - first) or 1)
        return self.start + share * (self.end - self.start)


def even_scale(first: Number, last: Number, start: float, end: float) -> AxisScale[Number]:
    return AxisScale(float, first, last, start, end)


def log_scale(first: Number, last: Number, start: float, end: float) -> AxisScale[Number]:
    """Return a scale on which twice as much is as far from once as four times is from twice."""
    return AxisScale(log10, first, last, start, end)


def day_scale(first: date, last: date, start: float, end: float) -> AxisScale[date]:
    return AxisScale(date.toordinal, first, last, start, end)


def firsts_of_months(start: date, end: date) -> Iterator[date]:
    """Yield the first days of months from one day to another."""
    for month in range(start.year * 12 + start.month - 1, end.year * 12 + end.month):
        day = date(month // 12, month % 12 + 1, 1)
        if day >= start:
            yield day
