"""Pooled connections: checked before use, dropped with their server, closed where they were opened read-only."""

from typing import Any

from django.db import connections
from psycopg import Connection, Error
from psycopg_pool import ConnectionPool


def check_connection(connection: Connection[Any]) -> None:
    """Raise where a pooled connection has died; have its pool check all the others at once.

    A server that goes takes every connection with it. The pool by itself would find them out one by one, each after a
    longer pause, and a visitor would wait for the last of them in vain.
    """
    try:
        ConnectionPool.check_connection(connection)
    except Error:
        pool = connection._pool  # noqa: SLF001  # psycopg gives no other way from a connection to its pool
        if isinstance(pool, ConnectionPool):
            pool.check()
        raise


def close_pooled_connections() -> None:
    """Have the pools open other connections: one that was told at its start to read only stays so.

    One that is in use is closed when it comes back.
    """
    for database in connections.all(initialized_only=True):
        if pool := getattr(database, "pool", None):
            pool.drain()
