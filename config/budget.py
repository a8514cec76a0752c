"""How much one file may make us hold and do: spent while it is read.

Once it is used up, the file is refused in a sentence.
"""

import math
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import Enum
from typing import IO

MEGABYTE, KILOBYTE = 1_000_000, 1_000


class WrongFileError(Exception):
    """A file that is not taken; the message is a sentence."""


class Expense(Enum):
    """What is counted, and how a sentence says that there is too much of it."""

    BYTES = "is larger than {}"
    UNPACKED = "holds more than {} once it is unpacked"
    PIECES = "holds more than {} pieces of XML"
    SHEETS = "has more than {} sheets"
    FILES = "has more than {} files"
    COLUMNS = "has more than {} columns"
    ROWS = "has more than {} rows"
    CELLS = "has more than {} cells"
    VALUES = "holds more than {} values"
    CHARACTERS = "has more than {} characters in its cells"
    MEMORY = "takes more than {} of memory"
    SECONDS = "takes more than {} seconds to read"


_IN_BYTES = frozenset({Expense.BYTES, Expense.UNPACKED, Expense.MEMORY})
# What comes often enough to look at the clock by it.
_TIMED = frozenset({Expense.UNPACKED, Expense.ROWS})


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What a kind of file may cost at most, and what whoever brings more of it can do."""

    most: Mapping[Expense, int]
    what: str = "The file"
    remedy: str = "Cut it into parts."

    def refusal(self, expense: Expense) -> str:
        """Return the sentence that names the limit."""
        most = self.most[expense]
        words = _size(most) if expense in _IN_BYTES else f"{most:,}"
        return f"{self.what} {expense.value.format(words)}. {self.remedy}".strip()


def _size(count: int) -> str:
    return f"{count // MEGABYTE} MB" if count >= MEGABYTE else f"{count // KILOBYTE} kB"


class Budget:
    """What is left for one file.

    Seconds are those that its thread computes: what others do on the machine meanwhile refuses no
    honest file.
    """

    def __init__(self, limits: Limits, clock: Callable[[], float] = time.thread_time) -> None:
        self.limits = limits
        self._left = dict(limits.most)
        self._clock = clock
        self._until = clock() + limits.most.get(Expense.SECONDS, math.inf)

    def spend(self, expense: Expense, count: int = 1) -> None:
        """Take something off. Raises `WrongFileError` if not enough of it, or no time, is left."""
        left = self._left.get(expense)
        if left is not None:
            self._left[expense] = left - count
            if left < count:
                raise WrongFileError(self.limits.refusal(expense))
        if expense in _TIMED and self._clock() > self._until:
            raise WrongFileError(self.limits.refusal(Expense.SECONDS))

    def allow(self, expense: Expense, count: int) -> None:
        """Take nothing off. Raises `WrongFileError` where one thing alone exceeds its limit."""
        if count > self.limits.most[expense]:
            raise WrongFileError(self.limits.refusal(expense))

    def read(self, stream: IO[bytes]) -> bytes:
        """Return all of a stream. Raises `WrongFileError` where it is too large.

        No more of it is read than shows that.
        """
        content = stream.read(self.limits.most[Expense.BYTES] + 1)
        self.spend(Expense.BYTES, len(content))
        return content
