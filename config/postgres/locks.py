"""A lock that all processes on one database share: what prepares a site is done by one of them at a time."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection

_NUMBER = 0x50494C4F54  # of the advisory lock, in PostgreSQL's one space of them


@contextmanager
def one_at_a_time() -> Iterator[None]:
    """Take the lock when no other process has it; it is released after the block, at the latest with the connection."""
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
