"""The identity of the running build: a digest of everything but the database that responses are made from."""

import os
from collections.abc import Mapping
from functools import cache
from hashlib import sha256
from pathlib import Path

from django.conf import settings

from config.environment import PROJECT

MADE_FROM = [
    "catalog/**/*",
    "wizard/**/*",
    "config/**/*",
    "templates/**/*",
    "static/**/*",
    "docs/**/*.md",
    "requirements.txt",
]
PRINTED = (
    "AXES_COOLOFF_TIME",
    "BASE_URL",
    "DEBUG",
    "RETENTION",
    "LIMITS",
    "SITE_LOGO",
    "SITE_NAME",
    "STATIC_URL",
    "TIME_ZONE",
)


@cache
def build_id() -> str:
    """Return the identity of this build, computed once a process; with `BUILD_ID` in the environment no files are read."""
    printed = {name: getattr(settings, name, None) for name in PRINTED}
    return digest_of(os.environ.get("BUILD_ID", "") or digest_of_files(PROJECT), printed)


def digest_of(files: str, printed: Mapping[str, object]) -> str:
    """Return a digest of the files and of the settings that pages print."""
    return sha256(f"{files}|{sorted(printed.items())!r}".encode()).hexdigest()[:16]


def digest_of_files(project: Path) -> str:
    """Return a digest of the names and contents of the files that answers are made from."""
    digest = sha256()
    for pattern in MADE_FROM:
        for file in sorted(path for path in project.glob(pattern) if path.is_file() and path.suffix != ".pyc"):
            digest.update(f"{file.relative_to(project)}\0".encode() + file.read_bytes())
    return digest.hexdigest()
