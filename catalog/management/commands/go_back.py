"""Go back to an older release from the command line."""

from typing import Any, override

from django.core.management.base import BaseCommand, CommandError, CommandParser

from catalog.releases import NoRelease, NothingChangedError, go_back


class Command(BaseCommand):
    help = "Publish what an older release held as the next release. The desk stays as it is."

    @override
    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("number", type=int, help="the release to go back to")
        parser.add_argument("--note", required=True, help="why, in a sentence for readers")

    @override
    def handle(self, *_args: Any, number: int, note: str, **_options: Any) -> None:
        if not note.strip():
            raise CommandError("Write a note: --note 'A price was wrong.'")
        try:
            release = go_back(to=number, author=None, note=note)
        except (NoRelease, NothingChangedError) as reason:
            raise CommandError(str(reason)) from reason
        self.stdout.write(f"Published release {release.number}, which holds what release {number} held.")
