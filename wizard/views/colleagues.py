"""What all pages for colleagues share: an open link, responses that are not cached, and limits."""

from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt

from catalog import limits
from catalog.limits import Refused, What
from wizard.models import Plan, PlanVersion
from wizard.views import closed
from wizard.views.plan import NOT_FOR_SEARCH, gone, is_readable

FOR_ONE_PLAN = 40  # of one thing in an hour, from everybody together

type View = Callable[..., HttpResponse]


def for_colleagues(view: View) -> View:
    """Hand a view the latest version of the plan that a view link opens."""

    @wraps(view)
    @closed.says_why
    def guarded(request: HttpRequest, view_key: str, **rest: Any) -> HttpResponse:
        version = PlanVersion.objects.filter(plan__view_key=view_key).select_related("plan").newest_first().first()
        if version is None:
            raise Http404
        if not is_readable(version.plan):
            return gone(request, version.plan)
        return unkept(view(request, version, **rest))

    return guarded


def same_origin(view: View) -> View:
    """Take posts from pages of our own alone: forms for colleagues carry no token, so that their page sets no cookie.

    A browser names where a post comes from in `Sec-Fetch-Site` or `Origin`; what names neither is no browser, and
    brings no cookie that could be misused.
    """

    @csrf_exempt
    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        origin = request.headers.get("Origin")
        site = request.headers.get("Sec-Fetch-Site", "same-origin")
        own = f"{request.scheme}://{request.get_host()}"
        if request.method == "POST" and (site != "same-origin" or origin not in {None, own}):
            return unkept(render(request, "403_csrf.html", status=HTTPStatus.FORBIDDEN))
        return view(request, *args, **kwargs)

    return guarded


def unkept(response: HttpResponse) -> HttpResponse:
    """Keep a page with a form out of caches and search engines."""
    response.headers["Cache-Control"] = "no-store"
    response.headers["X-Robots-Tag"] = NOT_FOR_SEARCH
    return response


def too_many(request: HttpRequest, what: What, plan: Plan) -> Refused | None:
    """Count one more for the visitor, for the plan and for all; return why not, where it is too many."""
    if refused := limits.ask(request, what):
        return refused
    limit, now = settings.LIMITS[what], timezone.now()
    if limits.count(f"{what}:plan:{plan.pk}", now, limit.window) <= FOR_ONE_PLAN:
        return None
    return limits.refused(limit, FOR_ONE_PLAN, limits.ALL, now)
