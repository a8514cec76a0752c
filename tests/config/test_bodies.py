"""What a process holds of bodies: in memory, then on disk, and never more than it may.

It is given back when a request ends.
"""

import random
from contextlib import suppress

import pytest

from config.bodies import IN_MEMORY, Allowance, Allowances, NoSpaceError, ReceivedBody
from config.request_cost import FORM_BYTES

KB = 1_000


def some(memory: int = 3_000 * KB, disk: int = 8_000 * KB) -> Allowances:
    return Allowances(memory=Allowance(memory), disk=Allowance(disk))


def taken(allowances: Allowances) -> tuple[int, int]:
    return allowances.memory.taken, allowances.disk.taken


def test_small_body_is_held_in_memory_until_its_request_ends() -> None:
    allowances = some()

    with ReceivedBody(allowances) as body:
        body.write(b"a" * (600 * KB))
        body.write(b"b" * (400 * KB))
        before = taken(allowances)
        content = body.read_from_start().read()

    assert FORM_BYTES <= IN_MEMORY  # a form without a file never goes to the disk
    assert before == (1_000 * KB, 0)
    assert content == b"a" * (600 * KB) + b"b" * (400 * KB)
    assert taken(allowances) == (0, 0)


def test_larger_body_leaves_memory_and_counts_twice_on_disk() -> None:
    allowances = some()

    with ReceivedBody(allowances) as body:
        for _ in range(3):
            body.write(b"a" * (700 * KB))
        during = taken(allowances)
        length = len(body.read_from_start().read())

    assert during == (0, 2 * 2_100 * KB)
    assert length == body.length == 2_100 * KB
    assert taken(allowances) == (0, 0)


@pytest.mark.parametrize(
    ("first", "second"),
    [(2_500 * KB, 1_600 * KB), (4_000 * KB, 1_001 * KB)],
    ids=["of both together", "of the second"],
)
def test_body_that_finds_no_space_is_refused_and_the_other_stays(first: int, second: int) -> None:
    allowances = some()

    with ReceivedBody(allowances) as one:
        one.write(b"a" * first)
        before = taken(allowances)
        with pytest.raises(NoSpaceError), ReceivedBody(allowances) as other:
            other.write(b"b" * second)
        after = taken(allowances)
        content = one.read_from_start().read()

    assert after == before
    assert content == b"a" * first


def test_memory_is_shared_too() -> None:
    allowances = some(memory=1_500 * KB)

    with ReceivedBody(allowances) as one, ReceivedBody(allowances) as other:
        one.write(b"a" * (900 * KB))
        other.write(b"b" * (600 * KB))
        with pytest.raises(NoSpaceError):
            other.write(b"b")


@pytest.mark.parametrize("seed", range(20))
def test_whatever_comes_no_more_is_taken_than_may_be_and_all_is_given_back(seed: int) -> None:
    drawn = random.Random(seed)  # noqa: S311  # the same pieces in every run
    allowances = some(memory=2_000 * KB, disk=5_000 * KB)
    bodies = [ReceivedBody(allowances) for _ in range(4)]

    for _ in range(20):
        with suppress(NoSpaceError):
            drawn.choice(bodies).write(b"a" * drawn.randrange(1_500 * KB))
        memory, disk = taken(allowances)
        assert 0 <= memory <= 2_000 * KB
        assert 0 <= disk <= 5_000 * KB
    for body in bodies:
        with body:
            pass

    assert taken(allowances) == (0, 0)
