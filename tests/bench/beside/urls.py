"""The addresses that the bench adds to the site's."""

from django.http import HttpRequest, HttpResponse
from django.urls import path

from catalog.releases import current
from config.urls import handler400, handler403, handler404, handler500, urlpatterns as site
from tests.bench.beside.formtools import Walk, step_forms


def bare(_: HttpRequest) -> HttpResponse:
    """Answer with two bytes: the least that Django and the site's middleware can do."""
    return HttpResponse("ok")


def asks(_: HttpRequest) -> HttpResponse:
    """Answer with two bytes, having asked which release is current: the least that a page of the catalog can do."""
    return HttpResponse(current().digest[:2])


__all__ = ["handler400", "handler403", "handler404", "handler500", "urlpatterns"]  # what Django looks for

walk = Walk.as_view(list(step_forms()), url_name="beside-step")

urlpatterns = [
    path("beside/bare/", bare),
    path("beside/asks/", asks),
    path("beside/walk/", walk, name="beside-walk"),
    path("beside/walk/<step>/", walk, name="beside-step"),
    *site,
]
