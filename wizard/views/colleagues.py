"""What all pages for those who hold a link share: the version that it opens, caches, limits."""

from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from typing import Any

from django.conf import settings
from django.db.models import Exists, OuterRef
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from catalog import limits, releases
from catalog.http_caching import by_content
from catalog.limits import Refused, What
from wizard.models import Pilot, Plan, PlanVersion
from wizard.models.colleagues import NotStoredError
from wizard.views import closed
from wizard.views.closed import View

FOR_ONE_PLAN = 40  # of one thing in an hour, from everybody together

read_or_sent = require_http_methods(["GET", "HEAD", "POST"])

type Taking = Callable[[dict[str, Any]], HttpResponse | Refused]  # which may raise `NotStoredError`


def for_holders(view: View) -> View:
    """Hand a read-only page the version that a link opens; who has it already is answered 304.

    Those who hold the link may keep the answer as long as they ask each time, and nobody else.
    """
    return require_safe(_opens(view, _for_holders))


def for_colleagues(view: View) -> View:
    """Hand a page with a form the version that a link opens.

    The page is read and sent to, and not cached.
    """
    return read_or_sent(_opens(view, lambda _, response: unkept(response)))


def _opens(view: View, finish: Callable[[HttpRequest, HttpResponse], HttpResponse]) -> View:
    """Hand a view the version of its address's number, or the latest.

    Say why where the link opens nothing.
    """

    @wraps(view)
    @closed.says_why
    def opened(
        request: HttpRequest, view_key: str, number: int | None = None, **rest: Any
    ) -> HttpResponse:
        tried = Exists(Pilot.objects.filter(plan=OuterRef("plan")))
        versions = PlanVersion.objects.filter(plan__view_key=view_key).annotate(tried=tried)
        versions = versions.select_related("plan__copied_from__plan")
        version = (
            (versions if number is None else versions.filter(number=number)).newest_first().first()
        )
        if version is None:
            raise Http404
        if not version.plan.readable:
            return closed.gone(request, version.plan)
        return finish(request, view(request, version, **rest))

    return opened


def _for_holders(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    answer = by_content(request, response)
    answer.headers["Cache-Control"] = "private, no-cache"
    answer.headers["X-Robots-Tag"] = closed.NOT_FOR_SEARCH
    return answer


def shared_page(
    request: HttpRequest,
    template: str,
    version: PlanVersion,
    status: HTTPStatus = HTTPStatus.OK,
    **shown: Any,
) -> HttpResponse:
    """Render a page about a plan for those who hold its link."""
    plan = version.plan
    context = {
        "edition": releases.current(),
        "heading": plan.heading,
        "address": plan.get_absolute_url(),
    }
    return render(
        request, f"wizard/{template}.html", {**context, "version": version, **shown}, status=status
    )


def answer_form(form: Form, page: Callable[..., HttpResponse], take: Taking) -> HttpResponse:
    """Show the page of a form, or take what the form holds.

    Lead to where `take` says, or say why it is not taken.
    """
    if not form.is_bound:
        return page(form=form)
    if not form.is_valid():
        return page(form=form, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    try:
        taken = take(form.cleaned_data)
    except NotStoredError as reason:
        return page(form=form, trouble=str(reason), status=HTTPStatus.CONFLICT)
    return (
        limits.throttled(page(form=form, trouble=taken.sentence), taken)
        if isinstance(taken, Refused)
        else taken
    )


def is_from_elsewhere(request: HttpRequest) -> bool:
    """Tell whether a browser sends this for a page of another site.

    A browser names where a post comes from in `Sec-Fetch-Site` or `Origin`; what names neither is
    no browser, and brings no cookie that could be misused.
    """
    origin = request.headers.get("Origin")
    site = request.headers.get("Sec-Fetch-Site", "same-origin")
    own = f"{request.scheme}://{request.get_host()}"
    return site != "same-origin" or origin not in {None, own}


def same_origin(view: View) -> View:
    """Take posts only from our own pages.

    Forms for colleagues carry no token, so their page sets no cookie.
    """

    @csrf_exempt
    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.method == "POST" and is_from_elsewhere(request):
            return unkept(render(request, "403_csrf.html", status=HTTPStatus.FORBIDDEN))
        return view(request, *args, **kwargs)

    return guarded


def unkept(response: HttpResponse) -> HttpResponse:
    """Keep a page with a form out of caches and search engines."""
    response.headers["Cache-Control"] = "no-store"
    response.headers["X-Robots-Tag"] = closed.NOT_FOR_SEARCH
    return response


def too_many(request: HttpRequest, what: What, plan: Plan) -> Refused | None:
    """Count one more for the visitor, the plan and all; return why not, if it is too many."""
    if refused := limits.ask(request, what):
        return refused
    limit, now = settings.LIMITS[what], timezone.now()
    if limits.count(f"{what}:plan:{plan.pk}", now, limit.window) <= FOR_ONE_PLAN:
        return None
    return limits.refused(limit, FOR_ONE_PLAN, limits.ALL, now)
