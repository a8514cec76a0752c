"""What the tests that break a site share."""

import time
from collections.abc import Sequence
from itertools import pairwise

from tests.load_client import LoadVisitor

WORKERS = 2
CONNECTIONS = 20  # in the pool of each worker
PATIENCE = 120  # seconds in which so many answers must come
TOKEN = "t0ken-of-these-proofs-alone"


def taken_of(visitors: Sequence[LoadVisitor]) -> int:
    """Return how many answers the site has taken in all."""
    return sum(len(one.taken) for one in visitors)


def until_taken(visitors: Sequence[LoadVisitor], answers: int) -> None:
    """Wait until the site has taken so many answers in all."""
    latest = time.monotonic() + PATIENCE
    while taken_of(visitors) < answers:
        assert time.monotonic() < latest, [refused for one in visitors for refused in one.refused][
            -5:
        ]
        time.sleep(0.05)


def longest_wait(visitors: Sequence[LoadVisitor]) -> float:
    """Return the longest time in which nobody had an answer taken, in seconds."""
    moments = sorted(taken.at for one in visitors for taken in one.taken)
    return max(after - before for before, after in pairwise(moments))
