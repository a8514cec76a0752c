"""`manage.py prepare`: bring the database up to date, and fill an empty catalog."""

from typing import Any, override

from django.core.management import BaseCommand, call_command

from config.postgres.locks import one_at_a_time


class Command(BaseCommand):
    """Makes a database ready to be served, from whatever state it is in."""

    help = "Migrate, then load and publish the starter catalog where there is none. Who comes second waits."
    requires_system_checks = ()

    @override
    def handle(self, *, verbosity: int, **options: Any) -> None:
        with one_at_a_time():
            call_command("migrate", interactive=False, verbosity=verbosity)
            call_command("load_catalog", "--if-empty")
            call_command("publish_release", "--if-none", "--note", "Starter catalog")
            call_command("load_golden", "--if-empty")
