"""Look at public lists and compare them with the desk.

Editors find what that means on their first page.
"""

from datetime import date
from typing import Any, override

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from catalog.imports.runs import NotTakenError, done
from catalog.models import CheckResult, ListCheck
from catalog.watch.looking import look_steps
from catalog.watch.watched_lists import LISTS


class Command(BaseCommand):
    help = (
        "Look at public lists of prices, limits, ends, scores, rates and models, and say what "
        "differs from the desk."
    )

    @override
    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "lists",
            nargs="*",
            metavar="LIST[=FILE-OR-ADDRESS]",
            help=f"{', '.join(LISTS)}; without one, all that the settings have an address of",
        )
        parser.add_argument(
            "--as-of",
            type=date.fromisoformat,
            help="the day of lists in files, such as that on which a package was released",
        )

    @override
    def handle(self, *_args: Any, lists: list[str], as_of: date | None, **_options: Any) -> None:
        named = dict(map(_named, lists)) if lists else settings.WATCHED
        if not named:
            self.stdout.write("Nothing is looked at: the settings have no address of a list.")
            return
        try:
            checks = done(look_steps(named, as_of=as_of))
        except NotTakenError as refused:
            raise CommandError(str(refused)) from refused
        for check in checks:
            self.stdout.write(f"{check.origin}: {summary(check)}")
        wrong = [check.origin for check in checks if check.result != CheckResult.GOOD.value]
        if wrong:
            raise CommandError(f"Nothing was taken from {', '.join(wrong)}.")


def summary(check: ListCheck) -> str:
    """Return how a look ended, in a sentence."""
    if check.result != CheckResult.GOOD.value:
        return check.says
    return (
        f"{check.statements:,} statements of {check.day}: {check.same:,} the same, "
        f"{check.proposed:,} proposed, {check.to_check:,} to check, {check.left:,} left out. "
        f"{check.says}"
    ).strip()


def _named(text: str) -> tuple[str, str]:
    name, _equals, where = text.partition("=")
    if name not in LISTS:
        raise CommandError(f"There is no list “{name}”. Choose from {', '.join(LISTS)}.")
    where = where or settings.WATCHED.get(name, "")
    if not where:
        raise CommandError(f"Name a file or an address: {name}=FILE.")
    return name, where
