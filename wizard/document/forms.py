"""Forms: how the values of a pattern are written. Only here and in patterns.py is text put together."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from decimal import Decimal

from catalog.formatting import (
    MONTHS,
    capitalise,
    format_day,
    format_list,
    format_long_day,
    format_money,
    format_number,
    format_rough,
    format_rough_money,
    format_spoken_minutes,
    lower_first,
    spell_count,
)
from catalog.schema import ExchangeRate

type Value = str | int | float | Decimal | date | Sequence[str]

NO_BREAK = "\N{NO-BREAK SPACE}"
LONGEST_UNBROKEN = 24  # letters that fit into a headline on a phone
LONGEST_QUOTE = 60  # letters of what an owner typed that stand in a sentence
ROUGH_FROM = 1_000  # from here on people say two digits
ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh")


def whole(value: Value) -> int:
    """Return a number without its fraction, as people count. Raises TypeError on a text."""
    return round(_number(value))


def is_one(value: Value) -> bool:
    """Return whether a noun stands in the singular."""
    return whole(value) == 1


def unbroken(name: str) -> str:
    """Return a name that stays on one line; of a long one, its last words and what stands in brackets do."""
    if len(name) <= LONGEST_UNBROKEN:
        return name.replace(" ", NO_BREAK)
    head, bracket, rest = name.partition(" (")
    if bracket:
        return f"{unbroken(head)} ({rest}"
    words = name.split(" ")
    return " ".join((*words[:-2], NO_BREAK.join(words[-2:])))


def in_quotes(words: str) -> str:
    """Return what an owner typed as it stands inside quotation marks: on one line, without its stop, not too long."""
    line = " ".join(words.split()).rstrip(".")
    if len(line) <= LONGEST_QUOTE:
        return line
    cut = line[: LONGEST_QUOTE - 1]
    return f"{cut.rpartition(' ')[0] or cut}…"


def _number(value: Value) -> Decimal | float:
    if isinstance(value, int | float | Decimal):
        return value
    raise TypeError(f"{value!r} is no number.")


def _text(value: Value) -> str:
    if isinstance(value, str):
        return value
    raise TypeError(f"{value!r} is no text.")


def _day(value: Value) -> date:
    return value if isinstance(value, date) else date.fromisoformat(_text(value))


def _words(value: Value) -> Sequence[str]:
    if isinstance(value, Sequence) and not isinstance(value, str):
        return value
    raise TypeError(f"{value!r} is no list.")


def _count(value: Value) -> str:
    count = whole(value)
    return format_rough(count) if count >= ROUGH_FROM else f"{count:,}"


def _hours(value: Value) -> str:
    return format_spoken_minutes(Decimal(str(_number(value))) * 60)


def _month_day(value: Value) -> str:
    day = _day(value)
    return f"{day.day} {MONTHS[day.month - 1]}"


MONEY: Mapping[str, Callable[[Value, ExchangeRate | None], str]] = {
    "money": lambda value, rate: format_rough_money(_number(value), rate),
    "exact": lambda value, rate: format_money(_number(value), rate),
}
FORMS: Mapping[str, Callable[[Value], str]] = {
    "": lambda value: value if isinstance(value, str) else _count(value),
    "capital": lambda value: capitalise(_text(value)),
    "small": lambda value: lower_first(_text(value)),
    "count": _count,
    "unstopped": lambda value: _text(value).rstrip("."),
    "number": lambda value: format_number(_number(value)),
    "spelled": lambda value: spell_count(whole(value)),
    "Spelled": lambda value: capitalise(spell_count(whole(value))),
    "hours": _hours,
    "minutes": lambda value: format_spoken_minutes(_number(value)),
    "of_100": lambda value: f"{round(100 * float(_number(value)))}",
    "ordinal": lambda value: ORDINALS[whole(value) - 1],
    "day": _month_day,
    "short_day": lambda value: format_day(_day(value)),
    "long_day": lambda value: format_long_day(_day(value)),
    "list": lambda value: format_list(_words(value)),
    "alternatives": lambda value: format_list(_words(value), "or"),
}
