"""Connections that a process keeps: asked before they are used again, and dropped together when their server is gone."""

from typing import Any

from psycopg import Connection, Error
from psycopg_pool import ConnectionPool


def still_there(connection: Connection[Any]) -> None:
    """Raise where a kept connection has died; have its pool look at all the others at once.

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
