"""What every public page of the catalog shares: the release it reads, its entity tag, and its answer when there is none."""

from collections.abc import Callable
from functools import cache, wraps
from hashlib import sha256
from http import HTTPStatus
from pathlib import Path
from typing import Any, Concatenate

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.cache import get_conditional_response, patch_vary_headers
from django.utils.http import quote_etag
from django.views.decorators.http import require_safe

from catalog.releases import Edition, NoRelease, current

PROJECT = Path(__file__).resolve().parent.parent.parent
# What a page is made from besides its release; a new version of any of it makes new pages.
MADE_FROM = (
    "catalog/**/*.py",
    "wizard/**/*.py",  # the home page shows a piece of a plan
    "templates/**/*.html",
    "static/**/*.css",
    "docs/recommendation.md",
)


def reads_release[**P](
    view: Callable[Concatenate[HttpRequest, Edition, P], HttpResponse],
) -> Callable[Concatenate[HttpRequest, P], HttpResponse]:
    """Hand the current release to a view that only reads; say so plainly where none has been published."""

    @wraps(view)
    def reader(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        try:
            edition = current()
        except NoRelease:
            return render(request, "catalog/no_release.html", status=HTTPStatus.SERVICE_UNAVAILABLE)
        return view(request, edition, *args, **kwargs)

    return require_safe(reader)


def page(request: HttpRequest, template: str, edition: Edition, **context: Any) -> HttpResponse:
    """Render a page of a release, or answer 304 where the visitor has it already.

    The entity tag is the release's digest with what else a page depends on: the day, the theme, and our templates.
    """
    theme = request.COOKIES.get("theme", "")
    parts = (edition.digest, timezone.localdate().isoformat(), theme, request.get_host(), made_from())
    etag = quote_etag(sha256("|".join(parts).encode()).hexdigest()[:32])
    response = None if settings.DEBUG else get_conditional_response(request, etag=etag)
    if response is None:
        response = render(request, template, {"edition": edition, **context})
    response.headers["ETag"] = etag
    response.headers["Cache-Control"] = "no-cache"
    patch_vary_headers(response, ["Cookie"])
    return response


@cache
def made_from() -> str:
    """Return a digest of the files that pages are made from; worked out once a process."""
    digest = sha256()
    for pattern in MADE_FROM:
        for file in sorted(PROJECT.glob(pattern)):
            digest.update(file.read_bytes())
    return digest.hexdigest()[:16]
