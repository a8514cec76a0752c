"""Values that hold from a day on: prices that must be published together, a day's scores."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from catalog.formatting import format_day
from catalog.schema import Price, Score

DAY = timedelta(days=1)
# What rows have in common of which only one holds on a day: prices for the same thing, figures of
# one measurement.
LINES: Mapping[str, tuple[str, ...]] = {
    "prices": ("offer", "app_plan", "unit", "region", "tier", "covers", "paid", "standing"),
    "scores": ("benchmark", "model", "effort", "voice", "measured_by"),
    "exchange_rates": ("currency",),
}


def line_of(price: Price) -> tuple[str | None, ...]:
    """Return what a price is for: of two for the same, only one holds on a day."""
    return tuple(getattr(price, name) for name in LINES["prices"])


def overlap(one: Price, other: Price) -> bool:
    """Tell whether two prices hold on the same day."""
    return (other.valid_to is None or one.valid_from <= other.valid_to) and (
        one.valid_to is None or other.valid_from <= one.valid_to
    )


def fit[Row](
    line: Collection[Row], start: date, end: date | None
) -> tuple[Row | None, date | None]:
    """Return the price of a line that a new one ends the day before, and the new one's end.

    The new one ends before a later one.
    """
    prices: Collection[Any] = line  # facts, or rows of the desk
    before = max(
        (price for price in prices if price.valid_from < start),
        key=lambda price: price.valid_from,
        default=None,
    )
    ends = [end, *(price.valid_from - DAY for price in prices if price.valid_from > start)]
    ended = before if before and (before.valid_to is None or before.valid_to >= start) else None
    return ended, min((day for day in ends if day), default=None)


def before_sale(model: str, released: date | None, start: date) -> str:
    """Return why a price cannot start on a day before its model is on sale; empty if it can."""
    if released is None or released <= start:
        return ""
    return f"{model} is on sale since {format_day(released)}; no price starts earlier"


def before_release(model: str, released: date | None, day: date | None) -> str:
    """Return why something cannot end before its model was released; empty if it can."""
    if released is None or day is None or released < day:
        return ""
    return f"{model} was released on {format_day(released)}; nothing ends earlier"


def with_new_price(prices: Iterable[Price], new: Price) -> list[Price]:
    """Return prices with one that holds from its day on, in place of one from the same day."""
    stored = [
        price
        for price in prices
        if (line_of(price), price.valid_from) != (line_of(new), new.valid_from)
    ]
    ended, last = fit(
        [price for price in stored if line_of(price) == line_of(new)], new.valid_from, new.valid_to
    )
    before = [
        replace(price, valid_to=new.valid_from - DAY) if price is ended else price
        for price in stored
    ]
    return [*before, replace(new, valid_to=last)]


def scores_in_force(scores: Iterable[Score], on: date) -> Iterator[Score]:
    """Yield of each measurement the newest figure that is not dated after that day."""
    newest: dict[tuple[str, ...], Score] = {}
    for score in scores:
        if score.as_of <= on:
            same = tuple(getattr(score, name) for name in LINES["scores"])
            if same not in newest or newest[same].as_of < score.as_of:
                newest[same] = score
    yield from newest.values()
