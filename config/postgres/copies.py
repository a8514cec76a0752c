"""Backup copies of the whole database, written and read by PostgreSQL's own programs."""

import contextlib
import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import IO, Any

from django.conf import settings
from django.db import connection

from config.postgres import binaries
from config.postgres.binaries import Binaries

# What Django calls a connection's parts, and libpq's variables for them; a password never stands on a command line.
_VARIABLES = {"host": "PGHOST", "port": "PGPORT", "user": "PGUSER", "password": "PGPASSWORD", "dbname": "PGDATABASE"}
_OWN_OPTIONS = {"sslmode": "PGSSLMODE", "sslrootcert": "PGSSLROOTCERT", "sslcert": "PGSSLCERT", "sslkey": "PGSSLKEY"}
_EXTENSION = re.compile(r" (?:EXTENSION -|COMMENT - EXTENSION) (\S+)")  # a line of pg_restore --list
_OURS = "django_migrations", "catalog_release", "wizard_plan"  # tables that a database of Pilotlight has


class CopyError(Exception):
    """PostgreSQL's program is missing or refused; the message is for the operator."""


def write(file: Path) -> int:
    """Copy the database into a new file, for its owner's eyes alone, and return its size in bytes.

    The file appears whole or not at all. Raises `CopyError`.
    """
    if file.exists():
        raise CopyError(f"{file} is there already. Name another file.")
    if not has_tables():
        raise CopyError("The database has none of Pilotlight's tables: nothing was copied. Is it the right one?")
    tools = _for_backup(_server())
    aside = file.with_name(f"{file.name}.{os.getpid()}.part")
    try:
        aside.touch(mode=0o600)
        _run(tools, "pg_dump", "--format=custom", "--no-owner", "--no-privileges", f"--file={aside}")
        aside.rename(file)
    except OSError as reason:
        raise CopyError(f"{file} cannot be written: {reason.strerror}.") from reason
    finally:
        with contextlib.suppress(OSError):
            aside.unlink(missing_ok=True)
    return file.stat().st_size


def read(file: Path, *, first: str = "", last: str = "") -> list[str]:
    """Put the database back as it was when the file was written, all of it or none of it. Raises `CopyError`.

    The SQL of `first` and `last` runs before and after in the same transaction; return the lines that it selects,
    each of which begins with a `#` so that it is told from those of the copy.
    """
    if not file.is_file():
        raise CopyError(f"There is no file {file}.")
    tools, contents = _for_restore(file, _server())
    options = ("--clean", "--if-exists", "--no-owner", "--no-privileges", "--exit-on-error", "--file=-")
    with tempfile.NamedTemporaryFile("w", encoding="utf-8") as wanted:
        wanted.writelines(_restored(contents))
        wanted.flush()
        restoring: list[str | Path] = [tools.folder / "pg_restore", *options, f"--use-list={wanted.name}", file]
        return _piped(restoring, tools, first, last)


def _restored(contents: str) -> Iterator[str]:
    """Yield the lines of a copy's contents, without extensions that are there: an administrator may have made them."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT extname FROM pg_extension")
        there = {name for (name,) in cursor.fetchall()}
    for line in contents.splitlines(keepends=True):
        extension = _EXTENSION.search(line)
        if extension is None or extension[1] not in there:
            yield line


def _piped(restoring: Sequence[str | Path], tools: Binaries, first: str, last: str) -> list[str]:
    applying = (tools.folder / "psql", "--no-psqlrc", "--quiet", "--tuples-only", "--no-align", "--set=ON_ERROR_STOP=1")
    with (
        tempfile.TemporaryFile() as said,
        tempfile.TemporaryFile() as complaints,
        subprocess.Popen(restoring, stdout=subprocess.PIPE, stderr=complaints) as script,
        subprocess.Popen(
            applying, stdin=subprocess.PIPE, stdout=said, stderr=complaints, env=_environment()
        ) as database,
    ):
        assert script.stdout is not None  # noqa: S101  # both are pipes
        assert database.stdin is not None  # noqa: S101
        whole = _apply(first, script, script.stdout, database.stdin, last)
        if database.wait() or not whole:
            complaints.seek(0)
            reason = complaints.read().decode(errors="replace").strip()
            raise CopyError(f"pg_restore refused. {reason} Nothing was changed.")
        said.seek(0)
        lines = said.read().decode().splitlines()
    return [line[1:] for line in lines if line.startswith("#")]


def has_tables() -> bool:
    """Return whether the database holds Pilotlight's tables."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT bool_and(to_regclass(name) IS NOT NULL) FROM unnest(%s::text[]) AS name", [[*_OURS]])
        return bool(cursor.fetchone()[0])


def _apply(first: str, script: "subprocess.Popen[bytes]", source: IO[bytes], target: IO[bytes], last: str) -> bool:
    """Send one transaction to psql; it ends without COMMIT, and so undone, where the copy could not be read whole."""
    with contextlib.suppress(BrokenPipeError), target:  # psql has ended with an error
        target.write(f"BEGIN;\n{first}\n".encode())
        shutil.copyfileobj(source, target)
        if script.wait():
            return False
        target.write(f"RESET search_path;\n{last}\nCOMMIT;\n".encode())
        return True
    source.close()
    return False


# Versions


def _server() -> int:
    connection.ensure_connection()  # starts the private server where it is not running
    return int(connection.connection.info.server_version) // 10_000


def _tools() -> list[Binaries]:
    return list(binaries.clients(settings.POSTGRES_BINARIES))


def _for_backup(server: int) -> Binaries:
    """Return the server's own version of the programs: what a newer one writes, that server may not take back."""
    tools = _tools()
    found = next((each for each in tools if each.version == server), None)
    if found is None:
        raise CopyError(
            f"The server is PostgreSQL {server}, and {_here(tools)}. A copy by another version may not come back: "
            f"install postgresql-client-{server}. Nothing was copied."
        )
    return found


def _for_restore(file: Path, server: int) -> tuple[Binaries, str]:
    """Return the newest programs that suit the server and are no older than those that wrote the copy; and its contents."""
    tools = _tools()
    if not tools:
        raise CopyError(f"There are no pg_restore and psql here: install postgresql-client-{server}.")
    newest = max(tools, key=lambda each: each.version)
    try:
        contents = _run(newest, "pg_restore", "--list", str(file))
    except CopyError as reason:
        if "unsupported version" not in str(reason):
            raise
        raise CopyError(
            f"A newer pg_dump wrote this copy than pg_restore {newest.version}, the newest here, can read: install that "
            "version’s client programs. Nothing was changed."
        ) from reason
    written = re.search(r"Dumped by pg_dump version: (\d+)", contents)
    oldest = int(written[1]) if written else 0
    if oldest > server:
        raise CopyError(
            f"pg_dump {oldest} wrote this copy, and the server is PostgreSQL {server}, which may not take it: restore it "
            f"into PostgreSQL {oldest} or newer. Nothing was changed."
        )
    fitting = [each for each in tools if oldest <= each.version <= server]
    if not fitting:
        raise CopyError(
            f"pg_dump {oldest} wrote this copy and the server is PostgreSQL {server}, and {_here(tools)}: install "
            f"postgresql-client-{server}. Nothing was changed."
        )
    return max(fitting, key=lambda each: each.version), contents


def _here(tools: list[Binaries]) -> str:
    versions = ", ".join(str(each.version) for each in tools)
    return f"the programs here are of version {versions}" if versions else "there is no pg_dump with its psql here"


# Programs


def _run(tools: Binaries, name: str, *arguments: str) -> str:
    try:
        return subprocess.run(
            [tools.folder / name, *arguments],
            env=_environment(),
            check=True,
            capture_output=True,
            text=True,
            errors="replace",
        ).stdout
    except subprocess.CalledProcessError as refused:
        raise CopyError(f"{name} refused. {refused.stderr.strip()}") from refused


def _environment() -> Mapping[str, str]:
    parameters = _parameters()
    names = _VARIABLES | _OWN_OPTIONS
    given = {names[part]: str(value) for part, value in parameters.items() if part in names and value}
    return dict(os.environ) | given


def _parameters() -> dict[str, Any]:
    connection.ensure_connection()
    return connection.get_connection_params()
