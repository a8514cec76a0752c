"""Sightings as they are now: written down in bulk, and read live beside a release."""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from functools import lru_cache
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone

from catalog.ages import AGED_KINDS, NEVER_SEEN_AGAIN, Sightings, ages_by_key
from catalog.desk import BATCH
from catalog.differences import differences
from catalog.models import DESK, RowState, Sighting, Source
from catalog.models.base import Author
from catalog.models.facts import facts
from catalog.models.sightings import forget
from catalog.registry import KINDS, Key
from catalog.schema import Catalog

KEPT = timedelta(days=400)  # for so long each day is kept, so that a past day reads as it was
# Groups of fields that say where and when something was read: with another value a row still says
# the same.
PROOF_GROUPS = frozenset({"Proof", "In force"})


@lru_cache(maxsize=16)
def known_on(_release: int, _newest: int, on: date) -> Sightings:
    """Return the sightings that a day knows.

    What they depend on besides tells one reading from another.
    """
    return Sightings(Sighting.objects.last_days(on))


def note_sightings(
    kind: str, rows: Mapping[int, Any], source: Source, day: date, *, author: Author = None
) -> int:
    """Write down that rows were seen in a source on a day; return how many were not yet.

    Each row is a fact by its number.

    Raises `ValueError` for a day to come.
    """
    if day > timezone.localdate():
        raise ValueError(f"{day.isoformat()} is still to come.")
    known = Sighting.objects.filter(kind=kind, source=source, day=day, row__in=list(rows))
    there = set(known.values_list("row", flat=True))
    key_of = KINDS[kind].key_of
    unseen = {row: list(key_of(fact)) for row, fact in rows.items() if row not in there}
    new = [
        Sighting(kind=kind, row=row, key=key, source=source, day=day, author=author)
        for row, key in unseen.items()
    ]
    Sighting.objects.bulk_create(new, batch_size=BATCH, ignore_conflicts=True)
    return len(new)


def published_rows(kind: str, **conditions: Any) -> dict[int, Any]:
    """Return the rows of a kind as readers have them, by number, without those being edited."""
    rows = DESK[kind].objects.filter(state=RowState.PUBLISHED.value, **conditions)
    return {pk: fact for (pk,), fact in facts(rows.order_by("pk"), "pk")}


def resting_on(source: Source, catalog: Catalog, on: date) -> dict[str, dict[int, Any]]:
    """Return the published rows that a source states and that age on a day, by kind and number."""
    resting: dict[str, dict[int, Any]] = {}
    for kind in sorted(AGED_KINDS):
        ageing, key_of = ages_by_key(kind, catalog, on, NEVER_SEEN_AGAIN), KINDS[kind].key_of
        rows = published_rows(kind, source=source)
        resting[kind] = {pk: fact for pk, fact in rows.items() if key_of(fact) in ageing}
    return {kind: rows for kind, rows in resting.items() if rows}


def confirm_source(source: Source, catalog: Catalog, *, author: Author) -> int:
    """Note that a source was read today and all it states still stands; return of how many rows."""
    today = timezone.localdate()
    return sum(
        note_sightings(kind, rows, source, today, author=author)
        for kind, rows in resting_on(source, catalog, today).items()
    )


def by_hand(source: Source, day: date) -> QuerySet[Sighting]:
    """Return what somebody noted of a source on a day."""
    return Sighting.objects.filter(source=source, day=day, author__isnull=False)


def forget_changed(old: Catalog, new: Catalog) -> None:
    """Delete the sightings of rows that say something else in another catalog."""
    forget(dict.fromkeys(_restated(old, new)))


def _restated(old: Catalog, new: Catalog) -> Iterator[tuple[str, Key]]:
    for change in differences(old, new):
        field = KINDS[change.kind].described.get(change.field)
        if field is not None and field.about.group not in PROOF_GROUPS:
            yield change.kind, change.key


def prune() -> int:
    """Delete sightings that are long past, but for the last one of each row; return how many."""
    later = Sighting.objects.filter(
        kind=OuterRef("kind"), row=OuterRef("row"), day__gt=OuterRef("day")
    )
    past = Sighting.objects.filter(day__lt=timezone.localdate() - KEPT)
    count, _ = past.filter(Exists(later)).delete()
    return count


def rows_by_id(kind: str) -> dict[str, tuple[int, Any]]:
    """Return the published rows of a kind by what each is called outside, each with its number."""
    return {KINDS[kind].id_of(fact): (pk, fact) for pk, fact in published_rows(kind).items()}
