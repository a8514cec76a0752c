"""The plan of a page, by the private key in its address; owner's pages, and the way on."""

from http import HTTPStatus
from typing import Any

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.urls import reverse

from catalog import releases
from wizard.models import Plan, PlanVersion
from wizard.plans import drafts


def owned_plan(edit_key: str, among: QuerySet[Plan] = drafts.ALL) -> Plan:
    """Return a private link's plan, with the fields these plans are read with. Raises `Http404`."""
    plan = drafts.find(edit_key, among)
    if plan is None:
        raise Http404
    return plan


def owned_version(edit_key: str) -> PlanVersion:
    """Return the latest version of a private link's plan. Raises `Http404`, for a draft too."""
    plan = owned_plan(edit_key)
    version = plan.versions.newest_first().first()
    if version is None:
        raise Http404
    version.plan = plan
    return version


def whole_number(text: object) -> int | None:
    """Return the number in a field or query; None if it is none or has over eight digits."""
    typed = str(text)
    return int(typed) if typed.isascii() and typed.isdecimal() and len(typed) <= 8 else None  # noqa: PLR2004  # digits


def sent(request: HttpRequest) -> QueryDict | None:
    """Return what a page sent, as a form takes it; None where the page is only read."""
    return request.POST if request.method == "POST" else None


def owner_page(
    request: HttpRequest,
    template: str,
    edit_key: str,
    status: HTTPStatus = HTTPStatus.OK,
    **shown: Any,
) -> HttpResponse:
    """Render a page of an owner, which knows the way home to the plan."""
    home = reverse("wizard:home", args=[edit_key])
    context = {"edition": releases.current(), "edit_key": edit_key, "home": home, **shown}
    return render(request, f"wizard/{template}.html", context, status=status)


def lead_to(name: str, *keys: object, **more: Any) -> HttpResponse:
    """Lead on to a page of the wizard after a save; `more` is a query or a fragment."""
    address = reverse(f"wizard:{name}", args=keys, **more)
    return HttpResponseRedirect(address, status=HTTPStatus.SEE_OTHER)
