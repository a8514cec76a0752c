"""How days, money, numbers, times and lists are written: on pages, in exports, in sentences."""

from calendar import month_name
from collections.abc import Callable, Iterable
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from functools import wraps
from typing import Any

from catalog.schema import US_DOLLARS, ExchangeRate, Price
from catalog.vocabulary import Billing, Language, Medium, PriceUnit, Region, Software, Word

MONTHS = tuple(month_name)[1:]
SMALL_NUMBERS = [
    "no",
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
]
# Where a label would trip up a sentence that lists several.
MEDIA_IN_SENTENCES = {"data": "tables", "document": "documents", "music": "music"}
# Words that are names, which keep their capitals.
NAMES = (Software, Language, Region)
QUARTERS = ("", "¼", "½", "¾")
UNKNOWN = "unknown"
SIGNS = {"USD": "$", "EUR": "€", "GBP": "£"}
CURRENCIES = {"USD": "US dollars", "EUR": "euros", "GBP": "British pounds"}
CENT = Decimal("0.01")
TENTH = Decimal("0.1")
WHOLE_FROM = 100  # from here on, cents and decimal places are noise
CENTS_BELOW = 2  # from here on, people leave out the cents
ROUGH_FROM = 1000  # and from here on all but two digits
QUARTERS_BELOW = 10  # minutes; below, people say quarters
HOURS_FROM = 120  # minutes; below, minutes read better
YEAR = 365  # days
VOWELS = frozenset("aeiou")
SPOKEN_WITH_A = ("one", "once", "uni", "us", "eu")
SPOKEN_WITH_AN = ("hour", "honest", "8", "11-", "18-")


def or_unknown(write: Callable[..., str]) -> Callable[..., str]:
    """Return what writes a value, and says of None that it is unknown."""

    @wraps(write)
    def written(value: Any, *how: Any) -> str:
        return UNKNOWN if value is None else write(value, *how)

    return written


# Days


def format_day(when: date) -> str:
    """Write a day for tables and notes: 24 Nov 2026."""
    return f"{when.day} {MONTHS[when.month - 1][:3]} {when.year}"


def format_long_day(when: date) -> str:
    """Write a day for prose: 24 November 2026."""
    return f"{when.day} {format_month(when)}"


def format_month(when: date) -> str:
    """Write the month of a day: November 2026."""
    return f"{MONTHS[when.month - 1]} {when.year}"


def format_days(days: int) -> str:
    """Write a number of days: 180 days, one year, 3 years."""
    years, rest = divmod(days, YEAR)
    if rest or not years:
        return f"{days:,} days"
    return "one year" if years == 1 else f"{years:,} years"


# Texts


def shortened(text: str, most: int) -> str:
    """Return a text of at most so many letters; dots show that it is cut."""
    return text if len(text) <= most else f"{text[: most - 1].rstrip()}…"


# Numbers


def format_number(value: Decimal | float) -> str:
    """Write a number with thousands apart, exactly as known: 1,200 or 0.075."""
    written = f"{_decimal(value):,f}"
    if "." in written:
        written = written.rstrip("0").rstrip(".")
    return (
        f"−{written[1:]}"
        if written.startswith("-") and written != "-0"
        else written.removeprefix("-")
    )


def format_rounded(value: Decimal | int) -> str:
    """Write a number with at most one decimal; whole from 100, one figure below a tenth."""
    value = Decimal(value)
    if 0 < abs(value) < TENTH:
        return f"{value.quantize(Decimal(1).scaleb(value.adjusted()), ROUND_HALF_UP).normalize():f}"
    if value == value.to_integral_value() or value >= WHOLE_FROM:
        return f"{value.quantize(Decimal(1), ROUND_HALF_UP):,}"
    return f"{value.quantize(TENTH, ROUND_HALF_UP):f}".removesuffix(".0")


def format_rough(count: int) -> str:
    """Write a rough count to two digits: 2,100 for 2,097."""
    return f"{rough(count):,}"


def rough(count: int) -> int:
    """Return a count to two digits."""
    step: int = 10 ** max(len(str(abs(count))) - 2, 0)
    return (count + step // 2) // step * step


def format_count(count: int, one: str, many: str) -> str:
    """Write a count with its noun: 1 model, 2 models."""
    return f"{count:,} {one if count == 1 else many}"


def spell_count(count: int) -> str:
    """Write a count as a word up to twelve: ten, 13; none of a thing is "no"."""
    return SMALL_NUMBERS[count] if 0 <= count < len(SMALL_NUMBERS) else f"{count:,}"


def spell(count: int, one: str, many: str = "") -> str:
    """Write a count as a word with its noun: one seat, three seats."""
    return f"{spell_count(count)} {one if count == 1 else many or f'{one}s'}"


def format_minutes(minutes: Decimal) -> str:
    """Write a time as people say it: seconds below a minute, hours from two hours up."""
    if minutes < 1:
        seconds = max(minutes * 60, Decimal(0)).quantize(Decimal(1), ROUND_HALF_UP)
        return format_count(int(seconds), "second", "seconds")
    if minutes < HOURS_FROM:
        return "1 minute" if minutes == 1 else f"{format_rounded(minutes)} minutes"
    return f"{format_rounded(minutes / 60)} hours"


def format_spoken_minutes(minutes: Decimal | float) -> str:
    """Write a time as people say it, never longer than it is: 40 seconds, 3¼ minutes, 9 hours."""
    value = _decimal(minutes)
    if value < 1:
        return format_minutes(value)
    if value >= HOURS_FROM:
        return _with_quarters(value / 60, "hour", "hours")
    return _with_quarters(value, "minute", "minutes")


def _with_quarters(value: Decimal, one: str, many: str) -> str:
    whole, quarter = divmod(int(value * 4), 4)
    written = f"{whole:,}{QUARTERS[quarter] if value < QUARTERS_BELOW else ''}"
    return f"{written} {one if written == '1' else many}"


# Money


def format_money(usd: Decimal | float, rate: ExchangeRate = US_DOLLARS) -> str:
    """Write US dollars as people say them: $0.03, $12, $1,968, or less than a cent.

    With an exchange rate, write them in its currency: €12.
    """
    sign, amount = in_currency(usd, rate)
    if 0 < abs(amount) < CENT:
        return "less than a penny" if sign == SIGNS["GBP"] else "less than a cent"
    if amount < 0:
        return f"−{format_money(-_decimal(usd), rate)}"
    return f"{sign}{_written_amount(amount):,f}".removesuffix(".00")


def _written_amount(amount: Decimal) -> Decimal:
    """Return an amount from a cent up as people read it: to the cent, from 100 on whole."""
    whole = amount.quantize(Decimal(1), ROUND_HALF_UP)
    if amount == whole or amount >= WHOLE_FROM:
        return whole
    return amount.quantize(CENT, ROUND_HALF_UP)


def times_as_written(usd: Decimal, least_usd: Decimal, rate: ExchangeRate = US_DOLLARS) -> Decimal:
    """Return how many times as much one sum of US dollars is, to a tenth.

    Whoever divides the sums as `format_money` writes them finds the same; less than a cent is not
    written as a sum, so there it is that of the exact ones.
    """
    amounts = [in_currency(sum_usd, rate)[1] for sum_usd in (usd, least_usd)]
    if min(amounts) >= CENT:
        amounts = [_written_amount(amount) for amount in amounts]
    more, less = amounts
    return (more / less).quantize(TENTH, ROUND_HALF_UP)


def format_in_cents(usd: Decimal, rate: ExchangeRate = US_DOLLARS, finest: Decimal = CENT) -> str:
    """Write an amount below one in cents, to a part of a dollar: 13 cents, 0.5 cents, $2.19.

    Zero is written as free.

    With an exchange rate, write it in its currency: 11 pence.
    """
    if not usd:
        return "free"
    sign, amount = in_currency(usd, rate)
    if amount.quantize(finest, ROUND_HALF_UP) >= 1:
        return format_money(usd, rate)
    one, many = ("penny", "pence") if sign == SIGNS["GBP"] else ("cent", "cents")
    cents = format_number(amount.quantize(finest, ROUND_HALF_UP) * 100)
    if cents == "0":
        return f"less than {format_number(finest * 100)} {many}"
    return f"{cents} {one if cents == '1' else many}"


def about(amount: str) -> str:
    """Write a rough amount to start a sentence: About $12.

    Less than a cent is rough already.
    """
    return capitalise(amount) if amount.startswith("less than ") else f"About {amount}"


def format_rough_money(usd: Decimal | float, rate: ExchangeRate = US_DOLLARS) -> str:
    """Write US dollars as people say them aloud: $1.50, $21, $659, $8,600.

    With an exchange rate, write them in its currency.
    """
    sign, amount = in_currency(usd, rate)
    if amount < CENTS_BELOW:
        return format_money(usd, rate)
    return f"{sign}{_rough_amount(amount):,}"


def format_sum(parts: Iterable[Decimal | float], rate: ExchangeRate = US_DOLLARS) -> str:
    """Write a sum of US dollars as the sum of its said parts: $106 and $12,000 are $12,106."""
    first, *others = parts
    if not others:
        return format_rough_money(first, rate)
    sign, _ = in_currency(first, rate)
    return f"{sign}{sum(_rough_amount(in_currency(usd, rate)[1]) for usd in (first, *others)):,}"


def gain_as_written(parts: Iterable[Decimal | float], rate: ExchangeRate = US_DOLLARS) -> int:
    """Return what a reader finds who takes the other sums of US dollars from the first."""
    first, *others = (_rough_amount(in_currency(usd, rate)[1]) for usd in parts)
    return first - sum(others)


def format_saved(parts: Iterable[Decimal | float], rate: ExchangeRate = US_DOLLARS) -> str:
    """Write what the first sum of US dollars is above or below the others, as these are said.

    Whoever takes the said sums apart finds the same.
    """
    first, *others = parts
    sign, _ = in_currency(first, rate)
    difference = gain_as_written((first, *others), rate)
    exact = Decimal(first) - sum(Decimal(usd) for usd in others)
    if difference * exact <= 0:  # so little that it is lost in the said sums
        return format_rough_money(abs(exact), rate)
    return f"{sign}{_rough_amount(Decimal(abs(difference))):,}"


def _rough_amount(amount: Decimal) -> int:
    """Return an amount as people say it: whole, and of a large one two digits."""
    if amount >= ROUGH_FROM:
        return rough(int(amount))
    return int(amount.quantize(Decimal(1), ROUND_HALF_UP))


def currency_name(currency: str) -> str:
    """Return a currency, by ISO 4217, as people say it: euros; the code where it has no name."""
    return CURRENCIES.get(currency, currency)


def in_currency(usd: Decimal | float, rate: ExchangeRate) -> tuple[str, Decimal]:
    """Return the sign of the currency, and US dollars as an amount in it."""
    return SIGNS.get(rate.currency, f"{rate.currency} "), _decimal(usd) / rate.usd


def format_price(usd: Decimal | float) -> str:
    """Write a price to its last digit, cents at least: $0.075."""
    written = format_number(usd)
    whole, point, cents = written.removeprefix("−").partition(".")
    sign = "−" if written.startswith("−") else ""
    return f"{sign}${whole}{point}{cents.ljust(2, '0') if point else ''}"


def per_unit(price: str, unit: PriceUnit) -> str:
    """Write behind a price what it buys: $4 a million tokens in."""
    return f"{price} a {unit.label}"


def format_amount(amount: Decimal, currency: str) -> str:
    """Write an amount in its own currency, as a source states it: $19, €1,250, NOK 299."""
    written = format_price(amount).removeprefix(SIGNS["USD"])
    sign = SIGNS.get(currency)
    return f"{sign}{written}" if sign else f"{currency} {written}"


def format_plan_price(price: Price) -> str:
    """Write a plan's price in its own currency: from $19 a seat and month, paid by the year."""
    begins = "from " if price.lowest else ""
    amount = format_amount(price.amount, price.currency)
    unit = price.unit.label if price.unit is PriceUnit.ONCE else f"a {price.unit.label}"
    paid = ", paid by the year" if price.paid is Billing.YEARLY else ""
    return f"{begins}{amount} {unit}{paid}"


def format_short_price(usd: Decimal, rate: ExchangeRate = US_DOLLARS) -> str:
    """Write a price for a glance: to the cent from a dollar on, to three digits below.

    The exact price stands elsewhere.

    With an exchange rate, write it in its currency.
    """
    sign, amount = in_currency(usd, rate)
    return f"{sign}{format_price(rounded_price(amount)).removeprefix(SIGNS['USD'])}"


def rounded_price(amount: Decimal) -> Decimal:
    """Return a price for a glance: to the cent from 1 on, to three digits below."""
    if amount == 0:
        return amount
    digits = 2 if amount >= 1 else 2 - amount.adjusted()
    return amount.quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP).normalize()


def format_prices(prices: Iterable[Price], rate: ExchangeRate = US_DOLLARS) -> tuple[str, ...]:
    """Write an offer's prices for a glance, a line a unit.

    For example: $4 in, $20 out a million tokens; $0.04 a picture.
    """
    usd = {price.unit: price.usd for price in prices}
    usd.pop(PriceUnit.CACHED_INPUT_MTOK, None)
    lines: list[str] = []
    if PriceUnit.INPUT_MTOK in usd and PriceUnit.OUTPUT_MTOK in usd:
        inward, outward = (
            format_short_price(usd.pop(unit), rate)
            for unit in (PriceUnit.INPUT_MTOK, PriceUnit.OUTPUT_MTOK)
        )
        lines.append(f"{inward} in, {outward} out a million tokens")
    lines.extend(per_unit(format_short_price(amount, rate), unit) for unit, amount in usd.items())
    return tuple(lines)


# Words


def format_list(words: Iterable[Word | str], last: str = "and") -> str:
    """Write words as a list inside a sentence: text, pictures and video; nothing for no words."""
    written = [inline_label(word) if isinstance(word, Word) else word for word in words]
    if len(written) <= 1:
        return "".join(written)
    return f"{', '.join(written[:-1])} {last} {written[-1]}"


def inline_label(word: Word) -> str:
    """Write a word's label inside a sentence: program code, 3D shapes."""
    if isinstance(word, NAMES):
        return word.label
    if isinstance(word, Medium) and word.value in MEDIA_IN_SENTENCES:
        return MEDIA_IN_SENTENCES[word.value]
    return lower_first(word.label)


def with_article(noun: str) -> str:
    """Write a noun with "a" or "an" before it, as it is spoken."""
    spoken = noun.lower()
    vowel = (spoken[:1] in VOWELS and not spoken.startswith(SPOKEN_WITH_A)) or spoken.startswith(
        SPOKEN_WITH_AN
    )
    return f"{'an' if vowel else 'a'} {noun}"


def lower_first(text: str) -> str:
    """Write a text with a small first letter, unless an abbreviation or capital name starts it."""
    is_a_name = text[1:2].isupper() or text[:2] in {"3D", "I ", "I’"}
    return text if is_a_name else text[:1].lower() + text[1:]


def capitalise(text: str) -> str:
    """Start a sentence."""
    return text[:1].upper() + text[1:]


def _decimal(value: Decimal | float) -> Decimal:
    return value if isinstance(value, Decimal) else Decimal(str(value))
