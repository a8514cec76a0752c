"""Pages about Pilotlight itself: what it keeps of visitors, and whose data it shows."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from catalog.releases import Edition
from catalog.views.page import page, reads_release
from catalog.wording import span
from config.cookies import COOKIES


@reads_release
def privacy(request: HttpRequest, edition: Edition) -> HttpResponse:
    """Say what is stored and for how long."""
    kept = {name: span(getattr(settings.KEEP, name)) for name in ("drafts", "plans", "closed_links")}
    return page(request, "catalog/privacy.html", edition, kept=kept, cookies=COOKIES)


@reads_release
def credits_(request: HttpRequest, edition: Edition) -> HttpResponse:
    """Give credit for the data."""
    return page(request, "catalog/credits.html", edition)
