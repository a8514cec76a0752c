"""The one table of the bench: what was measured, and what was promised of it."""

import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import NamedTuple

ROUNDS = 30
DEPTHS, STEP = 15, 10  # of calls; together they cross one piece of the stack


@dataclass(frozen=True, slots=True)
class Promise:
    """A bound on a ratio or count, and the tolerated difference between two equal runs.

    The runs are on a busy machine; the difference is a part of the bound.
    """

    bound: float
    most: bool  # what is measured may not be more; else not less
    noise: float = 0

    def holds(self, value: float) -> bool:
        """Tell whether a figure is within the bound, noise allowed."""
        if self.most:
            return value <= self.bound * (1 + self.noise)
        return value >= self.bound * (1 - self.noise)

    @property
    def sign(self) -> str:
        """Return the promise as a page says it."""
        return f"{'≤' if self.most else '≥'} {self.bound:,g}"

    @property
    def words(self) -> str:
        """Return the promise as the terminal says it."""
        allowed = f" (noise {self.noise:.0%})" if self.noise else ""
        return f"{'at most' if self.most else 'at least'} {self.bound:,g}{allowed}"


class Row(NamedTuple):
    """One line of the table."""

    name: str
    value: float
    unit: str
    promise: Promise | None = None

    @property
    def broken(self) -> bool:
        """Tell whether what was promised is not so."""
        return self.promise is not None and not self.promise.holds(self.value)


def at_least(bound: float, noise: float = 0) -> Promise:
    """Promise no less than that."""
    return Promise(bound, most=False, noise=noise)


def at_most(bound: float, noise: float = 0) -> Promise:
    """Promise no more than that."""
    return Promise(bound, most=True, noise=noise)


def as_text(rows: Sequence[Row]) -> str:
    """Write the table for a terminal, the broken promises once more below it."""
    width = max(len(row.name) for row in rows)
    lines = [
        f"{row.name:<{width}}  {row.value:>10,} {row.unit:<8}  {_verdict(row)}".rstrip()
        for row in rows
    ]
    broken = [
        f"Broken: {row.name} is {row.value:,} {row.unit}, {_verdict(row)}"
        for row in rows
        if row.broken
    ]
    return "\n".join([*lines, *broken])


def as_markdown(rows: Iterable[Row]) -> str:
    """Write what was promised, and if it holds, for a page; the terminal has all figures."""
    lines = [
        f"| {row.name} | {row.value:,} {row.unit} | {row.promise.sign} |"
        for row in rows
        if row.promise is not None
    ]
    return "\n".join(["| measured | figure | promise |", "|---|---|---|", *lines])


def _verdict(row: Row) -> str:
    if row.promise is None:
        return ""
    return f"{row.promise.words}: {'BROKEN' if row.broken else 'kept'}"


def best_ms(
    work: Callable[..., object],
    rounds: int | None = None,
    *,
    prepare: Callable[[], object] | None = None,
) -> float:
    """Return the least processor milliseconds of several rounds, without the database's work.

    What the work needs, such as the request that a browser sends, is prepared before the time
    begins.

    The rounds begin at several depths of the stack of calls. Where CPython lacks a change of March
    2026 (python/cpython#142183), a call across the end of a piece of that stack asks the kernel for
    memory and gives it back; at some depths that doubles the time of a page.
    """
    taken = []
    for place in range(ROUNDS if rounds is None else rounds):
        visit = partial(work, prepare()) if prepare else work
        begun = time.process_time()
        _deeper(place % DEPTHS * STEP, visit)
        taken.append(time.process_time() - begun)
    return round(min(taken) * 1000, 1)


def _deeper(calls: int, visit: Callable[[], object]) -> object:
    return _deeper(calls - 1, visit) if calls else visit()
