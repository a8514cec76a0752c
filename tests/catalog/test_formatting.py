"""Days, money, counts and lists as all pages and sentences write them."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, strategies as st

from catalog import formatting

# Of a function, what it writes of what it is given.
WRITTEN: dict[Callable[[Decimal], str], dict[str, str]] = {
    formatting.format_money: {
        "0": "$0",
        "0.00017": "less than a cent",
        "-0.001": "less than a cent",
        "0.0099": "less than a cent",
        "0.01": "$0.01",
        "7.4": "$7.40",
        "1E+3": "$1,000",
        "1967.6": "$1,968",
        "0.145": "$0.15",
        "6.00": "$6",
        "99.999": "$100",
        "1447.06": "$1,447",
        "-12.5": "−$12.50",
        "123.456": "$123",
        "999.5": "$1,000",
    },
    formatting.format_price: {
        "0.075": "$0.075",
        "0.5": "$0.50",
        "4": "$4",
        "1E-7": "$0.0000001",
        "2.50": "$2.50",
        "3E+3": "$3,000",
    },
    formatting.format_short_price: {
        "4.45301": "$4.45",
        "0.8908": "$0.891",
        "0.00012345": "$0.000123",
        "30": "$30",
        "0": "$0",
    },
    formatting.format_rounded: {
        "0": "0",
        "0.04": "0.04",
        "0.5": "0.5",
        "7.25": "7.3",
        "12": "12",
        "99.96": "100",
        "1234.5": "1,235",
    },
    formatting.format_minutes: {
        "0.04": "2 seconds",
        "0.0167": "1 second",
        "1": "1 minute",
        "119": "119 minutes",
        "150": "2.5 hours",
        "100000": "1,667 hours",
    },
}
ARTICLES = ("an image model", "a film model", "a 3D model", "an update", "a unit", "a use case", "an hour", "a one-page letter", "a 10-second clip")  # fmt: skip


@pytest.mark.parametrize("write", WRITTEN, ids=lambda write: write.__name__)
def test_figures_are_written_as_people_do(write: Callable[[Decimal], str]) -> None:
    assert {value: write(Decimal(value)) for value in WRITTEN[write]} == WRITTEN[write]


@given(st.decimals(-(10**9), 10**9, allow_nan=False, allow_infinity=False))
def test_no_number_is_scientific(value: Decimal) -> None:
    for written in (
        formatting.format_money(value),
        formatting.format_price(value),
        formatting.format_number(value),
    ):
        assert "e" not in written.replace("less than a cent", "").lower()


def test_article_is_the_spoken_one_and_abbreviations_stay() -> None:
    assert [formatting.with_article(text.partition(" ")[2]) for text in ARTICLES] == [*ARTICLES]
    texts = {
        "A person reads it": "a person reads it",
        "EU tenders": "EU tenders",
        "3D shapes": "3D shapes",
        "": "",
    }
    assert {text: formatting.lower_first(text) for text in texts} == texts


def test_lists_days_and_counts() -> None:
    assert formatting.or_unknown(formatting.format_money)(None) == "unknown"
    assert formatting.or_unknown(formatting.format_money)(0) == "$0"
    assert formatting.format_list(["a"]) == "a"
    assert formatting.format_list(["a", "b", "c"]) == "a, b and c"
    assert formatting.format_list(["a", "b"], last="or") == "a or b"
    assert formatting.format_day(date(2026, 3, 9)) == "9 Mar 2026"
    assert formatting.format_count(1, "reply", "replies") == "1 reply"
    assert formatting.format_count(1200, "reply", "replies") == "1,200 replies"
    assert list(map(formatting.spell_count, (0, 7, 12, 13, 57))) == [
        "no",
        "seven",
        "twelve",
        "13",
        "57",
    ]
    assert formatting.capitalise("one") == "One"
    assert list(map(formatting.format_rough, (7, 97, 2097, 1950))) == ["7", "97", "2,100", "2,000"]


@pytest.mark.parametrize(
    ("parts", "says"),
    [
        # 5,200 less 2,100, 92 and 181 are 2,827, and not the 2,870 that were counted
        ([5_217.0, 2_074.0, 92.0, 181.0], "$2,800"),
        ([500.0, 120.0], "$380"),
        # more is said alike: 19 and 17 are two above 34
        ([34.4, 18.7, 17.3], "$2"),
        # what the said sums hide is said as it was counted
        ([5_240.0, 5_160.0, 20.0], "$60"),
        ([1_049.0, 1_010.0, 30.0], "$9"),
    ],
)
def test_what_is_saved_is_the_difference_of_what_is_said(parts: list[float], says: str) -> None:
    assert formatting.format_saved(parts) == says
