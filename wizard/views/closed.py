"""Pages that a key opens.

Private ones are kept nowhere, and a closed link says why it was closed.
"""

from collections.abc import Callable, Mapping
from datetime import date
from functools import wraps
from http import HTTPStatus
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate, now

from wizard.models import Plan, Why
from wizard.plans import links
from wizard.plans.locking import PlanGoneError
from wizard.views import browser

NOT_FOR_SEARCH = "noindex, nofollow"
WITHDRAWN, RUN_OUT, RENEWED_PRIVATELY = (
    "withdrawn",
    "run out",
    "renewed, private",
)  # besides the words of `Why`
# What keys are called in addresses.
PLAN_KEYS, OTHER_KEYS = ("edit_key", "view_key"), ("opinion_key", "sign_key", "rating_key")

type View = Callable[..., HttpResponse]


def gone(request: HttpRequest, plan: Plan) -> HttpResponse:
    """Say why the link for others opens a plan no longer that is still kept."""
    if plan.withdrawn is not None:
        return _page(request, WITHDRAWN, plan.withdrawn.date())
    return _page(request, RUN_OUT, links.last_day(plan) or now().date())


def deleted(request: HttpRequest) -> HttpResponse:
    """Say that a plan was deleted just now."""
    return _page(request, Why.DELETED, localdate())


def says_why(view: View) -> View:
    """Let a page say why keys in its address do not open it, if one was closed for good."""

    @wraps(view)
    def telling(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except (Http404, PlanGoneError) as missing:
            closed = _closed(kwargs)
            if closed is not None:
                return _page(request, *closed)
            if isinstance(missing, PlanGoneError):
                return deleted(request)
            raise

    return telling


def _closed(parts: Mapping[str, Any]) -> tuple[str, date] | None:
    """Return why one of the keys in an address was closed, and when.

    A plan's own links come before the keys that follow.
    """
    for name in PLAN_KEYS:
        link = links.closed(parts[name]) if name in parts else None
        if link is not None:
            private = name == "edit_key" and link.why == Why.RENEWED
            return RENEWED_PRIVATELY if private else link.why, link.closed
    for name in OTHER_KEYS:
        link = links.ended(parts[name]) if name in parts else None
        if link is not None:
            return link.why, link.closed
    return None


def private(view: View) -> View:
    """Keep a page with a private key in its address out of caches, search and others' logs."""
    shown = says_why(view)

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = shown(request, *args, **kwargs)
        if response.status_code == HTTPStatus.GONE and "edit_key" in kwargs:
            browser.forget(request, response, kwargs["edit_key"])
        response.headers["Cache-Control"] = "no-store"
        response.headers["Referrer-Policy"] = "strict-origin"
        response.headers["X-Robots-Tag"] = "noindex"
        return response

    return guarded


def _page(request: HttpRequest, why: str, on: date) -> HttpResponse:
    response = render(
        request, "wizard/withdrawn.html", {"why": why, "on": on}, status=HTTPStatus.GONE
    )
    response.headers["Cache-Control"] = "no-store"
    response.headers["X-Robots-Tag"] = NOT_FOR_SEARCH
    return response
