"""The running build's identity: a digest of all that responses are made from.

The database is not part of it.
"""

import os
from functools import cache
from hashlib import sha256
from pathlib import Path

from django.conf import settings

from config.environment import PROJECT

MADE_FROM = ("catalog", "wizard", "config", "templates", "static", "docs", "requirements.txt")
PRINTED = (
    "BASE_URL",
    "DEBUG",
    "LIMITS",
    "RETENTION",
    "SITE_LOGO",
    "SITE_NAME",
)  # settings that pages show


@cache
def build_id() -> str:
    """Return the identity of this build, computed once a process.

    With `BUILD_ID` in the environment no files are read.
    """
    files = os.environ.get("BUILD_ID") or digest_of_files(PROJECT)
    return sha256(
        f"{files}|{[getattr(settings, name) for name in PRINTED]!r}".encode()
    ).hexdigest()[:16]


def digest_of_files(project: Path) -> str:
    """Return a digest of the names and contents of the files that answers are made from."""
    digest = sha256()
    for place in (project / name for name in MADE_FROM):
        for file in sorted(
            path for path in (place, *place.rglob("*")) if path.is_file() and path.suffix != ".pyc"
        ):
            digest.update(f"{file.relative_to(project)}\0".encode() + file.read_bytes())
    return digest.hexdigest()
