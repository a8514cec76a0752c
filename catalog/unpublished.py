"""The answer of every page while no release of the catalog is published."""

from collections.abc import Callable
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render

from catalog.releases import NothingPublishedError
from config import problems

type Respond = Callable[[HttpRequest], HttpResponseBase]


class NothingPublishedMiddleware:
    """Answer 503 where a view asks for the current release and there is none."""

    def __init__(self, respond: Respond) -> None:
        self.respond = respond

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.respond(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """Turn the error of a view into a page, or at the API into a problem."""
        if not isinstance(error, NothingPublishedError):
            return None
        if request.path.startswith(problems.ROOT):
            return problems.response(request, problems.NOTHING_PUBLISHED, str(error))
        return render(request, "catalog/no_release.html", status=HTTPStatus.SERVICE_UNAVAILABLE)
