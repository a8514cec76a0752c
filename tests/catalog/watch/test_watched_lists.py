"""Every list has an address, and every address a list: one without the other is never looked at."""

from catalog.watch.watched_lists import LISTS
from config.environment import WATCHED


def test_lists_and_addresses_are_the_same() -> None:
    assert LISTS.keys() == WATCHED.keys()
