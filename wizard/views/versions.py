"""A plan's versions as they are read: the history in sentences, any two side by side, and deciding once more."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from http import HTTPStatus
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.timezone import localdate, now
from django.views.decorators.http import require_POST, require_safe

from catalog import limits, releases
from catalog.freshness import by_content
from wizard.colleagues import signoffs
from wizard.colleagues.signoffs import ShownSignOff
from wizard.models import Pilot, Plan, PlanVersion
from wizard.pilot.shown import story as pilot_story
from wizard.plans import history as histories, pages, versions
from wizard.plans.copied import original_of
from wizard.plans.history import ComparedLine
from wizard.views import closed, walk
from wizard.views.keyed import owned_plan, shared_plan
from wizard.views.plan import for_holders, gone, is_readable

MOST_VERSIONS = 100  # on one page; nobody reads on
LONGEST_NUMBER = 6  # digits of a version in a query


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionLine:
    """One version in the history."""

    number: int
    on: date
    release: int
    sentences: tuple[str, ...]
    address: str
    comparison: str  # the page that sets it beside the version before; empty for the first
    signoffs: tuple[ShownSignOff, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionTable:
    """One table of two versions side by side: what differs, and what does not."""

    slug: str
    title: str
    rows: tuple[ComparedLine, ...]

    @property
    def differing(self) -> list[ComparedLine]:
        """Return the lines that differ."""
        return [row for row in self.rows if not row.same]

    @property
    def alike(self) -> list[ComparedLine]:
        """Return the lines that say the same."""
        return [row for row in self.rows if row.same]


@require_safe
@closed.says_why
def history(request: HttpRequest, view_key: str) -> HttpResponse:
    """Tell what each version changed, in sentences, the latest first."""
    plan = shared_plan(view_key)
    if not is_readable(plan):
        return gone(request, plan)
    versions = list(
        plan.versions.newest_first().select_related("page").defer("answers", "advice", "page__text")[:MOST_VERSIONS]
    )
    if not versions:
        raise Http404
    signed = signoffs.of_plan(plan.pk, versions[0].number)
    shown = {
        "edition": releases.current(),
        "address": plan.get_absolute_url(),
        "heading": plan.heading,
        "versions": [_version_line(plan, version, signed) for version in versions],
        "pilot": pilot_story(Pilot.objects.whole().filter(plan=plan)),
        "numbers": [version.number for version in versions],
        "pick": reverse("wizard:pick", args=[view_key]),
    }
    return _for_holders(request, "wizard/history.html", shown)


def _version_line(plan: Plan, version: PlanVersion, signed: tuple[ShownSignOff, ...]) -> VersionLine:
    page = getattr(version, "page", None) or pages.of(version)
    first = version.number == 1
    return VersionLine(
        number=version.number,
        on=version.decided_on,
        release=version.release,
        sentences=("The first version.",) if first else tuple(page.changes),
        address=reverse("wizard:fixed", args=[plan.view_key, version.number]),
        signoffs=tuple(row for row in signed if row.number == version.number),
        comparison="" if first else reverse("wizard:compare", args=[plan.view_key, version.number - 1, version.number]),
    )


@require_safe
@closed.says_why
def pick(request: HttpRequest, view_key: str) -> HttpResponse:
    """Lead from the form under the history to the two versions that were picked in it."""
    plan = shared_plan(view_key)
    if not is_readable(plan):
        return gone(request, plan)
    picked = [request.GET.get(name, "") for name in ("a", "b")]
    if not all(text.isascii() and text.isdecimal() and len(text) <= LONGEST_NUMBER for text in picked):
        return HttpResponseRedirect(reverse("wizard:history", args=[view_key]))
    return HttpResponseRedirect(reverse("wizard:compare", args=[view_key, *map(int, picked)]))


@require_safe
@closed.says_why
def compare(request: HttpRequest, view_key: str, first: int, second: int) -> HttpResponse:
    """Set any two versions side by side: answers, outcome, money."""
    plan = shared_plan(view_key)
    if not is_readable(plan):
        return gone(request, plan)
    found = {version.number: version for version in plan.versions.filter(number__in=[first, second]).order_by("number")}
    if {first, second} - found.keys():
        raise Http404
    one, other = (pages.summary_of(found[number]) for number in (first, second))
    shown = {
        **_differing(plan, found[second], one, other),
        "title": f"Version {first} beside version {second}",
        "sides": [_side(plan, summary, f"Version {summary.number}") for summary in (one, other)],
        "sentences": () if first == second else histories.sentences(one, other),
        "turned": reverse("wizard:compare", args=[view_key, second, first]),
    }
    return _for_holders(request, "wizard/difference.html", shown)


@require_safe
@walk.private
def original(request: HttpRequest, edit_key: str) -> HttpResponse:
    """Show a copy's owner how it differs from the original, as long as that can be read; it gets no link to it."""
    plan = owned_plan(edit_key)
    version, made_from = plan.versions.newest_first().first(), original_of(plan, now())
    if version is None or made_from is None:
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
        "tables": _tables(one, other),
    }


def _side(plan: Plan | None, summary: histories.Summary, label: str) -> dict[str, Any]:
    address = reverse("wizard:fixed", args=[plan.view_key, summary.number]) if plan else ""
    return {"summary": summary, "label": label, "address": address}


def _tables(one: histories.Summary, other: histories.Summary) -> Sequence[VersionTable]:
    return (
        VersionTable(slug="answers", title="Answers", rows=histories.compare_answers(one, other)),
        VersionTable(slug="outcome", title="Outcome", rows=histories.compare_outcomes(one, other)),
        VersionTable(slug="money", title="Money", rows=histories.compare_money(one, other)),
    )


def _for_holders(request: HttpRequest, template: str, shown: dict[str, Any]) -> HttpResponse:
    """Render a page for those who hold the link; answer 304 to those who have it."""
    response = by_content(request, render(request, template, shown))
    return for_holders(response, response.headers["ETag"])


@require_POST
@walk.private
def redecide(request: HttpRequest, edit_key: str) -> HttpResponse:
    """Decide the latest version's answers on today's facts, and show its owner the new version."""
    plan = owned_plan(edit_key)
    if refused := limits.ask(request, "versions"):
        return limits.refuse(request, refused)
    try:
        versions.redecide(plan, releases.current(), localdate())
    except (versions.UnfinishedError, versions.OvertakenError, PlanVersion.DoesNotExist):
        return HttpResponseRedirect(reverse("wizard:check", args=[edit_key]), status=HTTPStatus.SEE_OTHER)
    return HttpResponseRedirect(reverse("wizard:home", args=[edit_key]), status=HTTPStatus.SEE_OTHER)
