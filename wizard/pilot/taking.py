"""Takes results in that were brought, compared with what is on file; what a result said before stays readable beside it."""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Max
from django.http import HttpRequest
from django.utils.timezone import now

from catalog.formatting import format_list
from wizard.models import Pilot, PilotResult
from wizard.pilot import space
from wizard.pilot.protocol import Protocol
from wizard.pilot.raters import OWNER
from wizard.pilot.store import (
    PilotOvertakenError,
    changes_pilot,
    counted_anew,
    latest_rows,
    protocol_of,
    settle,
)
from wizard.pilot.tables import Bad, ResultRow

MOST_RESULTS = 5_000  # of one pilot


@dataclass(frozen=True, slots=True, kw_only=True)
class Sorted:
    """What bringing rows would do: which are new, which change a result on file, which are on file already, which are bad."""

    new: tuple[tuple[ResultRow, str], ...] = ()  # each with the slug of its model
    changing: tuple[tuple[ResultRow, PilotResult], ...] = ()
    known: tuple[ResultRow, ...] = ()
    bad: tuple[Bad, ...] = ()

    @property
    def takes(self) -> int:
        """Return how many rows would change something."""
        return len(self.new) + len(self.changing)


def sort_out(pilot: Pilot, rows: Sequence[ResultRow]) -> Sorted:
    """Compare rows with what is on file. What was struck stays so, whatever is brought."""
    protocol = protocol_of(pilot)
    on_file = {(row.number, row.model): row for row in latest_rows(pilot) if row.rater == OWNER}
    new: list[tuple[ResultRow, str]] = []
    changing: list[tuple[ResultRow, PilotResult]] = []
    known: list[ResultRow] = []
    bad: list[Bad] = []
    for row in rows:
        contender = protocol.find(row.model)
        if contender is None:
            bad.append(Bad(place=row.place, text=row.text, reason=_unknown(row, protocol)))
            continue
        old = on_file.get((row.number or 0, contender.model))
        if old is None and len(on_file) + len(new) >= MOST_RESULTS:
            reason = f"A pilot takes {MOST_RESULTS:,} results."
            bad.append(Bad(place=row.place, text=row.text, reason=reason))
        elif old is None:
            new.append((row, contender.model))
        elif old.struck or row.values.items() <= old.values.items():
            known.append(row)
        else:
            changing.append((row, old))
    return Sorted(new=tuple(new), changing=tuple(changing), known=tuple(known), bad=tuple(bad))


def _unknown(row: ResultRow, protocol: Protocol) -> str:
    tested = format_list(protocol.names)
    if row.model:
        return f"This pilot tests {tested}, not “{row.model}”."
    return f"Say which model it was: {tested}."


@changes_pilot
def take(
    pilot: Pilot,
    rows: Sequence[ResultRow],
    *,
    digest: str = "",
    seen: int | None = None,
    sent_by: HttpRequest | None = None,
) -> Sorted:
    """Put results on record; rows of another model are left out and named. `digest` is of what brought them.

    Raises `PilotOvertakenError` where the same was brought again since it had been brought `seen` times.
    """
    if seen is not None and seen != times_seen(pilot, digest):
        raise PilotOvertakenError
    brought = sort_out(pilot, rows)
    if not brought.takes:
        return brought
    space.SPACE.claim(pilot.plan, brought.takes * space.RESULT_BYTES, sent_by)
    same = {"digest": digest, "made": now()}  # they came in at once
    changed = [
        counted_anew(old, values={**old.values, **row.values}, why="Brought anew.", **same)
        for row, old in brought.changing
    ]
    PilotResult.objects.bulk_create([*_new(pilot, brought.new, **same), *changed])
    settle(pilot)
    return brought


def _new(pilot: Pilot, rows: Sequence[tuple[ResultRow, str]], **same: Any) -> Iterator[PilotResult]:
    """Yield rows for the table; those that name no case follow the highest number of their model."""
    by_model = PilotResult.objects.filter(pilot=pilot).order_by().values_list("model")
    highest = dict(by_model.annotate(last=Max("number")))
    for row, model in rows:
        highest[model] = max(highest.get(model, 0), row.number or 0)
    for row, model in rows:
        if row.number is None:
            highest[model] += 1
        number = row.number or highest[model]
        yield PilotResult(pilot=pilot, number=number, model=model, values=row.values, **same)


def digest_of(data: bytes) -> str:
    """Return the SHA-256 of an upload, whatever its line ends, to recognise the same one."""
    return hashlib.sha256(data.replace(b"\r\n", b"\n").strip()).hexdigest()


def times_seen(pilot: Pilot, digest: str) -> int:
    rows = PilotResult.objects.filter(pilot=pilot, digest=digest).order_by()
    return rows.values("made").distinct().count()
