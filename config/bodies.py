"""What a process holds of bodies that have arrived: in memory, then on disk.

Of all together it holds no more than it may.
"""

from dataclasses import dataclass
from tempfile import SpooledTemporaryFile
from typing import IO, Self

from config.budget import MEGABYTE

IN_MEMORY = MEGABYTE  # bytes of one body; a larger one waits on disk
MOST_IN_MEMORY = 64 * MEGABYTE  # of all bodies of this process
# The same on disk, where each byte counts twice: Django copies a large file out of its form. The
# folder for temporary files must have this for each process; docker-compose.yml gives it to two.
MOST_ON_DISK = 128 * MEGABYTE
ON_DISK_TWICE = 2


class NoSpaceError(Exception):
    """What has arrived cannot be taken: others hold too much, or the disk is full."""


@dataclass(slots=True)
class Allowance:
    """How many bytes may be taken at a time, and how many are."""

    most: int
    taken: int = 0

    def take(self, count: int) -> None:
        """Hold more. Raises `NoSpaceError`, with nothing taken."""
        if self.taken + count > self.most:
            raise NoSpaceError("others take up too much")
        self.taken += count

    def give_back(self, count: int) -> None:
        self.taken -= count


@dataclass(frozen=True, slots=True)
class Allowances:
    """What all bodies of a process may hold together."""

    memory: Allowance
    disk: Allowance


def allowances() -> Allowances:
    """Return what a process begins with."""
    return Allowances(memory=Allowance(MOST_IN_MEMORY), disk=Allowance(MOST_ON_DISK))


class ReceivedBody:
    """One body, from its first bytes until its request is answered."""

    def __init__(self, allowances: Allowances) -> None:
        self.length = 0
        self._allowances = allowances
        self._in_memory = self._on_disk = 0  # taken of each
        self._file = SpooledTemporaryFile(IN_MEMORY)  # noqa: SIM115  # closed where this one is

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_of: object) -> None:
        """Hold nothing any more."""
        self._file.close()
        self._allowances.memory.give_back(self._in_memory)
        self._allowances.disk.give_back(self._on_disk)
        self._in_memory = self._on_disk = 0

    def write(self, chunk: bytes) -> None:
        """Hold more of it. Raises `NoSpaceError`."""
        length = self.length + len(chunk)
        if length <= IN_MEMORY:
            self._allowances.memory.take(len(chunk))
            self._in_memory += len(chunk)
        else:
            on_disk = length * ON_DISK_TWICE - self._on_disk
            self._allowances.disk.take(on_disk)
            self._on_disk += on_disk
        try:
            self._file.write(chunk)
        except OSError as reason:  # of the disk, and where there is no folder for temporary files
            raise NoSpaceError from reason
        self.length = length
        if self._on_disk:
            self._allowances.memory.give_back(self._in_memory)
            self._in_memory = 0

    def read_from_start(self) -> IO[bytes]:
        """Return all of it, to be read from its beginning."""
        self._file.seek(0)
        return self._file
