"""Pooled connections: checked before use, dropped with their server.

They are closed where they were opened read-only.
"""

from contextlib import suppress
from typing import Any

from django.db import connections
from psycopg import Connection, Error
from psycopg_pool import ConnectionPool, PoolTimeout


def check_connection(connection: Connection[Any]) -> None:
    """Raise where a pooled connection has died; have its pool check all the others at once.

    A server that goes takes every connection with it. Left alone, the pool would find the dead ones
    one at a time, each after a longer pause, and a visitor's request would time out.
    """
    try:
        ConnectionPool.check_connection(connection)
    except Error:
        pool = connection._pool  # noqa: SLF001  # psycopg gives no other way from a connection to its pool
        if isinstance(pool, ConnectionPool):
            pool.check()
        raise


def connect_for_waiting(pool: ConnectionPool) -> None:
    """Have a pool that gave up connect once more while requests wait.

    By itself it would let them time out.

    A request for a connection is what makes a pool try, and those who wait have made theirs.
    """
    if pool.get_stats().get("requests_waiting"):
        with suppress(PoolTimeout), pool.connection(timeout=0.1):
            pass


def close_pooled_connections() -> None:
    """Have the pools replace their connections: one that was opened read-only stays read-only.

    One that is in use is closed when it comes back.
    """
    for database in connections.all(initialized_only=True):
        if pool := getattr(database, "pool", None):
            pool.drain()
