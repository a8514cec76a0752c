"""`manage.py backup FILE`: copy the whole database into a file."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any, override

from django.core.management import BaseCommand, CommandError

from config.postgres import copies


class Command(BaseCommand):
    """Writes a copy that `restore` reads."""

    help = "Copy the whole database into a new file, which `restore` reads."
    requires_system_checks = ()

    @override
    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="a file that is not there yet, such as 2026-11-25.dump")

    @override
    def handle(self, *, file: Path, **options: Any) -> None:
        try:
            size = copies.write(file)
        except copies.CopyError as reason:
            raise CommandError(str(reason)) from reason
        self.stdout.write(f"{file} holds the database, {size:,} bytes. Keep SECRET_KEY beside it, and both safe.")
