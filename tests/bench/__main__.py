"""`make bench`: every budget in one table, and as JSON with `--json`; only some where they are named."""

import importlib
import json
import os
import sys
from collections.abc import Sequence

import django
from django.conf import settings
from django.db import connection

from tests.bench.engine import Row

PURE = ("engine", "verdicts")
WITH_DATABASE = ("pages", "search", "catalog", "impact", "exchange")
WITH_SERVER = ("start",)


def main() -> None:
    """Measure everything and print it."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    django.setup()
    wanted = [name for name in sys.argv[1:] if not name.startswith("--")] or [*PURE, *WITH_SERVER, *WITH_DATABASE]
    rows = [row for name in (*PURE, *WITH_SERVER) if name in wanted for row in _rows(name)]
    rows += _with_database([name for name in WITH_DATABASE if name in wanted])
    if "--json" in sys.argv[1:]:
        table = json.dumps([{"name": name, "value": value, "unit": unit} for name, value, unit in rows], indent=1)
        sys.stdout.write(f"{table}\n")
        return
    width = max(len(name) for name, _, _ in rows)
    for name, value, unit in rows:
        sys.stdout.write(f"{name:<{width}}  {value:>8,} {unit}\n")


def _with_database(names: Sequence[str]) -> list[Row]:
    from tests.support import publish_catalog, starter_catalog

    if not names:
        return []
    settings.ALLOWED_HOSTS = [*settings.ALLOWED_HOSTS, "testserver"]
    name = connection.creation.create_test_db(verbosity=0, autoclobber=True)
    try:
        publish_catalog(starter_catalog(), note="For the bench.")
        return [row for module in names for row in _rows(module)]
    finally:
        connection.creation.destroy_test_db(name, verbosity=0)


def _rows(name: str) -> list[Row]:
    return list(importlib.import_module(f"tests.bench.{name}").rows())


if __name__ == "__main__":
    main()
