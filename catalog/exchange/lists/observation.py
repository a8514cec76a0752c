"""What a price list says, in our words: a seller, a model, a unit, dollars."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Context, Decimal, InvalidOperation
from typing import Any

from catalog.vocabulary import PriceUnit

_EXACT = Context(prec=10)  # more figures come from sums of machine numbers, as in 0.9499999999999999
MILLION = Decimal(1_000_000)

TIER = "A price for a tier (batch, priority, long prompts, size); ours is the plain one."
NO_UNIT = "The catalog has no such unit."
NO_NUMBER = "This is no single number."
NEGATIVE = "A price cannot be below 0."
ZERO = "0 may mean free or not known; the list does not say which."
NO_ENTRY = "This is no entry of a model."


class WrongListError(Exception):
    """A price list that cannot be read; the message is a sentence."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Observation:
    """One price as a list has it: under the list's own names, and in our unit if we have it."""

    seller: str
    model: str
    field: str  # what the list calls the unit
    unit: PriceUnit | None = None
    usd: Decimal = Decimal(0)
    start: date | None = None  # the first day, where the list gives one
    reason: str = ""  # why it cannot be compared


type Read = Callable[[Any], Iterator[Observation]]
type Rule = tuple[PriceUnit, Decimal]  # our unit, and how many of theirs are in it


def left_out(reason: str = NO_ENTRY, *, seller: str = "", model: str = "") -> Observation:
    """Return an entry of a list that holds no price."""
    return Observation(seller=seller, model=model, field="entry", reason=reason)


def observed(  # noqa: PLR0913, PLR0917  # each says something of its own
    seller: str, model: str, field: str, value: object, rule: Rule | str, start: date | None = None
) -> Observation:
    """Return a price in our unit, or the reason why there is none."""
    if isinstance(rule, str):
        return Observation(seller=seller, model=model, field=field, start=start, reason=rule)
    number = as_number(value)
    reason = NO_NUMBER if number is None else NEGATIVE if number < 0 else ZERO if number == 0 else ""
    unit, times = rule
    usd = Decimal(0) if number is None or reason else _EXACT.multiply(number, times)
    return Observation(seller=seller, model=model, field=field, unit=unit, usd=usd, start=start, reason=reason)


def as_number(value: object) -> Decimal | None:
    """Return a number of JSON as it was written, none where it is none."""
    if isinstance(value, bool) or not isinstance(value, int | float | str | Decimal):
        return None
    try:
        number = Decimal(str(value))
    except InvalidOperation:
        return None
    return number if number.is_finite() else None


def text(value: object, default: str = "") -> str:
    """Return a text of JSON, or the default where there is none."""
    return value if isinstance(value, str) else default
