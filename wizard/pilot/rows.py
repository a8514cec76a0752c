"""What every way in ends in: rows that can be taken, rows that cannot with the reason, and what was left out."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from wizard.pilot.metrics import Values

MOST_ROWS = 2_000  # taken in at once
HIGHEST_NUMBER = 1_000_000
LONGEST_MODEL, LONGEST_WHAT, LONGEST_REMARK = 100, 120, 400
LONGEST_SHOWN = 80  # characters of a bad row


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One result: `place` is its line in the source, `number` the case it names itself, if it does."""

    place: int
    number: int | None = None
    model: str = ""  # as the source names it
    what: str = ""
    values: Values = field(default_factory=dict)
    remark: str = ""
    key: str = ""  # by which the source tells this result from its others


@dataclass(frozen=True, slots=True, kw_only=True)
class Bad:
    """A row that cannot be taken: where it stands, how it begins, and why."""

    place: int
    text: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What a source holds. `trouble` is a sentence where it holds nothing that can be read."""

    rows: tuple[Row, ...] = ()
    bad: tuple[Bad, ...] = ()
    columns: tuple[tuple[str, str], ...] = ()  # each heading, and what it was taken for; empty where it was left out
    remarks: tuple[str, ...] = ()  # what whoever brings it should know, a sentence each
    trouble: str = ""


def shortened(cells: Sequence[str]) -> str:
    """Return how a row begins, on one line."""
    line = " · ".join(cell for cell in (" ".join(cell.split()) for cell in cells) if cell)
    return line if len(line) <= LONGEST_SHOWN else f"{line[: LONGEST_SHOWN - 1]}…"


def without_repeats(rows: Sequence[Row]) -> tuple[tuple[Row, ...], tuple[Bad, ...]]:
    """Return the rows without those that name a case of a model, or a result, that an earlier one named; and those."""
    seen: dict[tuple[object, ...], int] = {}
    unique: list[Row] = []
    bad: list[Bad] = []
    for row in rows:
        names: list[tuple[object, ...]] = [("case", row.number, row.model.casefold())] if row.number is not None else []
        names += [("result", row.key)] if row.key else []
        earlier = next((seen[name] for name in names if name in seen), None)
        if earlier is None:
            seen |= dict.fromkeys(names, row.place)
            unique.append(row)
        else:
            what = f"Case {row.number}" if row.number is not None else "This result"
            text, reason = shortened([row.model, row.what]), f"{what} is in row {earlier} already."
            bad.append(Bad(place=row.place, text=text, reason=reason))
    return tuple(unique), tuple(bad)
