"""Takes results in that were brought, compared with what is on file.

What a result said before stays beside it.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from catalog.formatting import format_list
from wizard.models import Pilot, PilotResult
from wizard.pilot import space, store
from wizard.pilot.metrics import QUALITIES
from wizard.pilot.protocol import Protocol
from wizard.pilot.raters import OWNER
from wizard.pilot.tables import Bad, ResultRow, bad_row
from wizard.plans.spaces import THE_SITE, Sender

MOST_RESULTS = 5_000  # of one pilot


@dataclass(frozen=True, slots=True, kw_only=True)
class Sorted:
    """What bringing rows would do: put some on record and leave the others.

    Some of those on record change what is there.
    """

    taken: list[tuple[ResultRow, PilotResult]] = field(default_factory=list)
    bad: list[Bad] = field(default_factory=list)

    @property
    def results(self) -> list[PilotResult]:
        """Return what would be put on record."""
        return [result for _, result in self.taken]

    @property
    def changing(self) -> int:
        """Return how many of them change what is there."""
        return sum(result.correction > 0 for result in self.results)


def sort_out(pilot: Pilot, rows: Sequence[ResultRow]) -> Sorted:
    """Compare rows with what is on file."""
    protocol = store.protocol_of(pilot)
    on_file = {row.key: row for row in store.marks(pilot)}
    free = MOST_RESULTS - len(on_file)
    brought = Sorted()
    for row in rows:
        contender = protocol.find(row.model)
        if contender is None:
            brought.bad.append(bad_row(row.place, _unknown(row, protocol)))
            continue
        unsaid = PilotResult.unsaid(number=row.number, model=contender.model, rater=OWNER)
        old = on_file.get(unsaid.key, unsaid)
        result = old.corrected(values={**old.values, **row.values})
        # A sheet names the tools: who judges anew in it saw the name.
        has_new_mark = any(
            result.values.get(metric.slug) != old.values.get(metric.slug) for metric in QUALITIES
        )
        result.blind = old.blind and not has_new_mark
        free -= old is unsaid
        if free < 0:
            brought.bad.append(bad_row(row.place, f"A pilot takes {MOST_RESULTS:,} results"))
        elif result.values != old.values:
            brought.taken.append((row, result))
    return brought


def _unknown(row: ResultRow, protocol: Protocol) -> str:
    tested = format_list(protocol.names)
    if row.model:
        return f"This pilot tests {tested}, not “{row.model}”."
    return f"Say which model it was: {tested}."


@store.changes_pilot
def take(pilot: Pilot, rows: Sequence[ResultRow], sender: Sender = THE_SITE) -> Sorted:
    """Put results on record; rows of another model are left out and named.

    Raises `PilotOvertakenError` where a result was corrected too often.
    """
    brought = sort_out(pilot, rows)
    if brought.results:
        space.SPACE.claim(pilot.plan, len(brought.results) * space.RESULT_BYTES, sender)
        store.put(pilot, brought.results)
    return brought
