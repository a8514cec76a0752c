"""Machines of one's own: which rows speak for a size, and what an hour of it costs."""

from catalog.formatting import format_money
from catalog.schema import Catalog, Machine
from catalog.vocabulary import Deal, MachineSize
from catalog.workload import OFFICE_HOURS_A_MONTH

LIFE_MONTHS = 36  # ours: a bought machine is worn out after three years
POWER_USD_AN_HOUR = 0.15  # ours: a PC with one card draws half a kilowatt


def hour_usd(catalog: Catalog, size: MachineSize) -> float | None:
    """Return what an hour of a size costs: the middle of what counts; None where nothing does."""
    return catalog.once(("machine-hour", size), lambda: _middle(catalog, size))


def rows_that_count(catalog: Catalog, size: MachineSize) -> tuple[Machine, ...]:
    """Return the rows with a price that speak for a size and not for one seller, else all of it."""
    sized = [row for row in catalog.machines if row.size is size]
    rows = [row for row in sized if not row.seller] or sized
    return tuple(row for row in rows if _hours_usd(row))


def _middle(catalog: Catalog, size: MachineSize) -> float | None:
    prices = [usd for row in rows_that_count(catalog, size) for usd in _hours_usd(row)]
    return (min(prices) + max(prices)) / 2 if prices else None


def _hours_usd(row: Machine) -> list[float]:
    """Return the lowest and highest rent of an hour; of what is bought its wear and its power."""
    rents = [float(usd) for usd in (row.usd_hour_low, row.usd_hour_high) if usd is not None]
    if rents or row.usd_purchase is None:
        return rents
    wear_usd = float(row.usd_purchase) / (LIFE_MONTHS * OFFICE_HOURS_A_MONTH)
    return [wear_usd + POWER_USD_AN_HOUR]


def price_in_words(row: Machine) -> str:
    """Return what a machine costs: once if bought, by the hour if rented; empty if nobody says."""
    if row.deal is Deal.BUY:
        return f"{format_money(row.usd_purchase)} once" if row.usd_purchase else ""
    low = row.usd_hour_low
    if low is None:
        return ""
    high = row.usd_hour_high or low
    span = format_money(low) if high == low else f"{format_money(low)} to {format_money(high)}"
    return f"{span} an hour"
