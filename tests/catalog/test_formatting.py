"""Days, money, counts and lists as all pages and sentences write them."""

from datetime import date
from decimal import Decimal

import pytest

from catalog import formatting


@pytest.mark.parametrize(
    ("usd", "text"),
    [
        ("0", "$0"),
        ("0.00017", "less than a cent"),
        ("-0.001", "less than a cent"),
        ("0.0099", "less than a cent"),
        ("0.01", "$0.01"),
        ("7.4", "$7.40"),
        ("1E+3", "$1,000"),
        ("1967.6", "$1,968"),
        ("0.145", "$0.15"),
        ("6.00", "$6"),
        ("99.999", "$100"),
        ("1447.06", "$1,447"),
        ("-12.5", "−$12.50"),
        ("123.456", "$123"),
        ("999.5", "$1,000"),
    ],
)
def test_money_is_written_as_people_do(usd: str, text: str) -> None:
    assert formatting.format_money(Decimal(usd)) == text


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("0", "0"),
        ("0.04", "0.04"),
        ("0.5", "0.5"),
        ("7.25", "7.3"),
        ("12", "12"),
        ("99.96", "100"),
        ("1234.5", "1,235"),
    ],
)
def test_number_keeps_what_tells_something(value: str, text: str) -> None:
    assert formatting.format_rounded(Decimal(value)) == text


@pytest.mark.parametrize(
    ("minutes", "text"),
    [
        ("0.04", "2 seconds"),
        ("0.0167", "1 second"),
        ("1", "1 minute"),
        ("119", "119 minutes"),
        ("150", "2.5 hours"),
        ("100000", "1,667 hours"),
    ],
)
def test_duration_is_said_in_the_unit_that_fits(minutes: str, text: str) -> None:
    assert formatting.format_minutes(Decimal(minutes)) == text


@pytest.mark.parametrize(
    ("usd", "text"), [("0.00063", "$0.63 for 1,000 replies"), ("0.04", "$0.04 a reply"), ("0", "$0 a reply")]
)
def test_small_fees_are_said_by_the_thousand(usd: str, text: str) -> None:
    assert formatting.format_unit_cost(Decimal(usd), "reply", "replies") == text


@pytest.mark.parametrize(
    ("noun", "text"),
    [
        ("image model", "an image model"),
        ("film model", "a film model"),
        ("3D model", "a 3D model"),
        ("update", "an update"),
        ("unit", "a unit"),
        ("use case", "a use case"),
        ("hour", "an hour"),
        ("one-page letter", "a one-page letter"),
        ("10-second clip", "a 10-second clip"),
    ],
)
def test_article_is_the_spoken_one(noun: str, text: str) -> None:
    assert formatting.with_article(noun) == text


@pytest.mark.parametrize(
    ("text", "small"),
    [("A person reads it", "a person reads it"), ("EU tenders", "EU tenders"), ("3D shapes", "3D shapes"), ("", "")],
)
def test_lower_first_leaves_abbreviations(text: str, small: str) -> None:
    assert formatting.lower_first(text) == small


def test_lists_days_and_counts() -> None:
    assert formatting.format_money(None) == "unknown"
    assert formatting.format_list(["a"]) == "a"
    assert formatting.format_list(["a", "b", "c"]) == "a, b and c"
    assert formatting.format_list(["a", "b"], last="or") == "a or b"
    assert formatting.format_day(date(2026, 3, 9)) == "9 Mar 2026"
    assert formatting.format_count(1, "reply", "replies") == "1 reply"
    assert formatting.format_count(1200, "reply", "replies") == "1,200 replies"
    assert (formatting.spell_count(0), formatting.spell_count(7), formatting.spell_count(57)) == ("no", "seven", "57")
    assert formatting.capitalise("one") == "One"
