"""The owner's page for links and sharing: renew, withdraw, open again, let run out, previews, delete for good."""

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
from wizard.plans import links
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
        help_text="For example 24 December 2026; the link opens the plan till that day ends, UTC. Empty: until you turn it off.",
        widget=forms.DateInput(attrs={"class": "input input-mid", "autocomplete": "off"}, format="%Y-%m-%d"),
    )

    def clean_day(self) -> date | None:
        typed = self.cleaned_data["day"]
        found = parsing.parse_coming_day(typed, DAY, localdate(), MOST_YEARS) if typed else None
        if isinstance(found, Problem):
            raise forms.ValidationError(found.text)
        return found


@read_or_sent
def links_of(request: HttpRequest, edit_key: str) -> HttpResponse:
    """Show the links of a plan and what can be done with them; a POST does one of it."""
    plan = owned_plan(edit_key)
    if request.method != "POST":
        links.note_opened(plan)
        response = _show(request, plan, edit_key)
        browser.remember(request, response, edit_key)
        return response
    act = request.POST.get("act", "")
    if act == "edit":
        new_key = links.renew_edit(plan)
        response = _done(new_key, act)
        browser.follow(request, response, edit_key, new_key)
        return response
    if act == "until":
        return _let_run(request, plan, edit_key)
    if act not in _ACTS:
        raise Http404
    _ACTS[act](plan)
    return _done(edit_key, act)


_ACTS = {"view": links.renew_view, "withdrawn": links.withdraw, "open": links.reopen}


@read_or_sent
def delete(request: HttpRequest, edit_key: str) -> HttpResponse:
    """Ask once more, and on a POST delete the plan for good."""
    plan = owned_plan(edit_key)
    if request.method != "POST" or request.POST.get("sure") != "yes":
        shown: dict[str, Any] = {
            "versions": plan.versions.count(),
            "days": format_days(settings.RETENTION.closed_links),
        }
        return owner_page(request, "delete", edit_key, heading=plan.title or "this plan", **shown)
    links.delete([plan], Why.DELETED)
    response = lead_to("mine", query={"deleted": 1})
    browser.forget(request, response, edit_key)
    return response


def _done(edit_key: str, act: str) -> HttpResponse:
    return lead_to("links", edit_key, query={"done": act})


def _let_run(request: HttpRequest, plan: Plan, edit_key: str) -> HttpResponse:
    """Take how long the link for others may run, or say what to put right."""
    form = EndForm(request.POST)
    if not form.is_valid():
        return _show(request, plan, edit_key, form, HTTPStatus.UNPROCESSABLE_ENTITY)
    links.last_until(plan, form.cleaned_data["day"])
    return _done(edit_key, "until")


def _show(
    request: HttpRequest,
    plan: Plan,
    edit_key: str,
    form: EndForm | None = None,
    status: HTTPStatus = HTTPStatus.OK,
) -> HttpResponse:
    until = links.last_day(plan)
    shown: dict[str, Any] = {
        "plan": plan,
        "made": plan.versions.exists(),
        "until": until,
        "form": form or EndForm(initial={"day": until}),
        "done": request.GET.get("done", ""),
        "days": {name: format_days(getattr(settings.RETENTION, name)) for name in ("drafts", "plans", "closed_links")},
    }
    return owner_page(request, "links", edit_key, status, **shown)
