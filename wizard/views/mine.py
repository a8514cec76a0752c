"""Your plans: those this browser remembers, with state and date, and a private-link field."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from http import HTTPStatus
from typing import Any
from urllib.parse import urlsplit

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.timezone import localdate

from catalog import releases
from catalog.formatting import format_list
from catalog.schema import Catalog, group_pairs
from wizard.colleagues.typed import LineField, SmallForm
from wizard.decision.decision import Decision
from wizard.document.progress import Approval
from wizard.models import Pilot, Plan, PlanVersion, SignOff
from wizard.pilot.measured import JobTest, test_of
from wizard.plans import deciding, drafts, links, stored
from wizard.plans.progressing import progress_of, state_words
from wizard.plans.stored import StoredFormError
from wizard.plans.tools import job_name
from wizard.questions.page_order import journey_of
from wizard.views import browser
from wizard.views.colleagues import read_or_sent
from wizard.views.keyed import lead_to

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
        key = next((part for part in path.split("/") if browser.KEY.fullmatch(part)), "")
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
        (row.version.plan_id, Approval(name=row.giver, version=row.version.number))
        for row in SignOff.objects.active()
        .filter(version__plan__in=keys)
        .select_related("version")
        .order_by("pk")
    )
    tests = group_pairs(
        (row.plan_id, test_of(row))
        for row in Pilot.objects.filter(plan__in=keys).order_by("-number", "-pk")
    )
    for edit_key, plan in plans:
        version = max(plan.versions.all(), key=lambda version: version.number, default=None)
        yield {
            "title": plan.title or _called(plan, catalog, today) or "A plan without a name",
            "address": reverse("wizard:home", args=[edit_key]),
            "links": reverse("wizard:links" if version else "wizard:delete", args=[edit_key]),
            "state": _state(version, tests.get(plan.pk, ()), approvals.get(plan.pk, ()), today)
            if version
            else "",  # empty for a draft
            "on": version.decided_on if version else localdate(plan.changed),
        }


def _state(
    version: PlanVersion, tests: Sequence[JobTest], approvals: Sequence[Approval], today: date
) -> str:
    """Return how far a plan is, in a few words."""
    rated = [test for test in tests if test.rated]
    try:
        decision = deciding.with_results(version, rated).decision if rated else _stored(version)
    except (StoredFormError, releases.NoRelease):
        return "Cannot be checked"
    progress = progress_of(version, decision, rated, today, approvals=approvals)
    return state_words(progress)


def _stored(version: PlanVersion) -> Decision:
    return stored.load_decision(version.decision)


def _called(plan: Plan, catalog: Catalog, today: date) -> str:
    """Return the name that a draft was given, as a copy is from the start, or what its jobs are."""
    answers = journey_of(plan.answers, catalog, today).answers
    return answers.title or format_list(job_name(job, catalog) for job in answers.jobs)
