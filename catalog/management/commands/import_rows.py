"""Judge a CSV, Excel or JSON file against the desk, and take its good rows as drafts."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any, override

from django.core.management.base import BaseCommand, CommandError, CommandParser
from rich.console import Console
from rich.progress import Progress

from catalog.exchange import runs
from catalog.exchange.columns import read
from catalog.models import Import, RowAct
from catalog.registry import KINDS
from catalog.tables import LARGEST_FILE, Line, WrongFileError, format_of

SHOWN = 50  # rows that are printed; the dry run in admin has all


class Command(BaseCommand):
    """Show what a file would do; with --take, do it."""

    help = "Say what a CSV, Excel or JSON file would do to the desk: new, changed, unchanged, rejected and why."

    @override
    def add_arguments(self, parser: CommandParser) -> None:
        """Ask for kind and file."""
        parser.add_argument("kind", choices=[*KINDS], help="what kind of rows the file holds")
        parser.add_argument("file", type=Path, help="a .csv, .xlsx or .json file")
        parser.add_argument("--take", action="store_true", help="write the new and changed rows as drafts")
        parser.add_argument(
            "--correct", default="", metavar="REASON", help="what was wrong with the figures that the file corrects"
        )
        parser.add_argument("--note", default="", help="why, in a sentence for the history of the rows")

    @override
    def handle(
        self, *_args: Any, kind: str, file: Path, take: bool, note: str, correct: str, verbosity: int, **_options: Any
    ) -> None:
        """Judge the file, show how far it is where somebody watches, and say what it would do."""
        watched = verbosity > 0 and self.stdout.isatty()
        try:
            with Progress(console=Console(), disable=not watched, transient=True) as progress:
                run = _dry_run(kind, file, progress)
                report(self, run, verbosity)
                if take and (run.good or (correct and run.correction)):
                    bar = progress.add_task("Taking the good rows", total=run.good)
                    advance = lambda rows: progress.update(bar, advance=rows)  # noqa: E731
                    note = note or f"From {file.name}."
                    taken = runs.take(run, author=None, note=note, correction=correct, advance=advance)
                    self.stdout.write(f"Drafts now: {taken:,}.")
        except (WrongFileError, runs.NotTakenError, OSError) as refused:
            raise CommandError(str(refused)) from refused


def _dry_run(kind: str, file: Path, progress: Progress) -> Import:
    size = file.stat().st_size
    if size > LARGEST_FILE:
        raise WrongFileError(f"{file.name} has {size:,} bytes, at most {LARGEST_FILE:,} are read. Cut it into parts.")
    bar = progress.add_task(f"Reading {file.name}", total=size)
    with file.open("rb") as stream:
        form = format_of(stream)

        def lines() -> Iterator[Line]:
            stream.seek(0)
            return read(stream, form, KINDS[kind])

        def advance(_rows: int) -> None:
            progress.update(bar, completed=stream.tell())

        return runs.dry_run(KINDS[kind], lines, origin=file.name, author=None, advance=advance)


def report(command: BaseCommand, run: Import, verbosity: int) -> None:
    """Print what a dry run found: the counts, and the first rows that would do something or cannot be taken."""
    if verbosity > 0:
        for row in run.rows.order_by("number", "pk")[: SHOWN if verbosity == 1 else None]:
            command.stdout.write(f"Row {row.number:,}, {row.act}: {row.title} {row.words}".replace(":  ", ": "))
    command.stdout.write(summary(run))


def summary(run: Import) -> str:
    """Return the counts of a dry run in a sentence."""
    if run.unchanged == run.rows_read:
        return f"Nothing new: the desk has all {run.unchanged:,} rows already."
    shown = [act for act in RowAct if act is not RowAct.CORRECTION or run.correction]
    counts = [f"{getattr(run, act):,} {act}" for act in shown]
    start = "" if run.good else "Nothing new. "
    return f"{start}{run.rows_read:,} rows: {', '.join(counts)}."
