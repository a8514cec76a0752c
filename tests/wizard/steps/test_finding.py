"""Use cases found by what an owner types."""

import pytest

from tests.support import starter_catalog
from wizard.steps.finding import MOST_FOUND, find


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("menu", "menu-photos"),
        ("menu text", "menu-photos"),  # many are texts, one is for a menu
        ("text for my menus", "menu-photos"),
        ("GUEST reviews", "hotel-review-reply"),
        ("email campaign", "email-campaign"),
        ("an e-mail campaign", "email-campaign"),
    ],
)
def test_rarest_word_says_what_is_meant(typed: str, first: str) -> None:
    assert find(typed, starter_catalog())[0] == first


@pytest.mark.parametrize("typed", ["", "the", "e", "?!", "zzz"])
def test_nothing_is_found_by_words_that_say_nothing(typed: str) -> None:
    assert find(typed, starter_catalog()) == ()


def test_so_many_are_found_at_most() -> None:
    assert len(find("text", starter_catalog())) == MOST_FOUND
