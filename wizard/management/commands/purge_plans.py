"""Delete what nobody has used for longer than we say that we keep it."""

from typing import Any, override

from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone
from rich.console import Console
from rich.progress import MofNCompleteColumn, Progress, TimeRemainingColumn

from wizard.plans.retention import Due, due, purge


class Command(BaseCommand):
    """Count unused drafts, plans and notes on closed links, and delete them when told to."""

    help = "Count drafts and plans that nobody has used for longer than we keep them; with --yes, delete them."

    @override
    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--yes", action="store_true", help="delete them; without it nothing is deleted")

    @override
    def handle(self, *_args: Any, verbosity: int, **options: Any) -> None:
        now = timezone.now()
        found = due(settings.RETENTION, now)
        if options["yes"]:
            columns = (*Progress.get_default_columns()[:2], MofNCompleteColumn(), TimeRemainingColumn())
            watched = verbosity > 0 and self.stdout.isatty()
            with Progress(*columns, console=Console(), disable=not watched, transient=True) as progress:
                bar = progress.add_task("Deleting", total=found.total)
                found = purge(settings.RETENTION, now, lambda count: progress.update(bar, advance=count))
        if verbosity > 0:
            self.stdout.write(_summary(found, deleted=options["yes"]))


def _summary(found: Due, *, deleted: bool) -> str:
    retention = settings.RETENTION
    verb = "Deleted" if deleted else "To delete"
    return "\n".join(
        [
            f"{verb}: {found.drafts:,} drafts not changed for {retention.drafts:,} days.",
            f"{verb}: {found.plans:,} plans neither opened nor changed for {retention.plans:,} days.",
            f"{verb}: {found.closed_links:,} notes on links closed more than {retention.closed_links:,} days ago.",
            f"{verb}: {found.opinions:,} second opinions that nobody agreed to keep.",
            f"{verb}: cases and answers of {found.pilots:,} pilots whose time is over.",
            *([] if deleted else ["Nothing was deleted. Add --yes to delete them."]),
        ]
    )
