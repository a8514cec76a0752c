"""Compare price lists of others with the desk; editors find the differences on their first page and decide."""

from datetime import date
from typing import Any, override

from django.core.management.base import BaseCommand, CommandError, CommandParser

from catalog.exchange import lists as price_lists, proposals, runs
from catalog.exchange.lists import READERS, WrongListError
from catalog.models import Import, RowAct

SHOWN = 50  # prices that are printed; the desk has all


class Command(BaseCommand):
    help = "Say where price lists of others differ from the desk, and count by unit and reason what cannot be compared."

    @override
    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "lists",
            nargs="*",
            metavar="LIST=FILE-OR-ADDRESS",
            help=f"{', '.join(READERS)}, each with its JSON file or its https address",
        )
        parser.add_argument(
            "--as-of",
            type=date.fromisoformat,
            help="the day of the lists, where they do not say it themselves",
        )

    @override
    def handle(
        self, *_args: Any, lists: list[str], as_of: date | None, verbosity: int, **_options: Any
    ) -> None:
        if not lists:
            self.stdout.write("Nothing is compared: no list is named.")
            return
        named = dict(map(_named, lists))
        try:
            data = {name: price_lists.fetched(where) for name, where in named.items()}
            run = proposals.propose_prices(data, as_of)
        except WrongListError as refused:
            raise CommandError(str(refused)) from refused
        if verbosity > 0:
            for row in runs.open_rows(run)[: SHOWN if verbosity == 1 else None]:
                self.stdout.write(
                    f"{row.act}{', jump' if row.jump else ''}: {row.title} {row.words}"
                )
            for unit, reason, count in runs.reasons(run):
                self.stdout.write(f"{count:>6,} × {unit}: {reason}")
        self.stdout.write(_summary(run))


def _summary(run: Import) -> str:
    """Return the counts of a comparison in a sentence."""
    if run.unchanged == run.rows_read:
        return f"Nothing new: the desk has all {run.unchanged:,} rows already."
    counts = [
        f"{getattr(run, act):,} {act}"
        for act in RowAct
        if act is not RowAct.CORRECTION or run.correction
    ]
    return f"{'' if run.good else 'Nothing new. '}{run.rows_read:,} rows: {', '.join(counts)}."


def _named(text: str) -> tuple[str, str]:
    name, _equals, where = text.partition("=")
    if name not in READERS:
        raise CommandError(f"There is no list “{name}”. Choose from {', '.join(READERS)}.")
    if not where:
        raise CommandError(f"Name a file or an address: {name}=FILE.")
    return name, where
