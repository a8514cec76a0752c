"""Takes results in that were brought, compared with what is on file.

What a result said before stays beside it.
"""

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
    """What bringing rows would do: put some on record and leave the others.

    Some of those on record change what is there.
    """

    results: tuple[PilotResult, ...] = ()  # that would be put on record
    rows: tuple[ResultRow, ...] = ()  # of them
    changing: int = 0  # of them
    known: int = 0  # that are on file already
    bad: tuple[Bad, ...] = ()


def sort_out(pilot: Pilot, rows: Sequence[ResultRow]) -> Sorted:
    """Compare rows with what is on file."""
    protocol = store.protocol_of(pilot)
    on_file = {row.key: row for row in store.marks(pilot)}
    free = MOST_RESULTS - len(on_file)
    taken: list[tuple[ResultRow, PilotResult]] = []
    bad: list[Bad] = []
    for row in rows:
        contender = protocol.find(row.model)
        if contender is None:
            bad.append(row.refused(_unknown(row, protocol)))
            continue
        old = on_file.get((row.number, contender.model, OWNER))
        if old is None:
            result = PilotResult(number=row.number, model=contender.model, values=row.values)
            free -= 1
        else:
            result = old.corrected(values={**old.values, **row.values})
        if free < 0:
            bad.append(row.refused(f"A pilot takes {MOST_RESULTS:,} results."))
        elif old is None or result.values != old.values:
            taken.append((row, result))
    return Sorted(
        results=tuple(result for _, result in taken),
        rows=tuple(row for row, _ in taken),
        changing=sum(result.correction > 0 for _, result in taken),
        known=len(rows) - len(taken) - len(bad),
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
