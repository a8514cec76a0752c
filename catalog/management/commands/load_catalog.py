"""Put the starter catalog on the desk."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any, override

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection, transaction

from catalog.formatting import format_count
from catalog.imports.importing import WriteOptions, write_file_rows
from catalog.imports.runs import done
from catalog.models import DESK, RowAct, RowState, Source
from catalog.models.base import lookup
from catalog.registry import KINDS, FactKind, as_text
from catalog.sightings import note_sightings, rows_by_id
from catalog.starter import DRAFTS, FIXTURES, SIGHTINGS, WrongRowError, lines, sighting_lines
from catalog.tables import TableLine


def load(folder: Path = FIXTURES) -> dict[str, int]:
    """Add the rows whose natural key is not there yet, all or none; return how many by kind.

    What lies among the drafts stays a draft until an editor publishes it.

    Raises `WrongRowError`.
    """
    with transaction.atomic():
        with connection.cursor() as cursor:  # a second process waits, and finds all there
            cursor.execute("LOCK TABLE catalog_source IN SHARE ROW EXCLUSIVE MODE")
        added = {kind.name: _load(kind, folder, RowState.PUBLISHED) for kind in KINDS.values()}
        for kind in KINDS.values():  # a draft may stand on any row, and no published row on a draft
            added[kind.name] += _load(kind, folder / DRAFTS, RowState.DRAFT)
        _load_sightings(folder)
        return added


class Command(BaseCommand):
    help = "Add the rows of the starter catalog that the desk does not have. Safe to run twice."

    @override
    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--folder", type=Path, default=FIXTURES, help="where the files are")
        parser.add_argument(
            "--if-empty", action="store_true", help="do nothing where the desk holds anything"
        )

    @override
    def handle(
        self, *_args: Any, folder: Path, if_empty: bool, verbosity: int, **_options: Any
    ) -> None:
        if if_empty and any(table.objects.exists() for table in DESK.values()):
            if verbosity > 0:
                self.stdout.write("The desk holds a catalog already.")
            return
        try:
            added = load(folder)
        except WrongRowError as wrong:
            raise CommandError(str(wrong)) from wrong
        if verbosity > 0:
            self.stdout.write(_summary(added))


def _summary(added: dict[str, int]) -> str:
    if not any(added.values()):
        return "The desk has all rows of the starter catalog already."
    counts = [(KINDS[kind], count) for kind, count in added.items() if count]
    kinds = ", ".join(format_count(count, kind.one, kind.many) for kind, count in counts)
    return f"Added {sum(added.values()):,} rows: {kinds}."


def _load(kind: FactKind, folder: Path, state: RowState) -> int:
    table = DESK[kind.name]
    stored = table.objects.values_list(*(lookup(table, name) for name in kind.key))
    present = {tuple(map(as_text, key)) for key in stored}
    rows = lines(kind, folder)
    new = [
        row for row in rows if tuple(row[1].cells.get(name, "") for name in kind.key) not in present
    ]
    own = {
        name for name, target in kind.links.items() if target == kind.name
    }  # rows may name others further down
    how = WriteOptions(state=state)
    _write(kind, [(file, _without(line, own)) for file, line in new], RowAct.NEW, how)
    referring = [(file, line) for file, line in new if any(map(line.cells.get, own))]
    _write(kind, referring, RowAct.CHANGED, how)
    return len(new)


def _load_sightings(folder: Path) -> None:
    """Note the days on which rows were seen again; those that are noted already stay."""
    sources = {source.slug: source for source in Source.objects.order_by("slug")}
    by_id: dict[str, dict[str, tuple[int, Any]]] = {}
    seen: defaultdict[tuple[str, str, date], dict[int, Any]] = defaultdict(dict)
    for line in sighting_lines(folder):
        if line.kind not in by_id:
            by_id[line.kind] = rows_by_id(line.kind)
        needed: tuple[tuple[str, Mapping[str, Any]], ...] = (
            (line.row, by_id[line.kind]),
            (line.source, sources),
        )
        for name, known in needed:
            if name not in known:
                raise WrongRowError(SIGHTINGS, line.number, f"{name} is not on the desk")
        pk, fact = by_id[line.kind][line.row]
        seen[line.kind, line.source, line.day][pk] = fact
    for (kind, source, day), rows in seen.items():
        note_sightings(kind, rows, sources[source], day)


def _without(line: TableLine, names: Collection[str]) -> TableLine:
    return replace(
        line, cells={name: cell for name, cell in line.cells.items() if name not in names}
    )


def _write(
    kind: FactKind, rows: list[tuple[str, TableLine]], act: RowAct, how: WriteOptions
) -> None:
    written = write_file_rows(kind, (line for _file, line in rows), how)
    for (file, line), outcome in zip(rows, done(written), strict=True):
        if outcome.act != act:
            raise WrongRowError(file, line.number, outcome.words)
