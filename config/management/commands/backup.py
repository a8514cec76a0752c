"""`manage.py backup FILE-OR-FOLDER`: copy the whole database into a file."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any, override

from django.core.management import BaseCommand, CommandError
from django.utils import timezone

from config.postgres import copies


class Command(BaseCommand):
    """Writes a copy that `restore` reads."""

    help = (
        "Copy the whole database into a new file, which `restore` reads; in a folder, the file "
        "is named by the time."
    )
    requires_system_checks = ()

    @override
    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "place",
            type=Path,
            help="a file that is not there yet, such as 2026-11-25.dump, or a folder",
        )
        parser.add_argument(
            "--most", type=int, help="in a folder, delete the oldest copies beyond so many"
        )

    @override
    def handle(self, *, place: Path, most: int | None, **options: Any) -> None:
        if most is not None and (most < 1 or not place.is_dir()):
            raise CommandError("--most is a number from 1, and goes with a folder.")
        file = (
            place / f"pilotlight-{timezone.now():%Y-%m-%d-%H%M%S}.dump" if place.is_dir() else place
        )
        try:
            size = copies.write(file)
        except copies.CopyError as reason:
            raise CommandError(str(reason)) from reason
        self.stdout.write(
            f"{file} holds the database, {size:,} bytes. Keep SECRET_KEY beside it, and both safe."
        )
        if most is not None:
            for old in sorted(place.glob("pilotlight-*.dump"))[:-most]:
                old.unlink()
