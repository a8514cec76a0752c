"""What a pilot measures, one row a metric: form, import, verdict, page and export follow from it."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from catalog import parsing
from catalog.formatting import (
    CENT,
    format_minutes,
    format_money,
    in_currency,
)
from catalog.parsing import Bounds, Problem, Sum, format_input, format_money_input, tidy
from catalog.schema import ExchangeRate
from catalog.vocabulary import Word

type Value = bool | str | Decimal
type Values = Mapping[str, Value]
type Rates = Callable[
    [str], Decimal | None
]  # what one unit of a currency costs in US dollars; None without a rate

YES = {"yes", "y", "true", "1", "ok", "okay", "accepted", "used", "usable", "good", "pass", "passed", "x", "✓", "✔", "ja", "j"}  # fmt: skip
NO = {
    "no",
    "n",
    "false",
    "0",
    "rejected",
    "redone",
    "unusable",
    "bad",
    "fail",
    "failed",
    "-",
    "✗",
    "✘",
    "nein",
}
SAME = {"same", "tie", "equal", "no difference", "none", "="}
YES_NO = {**dict.fromkeys(YES, True), **dict.fromkeys(NO, False)}
PREFERENCES = {
    **dict.fromkeys(YES, "yes"),
    **dict.fromkeys(NO, "no"),
    **dict.fromkeys(SAME, "same"),
}
TIMES = {
    "minute": Decimal(1),
    "second": Decimal(1) / 60,
    "hour": Decimal(60),
    "millisecond": Decimal(1) / 60_000,
}
HUNDRED = Decimal(100)
DOLLARS: Rates = {"USD": Decimal(1)}.get  # where no other currency is known
_CLOCK = re.compile(
    r"^\d{1,3}:\d{2}$"
)  # a stopwatch means minutes and seconds by it, a spreadsheet hours and minutes
_EXACT = re.compile(
    r"^(?:(\d{1,3}):(\d{2}):(\d{2})|(\d{1,4}) ?m(?:in\w*)?\.? ?(\d{1,2}) ?s(?:ec\w*)?\.?)$"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanMoney:
    """How a plan counts money: the rate of its own currency, None for US dollars, and what one unit of any costs in them."""

    own: ExchangeRate | None = None
    usd_per: Rates = DOLLARS

    @property
    def currency(self) -> str:
        return self.own.currency if self.own else "USD"


IN_DOLLARS = PlanMoney()


class MetricKind(Word):
    YES_NO = "yes-no", "Yes or no"
    CHOICE = "choice", "Yes, no or no difference"
    AMOUNT = "amount", "A figure"


class Better(Word):
    """Whether a result was preferred to the other model's result on the same case."""

    YES = "yes", "Yes"
    NO = "no", "No"
    SAME = "same", "No difference"


@dataclass(frozen=True, slots=True, kw_only=True)
class Metric:
    """One thing that is measured of a result; amounts are in minutes or US dollars, a share is of 100 results."""

    slug: str
    label: str  # above its field
    name: str  # in a word, on the page of the verdict
    column: str  # in a table that we write
    heads: tuple[str, ...]  # what people call the column in a table that we read
    kind: MetricKind
    parse: Callable[
        ..., Value | Problem | None
    ]  # the text, the unit that its column names, and the rates
    hint: str = ""
    ranged: bool = False  # whether the verdict shows it, with the range in which the truth may lie
    last_digit: Decimal = CENT  # that is stored
    most: Decimal = HUNDRED

    @property
    def is_share(self) -> bool:
        """Return whether it is told as a share of the results, and not as their mean."""
        return self.kind is MetricKind.YES_NO

    def read(self, given: Value, unit: str, rates: Rates) -> Value | Problem | None:
        """Read text as people type it, or take a value as a file of another program holds it."""
        if isinstance(given, str):
            return self.parse(given, unit, rates)
        if not isinstance(given, Decimal):
            return given
        if not 0 <= given <= self.most:
            return Problem(f"it must be from 0 to {self.most:,}")
        return given.quantize(self.last_digit, ROUND_HALF_UP)

    def write(self, value: Value | None) -> str:
        """Return a value as `parse` reads it back, and as JSON keeps it exactly; nothing where there is none."""
        if isinstance(value, Decimal):
            return f"{value.normalize():f}"
        return "" if value is None else ("no", "yes")[value] if isinstance(value, bool) else value

    def write_input(self, value: Value, rate: ExchangeRate | None = None) -> str:
        """Return a value as a form shows it; money in the currency of the rate, from a cent on without more."""
        if not isinstance(value, Decimal) or self.slug != "usd":
            return format_input(value) if isinstance(value, Decimal) else self.write(value)
        amount = value if rate is None else value / rate.usd
        return format_money_input(round(amount, 2 if amount >= CENT else 6))

    def format(self, value: Decimal, rate: ExchangeRate | None = None) -> str:
        """Return an amount with its unit; money in the currency of the rate, below a cent in two figures."""
        if self.slug != "usd":
            return format_minutes(round(value, 2))
        sign, amount = in_currency(value, rate)
        below = 0 < amount < CENT
        return (
            f"{sign}{round(amount, 1 - amount.adjusted()):f}"
            if below
            else format_money(value, rate)
        )

    def show(self, value: Value | None, rate: ExchangeRate | None = None) -> str:
        return self.format(value, rate) if isinstance(value, Decimal) else self.write(value)


def parse_word(words: Values, problem: str) -> Callable[..., Value | Problem | None]:
    """Return a parser of one of some words; it gives nothing where the cell is empty."""

    def parse(text: str, *_: object) -> Value | Problem | None:
        word = tidy(text).casefold().rstrip(".!")
        return words.get(word, Problem(problem)) if word else None

    return parse


def parse_time(text: str, unit: str = "", *_: object) -> Decimal | Problem | None:
    """Read a time in minutes; a bare number is in the unit that its column names, or else in minutes."""
    line = tidy(text)
    if not line:
        return None
    if _CLOCK.match(line):
        first, second = line.split(":")
        return Problem(
            f"“{line}” may be {first} min {second} s or {first} h {second}; write one of these"
        )
    if exact := _EXACT.match(line.casefold()):
        hours, whole, seconds = (
            Decimal(exact[a] or exact[b] or 0) for a, b in ((1, 1), (2, 4), (3, 5))
        )
        return _rounded("minutes", hours * 60 + whole + seconds / 60)
    bounds = Bounds("the minutes", "1.5 or 90 s", most=BY_SLUG["minutes"].most, comma_in_doubt=True)
    if not isinstance(bare := parsing.parse_number(line, bounds), Problem):
        return _rounded("minutes", bare * TIMES.get(unit, 1))
    if isinstance(found := parsing.parse_minutes(line, bounds), Problem):
        return found
    return (
        _rounded("minutes", found.low)
        if found.low == found.high
        else Problem("Write one time, for example 1.5")
    )


def parse_cost(text: str, unit: str = "", rates: Rates = DOLLARS) -> Decimal | Problem | None:
    """Read an amount, as US dollars; a currency in the cell wins over the one that its column names."""
    line = tidy(text)
    if not line:
        return None
    bounds = Bounds("the cost", "0.04 or $0.04", most=BY_SLUG["usd"].most, comma_in_doubt=True)
    bare = parsing.parse_number(line, bounds)
    found = (
        parsing.parse_money(line, bounds)
        if isinstance(bare, Problem)
        else Sum(bare, bare, unit or "USD")
    )
    if isinstance(found, Problem):
        return found
    if found.low != found.high:
        return Problem("Write one amount, for example 0.04")
    rate = rates(found.currency)
    return (
        Problem("Write the cost in US dollars")
        if rate is None
        else _rounded("usd", found.low * rate)
    )


def _rounded(slug: str, value: Decimal) -> Decimal:
    return value.quantize(BY_SLUG[slug].last_digit, ROUND_HALF_UP)


METRICS = (
    Metric(
        slug="accepted",
        label="Good enough",
        name="quality",
        column="Good enough (yes or no)",
        heads=("could go out as it is", "good enough", "accepted", "accept", "used", "usable", "used without a redo", "ok", "pass", "passed", "result", "success"),
        kind=MetricKind.YES_NO,
        parse=parse_word(YES_NO, "Write yes or no"),
        ranged=True,
    ),
    Metric(
        slug="harmful",
        label="Harmful error",
        name="harm",
        column="Harmful error (yes or no)",
        heads=("harmful error", "harmful", "harm"),
        kind=MetricKind.YES_NO,
        parse=parse_word(YES_NO, "Write yes or no"),
    ),
    Metric(
        slug="better",
        label="Preferred to the other",
        name="preference",
        column="Preferred to the other (yes, no or same)",
        heads=("preferred to the other", "preferred", "better", "preference", "winner"),
        kind=MetricKind.CHOICE,
        parse=parse_word(PREFERENCES, "Write yes, no or same"),
    ),
    Metric(
        slug="minutes",
        label="Your minutes for it",
        name="time",
        column="Minutes of work",
        heads=("minutes of work", "minutes", "minute", "min", "mins", "time", "duration", "seconds", "second", "sec", "hours", "hour", "h"),
        kind=MetricKind.AMOUNT,
        parse=parse_time,
        hint="Reading, checking and mending. 1.5, 90 s and 1 min 30 s are all fine.",
        ranged=True,
        last_digit=Decimal("0.0001"),
        most=Decimal(100_000),
    ),
    Metric(
        slug="usd",
        label="What the model cost",
        name="cost",
        column="Fee in US dollars",
        heads=("fee in us dollars", "cost", "costs", "fee", "fees", "price", "usd", "eur", "gbp", "$", "€", "£", "dollars", "euros", "pounds", "amount"),
        kind=MetricKind.AMOUNT,
        parse=parse_cost,
        hint="The fee alone, such as 0.04. Empty: the fee that the plan expects.",
        ranged=True,
        last_digit=Decimal("0.000001"),
        most=Decimal(1_000_000),
    ),
)  # fmt: skip
BY_SLUG = {metric.slug: metric for metric in METRICS}
RANGED = tuple(metric for metric in METRICS if metric.ranged)


def load_values(stored: Mapping[str, Any]) -> Values:
    amounts = {metric.slug for metric in METRICS if metric.kind is MetricKind.AMOUNT}
    return {slug: Decimal(value) if slug in amounts else value for slug, value in stored.items()}


def store_values(values: Values) -> dict[str, bool | str]:
    return {
        slug: value if isinstance(value, bool) else BY_SLUG[slug].write(value)
        for slug, value in values.items()
    }
