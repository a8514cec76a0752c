"""Django's `migrate`, one process at a time."""

from typing import Any, override

from django.core.management.commands import migrate

from config.postgres.locks import one_at_a_time


class Command(migrate.Command):
    """Bring the tables up to date; who comes second waits and finds nothing to do."""

    @override
    def handle(self, *args: Any, **options: Any) -> None:
        with one_at_a_time():
            super().handle(*args, **options)
