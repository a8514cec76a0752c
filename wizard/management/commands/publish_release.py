"""Publish the desk from the command line."""

from typing import Any, override

import msgspec
from django.core.management.base import BaseCommand, CommandError, CommandParser

from catalog.references import BrokenReferenceError
from catalog.releases import NothingChangedError, newest
from wizard.publishing.gate import Accepted, Objection, ObjectionError, publish


class Command(BaseCommand):
    help = "Publish the desk as the next release."

    @override
    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--note", required=True, help="why, in a sentence for readers")
        parser.add_argument(
            "--accept",
            action="append",
            default=[],
            metavar="SLUG",
            help="what may speak against it, such as a golden plan; give it once for each",
        )
        parser.add_argument(
            "--if-none", action="store_true", help="do nothing where there is a release already"
        )

    @override
    def handle(
        self, *_args: Any, note: str, if_none: bool, accept: list[str], **_options: Any
    ) -> None:
        if not note.strip():
            raise CommandError("Write a note: --note 'Prices of November.'")
        if if_none and _has_release():
            self.stdout.write("There is a release already.")
            return
        try:
            release = publish(
                author=None, note=note, expected=None, accepted=Accepted(slugs=accept)
            )
        except ObjectionError as error:
            lines = [
                f"  --accept {objection.slug}  {_line_of(objection)}"
                for objection in error.objections
            ]
            raise CommandError("\n".join((str(error), *lines))) from error
        except BrokenReferenceError as reason:
            raise CommandError(str(reason)) from reason
        except NothingChangedError as reason:
            if if_none:  # another process was a moment quicker
                self.stdout.write(str(reason))
                return
            raise CommandError(str(reason)) from reason
        self.stdout.write(f"Published release {release.number} ({release.digest[:12]}).")


def _line_of(objection: Objection) -> str:
    broken = "; ".join(objection.lines)
    if objection.flip is None:
        return f"{objection.name}: {broken}."
    return f"{objection.flip.after.words} Broken: {broken}."


def _has_release() -> bool:
    """Return whether there is a release. Raises CommandError if this version cannot read it.

    Nobody should serve such a release.
    """
    try:
        return newest() is not None
    except msgspec.ValidationError as reason:
        raise CommandError(
            "This version cannot read the published release, so go on with the one before. "
            f"{reason}"
        ) from reason
