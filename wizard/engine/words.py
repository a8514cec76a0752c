"""How the engine writes days, money, counts and lists in its sentences."""

from collections.abc import Sequence
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
CENT = Decimal("0.01")
TENTH = Decimal("0.1")
SMALL_NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
VOWELS = frozenset("aeiou")
SPOKEN_WITH_A = ("one", "once", "uni", "us", "eu")
SPOKEN_WITH_AN = ("hour", "honest", "8", "11-", "18-")


def day(value: date) -> str:
    """Return a day as "24 Nov 2026"."""
    return f"{value.day} {MONTHS[value.month - 1]} {value.year}"


def money(usd: Decimal) -> str:
    """Return US dollars as people write them: whole from 100 up, cents below, two figures below a cent."""
    if usd < 0:
        return f"−{money(-usd)}"
    if usd >= 100:  # noqa: PLR2004 - from here on cents are noise
        return f"${usd.quantize(Decimal(1), ROUND_HALF_UP):,}"
    if usd >= CENT or usd == 0:
        whole = usd.quantize(CENT, ROUND_HALF_UP)
        return f"${whole:f}".removesuffix(".00")
    places = Decimal(1).scaleb(usd.adjusted() - 1)
    return f"${usd.quantize(places, ROUND_HALF_UP).normalize():f}"


def converted(usd: Decimal, code: str, per_usd: Decimal) -> str:
    """Return US dollars in another currency at the owner's own rate, for show only: "EUR 92", "−EUR 0.46".

    Raises ValueError where the rate is not above zero.
    """
    if per_usd <= 0:
        raise ValueError("a rate must be above zero")
    shown = money(abs(usd) * per_usd).removeprefix("$")
    return f"{'−' if usd < 0 else ''}{code} {shown}"


def each(usd: Decimal, singular: str, plural: str) -> str:
    """Return what one thing costs, for 1,000 of them where a single one costs less than a cent."""
    if 0 < usd < CENT:
        return f"{money(usd * 1000)} for 1,000 {plural}"
    return f"{money(usd)} {article(singular)}"


def number(value: Decimal | int) -> str:
    """Return a count with thousands set apart, with at most one decimal place; small ones keep one figure."""
    value = Decimal(value)
    if 0 < abs(value) < TENTH:
        return f"{value.quantize(Decimal(1).scaleb(value.adjusted()), ROUND_HALF_UP).normalize():f}"
    if value == value.to_integral_value() or value >= 100:  # noqa: PLR2004 - one decimal tells nothing here
        return f"{value.quantize(Decimal(1), ROUND_HALF_UP):,}"
    return f"{value.quantize(Decimal('0.1'), ROUND_HALF_UP):f}".removesuffix(".0")


def duration(minutes: Decimal) -> str:
    """Return a time as people say it: seconds below a minute, hours from two hours up."""
    if minutes < 1:
        seconds = max(minutes * 60, Decimal(0)).quantize(Decimal(1), ROUND_HALF_UP)
        return counted(int(seconds), "second", "seconds")
    if minutes < 120:  # noqa: PLR2004 - two hours read better as minutes below and as hours above
        return "1 minute" if minutes == 1 else f"{number(minutes)} minutes"
    return f"{number(minutes / 60)} hours"


def span(low: Decimal, high: Decimal) -> str:
    """Return "12" or "10 to 15"."""
    return number(low) if low == high else f"{number(low)} to {number(high)}"


def listed(names: Sequence[str], *, word: str = "and") -> str:
    """Return "a", "a and b" or "a, b and c"."""
    if len(names) <= 1:
        return "".join(names)
    return f"{', '.join(names[:-1])} {word} {names[-1]}"


def counted(count: int, singular: str, plural: str) -> str:
    """Return "1 language model" or "8 language models"."""
    return f"{count:,} {singular if count == 1 else plural}"


def spelled(count: int) -> str:
    """Return small counts as words and others in digits."""
    return SMALL_NUMBERS[count] if 0 <= count < len(SMALL_NUMBERS) else f"{count:,}"


def article(noun: str) -> str:
    """Return the noun with "a" or "an" before it, as it is spoken."""
    spoken = noun.lower()
    vowel = (spoken[:1] in VOWELS and not spoken.startswith(SPOKEN_WITH_A)) or spoken.startswith(SPOKEN_WITH_AN)
    return f"{'an' if vowel else 'a'} {noun}"


def singular(models: str) -> str:
    """Return one of a kind of models: "language models" is "language model"."""
    return models.replace("models", "model", 1).replace(" write ", " writes ", 1)


def lower_first(text: str) -> str:
    """Return the text with its first letter small, unless it starts with an abbreviation or a name in capitals."""
    return text if text[1:2].isupper() or text[:2] in {"3D", "I ", "I’"} else text[:1].lower() + text[1:]


def sentence(text: str) -> str:
    """Return the text with its first letter capital."""
    return text[:1].upper() + text[1:]
