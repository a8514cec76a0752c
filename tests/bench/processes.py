"""What processes have used: seconds of the processors and bytes of memory, with all that they started; Linux tells."""

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

TICKS = os.sysconf("SC_CLK_TCK")  # a second
# Places in /proc/<pid>/stat after the name: parent, own ticks in user and kernel, those of children that have ended.
PARENT, OWN, ENDED = 1, slice(11, 13), slice(13, 15)


def seconds(roots: Iterable[int]) -> float:
    """Return how long processes and all below them have kept the processors busy."""
    fields = dict(_fields())
    below = set(_with_children(roots, {pid: int(found[PARENT]) for pid, found in fields.items()}))
    ticks = sum(int(ticks) for pid in below for ticks in (*fields[pid][OWN], *fields[pid][ENDED]))
    return ticks / TICKS


def memory(root: int) -> list[tuple[float, float]]:
    """Return the MB that each child of a process holds, and its share where what several hold is divided."""
    parents = {pid: int(found[PARENT]) for pid, found in _fields()}
    return [_memory(pid) for pid, parent in sorted(parents.items()) if parent == root]


def _memory(pid: int) -> tuple[float, float]:
    lines = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii").splitlines()
    kilobytes = {line.partition(":")[0]: int(line.split()[1]) for line in lines[1:]}
    return round(kilobytes["Rss"] / 1024, 1), round(kilobytes["Pss"] / 1024, 1)


def _fields() -> Iterator[tuple[int, list[str]]]:
    for folder in Path("/proc").iterdir():
        if folder.name.isdecimal():
            try:
                text = (folder / "stat").read_text(encoding="utf-8", errors="replace")
            except (FileNotFoundError, ProcessLookupError):
                continue  # it has ended meanwhile
            yield int(folder.name), text.rpartition(")")[2].split()


def _with_children(roots: Iterable[int], parents: dict[int, int]) -> Iterator[int]:
    waiting = list(roots)
    while waiting:
        pid = waiting.pop()
        if pid in parents:
            yield pid
            waiting += [child for child, parent in parents.items() if parent == pid]
