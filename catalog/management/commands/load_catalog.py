"""Put the starter catalog on the desk."""

from pathlib import Path
from typing import Any, override

from django.core.management.base import BaseCommand, CommandError, CommandParser
from rich.console import Console
from rich.progress import Progress

from catalog import loader, starter
from catalog.models import DESK
from config.postgres.locks import one_at_a_time


class Command(BaseCommand):
    """Read the fixtures and add what is missing; rows that are there stay as they are."""

    help = "Add the rows of the starter catalog that the desk does not have. Safe to run twice."

    @override
    def add_arguments(self, parser: CommandParser) -> None:
        """Let another folder be named, and a desk that is in use be left alone."""
        parser.add_argument("--folder", type=Path, default=starter.FIXTURES, help="where the files are")
        parser.add_argument("--if-empty", action="store_true", help="do nothing where the desk holds anything")

    @override
    @one_at_a_time()
    def handle(self, *_args: Any, folder: Path, if_empty: bool, verbosity: int, **_options: Any) -> None:
        """Load, show how far it is where somebody watches, and say what was added."""
        if if_empty and any(table.objects.exists() for table in DESK.values()):
            if verbosity > 0:
                self.stdout.write("The desk holds a catalog already.")
            return
        console = Console()
        watched = verbosity > 0 and self.stdout.isatty()
        try:
            rows = starter.read(folder)
            with Progress(console=console, disable=not watched, transient=True) as progress:
                bar = progress.add_task("Loading the starter catalog", total=sum(map(len, rows.values())))

                def advance(kind: str, count: int) -> None:
                    progress.update(bar, advance=count, description=f"Loading {kind.replace('_', ' ')}")

                added = loader.load(rows, advance=advance)
        except starter.WrongRowError as wrong:
            raise CommandError(str(wrong)) from wrong
        if verbosity > 0:
            self.stdout.write(_summary(added, sum(map(len, rows.values()))))


def _summary(added: dict[str, int], total: int) -> str:
    if not any(added.values()):
        return f"The desk has all {total:,} rows of the starter catalog already."
    kinds = ", ".join(f"{count:,} {kind.replace('_', ' ')}" for kind, count in added.items() if count)
    return f"Added {sum(added.values()):,} of {total:,} rows: {kinds}."
