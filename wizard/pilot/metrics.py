"""What a pilot measures, one row a metric: import, verdict, page and export follow from it."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from catalog.data_files import toml_of
from catalog.formatting import CENT, format_in_cents, format_minutes, format_money
from catalog.parsing import (
    Bounds,
    Problem,
    format_input,
    parse_minutes,
    parse_money,
    tidy,
)
from catalog.schema import ExchangeRate
from catalog.vocabulary import Word

type Value = bool | str | float
type Values = Mapping[str, Value]

WORDS = toml_of(__file__)  # yes, no, same: as people write them
FINEST = Decimal("0.0001")  # part of a dollar that a fee is shown to
DIGITS = 6  # behind the point of an amount that is stored
HOURS_AND_SECONDS = {r"\b(?:s|secs?|seconds?)\b": "s", r"\b(?:h|hours?)\b": "h"}
CURRENCIES = {
    r"\$|\busd\b|\bdollars?\b": "USD",
    r"€|\beur(?:os?)?\b": "EUR",
    r"£|\bgbp\b|\bpounds?\b": "GBP",
}
_MINUTES = Bounds("the minutes", "1.5 or 90 s", most=Decimal(100_000), comma_in_doubt=True)
_COST = Bounds("the cost", "0.04 or $0.04", most=Decimal(1_000_000), comma_in_doubt=True)


class Better(Word):
    """Whether a result was preferred to the other model's result on the same case."""

    YES = "yes", "Yes"
    NO = "no", "No"
    SAME = "same", "No difference"


# Of a cell, the unit that its column names, and the rate of the plan’s currency, None for US dollars.
type Parse = Callable[[str, str, ExchangeRate | None], Value | Problem]


def word_parser(words: Values, problem: str) -> Parse:
    """Return a parser of one of some words."""

    def parse(text: str, *_: object) -> Value | Problem:
        return words.get(tidy(text).casefold().rstrip(".!"), Problem(problem))

    return parse


def parse_time(text: str, unit: str = "", *_: object) -> float | Problem:
    """Read a time in minutes; a bare number is in the unit that its column names, or else in minutes."""
    line = tidy(text)
    if ":" in line:  # a stopwatch means minutes and seconds by it, a spreadsheet hours and minutes
        return Problem(f"“{line}” may be minutes or hours; write {_MINUTES.example}")
    time = parse_minutes(line if line[-1:].isalpha() else f"{line} {unit}".strip(), _MINUTES)
    if isinstance(time, Problem):
        return time
    return _one_amount(time.low, time.high, _MINUTES)


def parse_cost(text: str, unit: str = "", rate: ExchangeRate | None = None) -> float | Problem:
    """Read an amount, as US dollars; a currency in the cell wins over the one that its column names."""
    own = rate.currency if rate is not None else "USD"
    cost = parse_money(text, _COST, unit or own)
    if isinstance(cost, Problem):
        return cost
    if cost.currency not in {own, "USD"}:
        return Problem("Write the cost in US dollars")
    usd = rate.usd if rate is not None and cost.currency == own else Decimal(1)
    return _one_amount(cost.low * usd, cost.high * usd, _COST)


def _one_amount(low: Decimal, high: Decimal, bounds: Bounds) -> float | Problem:
    """Return an amount that is no range."""
    return round(float(low), DIGITS) if low == high else Problem(f"Write one: {bounds.example}")


def format_time(value: float, _: object = None) -> str:
    return format_minutes(round(Decimal(repr(value)), 2))


def format_cost(value: float, rate: ExchangeRate | None = None) -> str:
    """Return a fee in the currency of the rate."""
    usd = Decimal(repr(value))
    return format_in_cents(usd, rate, FINEST) if 0 < usd < CENT else format_money(usd, rate)


@dataclass(frozen=True, slots=True, kw_only=True)
class Metric:
    """One thing that is measured of a result; amounts are in minutes or US dollars, a share is of 100 results."""

    slug: str
    label: str  # on pages
    column: str  # in a table that we write
    parse: Parse
    format: Callable[[float, ExchangeRate | None], str] | None = None  # of an amount
    units: Mapping[str, str] = field(default_factory=dict)  # that a heading names, by pattern
    ranged: bool = False  # whether the verdict shows it, with the range in which the truth may lie

    @property
    def is_share(self) -> bool:
        """Return whether it is told as a share of the results, and not as their mean."""
        return self.format is None

    def unit_in(self, heading: str) -> str:
        return next(
            (unit for pattern, unit in self.units.items() if re.search(pattern, heading)), ""
        )

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
YES_NO = word_parser(TRUTHS, "Write yes or no")
METRICS = (
    Metric(
        slug="accepted",
        label="Good enough",
        column="Good enough (yes or no)",
        parse=YES_NO,
        ranged=True,
    ),
    Metric(
        slug="harmful",
        label="Harmful error",
        column="Harmful error (yes or no)",
        parse=YES_NO,
    ),
    Metric(
        slug="better",
        label="Preferred to the other",
        column="Preferred to the other (yes, no or same)",
        parse=word_parser(CHOICES, "Write yes, no or same"),
    ),
    Metric(
        slug="minutes",
        label="Time for one",
        column="Minutes of work",
        parse=parse_time,
        format=format_time,
        units=HOURS_AND_SECONDS,
        ranged=True,
    ),
    Metric(
        slug="usd",
        label="Fee",
        column="Fee in US dollars",
        parse=parse_cost,
        format=format_cost,
        units=CURRENCIES,
        ranged=True,
    ),
)
BY_SLUG = {metric.slug: metric for metric in METRICS}
RANGED = tuple(metric for metric in METRICS if metric.ranged)
