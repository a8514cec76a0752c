"""The owner's page for links: renew, withdraw, reopen, let run out, preview, delete for good."""

from datetime import date
from http import HTTPStatus
from typing import Any

from django import forms
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.timezone import localdate

from catalog import parsing
from catalog.formatting import format_days
from catalog.parsing import Bounds, Problem
from wizard.colleagues.typed import LineField, SmallForm
from wizard.models import Plan, Why
from wizard.plans import keys, links
from wizard.views import browser
from wizard.views.colleagues import read_or_sent
from wizard.views.keyed import lead_to, owned_plan, owner_page

LONGEST_DAY = 40  # letters
MOST_YEARS = 10  # that a link may be let run
DAY = Bounds(what="the last day", example="24 December 2026")


class EndForm(SmallForm):
    """The last day on which the link for others opens the plan; empty where its owner sets none."""

    day = LineField(
        label="The last day",
        most=LONGEST_DAY,
        missing="",
        required=False,
        help_text=(
            "For example 24 December 2026: the link works to the end of that day (UTC). Leave it "
            "empty for no last day."
        ),
        widget=forms.DateInput(
            attrs={"class": "input input-mid", "autocomplete": "off"}, format="%Y-%m-%d"
        ),
    )

    def clean_day(self) -> date | None:
        typed = self.cleaned_data["day"]
        day = parsing.parse_coming_day(typed, DAY, localdate(), MOST_YEARS) if typed else None
        if isinstance(day, Problem):
            raise forms.ValidationError(day.text)
        return day


@read_or_sent
def links_of(request: HttpRequest, edit_key: str) -> HttpResponse:
    """Show the links of a plan and what can be done with them; a POST does one of it."""
    plan, act = owned_plan(edit_key), request.POST.get("act", "")
    until = links.last_day(plan)
    form = EndForm(request.POST if act == "until" else None, initial={"day": until})
    if request.method == "POST" and (not form.is_bound or form.is_valid()):
        return _do(request, plan, edit_key, act, form)
    links.note_opened(plan)
    shown: dict[str, Any] = {
        "plan": plan,
        "made": plan.versions.exists(),
        "until": until,
        "form": form,
        "done": request.GET.get("done", ""),
        "keys": list(keys.in_force(plan)),
        "days": {
            name: format_days(getattr(settings.RETENTION, name))
            for name in ("drafts", "plans", "closed_links")
        },
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.is_bound else HTTPStatus.OK
    response = owner_page(request, "links", edit_key, status, **shown)
    browser.remember(request, response, edit_key)
    return response


_ACTS = {"view": links.renew_view, "withdrawn": links.withdraw, "open": links.reopen}


def _do(request: HttpRequest, plan: Plan, edit_key: str, act: str, form: EndForm) -> HttpResponse:
    """Do one thing, and lead back to the page, which says so."""
    key = links.renew_edit(plan) if act == "edit" else edit_key
    response = lead_to("links", key, query={"done": act})
    if act == "edit":
        browser.follow(request, response, edit_key, key)
    elif act == "until":
        links.last_until(plan, form.cleaned_data["day"])
    elif act == "end":
        keys.end(plan, request.POST.get("key", ""))
    elif act in _ACTS:
        _ACTS[act](plan)
    else:
        raise Http404
    return response


@read_or_sent
def delete(request: HttpRequest, edit_key: str) -> HttpResponse:
    """Ask once more, and on a POST delete the plan for good."""
    plan = owned_plan(edit_key)
    if request.method != "POST" or request.POST.get("sure") != "yes":
        days, heading = format_days(settings.RETENTION.closed_links), plan.title or "this plan"
        return owner_page(
            request, "delete", edit_key, heading=heading, versions=plan.versions.count(), days=days
        )
    links.delete([plan], Why.DELETED)
    response = lead_to("mine", query={"deleted": 1})
    browser.forget(request, response, edit_key)
    return response
