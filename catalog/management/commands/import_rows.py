"""Judge a CSV, Excel or JSON file against the desk, and take its good rows as drafts."""

from pathlib import Path
from typing import Any, override

from django.core.management.base import BaseCommand, CommandError, CommandParser

from catalog.exchange import runs
from catalog.exchange.columns import read_fact_rows
from catalog.models import Import, RowAct
from catalog.registry import KINDS
from catalog.tables import LARGEST_FILE, WrongFileError, format_of

SHOWN = 50  # rows that are printed; the dry run in admin has all


class Command(BaseCommand):
    help = "Say what a CSV, Excel or JSON file would do to the desk: new, changed, unchanged, rejected and why."

    @override
    def add_arguments(self, parser: CommandParser) -> None:
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
        if file.is_file() and file.stat().st_size > LARGEST_FILE:
            raise CommandError(f"{file.name} has more than {LARGEST_FILE:,} bytes. Cut it into parts.")
        try:
            with file.open("rb") as stream:
                form = format_of(stream)
                run = runs.dry_run(
                    KINDS[kind], lambda: read_fact_rows(stream, form, KINDS[kind]), origin=file.name, author=None
                )
            if verbosity > 0:
                for row in run.rows.order_by("number", "pk")[: SHOWN if verbosity == 1 else None]:
                    self.stdout.write(f"Row {row.number:,}, {row.act}: {row.title} {row.words}".replace(":  ", ": "))
            self.stdout.write(summary(run))
            if take and (run.good or (correct and run.correction)):
                taken = runs.take(run, author=None, note=note or f"From {file.name}.", correction=correct)
                self.stdout.write(f"Drafts now: {taken:,}.")
        except (WrongFileError, runs.NotTakenError, OSError) as refused:
            raise CommandError(str(refused)) from refused


def summary(run: Import) -> str:
    """Return the counts of a dry run in a sentence."""
    if run.unchanged == run.rows_read:
        return f"Nothing new: the desk has all {run.unchanged:,} rows already."
    shown = [act for act in RowAct if act is not RowAct.CORRECTION or run.correction]
    counts = [f"{getattr(run, act):,} {act}" for act in shown]
    start = "" if run.good else "Nothing new. "
    return f"{start}{run.rows_read:,} rows: {', '.join(counts)}."
