"""Connections that a process keeps: asked before they are used again, dropped with their server, let go when refused."""

import select
import time
from typing import Any
from weakref import WeakKeyDictionary

from django.db import connections
from psycopg import Connection, Error
from psycopg_pool import ConnectionPool

SURE_FOR = 1.0  # seconds after an answer in which a connection on which nothing has come in since is taken to be well

_answered: WeakKeyDictionary[Connection[Any], float] = WeakKeyDictionary()


def still_there(connection: Connection[Any]) -> None:
    """Raise where a kept connection has died; have its pool look at all the others at once.

    A server that goes takes every connection with it. The pool by itself would find them out one by one, each after a
    longer pause, and a visitor would wait for the last of them in vain.
    """
    if time.monotonic() - _answered.get(connection, -SURE_FOR) < SURE_FOR and _quiet(connection):
        return
    try:
        ConnectionPool.check_connection(connection)
    except Error:
        pool = connection._pool  # noqa: SLF001  # psycopg gives no other way from a connection to its pool
        if isinstance(pool, ConnectionPool):
            pool.check()
        raise
    _answered[connection] = time.monotonic()


def let_go() -> None:
    """Have the pools open other connections: one that was told at its start to read only stays so.

    One that is in use is closed when it comes back; Django may know of none, where a question went past it.
    """
    for database in connections.all(initialized_only=True):
        if pool := getattr(database, "pool", None):
            pool.drain()


def _quiet(connection: Connection[Any]) -> bool:
    """Tell whether nothing waits to be read; a server that ends says so, or its end of the line is closed."""
    if connection.closed:
        return False
    waiting = select.poll()
    waiting.register(connection.fileno(), select.POLLIN)
    return not waiting.poll(0)
