"""Health checks, robots.txt, the theme, and the error handlers."""

import sys
from collections.abc import Callable
from datetime import UTC, datetime, time, timedelta
from http import HTTPStatus
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.middleware.csrf import get_token
from django.urls import resolve, reverse
from django.utils.http import quote_etag, url_has_allowed_host_and_scheme
from django.utils.timezone import localdate
from django.views.decorators.cache import cache_control, never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import condition, require_POST, require_safe

from config import build, context, middleware, pages, readiness
from config.environment import PROJECT
from config.request_cost import Lane, RequestCost, declares
from config.templatetags.site import site_file

_HOUR, _YEAR = 3600, 365 * 24 * 3600  # seconds
_CONTACT_HOLDS = timedelta(days=180)


@declares(RequestCost(lane=Lane.LIVENESS))
@never_cache
@require_safe
def healthz(request: HttpRequest) -> HttpResponse:  # noqa: ARG001  # every view takes one
    """Answer 200: this process runs."""
    return HttpResponse("ok\n", content_type="text/plain; charset=utf-8")


@never_cache
@require_safe
def readyz(request: HttpRequest, newest_release: Callable[[], object]) -> HttpResponse:  # noqa: ARG001  # every view takes one
    """Answer 200 if pages can be answered, else 503 with what is missing."""
    state = readiness.state(newest_release)
    status = HTTPStatus.OK if state == readiness.READY else HTTPStatus.SERVICE_UNAVAILABLE
    return HttpResponse(f"{state}\n", status=status, content_type="text/plain; charset=utf-8")


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """Tell search engines what is not for them: plans, their wizard, and the desk.

    The example plans are for them.
    """
    public = "Allow: /plan/examples/\n"
    private = "".join(f"Disallow: {path}\n" for path in ("/p/", "/plan/", reverse("admin:index")))
    map_address = context.base_url(request) + "/sitemap.xml"
    return HttpResponse(
        f"User-agent: *\n{public}{private}\nSitemap: {map_address}\n",
        content_type="text/plain; charset=utf-8",
    )


@require_safe
@cache_control(public=True, max_age=_HOUR)
def security_contact(request: HttpRequest) -> HttpResponse:
    """Say whom to tell of a hole (RFC 9116). Raises Http404 where this site names nobody."""
    if not settings.SECURITY_CONTACT:
        raise Http404
    expires = datetime.combine(localdate() + _CONTACT_HOLDS, time(), UTC)
    fields = {
        "Contact": settings.SECURITY_CONTACT,
        "Expires": f"{expires:%Y-%m-%dT%H:%M:%SZ}",
        "Preferred-Languages": "en",
        "Canonical": context.base_url(request) + request.path,
    }
    lines = "".join(f"{name}: {value}\n" for name, value in fields.items())
    return HttpResponse(lines, content_type="text/plain; charset=utf-8")


# What browsers ask for by name, whatever a page links to: file and type.
ICONS = {
    "favicon.ico": ("favicon.ico", "image/x-icon"),
    "apple-touch-icon.png": ("flame-180.png", "image/png"),
}
_IMAGES = PROJECT / "static" / "img"


@require_safe
@cache_control(public=True, max_age=24 * _HOUR)
def icon(request: HttpRequest, name: str) -> HttpResponse:  # noqa: ARG001  # every view takes one
    """Give an icon of this site."""
    file, media_type = ICONS[name]
    return HttpResponse((_IMAGES / file).read_bytes(), content_type=media_type)


@require_safe
@cache_control(public=True, max_age=_HOUR)
def manifest(request: HttpRequest) -> HttpResponse:  # noqa: ARG001  # every view takes one
    """Say what this site is called and looks like where somebody puts it on a home screen."""
    shown = {
        "name": settings.SITE_NAME,
        "short_name": settings.SITE_NAME,
        "start_url": "/",
        "display": "minimal-ui",
        "background_color": "#faf6ee",
        "theme_color": "#faf6ee",
        "icons": [
            {"src": site_file("img/flame.svg"), "type": "image/svg+xml", "sizes": "any"},
            {"src": site_file("img/flame-512.png"), "type": "image/png", "sizes": "512x512"},
        ],
    }
    return JsonResponse(shown, content_type="application/manifest+json")


@require_safe
@cache_control(public=True, max_age=_HOUR)
@condition(etag_func=lambda _request: quote_etag(build.build_id()))
def logo(request: HttpRequest) -> HttpResponse:  # noqa: ARG001  # every view takes one
    """Give the logo of this site. Raises Http404 where it has none."""
    if settings.SITE_LOGO is None:
        raise Http404
    return HttpResponse(settings.SITE_LOGO.content, content_type=settings.SITE_LOGO.media_type)


@declares(
    RequestCost(
        uncounted="keeps one word in the visitor’s own browser, and asks the database for nothing"
    )
)
@csrf_exempt  # it sets a colour and nothing else; a token would put a cookie on every page
@require_POST
def theme(request: HttpRequest) -> HttpResponse:
    """Store the chosen theme in a cookie and redirect to the page where it was chosen."""
    chosen = context.chosen_theme(request.POST.get("theme", ""))
    response = HttpResponseRedirect(_local(request, request.POST.get("next", "")))
    if chosen == "auto":
        response.delete_cookie(context.THEME_COOKIE, samesite="Lax")
    else:
        response.set_cookie(
            context.THEME_COOKIE,
            chosen,
            max_age=_YEAR,
            samesite="Lax",
            secure=request.is_secure(),
            httponly=True,
        )
    return response


def _local(request: HttpRequest, address: str) -> str:
    safe = url_has_allowed_host_and_scheme(
        address, {request.get_host()}, require_https=request.is_secure()
    )
    return address if safe and address.startswith("/") else "/"


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001  # Django's signature
    """Answer 403."""
    return pages.plain(request, "403.html", HTTPStatus.FORBIDDEN)


def failed(request: HttpRequest) -> HttpResponse:
    """Answer 500, or 503 if outside a view the database became unavailable, or the disk full."""
    error = sys.exception()
    if error is not None and middleware.is_database_unavailable(error):
        return middleware.database_unavailable(request, error)
    if middleware.is_without_space(error):
        return pages.service_unavailable(request)
    return pages.plain(request, "500.html", HTTPStatus.INTERNAL_SERVER_ERROR)


def form_refused(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001  # Django's signature
    """Answer 403 to a form without a valid token.

    At an address with a private key, offer to send what was typed once more.

    Nobody but the plan's owner knows such an address, so no other site can fill in the form.
    """
    sent: dict[str, Any] = {}
    if "edit_key" in resolve(request.path_info).kwargs:
        names = [name for name in request.POST if name != "csrfmiddlewaretoken"]
        fields = [(name, value) for name in names for value in request.POST.getlist(name)]
        sent = {"address": request.path, "fields": fields, "csrf_token": get_token(request)}
    return pages.plain(request, "403_csrf.html", HTTPStatus.FORBIDDEN, sent)
