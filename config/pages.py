"""Error pages; they need no database."""

from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse
from django.template import loader

from config import context, problems
from config.budget import MEGABYTE
from config.request_cost import FORM_BYTES

_SECONDS_TO_WAIT = 10
_PROBLEMS = {
    kind.status: kind
    for kind in (problems.UNREADABLE, problems.TOO_LARGE, problems.FAULT, problems.UNAVAILABLE)
}


def plain(
    request: HttpRequest,
    template: str,
    status: HTTPStatus,
    shown: Mapping[str, Any] = problems.NO_MORE,
) -> HttpResponse:
    """Render a page without context processors, so that it cannot fail for the reason it reports.

    A program gets an error in the form that it reads.
    """
    kind = _PROBLEMS.get(status)
    answer = problems.for_programs(request, kind, kind.advice) if kind is not None else None
    if answer is not None:
        return answer
    theme = context.chosen_theme(request.COOKIES.get(context.THEME_COOKIE, ""))
    response = HttpResponse(
        loader.get_template(template).render({"theme": theme, **shown}), status=status
    )
    response.headers["Cache-Control"] = "no-store"
    return response


def service_unavailable(request: HttpRequest) -> HttpResponse:
    """Answer 503 with `Retry-After`: the database cannot be used."""
    response = plain(request, "503.html", HTTPStatus.SERVICE_UNAVAILABLE)
    response.headers["Retry-After"] = str(_SECONDS_TO_WAIT)
    return response


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Answer 400, or 413 where Django refused what was typed as too long.

    Django's own page reads the body once more for a CSRF token, and fails if the body is the
    problem.
    """
    if isinstance(exception, RequestDataTooBig):
        return too_large(request, FORM_BYTES)
    return plain(request, "400.html", HTTPStatus.BAD_REQUEST)


def too_large(request: HttpRequest, most: int) -> HttpResponse:
    """Answer 413, and say how many bytes are taken at most."""
    shown = {"megabytes": most / MEGABYTE}
    return plain(request, "413.html", HTTPStatus.REQUEST_ENTITY_TOO_LARGE, shown)
