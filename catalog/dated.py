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
    other_is_over = other.valid_to is not None and other.valid_to < one.valid_from
    one_is_over = one.valid_to is not None and one.valid_to < other.valid_from
    return not other_is_over and not one_is_over


def fit[Row](
    line: Collection[Row], start: date, end: date | None
) -> tuple[Row | None, date | None]:
    """Return the price of a line that a new one ends the day before, and the new one's end.

    The new one ends before a later one.
    """
    prices: Collection[Any] = line  # facts, or rows of the desk
    earlier = [price for price in prices if price.valid_from < start]
    before = max(earlier, key=lambda price: price.valid_from, default=None)
    goes_on = before is not None and (before.valid_to is None or before.valid_to >= start)
    ends = [price.valid_from - DAY for price in prices if price.valid_from > start]
    if end is not None:
        ends.append(end)
    return before if goes_on else None, min(ends, default=None)


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
    start, line = new.valid_from, line_of(new)
    stored = [price for price in prices if (line_of(price), price.valid_from) != (line, start)]
    ended, last = fit([price for price in stored if line_of(price) == line], start, new.valid_to)
    if ended is not None:
        stored[stored.index(ended)] = replace(ended, valid_to=start - DAY)
    return [*stored, replace(new, valid_to=last)]


def scores_in_force(scores: Iterable[Score], on: date) -> Iterator[Score]:
    """Yield of each measurement the newest figure that is not dated after that day."""
    newest: dict[tuple[str, ...], Score] = {}
    for score in scores:
        if score.as_of > on:
            continue
        line = tuple(getattr(score, name) for name in LINES["scores"])
        if line not in newest or newest[line].as_of < score.as_of:
            newest[line] = score
    yield from newest.values()
