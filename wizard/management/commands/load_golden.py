"""Add the golden plans of the starter catalog."""

from typing import Any, override

from django.core.management.base import BaseCommand, CommandParser

from catalog.models import Release
from wizard.models import GoldenPlan
from wizard.publishing.golden import load_starters


class Command(BaseCommand):
    help = "Add the golden plans of the starter catalog that are not there yet."

    @override
    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--if-empty",
            action="store_true",
            help="do nothing where there are golden plans already",
        )

    @override
    def handle(self, *_args: Any, if_empty: bool, **_options: Any) -> None:
        if if_empty and GoldenPlan.objects.exists():
            return
        newest = Release.objects.newest_first().values_list("number", flat=True).first()
        count = load_starters(newest)
        self.stdout.write(f"Added {count} golden plan{'' if count == 1 else 's'}.")
