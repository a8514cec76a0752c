"""Compare price lists of others with the desk, and take new prices as drafts."""

from datetime import date
from typing import Any, override

from django.core.management.base import BaseCommand, CommandError, CommandParser

from catalog.exchange import download, price_sync, runs
from catalog.exchange.lists import READERS, WrongListError
from catalog.management.commands.import_rows import summary
from catalog.models import Import

SHOWN = 50  # prices that are printed; the dry run in admin has all


class Command(BaseCommand):
    """Show what the lists would change; with --take, write it as drafts."""

    help = "Say where price lists of others differ from the desk, and count by unit and reason what cannot be compared."

    @override
    def add_arguments(self, parser: CommandParser) -> None:
        """Ask for the lists."""
        parser.add_argument(
            "lists",
            nargs="+",
            metavar="LIST=FILE-OR-ADDRESS",
            help=f"{', '.join(READERS)}, each with its JSON file or its https address",
        )
        parser.add_argument("--as-of", type=date.fromisoformat, required=True, help="the day of the lists")
        parser.add_argument("--take", action="store_true", help="write the new prices as drafts")
        parser.add_argument("--note", default="", help="why, in a sentence for the history of the rows")

    @override
    def handle(  # one for each option
        self, *_args: Any, lists: list[str], as_of: date, take: bool, note: str, verbosity: int, **_options: Any
    ) -> None:
        """Read the lists, compare them, and say what they would change."""
        try:
            data = {name: download.fetched(where) for name, where in map(_named, lists)}
            run = price_sync.dry_run(data, as_of, author=None)
            self._report(run, verbosity)
            if take and run.good:
                taken = runs.take(run, author=None, note=note or f"From {run.origin}.")
                self.stdout.write(f"Drafts now: {taken:,}.")
        except (WrongListError, runs.NotTakenError) as refused:
            raise CommandError(str(refused)) from refused

    def _report(self, run: Import, verbosity: int) -> None:
        good = run.rows.exclude(act="rejected").order_by("number", "pk")
        if verbosity > 0:
            for row in good[: SHOWN if verbosity == 1 else None]:
                self.stdout.write(f"{row.act}: {row.title} {row.words}")
            for unit, reason, count in runs.reasons(run):
                self.stdout.write(f"{count:>6,} × {unit}: {reason}")
        self.stdout.write(summary(run))


def _named(text: str) -> tuple[str, str]:
    name, _equals, where = text.partition("=")
    if name not in READERS:
        raise CommandError(f"There is no price list “{name}”. Choose from {', '.join(READERS)}.")
    if not where:
        raise CommandError(f"Name a file or an address: {name}=FILE.")
    return name, where
