"""Plans as they are read by a colleague and by their owner, by one renderer, and as they are taken away."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from catalog.freshness import by_content
from catalog.releases import current, edition
from config.context import base_url
from config.request_cost import declares
from wizard.colleagues import feedback
from wizard.exports import plan_json
from wizard.exports.copies import copy_of
from wizard.exports.formats import FORMATS
from wizard.models import PlanVersion
from wizard.pilot.context import named_by
from wizard.pilot.shown import ShownPilot, shown_pilots, with_measured
from wizard.pilot.store import joint_state
from wizard.pilot.verdict import ResultState
from wizard.plans import drifting, links, pages
from wizard.plans.document import build, with_pages
from wizard.plans.document.blocks import Document, Tested
from wizard.plans.document.pages import PAGES
from wizard.plans.pages import basis_of_version, document_of
from wizard.plans.replies import of_version, over
from wizard.plans.state import PlanFacts, state_of
from wizard.views import browser, owner_page, walk
from wizard.views.colleagues import for_holders
from wizard.views.keyed import owned_plan, owned_version
from wizard.views.request_costs import WORKED_OUT


@for_holders
def shared(request: HttpRequest, version: PlanVersion) -> HttpResponse:
    links.note_opened(version.plan)
    return render(request, "wizard/plan.html", _shown(version))


@for_holders
def fixed(_: HttpRequest, version: PlanVersion) -> HttpResponse:
    """Show a colleague one version, byte for byte as it was written when it was made."""
    links.note_opened(version.plan)
    return HttpResponse(version.page.text)


@for_holders
def below(
    request: HttpRequest, version: PlanVersion, key: str, *, fixed: bool = False
) -> HttpResponse:
    """Show a page below the latest version with what was measured, or below one version as it was decided."""
    return page_below(request, version, key, document_of(version, pages=[key]) if fixed else None)


def page_below(
    request: HttpRequest,
    version: PlanVersion,
    key: str,
    document: Document | None = None,
    check: str = "",
) -> HttpResponse:
    """Render a page below a version, with what was measured unless by a document; `check` is where its owner changes it."""
    document = document or measured_document(version, [key])
    context = {"document": document, "page": document.pages[0], "private": True, "check": check}
    return render(
        request, "wizard/document/page.html", {**context, "edition": edition(version.release)}
    )


@require_safe
def owned(request: HttpRequest, edit_key: str) -> HttpResponse:
    """Show the owner the plan with what they may do with it; a draft goes on where it stopped."""
    plan = owned_plan(edit_key)
    version = plan.versions.newest_first().first()
    if version is None:
        return walk.home(request, edit_key)
    version.plan = plan
    links.note_opened(plan)
    since = links.note_visit(plan, timezone.now())
    shown = _shown(version)
    shown["previews"] = False  # this address has the private key in it
    shown["owner"] = owner_page.owner_section(edit_key, version, shown, since, base_url(request))
    response = render(request, "wizard/plan.html", shown)
    browser.remember(request, response, edit_key)
    return response


@require_safe
def owned_below(request: HttpRequest, edit_key: str, key: str) -> HttpResponse:
    """Show the owner a page below the plan, with the way to change what it rests on."""
    version = owned_version(edit_key)
    return page_below(request, version, key, check=reverse("wizard:check", args=[edit_key]))


def _shown(version: PlanVersion) -> dict[str, Any]:
    """Return what the page of a plan is made from, whoever reads it."""
    plan, today, release = version.plan, timezone.localdate(), edition(version.release)
    left = feedback.of(plan, today)
    drift = drifting.drift_of(version, over(current(), left.replies, today), today)
    found = shown_pilots(version)
    basis = basis_of_version(version)
    facts = PlanFacts(
        decided=version.decided_on,
        latest=version.number,
        **_progress(version, found),
        approvals=tuple((row.giver, row.number) for row in left.active_signoffs),
        differs=drift.different,
        unchecked=drift.unchecked,
        test_by=max(
            (part.pilot.decides_by for part in basis.decision.parts if part.pilot), default=None
        ),
    )
    return {
        "document": with_measured(build(basis, state_of(facts, today)), found),
        "decision": basis.decision,
        "replies": of_version(version),  # of sellers, that it was decided with
        "edition": release,
        "version": version.number,
        "address": plan.get_absolute_url(),  # shows the latest version; the next one this version for good
        "fixed_address": version.get_absolute_url(),
        "private": True,
        "readable": plan.readable,  # by others
        "origin": pages.origin_of(version),
        "previews": plan.previews,
        "drift": drift,
        "feedback": left,
    }


def measured_document(version: PlanVersion, pages: Iterable[str]) -> Document:
    """Return a version in words with pages below it, how far its test is, and what that showed."""
    found, basis = shown_pilots(version), basis_of_version(version)
    facts = PlanFacts(
        decided=version.decided_on, latest=version.number, **_progress(version, found)
    )
    document = build(basis, state_of(facts, version.decided_on))
    minutes = {key: value for each in reversed(found) for key, value in each.minutes.items()}
    return with_measured(with_pages(document, replace(basis, measured=minutes), pages), found)


def _progress(version: PlanVersion, pilots: Iterable[ShownPilot]) -> dict[str, Any]:
    return progress_of(
        version, [(each.part, each.states, each.cases_done, each.protocol.cases) for each in pilots]
    )


def progress_of(
    version: PlanVersion, pilots: Iterable[tuple[str, Mapping[str, ResultState], int, int]]
) -> dict[str, Any]:
    """Return what facts of a plan say of its tests: part, verdicts by model, cases rated and cases, the newest first.

    Tests of what the plan no longer names do not count. One that passed leaves the plan in test as long as another part
    waits for its own.
    """
    named = named_by(version)
    counting = [each for each in pilots if each[1].keys() & named.get(each[0], ())]
    if not counting:
        return {}
    (newest, _, rated, cases), by_part = (
        counting[0],
        {part: states for part, states, *_ in reversed(counting)},
    )
    tests = {part: _outcome(states, named[part]) for part, states in by_part.items()}
    ended, tested = sum(each is not Tested.RUNNING for each in tests.values()), tests[newest]
    if tested in {Tested.PASSED, Tested.OTHER} and ended < len(named):
        return {"tested": Tested.RUNNING, "cases": f"{ended} of {len(named)} tasks"}
    if tested is Tested.PASSED and Tested.OTHER in tests.values():
        tested = Tested.OTHER
    return {"tested": tested, "cases": f"{rated} of {cases}"}


def _outcome(states: Mapping[str, ResultState], named: Iterable[str]) -> Tested:
    """Return what a test showed of what the plan names for a part."""
    state = joint_state(states.values())
    if not state.passed:
        return Tested.FAILED if state.settled else Tested.RUNNING
    return (
        Tested.PASSED
        if any(states[slug].passed for slug in named if slug in states)
        else Tested.OTHER
    )


@declares(WORKED_OUT)
@for_holders
def take_away(
    request: HttpRequest, version: PlanVersion, name: str, *, latest: bool = False
) -> HttpResponse:
    """Give a version in a format; the latest says in those of the document what pilots measured since."""
    asked = FORMATS[name]
    tried: bool = version.tried  # type: ignore[attr-defined]  # from the query
    document = measured_document(version, PAGES) if latest and tried and asked.measured else None
    copy = copy_of(version, base_url(request), document=document)
    if not asked.fits(copy.basis.decision):
        raise Http404("This plan has no pilot, so there is nothing to score or to run.")
    response = HttpResponse(asked.write(copy), content_type=asked.content_type)
    response.headers["Content-Disposition"] = (
        f'{"inline" if asked.shown else "attachment"}; filename="{name}"'
    )
    return response


@require_safe
def schema(request: HttpRequest) -> HttpResponse:
    response = by_content(
        request, HttpResponse(plan_json.schema(), content_type="application/schema+json")
    )
    response.headers["Cache-Control"] = "public, max-age=3600"
    return response
