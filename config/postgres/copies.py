"""Backup copies of the whole database.

PostgreSQL's own programs, in the version of the server, write and read them.
"""

import contextlib
import os
import re
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

from django.db import connection

from config.postgres import binaries

# a line of pg_restore --list
_EXTENSION = re.compile(r" (?:EXTENSION -|COMMENT - EXTENSION) (\S+)")
_OURS = (
    "django_migrations",
    "catalog_release",
    "wizard_plan",
)  # tables that a database of Pilotlight has
_APPLY = (
    "--no-psqlrc",
    "--quiet",
    "--tuples-only",
    "--no-align",
    "--set=ON_ERROR_STOP=1",
    "--single-transaction",
)


class CopyError(Exception):
    """PostgreSQL's program is missing or refused; the message is for the operator."""


def write(file: Path) -> int:
    """Copy the database into a new file, for its owner's eyes alone, and return its size in bytes.

    The file appears whole or not at all. Raises `CopyError`.
    """
    if file.exists():
        raise CopyError(f"{file} is there already. Name another file.")
    if not has_tables():
        raise CopyError(
            "The database has none of Pilotlight's tables: nothing was copied. Is it the right one?"
        )
    tools = _tools()
    partial = file.with_name(f"{file.name}.{os.getpid()}.part")
    try:
        partial.touch(mode=0o600)
        _run(
            tools,
            "pg_dump",
            "--format=custom",
            "--no-owner",
            "--no-privileges",
            f"--file={partial}",
        )
        partial.rename(file)
    except OSError as reason:
        raise CopyError(f"{file} cannot be written: {reason.strerror}.") from reason
    finally:
        with contextlib.suppress(OSError):
            partial.unlink(missing_ok=True)
    return file.stat().st_size


def read(file: Path, *, first: str = "", last: str = "") -> list[str]:
    """Put the database back as it was when the file was written. Raises `CopyError`.

    All of it is put back, or none of it.

    The SQL of `first` and `last` runs before and after in the same transaction; return the lines
    that it selects, each of which begins with a `#` so that it is told from those of the copy.
    """
    if not file.is_file():
        raise CopyError(f"There is no file {file}.")
    tools = _tools()
    options = ("--clean", "--if-exists", "--no-owner", "--no-privileges", "--exit-on-error")
    with tempfile.TemporaryDirectory(
        dir=file.parent
    ) as folder:  # beside the file is room for what it unpacks to
        contents, script = Path(folder, "contents"), Path(folder, "script")
        contents.write_text(
            "".join(_restored(_run(tools, "pg_restore", "--list", str(file)))), "utf-8"
        )
        _run(tools, "pg_restore", *options, f"--use-list={contents}", f"--file={script}", str(file))
        steps = (
            f"--command={first}",
            f"--file={script}",
            "--command=RESET search_path",
            f"--command={last}",
        )
        output = _run(tools, "psql", *_APPLY, *(step for step in steps if step != "--command="))
    return [line[1:] for line in output.splitlines() if line.startswith("#")]


def _restored(contents: str) -> Iterator[str]:
    """Yield the lines of a copy's contents, without extensions that are there.

    An administrator may have made those.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT extname FROM pg_extension")
        there = {name for (name,) in cursor.fetchall()}
    for line in contents.splitlines(keepends=True):
        extension = _EXTENSION.search(line)
        if extension is None or extension[1] not in there:
            yield line


def has_tables() -> bool:
    """Return whether the database holds Pilotlight's tables."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT bool_and(to_regclass(name) IS NOT NULL) FROM unnest(%s::text[]) AS name",
            [[*_OURS]],
        )
        return bool(cursor.fetchone()[0])


def _tools() -> Path:
    """Return the programs of the server's own version.

    This server may not take what another version writes or reads.
    """
    server = connection.pg_version // 10_000  # type: ignore[attr-defined]  # of Django's backend for PostgreSQL
    for folder in binaries.folders():
        if all(
            binaries.version(folder, name) == server for name in ("pg_dump", "pg_restore", "psql")
        ):
            return folder
    raise CopyError(
        f"The server is PostgreSQL {server}: install postgresql-client-{server}. Nothing was "
        "changed."
    )


def _run(tools: Path, name: str, *arguments: str) -> str:
    command = [str(tools / name), *arguments]
    done = subprocess.run(
        command, env=_environment(), check=False, capture_output=True, text=True, errors="replace"
    )
    if done.returncode:
        raise CopyError(f"{name} refused, and nothing was changed. {done.stderr.strip()}")
    return done.stdout


def _environment() -> dict[str, str]:
    """Return libpq's variables for the parts of a connection.

    So no password stands on a command line.
    """
    connection.ensure_connection()
    parts = connection.connection.pgconn.info
    return dict(os.environ) | {
        part.envvar.decode(): part.val.decode() for part in parts if part.envvar and part.val
    }
