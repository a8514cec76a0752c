"""What every public page shares: release and day, entity tag, answer without a release."""

from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache, wraps
from http import HTTPStatus
from typing import Any, Concatenate

from django.core.paginator import Page, Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import Resolver404, resolve
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_safe
from django_htmx.middleware import HtmxDetails

from catalog import asof
from catalog.asof import BadMomentError, Moment
from catalog.http_caching import conditional_response
from catalog.releases import (
    NoRelease,
    NothingPublishedError,
    Reading,
    edition as edition_of,
    following,
)

_MARK = "_depends_on"


def reads_release[**P](
    view: Callable[Concatenate[HttpRequest, Reading, P], HttpResponse],
) -> Callable[Concatenate[HttpRequest, P], HttpResponse]:
    """Hand a view that only reads the release and the day that the address asks for.

    Without these, they are the current ones.

    Where the asker has the answer already, the view is not called. Says plainly what is wrong with
    an address that asks for no day or release.
    """

    @wraps(view)
    def reader(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        try:
            moment = Moment.read(request.GET)
            if moment.following:
                return _preview(
                    request, moment, lambda reading: view(request, reading, *args, **kwargs)
                )
            edition = edition_of(moment.release)
        except BadMomentError as bad:
            return _no_moment(request, str(bad), HTTPStatus.BAD_REQUEST)
        except NothingPublishedError:
            raise  # every page says so alike: `catalog.unpublished`
        except NoRelease as missing:
            return _no_moment(request, str(missing), HTTPStatus.NOT_FOUND)
        reading = edition.read_as_of(moment)
        return _answer(request, reading, lambda: view(request, reading, *args, **kwargs))

    safe = require_safe(reader)
    safe.reads_time = True  # type: ignore[attr-defined]  # read by `reads_time`
    return safe


def _answer(
    request: HttpRequest, reading: Reading, view: Callable[[], HttpResponse]
) -> HttpResponse:
    """Show the page, or say that it is still as the asker has it."""
    theme, inside = request.COOKIES.get("theme", ""), asks_for_inside(request)
    seen = (timezone.localdate(), theme, inside, getattr(request, _MARK, ""))
    response = conditional_response(request, reading, view, *seen)
    patch_vary_headers(response, ["Accept-Encoding", "Cookie", "HX-Request"])
    if reading.moment.is_set:
        response.headers["X-Robots-Tag"] = "noindex"
    return response


def _preview(
    request: HttpRequest, moment: Moment, view: Callable[[Reading], HttpResponse]
) -> HttpResponse:
    """Show an editor the page as it would be if the desk were published now; it is never cached."""
    if not (request.user.is_active and request.user.is_staff):
        why = "What has not been published yet is shown to editors who are signed in."
        return _no_moment(request, why, HTTPStatus.FORBIDDEN)
    day = moment.day or timezone.localdate()
    response = view(following(day, drafts=moment.drafts).read_as_of(moment))
    response.headers["Cache-Control"] = "private, no-store"
    response.headers["X-Robots-Tag"] = "noindex"
    return response


def _no_moment(request: HttpRequest, why: str, status: HTTPStatus) -> HttpResponse:
    return render(
        request,
        "catalog/no_moment.html",
        {"why": why, "plain": without_moment(request)},
        status=status,
    )


def row_or_404[Row](rows: Iterable[Row], slug: str) -> Row:
    """Return the row of that slug. Raises `Http404` where there is none."""
    for row in rows:
        if getattr(row, "slug", None) == slug:
            return row
    raise Http404


def without_moment(request: HttpRequest) -> str:
    """Return the page's address without what it asks of time."""
    query = request.GET.copy()
    for name in (asof.DAY, asof.RELEASE):
        query.pop(name, None)
    return f"{request.path}?{query.urlencode()}" if query else request.path


@lru_cache(maxsize=4096)
def reads_time(path: str) -> bool:
    """Tell whether the page at an address can be read as of another day or release."""
    try:
        return bool(getattr(resolve(path).func, "reads_time", False))
    except Resolver404:
        return False


def page(
    request: HttpRequest, template: str, reading: Reading, *, partial: str = "", **context: Any
) -> HttpResponse:
    """Render a page of a release; htmx gets the `partial` alone."""
    inside = bool(partial) and asks_for_inside(request)
    more = {"edition": reading, "inside": inside, "on": reading.on}
    moment = reading.moment
    if moment.is_set:
        more["plain"] = without_moment(request)
    response = render(request, f"{template}#{partial}" if inside else template, more | context)
    if moment.is_set:
        response.content = asof.rewrite_links(
            response.content.decode(), moment, request.path, reads_time
        ).encode()
    return response


def depends_on(request: HttpRequest, mark: str) -> None:
    """Note what a page depends on besides its release and day, before it is read."""
    setattr(request, _MARK, mark)


def asks_for_inside(request: HttpRequest) -> bool:
    """Return whether htmx asks for the inside of a page only."""
    htmx = getattr(request, "htmx", None)
    return isinstance(htmx, HtmxDetails) and bool(htmx) and not htmx.history_restore_request


SIZE = 25  # at 390 pixels, eight screens of the list of models


def list_page(rows: Sequence[Any], request: HttpRequest, size: int = SIZE) -> "Page[Any]":
    """Return the page of a list that an address asks for, or the nearest, and those around it."""
    pages = Paginator(rows, size)
    shown = pages.get_page(request.GET.get("page"))
    numbers = pages.get_elided_page_range(shown.number, on_each_side=2, on_ends=1)
    shown.numbers = list(numbers)  # type: ignore[attr-defined]  # for the template
    return shown
