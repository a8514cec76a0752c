"""Numbers, money, times and days as people type them, read into exact values or answered with a sentence that helps."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation

from catalog.formatting import MONTHS, format_number
from wizard.engine.answers import Span

HIGHEST = Decimal(1_000_000_000)
LONGEST = 60  # characters of a number; nobody needs more


@dataclass(frozen=True, slots=True)
class Problem:
    """Why something typed cannot be taken, as a sentence without a full stop that says what to do."""

    text: str


@dataclass(frozen=True, slots=True)
class Bounds:
    """What a number is called, an example of it, and between which ends it lies."""

    what: str  # "the number of replies", read after "Write"
    example: str  # "120 or 100 to 150"
    least: Decimal = Decimal(0)
    most: Decimal = HIGHEST
    least_counts: bool = True  # whether the least itself is allowed
    whole: bool = False

    @property
    def please(self) -> Problem:
        """Say how to write it."""
        return Problem(f"Write {self.what} in digits, for example {self.example}")


_MINUS = "-−–—"
_BETWEEN = re.compile(r"\s*(?:\bto\b|\bbis\b|\band\b|…|\.\.\.?|[-–—])\s*", re.IGNORECASE)
_LEAD = re.compile(r"^(?:from|between)\s+", re.IGNORECASE)
_GROUPED = re.compile(r"^\d{1,3}(?:[,.'’ ]\d{3})+$")
_DIGITS = re.compile(r"^\d+$")
_SYMBOLS = {"$": "USD", "usd": "USD", "us$": "USD", "dollar": "USD", "dollars": "USD"} | {
    "€": "EUR", "eur": "EUR", "euro": "EUR", "euros": "EUR", "£": "GBP", "gbp": "GBP", "pound": "GBP", "pounds": "GBP"
}  # fmt: skip


def tidy(text: str) -> str:
    """Return one line of text with plain digits and spaces, and without signs that nobody can see."""
    plain = unicodedata.normalize("NFKC", text)
    seen = "".join(
        " " if char.isspace() else char
        for char in plain
        if unicodedata.category(char) not in {"Cf", "Cc"} or char.isspace()
    )
    digits = "".join(str(unicodedata.decimal(char)) if char.isdecimal() else char for char in seen)
    return " ".join(digits.split())


def number(text: str, bounds: Bounds) -> Decimal | Problem:
    """Read one number: 1,200 or 1.200,50 or 1 200."""
    value = _decimal(tidy(text))
    if value is None:
        return bounds.please
    return _within(value, bounds)


def written(value: Decimal) -> str:
    """Write a number so that `number` reads it back: 1.075 would be read as a thousand, so it becomes 1.0750."""
    text = format_number(value)
    return f"{text}0" if _GROUPED.match(text) and "." in text and not text.startswith("0") else text


def coins(amount: Decimal) -> str:
    """Write an amount so that `money` reads it back, with no cents or both digits of them: 12 or 6.50."""
    whole, point, cents = written(amount).partition(".")
    return f"{whole}{point}{cents.ljust(2, '0') if point else ''}"


def span(text: str, bounds: Bounds) -> Span | Problem:
    """Read one number or a range: 120, or 100 to 150."""
    whole = _LEAD.sub("", tidy(text))
    ends = [whole] if _decimal(whole) is not None else _ends(whole)
    values = [_decimal(end) for end in ends]
    if not 1 <= len(values) <= 2 or any(value is None for value in values):  # noqa: PLR2004  # a range has two ends
        return bounds.please
    found = [value for value in values if value is not None]
    for value in found:
        if isinstance(problem := _within(value, bounds), Problem):
            return problem
    low, high = found[0], found[-1]
    if low > high:
        return Problem(f"Write the smaller number first, for example {bounds.example}")
    return Span(low=low, high=high)


def _ends(text: str) -> list[str]:
    """Split a range; a sign in front is a minus, not a dash between."""
    sign, rest = ("-", text[1:].lstrip()) if text[:1] in _MINUS else ("", text)
    ends = _BETWEEN.split(rest)
    return [sign + ends[0], *ends[1:]]


def _within(value: Decimal, bounds: Bounds) -> Decimal | Problem:
    what = bounds.what
    if value < bounds.least or (value == bounds.least and not bounds.least_counts):
        if bounds.least == 0 and not bounds.least_counts:
            return Problem(f"{_capital(what)} must be more than 0")
        return Problem(f"{_capital(what)} must be {_plain(bounds.least)} or more")
    if value > bounds.most:
        return Problem(f"{_capital(what)} must be {_plain(bounds.most)} or less")
    if bounds.whole and value != value.to_integral_value():
        return Problem(f"Write {what} as a whole number, for example {bounds.example}")
    return value


def _decimal(text: str) -> Decimal | None:
    if not text or len(text) > LONGEST:
        return None
    sign, digits = (-1, text[1:].strip()) if text[0] in _MINUS else (1, text.removeprefix("+").strip())
    plain = _plain_digits(digits)
    if plain is None:
        return None
    try:
        return sign * Decimal(plain)
    except InvalidOperation:  # pragma: no cover  # the patterns above let nothing else through
        return None


def _plain_digits(text: str) -> str | None:
    """Return the digits with one point at most. 1.200 and 1,200 are read as twelve hundred, 1,5 and 1.50 as fractions."""
    if _DIGITS.match(text):
        return text
    if _GROUPED.match(text) and len(set(text) - set("0123456789")) == 1 and not text.startswith("0"):
        return re.sub(r"\D", "", text)
    head, mark, tail = _last_mark(text)
    if not mark or not _DIGITS.match(tail or "0") or not (tail or head):
        return None
    if head and not _DIGITS.match(head):
        if mark in head or not _GROUPED.match(head):
            return None
        head = re.sub(r"\D", "", head)
    return f"{head or '0'}.{tail or '0'}"


def _last_mark(text: str) -> tuple[str, str, str]:
    place = max(text.rfind(","), text.rfind("."))
    return (text[:place], text[place], text[place + 1 :]) if place >= 0 else (text, "", "")


@dataclass(frozen=True, slots=True)
class Sum:
    """Money as it was typed; one amount has two equal ends."""

    low: Decimal
    high: Decimal
    currency: str = "USD"


def money(text: str, bounds: Bounds) -> Sum | Problem:
    """Read an amount or a range in dollars, euros or pounds: $1,200, € 40, 40 to 60 EUR; without a sign it is dollars."""
    line = tidy(text)
    marks = re.findall(r"us\$|[$€£]|[^\W\d_]+", line, re.IGNORECASE)
    named = [_SYMBOLS[mark.lower()] for mark in marks if mark.lower() in _SYMBOLS]
    foreign = [
        mark for mark in marks if mark.lower() not in _SYMBOLS and mark.lower() not in {"to", "and", "from", "between"}
    ]
    if len(set(named)) > 1 or (foreign and any(char.isdigit() for char in line) and len(foreign) == len(marks) == 1):
        return Problem(f"Write {bounds.what} in dollars, euros or pounds, for example {bounds.example}")
    bare = re.sub(r"us\$|[$€£]|\b(?:usd|eur|gbp|dollars?|euros?|pounds?)\b", " ", line, flags=re.IGNORECASE)
    found = span(re.sub(r"^([-−])\s+", r"\1", bare.strip()), bounds)
    if isinstance(found, Problem):
        return found
    return Sum(found.low, found.high, named[0] if named else "USD")


_MINUTE = re.compile(r"^([\d.,'’ ]+)\s*(?:m|min|mins|minute|minutes)?\.?$", re.IGNORECASE)
_HOUR = re.compile(
    r"^([\d.,'’ ]+)\s*(?:h|hr|hrs|hour|hours|std)\.?(?:\s*([\d]+)\s*(?:m|min|mins|minutes)?\.?)?$", re.IGNORECASE
)
_SECOND = re.compile(r"^([\d.,'’ ]+)\s*(?:s|sec|secs|second|seconds)\.?$", re.IGNORECASE)
_CLOCK = re.compile(r"^(\d{1,2}):(\d{2})(?:\s*h)?$")


def minutes(text: str, bounds: Bounds) -> Span | Problem:
    """Read a time, or a range of times, in minutes: 20 min, 1.5 h, 1 h 20, 1:20, 20 to 40 minutes, 90 s."""
    line = _LEAD.sub("", tidy(text))
    if line[:1] in _MINUS and line:
        return span(re.sub(r"[^\d.,\-−]", "", line), bounds)
    ends = [line] if _time(line) is not None else _BETWEEN.split(line)
    if len(ends) == 2 and (unit := re.search(r"[^\W\d]+\.?$", ends[1])) and _DIGITS.match(re.sub(r"[.,]", "", ends[0])):  # noqa: PLR2004
        ends[0] = f"{ends[0]} {unit.group()}"
    found = [_time(end) for end in ends]
    if not 1 <= len(found) <= 2 or any(value is None for value in found):  # noqa: PLR2004  # a range has two ends
        return bounds.please
    times = [value for value in found if value is not None]
    for value in times:
        if isinstance(problem := _within(value, bounds), Problem):
            return problem
    if times[0] > times[-1]:
        return Problem(f"Write the smaller number first, for example {bounds.example}")
    return Span(low=times[0], high=times[-1])


def _time(text: str) -> Decimal | None:
    if match := _CLOCK.match(text):
        return Decimal(match[1]) * 60 + Decimal(match[2])
    if match := _HOUR.match(text):
        hours = _decimal(match[1].strip())
        return None if hours is None else hours * 60 + Decimal(match[2] or 0)
    if match := _SECOND.match(text):
        seconds = _decimal(match[1].strip())
        return None if seconds is None else round(seconds / 60, 2)
    if match := _MINUTE.match(text):
        return _decimal(match[1].strip())
    return None


def percent(text: str, bounds: Bounds) -> Decimal | Problem:
    """Read a share in percent: 80, 80 %, 80 of 100."""
    line = re.sub(r"\s*(?:%|percent|per cent|of 100|out of 100)$", "", tidy(text), flags=re.IGNORECASE)
    return number(line, bounds)


def day(text: str, bounds: Bounds) -> date | Problem:
    """Read a day: 2027-03-01, 1 March 2027, 1 Mar 2027, 1.3.2027 or 1/3/2027 (day first)."""
    line = tidy(text)
    for pattern in (
        r"^(?P<y>\d{4})-(?P<m>\d{1,2})-(?P<d>\d{1,2})$",
        r"^(?P<d>\d{1,2})[./ ]\s*(?P<m>\d{1,2})[./ ]\s*(?P<y>\d{4})$",
    ):
        if match := re.match(pattern, line):
            return _date(int(match["y"]), int(match["m"]), int(match["d"]), bounds)
    if match := re.match(r"^(\d{1,2})\.?\s+([^\W\d]+)\.?,?\s+(\d{4})$", line):
        names = [name[:3].lower() for name in MONTHS]
        if match[2][:3].lower() in names:
            return _date(int(match[3]), names.index(match[2][:3].lower()) + 1, int(match[1]), bounds)
    return Problem(f"Write {bounds.what} as day, month and year, for example {bounds.example}")


def _date(year: int, month: int, day_: int, bounds: Bounds) -> date | Problem:
    try:
        return date(year, month, day_)
    except ValueError:
        return Problem(f"There is no such day; write {bounds.what} like {bounds.example}")


_DIRECTIONS = set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def prose(text: str, what: str, most: int, *, lines: bool = False) -> str | Problem:
    """Read words: any script and any sign that can be seen, up to `most` characters, on one line unless `lines`."""
    plain = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n")).strip()
    if any(unicodedata.category(char) in {"Cc", "Cs", "Co"} and char not in "\n\t" for char in plain):
        return Problem(f"There is a sign in {what} that cannot be shown; please type it again")
    if _DIRECTIONS & set(plain):
        return Problem(
            f"There is an invisible sign in {what} that turns the direction of writing; please type it again"
        )
    if len(plain) > most:
        return Problem(f"{_capital(what)} may have {most:,} characters; this is {len(plain):,}")
    return plain if lines else " ".join(plain.split())


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _plain(value: Decimal) -> str:
    return f"{value.normalize():,f}"
