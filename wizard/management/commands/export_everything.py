"""`manage.py export_everything FOLDER`: all that the firm owns, readable without Pilotlight."""

import mimetypes
import os
from argparse import ArgumentParser
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any, override

import msgspec
from django.apps import apps
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import connection, models, transaction

from catalog.data_files import toml_of
from catalog.imports.cells import write_fact_rows
from catalog.imports.importing import stored_facts
from catalog.registry import KINDS
from catalog.tables import TableFormat
from config.environment import PROJECT
from wizard.exports import plan_json
from wizard.exports.copies import copy_of
from wizard.models import PlanVersion
from wizard.plans.stored import StoredFormError

AT_ONCE = 100  # rows in memory
_JSON = msgspec.json.Encoder(decimal_format="number")
APPS = ("catalog", "wizard", "auth", "admin", "contenttypes")
LEFT_OUT: Mapping[str, str] = toml_of(__file__)
# Columns whose value is a file of its own; the row names it.
FILES: Mapping[str, Callable[[Mapping[str, Any]], str]] = {
    "catalog_release.payload": lambda row: f"releases/{row['number']}.json",
    "wizard_versionpage.text": lambda row: f"pages/version-{row['version_id']}.html",
    "wizard_casefile.data": lambda row: (
        f"files/{row['id']}{mimetypes.guess_extension(row['media_type']) or ''}"
    ),
}


def export_everything(folder: Path) -> dict[str, int]:
    """Write all files into a folder, as of one moment; return how many rows each table has."""
    counts: dict[str, int] = {}
    with transaction.atomic(durable=True):
        with connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        _write(
            folder / "README.txt",
            [(PROJECT / "templates" / "exports" / "everything.txt").read_bytes()],
        )
        described = [_table(folder, table, counts) for table in exported()]
        left_out = [{"name": name, "why": why} for name, why in LEFT_OUT.items()]
        index = msgspec.json.encode({"tables": described, "left out": left_out})
        _write(folder / "tables.json", [msgspec.json.format(index, indent=1)])
        for kind in KINDS.values():
            rows = write_fact_rows(kind, stored_facts(kind.name), TableFormat.CSV)
            _write(folder / "desk" / f"{kind.name}.csv", rows)
        _write(folder / "plans" / plan_json.SCHEMA_NAME, [plan_json.schema()])
        for version in (
            PlanVersion.objects.select_related("plan").order_by("release", "pk").iterator(AT_ONCE)
        ):
            with suppress(StoredFormError):  # of older rules; its row is in the table
                text = plan_json.plan_json(copy_of(version, settings.BASE_URL))
                _write(
                    folder / "plans" / str(version.plan_id) / f"version-{version.number}.json",
                    [text],
                )
    return counts


def exported() -> list[type[models.Model]]:
    """Return the tables that are written, those between two others too."""
    stored = apps.get_models(include_auto_created=True)
    return [
        table
        for table in stored
        if table._meta.app_label in APPS and table._meta.db_table not in LEFT_OUT  # noqa: SLF001
    ]


def _as_json(names: Sequence[str], rows: Iterable[Sequence[object]]) -> Iterator[bytes]:
    """Yield rows as a JSON list of objects, one a line."""
    yield b"["
    for place, row in enumerate(rows):
        begin = b",\n" if place else b"\n"
        yield begin + _JSON.encode(dict(zip(names, row, strict=True)))
    yield b"\n]\n"


def _table(folder: Path, table: type[models.Model], counts: dict[str, int]) -> dict[str, Any]:
    options = table._meta  # noqa: SLF001 (Django's documented name)
    name = options.db_table
    fields = [
        column for column in options.concrete_fields if f"{name}.{column.attname}" not in LEFT_OUT
    ]
    columns = [column.attname for column in fields]

    def rows() -> Iterator[list[Any]]:
        for values in table._base_manager.order_by("pk").values(*columns).iterator(AT_ONCE):  # noqa: SLF001
            row: dict[str, Any] = dict(values)
            for column in columns:
                if named := FILES.get(f"{name}.{column}"):
                    content = row[column]
                    row[column] = named(row)
                    _write(
                        folder / row[column],
                        [content.encode() if isinstance(content, str) else bytes(content)],
                    )
            counts[name] += 1
            yield [*row.values()]

    counts[name] = 0
    _write(folder / "tables" / f"{name}.json", _as_json(columns, rows()))
    return {
        "name": name,
        "holds": str(options.verbose_name_plural),
        "rows": counts[name],
        "columns": [
            {
                "name": column.attname,
                "holds": str(column.verbose_name),
                "about": str(column.help_text),
                "refers to": column.related_model._meta.db_table if column.related_model else None,  # noqa: SLF001
            }
            for column in fields
        ],
    }


def _write(file: Path, pieces: Iterable[bytes]) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("xb") as stream:
        stream.writelines(pieces)


class Command(BaseCommand):
    help = (
        "Write plans, desk, releases and accounts as JSON and CSV into a new folder. It is no "
        "backup: see its README.txt."
    )

    @override
    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "folder", type=Path, help="a folder that is not there yet, such as 2026-11-27"
        )

    @override
    def handle(self, *, folder: Path, **options: Any) -> None:
        before = os.umask(0o077)
        try:
            folder.mkdir()
            counts = export_everything(folder)
        except OSError as reason:
            raise CommandError(f"{folder} cannot be written: {reason.strerror}.") from reason
        finally:
            os.umask(before)
        self.stdout.write(
            f"{folder} holds {sum(counts.values()):,} rows of {len(counts)} tables, as "
            "private as they are."
        )
