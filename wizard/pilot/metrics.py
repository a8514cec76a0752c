"""What a pilot measures, one row a metric: import, verdict, page and export follow from it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import partial

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
from catalog.schema import ExchangeRate
from catalog.vocabulary import Word

type Value = bool | str | float
type Values = Mapping[str, Value]
type Parse = Callable[[str], Value | Problem]  # of a cell

WORDS = toml_of(__file__)  # yes, no, same: as people write them
FINEST = Decimal("0.0001")  # part of a dollar that a fee is shown to
DIGITS = 6  # behind the point of an amount that is stored
_MINUTES = Bounds("the minutes", "1.5 or 90 s", most=Decimal(100_000), comma_in_doubt=True)
_COST = Bounds("the cost", "0.04 or $0.04", most=Decimal(1_000_000), comma_in_doubt=True)


class Better(Word):
    """Whether a result was preferred to the other model's result on the same case."""

    YES = "yes", "Yes"
    NO = "no", "No"
    SAME = "same", "No difference"


def parse_word(words: Values, problem: str, text: str) -> Value | Problem:
    """Read one of some words."""
    return words.get(tidy(text).casefold().rstrip(".!"), Problem(problem))


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


def format_cost(value: float, rate: ExchangeRate | None = None) -> str:
    """Return a fee in the currency of the rate."""
    usd = Decimal(repr(value))
    return format_in_cents(usd, rate, FINEST) if 0 < usd < CENT else format_money(usd, rate)


@dataclass(frozen=True, slots=True, kw_only=True)
class Metric:
    """One thing that is measured of a result; amounts are in minutes or US dollars."""

    slug: str
    label: str  # on pages
    column: str  # in a table that we write
    parse: Parse
    format: Callable[[float, ExchangeRate | None], str] | None = None  # of an amount

    def write(self, value: Value | None) -> str:
        """Return a value as `parse` reads it back; nothing where there is none."""
        if value is None or isinstance(value, str):
            return value or ""
        if isinstance(value, bool):
            return "yes" if value else "no"
        return format_input(Decimal(repr(value)))

    def show(self, value: Value | None, rate: ExchangeRate | None = None) -> str:
        """Return a value as a page shows it; money in the currency of the rate."""
        if self.format is None or value is None:
            return self.write(value)
        return self.format(float(value), rate)


TRUTHS: Values = {**dict.fromkeys(WORDS["yes"], True), **dict.fromkeys(WORDS["no"], False)}
CHOICES: Values = {word: choice for choice, words in WORDS.items() for word in words}
YES_NO = partial(parse_word, TRUTHS, "Write yes or no")
METRICS = (
    Metric(slug="accepted", label="Good enough", column="Good enough (yes or no)", parse=YES_NO),
    Metric(slug="harmful", label="Harmful error", column="Harmful error (yes or no)", parse=YES_NO),
    Metric(
        slug="better",
        label="Preferred to the other",
        column="Preferred to the other (yes, no or same)",
        parse=partial(parse_word, CHOICES, "Write yes, no or same"),
    ),
    Metric(
        slug="minutes",
        label="Time for one",
        column="Minutes of work",
        parse=parse_time,
        format=format_time,
    ),
    Metric(
        slug="usd",
        label="Fee",
        column="Fee in US dollars",
        parse=parse_cost,
        format=format_cost,
    ),
)
BY_SLUG = {metric.slug: metric for metric in METRICS}
AMOUNTS = tuple(metric for metric in METRICS if metric.format is not None)
