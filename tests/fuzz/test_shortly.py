"""Some of the walks that `make fuzz` does by the hundred thousand: no 5xx, nothing reflected, no answer lost."""

import os
from random import Random

import pytest
from django.test import override_settings

from tests.fuzz import haste, walking, world
from tests.fuzz.firing import Target
from tests.support import publish_catalog, starter_catalog

REQUESTS = int(os.environ.get("FUZZ_REQUESTS", "1500"))  # CI sends 20,000 beside the suite


def attacked(seed: str) -> walking.Tally:
    """Return what came of so many hostile requests; the same seed sends the same ones."""
    as_served = {
        "LIMITS": world.ENDLESS,
    }
    with override_settings(**as_served):
        publish_catalog(starter_catalog(), note="To be attacked.")
        target, tally = Target(), walking.Tally()
        try:
            haste.hastily(lambda: _walks(target, seed, tally))
        finally:
            target.leave()
    return tally


def _walks(target: Target, seed: str, tally: walking.Tally) -> None:
    place = world.built(target, each=1)
    for number in range(REQUESTS // walking.STEPS):
        own = f"{seed}:{number}"
        walking.walk(target, place, own, Random(own), tally)  # noqa: S311  # attacks are no secret


@pytest.mark.django_db
@pytest.mark.filterwarnings(
    "ignore:DateTimeField .* received a naive datetime:RuntimeWarning"
)  # the desk's own filters
def test_nothing_gives_way() -> None:
    tally = attacked("one")

    assert tally.failures == []
    assert tally.requests > REQUESTS * 0.9
    assert len({route for route, _ in tally.answers}) > 150
