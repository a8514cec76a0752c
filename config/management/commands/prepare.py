"""`manage.py prepare`: bring the database up to date, and fill an empty catalog."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import chain
from typing import Any, override

from django.apps import apps
from django.core.management import BaseCommand, CommandError, call_command
from django.db import connection
from django.db.backends.postgresql.introspection import FieldInfo
from django.db.models.options import Options

LOCK = 0x50494C4F54  # PostgreSQL's number of the advisory lock that processes on one database share
MOST_NAMED = 5


def columns_of_other_tables() -> list[str]:
    """Return what our tables lack of the columns in use, and what they want besides."""
    tables = [model._meta for model in apps.get_models(include_auto_created=True)]  # noqa: SLF001 (Django's documented name)
    with connection.cursor() as cursor:
        stored = {*connection.introspection.table_names(cursor)}
        columns = {
            table: connection.introspection.get_table_description(cursor, table.db_table)
            for table in tables
            if table.db_table in stored
        }
    return sorted(chain.from_iterable(_other_columns(row, columns.get(row, ())) for row in tables))


def _other_columns(table: "Options[Any]", stored: Iterable[FieldInfo]) -> Iterator[str]:
    """Yield the columns by which a stored table is not that of a model."""
    used = {field.column for field in table.local_concrete_fields}
    # A row that leaves one of these out is refused.
    needed = {row.name for row in stored if not (row.null_ok or row.default or row.is_autofield)}
    lacking = used - {row.name for row in stored}
    for column in lacking | (needed - used):
        yield f"{table.db_table}.{column}"


class Command(BaseCommand):
    """Makes a database ready to be served, from whatever state it is in."""

    help = (
        "Migrate, then load and publish the starter catalog where there is none. Who comes "
        "second waits."
    )
    requires_system_checks = ()

    @override
    def handle(self, *, verbosity: int, **options: Any) -> None:
        with self._one_at_a_time():
            call_command("migrate", interactive=False, verbosity=verbosity)
            # To `migrate` a first migration that was made anew counts as applied.
            if columns := columns_of_other_tables():
                raise CommandError(
                    "This version begins its tables anew, and the database has those of an earlier "
                    f"one: {', '.join(columns[:MOST_NAMED])}. CHANGELOG.md says what to do; "
                    "docs/operations.md says how to begin anew."
                )
            call_command("load_catalog", "--if-empty")
            call_command("publish_release", "--if-none", "--note", "Starter catalog")
            call_command("load_golden", "--if-empty")

    @contextmanager
    def _one_at_a_time(self) -> Iterator[None]:
        """Hold the lock; it is released after the block, at the latest with the connection."""
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_try_advisory_lock(%s)", [LOCK])
            if not cursor.fetchone()[0]:
                self.stderr.write("Another process prepares this database; waiting for it.")
                # which must not end the wait
                cursor.execute("SET lock_timeout = 0; SET statement_timeout = 0")
                cursor.execute("SELECT pg_advisory_lock(%s)", [LOCK])
            try:
                yield
            finally:
                cursor.execute("SELECT pg_advisory_unlock(%s)", [LOCK])
