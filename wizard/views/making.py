"""Making a version: the one way in which pages make one, and what is said where none is made."""

from http import HTTPStatus

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.timezone import localdate

from catalog import limits, releases
from catalog.views.page import asks_for_inside
from wizard.models import Plan, PlanVersion
from wizard.plans import versions
from wizard.plans.spaces import PlanSpaceError, ShareUsedUpError, Visitor
from wizard.views import browser


def make(
    request: HttpRequest, plan: Plan, edit_key: str, *, from_latest: bool = False
) -> HttpResponse:
    """Make the next version on the current release and today, and lead to its owner's page."""
    if refused := limits.ask(request, "versions"):
        return limits.refuse(request, refused)
    try:
        versions.make(
            plan, releases.current(), localdate(), from_latest=from_latest, sender=Visitor(request)
        )
    except PlanSpaceError as refusal:
        return _no_space(request, plan, edit_key, refusal)
    except (versions.UnfinishedError, versions.OvertakenError, PlanVersion.DoesNotExist):
        return _lead_to(reverse("questions:check", args=[edit_key]))
    return _lead_home(request, edit_key)


def undo(request: HttpRequest, plan: Plan, edit_key: str, number: int) -> HttpResponse:
    """Let what the version before said hold again, and lead to its owner's page."""
    if refused := limits.ask(request, "versions"):
        return limits.refuse(request, refused)
    try:
        versions.undo(plan, number, sender=Visitor(request))
    except PlanSpaceError as refusal:
        return _no_space(request, plan, edit_key, refusal)
    return _lead_home(request, edit_key)


def _lead_home(request: HttpRequest, edit_key: str) -> HttpResponse:
    home = reverse("wizard:home", args=[edit_key])
    if asks_for_inside(request):
        response = HttpResponse(headers={"HX-Redirect": home})
    else:
        response = _lead_to(home)
    browser.remember(request, response, edit_key)
    return response


def _lead_to(address: str) -> HttpResponse:
    return HttpResponseRedirect(address, status=HTTPStatus.SEE_OTHER)


def _no_space(
    request: HttpRequest, plan: Plan, edit_key: str, refusal: PlanSpaceError
) -> HttpResponse:
    """Say why no version is made, and what can be done; answers stay as they are."""
    if isinstance(refusal, ShareUsedUpError):
        return limits.refuse(request, refusal.refused)
    shown = {"edition": releases.current(), "plan": plan, "edit_key": edit_key, "refusal": refusal}
    return render(request, "wizard/no_space.html", shown, status=HTTPStatus.UNPROCESSABLE_ENTITY)
