"""Pages about Pilotlight itself: what it keeps of visitors, and whose data it shows."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from catalog import limits
from catalog.formatting import format_days, format_list
from catalog.releases import Edition
from catalog.views.page import page, reads_release


@reads_release
def privacy(request: HttpRequest, edition: Edition) -> HttpResponse:
    """Say what is stored and for how long."""
    days = {name: format_days(getattr(settings.RETENTION, name)) for name in ("drafts", "plans", "closed_links")}
    lengths = {limit.window for limit in settings.LIMITS.values()}
    windows = format_list([word for length, word in limits.WINDOWS.items() if length in lengths], "or")
    cooloff = int(settings.AXES_COOLOFF_TIME.total_seconds()) // 60
    return page(request, "catalog/privacy.html", edition, days=days, windows=windows, cooloff=cooloff)


@reads_release
def credits_(request: HttpRequest, edition: Edition) -> HttpResponse:
    return page(request, "catalog/credits.html", edition)
