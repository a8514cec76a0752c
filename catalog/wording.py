"""How days, money and numbers are written; pure Python, for pages and for sentences alike."""

from collections.abc import Iterable
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from catalog.facts import Price
from catalog.vocabulary import Medium, PriceUnit, Word

MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
SMALL_NUMBERS = (
    "none",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
)
# Where a label would trip up a sentence that lists several.
MEDIA_IN_SENTENCES = {"data": "tables", "document": "documents", "music": "music"}
UNKNOWN = "unknown"
CENT = Decimal("0.01")
WHOLE_DOLLARS_FROM = 1000  # from here on, cents would be noise


def day(when: date) -> str:
    """Write a day for tables and notes: 24 Nov 2026."""
    return f"{when.day} {MONTHS[when.month - 1][:3]} {when.year}"


def longday(when: date) -> str:
    """Write a day for prose: 24 November 2026."""
    return f"{when.day} {MONTHS[when.month - 1]} {when.year}"


def number(value: Decimal | float | None) -> str:
    """Write a number with thousands apart, exactly as known: 1,200 or 0.075; None is unknown."""
    if value is None:
        return UNKNOWN
    written = f"{_decimal(value):,f}"
    if "." in written:
        written = written.rstrip("0").rstrip(".")
    return f"−{written[1:]}" if written.startswith("-") and written != "-0" else written.removeprefix("-")


def money(usd: Decimal | float | None) -> str:
    """Write an amount as people say it: $0.03, $12, $1,968, or less than a cent; None is unknown."""
    if usd is None:
        return UNKNOWN
    amount = _decimal(usd)
    if amount < 0:
        return f"−{money(-amount)}" if -amount >= CENT else "less than a cent"
    if 0 < amount < CENT:
        return "less than a cent"
    rounded = amount.quantize(CENT, ROUND_HALF_UP)
    if amount == amount.to_integral_value() or rounded >= WHOLE_DOLLARS_FROM:
        return f"${amount.quantize(Decimal(1), ROUND_HALF_UP):,f}"
    return f"${rounded:,f}"


def price(usd: Decimal | float | None) -> str:
    """Write a price to its last digit, cents at least: $4, $0.50, $0.075; None is unknown."""
    if usd is None:
        return UNKNOWN
    written = number(usd)
    whole, point, cents = written.removeprefix("−").partition(".")
    sign = "−" if written.startswith("−") else ""
    return f"{sign}${whole}{point}{cents.ljust(2, '0') if point else ''}"


def tokens(count: int | None) -> str:
    """Write a length in tokens: 1,050,000 tokens; None is unknown."""
    if count is None:
        return UNKNOWN
    return f"{count:,} token" if count == 1 else f"{count:,} tokens"


def short_price(usd: Decimal) -> str:
    """Write a price for a glance: to the cent from a dollar on, to three digits below; the exact one stands elsewhere."""
    if usd == 0:
        return price(usd)
    digits = 2 if usd >= 1 else 2 - usd.adjusted()
    return price(usd.quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP).normalize())


def short_prices(prices: Iterable[Price]) -> tuple[str, ...]:
    """Write an offer's prices for a glance, one line a unit: $4 in, $20 out (a million tokens); $0.04 a picture."""
    usd = {price.unit: price.usd for price in prices}
    usd.pop(PriceUnit.CACHED_INPUT_MTOK, None)
    lines: list[str] = []
    if PriceUnit.INPUT_MTOK in usd and PriceUnit.OUTPUT_MTOK in usd:
        inward, outward = (short_price(usd.pop(unit)) for unit in (PriceUnit.INPUT_MTOK, PriceUnit.OUTPUT_MTOK))
        lines.append(f"{inward} in, {outward} out")
    lines.extend(f"{short_price(amount)} a {unit.label}" for unit, amount in usd.items())
    return tuple(lines)


def about(count: int) -> str:
    """Write a rough count to two digits: 2,100 for 2,097."""
    step = 10 ** max(len(str(abs(count))) - 2, 0)
    return f"{(count + step // 2) // step * step:,}"


def spelled(count: int) -> str:
    """Write a count as a word up to twelve: ten, 13."""
    return SMALL_NUMBERS[count] if 0 <= count < len(SMALL_NUMBERS) else f"{count:,}"


def running(word: Word) -> str:
    """Write a word's label inside a sentence: program code, 3D shapes."""
    if isinstance(word, Medium) and word.value in MEDIA_IN_SENTENCES:
        return MEDIA_IN_SENTENCES[word.value]
    label = word.label
    return label if label[1:2].isupper() else label[:1].lower() + label[1:]


def listed(words: Iterable[Word | str], last: str = "and") -> str:
    """Write words as a list inside a sentence: text, pictures and film."""
    written = [running(word) if isinstance(word, Word) else word for word in words]
    if not written:
        return UNKNOWN
    if len(written) == 1:
        return written[0]
    return f"{', '.join(written[:-1])} {last} {written[-1]}"


def capital(words: str) -> str:
    """Start a sentence."""
    return words[:1].upper() + words[1:]


def counted(count: int, one: str, many: str) -> str:
    """Write a count with its noun: 1 model, 2 models."""
    return f"{count:,} {one if count == 1 else many}"


def _decimal(value: Decimal | float) -> Decimal:
    return value if isinstance(value, Decimal) else Decimal(str(value))


_YEAR = 365  # days


def span(days: int) -> str:
    """Write for how long something is kept: 180 days, one year, 3 years."""
    years, rest = divmod(days, _YEAR)
    if rest or not years:
        return f"{days:,} days"
    return "one year" if years == 1 else f"{years:,} years"
