"""Answers on one line: numbers, spans, minutes, lengths, money, days."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any, override

from catalog import parsing
from catalog.formatting import SIGNS, format_long_day
from catalog.parsing import Bounds, Problem, Span
from catalog.query import usd_per
from wizard.steps import wording
from wizard.steps.asking import AnswerKind, Asked, Codec, Form, Gone, Nothing, Situation
from wizard.steps.kinds.stored import DAY, NUMBER, TEXT, first, object_of, one_of
from wizard.steps.wording import LengthUnit


@dataclass(frozen=True, slots=True, kw_only=True)
class Line[V](AnswerKind[V]):
    bounds: Bounds
    parser: Callable[[str, Bounds], Any] = parsing.parse_number
    suffix: str = ""  # after the field; may use {unit} and {units}
    single: str = ""  # after a one, where that is said otherwise
    control: str = "line"
    width: str = "input-mid"

    def parse(self, text: str, asked: Asked, form: Form) -> V | Problem | Nothing:  # noqa: ARG002  # money has a currency
        """Read what was typed, which is not empty."""
        found: V | Problem = self.parser(
            text, replace(self.bounds, what=asked.say(self.bounds.what))
        )
        return found

    def write(self, value: V) -> str:
        raise NotImplementedError

    @override
    def read(self, form: Form, asked: Asked) -> V | Problem | Nothing:
        text = parsing.tidy(first(form, asked.name))
        return self.parse(text, asked, form) if text else Nothing.EMPTY

    @override
    def typed(self, value: V | None, asked: Asked) -> Form:
        return {asked.name: ("" if value is None else self.write(value),)}

    @override
    def describe(self, value: V, asked: Asked) -> str:
        written = self.write(value)
        suffix = self.single if written == "1" and self.single else self.suffix
        return " ".join(filter(None, (written, asked.say(suffix))))


@dataclass(frozen=True, slots=True, kw_only=True)
class Number(Line[Decimal]):
    codec: Codec = NUMBER
    width: str = "input-short"

    @override
    def write(self, value: Decimal) -> str:
        return parsing.format_input(value)

    @override
    def tell(self, value: Decimal, asked: Asked) -> Any:
        return int(value) if self.bounds.whole else value


SPAN = object_of(Span, low=NUMBER, high=NUMBER)


@dataclass(frozen=True, slots=True, kw_only=True)
class Amount(Line[Span]):
    codec: Codec = SPAN
    parser: Callable[[str, Bounds], Any] = parsing.parse_span

    @override
    def write(self, value: Span) -> str:
        low, high = parsing.format_input(value.low), parsing.format_input(value.high)
        return low if low == high else f"{low} to {high}"

    @override
    def tell(self, value: Span, asked: Asked) -> Any:
        return value.middle

    @override
    def fit(self, value: Span, asked: Asked) -> Span:
        if value.low > value.high:
            raise ValueError(value)
        return value


@dataclass(frozen=True, slots=True, kw_only=True)
class Minutes(Amount):
    parser: Callable[[str, Bounds], Any] = parsing.parse_minutes
    suffix: str = "minutes"
    single: str = "minute"
    width: str = "input-short"


@dataclass(frozen=True, slots=True, kw_only=True)
class Lasting:
    """How long one is, as it was typed."""

    amount: Decimal
    unit: LengthUnit


LASTING = object_of(Lasting, amount=NUMBER, unit=one_of(tuple(LengthUnit)))


@dataclass(frozen=True, slots=True, kw_only=True)
class HowLong(Line[Lasting]):
    """A length in pages, words, seconds or minutes; a bare number is in the unit that is usual for the job."""

    codec: Codec = LASTING
    width: str = "input-short"

    @override
    def parse(self, text: str, asked: Asked, form: Form) -> Lasting | Problem | Nothing:
        usual = wording.length_of(asked.output, asked.situation.catalog)
        if usual is None:
            return Nothing.EMPTY
        typed = next((unit for unit in usual.units if unit.without(text) != text), usual.unit)
        found = parsing.parse_number(typed.without(text), replace(self.bounds, example=usual.text))
        return found if isinstance(found, Problem) else Lasting(amount=found, unit=typed)

    @override
    def write(self, value: Lasting) -> str:
        unit = value.unit.label.removesuffix("s") if value.amount == 1 else value.unit.label
        return f"{parsing.format_input(value.amount)} {unit}"

    @override
    def fit(self, value: Lasting, asked: Asked) -> Lasting | Gone:
        usual = wording.length_of(asked.output, asked.situation.catalog)
        fits = usual is not None and value.unit in usual.units
        return value if fits else Gone("This length no longer fits the job; please give it again")

    @override
    def tell(self, value: Lasting, asked: Asked) -> Any:
        usual = wording.length_of(asked.output, asked.situation.catalog)
        return usual and usual.times(value.amount, value.unit)


@dataclass(frozen=True, slots=True, kw_only=True)
class Paid:
    """An amount of money in the currency it was typed in."""

    amount: Decimal
    currency: str

    def usd(self, situation: Situation) -> Decimal | None:
        """Return it in US dollars on the day; None where there is no rate."""
        rate = usd_per(situation.catalog, self.currency, situation.on)
        return None if rate is None else self.amount * rate


PAID = object_of(Paid, amount=NUMBER, currency=TEXT)


@dataclass(frozen=True, slots=True, kw_only=True)
class Money(Line[Paid]):
    """An amount of money, in the plan's currency unless a sign says otherwise; the rules are told US dollars."""

    codec: Codec = PAID
    width: str = "input-short"

    @override
    def parse(self, text: str, asked: Asked, form: Form) -> Paid | Problem:
        bounds, situation = self.bounds, asked.situation
        found = parsing.parse_money(
            text, bounds, first(form, "currency") or situation.answers.currency
        )
        if isinstance(found, Problem):
            return found
        if found.low != found.high:
            return Problem(f"Write one amount, for example {bounds.example}")
        paid = Paid(amount=found.high, currency=found.currency)
        if paid.usd(situation) is None:
            return Problem(f"Write {bounds.what} in one of the currencies on this page")
        return paid

    @override
    def write(self, value: Paid) -> str:
        return f"{SIGNS[value.currency]}{parsing.format_money_input(value.amount)}"

    @override
    def fit(self, value: Paid, asked: Asked) -> Paid | Gone:
        if value.usd(asked.situation) is None:
            return Gone(
                f"There is no exchange rate for {value.currency} today; please give the amount again"
            )
        return value

    @override
    def tell(self, value: Paid, asked: Asked) -> Any:
        return value.usd(asked.situation)


@dataclass(frozen=True, slots=True, kw_only=True)
class Day(Line[date]):
    """A day from today to some years on."""

    codec: Codec = DAY
    years: int = 3
    width: str = "input-mid"

    @override
    def parse(self, text: str, asked: Asked, form: Form) -> date | Problem:
        return parsing.parse_coming_day(text, self.bounds, asked.situation.on, self.years)

    @override
    def write(self, value: date) -> str:
        return value.isoformat()

    @override
    def describe(self, value: date, asked: Asked) -> str:
        return format_long_day(value)
