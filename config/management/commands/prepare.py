"""`manage.py prepare`: bring the database up to date, and fill an empty catalog."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, override

from django.core.management import BaseCommand, call_command
from django.db import connection

LOCK = 0x50494C4F54  # PostgreSQL's number of the advisory lock that processes on one database share


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
