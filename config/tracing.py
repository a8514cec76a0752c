"""What an operator learns of a request: an id in its log lines, its own line, counts, times."""

import logging
import re
import secrets
import time
from collections.abc import Callable
from contextvars import ContextVar
from http import HTTPMethod

from django.http import HttpRequest, HttpResponseBase

from config import metrics

type Respond = Callable[[HttpRequest], HttpResponseBase]

HEADER = "X-Request-ID"
REQUEST_ID: ContextVar[str] = ContextVar("request_id", default="")
ROUTELESS = "(none)"  # no address of ours: a file, or nothing at all

_FIT = re.compile(r"[A-Za-z0-9._-]{8,64}")
_log = logging.getLogger("config.requests")


def request_log_middleware(respond: Respond) -> Respond:
    """Give each request an id, or keep the proxy's valid one; log and count it once answered.

    The line names the pattern of the address and never the address, which may hold the key of a
    plan.
    """

    def middleware(request: HttpRequest) -> HttpResponseBase:
        sent = request.headers.get(HEADER, "")
        request_id = sent if _FIT.fullmatch(sent) else secrets.token_hex(8)
        # until the thread takes another: Django logs a failure after all middleware
        REQUEST_ID.set(request_id)
        start = time.perf_counter()
        response = respond(request)
        _report(request, response.status_code, time.perf_counter() - start)
        response.headers[HEADER] = request_id
        return response

    return middleware


def _report(request: HttpRequest, status: int, seconds: float) -> None:
    """Write the line of a request that has been answered, and count it."""
    method, route, spent = method_of(request), route_of(request), round(seconds * 1000, 1)
    metrics.observe_request(method, route, status, seconds)
    facts = {"method": method, "route": route, "status": status, "ms": spent}
    _log.info("%s %s %d in %.1f ms", method, route, status, spent, extra={"facts": facts})


def route_of(request: HttpRequest) -> str:
    """Return the pattern of the address that answers a request, which is one of a few hundred."""
    match = request.resolver_match
    return f"/{match.route}" if match is not None else ROUTELESS


def method_of(request: HttpRequest) -> str:
    """Return the request's method; one word for all unknown methods."""
    return str(request.method) if request.method in HTTPMethod.__members__ else "OTHER"
