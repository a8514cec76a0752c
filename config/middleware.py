"""Middleware: an unavailable database, input that is refused, compression, headers."""

import errno
from collections.abc import Callable
from typing import Any, override

from django.conf import settings
from django.db import Error, InterfaceError, InternalError, OperationalError
from django.http import HttpRequest, HttpResponse, HttpResponseBase, QueryDict
from django.middleware.gzip import GZipMiddleware

from config import db_pool, pages
from config.request_cost import SAFE, cost_of

type Respond = Callable[[HttpRequest], HttpResponseBase]

_COMPRESSED = (
    "image/png",
    "image/jpeg",
    "image/webp",
    "image/gif",
    "audio/",
    "video/",
    "application/pdf",
)
_FORMS = {"application/x-www-form-urlencoded", "multipart/form-data"}
BUSY = "pilotlight.busy"  # in a request's environment, where too many wait for a thread
READ_ONLY = "25006"  # as a replica is until it has taken over
# SQLSTATE classes and codes: lost connection; no room on the disk, in memory, for a connection;
# server shutting down or starting up; the limits of `config.wsgi` on a lock, a statement and an
# idle transaction; a deadlock or two changes at odds, of which nothing was kept.
_STATES_OF_ABSENCE = ("08", "53", "57P", READ_ONLY, "55P03", "57014", "25P03", "40P01", "40001")
_NO_SPACE = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EMFILE, errno.ENFILE}


def is_database_unavailable(error: object) -> bool:
    """Tell whether an error means that the database cannot be used just now, and will be again."""
    if not isinstance(error, (OperationalError, InterfaceError, InternalError)):
        return False
    state = _state(error)
    return (
        not isinstance(error, InternalError)
        if state is None
        else state.startswith(_STATES_OF_ABSENCE)
    )


def _state(error: BaseException) -> str | None:
    return getattr(error.__cause__, "sqlstate", None)


def is_without_space(error: object) -> bool:
    """Tell whether an error means that this machine has no space, or no file, left."""
    return isinstance(error, OSError) and error.errno in _NO_SPACE


def database_unavailable(request: HttpRequest, error: BaseException) -> HttpResponse:
    """Answer 503 for an unavailable database.

    Close connections that were opened while it was read-only.
    """
    if _state(error) == READ_ONLY:
        db_pool.close_pooled_connections()
    return pages.service_unavailable(request)


class DatabaseUnavailableMiddleware:
    """Answer 503 with a plain page while PostgreSQL cannot be used."""

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
    """Compress what is not compressed by nature."""

    @override
    def process_response(
        self, request: HttpRequest, response: HttpResponseBase
    ) -> HttpResponseBase:
        if response.headers.get("Content-Type", "").startswith(_COMPRESSED):
            return response
        return super().process_response(request, response)


def operators_host_middleware(respond: Respond) -> Respond:
    """Answer at the operators' addresses under any host name.

    A load balancer asks a process by its IP address.
    """

    def middleware(request: HttpRequest) -> HttpResponseBase:
        if request.path_info.removeprefix("/") in settings.FOR_OPERATORS and settings.ALLOWED_HOSTS:
            request.META["HTTP_HOST"] = settings.ALLOWED_HOSTS[0].lstrip(".")
        return respond(request)

    return middleware


def response_headers_middleware(respond: Respond) -> Respond:
    """Add the headers unknown to Django: what no page asks for, and who may embed an answer."""
    permissions = ", ".join(f"{name}=()" for name in settings.PERMISSIONS)

    def middleware(request: HttpRequest) -> HttpResponseBase:
        response = respond(request)
        response.headers["Permissions-Policy"] = permissions
        # Data that any site may read is fetched by CORS; what others may show says so itself.
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        return response

    return middleware


class RefusedInputMiddleware:
    """Answer 400 to NUL characters, and 413 to more than a view takes.

    PostgreSQL cannot keep NUL characters, and no person types them.
    """

    def __init__(self, respond: Respond) -> None:
        self.respond = respond

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        has_nul = "\0" in "".join((request.path_info, *request.COOKIES.values())) or _has_nul(
            request.GET
        )
        return pages.bad_request(request) if has_nul else self.respond(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], *_arguments: Any
    ) -> HttpResponse | None:
        """Check what is sent to a view: its length before any of it is read, then a form."""
        if request.method in SAFE:
            return None
        most, length = cost_of(view).body_bytes, request.META.get("CONTENT_LENGTH") or ""
        if length.isdecimal() and int(length[:20]) > most:
            return pages.too_large(request, most)
        is_form = request.content_type in _FORMS
        return pages.bad_request(request) if is_form and _has_nul(request.POST) else None


def _has_nul(fields: QueryDict) -> bool:
    return any("\0" in text for name, values in fields.lists() for text in (name, *values))
