"""Sign-offs: the page where a colleague signs, the private page that takes it back, and the owner's way to do so."""

from functools import partial
from http import HTTPStatus
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_POST, require_safe

from catalog import releases
from catalog.limits import Refused
from config.context import base_url
from wizard.colleagues import signoffs
from wizard.colleagues.signoffs import NotSigned, SignOffForm
from wizard.models import Plan, PlanVersion, SignOff, TakenBackBy
from wizard.plans import pages
from wizard.views import walk
from wizard.views.colleagues import (
    answer_form,
    for_colleagues,
    read_or_sent,
    same_origin,
    shared_page,
    too_many,
    unkept,
)
from wizard.views.keyed import lead_to, owned_plan, sent


@same_origin
@for_colleagues
def sign(request: HttpRequest, version: PlanVersion) -> HttpResponse:
    """Show the form, or approve the version that was shown and lead to the page that takes it back."""
    plan, form = version.plan, SignOffForm(sent(request))
    signed = SignOff.objects.of_plan(plan.pk)
    shown: dict[str, Any] = {"open": plan.takes_signoffs, "closed": signoffs.CLOSED, "signoffs": signed}
    page = partial(shared_page, request, "sign_off", version, **shown)
    if form.is_bound and request.POST.get("version") != str(version.number):
        overtaken = f"Meanwhile version {version.number} was made. Nothing is approved yet: read that one first."
        return page(form=form, trouble=overtaken, status=HTTPStatus.CONFLICT)

    def take(given: dict[str, Any]) -> HttpResponse | Refused | str:
        if refused := too_many(request, "signatures", plan):
            return refused
        found = signoffs.sign(version, given["name"], given["condition"], pages.page_if_changed(version))
        return found.text if isinstance(found, NotSigned) else lead_to("signed", found)

    return answer_form(form, page, take)


@require_safe
@for_colleagues
def approved(_: HttpRequest, version: PlanVersion, pk: int) -> HttpResponse:
    """Show the page of a version as somebody approved it."""
    found = SignOff.objects.filter(version__plan=version.plan_id).exclude(page="")
    return HttpResponse(get_object_or_404(found, pk=pk).page)


@read_or_sent
@walk.private
def signed(request: HttpRequest, sign_key: str) -> HttpResponse:
    """Show whoever signed what they signed, and let them take it back."""
    signoff = signoffs.find(sign_key)
    if signoff is None:
        raise Http404
    if request.method == "POST":
        signoffs.take_back(signoff, TakenBackBy.SIGNER)
        return lead_to("signed", sign_key)
    plan = signoff.version.plan
    context = {
        "edition": releases.current(),
        "signoff": signoff,
        "address": plan.get_absolute_url() if plan.readable else "",
        "own_link": base_url(request) + request.path,
    }
    return unkept(render(request, "wizard/signed.html", context))


@require_POST
@walk.private
def switch(request: HttpRequest, edit_key: str) -> HttpResponse:
    """Let the owner take no more sign-offs, or take them again."""
    Plan.objects.filter(pk=owned_plan(edit_key).pk).update(takes_signoffs=request.POST.get("takes") == "yes")
    return lead_to("home", edit_key, fragment="sign-offs")


@require_POST
@walk.private
def take_back(_: HttpRequest, edit_key: str, pk: int) -> HttpResponse:
    signoff = get_object_or_404(SignOff, version__plan=owned_plan(edit_key), pk=pk)
    signoffs.take_back(signoff, TakenBackBy.OWNER)
    return lead_to("home", edit_key, fragment="sign-offs")
