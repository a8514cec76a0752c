"""The plan that a page is about, found by the private key in its address, and the way on after something was saved."""

from http import HTTPStatus
from typing import Any

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from wizard.models import Plan, PlanVersion
from wizard.plans import drafts


def owned_plan(edit_key: str, *fields: str) -> Plan:
    """Return the plan of a private link, with all its fields or with these alone. Raises `Http404`."""
    plan = drafts.find(edit_key, *fields)
    if plan is None:
        raise Http404
    return plan


def owned_version(edit_key: str) -> PlanVersion:
    """Return the latest version of the plan of a private link. Raises `Http404`, for a draft too."""
    plan = owned_plan(edit_key)
    version = plan.versions.newest_first().first()
    if version is None:
        raise Http404
    version.plan = plan
    return version


def lead_to(name: str, *keys: object, **more: Any) -> HttpResponse:
    """Lead on to a page of the wizard after something was saved; `more` is a query or a fragment."""
    address = reverse(f"wizard:{name}", args=keys, **more)
    return HttpResponseRedirect(address, status=HTTPStatus.SEE_OTHER)
