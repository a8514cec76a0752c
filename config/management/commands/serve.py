"""Make the database ready, fill an empty catalog, and serve: everything `make run` does."""

import errno
import os
import socket
from argparse import ArgumentParser
from typing import Any, override

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.utils import autoreload

from config.postgres.locks import one_at_a_time

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
            _try_to_listen(host.strip("[]"), int(port))
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
            "Ctrl-C stops it.\n"
        )
        self.stdout.flush()


def _try_to_listen(host: str, port: int) -> None:
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as trial:
        trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trial.bind((host, port))
        except OSError as reason:
            raise CommandError(_why_not(reason, host, port)) from reason


def _why_not(reason: OSError, host: str, port: int) -> str:
    if isinstance(reason, socket.gaierror) or reason.errno == errno.EADDRNOTAVAIL:
        return f"This machine has no address {host}. Name one that it has: make run HOST=127.0.0.1"
    if reason.errno == errno.EACCES:
        return f"You may not listen on port {port}. Choose one from 1024: make run PORT=8000"
    if reason.errno == errno.EADDRINUSE:
        return f"Port {port} is taken. Stop what uses it, or choose another: make run PORT={port + 1}"
    return f"Nothing can listen at {host}:{port}: {reason.strerror}."
