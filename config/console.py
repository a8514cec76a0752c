"""`manage.py`: names the database before a command, refuses a wrong one, and explains errors of the database in one sentence."""

import os
import sys
from collections.abc import Iterator
from pathlib import Path

import psycopg
from django.conf import settings
from django.core.management import execute_from_command_line
from django.db import Error, OperationalError, connection
from django.db.migrations.exceptions import MigrationSchemaMissing
from django.utils import autoreload

# Commands that read and write no rows; all others print which database they use.
_WITHOUT_ROWS = {
    *("help", "version", "check", "collectstatic", "findstatic", "diffsettings", "makemigrations", "runserver", "test")
}
_FIRST = {"serve", "migrate", "shell", "dbshell"}  # may create the private server
_UNIT_FILE = Path("/etc/pilotlight.env")
_UNREACHABLE = "08"
# The sentence for an error, by its SQLSTATE or the first letters of it.
_SENTENCES = (
    (
        (_UNREACHABLE, "28", "3D", "53", "57P"),  # no connection, no such role or database, full, shutting down
        "The database {database} cannot be used: {detail}. Look at DATABASE_URL, and whether the server runs.",
    ),
    (
        ("42501",),  # no privilege
        "The role may not do this in {database}: {detail}. Use the role that owns the tables.",
    ),
    (
        ("42P01", "42703"),  # no such table, no such column
        "The database {database} is empty or not up to date: {detail}. Run migrate, or name another database.",
    ),
    (("25006",), "The database {database} is read-only: {detail}."),
)


def run(arguments: list[str]) -> None:
    """Run a command of Django's command line."""
    name = arguments[1] if len(arguments) > 1 else "help"
    named = name not in _WITHOUT_ROWS and not {"-h", "--help"} & {*arguments}
    try:
        if named and os.environ.get(autoreload.DJANGO_AUTORELOAD_ENV) != "true":
            if refusal := _refusal(name):
                sys.exit(refusal)
            sys.stderr.write(f"Database: {database()}\n")
        if named:
            # One connection, without a pool: a pool reports a refusal of the server only as a timeout.
            settings.DATABASES["default"].get("OPTIONS", {}).pop("pool", None)
        execute_from_command_line(arguments)
    except (Error, MigrationSchemaMissing) as error:
        if (sentence := explained(error)) is None:
            raise
        sys.exit(sentence)


def database() -> str:
    """Return which database this process uses, as host and name, without its password."""
    given = connection.settings_dict
    if "CLUSTER" in given:
        return f"private server in {given['CLUSTER'].home.parent}"
    service = os.environ.get("PGSERVICE")
    host = given["HOST"] or (f"service {service}" if service else "this machine")
    return f"{host}{':' if given['PORT'] else ''}{given['PORT']}/{given['NAME']}"


def explained(error: BaseException) -> str | None:
    """Return a sentence for an error of the server, of the role or of missing tables; None for any other error."""
    state = _state(error)
    if state is None and not isinstance(error, OperationalError):
        return None
    if state is None and "CLUSTER" in connection.settings_dict:
        return str(error)  # the private server's own error, which is a sentence
    words = str(error).splitlines()[0] if state else " ".join(str(error).split())
    state, detail = state or _UNREACHABLE, words.removeprefix("connection failed: ").rstrip(".?")
    sentence = next((text for states, text in _SENTENCES if state.startswith(states)), None)
    return sentence and sentence.format(database=database(), detail=detail)


def _state(error: BaseException) -> str | None:
    return next((each.sqlstate for each in _chain(error) if isinstance(each, psycopg.Error) and each.sqlstate), None)


def _chain(error: BaseException | None) -> Iterator[BaseException]:
    while error is not None:
        yield error
        error = error.__cause__ or error.__context__


def _refusal(name: str) -> str:
    """Return why a command must not use the private server only because no other database was named; empty if it may."""
    cluster = connection.settings_dict.get("CLUSTER")
    if cluster is None or settings.DEBUG_IS_SET:
        return ""
    sign = next((file for file in (_UNIT_FILE, settings.STATIC_ROOT / "staticfiles.json") if file.exists()), None)
    if sign is not None:
        why = f"This is a production site ({sign}), and no settings of it were given"
    elif name not in _FIRST and not cluster.home.exists():
        why = "There is no private server yet (make run makes one), and no other database was named"
    else:
        return ""
    return (
        f"{why}: {name} was not run. Give it the site’s settings, ENV_FILE={_UNIT_FILE} manage.py {name}, "
        f"or say DEBUG=true to use the private server in {cluster.home.parent}."
    )
