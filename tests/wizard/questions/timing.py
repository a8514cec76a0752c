"""The time that work takes, whatever else the machine does."""

from collections.abc import Callable
from time import process_time
from typing import Any

TRIES = 15


def least_ms(work: Callable[[], Any]) -> float:
    """Return the least processor time of some tries, which other work does not lengthen."""
    times = []
    for _ in range(TRIES):
        begun = process_time()
        work()
        times.append((process_time() - begun) * 1000)
    return min(times)
