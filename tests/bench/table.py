"""The one table of the bench: what was measured, and what was promised of it."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple


@dataclass(frozen=True, slots=True)
class Promise:
    """A bound on a ratio or a count, and by which part of it two equal runs on a busy machine may differ."""

    bound: float
    most: bool  # what is measured may not be more; else not less
    noise: float = 0

    def holds(self, value: float) -> bool:
        """Tell whether a figure is within the bound, noise allowed."""
        if self.most:
            return value <= self.bound * (1 + self.noise)
        return value >= self.bound * (1 - self.noise)

    @property
    def words(self) -> str:
        """Return the promise as the table says it."""
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
    lines = [f"{row.name:<{width}}  {row.value:>10,} {row.unit:<8}  {_verdict(row)}".rstrip() for row in rows]
    broken = [f"Broken: {row.name} is {row.value:,} {row.unit}, {_verdict(row)}" for row in rows if row.broken]
    return "\n".join([*lines, *broken])


def as_json(rows: Iterable[Row]) -> str:
    """Write the table for a program."""
    return json.dumps([_as_dict(row) for row in rows], indent=1, ensure_ascii=False)


def as_markdown(rows: Iterable[Row]) -> str:
    """Write the table for a page."""
    lines = [f"| {row.name} | {row.value:,} {row.unit} | {_verdict(row)} |" for row in rows]
    return "\n".join(["| measured | figure | promise |", "|---|---|---|", *lines])


def _as_dict(row: Row) -> dict[str, object]:
    promise = row.promise and {"words": row.promise.words, "holds": not row.broken}
    return {"name": row.name, "value": row.value, "unit": row.unit, "promise": promise}


def _verdict(row: Row) -> str:
    if row.promise is None:
        return ""
    return f"{row.promise.words}: {'BROKEN' if row.broken else 'kept'}"
