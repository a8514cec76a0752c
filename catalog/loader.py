"""Loads the starter catalog: missing rows are added, existing ones are never changed."""

from pathlib import Path

from django.db import connection, transaction

from catalog.exchange.importing import WriteOptions, write_file_rows
from catalog.exchange.runs import done
from catalog.models import DESK, RowAct, RowState
from catalog.models.base import lookup
from catalog.registry import KINDS, FactKind, as_text
from catalog.starter import FIXTURES, WrongRowError, lines


def load(folder: Path = FIXTURES) -> dict[str, int]:
    """Add the rows whose natural key is missing, all or none, and return how many were added of each kind.

    Raises `WrongRowError`.
    """
    with transaction.atomic():
        with (
            connection.cursor() as cursor
        ):  # a second process that starts at the same moment waits, and finds all there
            cursor.execute("LOCK TABLE catalog_source IN SHARE ROW EXCLUSIVE MODE")
        return {kind.name: _load(kind, folder) for kind in KINDS.values()}


def _load(kind: FactKind, folder: Path) -> int:
    table = DESK[kind.name]
    found = table.objects.values_list(*(lookup(table, name) for name in kind.key))
    present = {tuple(map(as_text, key)) for key in found}
    rows = lines(kind, folder)
    new = [row for row in rows if tuple(row[1].cells.get(name, "") for name in kind.key) not in present]
    outcomes = done(
        write_file_rows(kind, lambda: [line for _file, line in new], WriteOptions(state=RowState.PUBLISHED))
    )
    for (file, line), outcome in zip(new, outcomes, strict=True):
        if outcome.act != RowAct.NEW:
            raise WrongRowError(file, line.number, outcome.words)
    return len(new)
