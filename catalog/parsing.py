"""Numbers, money, times, shares and days as people type them, read into exact values.

What cannot be read is asked for with a sentence. Cells of files are read by `imports/cells.py`.
"""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from catalog.formatting import MONTHS, capitalise, format_long_day, format_number

HIGHEST = Decimal(1_000_000_000)
LONGEST = 60  # characters of a number; nobody needs more
# Characters that are read of what stands for a number, a time, a day or a word.
LONGEST_TYPED = 1_000
_REST = "\ufffd"  # in place of what follows; with it nothing can be read


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """A figure that may be a range."""

    low: Decimal
    high: Decimal

    @property
    def middle(self) -> Decimal:
        return (self.low + self.high) / 2


@dataclass(frozen=True, slots=True)
class Sum:
    """Money as it was typed; one amount has two equal ends."""

    low: Decimal
    high: Decimal
    currency: str = "USD"


@dataclass(frozen=True, slots=True)
class Problem:
    """Why typed text cannot be taken, as a sentence without full stop that says what to do."""

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
    # In files from anywhere 1,125 may be a fraction, as 1.125 is anywhere.
    comma_in_doubt: bool = False

    @property
    def please(self) -> Problem:
        return Problem(f"Write {self.what} in digits, for example {self.example}")


ENDS_OF_A_RANGE = 2
_MINUS = "-−–—"
_ABOUT = re.compile(
    r"^(?:(?:about|around|approximately|approx\.?|roughly|some|circa|ca\.?|etwa|ungefähr|rund)\s+|[~≈]\s*)",
    re.IGNORECASE,
)
_LEAD = re.compile(r"^(?:from|between)\s+", re.IGNORECASE)
_BETWEEN = tuple(
    re.compile(rf"\s*(?:{marks})\s*", re.IGNORECASE)
    for marks in (r"\bto\b|\bbis\b|\band\b", r"…|\.\.\.?|[-–—]")
)
_GROUPED = re.compile(r"^\d{1,3}(?:[,.'’ ]\d{3})+$")
_DIGITS = re.compile(r"^\d+$")
_FOREIGN_DIGIT = re.compile(r"[^\D0-9]")
_LAST_MARK = re.compile(r"^(.*)([,.])(.*)$")
_SCALED = re.compile(r"^(.*\d)\s*(k|thousand|tausend|million)$", re.IGNORECASE)
_SYMBOLS = {
    "$": "USD", "usd": "USD", "us$": "USD", "dollar": "USD", "dollars": "USD",
    "€": "EUR", "eur": "EUR", "euro": "EUR", "euros": "EUR",
    "£": "GBP", "gbp": "GBP", "pound": "GBP", "pounds": "GBP",
}  # fmt: skip
_SCALES = {"thousand": 1000, "tausend": 1000, "million": 1_000_000, "k": 1000}


def tidy(text: str) -> str:
    """Return one line of text with plain digits and spaces, and without signs that nobody can see.

    What is too long to mean anything is cut: one sign can become eighteen here, and each an object
    of eighty bytes.
    """
    typed = text.strip()
    if len(typed) > LONGEST_TYPED:
        typed = f"{typed[:LONGEST_TYPED]}{_REST}"
    plain = unicodedata.normalize("NFKC", typed)
    spaced = " ".join(plain.split())
    seen = "".join([char for char in spaced if unicodedata.category(char) not in {"Cf", "Cc"}])
    digits = _FOREIGN_DIGIT.sub(lambda digit: str(unicodedata.decimal(digit[0])), seen)
    return " ".join(digits.split())


def parse_number(text: str, bounds: Bounds) -> Decimal | Problem:
    """Read one number: 1,200 or 1.200,50 or 1 200, about 300.

    Ask where it can be read in two ways, as 1.125.
    """
    return _chosen(tidy(text), bounds)


def format_input(value: Decimal) -> str:
    """Write a number so that `parse_number` reads it back.

    1.075 could be a thousand, so it becomes 1.0750.
    """
    text = format_number(value)
    digits = text.lstrip(_MINUS)
    is_in_doubt = _GROUPED.match(digits) and "." in digits and not digits.startswith("0")
    return f"{text}0" if is_in_doubt else text


def parse_span(text: str, bounds: Bounds) -> Span | Problem:
    """Read one number or a range: 120, or 100 to 150."""
    whole = _LEAD.sub("", _ABOUT.sub("", tidy(text)))
    ends = [whole] if _readings(whole, bounds) else _ends(whole, bounds)
    return _span([_chosen(end, bounds) for end in ends], bounds)


def _span(ends: list[Decimal | Problem], bounds: Bounds) -> Span | Problem:
    if not 1 <= len(ends) <= ENDS_OF_A_RANGE:
        return bounds.please
    for end in ends:
        if isinstance(end, Problem):
            return end
    values = [end for end in ends if isinstance(end, Decimal)]
    if values[0] > values[-1]:
        return Problem(f"Write the smaller number first, for example {bounds.example}")
    return Span(low=values[0], high=values[-1])


def _ends(text: str, bounds: Bounds) -> list[str]:
    """Split a range; a sign in front is a minus, not a dash between."""
    sign, rest = _split_sign(text)
    for pattern in _BETWEEN:
        first, *others = pattern.split(rest)
        ends = [f"{sign}{first}", *others]
        if len(ends) == ENDS_OF_A_RANGE and all(_readings(end, bounds) for end in ends):
            return ends
    return []


def _split_sign(text: str) -> tuple[str, str]:
    """Return the minus in front of a text, empty where there is none, and the text without it."""
    return ("-", text[1:].lstrip()) if text.startswith(tuple(_MINUS)) else ("", text)


def _within(value: Decimal, bounds: Bounds) -> Decimal | Problem:
    what = bounds.what
    if value < bounds.least or (value == bounds.least and not bounds.least_counts):
        if bounds.least == 0 and not bounds.least_counts:
            return Problem(f"{capitalise(what)} must be more than 0")
        return Problem(f"{capitalise(what)} must be {format_number(bounds.least)} or more")
    if value > bounds.most:
        return Problem(f"{capitalise(what)} must be {format_number(bounds.most)} or less")
    if bounds.whole and value != value.to_integral_value():
        return Problem(f"Write {what} as a whole number, for example {bounds.example}")
    return value


def _chosen(text: str, bounds: Bounds, times: Decimal = Decimal(1)) -> Decimal | Problem:
    """Return the one reading that lies within the bounds, `times` so much; two are asked about."""
    readings = _readings(text, bounds)
    if not readings:
        return bounds.please
    checked = [_within(reading * times, bounds) for reading in readings]
    fitting = [value for value in checked if isinstance(value, Decimal)]
    if len(fitting) > 1:
        whole, part = readings
        return Problem(f"Is “{text}” more than a thousand? Then write {whole:f}; if not, {part:f}0")
    return fitting[0] if fitting else checked[0]


def _readings(text: str, bounds: Bounds) -> tuple[Decimal, ...]:
    """Return what a text can mean: nothing, one number, or a whole number and a fraction."""
    line = _ABOUT.sub("", text).removesuffix(" or so").strip()
    if not line or len(line) > LONGEST:
        return ()
    factor = 1
    if scaled := _SCALED.match(line):
        line, factor = scaled[1].strip(), _SCALES[scaled[2].casefold()]
    sign, digits = _split_sign(line)
    if sign:
        factor = -factor
    else:
        digits = digits.removeprefix("+").strip()
    readings = _plain_digits(digits, comma_in_doubt=bounds.comma_in_doubt)
    return tuple(factor * Decimal(plain) for plain in readings)


def _plain_digits(text: str, *, comma_in_doubt: bool) -> tuple[str, ...]:
    """Return the digits, with one point at most, of each way to read them."""
    if _DIGITS.match(text):
        return (text,)
    marks = re.sub(r"\d", "", text)
    if _GROUPED.match(text) and len(set(marks)) == 1 and not text.startswith("0"):
        whole = re.sub(r"\D", "", text)
        is_in_doubt = marks == "." or (comma_in_doubt and marks == ",")
        return (whole, text.replace(marks, ".")) if is_in_doubt else (whole,)
    match = _LAST_MARK.match(text)
    if match is None:
        return ()
    head, mark, tail = match.groups()
    if not _DIGITS.match(tail or "0") or not (tail or head):
        return ()
    if head and not _DIGITS.match(head):
        if mark in head or not _GROUPED.match(head):
            return ()
        head = re.sub(r"\D", "", head)
    return (f"{head or '0'}.{tail or '0'}",)


def parse_money(text: str, bounds: Bounds, currency: str = "USD") -> Sum | Problem:
    """Read an amount or a range in dollars, euros or pounds: $1,200, € 40, 40 to 60 EUR.

    `currency` counts where no sign says it.
    """
    line = tidy(text)
    marks = re.findall(r"us\$|[$€£]|[^\W\d_]+", line, re.IGNORECASE)
    named = [_SYMBOLS[mark.lower()] for mark in marks if mark.lower() in _SYMBOLS]
    elsewhere = Problem(
        f"Write {bounds.what} in dollars, euros or pounds, for example {bounds.example}"
    )
    if len(set(named)) > 1:
        return elsewhere
    bare = re.sub(
        r"us\$|[$€£]|\b(?:usd|eur|gbp|dollars?|euros?|pounds?)\b", " ", line, flags=re.IGNORECASE
    )
    span = parse_span(re.sub(r"^([-−])\s+", r"\1", bare.strip()), bounds)
    if isinstance(span, Problem):
        foreign = len(marks) == 1 and not named and any(char.isdigit() for char in line)
        return elsewhere if foreign and span == bounds.please else span
    return Sum(span.low, span.high, named[0] if named else currency)


_HOUR, _MINUTE, _SECOND = Decimal(60), Decimal(1), Decimal(1) / 60
_UNITS = {
    "h": _HOUR, "hr": _HOUR, "hrs": _HOUR, "hour": _HOUR, "hours": _HOUR,
    "std": _HOUR, "stunde": _HOUR, "stunden": _HOUR,
    "s": _SECOND, "sec": _SECOND, "secs": _SECOND, "second": _SECOND, "seconds": _SECOND,
    "sekunden": _SECOND,
    "m": _MINUTE, "min": _MINUTE, "mins": _MINUTE, "minute": _MINUTE, "minutes": _MINUTE,
    "minuten": _MINUTE,
}  # fmt: skip
_HALF_HOURS = {"half an hour": Decimal(30), "an hour and a half": Decimal(90)}
_TIME = re.compile(
    rf"^(.*\d|.*\S(?=\s))\s*({'|'.join(sorted(_UNITS, key=len, reverse=True))})\.?$", re.IGNORECASE
)
_HOUR_AND_MINUTES = re.compile(
    r"^(\d+)\s*(?:h|hrs?|hours?|std)\.?\s*(\d+)\s*(?:m|mins?|minutes?)?\.?$", re.IGNORECASE
)
_CLOCK = re.compile(r"^(\d{1,2}):(\d{2})(?:\s*h)?$")


def parse_minutes(text: str, bounds: Bounds) -> Span | Problem:
    """Read a time, or a range, in minutes: 20 min, 1.5 h, 1 h 20, 1:20, 20 to 40 minutes, 90 s."""
    line = _LEAD.sub("", _ABOUT.sub("", tidy(text)))
    if _split_sign(line)[0]:
        return parse_span(re.sub(r"[^\d.,\-−]", "", line), bounds)
    if (whole := _time(line, bounds)) != bounds.please:
        return _span([whole], bounds)
    for pattern in _BETWEEN:
        ends = pattern.split(line)
        if len(ends) != ENDS_OF_A_RANGE:
            continue
        first, last = ends
        unit = _TIME.match(last)
        if unit and not _TIME.match(first) and _readings(first, bounds):
            first = f"{first} {unit[2]}"
        return _span([_time(first, bounds), _time(last, bounds)], bounds)
    return bounds.please


def _time(text: str, bounds: Bounds) -> Decimal | Problem:
    if half := _HALF_HOURS.get(text.casefold()):
        return _within(half, bounds)
    if match := _CLOCK.match(text) or _HOUR_AND_MINUTES.match(text):
        return _within(Decimal(match[1]) * 60 + Decimal(match[2]), bounds)
    if (match := _TIME.match(text)) is None:
        return _chosen(text, bounds)
    unit = _UNITS[match[2].casefold()]
    amount = _chosen(match[1].strip(), bounds, unit)
    if unit == _SECOND and isinstance(amount, Decimal):
        return round(amount, 2)
    return amount


def parse_day(text: str, bounds: Bounds) -> date | Problem:
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
        begins = match[2][:3].lower()
        if begins in names:
            return _date(int(match[3]), names.index(begins) + 1, int(match[1]), bounds)
    return Problem(f"Write {bounds.what} as day, month and year, for example {bounds.example}")


def parse_coming_day(text: str, bounds: Bounds, today: date, years: int) -> date | Problem:
    """Read a day from today to the end of the year so many years on."""
    day = parse_day(text, bounds)
    if isinstance(day, date) and day < today:
        return Problem(f"Pick a day from today, {format_long_day(today)}, on")
    if isinstance(day, date) and day.year > today.year + years:
        return Problem(f"Pick a day before the end of {today.year + years}")
    return day


def parse_iso_day(text: str) -> date:
    """Return a day written as programs do, 2026-11-24. Raises `ValueError` for anything else."""
    if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
        raise ValueError(text)
    return date.fromisoformat(text)


def _date(year: int, month: int, day_: int, bounds: Bounds) -> date | Problem:
    try:
        return date(year, month, day_)
    except ValueError:
        return Problem(f"There is no such day; write {bounds.what} like {bounds.example}")


_DIRECTIONS = set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_MARKS = {
    *_DIRECTIONS,
    "\u061c",
    "\u200e",
    "\u200f",
}  # with which one name could be made to look like another
_CONTROLS = {*map(chr, (*range(0x20), *range(0x7F, 0xA0)))} - {"\n", "\t"}
_UNSEEN = str.maketrans(dict.fromkeys(_MARKS | _CONTROLS, ""))
_BLANK = {"Cc", "Cf", "Zs", "Zl", "Zp", "Mn", "Me"}


def clean_text(text: str) -> str:
    """Return typed text with plain line breaks, without invisible characters; or nothing."""
    shown = text.replace("\r\n", "\n").replace("\r", "\n").translate(_UNSEEN).strip()
    return shown if {*map(unicodedata.category, shown)} - _BLANK else ""


def parse_text(text: str, what: str, most: int, *, lines: bool = False) -> str | Problem:
    """Read words in any script: visible signs, up to `most`, on one line unless `lines`."""
    plain = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n")).strip()
    if not {"Cc", "Cs", "Co"}.isdisjoint(map(unicodedata.category, {*plain} - {"\n", "\t"})):
        return Problem(f"There is a sign in {what} that cannot be shown; please type it again")
    if _DIRECTIONS & set(plain):
        return Problem(
            f"There is an invisible sign in {what} that turns the direction of writing; "
            "please type it again"
        )
    if len(plain) > most:
        return Problem(f"{capitalise(what)} may have {most:,} characters; this is {len(plain):,}")
    return plain if lines else " ".join(plain.split())
