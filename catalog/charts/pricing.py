"""Prices over time, known, carried back and announced."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import ClassVar, Literal

from catalog.charts.marks import (
    Dot,
    Drawing,
    LineMark,
    Mark,
    Size,
    TextMark,
    clear,
    round_steps,
    spread,
)
from catalog.charts.scales import day_scale, even_scale
from catalog.formatting import format_price
from catalog.schema import Price
from catalog.vocabulary import PriceUnit

LEFT, TOP = 52.0, 30.0  # what the amounts and the words above need

type Basis = Literal["sure", "carried", "announced"]

LINES: dict[Basis, str] = {"sure": "ln-f", "carried": "ln-f dots", "announced": "ln-f dash"}
SHORT_UNITS = {
    PriceUnit.INPUT_MTOK: "in",
    PriceUnit.OUTPUT_MTOK: "out",
    PriceUnit.CACHED_INPUT_MTOK: "cached",
    PriceUnit.IMAGE: "a picture",
    PriceUnit.VIDEO_SECOND: "a second",
    PriceUnit.AUDIO_MINUTE: "a minute",
    PriceUnit.MCHAR: "a million letters",
    PriceUnit.PAGE: "a page",
    PriceUnit.SEAT_MONTH: "a seat",
    PriceUnit.GENERATION: "a piece",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class PricePeriod:
    """A price, and until when it is drawn."""

    price: Price
    end: date
    basis: Basis = "sure"


@dataclass(frozen=True, slots=True, kw_only=True)
class PriceHistory:
    """The prices of an offer over time, of each unit those of all days, oldest first."""

    title: ClassVar[str] = "Price over time"
    sizes: ClassVar[tuple[Size, Size]] = ((640, 250), (350, 240))
    broad: ClassVar[bool] = False

    units: tuple[tuple[PricePeriod, ...], ...]
    marks_at: tuple[
        tuple[date, str], ...
    ]  # the days to name below the axis; the first and the last are its ends
    on: date  # the day it is read on
    on_words: str = "today"
    desc: str = ""

    @property
    def bases(self) -> frozenset[Basis]:
        return frozenset(period.basis for unit in self.units for period in unit)

    def draw(self, width: float, height: float) -> Drawing:
        """Draw prices as steps over days: sure as a line, announced dashed, carried back dotted."""
        usd = [float(period.price.usd) for unit in self.units for period in unit]
        plane = _PricePlane(
            first=self.marks_at[0][0],
            last=self.marks_at[-1][0],
            steps=round_steps([0, *usd], count=4),
            right=width - (104.0 if width > 500 else 74.0),  # noqa: PLR2004  # wide or phone
            bottom=height - 34.0,
        )
        marks = [
            *_amounts(plane),
            *_days(plane, self.marks_at),
            *self._today(plane),
            *(mark for periods in self.units for mark in _steps(periods, plane)),
            *_prices(plane, [periods[-1].price for periods in self.units]),
        ]
        return Drawing(width, height, tuple(marks))

    def _today(self, plane: "_PricePlane") -> Iterator[Mark]:
        """Yield an upright at the day it is read on, where that is on the sheet."""
        if not plane.first <= self.on <= plane.last:
            return
        x = plane.x(self.on)
        yield LineMark(x, TOP - 8, x, plane.bottom, "ax dash")
        yield TextMark(x, TOP - 14, self.on_words, "tx2", "middle")


@dataclass(frozen=True, slots=True, kw_only=True)
class _PricePlane:
    """Where days and prices stand on a sheet."""

    first: date
    last: date
    steps: tuple[float, ...]  # of the prices, from 0
    right: float
    bottom: float

    def x(self, day: date) -> float:
        inside = min(max(day, self.first), self.last)
        return day_scale(self.first, self.last, LEFT, self.right).place(inside)

    def height_of(self, usd: float) -> float:
        return even_scale(0, self.steps[-1], self.bottom, TOP).place(usd)

    def y(self, price: Price) -> float:
        return self.height_of(float(price.usd))


def _amounts(plane: _PricePlane) -> Iterator[Mark]:
    for usd in plane.steps:
        y = plane.height_of(usd)
        yield LineMark(LEFT, y, plane.right, y, "gr" if usd else "ax")
        yield TextMark(LEFT - 8, y + 4, f"${usd:g}", "tx2", "end")


def _days(plane: _PricePlane, marks_at: Sequence[tuple[date, str]]) -> Iterator[Mark]:
    """Yield the days below the axis, as many as have space, and a tick for each."""
    floor = plane.bottom
    named = [
        TextMark(plane.x(day), floor + 20, words, "tx2", "middle")
        for day, words in marks_at
        if words
    ]
    yield from clear(named, space=8)
    for day, _ in marks_at:
        yield LineMark(plane.x(day), floor, plane.x(day), floor + 5, "ax")


def _prices(plane: _PricePlane, newest: Sequence[Price]) -> Iterator[Mark]:
    """Yield the last price of each unit at the right, apart from each other."""
    levels = [plane.y(price) + 4 for price in newest]
    heights = spread(levels, gap=16, low=TOP, high=plane.bottom + 4)
    for price, height in zip(newest, heights, strict=True):
        words = f"{format_price(price.usd)} {SHORT_UNITS[price.unit]}"
        yield TextMark(plane.right + 8, height, words)


def _steps(periods: tuple[PricePeriod, ...], plane: _PricePlane) -> Iterator[Mark]:
    """Yield a line for each period, and an upright where one follows the other at once."""
    for period in periods:
        level = plane.y(period.price)
        start, end = plane.x(period.price.valid_from), plane.x(period.end)
        yield LineMark(start, level, end, level, LINES[period.basis])
    for before, after in pairwise(periods):
        day = after.price.valid_from
        if (day - before.end).days <= 1:
            x = plane.x(day)
            old, new = plane.y(before.price), plane.y(after.price)
            yield LineMark(x, old, x, new, LINES[after.basis])
    first = periods[0].price
    yield Dot(plane.x(first.valid_from), plane.y(first), 3.6, "dot-f")
