"""Dry runs of imports: stored, taken completely or not at all, and undone."""

import json
from collections.abc import Container, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime, timedelta
from itertools import batched

from django.db import DataError, IntegrityError, transaction
from django.db.models import Count, ProtectedError, Q, QuerySet
from django.utils import timezone

from catalog import desk
from catalog.imports.importing import (
    BATCH,
    Outcomes,
    Steps,
    WriteOptions,
    refusal_of,
    try_rows,
    written_rows,
)
from catalog.models import DESK, Act, Import, ImportChoice, ImportRow, Revision, RowAct, RowState
from catalog.models.base import Author
from catalog.registry import KINDS, FactKind
from catalog.schema import group_pairs
from catalog.tables import TableLine

DRY_RUN_RETENTION = timedelta(days=30)  # a dry run that nobody took
NAMED = 3  # rows that a sentence names before it counts the rest


type Outcome = tuple[int, str, str, str]  # of a row, by its number: act, words, what was before


class NotTakenError(Exception):
    """Nothing was taken; the message says why."""


def done[Result](steps: Steps[Result]) -> Result:
    """Do the work at once, and return its result."""
    while True:
        try:
            next(steps)
        except StopIteration as end:
            return end.value  # type: ignore[no-any-return]  # what a generator returns is untyped here


def row_steps(
    kind: FactKind, lines: Iterable[TableLine], *, origin: str, author: Author
) -> Steps[Import]:
    """Say what a file would do to the desk, and keep that. Raises `tables.WrongFileError`."""
    with Outcomes() as outcomes:
        yield from try_rows(kind, lines, outcomes)
        return store_run(kind, outcomes, origin=origin, author=author)


def store_run(
    kind: FactKind,
    rows: Iterable[ImportRow],
    *,
    origin: str,
    author: Author,
    watched: bool = False,
) -> Import:
    """Store a dry run: the rows that would change something or are rejected, others as a count."""
    with transaction.atomic():
        Import.objects.filter(
            taken_at=None, watched=False, made__lt=timezone.now() - DRY_RUN_RETENTION
        ).delete()
        run = Import.objects.create(kind=kind.name, origin=origin, author=author, watched=watched)
        for batch in batched(rows, BATCH):
            for row in batch:
                row.run = run
                setattr(run, row.act, getattr(run, row.act) + 1)
            ImportRow.objects.bulk_create([row for row in batch if row.act != RowAct.UNCHANGED])
        run.save()
    return run


def take_steps(  # noqa: PLR0913  # each says something of its own
    run: Import,
    *,
    author: Author,
    note: str,
    correction: str = "",
    chosen: Iterable[int] | None = None,
    state: RowState = RowState.DRAFT,
) -> Steps[int]:
    """Write the chosen rows of a dry run as drafts, all or none, and return how many.

    Without a choice, write all good ones.

    Corrections are taken only with what was wrong in a sentence. Raises `NotTakenError`.
    """
    with _refused_in_words(), transaction.atomic():
        run = Import.objects.select_for_update().get(pk=run.pk)
        takeable = open_rows(run, correction=bool(correction))
        rows = _chosen_rows(run, takeable if chosen is None else takeable.filter(pk__in=[*chosen]))
        shown: set[Outcome] = set()  # of the rows that are written just now
        moved: list[str] = []
        taken = 0
        run.taken_at = timezone.now()
        how = WriteOptions(
            author=author, note=note, correction=correction, moment=run.taken_at, state=state
        )
        for written in written_rows(KINDS[run.kind], _lines_of(rows, shown), how):
            moved += [row.title for row in written if _outcome(row) not in shown]
            shown.clear()
            taken += len(written)
            yield len(written)
        if moved:
            raise NotTakenError(
                "Nothing was taken. The desk has changed since this dry run: "
                f"{_listed(moved)}. Make the dry run again."
            )
        run.save(update_fields=["taken_at"])
        rows.update(choice=ImportChoice.TAKEN.value, decided_at=run.taken_at)
    return taken


def _lines_of(rows: QuerySet[ImportRow], shown: set[Outcome]) -> Iterator[TableLine]:
    """Yield stored rows as lines of their file, and add to `shown` what was said of them."""
    for row in rows.iterator(chunk_size=BATCH):
        shown.add(_outcome(row))
        yield TableLine(row.number, json.loads(row.cells))


def _outcome(row: ImportRow) -> Outcome:
    return row.number, row.act, row.words, row.before


def _chosen_rows(run: Import, takeable: QuerySet[ImportRow]) -> QuerySet[ImportRow]:
    """Return the same rows, also once they are taken. Raises `NotTakenError` without any."""
    keys = list(takeable.values_list("pk", flat=True))
    if not keys and run.rows.filter(choice=ImportChoice.TAKEN.value).exists():
        raise NotTakenError("These rows have been taken already.")
    if not keys:
        raise NotTakenError("There is nothing to take: no row is ticked that is new or changed.")
    return run.rows.filter(pk__in=keys).order_by("number", "pk")


def open_rows(run: Import, *, correction: bool = True) -> QuerySet[ImportRow]:
    """Return the rows of a dry run that somebody may still take, in the order of the file."""
    acts = [
        act.value
        for act in (RowAct.NEW, RowAct.CHANGED, *([RowAct.CORRECTION] if correction else []))
    ]
    waits = [ImportChoice.OPEN.value, ImportChoice.LATER.value]
    return run.rows.filter(act__in=acts, choice__in=waits).order_by("number", "pk")


def decide(run: Import, choice: ImportChoice, chosen: Iterable[int]) -> int:
    """Refuse or postpone chosen rows that were not taken, and return how many."""
    rows = open_rows(run).filter(pk__in=list(chosen)).order_by()
    return rows.update(choice=choice.value, decided_at=timezone.now())


def undo(run: Import, *, author: Author, note: str) -> int:
    """Undo a taken dry run, all or none; return how many rows. Raises `NotTakenError`."""
    with _refused_in_words(), transaction.atomic():
        run = Import.objects.select_for_update().get(pk=run.pk)
        taken = run.rows.filter(choice=ImportChoice.TAKEN.value)
        moments = {moment for moment in taken.values_list("decided_at", flat=True) if moment}
        if not moments:
            raise NotTakenError("These rows have not been taken, or have been put back already.")
        mine = Revision.objects.filter(made__in=moments).order_by("kind", "row", "-number")
        rows = {(revision.kind, revision.row): revision for revision in mine}  # the first of each
        if not rows:
            raise NotTakenError("Nothing of this is on the desk any more.")
        for kind in KINDS.values():
            keys = sorted(row for name, row in rows if name == kind.name)
            # nobody writes them now
            list(DESK[kind.name].objects.filter(pk__in=keys).select_for_update().order_by("pk"))
        _refuse_later_changes(rows, moments)
        revisions = group_pairs((name, written) for (name, _), written in rows.items())
        for kind in reversed(KINDS.values()):
            of_kind = revisions.get(kind.name, ())
            added = [written.row for written in of_kind if written.act == Act.ADDED.value]
            DESK[kind.name].objects.filter(pk__in=added).delete()
        for kind in KINDS.values():
            of_kind = revisions.get(kind.name, ())
            changed = [written for written in of_kind if written.act != Act.ADDED.value]
            _restore(kind, changed, author=author, note=note)
        run.taken_at = None
        run.save(update_fields=["taken_at"])
        taken.update(choice=ImportChoice.OPEN.value, decided_at=None)
    return len(rows)


def _refuse_later_changes(rows: Iterable[tuple[str, int]], moments: Container[datetime]) -> None:
    """Raise `NotTakenError` where somebody wrote one of these rows at another moment since."""
    of_rows = Q(*(Q(kind=kind, row=row) for kind, row in rows), _connector=Q.OR)
    newest = Revision.objects.filter(of_rows).newest_of_each()
    since = [head.title for head in newest if head.made not in moments]
    if since:
        raise NotTakenError(f"Nothing was put back: changed or published since: {_listed(since)}.")


def _restore(kind: FactKind, changed: Sequence[Revision], *, author: Author, note: str) -> None:
    """Give rows the values and the state that they had before these revisions."""
    numbers = (Q(row=revision.row, number=revision.number - 1) for revision in changed)
    before = Q(*numbers, _connector=Q.OR)
    older = list(Revision.objects.filter(before, kind=kind.name).order_by("row")) if changed else []
    stored = DESK[kind.name].objects.in_bulk([revision.row for revision in older])
    links = [desk.apply_fact(stored[revision.row], revision.fact) for revision in older]
    for revision in older:
        stored[revision.row].state = revision.state
    rows = [stored[revision.row] for revision in older]
    desk.write_many(rows, author=author, note=note, act=Act.REVERTED, links=links, restores=True)


@contextmanager
def _refused_in_words() -> Iterator[None]:
    """Turn what the desk or the database refuses into a sentence."""
    try:
        yield
    except ProtectedError as refused:
        raise NotTakenError(
            "Nothing was done. Other rows refer to one of these by now."
        ) from refused
    except (desk.DeskError, IntegrityError, DataError) as refused:
        raise NotTakenError(
            f"Nothing was done. {refusal_of(refused)} Make the dry run again."
        ) from refused


def _listed(names: Sequence[str]) -> str:
    return ", ".join(names[:NAMED]) + (
        f" and {len(names) - NAMED:,} more" if len(names) > NAMED else ""
    )


def reasons(run: Import) -> list[tuple[str, str, int]]:
    """Return what was rejected, counted by unit and reason, the most frequent first."""
    rejected = run.rows.filter(act=RowAct.REJECTED.value).exclude(about="")
    sentences = (
        rejected.values_list("about", "words")
        .annotate(times=Count("pk"))
        .order_by("-times", "about", "words")
    )
    return list(sentences)
