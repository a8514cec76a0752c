"""The results of a pilot: they come in once, and what corrects one stays readable beside it."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db import transaction

from wizard.intake.rows import Bad, Row, shortened
from wizard.models import Pilot, PilotImport, Plan, TrialRow
from wizard.pilot.forms import MOST_TRIALS
from wizard.pilot.holding import OvertakenError, hold, settle, stories

MOST_CORRECTIONS = 50  # of one trial
MOST_MODELS = 12  # each has a verdict on every page
MEASURES = ("accepted", "rating_1", "rating_2", "minutes", "usd")
WORDS = ("model", "what", "remark")


@dataclass(frozen=True, slots=True, kw_only=True)
class Sorted:
    """What bringing rows would do: which are new, which add to a trial on file, which are on file already, which clash."""

    new: tuple[Row, ...] = ()
    filling: tuple[tuple[Row, TrialRow], ...] = ()
    known: tuple[Row, ...] = ()
    bad: tuple[Bad, ...] = ()

    @property
    def takes(self) -> int:
        """Return how many rows would change something."""
        return len(self.new) + len(self.filling)


@dataclass(frozen=True, slots=True, kw_only=True)
class Brought:
    """Where rows come from."""

    source: str
    digest: str
    name: str = ""
    refused: int = 0  # rows that could not be read
    before: int | None = None  # how often the same had been brought when it was looked at


def sort_out(pilot: Pilot, rows: Iterable[Row]) -> Sorted:
    """Hold rows against what is on file: a row that names a trial may add to it, and never changes a figure of it."""
    told_of = stories(pilot)
    by_number = {story.last.number: story.last for story in told_of}
    by_key = {story.earlier[0].key if story.earlier else story.last.key: story.last for story in told_of}
    room = MOST_TRIALS - len(told_of)
    models = {story.last.model for story in told_of}
    new: list[Row] = []
    filling: list[tuple[Row, TrialRow]] = []
    known: list[Row] = []
    bad: list[Bad] = []
    for row in rows:
        found = (by_key.get(row.key) if row.key else None) or by_number.get(row.number or 0)
        if found is None and len(new) >= room:
            bad.append(_refused(row, f"A pilot has room for {MOST_TRIALS:,} trials."))
        elif found is None and len(models | {row.model}) > MOST_MODELS:
            bad.append(_refused(row, f"A pilot compares at most {MOST_MODELS} models."))
        elif found is None:
            models.add(row.model)
            new.append(row)
        elif clash := _clash(row, found):
            bad.append(_refused(row, f"Trial {found.number} is on file with {clash}. Correct it there."))
        elif _adds(row, found):
            filling.append((row, found))
        else:
            known.append(row)
    return Sorted(new=tuple(new), filling=tuple(filling), known=tuple(known), bad=tuple(bad))


def _refused(row: Row, reason: str) -> Bad:
    return Bad(
        place=row.place,
        said=shortened([f"trial {row.number}" if row.number else "", row.model, row.what]),
        reason=reason,
    )


def _values(row: Row) -> Mapping[str, object]:
    """Return what a row says, by the columns of the table."""
    first, second = (*row.ratings, None, None)[:2]
    return {
        "accepted": row.accepted,
        "rating_1": first,
        "rating_2": second,
        "minutes": row.minutes,
        "usd": row.usd,
        "model": row.model,
        "what": row.what,
        "remark": row.remark,
    }


def _clash(row: Row, found: TrialRow) -> str:
    """Return what a row and the trial it names say differently, in words; nothing where they agree."""
    if found.struck:
        return "a note that it was struck"
    if row.key and found.key and row.key != found.key:
        return "another id"
    values = _values(row)
    return next(
        (
            words
            for name, words in _CLASHES.items()
            if values[name] not in {None, ""} and getattr(found, name) not in {None, "", values[name]}
        ),
        "",
    )


_CLASHES = {
    "accepted": "another verdict",
    "rating_1": "other points",
    "rating_2": "other points",
    "minutes": "other minutes",
    "usd": "another cost",
    "model": "another model",
}


def _adds(row: Row, found: TrialRow) -> bool:
    return any(value not in {None, ""} and getattr(found, name) in {None, ""} for name, value in _values(row).items())


@transaction.atomic
def take(plan: Plan, rows: Sequence[Row], brought: Brought | None = None) -> tuple[Pilot, Sorted]:
    """Put results on record; rows that clash are left out and named. Only a locked pilot takes any.

    Raises `Pilot.DoesNotExist` where it is not locked, `OvertakenError` where the same was brought since it was looked
    at.
    """
    pilot = hold(plan)
    if pilot.locked is None:
        raise Pilot.DoesNotExist
    if brought is not None and brought.before not in {None, times_seen(pilot, brought.digest)}:
        raise OvertakenError
    found = sort_out(pilot, rows)
    if not found.takes:
        return pilot, found
    record = None
    if brought is not None:
        refused = brought.refused + len(found.bad)
        record = PilotImport.objects.create(
            pilot=pilot,
            source=brought.source,
            name=brought.name[:120],
            digest=brought.digest,
            taken=found.takes,
            refused=refused,
        )
    TrialRow.objects.bulk_create(
        [*_new(pilot, found.new, record), *(_filled(row, old, record) for row, old in found.filling)]
    )
    settle(pilot)
    return pilot, found


def _new(pilot: Pilot, rows: Sequence[Row], record: PilotImport | None) -> list[TrialRow]:
    """Return rows for the table; those that name no trial follow the highest number there is."""
    highest = TrialRow.objects.filter(pilot=pilot).order_by("-number").values_list("number", flat=True).first() or 0
    following = max([highest, *(row.number for row in rows if row.number is not None)])
    made = []
    for row in rows:
        if row.number is None:
            following += 1
        made.append(
            TrialRow(pilot=pilot, number=row.number or following, key=row.key[:100], brought=record, **_values(row))
        )
    return made


def _filled(row: Row, old: TrialRow, record: PilotImport | None) -> TrialRow:
    merged = {
        name: getattr(old, name) if getattr(old, name) not in {None, ""} else value
        for name, value in _values(row).items()
    }
    return TrialRow(
        pilot=old.pilot,
        number=old.number,
        correction=old.correction + 1,
        key=old.key,
        brought=record,
        why="Added to.",
        **merged,
    )


@transaction.atomic
def correct(plan: Plan, number_: int, row: Row, *, seen: int, why: str) -> TrialRow | None:
    """Put a corrected row on record in the place of a trial's last; None where there is no such trial."""
    return _follow(plan, number_, seen, {**_values(row), "why": why or "Corrected."})


@transaction.atomic
def strike(plan: Plan, number_: int, *, seen: int, why: str) -> TrialRow | None:
    """Let a trial count no longer; what it said stays readable."""
    return _follow(plan, number_, seen, {"struck": True, "why": why or "Struck."})


@transaction.atomic
def restore(plan: Plan, number_: int, *, seen: int) -> TrialRow | None:
    """Let a struck trial count again."""
    return _follow(plan, number_, seen, {"struck": False, "why": "Counts again."})


def _follow(plan: Plan, number_: int, seen: int, changed: Mapping[str, object]) -> TrialRow | None:
    """Add a row after a trial's last one. Raises `OvertakenError` where that is not the one that was `seen`."""
    pilot = hold(plan)
    last = TrialRow.objects.filter(pilot=pilot, number=number_).in_order().last() if pilot.pk else None
    if last is None:
        return None
    if last.correction != seen:
        raise OvertakenError
    if last.correction >= MOST_CORRECTIONS:
        return last
    same = {name: getattr(last, name) for name in (*MEASURES, *WORDS, "key")}
    row = TrialRow.objects.create(pilot=pilot, number=number_, correction=last.correction + 1, **{**same, **changed})
    settle(pilot)
    return row


def digest_of(data: bytes) -> str:
    """Return by what something brought is known again: its SHA-256, whatever its line ends."""
    return hashlib.sha256(data.replace(b"\r\n", b"\n").strip()).hexdigest()


def seen_before(pilot: Pilot, digest: str) -> PilotImport | None:
    """Return when the same file, paste or call brought results already."""
    return PilotImport.objects.filter(pilot=pilot, digest=digest).order_by("-made", "-pk").first()


def times_seen(pilot: Pilot, digest: str) -> int:
    """Return how often the same was brought."""
    return PilotImport.objects.filter(pilot=pilot, digest=digest).count()
