"""A lock that all processes on one database share: what prepares a site is done by one of them at a time."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection

_NUMBER = 0x50494C4F54  # of the advisory lock, in PostgreSQL's one space of them


@contextmanager
def one_at_a_time() -> Iterator[None]:
    """Wait until no other process is in such a block, and have it; the lock goes with the connection at the latest."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s)", [_NUMBER])
        if not cursor.fetchone()[0]:
            sys.stderr.write("Another process prepares this database; waiting for it.\n")
            cursor.execute("SET lock_timeout = 0; SET statement_timeout = 0")  # which must not end the wait
            cursor.execute("SELECT pg_advisory_lock(%s)", [_NUMBER])
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [_NUMBER])
