"""Conditional responses: what they are made from, their entity tag, and 304."""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from hashlib import sha256

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.cache import get_conditional_response, patch_vary_headers
from django.utils.http import http_date, quote_etag

from catalog.releases import Edition
from config.build import build_id
from config.context import base_url


def conditional_response(
    request: HttpRequest, edition: Edition, make: Callable[[], HttpResponse], *more: object
) -> HttpResponse:
    """Answer 304 where the asker has it; else what `make` returns.

    The tag follows from the release, the address, our own code, and what `more` the answer depends
    on, such as the day.
    """
    parts = (
        edition.digest,
        edition.number,
        edition.sighted,
        base_url(request),
        request.get_full_path(),
        build_id(),
        *more,
    )
    etag = quote_etag(sha256("|".join(map(str, parts)).encode(errors="replace")).hexdigest()[:32])
    return tagged(request, etag, make)


def tagged(request: HttpRequest, etag: str, make: Callable[[], HttpResponse]) -> HttpResponse:
    """Answer 304 where the asker has what bears the tag; else what `make` returns.

    While one develops, it always returns what `make` returns.
    """
    known = None if settings.DEBUG else get_conditional_response(request, etag=etag)
    return with_etag(known or make(), etag)


def by_content(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """Tag an answer by its content, which cookies may change; 304 where the asker has it."""
    patch_vary_headers(response, ["Cookie"])
    etag = quote_etag(sha256(response.content).hexdigest()[:32])
    return with_etag(
        get_conditional_response(request, etag=etag, response=response) or response, etag
    )


def with_etag(response: HttpResponse, etag: str) -> HttpResponse:
    """Let caches keep an answer as long as they ask each time whether it still holds."""
    response.headers["ETag"] = etag
    response.headers["Cache-Control"] = "no-cache"
    return response


def changed_at(edition: Edition, on: date) -> datetime | None:
    """Return when what a release says of a day last changed; None if perhaps today.

    Nobody then knows the time.

    It changes when it is published, when the day begins that is asked about, and when a row was
    seen again: of that only the day is on file, so that it counts from the end of it.
    """
    today = timezone.localdate()
    moments = [edition.published_at]
    if on == today:
        moments.append(_beginning_of(today))
    if edition.sighted_on is not None:
        if edition.sighted_on >= today:
            return None
        moments.append(_beginning_of(edition.sighted_on + timedelta(days=1)))
    return max(moments)


def _beginning_of(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time()))


def with_last_change(response: HttpResponse, edition: Edition, on: date) -> HttpResponse:
    """Say when an answer on a release and a day last changed, as far as that is known."""
    moment = changed_at(edition, on)
    if moment is not None:
        response.headers["Last-Modified"] = http_date(moment.timestamp())
    return response
