"""`manage.py export_everything FOLDER`: all that the firm owns, as files that need no Pilotlight to be read."""

import os
from argparse import ArgumentParser
from pathlib import Path
from typing import Any, override

from django.core.management.base import BaseCommand, CommandError

from wizard.exports.everything import export_everything


class Command(BaseCommand):
    help = "Write plans, desk, releases and accounts as JSON and CSV into a new folder. It is no backup: see its README.txt."

    @override
    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("folder", type=Path, help="a folder that is not there yet, such as 2026-11-27")

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
            f"{folder} holds {sum(counts.values()):,} rows of {len(counts)} tables, as private as they are."
        )
