"""`manage.py`: names the database before a command and refuses a wrong one.

It explains errors of the database in one sentence.
"""

import os
import sys
from pathlib import Path

from django.conf import settings
from django.core.management import execute_from_command_line
from django.db import Error, OperationalError, connection
from django.db.migrations.exceptions import MigrationSchemaMissing
from django.utils import autoreload

# Commands that read and write no rows; all others print which database they use.
_WITHOUT_ROWS = {
    *(
        "help",
        "version",
        "check",
        "collectstatic",
        "findstatic",
        "diffsettings",
        "makemigrations",
        "runserver",
        "test",
    )
}
_FIRST = {"prepare", "migrate", "shell", "dbshell"}  # may create the private server
_UNIT_FILE = Path("/etc/pilotlight.env")
_STATES = (
    "08",
    "28",
    "3D",
    "53",
    "57P",
    "42501",
    "42P01",
    "42703",
    "25006",
)  # of the server, the role, missing tables
_SENTENCE = (
    "The database {database} cannot be used: {detail}. Look at DATABASE_URL, whether the server "
    "runs, whether the role owns the tables, and whether migrate has run."
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
            # One connection, without a pool: a pool reports a refusal of the server only as a
            # timeout.
            settings.DATABASES["default"].get("OPTIONS", {}).pop("pool", None)
        execute_from_command_line(arguments)
    except (Error, MigrationSchemaMissing) as error:
        if (sentence := explained(error)) is None:
            raise
        sys.exit(sentence)


def database() -> str:
    """Return which database this process uses, as host and name, without its password."""
    settings_dict = connection.settings_dict
    if "CLUSTER" in settings_dict:
        return f"private server in {settings_dict['CLUSTER'].home.parent}"
    host = settings_dict["HOST"] or "this machine"
    port = f":{settings_dict['PORT']}" if settings_dict["PORT"] else ""
    return f"{host}{port}/{settings_dict['NAME']}"


def explained(error: BaseException) -> str | None:
    """Return a sentence for an error of the server, role or missing tables; None for others."""
    state, cause = "", error.__cause__ or error.__context__
    while cause is not None and not state:
        state, cause = getattr(cause, "sqlstate", None) or "", cause.__cause__ or cause.__context__
    if not state.startswith(_STATES) if state else not isinstance(error, OperationalError):
        return None
    if not state and "CLUSTER" in connection.settings_dict:
        return str(error)  # the private server's own error, which is a sentence
    words = str(error).splitlines()[0] if state else " ".join(str(error).split())
    return _SENTENCE.format(
        database=database(), detail=words.removeprefix("connection failed: ").rstrip(".?")
    )


def _refusal(name: str) -> str:
    """Return why a command must not use the private server; empty if it may.

    It must not where it is used only because no other database was named.
    """
    cluster = connection.settings_dict.get("CLUSTER")
    if cluster is None or settings.DEBUG_IS_SET:
        return ""
    sign = next(
        (file for file in (_UNIT_FILE, settings.STATIC_ROOT / "staticfiles.json") if file.exists()),
        None,
    )
    if sign is not None:
        why = f"This is a production site ({sign}), and no settings of it were given"
    elif name not in _FIRST and not cluster.home.exists():
        why = "There is no private server yet (make run makes one), and no other database was named"
    else:
        return ""
    return (
        f"{why}: {name} was not run. Give it the site’s settings, ENV_FILE={_UNIT_FILE} "
        f"manage.py {name}, "
        f"or say DEBUG=true to use the private server in {cluster.home.parent}."
    )
