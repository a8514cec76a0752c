"""`manage.py restore FILE`: put the database back as a file holds it.

What was closed since stays closed.
"""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any, override

from django.core.management import BaseCommand, CommandError
from django.db import ProgrammingError

from config.postgres import copies
from wizard.models import Plan, Why
from wizard.plans import links

BEFORE, AFTER = (Path(__file__).with_name(f"restore_{name}.sql") for name in ("before", "after"))

_DELETED = " deleted"


class Command(BaseCommand):
    help = (
        "Replace everything in the database by what a file of `backup` holds; what was closed "
        "since stays closed."
    )
    requires_system_checks = ()

    @override
    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="a file that `backup` wrote")
        parser.add_argument("--yes", action="store_true", help="replace what is there now")
        parser.add_argument(
            "--reopen",
            action="store_true",
            help="open links and accounts again that were closed since the copy",
        )

    @override
    def handle(self, *, file: Path, yes: bool, reopen: bool, **options: Any) -> None:
        if not yes:
            raise CommandError("This replaces everything in the database. Say --yes to do it.")
        keeps = not reopen and copies.has_tables()
        try:
            closed = (
                copies.read(file, first=BEFORE.read_text(), last=AFTER.read_text())
                if keeps
                else copies.read(file)
            )
        except copies.CopyError as reason:
            # columns of ours that an older copy has not
            own = keeps and "does not exist" in str(reason)
            hint = " If the copy is of another version of Pilotlight, say --reopen." if own else ""
            raise CommandError(f"{reason}{hint}") from reason
        self.stdout.write(
            "All is open as it was then." if reopen else _summary(closed, keeps=keeps)
        )
        self._delete([int(key.removesuffix(_DELETED)) for key in closed if key.endswith(_DELETED)])
        self.stdout.write(
            "The database is as the file holds it. Bring it up to date with migrate, then "
            "run verify_plans."
        )

    def _delete(self, numbers: list[int]) -> None:
        """Delete for good what its owners had deleted; its links are closed already."""
        try:
            links.delete(list(Plan.objects.filter(pk__in=numbers)), Why.DELETED)
        except ProgrammingError:  # the tables are of an older version
            self.stderr.write(
                f"After migrate, delete these plans in the desk: {', '.join(map(str, numbers))}."
            )


def _summary(closed: list[str], *, keeps: bool) -> str:
    if not keeps:
        return (
            "Nothing was known here of what was closed after the copy: whatever it holds is open "
            "as it was then."
        )
    if not closed:
        return "Nothing that the copy holds was closed after it was made."
    addresses = "\n".join(
        f"  {line}" if line.startswith("account") else f"  plan {line}" for line in closed
    )
    return f"Closed after the copy was made, and left closed ({len(closed)}):\n{addresses}"
