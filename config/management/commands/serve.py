"""Make the database ready, fill an empty catalog, and serve: everything `make run` does."""

import os
from argparse import ArgumentParser
from typing import Any, override

from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.utils import autoreload

from config.postgres.locks import one_at_a_time

_EVERYWHERE = {"0.0.0.0", "[::]"}  # noqa: S104  # to recognise, not to bind to


class Command(BaseCommand):
    """Serve Pilotlight on this machine, from whatever state it is in."""

    help = "Prepare the database and the starter catalog where that is still to do, then serve with reloading."
    requires_system_checks = ()

    @override
    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("address", nargs="?", default="127.0.0.1:8000", help="host:port, such as 127.0.0.1:8000")

    @override
    def handle(self, *, address: str, **options: Any) -> None:
        host, _, port = address.rpartition(":")
        # The reloader starts this command again for each change; only its first run has anything to prepare.
        if os.environ.get(autoreload.DJANGO_AUTORELOAD_ENV) != "true":
            self._prepare()
            self._explain(host, port)
        os.environ["DJANGO_RUNSERVER_HIDE_WARNING"] = "true"  # our own words say what this server is
        call_command("runserver", address)

    def _prepare(self) -> None:
        with one_at_a_time():
            call_command("migrate", interactive=False, verbosity=0)
            call_command("load_catalog", "--if-empty")
            call_command("publish_release", "--if-none", "--note", "Starter catalog")
            call_command("load_golden", "--if-empty")

    def _explain(self, host: str, port: str) -> None:
        shown = "localhost" if host in _EVERYWHERE else host
        self.stdout.write(
            f"\nPilotlight is at http://{shown}:{port}/\n\n"
            "To edit the catalog, make yourself an editor in a second terminal:\n"
            "    .venv/bin/python manage.py createsuperuser\n"
            f"and sign in at http://{shown}:{port}/admin/\n\n"
            "Ctrl-C stops it. If the port is taken, name another: make run PORT=8001\n"
        )
        self.stdout.flush()
