"""Your plans: those that this browser remembers, with state and date, and a field for a private link."""

from collections.abc import Iterable, Iterator
from datetime import date
from http import HTTPStatus
from typing import Any
from urllib.parse import urlsplit

from django import forms
from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.timezone import localdate

from catalog import releases
from catalog.schema import Catalog, group_pairs
from wizard.colleagues.typed import LineField, SmallForm
from wizard.models import Pilot, Plan, SignOff
from wizard.pilot.store import protocol_of, states_of
from wizard.plans import drafts, links
from wizard.plans.state import PlanFacts, state_of
from wizard.steps.journey import Journey, travel
from wizard.views import browser
from wizard.views.colleagues import read_or_sent
from wizard.views.keyed import lead_to
from wizard.views.plan import progress_of

LONGEST_LINK = 2_000  # letters
VIEW_LINK = (
    "This is the link for others: it opens the plan to read. Paste the private link to change it"
)
NO_PLAN = "No plan has this link. Look whether all of it was copied"


class PrivateLinkForm(SmallForm):
    link = LineField(
        label="Have a private link from another device? Paste it here",
        most=LONGEST_LINK,
        missing="Paste the whole private link. It ends with 22 letters and digits",
        attrs={"autocomplete": "off"},
    )

    def clean_link(self) -> str:
        try:
            path = urlsplit(self.cleaned_data["link"]).path
        except ValueError:
            path = ""
        key = next((each for each in path.split("/") if browser.KEY.fullmatch(each)), "")
        if not key:
            raise forms.ValidationError(self.fields["link"].error_messages["required"])
        if drafts.find(key) is None and links.closed(key) is None:
            raise forms.ValidationError(
                VIEW_LINK if Plan.objects.filter(view_key=key).exists() else NO_PLAN
            )
        return key


@read_or_sent
def mine(request: HttpRequest) -> HttpResponse:
    """Show the plans that this browser remembers; a POST opens a private link that was pasted."""
    form = PrivateLinkForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        return lead_to("home", form.cleaned_data["link"])
    edition, remembered = releases.current(), drafts.remembered(browser.edit_keys(request))
    rows = tuple(_rows(remembered, edition.catalog, localdate()))
    shown = {"edition": edition, "rows": rows, "deleted": "deleted" in request.GET, "form": form}
    status = HTTPStatus.UNPROCESSABLE_ENTITY if request.method == "POST" else HTTPStatus.OK
    return render(request, "wizard/mine.html", shown, status=status)


def _rows(
    remembered: Iterable[tuple[str, Plan]], catalog: Catalog, today: date
) -> Iterator[dict[str, Any]]:
    plans = list(remembered)
    keys = [plan.pk for _, plan in plans]
    approvals = group_pairs(
        (row.version.plan_id, (row.giver, row.version.number))
        for row in SignOff.objects.active()
        .filter(version__plan__in=keys)
        .select_related("version")
        .order_by("pk")
    )
    pilots = Pilot.objects.filter(plan__in=keys).annotate(
        cases_done=Count("results__number", distinct=True)
    )
    tests = group_pairs(
        (row.plan_id, (row.part, states_of(row), row.cases_done, protocol_of(row).cases))  # type: ignore[attr-defined]  # annotated
        for row in pilots.order_by("-number", "-pk")
    )
    for edit_key, plan in plans:
        version = max(plan.versions.all(), key=lambda each: each.number, default=None)
        facts = version and PlanFacts(
            decided=version.decided_on,
            latest=version.number,
            **progress_of(version, tests.get(plan.pk, ())),
            approvals=approvals.get(plan.pk, ()),
        )
        yield {
            "title": plan.title
            or _called(travel(plan.stored, catalog, today))
            or "A plan without a name",
            "address": reverse("wizard:home", args=[edit_key]),
            "links": reverse("wizard:links" if version else "wizard:delete", args=[edit_key]),
            "state": state_of(facts, today).text if facts else "",  # empty for a draft
            "on": version.decided_on if version else localdate(plan.changed),
        }


def _called(journey: Journey) -> str:
    """Return the name that a draft was given, as a copy is from the start, or what comes out of it."""
    if journey.answers.title:
        return journey.answers.title
    given = (given for given in journey.given if given.asked.question.feeds == "jobs")
    return next((row.asked.describe(row.fitting) for row in given if row.fitting), "")
