"""`manage.py restore FILE`: put the database back as a file holds it."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any, override

from django.core.management import BaseCommand, CommandError

from config.postgres import copies


class Command(BaseCommand):
    """Replaces what is in the database by what `backup` wrote."""

    help = "Replace everything in the database by what a file of `backup` holds."
    requires_system_checks = ()

    @override
    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="a file that `backup` wrote")
        parser.add_argument("--yes", action="store_true", help="replace what is there now")

    @override
    def handle(self, *, file: Path, yes: bool, **options: Any) -> None:
        if not yes:
            raise CommandError("This replaces everything in the database. Say --yes to do it.")
        try:
            copies.read(file)
        except copies.CopyError as reason:
            raise CommandError(str(reason)) from reason
        self.stdout.write(
            "The database is as the file holds it. Bring it up to date with migrate, then run verify_plans."
        )
