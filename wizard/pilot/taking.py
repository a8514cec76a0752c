"""Takes results in that were brought, compared with what is on file; what a result said before stays readable beside it."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import HttpRequest

from catalog.formatting import format_list
from wizard.models import Pilot, PilotResult
from wizard.pilot import space, store
from wizard.pilot.protocol import Protocol
from wizard.pilot.raters import OWNER
from wizard.pilot.tables import Bad, ResultRow

MOST_RESULTS = 5_000  # of one pilot


@dataclass(frozen=True, slots=True, kw_only=True)
class Sorted:
    """What bringing rows would do: which are new, which change a result on file, which are on file already, which are bad."""

    results: tuple[PilotResult, ...] = ()  # that would be put on record
    new: tuple[ResultRow, ...] = ()
    changing: tuple[ResultRow, ...] = ()
    known: tuple[ResultRow, ...] = ()
    bad: tuple[Bad, ...] = ()


def sort_out(pilot: Pilot, rows: Sequence[ResultRow]) -> Sorted:
    """Compare rows with what is on file. What was struck stays so, whatever is brought."""
    protocol = store.protocol_of(pilot)
    on_file = store.latest_by_key(pilot)
    results: list[PilotResult] = []
    new: list[ResultRow] = []
    changing: list[ResultRow] = []
    known: list[ResultRow] = []
    bad: list[Bad] = []
    for row in rows:
        contender = protocol.find(row.model)
        old = on_file.get((row.number, contender.model, OWNER)) if contender is not None else None
        if contender is None:
            bad.append(row.refused(_unknown(row, protocol)))
        elif old is None and len(on_file) + len(new) >= MOST_RESULTS:
            bad.append(row.refused(f"A pilot takes {MOST_RESULTS:,} results."))
        elif old is None:
            new.append(row)
            results.append(PilotResult(number=row.number, model=contender.model, values=row.values))
        elif old.struck or row.values.items() <= old.values.items():
            known.append(row)
        else:
            changing.append(row)
            results.append(old.corrected(values={**old.values, **row.values}, why="Brought anew."))
    return Sorted(
        results=tuple(results),
        new=tuple(new),
        changing=tuple(changing),
        known=tuple(known),
        bad=tuple(bad),
    )


def _unknown(row: ResultRow, protocol: Protocol) -> str:
    tested = format_list(protocol.names)
    if row.model:
        return f"This pilot tests {tested}, not “{row.model}”."
    return f"Say which model it was: {tested}."


@store.changes_pilot
def take(pilot: Pilot, rows: Sequence[ResultRow], sent_by: HttpRequest | None = None) -> Sorted:
    """Put results on record; rows of another model are left out and named.

    Raises `PilotOvertakenError` where a result was corrected too often.
    """
    brought = sort_out(pilot, rows)
    if brought.results:
        space.SPACE.claim(pilot.plan, len(brought.results) * space.RESULT_BYTES, sent_by)
        store.put(pilot, brought.results)
    return brought
