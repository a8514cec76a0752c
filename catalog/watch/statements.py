"""What public lists say, under each list's own names; pure, and the same for all lists."""

import csv
import io
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Context, Decimal, InvalidOperation
from typing import Any

import msgspec

from catalog.vocabulary import Currency, Medium, PriceUnit
from config.budget import MEGABYTE, Expense, Limits, WrongFileError
from config.json_input import NotJsonError, decode_json

# More figures come from sums of machine numbers, as in 0.9499999999999999.
_EXACT = Context(prec=10)

TIER = "A price for a tier (batch, priority, long prompts, size); ours is the plain one."
NO_UNIT = "The catalog has no such unit."
NO_NUMBER = "This is no single number."
NEGATIVE = "A price cannot be below 0."
ZERO = "0 may mean free or not known; the list does not say which."
NO_ENTRY = "This is no entry of a model."
HOURS = "A price for some hours of the day; ours holds all day."


class WrongListError(Exception):
    """A list of which nothing is taken; the message is a sentence."""


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


@dataclass(frozen=True, slots=True, kw_only=True)
class LimitStatement:
    """How many tokens go into a model, or come out, at a seller."""

    seller: str
    model: str
    field: str  # ours: input_limit or output_limit
    tokens: int


@dataclass(frozen=True, slots=True, kw_only=True)
class InputStatement:
    """What goes into a model at a seller; what a list does not name, it does not speak of."""

    seller: str
    model: str
    reads: frozenset[Medium]


@dataclass(frozen=True, slots=True, kw_only=True)
class EndStatement:
    """On which day a seller stops selling a model."""

    seller: str
    model: str
    day: date


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryStatement:
    """That a list has a model at a seller."""

    seller: str
    model: str
    page: str = ""  # where the list read it


@dataclass(frozen=True, slots=True, kw_only=True)
class ScoreStatement:
    """What a board says of a model, under the name that it prints."""

    board: str  # our slug
    name: str
    value: Decimal
    low: Decimal | None = None
    high: Decimal | None = None
    day: date


@dataclass(frozen=True, slots=True, kw_only=True)
class RateStatement:
    """What one unit of a currency costs in US dollars on a day."""

    currency: Currency
    usd: Decimal
    day: date


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanStatement:
    """What a file that was transcribed from a seller's page says of a plan of an app."""

    app: str  # our slug
    plan: str  # its name on the page
    price: str  # as the page writes it
    amount: Decimal | None
    currency: str
    day: date  # of reading the page
    page: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FileWarning:
    """Why a file of an app says nothing any more."""

    app: str
    words: str
    page: str = ""


type Statement = (
    Observation
    | LimitStatement
    | InputStatement
    | EndStatement
    | EntryStatement
    | ScoreStatement
    | RateStatement
    | PlanStatement
    | FileWarning
)
type Get = Callable[[str], bytes | None]
"""Returns what an address answers, None where nothing is there. Raises `WrongListError`."""
type Parts = Mapping[str, bytes | None]
"""The files of a list by name; None where one that belongs to it is gone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ListContent:
    """All that a list says, and the day that it names of itself, where it names one."""

    statements: tuple[Statement, ...]
    day: date | None = None

    def of[Kind](self, sort: type[Kind]) -> tuple[Kind, ...]:
        """Return the statements of one sort, in their order."""
        return tuple(row for row in self.statements if isinstance(row, sort))

    def speaks_of(self, sorts: tuple[type[Any], ...]) -> bool:
        """Tell whether there is a statement of one of these sorts."""
        return any(isinstance(row, sorts) for row in self.statements)


# -------------------------------------------------------------------------------------- for readers

# The largest list that we know has 4 MB, and 200,000 values.
LIST = Limits(
    most={Expense.BYTES: 20 * MEGABYTE, Expense.VALUES: 1_000_000}, what="The list", remedy=""
)
# Numbers to the last digit.
_AS_WRITTEN: msgspec.json.Decoder[Any] = msgspec.json.Decoder(float_hook=Decimal)

type Rule = tuple[PriceUnit, Decimal]
"""Our unit, and how many of theirs are in it."""


def parsed(content: bytes) -> Any:
    """Return JSON with its numbers as they were written. Raises `WrongListError`."""
    try:
        return decode_json(content, _AS_WRITTEN, LIST)
    except WrongFileError as reason:
        raise WrongListError(str(reason)) from reason
    except NotJsonError as reason:
        raise WrongListError("The file is not JSON.") from reason


def table_rows(content: bytes, columns: Iterable[str], what: str) -> list[dict[str, str]]:
    """Return the rows of a comma-separated table, gaps as empty. Raises `WrongListError`."""
    lines = csv.DictReader(io.StringIO(content.decode("utf-8", "replace")), restval="")
    try:
        if missing := set(columns) - set(lines.fieldnames or ()):
            raise WrongListError(f"{what} has no column “{min(missing)}”.")
        return list(lines)
    except csv.Error as reason:
        raise WrongListError(f"{what} is no table with commas.") from reason


def only_part(parts: Parts) -> bytes:
    """Return the one file of a list. Raises `WrongListError` where it is gone."""
    content = next(iter(parts.values()), None)
    if content is None:
        raise WrongListError("The list is not at its address any more.")
    return content


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
    reason = _why_no_price(number)
    unit, times = rule
    usd = Decimal(0) if number is None or reason else _EXACT.multiply(number, times)
    return Observation(
        seller=seller, model=model, field=field, unit=unit, usd=usd, start=start, reason=reason
    )


def _why_no_price(number: Decimal | None) -> str:
    if number is None:
        return NO_NUMBER
    if number < 0:
        return NEGATIVE
    return ZERO if number == 0 else ""


def as_number(value: object) -> Decimal | None:
    """Return a number of JSON as it was written, none where it is none."""
    if isinstance(value, bool) or not isinstance(value, int | float | str | Decimal):
        return None
    try:
        number = Decimal(str(value))
    except InvalidOperation:
        return None
    return number if number.is_finite() else None


def as_count(value: object) -> int | None:
    """Return a whole number above 0, none where there is none."""
    number = as_number(value)
    return int(number) if number is not None and number > 0 and number == int(number) else None


def as_day(value: object) -> date | None:
    """Return a day in ISO form, none where there is none."""
    try:
        return date.fromisoformat(text(value)[:10])
    except ValueError:
        return None


def text(value: object, default: str = "") -> str:
    """Return a text of JSON, or the default where there is none."""
    return value if isinstance(value, str) else default
