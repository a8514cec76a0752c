"""Pages about Pilotlight itself: what it keeps of visitors, and whose data it shows."""

from django.http import HttpRequest, HttpResponse

from catalog.releases import Edition
from catalog.views.page import page, reads_release


@reads_release
def privacy(request: HttpRequest, edition: Edition) -> HttpResponse:
    """Say what is stored and for how long."""
    return page(request, "catalog/privacy.html", edition)


@reads_release
def credits_(request: HttpRequest, edition: Edition) -> HttpResponse:
    """Give credit for the data."""
    return page(request, "catalog/credits.html", edition)
