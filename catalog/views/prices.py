"""The prices of an offer over time, as its picture draws them."""

from collections.abc import Sequence
from datetime import date, timedelta

from django.utils import timezone

from catalog import ages, formatting, query
from catalog.ages import NEVER_SEEN_AGAIN, Sightings
from catalog.charts.pricing import Basis, PriceHistory, PricePeriod
from catalog.charts.scales import firsts_of_months
from catalog.schema import Catalog, Offer, Price, group_pairs
from catalog.vocabulary import PriceBasis, PriceUnit

AFTER_TODAY = 60  # days that the price chart looks ahead


def history_of(
    catalog: Catalog, offer: Offer, on: date, seen: Sightings = NEVER_SEEN_AGAIN
) -> PriceHistory | None:
    """Return an offer's price history where it has moved or will move.

    One flat line shows nothing.
    """
    rows = query.price_history(catalog, offer.slug)
    rows_of = group_pairs((price.unit, price) for price in rows)
    rows_of.pop(PriceUnit.CACHED_INPUT_MTOK, None)
    histories = [rows_of[unit] for unit in query.UNIT_ORDER if unit in rows_of]
    if not any(len({price.usd for price in history}) > 1 for history in histories):
        return None
    starts = [price.valid_from for price in rows]
    first, last = min(starts), max(on, *starts) + timedelta(days=AFTER_TODAY)

    def period(price: Price) -> PricePeriod:
        end = _end(catalog, price, on, last, seen)
        return PricePeriod(price=price, end=end, basis=_basis(price, on))

    return PriceHistory(
        units=tuple(tuple(map(period, history)) for history in histories),
        marks_at=_months(first, last),
        on=on,
        on_words="today" if on == timezone.localdate() else formatting.format_day(on),
        desc=" ".join(map(_unit_words, histories)),
    )


def _end(catalog: Catalog, price: Price, on: date, last: date, seen: Sightings) -> date:
    """Return until when a price is drawn: its last day, else the last day it was in force.

    While it is in force it is drawn on.
    """
    if price.valid_to is not None:
        return price.valid_to
    stated = price.valid_from > on or query.current(catalog, price, on)
    if stated:
        return last
    return max(price.valid_from, ages.last_in_force(catalog, (price,), on, seen))


def _unit_words(history: Sequence[Price]) -> str:
    """Say what a unit cost from when on.

    For example: Million tokens in: $3 from 4 Mar 2024, then $2 from 1 Jan 2025.
    """
    unit = formatting.capitalise(history[0].unit.label)
    return f"{unit}: {', then '.join(map(_step_words, history))}."


def _step_words(price: Price) -> str:
    return f"{formatting.format_price(price.usd)} from {formatting.format_day(price.valid_from)}"


def _months(first: date, last: date, most: int = 6) -> tuple[tuple[date, str], ...]:
    """Return a time axis's ends and up to `most` firsts of months between, with each new year."""
    firsts = list(firsts_of_months(first + timedelta(days=1), last))
    steps = (1, 2, 3, 6, 12, 24, 60, 120, 600)
    step = next(step for step in steps if (len(firsts) - 1) // step < most)
    marks: list[tuple[date, str]] = [(first, "")]
    year = None
    for when in firsts[::step]:
        name = formatting.MONTHS[when.month - 1][:3]
        marks.append((when, f"{name} {when.year}" if when.year != year else name))
        year = when.year
    marks.append((last, ""))
    return tuple(marks)


def _basis(price: Price, on: date) -> Basis:
    if price.basis is PriceBasis.CARRIED_BACK:
        return "carried"
    is_announced = price.valid_from > on or price.basis is PriceBasis.ANNOUNCED
    return "announced" if is_announced else "sure"
