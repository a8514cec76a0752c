"""Reading from a replica: public pages and permalinks.

This is for visitors who have not just written something.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.core.exceptions import MiddlewareNotUsed
from django.db import DEFAULT_DB_ALIAS, connections
from django.http import HttpRequest, HttpResponseBase

from config.request_cost import SAFE

type Respond = Callable[[HttpRequest], HttpResponseBase]

REPLICA = "replica"
JUST_WROTE = "wrote"  # the cookie of a visitor whose own write a replica may not have yet
CATCHING_UP = 10  # seconds a replica may be behind before a visitor could miss what they just saved
ALWAYS_PRIMARY = ("/admin/", "/plan/", "/readyz")  # where people read what they are about to change

_reads_from: ContextVar[str] = ContextVar("reads_from", default=DEFAULT_DB_ALIAS)


@contextmanager
def reading_from(alias: str) -> Iterator[None]:
    """Have everything until the block ends read there, until something is written."""
    mark = _reads_from.set(alias)
    try:
        yield
    finally:
        _reads_from.reset(mark)


class Router:
    """Sends reads where the request reads from, and all after a write to where it was written."""

    def db_for_read(self, model: Any, **hints: Any) -> str:  # noqa: ARG002  # Django's signature
        """Return the replica in a request that may read there."""
        return _reads_from.get()

    def db_for_write(self, model: Any, **hints: Any) -> str:  # noqa: ARG002  # Django's signature
        """Return the primary, and read there from now on: what was written must be seen."""
        _reads_from.set(DEFAULT_DB_ALIAS)
        return DEFAULT_DB_ALIAS

    def allow_relation(self, one: Any, other: Any, **hints: Any) -> bool:  # noqa: ARG002  # Django's signature
        """Allow all: both hold the same rows."""
        return True

    def allow_migrate(self, db: str, app_label: str, **hints: Any) -> bool:  # noqa: ARG002  # Django's signature
        """Change tables on the primary only; the replica follows."""
        return db == DEFAULT_DB_ALIAS


def replica_middleware(respond: Respond) -> Respond:
    """Let a request that only reads use the replica.

    Its visitor must not have written anything seconds ago. The desk, kept plans and the check of
    readiness never use it.
    """
    if REPLICA not in connections.settings:
        raise MiddlewareNotUsed

    def middleware(request: HttpRequest) -> HttpResponseBase:
        with reading_from(REPLICA if _may(request) else DEFAULT_DB_ALIAS):
            response = respond(request)
        if request.method not in SAFE:
            response.set_cookie(
                JUST_WROTE,
                "1",
                max_age=CATCHING_UP,
                httponly=True,
                samesite="Lax",
                secure=request.is_secure(),
            )
        return response

    return middleware


def _may(request: HttpRequest) -> bool:
    return (
        request.method in SAFE
        and JUST_WROTE not in request.COOKIES
        and not request.path_info.startswith(ALWAYS_PRIMARY)
    )
