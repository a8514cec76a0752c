"""`manage.py prepare`: bring the database up to date, and fill an empty catalog."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, override

from django.apps import apps
from django.core.management import BaseCommand, CommandError, call_command
from django.db import connection

LOCK = 0x50494C4F54  # PostgreSQL's number of the advisory lock that processes on one database share
# Each column, and whether a row that leaves it out is refused.
STORED_COLUMNS = """
    SELECT
        table_name,
        column_name,
        is_nullable = 'NO' AND column_default IS NULL
            AND is_identity = 'NO' AND is_generated = 'NEVER'
    FROM information_schema.columns
    WHERE table_schema = ANY (current_schemas(false))
"""
MOST_NAMED = 5


def columns_of_other_tables() -> list[str]:
    """Return what our tables lack of the columns in use, and what they want besides."""
    tables = [model._meta for model in apps.get_models(include_auto_created=True)]  # noqa: SLF001 (Django's documented name)
    used = {
        (table.db_table, field.column) for table in tables for field in table.local_concrete_fields
    }
    ours = {table for table, _ in used}
    with connection.cursor() as cursor:
        cursor.execute(STORED_COLUMNS)
        stored = {(table, column): is_needed for table, column, is_needed in cursor.fetchall()}
    lacking = used - stored.keys()
    wanted = {place for place, is_needed in stored.items() if is_needed and place[0] in ours}
    return sorted(f"{table}.{column}" for table, column in lacking | (wanted - used))


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
