"""How the figures of a plan are written: ranges, fees, and what is not known."""

from decimal import Decimal

from catalog.wording import money, number
from wizard.engine.decision import Candidate, Part

PER_THOUSAND_BELOW = Decimal("0.1")  # US dollars; dearer units are priced one by one
UNKNOWN = "unknown"
NEVER = "never"


def span(low: Decimal, high: Decimal) -> str:
    """Write a range of counts: 120, or 100 to 150."""
    return number(low) if low == high else f"{number(low)} to {number(high)}"


def fees(candidate: Candidate, part: Part) -> str:
    """Write what a model costs in fees: a month, or one result where nobody knows how many there are."""
    month = candidate.month_usd
    ends = [value for value in (month.low, month.high) if value is not None]
    if ends:
        return f"{' to '.join(dict.fromkeys(money(value) for value in ends))} a month"
    return unit_cost(candidate.unit_usd, unit=part.unit, plural=part.unit_plural)


def unit_cost(usd: Decimal | None, *, unit: str, plural: str) -> str:
    """Write what results cost in fees: by the piece, or by the thousand where a piece costs next to nothing."""
    if usd is None:
        return UNKNOWN
    if usd == 0 or usd >= PER_THOUSAND_BELOW:
        return f"{money(usd)} a {unit}"
    return f"{money(usd * 1000)} for 1,000 {plural}"
