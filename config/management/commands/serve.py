"""Make the database ready, fill an empty catalog, and serve: everything `make run` does."""

import os
import socket
from argparse import ArgumentParser
from typing import Any, override

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import OperationalError
from django.utils import autoreload

_LAST_PORT = 65535
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
        host, colon, port = address.rpartition(":")
        if not colon or not port.isdecimal() or int(port) > _LAST_PORT:
            raise CommandError(f"Give the address as host:port, such as 127.0.0.1:8000; it is “{address}”.")
        # The reloader starts this command again for each change; only its first run has anything to prepare.
        if os.environ.get(autoreload.DJANGO_AUTORELOAD_ENV) != "true":
            _refuse_taken(host, int(port))
            self._prepare()
            self._explain(host, port)
        os.environ["DJANGO_RUNSERVER_HIDE_WARNING"] = "true"  # our own words say what this server is
        call_command("runserver", address)

    def _prepare(self) -> None:
        try:
            call_command("migrate", interactive=False, verbosity=0)
        except OperationalError as reason:
            raise CommandError(str(reason)) from reason
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
            "Ctrl-C stops it.\n"
        )
        self.stdout.flush()


def _refuse_taken(host: str, port: int) -> None:
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as trial:
        trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trial.bind((host.strip("[]"), port))
        except OSError as reason:
            raise CommandError(
                f"Port {port} is taken. Stop what uses it, or choose another: make run PORT={port + 1} ({reason.strerror})"
            ) from reason
