"""Numbers, money, times and days as people type them."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, strategies

from catalog import parsing
from catalog.formatting import format_number, format_price
from catalog.parsing import Bounds, Problem, Span, Sum

COUNT = Bounds("the number of pages", "120 or 100 to 150", most=Decimal(10_000_000), least_counts=False)
COST = Bounds("the cost", "$34 or € 32", most=Decimal(10_000_000), least_counts=False)
TIME = Bounds("the minutes", "20 min or 1.5 h", most=Decimal(100_000), least_counts=False)
DAY = Bounds("the first day", "1 March 2027")


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("120", "120", "120"),
        ("1,200", "1200", "1200"),
        ("about 300", "300", "300"),
        ("3k", "3000", "3000"),
        ("1.5 million", "1500000", "1500000"),
        ("~1,200", "1200", "1200"),
        ("0,05", "0.05", "0.05"),
        ("1 200", "1200", "1200"),
        ("1\u00a0200", "1200", "1200"),
        ("1\u202f200", "1200", "1200"),
        ("1'200", "1200", "1200"),
        ("1,200,000", "1200000", "1200000"),
        ("1.200,50", "1200.50", "1200.50"),
        ("1,200.50", "1200.50", "1200.50"),
        ("1 200,5", "1200.5", "1200.5"),
        ("0.500", "0.500", "0.500"),
        ("1,5", "1.5", "1.5"),
        (".5", "0.5", "0.5"),
        ("100 to 150", "100", "150"),
        ("100-150", "100", "150"),
        ("100 – 150", "100", "150"),
        ("from 100 to 150", "100", "150"),
        ("between 100 and 150", "100", "150"),
        ("1,000 to 1,500", "1000", "1500"),
        ("+7", "7", "7"),
        ("١٢٠", "120", "120"),
        ("１２０", "120", "120"),
        ("\u200f120\u200e", "120", "120"),
        ("  120\t", "120", "120"),
    ],
)
def test_numbers_are_read_as_people_type_them(text: str, low: str, high: str) -> None:
    assert parsing.parse_span(text, COUNT) == Span(low=Decimal(low), high=Decimal(high))


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("1.125", "“1.125” may be 1,125 or 1.125; write 1125 or 1.1250"),
        ("100 to 1.500", "“1.500” may be 1,500 or 1.500; write 1500 or 1.5000"),
        ("-3", "The number of pages must be more than 0"),
        ("−3", "The number of pages must be more than 0"),
        ("-42 to 10", "The number of pages must be more than 0"),
        ("0", "The number of pages must be more than 0"),
        ("9999999999", "The number of pages must be 10,000,000 or less"),
        ("150 to 100", "Write the smaller number first, for example 120 or 100 to 150"),
    ],
)
def test_numbers_that_cannot_be_taken_get_a_sentence(text: str, sentence: str) -> None:
    assert parsing.parse_span(text, COUNT) == Problem(sentence)


@pytest.mark.parametrize(
    "text",
    [
        *[
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
            "½",
            "😀",
            "1 to 2 to 3",
        ],
        "9" * 100,
    ],
)
def test_what_holds_no_number_is_asked_for_in_digits(text: str) -> None:
    found = parsing.parse_span(text, COUNT)

    assert found == Problem("Write the number of pages in digits, for example 120 or 100 to 150")


@pytest.mark.parametrize(
    ("text", "low", "high", "currency"),
    [
        ("$34", "34", "34", "USD"),
        ("$1,200", "1200", "1200", "USD"),
        ("34.50", "34.50", "34.50", "USD"),
        ("US$ 40", "40", "40", "USD"),
        ("€ 40", "40", "40", "EUR"),
        ("40 €", "40", "40", "EUR"),
        ("40 EUR", "40", "40", "EUR"),
        ("1.200,50 €", "1200.50", "1200.50", "EUR"),
        ("40 euros", "40", "40", "EUR"),
        ("£20", "20", "20", "GBP"),
        ("$1,600 to $4,000", "1600", "4000", "USD"),
        ("1,600 to 4,000 dollars", "1600", "4000", "USD"),
        ("€40–60", "40", "60", "EUR"),
    ],
)
def test_money_is_read_as_people_type_it(text: str, low: str, high: str, currency: str) -> None:
    assert parsing.parse_money(text, COST) == Sum(Decimal(low), Decimal(high), currency)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("a lot", "Write the cost in digits, for example $34 or € 32"),
        ("40 CHF", "Write the cost in dollars, euros or pounds, for example $34 or € 32"),
        ("$40 €", "Write the cost in dollars, euros or pounds, for example $34 or € 32"),
        ("$-3", "The cost must be more than 0"),
        ("-$3", "The cost must be more than 0"),
        ("$1e99", "Write the cost in digits, for example $34 or € 32"),
        ("$", "Write the cost in digits, for example $34 or € 32"),
    ],
)
def test_money_that_cannot_be_taken_gets_a_sentence(text: str, sentence: str) -> None:
    assert parsing.parse_money(text, COST) == Problem(sentence)


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("20", "20", "20"),
        ("20 min", "20", "20"),
        ("20 minutes", "20", "20"),
        ("1.5 h", "90", "90"),
        ("1,5 hours", "90", "90"),
        ("2h", "120", "120"),
        ("1 h 20", "80", "80"),
        ("1h20min", "80", "80"),
        ("1:20", "80", "80"),
        ("90 s", "1.5", "1.5"),
        ("20 to 40", "20", "40"),
        ("20-40 min", "20", "40"),
        ("1 to 2 h", "60", "120"),
        ("30 min to 1 h", "30", "60"),
    ],
)
def test_times_are_read_as_people_type_them(text: str, low: str, high: str) -> None:
    assert parsing.parse_minutes(text, TIME) == Span(low=Decimal(low), high=Decimal(high))


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("-42", "The minutes must be more than 0"),
        ("-42 min", "The minutes must be more than 0"),
        ("0 min", "The minutes must be more than 0"),
        ("9000 h", "The minutes must be 100,000 or less"),
        ("2 h to 30 min", "Write the smaller number first, for example 20 min or 1.5 h"),
        ("1.125 h", "“1.125” may be 1,125 or 1.125; write 1125 or 1.1250"),
        ("20 parsecs", "Write the minutes in digits, for example 20 min or 1.5 h"),
    ],
)
def test_times_that_cannot_be_taken_get_a_sentence(text: str, sentence: str) -> None:
    assert parsing.parse_minutes(text, TIME) == Problem(sentence)


@pytest.mark.parametrize(
    "text", ["2027-03-01", "1 March 2027", "1 Mar 2027", "1. March 2027", "01.03.2027", "1/3/2027", "1 march, 2027"]
)
def test_days_are_read_as_people_type_them(text: str) -> None:
    assert parsing.parse_day(text, DAY) == date(2027, 3, 1)


@pytest.mark.parametrize(
    "text", ["soon", "31 February 2027", "2027-13-01", "1 Smarch 2027", "0000-00-00", "99999-01-01"]
)
def test_days_that_cannot_be_taken_get_a_sentence(text: str) -> None:
    found = parsing.parse_day(text, DAY)

    assert isinstance(found, Problem)
    assert "1 March 2027" in found.text


@pytest.mark.parametrize("text", ["80", "80 %", "80%", "80 of 100", "80 percent"])
def test_shares_are_read_as_people_type_them(text: str) -> None:
    assert parsing.parse_share(text, Bounds("the share", "80", most=Decimal(100))) == Decimal(80)


@pytest.mark.parametrize("text", ["=cmd()", "<script>alert(1)</script>", "שלום", "😀 Bäckerei", "a\nb"])
def test_words_are_kept_as_they_are(text: str) -> None:
    assert parsing.parse_text(text, "the name", 80, lines=True) == text


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("a\0b", "cannot be shown"),
        ("a\x07b", "cannot be shown"),
        ("a\u202eb", "turns the direction"),
        ("x" * 81, "may have 80 characters; this is 81"),
    ],
)
def test_words_that_cannot_be_taken_get_a_sentence(text: str, part: str) -> None:
    found = parsing.parse_text(text, "the name", 80)

    assert isinstance(found, Problem)
    assert part in found.text


@given(strategies.text())
def test_no_text_breaks_a_reader(text: str) -> None:
    for read, bounds in (
        (parsing.parse_span, COUNT),
        (parsing.parse_money, COST),
        (parsing.parse_minutes, TIME),
        (parsing.parse_day, DAY),
    ):
        read(text, bounds)
    parsing.parse_share(text, COUNT)
    parsing.parse_text(text, "the name", 80)


@given(strategies.decimals(min_value=1, max_value=1_000_000, places=2))
def test_numbers_written_our_way_are_read_back(value: Decimal) -> None:
    assert parsing.parse_number(f"{value:,f}", COUNT) == value


@given(strategies.decimals("0.0001", 9_999_999, places=4))
def test_number_that_was_written_is_read_back(value: Decimal) -> None:
    assert parsing.parse_number(parsing.format_input(value), COUNT) == value


@pytest.mark.parametrize(
    ("value", "text"), [("1.075", "1.0750"), ("0.075", "0.075"), ("1200", "1,200"), ("34.5", "34.5")]
)
def test_number_is_written_so_that_it_cannot_be_misread(value: str, text: str) -> None:
    assert parsing.format_input(Decimal(value)) == text


@pytest.mark.parametrize(
    ("amount", "text"), [("12", "12"), ("6.5", "6.50"), ("25.30", "25.30"), ("0.0396", "0.0396"), ("1.075", "1.0750")]
)
def test_amount_is_written_with_both_digits_of_its_cents(amount: str, text: str) -> None:
    assert parsing.format_money_input(Decimal(amount)) == text
    assert parsing.parse_money(f"${text}", COST) == Sum(Decimal(amount), Decimal(amount), "USD")


@pytest.mark.parametrize("typed", ["half an hour", "30 minutes", "about 30 min", "0,5 h", "1800 s"])
def test_half_an_hour_is_thirty_minutes(typed: str) -> None:
    assert parsing.parse_minutes(typed, TIME) == Span(low=Decimal(30), high=Decimal(30))


@given(strategies.decimals("0.001", 9_999_999, places=3))
def test_what_pages_write_is_read_back_or_asked_about(value: Decimal) -> None:
    for read in (
        parsing.parse_number(format_number(value), COUNT),
        parsing.parse_number(format_price(value)[1:], COUNT),
    ):
        assert read == value or (isinstance(read, Problem) and "may be" in read.text)


def test_a_bound_settles_what_could_be_read_in_two_ways() -> None:
    assert parsing.parse_share("1.125 %", Bounds("the share", "80", most=Decimal(100))) == Decimal("1.125")
    assert parsing.parse_number("1.125", Bounds("the number of cases", "20", whole=True)) == 1125
