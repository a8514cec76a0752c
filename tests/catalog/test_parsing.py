"""Numbers, money, times and days as people type them."""

import re
import unicodedata
from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, strategies

from catalog import parsing
from catalog.formatting import format_number, format_price
from catalog.parsing import Bounds, Problem, Span, Sum

COUNT = Bounds(
    "the number of pages", "120 or 100 to 150", most=Decimal(10_000_000), least_counts=False
)
COST = Bounds("the cost", "$34 or € 32", most=Decimal(10_000_000), least_counts=False)
TIME = Bounds("the minutes", "20 min or 1.5 h", most=Decimal(100_000), least_counts=False)
DAY = Bounds("the first day", "1 March 2027")
SHARE = Bounds("the share", "80", most=Decimal(100))
DIRECTIONS = "[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]"
UNSEEN = {"Cc", "Cf", "Zs", "Zl", "Zp", "Mn", "Me"}  # categories of which a text may not be all

# What is typed, by what it means: a number or two.
NUMBERS = {
    "120": ("120", "١٢٠", "１２０", "\u200f120\u200e", "  120\t"),
    "1200": ("1,200", "~1,200", "1 200", "1\u00a0200", "1\u202f200", "1'200"),
    "300": ("about 300",),
    "3000": ("3k",),
    "1500000": ("1.5 million",),
    "1200000": ("1,200,000",),
    "0.05": ("0,05",),
    "1200.50": ("1.200,50", "1,200.50", "1 200,5"),
    "0.500": ("0.500", ".5"),
    "1.5": ("1,5",),
    "7": ("+7",),
    "100 150": ("100 to 150", "100-150", "100 – 150", "from 100 to 150", "between 100 and 150"),
    "1000 1500": ("1,000 to 1,500",),
}
MONEY = {
    "34 USD": ("$34", "34.00"),
    "1200 USD": ("$1,200",),
    "40 USD": ("US$ 40",),
    "40 EUR": ("€ 40", "40 €", "40 EUR", "40 euros"),
    "1200.50 EUR": ("1.200,50 €",),
    "20 GBP": ("£20",),
    "1600 4000 USD": ("$1,600 to $4,000", "1,600 to 4,000 dollars"),
    "40 60 EUR": ("€40–60",),
}
TIMES = {
    "20": ("20", "20 min", "20 minutes"),
    "30": ("half an hour", "30 minutes", "about 30 min", "0,5 h", "1800 s"),
    "90": ("1.5 h", "1,5 hours"),
    "120": ("2h",),
    "80": ("1 h 20", "1h20min", "1:20"),
    "1.5": ("90 s",),
    "20 40": ("20 to 40", "20-40 min"),
    "60 120": ("1 to 2 h",),
    "30 60": ("30 min to 1 h",),
}
ASKED = {
    bounds: f"Write {bounds.what} in digits, for example {bounds.example}"
    for bounds in (COUNT, COST, TIME)
}
IN_MONEY = "Write the cost in dollars, euros or pounds, for example $34 or € 32"
TWICE = "Is “1.125” more than a thousand? Then write 1125; if not, 1.1250"
REFUSED: dict[Callable[[str, Bounds], object], dict[str, tuple[str, ...]]] = {
    parsing.parse_span: {
        TWICE: ("1.125",),
        "Is “1.500” more than a thousand? Then write 1500; if not, 1.5000": ("100 to 1.500",),
        "The number of pages must be more than 0": ("-3", "−3", "-42 to 10", "0"),
        "The number of pages must be 10,000,000 or less": ("9999999999",),
        "Write the smaller number first, for example 120 or 100 to 150": ("150 to 100",),
        ASKED[COUNT]: (
            *(
                "forty",
                "dreißig",
                "a few hundred",
                "1e99",
                "=cmd()",
                "<script>",
                "1,2,3",
                "1.,5",
                "NaN",
                "Infinity",
            ),
            *("½", "😀", "1 to 2 to 3", "9" * 100),
        ),
    },
    parsing.parse_money: {
        ASKED[COST]: ("a lot", "$1e99", "$"),
        IN_MONEY: ("40 CHF", "$40 €"),
        "The cost must be more than 0": ("$-3", "-$3"),
    },
    parsing.parse_minutes: {
        "The minutes must be more than 0": ("-42", "-42 min", "0 min"),
        "The minutes must be 100,000 or less": ("9000 h",),
        "Write the smaller number first, for example 20 min or 1.5 h": ("2 h to 30 min",),
        TWICE: ("1.125 h",),
        ASKED[TIME]: ("20 parsecs",),
    },
}
BOUNDS: dict[Callable[[str, Bounds], object], Bounds] = {
    parsing.parse_span: COUNT,
    parsing.parse_money: COST,
    parsing.parse_minutes: TIME,
}


def ends(meant: str) -> Span:
    low, *high = (Decimal(each) for each in meant.split() if not each.isalpha())
    return Span(low=low, high=high[0] if high else low)


def test_numbers_money_and_times_are_read_as_people_type_them() -> None:
    for meant, typed in NUMBERS.items():
        assert {text: parsing.parse_span(text, COUNT) for text in typed} == dict.fromkeys(
            typed, ends(meant)
        )
    for meant, typed in TIMES.items():
        assert {text: parsing.parse_minutes(text, TIME) for text in typed} == dict.fromkeys(
            typed, ends(meant)
        )
    for meant, typed in MONEY.items():
        wanted = Sum(ends(meant).low, ends(meant).high, meant[-3:])
        assert {text: parsing.parse_money(text, COST) for text in typed} == dict.fromkeys(
            typed, wanted
        )


@pytest.mark.parametrize("read", REFUSED, ids=lambda read: read.__name__)
def test_what_cannot_be_taken_gets_a_sentence(read: Callable[[str, Bounds], object]) -> None:
    for sentence, typed in REFUSED[read].items():
        assert {text: read(text, BOUNDS[read]) for text in typed} == dict.fromkeys(
            typed, Problem(sentence)
        )


def test_days_and_shares_are_read_as_people_type_them() -> None:
    for text in (
        "2027-03-01",
        "1 March 2027",
        "1 Mar 2027",
        "1. March 2027",
        "01.03.2027",
        "1/3/2027",
        "1 march, 2027",
    ):
        assert parsing.parse_day(text, DAY) == date(2027, 3, 1), text
    for text in (
        "soon",
        "31 February 2027",
        "2027-13-01",
        "1 Smarch 2027",
        "0000-00-00",
        "99999-01-01",
    ):
        found = parsing.parse_day(text, DAY)
        assert isinstance(found, Problem), text
        assert "1 March 2027" in found.text


def test_words_are_kept_as_they_are_or_get_a_sentence() -> None:
    for text in ("=cmd()", "<script>alert(1)</script>", "שלום", "😀 Bäckerei", "a\nb"):
        assert parsing.parse_text(text, "the name", 80, lines=True) == text
    for text, part in {
        "a\0b": "cannot be shown",
        "a\x07b": "cannot be shown",
        "a\u202eb": "turns the direction",
        "x" * 81: "may have 80 characters; this is 81",
    }.items():
        found = parsing.parse_text(text, "the name", 80)
        assert isinstance(found, Problem), text
        assert part in found.text


@given(strategies.text())
def test_no_text_breaks_a_reader(text: str) -> None:
    for read, bounds in {**BOUNDS, parsing.parse_day: DAY}.items():
        read(text, bounds)
    parsing.parse_text(text, "the name", 80)


def without_what_nobody_sees(text: str) -> str:
    """Return what `clean_text` means, sign by sign."""
    plain = re.sub(r"\r\n?", "\n", text)
    controls = (char for char in plain if unicodedata.category(char) != "Cc" or char in "\n\t")
    shown = "".join(char for char in controls if not re.match(DIRECTIONS, char)).strip()
    return "" if all(unicodedata.category(char) in UNSEEN for char in shown) else shown


@given(strategies.text() | strategies.text("a\t\r\n\0\x7f\x85\u200e\u061c\u202e\u0301 é🔥"))
def test_words_lose_what_nobody_sees(text: str) -> None:
    assert parsing.clean_text(text) == without_what_nobody_sees(text)


@pytest.mark.parametrize("between", [" ", "\u200b", "0", "\ufdfa"])
def test_what_is_too_long_to_be_read_is_no_shorter_figure(between: str) -> None:
    """Only its beginning is looked at, which by itself may be a figure."""
    for figure in ("12", "12 min", "$12", "1 March 2027"):
        long = f"{figure}{between * 400_000}{figure}"
        for read, bounds in {**BOUNDS, parsing.parse_day: DAY}.items():
            assert isinstance(read(long, bounds), Problem)
        assert len(parsing.tidy(long)) < 20 * parsing.LONGEST_TYPED


def test_spaces_around_a_figure_are_no_part_of_it() -> None:
    assert parsing.parse_number(f"{' ' * 5_000}12{' ' * 5_000}", COUNT) == 12


@given(strategies.decimals("0.001", 9_999_999, places=3))
def test_what_is_written_is_read_back_and_on_pages_asked_about_at_most(value: Decimal) -> None:
    assert parsing.parse_number(parsing.format_input(value), COUNT) == value
    for written in (format_number(value), format_price(value)[1:]):
        read = parsing.parse_number(written, COUNT)
        assert read == value or (isinstance(read, Problem) and "more than a thousand" in read.text)


def test_number_is_written_so_that_it_cannot_be_misread() -> None:
    for value, text in {
        "1.075": "1.0750",
        "0.075": "0.075",
        "1200": "1,200",
        "34.5": "34.5",
    }.items():
        assert parsing.format_input(Decimal(value)) == text


def test_a_bound_settles_what_could_be_read_in_two_ways() -> None:
    assert parsing.parse_number("1.125", SHARE) == Decimal("1.125")
    assert parsing.parse_number("1.125", Bounds("the number of cases", "20", whole=True)) == 1125
