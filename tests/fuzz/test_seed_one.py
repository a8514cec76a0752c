"""Hostile requests from seed “one”: no 5xx, nothing reflected, no answer lost."""

import pytest

from tests.fuzz.shortly import REQUESTS, attacked


@pytest.mark.django_db
@pytest.mark.filterwarnings(
    "ignore:DateTimeField .* received a naive datetime:RuntimeWarning"
)  # the desk's own filters
def test_nothing_gives_way() -> None:
    tally = attacked("one")

    assert tally.failures == []
    assert tally.requests > REQUESTS * 0.9
    assert len({route for route, _ in tally.answers}) > 300
