"""A plan's versions as they are read: the history in sentences, any two side by side, and deciding once more."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.timezone import localdate
from django.views.decorators.http import require_POST, require_safe

from catalog import limits, releases
from catalog.schema import group_pairs
from wizard.models import Pilot, Plan, PlanVersion, SignOff
from wizard.pilot.shown import story as pilot_story
from wizard.plans import history as histories, pages, versions
from wizard.views import walk
from wizard.views.colleagues import for_holders, shared_page
from wizard.views.keyed import lead_to, owned_plan, owned_version, whole_number

MOST_VERSIONS = 100  # on one page; nobody reads on


@for_holders
def history(request: HttpRequest, version: PlanVersion) -> HttpResponse:
    """Tell what each version changed, in sentences, the latest first."""
    plan = version.plan
    signed = group_pairs((row.number, row) for row in SignOff.objects.of_plan(plan.pk))
    rows = plan.versions.with_changes()[:MOST_VERSIONS]
    lines = [(each, pages.changes_of(each), signed.get(each.number, ())) for each in rows]
    pilot = pilot_story(Pilot.objects.whole().filter(plan=plan))
    return shared_page(request, "history", version, lines=lines, pilot=pilot, view_key=plan.view_key)


@for_holders
def pick(request: HttpRequest, version: PlanVersion) -> HttpResponse:
    """Lead from the form under the history to the two versions that were picked in it."""
    view_key = version.plan.view_key
    picked = [whole_number(request.GET.get(name, "")) for name in ("a", "b")]
    if None in picked:
        return HttpResponseRedirect(reverse("wizard:history", args=[view_key]))
    return HttpResponseRedirect(reverse("wizard:compare", args=[view_key, *picked]))


@for_holders
def compare(request: HttpRequest, version: PlanVersion, first: int, second: int) -> HttpResponse:
    """Set any two versions side by side: answers, outcome, money."""
    plan = version.plan
    found = {version.number: version for version in plan.versions.filter(number__in=[first, second]).order_by("number")}
    if {first, second} - found.keys():
        raise Http404
    one, other = (pages.summary_of(found[number]) for number in (first, second))
    shown = {
        **_differing(plan, found[second], one, other),
        "title": f"Version {first} beside version {second}",
        "sides": [_side(plan, summary, f"Version {summary.number}") for summary in (one, other)],
        "sentences": () if first == second else histories.sentences(one, other),
        "turned": reverse("wizard:compare", args=[plan.view_key, second, first]),
    }
    return render(request, "wizard/difference.html", shown)


@require_safe
@walk.private
def original(request: HttpRequest, edit_key: str) -> HttpResponse:
    """Show a copy's owner how it differs from the original, as long as that can be read; it gets no link to it."""
    version = owned_version(edit_key)
    plan, made_from = version.plan, pages.original_of(version.plan)
    if made_from is None:
        raise Http404
    one, other = pages.summary_of(made_from), pages.summary_of(version)
    shown = {
        **_differing(plan, version, one, other),
        "title": "The original beside this copy",
        "sides": [_side(None, one, "The original"), _side(plan, other, "This copy")],
        "sentences": histories.sentences(one, other),
        "turned": "",
    }
    return render(request, "wizard/difference.html", shown)


def _differing(plan: Plan, version: PlanVersion, one: histories.Summary, other: histories.Summary) -> dict[str, Any]:
    return {
        "edition": releases.current(),
        "address": plan.get_absolute_url(),
        "heading": str(dict(version.answers).get("title") or "A plan"),
        "tables": [
            {
                "title": title,
                "differing": [line for line in lines if line.before != line.after],
                "alike": [line for line in lines if line.before == line.after],
            }
            for title, lines in histories.compared(one, other).items()
        ],
    }


def _side(plan: Plan | None, summary: histories.Summary, label: str) -> dict[str, Any]:
    address = f"{plan.get_absolute_url()}v/{summary.number}/" if plan else ""
    return {"summary": summary, "label": label, "address": address}


@require_POST
@walk.private
def redecide(request: HttpRequest, edit_key: str) -> HttpResponse:
    """Decide the latest version's answers on today's facts, and show its owner the new version."""
    plan = owned_plan(edit_key)
    if refused := limits.ask(request, "versions"):
        return limits.refuse(request, refused)
    try:
        versions.make(plan, releases.current(), localdate(), from_latest=True)
    except (versions.UnfinishedError, versions.OvertakenError, PlanVersion.DoesNotExist):
        return lead_to("check", edit_key)
    return lead_to("home", edit_key)
