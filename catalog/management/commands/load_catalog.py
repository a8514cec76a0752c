"""Put the starter catalog on the desk."""

from pathlib import Path
from typing import Any, override

from django.core.management.base import BaseCommand, CommandError, CommandParser

from catalog import loader
from catalog.models import DESK
from catalog.starter import FIXTURES, WrongRowError


class Command(BaseCommand):
    help = "Add the rows of the starter catalog that the desk does not have. Safe to run twice."

    @override
    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--folder", type=Path, default=FIXTURES, help="where the files are")
        parser.add_argument("--if-empty", action="store_true", help="do nothing where the desk holds anything")

    @override
    def handle(self, *_args: Any, folder: Path, if_empty: bool, verbosity: int, **_options: Any) -> None:
        if if_empty and any(table.objects.exists() for table in DESK.values()):
            if verbosity > 0:
                self.stdout.write("The desk holds a catalog already.")
            return
        try:
            added = loader.load(folder)
        except WrongRowError as wrong:
            raise CommandError(str(wrong)) from wrong
        if verbosity > 0:
            self.stdout.write(_summary(added))


def _summary(added: dict[str, int]) -> str:
    if not any(added.values()):
        return "The desk has all rows of the starter catalog already."
    kinds = ", ".join(f"{count:,} {kind.replace('_', ' ')}" for kind, count in added.items() if count)
    return f"Added {sum(added.values()):,} rows: {kinds}."
