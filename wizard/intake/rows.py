"""What every way in ends in: rows that can be taken, rows that cannot with the reason, and what was left out."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

MOST_ROWS = 2_000  # taken in at once
LONGEST_SAID = 80  # characters of a bad row that are shown again


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One result: `place` is its line in the source, `number` the trial it names itself, if it does."""

    place: int
    number: int | None = None
    model: str = ""
    what: str = ""
    accepted: bool | None = None
    ratings: tuple[int, ...] = ()
    minutes: Decimal | None = None
    usd: Decimal | None = None
    remark: str = ""
    key: str = ""  # by which the source tells this result from its others

    @property
    def measured(self) -> bool:
        """Return whether it says anything that a target could ask for."""
        return self.accepted is not None or bool(self.ratings) or self.minutes is not None or self.usd is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class Bad:
    """A row that cannot be taken: where it stands, how it begins, and why."""

    place: int
    said: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column of a table, and what it was taken for; empty where it was left out."""

    heading: str
    meaning: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What a source holds. `trouble` is a sentence where it holds nothing that can be read."""

    rows: tuple[Row, ...] = ()
    bad: tuple[Bad, ...] = ()
    columns: tuple[Column, ...] = ()
    remarks: tuple[str, ...] = ()  # what whoever brings it should know, a sentence each
    trouble: str = ""


def shortened(cells: Sequence[str]) -> str:
    """Return how a row begins, on one line."""
    line = " · ".join(cell for cell in (" ".join(cell.split()) for cell in cells) if cell)
    return line if len(line) <= LONGEST_SAID else f"{line[: LONGEST_SAID - 1]}…"


def told_apart(rows: Sequence[Row]) -> tuple[tuple[Row, ...], tuple[Bad, ...]]:
    """Return the rows without those that name a trial, or a result, that an earlier one named; and those."""
    seen: dict[tuple[str, object], int] = {}
    kept: list[Row] = []
    bad: list[Bad] = []
    for row in rows:
        names: list[tuple[str, object]] = [("trial", row.number)] if row.number is not None else []
        names += [("result", row.key)] if row.key else []
        earlier = next((seen[name] for name in names if name in seen), None)
        if earlier is None:
            seen |= dict.fromkeys(names, row.place)
            kept.append(row)
        else:
            what = f"Trial {row.number}" if row.number is not None else "This result"
            bad.append(
                Bad(
                    place=row.place,
                    said=shortened([row.model, row.what]),
                    reason=f"{what} stands in row {earlier} already.",
                )
            )
    return tuple(kept), tuple(bad)
