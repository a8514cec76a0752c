"""Delete what nobody has used for longer than we say that we keep it."""

from typing import Any, override

from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone
from rich.console import Console
from rich.progress import MofNCompleteColumn, Progress, TimeRemainingColumn

from wizard.plans.retention import due, purge


class Command(BaseCommand):
    help = "Count drafts and plans that nobody has used for longer than we keep them; with --yes, delete them."

    @override
    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--yes", action="store_true", help="delete them; without it nothing is deleted")

    @override
    def handle(self, *_args: Any, verbosity: int, yes: bool, **_options: Any) -> None:
        now, verb = timezone.now(), "Deleted" if yes else "To delete"
        counts = {words: found.count() for words, found in due(settings.RETENTION, now).items()}
        if yes:
            columns = (*Progress.get_default_columns()[:2], MofNCompleteColumn(), TimeRemainingColumn())
            watched = verbosity > 0 and self.stdout.isatty()
            with Progress(*columns, console=Console(), disable=not watched, transient=True) as progress:
                bar = progress.add_task("Deleting", total=sum(counts.values()))
                counts = {**purge(settings.RETENTION, now, lambda count: progress.update(bar, advance=count))}
        if verbosity > 0:
            lines = [f"{verb}: {count:,} {words}." for words, count in counts.items()]
            self.stdout.write("\n".join(lines if yes else [*lines, "Nothing was deleted. Add --yes to delete them."]))
