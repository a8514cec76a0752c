"""Plans as a colleague and their owner read them, by one renderer, and as downloads."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from catalog.http_caching import by_content
from catalog.releases import current, edition
from config.context import base_url
from config.request_cost import declares
from wizard.colleagues import feedback
from wizard.document.blocks import Document
from wizard.document.progress import Approval
from wizard.exports import plan_json
from wizard.exports.copies import Copy, copy_of, copy_with
from wizard.exports.formats import FORMATS
from wizard.models import PlanVersion
from wizard.pilot.measured import JobTest, tests_of
from wizard.plans import deciding, drifting, links, pages
from wizard.plans.handles import has_handles
from wizard.plans.progressing import (
    month_to_count,
    names_untested,
    progress_of,
    stands_by,
)
from wizard.plans.replies import of_version, over
from wizard.questions import views as questions
from wizard.views import browser, owner_page
from wizard.views.colleagues import for_holders
from wizard.views.keyed import owned_plan, owned_version
from wizard.views.public import card_of
from wizard.views.request_costs import WORKED_OUT


@for_holders
def shared(request: HttpRequest, version: PlanVersion) -> HttpResponse:
    links.note_opened(version.plan)
    return render(request, "wizard/plan.html", _shown(version))


@for_holders
def card(_: HttpRequest, version: PlanVersion) -> HttpResponse:
    """Give the picture of a link to a plan."""
    decided = deciding.with_results(version, tests_of(version.plan))
    return card_of(pages.document(decided), edition(version.release))


@for_holders
def fixed(_: HttpRequest, version: PlanVersion) -> HttpResponse:
    """Show a colleague one version, byte for byte as it was written when it was made."""
    links.note_opened(version.plan)
    return HttpResponse(version.page.text)


@for_holders
def below(
    request: HttpRequest, version: PlanVersion, key: str, *, fixed: bool = False
) -> HttpResponse:
    """Show a page below the latest version with its tests, or below one as it was decided.

    The tests are those that counted since the version.
    """
    document = pages.document_of_version(version, [key]) if fixed else _document_now(version, key)
    return page_below(request, version, document)


def page_below(
    request: HttpRequest, version: PlanVersion, document: Document, check: str = ""
) -> HttpResponse:
    """Render a page of the document below a version; `check` is where its owner changes it."""
    context = {"document": document, "page": document.pages[0], "private": True, "check": check}
    return render(
        request, "wizard/plan_document/page.html", {**context, "edition": edition(version.release)}
    )


def _document_now(version: PlanVersion, key: str) -> Document:
    """Return a plan with a page below it, by what its tests counted and how far they are."""
    tests = tests_of(version.plan)
    decided = deciding.with_results(version, tests)
    progress = progress_of(version, decided.decision, tests, timezone.localdate())
    return pages.document(decided, progress, pages=[key])


@require_safe
def owned(request: HttpRequest, edit_key: str) -> HttpResponse:
    """Show the owner the plan with what they may do with it; a draft goes on where it stopped."""
    plan = owned_plan(edit_key)
    version = plan.versions.newest_first().first()
    if version is None:
        return questions.home(request, edit_key)
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
    check = reverse("questions:check", args=[edit_key])
    return page_below(request, version, _document_now(version, key), check=check)


def _shown(version: PlanVersion) -> dict[str, Any]:
    """Return what the page of a plan is made from, whoever reads it."""
    plan, today, release = version.plan, timezone.localdate(), edition(version.release)
    left = feedback.of(plan, today)
    tests = tests_of(plan)
    decided = deciding.with_results(version, tests)
    now = over(current(), left.replies, today)
    drift = drifting.drift_of(version, now, today, tests, then=decided)
    approvals = [Approval(name=row.giver, version=row.number) for row in left.active_signoffs]
    progress = progress_of(
        version, decided.decision, tests, today, approvals=approvals, stands=stands_by(drift)
    )
    return {
        "document": pages.document(decided, progress),
        "decision": decided.decision,
        "progress": progress,
        "names_untested": names_untested(decided.decision, tests),
        "month": month_to_count(decided.decision, tests, today),  # that the owner may count
        "replies": of_version(version),  # of sellers, that it was decided with
        "edition": release,
        "version": version.number,
        "signed_headline": _signed_headline(version, tests),
        # shows the latest version; the next one this version for good
        "address": plan.get_absolute_url(),
        "fixed_address": version.get_absolute_url(),
        "private": True,
        "readable": plan.readable,  # by others
        "origin": pages.origin_of(version),
        "previews": plan.previews,
        "handles": has_handles(decided),
        "card": f"{plan.get_absolute_url()}card.png",
        "drift": drift,
        "feedback": left,
    }


def _signed_headline(version: PlanVersion, tests: tuple[JobTest, ...]) -> str:
    """Return what a version says, where the page counts its tests besides; else nothing.

    Whoever approves signs the version, which no test changes.
    """
    if not any(test.shows_results for test in tests):
        return ""
    return pages.document_of_version(version).head.headline


@declares(WORKED_OUT)
@for_holders
def take_away(
    request: HttpRequest, version: PlanVersion, name: str, *, latest: bool = False
) -> HttpResponse:
    """Give a version in a format.

    The latest says, in the formats of the document, what tests counted since.
    """
    chosen = FORMATS[name]
    is_current = latest and chosen.measured
    tests = _shown_tests(version) if is_current else ()
    copy = _tested_copy(version, tests, request) if tests else copy_of(version, base_url(request))
    if not chosen.fits(copy.decided.decision):
        raise Http404("This plan has no pilot, so there is nothing to score or to run.")
    response = HttpResponse(chosen.write(copy), content_type=chosen.content_type)
    response.headers["Content-Disposition"] = (
        f'{"inline" if chosen.shown else "attachment"}; filename="{name}"'
    )
    return response


def _shown_tests(version: PlanVersion) -> tuple[JobTest, ...]:
    """Return the tests of a plan of which nothing has to stay hidden."""
    return tuple(test for test in tests_of(version.plan) if test.shows_results)


def _tested_copy(version: PlanVersion, tests: tuple[JobTest, ...], request: HttpRequest) -> Copy:
    """Return a version with what tests counted since, and how far that brought it."""
    decided = deciding.with_results(version, tests)
    progress = progress_of(version, decided.decision, tests, timezone.localdate())
    return copy_with(version, base_url(request), decided, progress)


@require_safe
def schema(request: HttpRequest) -> HttpResponse:
    response = by_content(
        request, HttpResponse(plan_json.schema(), content_type="application/schema+json")
    )
    response.headers["Cache-Control"] = "public, max-age=3600"
    return response
