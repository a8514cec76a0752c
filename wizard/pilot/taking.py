"""Takes results in that were brought: each once, compared with what is on file, nothing ever overwritten."""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Max
from django.http import HttpRequest
from django.utils.timezone import now

from catalog.formatting import format_list
from wizard.models import Pilot, PilotResult
from wizard.pilot import space
from wizard.pilot.metrics import BY_SLUG, Value, load_values, store_values
from wizard.pilot.protocol import Protocol
from wizard.pilot.raters import OWNER
from wizard.pilot.store import (
    OPPOSITE,
    PilotOvertakenError,
    changes_pilot,
    next_row,
    protocol_of,
    settle,
    stories,
)
from wizard.pilot.tables import Bad, ResultRow, shortened

MOST_RESULTS = 5_000  # of one pilot
FORM = "form:"  # how the keys of results begin that were typed into the form


@dataclass(frozen=True, slots=True, kw_only=True)
class Sorted:
    """What bringing rows would do: which are new, which add to a result on file, which are on file already, which clash."""

    new: tuple[tuple[ResultRow, str], ...] = ()  # each with the slug of its model
    filling: tuple[tuple[ResultRow, PilotResult], ...] = ()
    known: tuple[ResultRow, ...] = ()
    bad: tuple[Bad, ...] = ()

    @property
    def takes(self) -> int:
        """Return how many rows would change something."""
        return len(self.new) + len(self.filling)


@dataclass(slots=True)
class ResultsOnFile:
    """What the owner has on file, and what the rows before said which was preferred."""

    protocol: Protocol
    rows: list[list[PilotResult]]
    new: int = 0
    preferred: dict[int, dict[str, Value]] = field(default_factory=dict)  # by case and model

    def __post_init__(self) -> None:
        for *_, last in self.rows:
            if "better" in last.values:
                choices = self.preferred.setdefault(last.number, {})
                choices[last.model] = last.values["better"]

    @property
    def by_case(self) -> dict[tuple[int, str], PilotResult]:
        return {(last.number, last.model): last for *_, last in self.rows}

    @property
    def by_key(self) -> dict[str, PilotResult]:
        return {rows[0].key: rows[-1] for rows in self.rows if rows[0].key}

    def problem(self, row: ResultRow, model: str, old: PilotResult | None) -> str:
        """Return why a row cannot be taken, nothing where it can."""
        if not model:
            return self._unknown_model(row)
        if old is None and len(self.rows) + self.new >= MOST_RESULTS:
            return f"A pilot takes {MOST_RESULTS:,} results."
        clash = _clash(row, model, old) if old is not None else ""
        if old is not None and clash:
            return f"Case {old.number} is on file with {clash}. Correct it there."
        number = old.number if old is not None else row.number
        if self._contradicts(row, number, model):
            return f"Case {number}: the other model’s result says otherwise about which one is preferred."
        return ""

    def _unknown_model(self, row: ResultRow) -> str:
        tested = format_list(self.protocol.names)
        if row.model:
            return f"This pilot tests {tested}, not “{row.model}”."
        return f"Say which model it was: {tested}."

    def _contradicts(self, row: ResultRow, number: int | None, model: str) -> bool:
        preferred = row.values.get("better")
        if number is None or not preferred:
            return False
        choices = self.preferred.setdefault(number, {})
        others = [choice for other, choice in choices.items() if other != model]
        if any(choice != OPPOSITE[str(preferred)] for choice in others):
            return True
        # Noted, so that two rows of one file cannot contradict each other either.
        choices[model] = preferred
        return False


def sort_out(pilot: Pilot, rows: Iterable[ResultRow]) -> Sorted:
    """Compare rows with what is on file: a row that names a case may add to it, and never changes a figure of it."""
    on_file = ResultsOnFile(
        protocol_of(pilot), [rows for rows in stories(pilot) if rows[-1].rater == OWNER]
    )
    by_case, by_key = on_file.by_case, on_file.by_key
    new: list[tuple[ResultRow, str]] = []
    filling: list[tuple[ResultRow, PilotResult]] = []
    known: list[ResultRow] = []
    bad: list[Bad] = []
    for row in rows:
        contender = on_file.protocol.find(row.model)
        model = contender.model if contender is not None else ""
        old = by_key.get(row.key) or by_case.get((row.number or 0, model))
        reason = on_file.problem(row, model, old)
        if reason:
            text = shortened([f"case {row.number}" if row.number else "", row.model])
            bad.append(Bad(place=row.place, text=text, reason=reason))
        elif old is None:
            new.append((row, model))
            on_file.new += 1
        elif row.values.keys() <= old.values.keys():
            known.append(row)
        else:
            filling.append((row, old))
    return Sorted(new=tuple(new), filling=tuple(filling), known=tuple(known), bad=tuple(bad))


def _clash(row: ResultRow, model: str, old: PilotResult) -> str:
    """Return what a row and the result it names say differently, in words; nothing where they agree."""
    if old.struck:
        return "a note that it was struck"
    if old.model != model:
        return "another model"
    # A form sends a key of its own.
    has_key = row.key and old.key and not row.key.startswith(FORM)
    if has_key and row.key != old.key:
        return "another id"
    stored = load_values(old.values)
    for slug, value in row.values.items():
        if stored.get(slug, value) != value:
            return f"another answer to “{BY_SLUG[slug].label}”"
    return ""


@changes_pilot
def take(
    pilot: Pilot,
    rows: Sequence[ResultRow],
    *,
    digest: str = "",
    seen: int | None = None,
    sent_by: HttpRequest | None = None,
) -> Sorted:
    """Put results on record; rows that clash are left out and named. `digest` is of what brought them.

    Raises `PilotOvertakenError` where the same was brought again since it had been brought `seen` times.
    """
    if seen is not None and seen != times_seen(pilot, digest):
        raise PilotOvertakenError
    brought = sort_out(pilot, rows)
    if not brought.takes:
        return brought
    space.SPACE.claim(pilot.plan, brought.takes * space.RESULT_BYTES, sent_by)
    same = {"digest": digest, "made": now()}  # they came in at once
    filled = [
        next_row(
            old,
            why="Added to.",
            values={**store_values(row.values), **old.values},
            blind=False,
            **same,
        )
        for row, old in brought.filling
    ]
    PilotResult.objects.bulk_create([*_new(pilot, brought.new, **same), *filled])
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
        number, values = row.number or highest[model], store_values(row.values)
        yield PilotResult(
            pilot=pilot, number=number, model=model, values=values, key=row.key, **same
        )


def digest_of(data: bytes) -> str:
    """Return the SHA-256 of an upload, whatever its line ends, to recognise the same one."""
    return hashlib.sha256(data.replace(b"\r\n", b"\n").strip()).hexdigest()


def times_seen(pilot: Pilot, digest: str) -> int:
    rows = PilotResult.objects.filter(pilot=pilot, digest=digest).order_by()
    return rows.values("made").distinct().count()
