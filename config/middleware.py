"""Middleware: an unavailable database, NUL characters, compression, headers."""

import re
from collections.abc import Callable, Iterable
from typing import Any, override

from django.conf import settings
from django.db import Error, InterfaceError, InternalError, OperationalError
from django.http import HttpRequest, HttpResponse, HttpResponseBase, QueryDict
from django.middleware.gzip import GZipMiddleware
from django.utils.cache import patch_vary_headers

from config import db_pool, pages

type Respond = Callable[[HttpRequest], HttpResponseBase]

_NO_GZIP = re.compile(r"\bgzip\s*;\s*q=0(\.0*)?(\s*,|\s*$)")
_TEXTS = ("json", "xml", "yaml")  # the end of a media type
_FORMS = {"application/x-www-form-urlencoded", "multipart/form-data"}
BUSY = "pilotlight.busy"  # in a request's environment, where too many wait for a thread
READ_ONLY = "25006"  # as a replica is until it has taken over
# SQLSTATE classes and codes: lost connection; no room on the disk, in memory, for a connection; server shutting down or
# starting up; the limits of `config.wsgi` on a lock, a statement and an idle transaction.
_STATES_OF_ABSENCE = ("08", "53", "57P", READ_ONLY, "55P03", "57014", "25P03")


def is_database_unavailable(error: BaseException | None) -> bool:
    """Tell whether an error means that the database cannot be used just now, and will be again."""
    if not isinstance(error, (OperationalError, InterfaceError, InternalError)):
        return False
    state = _state(error)
    return not isinstance(error, InternalError) if state is None else state.startswith(_STATES_OF_ABSENCE)


def _state(error: BaseException) -> str | None:
    return getattr(error.__cause__, "sqlstate", None)


def database_unavailable(request: HttpRequest, error: BaseException) -> HttpResponse:
    """Answer 503 for an unavailable database; close connections that were opened while it was read-only."""
    if _state(error) == READ_ONLY:
        db_pool.close_pooled_connections()
    return pages.service_unavailable(request)


class DatabaseUnavailableMiddleware:
    """Answer 503 with a plain page while PostgreSQL cannot be used."""

    sync_capable = True
    async_capable = False

    def __init__(self, respond: Respond) -> None:
        self.respond = respond

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return pages.service_unavailable(request) if BUSY in request.META else self.respond(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """Turn a view's error into the 503 page if it means that the database is unavailable."""
        return (
            database_unavailable(request, error)
            if isinstance(error, Error) and is_database_unavailable(error)
            else None
        )


class TextGZipMiddleware(GZipMiddleware):
    """Compress texts for those who take it, unless they are compressed already; pictures and PDFs are by nature."""

    @override
    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        kind = response.headers.get("Content-Type", "").partition(";")[0]
        if not (kind.startswith("text/") or kind.endswith(_TEXTS)):
            return response
        if _NO_GZIP.search(request.headers.get("Accept-Encoding", "").lower()):  # Django takes “gzip;q=0” for a yes
            patch_vary_headers(response, ["Accept-Encoding"])
            return response
        return super().process_response(request, response)


def operators_host_middleware(respond: Respond) -> Respond:
    """Answer at the operators' addresses under any host name: a load balancer asks a process by its IP address."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        if request.path_info.removeprefix("/") in settings.FOR_OPERATORS and settings.ALLOWED_HOSTS:
            request.META["HTTP_HOST"] = settings.ALLOWED_HOSTS[0].lstrip(".")
        return respond(request)

    return middleware


def response_headers_middleware(respond: Respond) -> Respond:
    """Add the headers that Django does not know: where to report, what no page asks for, who may embed an answer."""
    more = {
        "Reporting-Endpoints": ", ".join(f'{name}="{address}"' for name, address in settings.REPORTS_TO.items()),
        "Permissions-Policy": ", ".join(f"{name}=()" for name in settings.PERMISSIONS),
    }

    def middleware(request: HttpRequest) -> HttpResponseBase:
        response = respond(request)
        for name, value in more.items():
            response.headers[name] = value
        # Data that any site may read is fetched by CORS; what others may show says so itself.
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        return response

    return middleware


class RejectNulMiddleware:
    """Answer 400 to NUL characters, which PostgreSQL cannot keep and no person types."""

    sync_capable = True
    async_capable = False

    def __init__(self, respond: Respond) -> None:
        self.respond = respond

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return pages.bad_request(request) if _has_nul(_addressed(request)) else self.respond(request)

    def process_view(self, request: HttpRequest, *_view: Any) -> HttpResponse | None:
        """Check a form after its address was found to have a view."""
        return pages.bad_request(request) if _has_nul(_sent(request)) else None


def _has_nul(texts: Iterable[str]) -> bool:
    return any("\0" in text for text in texts)


def _addressed(request: HttpRequest) -> Iterable[str]:
    yield request.path_info
    yield from request.COOKIES.values()
    yield from _texts(request.GET)


def _sent(request: HttpRequest) -> Iterable[str]:
    if request.method == "POST" and request.content_type in _FORMS:
        yield from _texts(request.POST)
        for name, file in request.FILES.items():
            yield name
            yield getattr(file, "name", None) or ""


def _texts(fields: QueryDict) -> Iterable[str]:
    for name, values in fields.lists():
        yield name
        yield from values
