"""The least that a page can be, for others to be measured beside."""

from django.http import HttpRequest, HttpResponse

from catalog.releases import current


def bare(_: HttpRequest) -> HttpResponse:
    """Answer with two bytes: the least that Django and the site's middleware can do."""
    return HttpResponse("ok")


def asks(_: HttpRequest) -> HttpResponse:
    """Answer with two bytes, having asked which release is current: the least that a page of the catalog can do."""
    return HttpResponse(current().digest[:2])
