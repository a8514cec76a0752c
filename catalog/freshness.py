"""What answers are made from besides a release; a new version of any of it makes new entity tags."""

from functools import cache
from hashlib import sha256
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent
MADE_FROM = ("catalog/**/*.py", "wizard/**/*.py", "templates/**/*")


@cache
def made_from() -> str:
    """Return a digest of the files that answers are made from; worked out once a process."""
    digest = sha256()
    for pattern in MADE_FROM:
        for file in sorted(path for path in PROJECT.glob(pattern) if path.is_file()):
            digest.update(file.read_bytes())
    return digest.hexdigest()[:16]
