"""Answers on one line: numbers, spans, minutes, money, days."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, override

from catalog import parsing
from catalog.formatting import format_long_day, format_money
from catalog.parsing import Bounds, Problem, Span, Sum
from wizard.steps.asking import Asked, Form, Json, Kind, Nothing
from wizard.steps.kinds.stored import decimal, first, mapping, plain, string

# Round figures of the editors, said wherever they are used; nobody should do their accounts with them.
USD_FOR = {"USD": Decimal(1), "EUR": Decimal("1.15"), "GBP": Decimal("1.30")}
SIGN = {"USD": "$", "EUR": "€ ", "GBP": "£"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Line[V](Kind[V]):
    """Something typed on one line."""

    bounds: Bounds
    suffix: str = ""  # after the field; may use {unit} and {units}
    control: str = "line"
    width: str = "input-mid"

    def bounds_for(self, asked: Asked) -> Bounds:
        """Return the bounds with the words of the output."""
        return Bounds(
            what=asked.say(self.bounds.what),
            example=self.bounds.example,
            least=self.bounds.least,
            most=self.bounds.most,
            least_counts=self.bounds.least_counts,
            whole=self.bounds.whole,
        )

    def parse(self, text: str, bounds: Bounds) -> V | Problem:
        """Read what was typed."""
        raise NotImplementedError

    def write(self, value: V) -> str:
        """Write the value as its owner would type it."""
        raise NotImplementedError

    @override
    def read(self, form: Form, asked: Asked) -> V | Problem | Nothing:
        text = first(form, asked.name)
        return self.parse(text, self.bounds_for(asked)) if parsing.tidy(text) else Nothing.EMPTY

    @override
    def typed(self, value: V | None, asked: Asked) -> Form:
        return {asked.name: ("" if value is None else self.write(value),)}

    @override
    def describe(self, value: V, asked: Asked) -> str:
        return " ".join(filter(None, (self.write(value), asked.say(self.suffix))))


@dataclass(frozen=True, slots=True, kw_only=True)
class Number(Line[Decimal]):
    """One number."""

    width: str = "input-short"

    @override
    def parse(self, text: str, bounds: Bounds) -> Decimal | Problem:
        return parsing.parse_number(text, bounds)

    @override
    def write(self, value: Decimal) -> str:
        return parsing.format_input(value)

    @override
    def dump(self, value: Decimal) -> Json:
        return plain(value)

    @override
    def load(self, stored: Json, asked: Asked) -> Decimal:
        return decimal(stored)

    @override
    def tell(self, value: Decimal) -> Any:
        return int(value) if self.bounds.whole else value

    @override
    def schema(self) -> Mapping[str, Any]:
        return {"type": "string", "pattern": r"^\d+(\.\d+)?$"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Percent(Number):
    """A share in percent."""

    suffix: str = "percent"

    @override
    def parse(self, text: str, bounds: Bounds) -> Decimal | Problem:
        return parsing.parse_share(text, bounds)


@dataclass(frozen=True, slots=True, kw_only=True)
class Amount(Line[Span]):
    """A number that may be a range."""

    @override
    def parse(self, text: str, bounds: Bounds) -> Span | Problem:
        return parsing.parse_span(text, bounds)

    @override
    def write(self, value: Span) -> str:
        return _span(value, parsing.format_input)

    @override
    def tell(self, value: Span) -> Any:
        return value.middle

    @override
    def dump(self, value: Span) -> Json:
        return {"low": plain(value.low), "high": plain(value.high)}

    @override
    def load(self, stored: Json, asked: Asked) -> Span:
        row = mapping(stored)
        low, high = decimal(row["low"]), decimal(row["high"])
        if low > high:
            raise ValueError(stored)
        return Span(low=low, high=high)

    @override
    def schema(self) -> Mapping[str, Any]:
        ends = {end: {"type": "string", "pattern": r"^\d+(\.\d+)?$"} for end in ("low", "high")}
        return {"type": "object", "properties": ends, "required": ["low", "high"], "additionalProperties": False}


@dataclass(frozen=True, slots=True, kw_only=True)
class Minutes(Amount):
    """A time in minutes that may be a range."""

    width: str = "input-short"

    @override
    def parse(self, text: str, bounds: Bounds) -> Span | Problem:
        return parsing.parse_minutes(text, bounds)

    @override
    def describe(self, value: Span, asked: Asked) -> str:
        unit = "minute" if value.low == value.high == 1 else "minutes"
        return f"{self.write(value)} {unit}"


@dataclass(frozen=True, slots=True, kw_only=True)
class OneTime(Minutes):
    """A time in minutes, told to the engine as one number."""

    @override
    def parse(self, text: str, bounds: Bounds) -> Span | Problem:
        found = parsing.parse_minutes(text, bounds)
        if isinstance(found, Span) and found.low != found.high:
            return Problem(f"Write one time, for example {bounds.example}")
        return found

    @override
    def tell(self, value: Span) -> Any:
        return value.high


@dataclass(frozen=True, slots=True, kw_only=True)
class Money(Line[Sum]):
    """An amount of money, or a range where `ranged`; the engine is told dollars."""

    ranged: bool = False
    width: str = "input-short"

    @override
    def parse(self, text: str, bounds: Bounds) -> Sum | Problem:
        found = parsing.parse_money(text, bounds)
        if isinstance(found, Sum) and found.low != found.high and not self.ranged:
            return Problem(f"Write one amount, for example {bounds.example}")
        return found

    @override
    def write(self, value: Sum) -> str:
        sign = SIGN[value.currency]
        low, high = f"{sign}{parsing.format_money_input(value.low)}", f"{sign}{parsing.format_money_input(value.high)}"
        return low if low == high else f"{low} to {high}"

    @override
    def describe(self, value: Sum, asked: Asked) -> str:
        said = " ".join(filter(None, (self.write(value), asked.say(self.suffix))))
        if value.currency == "USD":
            return said
        return f"{said}, counted as {_span(_dollars(value), format_money)} (the editors’ round rate)"

    @override
    def dump(self, value: Sum) -> Json:
        return {"low": plain(value.low), "high": plain(value.high), "currency": value.currency}

    @override
    def load(self, stored: Json, asked: Asked) -> Sum:
        row = mapping(stored)
        currency = string(row["currency"])
        low, high = decimal(row["low"]), decimal(row["high"])
        if currency not in USD_FOR or low > high:
            raise ValueError(stored)
        return Sum(low, high, currency)

    @override
    def tell(self, value: Sum) -> Any:
        return _dollars(value) if self.ranged else _dollars(value).high

    @override
    def schema(self) -> Mapping[str, Any]:
        ends = {end: {"type": "string", "pattern": r"^\d+(\.\d+)?$"} for end in ("low", "high")}
        properties = {**ends, "currency": {"enum": list(USD_FOR)}}
        return {"type": "object", "properties": properties, "required": list(properties), "additionalProperties": False}


def _dollars(value: Sum) -> Span:
    return Span(low=value.low, high=value.high).times(USD_FOR[value.currency])


def _span(value: Span, write: Callable[[Decimal], str]) -> str:
    low, high = write(value.low), write(value.high)
    return low if low == high else f"{low} to {high}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Day(Line[date]):
    """A day from today to some years on."""

    years: int = 3
    width: str = "input-mid"
    control: str = "day"

    @override
    def read(self, form: Form, asked: Asked) -> date | Problem | Nothing:
        found = super(Day, self).read(form, asked)
        today = asked.situation.on
        if isinstance(found, date):
            if found < today:
                return Problem(f"Pick a day from today, {format_long_day(today)}, on")
            if found.year > today.year + self.years:
                return Problem(f"Pick a day before the end of {today.year + self.years}")
        return found

    @override
    def parse(self, text: str, bounds: Bounds) -> date | Problem:
        return parsing.parse_day(text, bounds)

    @override
    def write(self, value: date) -> str:
        return value.isoformat()

    @override
    def describe(self, value: date, asked: Asked) -> str:
        return format_long_day(value)

    @override
    def dump(self, value: date) -> Json:
        return value.isoformat()

    @override
    def load(self, stored: Json, asked: Asked) -> date:
        return date.fromisoformat(string(stored))

    @override
    def schema(self) -> Mapping[str, Any]:
        return {"type": "string", "format": "date"}
