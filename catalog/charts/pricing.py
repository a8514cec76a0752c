"""Prices over time, known, carried back and announced."""

from collections.abc import Callable
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
from catalog.formatting import format_price
from catalog.schema import Price
from catalog.vocabulary import PriceUnit

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
        """Draw prices as steps over days: what is sure as a line, what is announced dashed, what is carried back dotted."""
        left, right = 52.0, width - (104.0 if width > 500 else 74.0)  # noqa: PLR2004  # wide or phone
        top, bottom = 30.0, height - 34.0
        first, last = self.marks_at[0][0], self.marks_at[-1][0]
        scale = round_steps(
            [0, *(float(period.price.usd) for unit in self.units for period in unit)], count=4
        )

        def x(day: date) -> float:
            return left + (min(max(day, first), last) - first).days / ((last - first).days or 1) * (
                right - left
            )

        def y(price: Price) -> float:
            return height_of(float(price.usd))

        def height_of(usd: float) -> float:
            return bottom - usd / scale[-1] * (bottom - top)

        marks: list[Mark] = []
        for usd in scale:
            marks.append(
                LineMark(left, height_of(usd), right, height_of(usd), "gr" if usd else "ax")
            )
            marks.append(TextMark(left - 8, height_of(usd) + 4, f"${usd:g}", "tx2", "end"))
        named = [
            TextMark(x(day), bottom + 20, words, "tx2", "middle")
            for day, words in self.marks_at
            if words
        ]
        marks.extend(clear(named, space=8))
        marks.extend(LineMark(x(day), bottom, x(day), bottom + 5, "ax") for day, _ in self.marks_at)
        if first <= self.on <= last:
            marks.append(LineMark(x(self.on), top - 8, x(self.on), bottom, "ax dash"))
            marks.append(TextMark(x(self.on), top - 14, self.on_words, "tx2", "middle"))
        newest = [periods[-1].price for periods in self.units]
        for periods in self.units:
            marks.extend(_steps(periods, x, y))
        for price, place in zip(
            newest,
            spread([y(each) + 4 for each in newest], gap=16, low=top, high=bottom + 4),
            strict=True,
        ):
            marks.append(
                TextMark(right + 8, place, f"{format_price(price.usd)} {SHORT_UNITS[price.unit]}")
            )
        return Drawing(width, height, tuple(marks))


def _steps(
    periods: tuple[PricePeriod, ...], x: Callable[[date], float], y: Callable[[Price], float]
) -> list[Mark]:
    marks: list[Mark] = []
    for here in periods:
        start, level = x(here.price.valid_from), y(here.price)
        marks.append(LineMark(start, level, x(here.end), level, LINES[here.basis]))
    for here, after in pairwise(periods):
        day = after.price.valid_from
        if (day - here.end).days <= 1:
            marks.append(
                LineMark(x(day), y(here.price), x(day), y(after.price), LINES[after.basis])
            )
    first = periods[0].price
    marks.append(Dot(x(first.valid_from), y(first), 3.6, "dot-f"))
    return marks
