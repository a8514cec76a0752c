"""`make bench`: everything, or the named parts, in one table.

It ends with an error where a promise is broken.
"""

import argparse
import importlib
import os
import re
import sys
from itertools import chain
from pathlib import Path

import django
from django.conf import settings
from django.db import connection
from django.utils.timezone import localdate

from tests.bench.table import Row, as_markdown, as_text

PURE = ("decision",)
WITH_SERVER = ("start", "sheet")
WITH_DATABASE = ("pages", "search", "impact", "imports")
BY_NAME = ("scale",)  # takes half an hour, and keeps no promise
PARTS = (*PURE, *WITH_SERVER, *WITH_DATABASE)
ALL = (*PARTS, *BY_NAME)
TABLE = re.compile(r"(?<=<!-- table -->\n).*?(?=<!-- end of table -->)", re.DOTALL)


def main() -> None:
    """Measure, print, and say by the exit status whether all promises are kept."""
    arguments = _arguments()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    django.setup()
    settings.ALLOWED_HOSTS = [*settings.ALLOWED_HOSTS, "testserver"]
    parts = [part for part in ALL if part in (arguments.parts or PARTS)]
    rows = list(chain.from_iterable(_measured(part) for part in parts))
    sys.stdout.write(f"{as_text(rows)}\n")
    if arguments.markdown:
        put_into(arguments.markdown, rows)
    sys.exit(any(row.broken for row in rows))


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument(
        "parts", nargs="*", help=f"which of {', '.join(ALL)} (the first {len(PARTS)})"
    )
    parser.add_argument(
        "--markdown", type=Path, metavar="PAGE", help="put the table between the markers of a page"
    )
    arguments = parser.parse_args()
    if unknown := set(arguments.parts) - set(ALL):
        parser.error(f"There is no part {', '.join(sorted(unknown))}; there are {', '.join(ALL)}.")
    return arguments


def put_into(page: Path, rows: list[Row]) -> None:
    """Put the table between the markers of a page, with the day and the machine."""
    written = f"\n{_where()}\n\n{as_markdown(rows)}\n\n"
    text = page.read_text(encoding="utf-8")
    page.write_text(TABLE.sub(lambda _: written, text), encoding="utf-8")


def _where() -> str:
    count = len(os.sched_getaffinity(0))
    return f"{localdate():%-d %B %Y}, {count} cores."


def _measured(part: str) -> list[Row]:
    return _with_database(part) if part in (*WITH_DATABASE, *BY_NAME) else _rows(part)


def _with_database(part: str) -> list[Row]:
    """Measure on a database of its own with the starter catalog.

    So no part meets what another left.
    """
    from tests.support import publish_catalog, starter_catalog

    name = connection.creation.create_test_db(verbosity=0, autoclobber=True)
    try:
        publish_catalog(starter_catalog(), note="For the bench.")
        return _rows(part)
    finally:
        connection.creation.destroy_test_db(name, verbosity=0)


def _rows(part: str) -> list[Row]:
    return list(importlib.import_module(f"tests.bench.{part}").rows())


if __name__ == "__main__":
    main()
