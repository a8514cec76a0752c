"""Forms: how the values of a pattern are written. Only here and in patterns.py is text put together."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from decimal import Decimal

from catalog.formatting import (
    MONTHS,
    capitalise,
    format_day,
    format_list,
    format_money,
    format_number,
    format_rough,
    format_rough_money,
    format_spoken_minutes,
    format_sum,
    lower_first,
    spell_count,
)
from catalog.schema import ExchangeRate

type Value = str | int | float | Decimal | date | Sequence[str] | Sequence[float]

NO_BREAK = "\N{NO-BREAK SPACE}"
LONGEST_UNBROKEN = 24  # letters that fit into a headline on a phone
LONGEST_QUOTE = 60  # letters of what an owner typed that stand in a sentence
ROUGH_FROM = 1_000  # from here on people say two digits


def whole(value: Value) -> int:
    """Return a number without its fraction, as people count. Raises TypeError on a text."""
    return round(_number(value))


def is_one(value: Value) -> bool:
    """Return whether a noun stands in the singular."""
    return whole(value) == 1


def is_under_one(value: Value) -> bool:
    """Return whether it would be written as none, though there is a part of one."""
    return 0 < _number(value) < 1 and whole(value) == 0


def unbroken(name: str) -> str:
    """Return a name that stays on one line; of a long one, its last words and what stands in brackets do."""
    if len(name) <= LONGEST_UNBROKEN:
        return name.replace(" ", NO_BREAK)
    head, bracket, rest = name.partition(" (")
    if bracket:
        return f"{unbroken(head)} ({rest}"
    words = name.split(" ")
    return " ".join((*words[:-2], NO_BREAK.join(words[-2:])))


def quoted_words(words: str) -> str:
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
    return [_text(word) for word in _listed(value)]


def _parts(value: Value) -> Sequence[Decimal | float]:
    return [_number(part) for part in _listed(value)]


def _listed(value: Value) -> Sequence[str] | Sequence[float]:
    if isinstance(value, Sequence) and not isinstance(value, str):
        return value
    raise TypeError(f"{value!r} is no list.")


def _of[T](read: Callable[[Value], T], write: Callable[[T], str]) -> Callable[[Value], str]:
    """Return what reads a value as of one kind, and writes it."""
    return lambda value: write(read(value))


def _as_it_is(value: Value) -> str:
    return value if isinstance(value, str) else _count(whole(value))


def _unstopped(text: str) -> str:
    return text.rstrip(".")


def _count(count: int) -> str:
    return format_rough(count) if count >= ROUGH_FROM else f"{count:,}"


def _spelled_first(count: int) -> str:
    return capitalise(spell_count(count))


def _hours(hours: Decimal | float) -> str:
    if hours >= ROUGH_FROM:
        return f"{format_rough(round(hours))} hours"
    return format_spoken_minutes(Decimal(str(hours)) * 60)


def _of_100(share: Decimal | float) -> str:
    return f"{round(100 * float(share))}"


def _either(words: Sequence[str]) -> str:
    return format_list(words, "or")


def _series(words: Sequence[str]) -> str:
    """Return what may hold an “and” itself."""
    return "; ".join(words)


def _clauses(words: Sequence[str]) -> str:
    """Return what a sentence is made of."""
    return capitalise("; ".join(words))


def _month_day(day: date) -> str:
    return f"{day.day} {MONTHS[day.month - 1]}"


FORMS: Mapping[str, Callable[[Value], str]] = {
    "capital": _of(_text, capitalise),
    "small": _of(_text, lower_first),
    "unstopped": _of(_text, _unstopped),
    "number": _of(_number, format_number),
    "hours": _of(_number, _hours),
    "minutes": _of(_number, format_spoken_minutes),
    "of_100": _of(_number, _of_100),
    "count": _of(whole, _count),
    "spelled": _of(whole, spell_count),
    "Spelled": _of(whole, _spelled_first),
    "day": _of(_day, _month_day),
    "short_day": _of(_day, format_day),
    "list": _of(_words, format_list),
    "either": _of(_words, _either),
    "series": _of(_words, _series),
    "clauses": _of(_words, _clauses),
    "": _as_it_is,
}


def _of_money[T](
    read: Callable[[Value], T], write: Callable[[T, ExchangeRate | None], str]
) -> Callable[[Value, ExchangeRate | None], str]:
    """Return what reads a value as money, and writes it in a currency."""
    return lambda value, rate: write(read(value), rate)


OF_MONEY: Mapping[str, Callable[[Value, ExchangeRate | None], str]] = {
    "money": _of_money(_number, format_rough_money),
    "exact": _of_money(_number, format_money),
    "sum": _of_money(_parts, format_sum),  # of parts that stand beside it
}


def written(form: str, value: Value, rate: ExchangeRate | None) -> str:
    """Return a value as a form writes it, US dollars in the owner's currency. Raises TypeError on another kind."""
    if form in OF_MONEY:
        return OF_MONEY[form](value, rate)
    return FORMS[form](value)
