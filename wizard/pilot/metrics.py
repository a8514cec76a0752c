"""What a pilot measures, one row a metric: import, verdict, page and export follow from it.

Which of two answers is better is said in the duel alone, where nobody sees the names.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from catalog.data_files import toml_of
from catalog.formatting import CENT, format_in_cents, format_minutes, format_money
from catalog.parsing import (
    Bounds,
    Problem,
    Span,
    Sum,
    format_input,
    parse_minutes,
    parse_money,
    tidy,
)
from catalog.schema import US_DOLLARS, ExchangeRate
from catalog.vocabulary import Word

type Value = bool | str | float
type Values = Mapping[str, Value]
type Parse = Callable[[str], Value | Problem]  # of a cell

WORDS = toml_of(__file__)  # yes and no, as people write them
FINEST = Decimal("0.0001")  # part of a dollar that a fee is shown to
DIGITS = 6  # behind the point of an amount that is stored
_MINUTES = Bounds("the minutes", "1.5 or 90 s", most=Decimal(100_000), comma_in_doubt=True)
_COST = Bounds("the cost", "0.04 or $0.04", most=Decimal(1_000_000), comma_in_doubt=True)


class Better(Word):
    """Whether a result was preferred to the other model's result on the same case."""

    YES = "yes", "Yes"
    NO = "no", "No"
    SAME = "same", "No difference"


def parse_yes_no(text: str) -> bool | Problem:
    word = tidy(text).casefold().rstrip(".!")
    return TRUTHS.get(word, Problem("Write yes or no"))


def parse_time(text: str) -> float | Problem:
    """Read a time in minutes, where no unit says otherwise."""
    if ":" in text:  # a stopwatch means minutes and seconds by it, a spreadsheet hours and minutes
        return Problem(f"“{tidy(text)}” may be minutes or hours; write {_MINUTES.example}")
    return _one_amount(parse_minutes(text, _MINUTES), _MINUTES)


def parse_cost(text: str) -> float | Problem:
    """Read an amount in US dollars, which fees for results are in."""
    cost = parse_money(text, _COST)
    if isinstance(cost, Sum) and cost.currency != "USD":
        return Problem("Write the cost in US dollars")
    return _one_amount(cost, _COST)


def _one_amount(span: Span | Sum | Problem, bounds: Bounds) -> float | Problem:
    """Return an amount that is no range."""
    if isinstance(span, Problem):
        return span
    is_one = span.low == span.high
    return round(float(span.low), DIGITS) if is_one else Problem(f"Write one: {bounds.example}")


def format_time(value: float, _: object = None) -> str:
    return format_minutes(round(Decimal(repr(value)), 2))


def format_cost(value: float, rate: ExchangeRate = US_DOLLARS) -> str:
    """Return a fee in the currency of the rate."""
    usd = Decimal(repr(value))
    return format_in_cents(usd, rate, FINEST) if 0 < usd < CENT else format_money(usd, rate)


@dataclass(frozen=True, slots=True, kw_only=True)
class Metric:
    """One thing that is measured of a result."""

    slug: str
    label: str  # on pages
    column: str  # in a table that we write
    parse: Parse

    def write(self, values: Values) -> str:
        """Return its value as `parse` reads it back; nothing where there is none."""
        if self.slug not in values:
            return ""
        value = values[self.slug]
        if isinstance(value, bool):
            return "yes" if value else "no"
        return format_input(Decimal(str(value)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Amount(Metric):
    """A metric in minutes or US dollars."""

    format: Callable[[float, ExchangeRate], str]  # as a page shows it


TRUTHS = {**dict.fromkeys(WORDS["yes"], True), **dict.fromkeys(WORDS["no"], False)}
QUALITIES = (
    Metric(
        slug="accepted",
        label="Good enough",
        column="Good enough (yes or no)",
        parse=parse_yes_no,
    ),
    Metric(
        slug="harmful",
        label="Harmful error",
        column="Harmful error (yes or no)",
        parse=parse_yes_no,
    ),
)
MINUTES = Amount(
    slug="minutes",
    label="Time for one",
    column="Minutes of work",
    parse=parse_time,
    format=format_time,
)
FEE = Amount(
    slug="usd",
    label="Fee",
    column="Fee in US dollars",
    parse=parse_cost,
    format=format_cost,
)
AMOUNTS = {amount.slug: amount for amount in (MINUTES, FEE)}
METRICS = (*QUALITIES, *AMOUNTS.values())
BY_SLUG = {metric.slug: metric for metric in METRICS}
