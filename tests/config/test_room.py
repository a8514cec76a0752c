"""No call is dear because of where on the stack it happens."""

import resource
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

from config.room import with_room

CALLS = 200
DEEP = 300  # calls, as where a page is rendered


def test_what_is_called_gets_what_was_given_and_says_what_it_makes() -> None:
    assert with_room(divmod)(7, 3) == (2, 1)
    assert with_room(lambda *, of: of + 1)(of=2) == 3


def test_a_border_in_the_memory_of_frames_is_met_by_nobody() -> None:
    assert _dearest(_descend) >= CALLS  # so there is something to spare
    assert _dearest(with_room(_descend)) < CALLS / 4


def _dearest(descend: Callable[[int], int]) -> int:
    """Return the most page faults that a loop of calls takes at any depth of a thread of its own."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(lambda: max(descend(depth) for depth in range(DEEP))).result()


def _descend(depth: int) -> int:
    return _descend(depth - 1) if depth else _faults_of_a_loop()


def _faults_of_a_loop() -> int:
    before = resource.getrusage(resource.RUSAGE_THREAD).ru_minflt
    for _ in range(CALLS):
        _leaf()
    return resource.getrusage(resource.RUSAGE_THREAD).ru_minflt - before


def _leaf() -> None:
    return None
