"""A plan copied by somebody who holds its link: no account, a draft of their own."""

from http import HTTPStatus

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.timezone import now
from django.views.decorators.http import require_safe

from catalog import releases
from catalog.releases import Edition
from wizard.models import PlanVersion
from wizard.plans import drafts, links
from wizard.views import bringing, browser, closed

COPY, VERSION = "copy", "version"  # fields of the form: the view key, and the number
LONGEST_NUMBER = 6  # digits of a version
LONGEST_KEY = 64


@require_safe
@closed.says_why
def ask(request: HttpRequest, view_key: str) -> HttpResponse:
    """Say what a copy is; the button makes one."""
    version = _version(view_key, request.GET.get("v", ""))
    if version is None:
        raise Http404
    if not version.plan.is_open(now()):
        return closed.page(request, closed.notice_of(version.plan))
    shown = {
        "edition": releases.current(),
        "heading": version.plan.heading,
        "address": version.plan.get_absolute_url(),
        "view_key": view_key,
        "version": version,
    }
    response = render(request, "wizard/copy.html", shown)
    response.headers["Cache-Control"] = "no-store"
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    return response


def start(request: HttpRequest, edition: Edition) -> HttpResponse:
    """Start a draft with the answers of the version that was picked, and lead to the first question that is open.

    Raises `Http404` where no such link ever was.
    """
    view_key = str(request.POST.get(COPY, ""))[:LONGEST_KEY]
    version = _version(view_key, str(request.POST.get(VERSION, "")))
    if version is None:
        link = links.closed(view_key)
        if link is None:
            raise Http404
        return closed.page(request, closed.notice_for(link.reason, link.closed, private=False))
    if not version.plan.is_open(now()):
        return closed.page(request, closed.notice_of(version.plan))
    _, edit_key = drafts.start(bringing.fitting(dict(version.answers), edition.catalog), copied_from=version)
    response = HttpResponseRedirect(reverse("wizard:home", args=[edit_key]), status=HTTPStatus.SEE_OTHER)
    browser.remember(request, response, edit_key)
    return response


def _version(view_key: str, number: str) -> PlanVersion | None:
    """Return a version of a plan by its number, or the latest where none is given."""
    found = PlanVersion.objects.filter(plan__view_key=view_key).select_related("plan")
    if number:
        if not (number.isascii() and number.isdecimal() and len(number) <= LONGEST_NUMBER):
            return None
        found = found.filter(number=int(number))
    return found.newest_first().first()
