"""A lock that all processes on one database share: what prepares a site is done by one of them at a time."""

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection
from django.db.backends.utils import CursorWrapper

_NUMBER = 0x50494C4F54  # of the advisory lock, in PostgreSQL's one space of them
_PAUSE = 0.2  # seconds


@contextmanager
def one_at_a_time() -> Iterator[None]:
    """Wait until no other process is in such a block, and have it; the lock goes with the connection at the latest."""
    with connection.cursor() as cursor:
        # Tried over and over and not waited for: a time limit on locks or statements must not end the wait.
        waits = False
        while not _is_ours(cursor):
            if not waits:
                sys.stderr.write("Another process prepares this database; waiting for it.\n")
            waits = True
            time.sleep(_PAUSE)
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [_NUMBER])


def _is_ours(cursor: CursorWrapper) -> bool:
    cursor.execute("SELECT pg_try_advisory_lock(%s)", [_NUMBER])
    return bool(cursor.fetchone()[0])
