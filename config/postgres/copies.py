"""Backup copies of the whole database, written and read by PostgreSQL's own programs."""

import os
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection

from config.postgres import binaries

# What Django calls a connection's parts, and libpq's variables for them; a password never stands on a command line.
_VARIABLES = {"host": "PGHOST", "port": "PGPORT", "user": "PGUSER", "password": "PGPASSWORD", "dbname": "PGDATABASE"}
_OWN_OPTIONS = {"sslmode": "PGSSLMODE", "sslrootcert": "PGSSLROOTCERT", "sslcert": "PGSSLCERT", "sslkey": "PGSSLKEY"}


class CopyError(Exception):
    """PostgreSQL's program is missing or refused; the message is for the operator."""


def write(file: Path) -> int:
    """Copy the database into a new file, for its owner's eyes alone, and return its size in bytes.

    The file appears whole or not at all. Raises `CopyError`.
    """
    if file.exists():
        raise CopyError(f"{file} is there already. Name another file.")
    aside = file.with_name(f"{file.name}.{os.getpid()}.part")
    try:
        aside.touch(mode=0o600)
        _run("pg_dump", "--format=custom", "--no-owner", "--no-privileges", f"--file={aside}")
        aside.rename(file)
    except OSError as reason:
        raise CopyError(f"{file} cannot be written: {reason.strerror}.") from reason
    finally:
        aside.unlink(missing_ok=True)
    return file.stat().st_size


def read(file: Path) -> None:
    """Put the database back as it was when the file was written, all of it or none of it. Raises `CopyError`."""
    if not file.is_file():
        raise CopyError(f"There is no file {file}.")
    options = ("--clean", "--if-exists", "--no-owner", "--no-privileges", "--single-transaction", "--exit-on-error")
    _run("pg_restore", *options, f"--dbname={_parameters()['dbname']}", str(file))


def _run(name: str, *arguments: str) -> None:
    try:
        subprocess.run(
            [_program(name), *arguments],
            env=_environment(),
            check=True,
            capture_output=True,
            text=True,
            errors="replace",
        )
    except FileNotFoundError as reason:
        raise CopyError(f"{name} is not on this machine. Install PostgreSQL's client programs.") from reason
    except subprocess.CalledProcessError as refused:
        raise CopyError(f"{name} refused. {refused.stderr.strip()}") from refused


def _program(name: str) -> str:
    """Return PostgreSQL's program of that name: those of the private server for it, else what is on PATH."""
    private = "CLUSTER" in connection.settings_dict
    found = binaries.find(settings.POSTGRES_BINARIES) if private or shutil.which(name) is None else None
    return str(found.folder / name) if found else name


def _environment() -> Mapping[str, str]:
    parameters = _parameters()
    names = _VARIABLES | _OWN_OPTIONS
    given = {names[part]: str(value) for part, value in parameters.items() if part in names and value}
    return dict(os.environ) | given


def _parameters() -> dict[str, Any]:
    connection.ensure_connection()  # starts the private server where it is not running
    return connection.get_connection_params()
