"""What lists propose: rows for editors, and what they decided before.

A row stays until they take, refuse or postpone it.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from catalog.imports.cells import cells_of
from catalog.imports.importing import WRITTEN, Outcomes, try_rows
from catalog.imports.runs import done, store_run
from catalog.models import Import, ImportChoice, ImportRow, RowAct
from catalog.naming import name_of
from catalog.registry import FactKind
from catalog.schema import Catalog
from catalog.tables import TableLine
from catalog.watch.findings import ListFinding

LATER = timedelta(days=14)  # a proposal that was postponed comes back after so long
# What a row says of its day and its source; two proposals are the same if nothing else differs.
PROOF = frozenset({"valid_from", "valid_to", "basis", "source", "as_of"})

type Content = frozenset[tuple[str, str]]


def store_proposals(
    kind: FactKind, findings: Sequence[ListFinding], days: Mapping[str, date], catalog: Catalog
) -> Import | None:
    """Keep what lists would change in rows of a kind; None where that is nothing.

    It replaces what they proposed before.

    What was refused stays so, what was postponed waits `LATER`, and neither is proposed a second
    time. With the proposals stands what was left of rows on file, and why.
    """
    of_ours = [finding for finding in findings if finding.is_ours and not finding.same]
    lines = [
        TableLine(number, cells_of(kind, finding.proposed))
        for number, finding in enumerate(of_ours, start=1)
        if finding.proposed is not None
    ]
    with Outcomes() as tried:
        done(try_rows(kind, lines, tried))
        outcomes = {row.number: row for row in tried}
    rows = [
        _row(number, finding, outcomes.get(number), kind, catalog)
        for number, finding in enumerate(of_ours, start=1)
    ]
    with transaction.atomic():
        _forget_older(kind, days)
        decided = _decided(kind)
        new = [row for row in rows if row.act not in WRITTEN or _content(row) not in decided]
        if not new:
            return None
        origin = " and ".join(f"{name}, {day.isoformat()}" for name, day in days.items())
        return store_run(kind, new, origin=origin, author=None, watched=True)


def _row(
    number: int, finding: ListFinding, outcome: ImportRow | None, kind: FactKind, catalog: Catalog
) -> ImportRow:
    """Return what a finding would do to the desk.

    What is proposed was tried as if it came in a file.
    """
    if outcome is None:
        return ImportRow(
            number=number,
            act=RowAct.REJECTED,
            title=finding.title,
            words=finding.reason,
            about=finding.about,
            origin=finding.origin,
        )
    outcome.words = "; ".join([outcome.words, *(f"{name} says so too" for name in finding.also)])
    outcome.title = f"{name_of(catalog, kind, finding.proposed)} ({finding.title})"
    outcome.about, outcome.origin = finding.about, finding.origin
    return outcome


def _forget_older(kind: FactKind, origins: Iterable[str]) -> None:
    """Delete what these lists said before, but not what was lately taken, refused or postponed."""
    decided = Q(choice__in=[ImportChoice.TAKEN.value, ImportChoice.REFUSED.value]) | _postponed()
    _rows_of(kind).filter(origin__in=list(origins)).exclude(decided).delete()
    empty = Import.objects.filter(watched=True, kind=kind.name, rows__isnull=True, taken_at=None)
    empty.delete()


def _postponed() -> Q:
    return Q(choice=ImportChoice.LATER.value, decided_at__gt=timezone.now() - LATER)


def _rows_of(kind: FactKind) -> QuerySet[ImportRow]:
    return ImportRow.objects.filter(run__watched=True, run__kind=kind.name)


def _decided(kind: FactKind) -> set[Content]:
    """Return what the proposals say that somebody refused, or postponed lately."""
    refused = Q(choice=ImportChoice.REFUSED.value)
    rows = _rows_of(kind).filter(refused | _postponed()).order_by("pk")
    return {_content(row) for row in rows}


def _content(row: ImportRow) -> Content:
    return frozenset(
        (name, text) for name, text in json.loads(row.cells).items() if text and name not in PROOF
    )


def open_proposals() -> QuerySet[ImportRow]:
    """Return all that lists propose and nobody has decided."""
    acts = [RowAct.NEW.value, RowAct.CHANGED.value, RowAct.CORRECTION.value]
    waits = ImportRow.objects.filter(run__watched=True, act__in=acts)
    return waits.filter(choice=ImportChoice.OPEN.value)
