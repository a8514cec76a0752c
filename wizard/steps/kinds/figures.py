"""Answers on one line: numbers, spans, minutes, lengths, money, days."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any, override

from catalog import parsing
from catalog.formatting import SIGNS, format_long_day
from catalog.parsing import Bounds, Problem, Span
from catalog.query import usd_per
from wizard.steps import wording
from wizard.steps.asking import AnswerKind, Asked, Form, Gone, Json, Nothing
from wizard.steps.kinds.stored import NUMBER, decimal, first, mapping, plain, shape, string, word
from wizard.steps.wording import LengthUnit


@dataclass(frozen=True, slots=True, kw_only=True)
class Line[V](AnswerKind[V]):
    """Something typed on one line."""

    bounds: Bounds
    suffix: str = ""  # after the field; may use {unit} and {units}
    control: str = "line"
    width: str = "input-mid"

    def bounds_for(self, asked: Asked) -> Bounds:
        """Return the bounds with the words of the output."""
        return replace(self.bounds, what=asked.say(self.bounds.what))

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
        return NUMBER


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
        return shape(low=NUMBER, high=NUMBER)


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
class Lasting:
    """How long one is, as it was typed, and how many times the usual length that makes."""

    amount: Decimal
    unit: LengthUnit
    times: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class HowLong(Line[Lasting]):
    """A length in pages, words, seconds or minutes; a bare number is in the unit that is usual for the job."""

    width: str = "input-short"

    @override
    def read(self, form: Form, asked: Asked) -> Lasting | Problem | Nothing:
        text, usual = parsing.tidy(first(form, asked.name)), wording.length_of(asked.output, asked.situation.catalog)
        if not text or usual is None:
            return Nothing.EMPTY
        typed = next((unit for unit in usual.units if unit.ends(text)), usual.unit)
        found = parsing.parse_number(typed.without(text), self.bounds_for(asked))
        return (
            found if isinstance(found, Problem) else Lasting(amount=found, unit=typed, times=usual.times(found, typed))
        )

    @override
    def write(self, value: Lasting) -> str:
        return f"{parsing.format_input(value.amount)} {value.unit.label}"

    @override
    def describe(self, value: Lasting, asked: Asked) -> str:
        return self.write(value)

    @override
    def dump(self, value: Lasting) -> Json:
        return {"amount": plain(value.amount), "unit": value.unit.value}

    @override
    def load(self, stored: Json, asked: Asked) -> Lasting | Gone:
        row = mapping(stored)
        amount, unit = decimal(row["amount"]), word(LengthUnit, string(row["unit"]))
        usual = wording.length_of(asked.output, asked.situation.catalog)
        if usual is None or unit not in usual.units:
            return Gone("This length no longer fits the job; please give it again")
        return Lasting(amount=amount, unit=unit, times=usual.times(amount, unit))

    @override
    def tell(self, value: Lasting) -> Any:
        return value.times

    @override
    def schema(self) -> Mapping[str, Any]:
        return shape(amount=NUMBER, unit={"enum": [unit.value for unit in LengthUnit]})


@dataclass(frozen=True, slots=True, kw_only=True)
class Paid:
    """An amount of money in the currency it was typed in, and what one unit of that is in US dollars on the day."""

    amount: Decimal
    currency: str
    usd: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Money(Line[Paid]):
    """An amount of money, in the plan's currency unless a sign says otherwise; the rules are told US dollars."""

    width: str = "input-short"

    @override
    def read(self, form: Form, asked: Asked) -> Paid | Problem | Nothing:
        text, situation = parsing.tidy(first(form, asked.name)), asked.situation
        if not text:
            return Nothing.EMPTY
        bounds = self.bounds_for(asked)
        found = parsing.parse_money(text, bounds, first(form, "currency") or situation.answers.currency)
        if isinstance(found, Problem):
            return found
        if found.low != found.high:
            return Problem(f"Write one amount, for example {bounds.example}")
        rate = usd_per(situation.catalog, found.currency, situation.on)
        return Paid(amount=found.high, currency=found.currency, usd=rate) if rate is not None else self.unknown(asked)

    def unknown(self, asked: Asked) -> Problem:
        """Say that there is no rate for a currency."""
        return Problem(f"Write {self.bounds_for(asked).what} in one of the currencies on this page")

    @override
    def write(self, value: Paid) -> str:
        return f"{SIGNS[value.currency]}{parsing.format_money_input(value.amount)}"

    @override
    def dump(self, value: Paid) -> Json:
        return {"amount": plain(value.amount), "currency": value.currency}

    @override
    def load(self, stored: Json, asked: Asked) -> Paid | Gone:
        row = mapping(stored)
        amount, currency = decimal(row["amount"]), string(row["currency"])
        rate = usd_per(asked.situation.catalog, currency, asked.situation.on)
        if rate is None:
            return Gone(f"There is no exchange rate for {currency} today; please give the amount again")
        return Paid(amount=amount, currency=currency, usd=rate)

    @override
    def tell(self, value: Paid) -> Any:
        return value.amount * value.usd

    @override
    def schema(self) -> Mapping[str, Any]:
        return shape(amount=NUMBER, currency={"type": "string"})


def _span(value: Span, write: Callable[[Decimal], str]) -> str:
    low, high = write(value.low), write(value.high)
    return low if low == high else f"{low} to {high}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Day(Line[date]):
    """A day from today to some years on."""

    years: int = 3
    width: str = "input-mid"

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
