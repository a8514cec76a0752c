"""How the figures of a plan are written: ranges, fees, and what is not known."""

from decimal import Decimal

from catalog.formatting import format_money, format_number, format_unit_cost
from wizard.engine.decision import Candidate, Part

NEVER = "never"


def span(low: Decimal, high: Decimal) -> str:
    """Write a range of counts: 120, or 100 to 150."""
    return format_number(low) if low == high else f"{format_number(low)} to {format_number(high)}"


def fees(candidate: Candidate, part: Part) -> str:
    """Write what a model costs in fees: a month, or one result where nobody knows how many there are."""
    month = candidate.month_usd
    ends = [value for value in (month.low, month.high) if value is not None]
    if ends:
        return f"{' to '.join(dict.fromkeys(format_money(value) for value in ends))} a month"
    return format_unit_cost(candidate.unit_usd, part.unit, part.unit_plural)
