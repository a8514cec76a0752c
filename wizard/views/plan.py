"""Plans as they are read: by a colleague, by their owner, and the examples, all by one renderer."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from hashlib import sha256
from typing import Any

from django.conf import settings
from django.db.models import OuterRef
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import get_conditional_response, patch_vary_headers
from django.utils.http import quote_etag
from django.views.decorators.http import require_safe

from catalog.freshness import by_content
from catalog.releases import current, edition
from catalog.views.page import Reading, page, reads_release
from config.build import build_id
from config.context import base_url
from wizard.colleagues import feedback
from wizard.models import Plan, PlanVersion, PlanVersionQuerySet
from wizard.models.pilots import MET
from wizard.pilot.shown import ShownPilot, shown_pilots, with_measured
from wizard.pilot.verdict import ResultState
from wizard.plans import copied, drifting, examples as example_plans, links, marks, pages
from wizard.plans.document import build, with_pages
from wizard.plans.document.blocks import Document, Tested
from wizard.plans.documents import basis_of_version, document_of
from wizard.plans.marks import Mark
from wizard.plans.replies import of_version, over
from wizard.plans.state import PlanFacts, Progress, state_of
from wizard.views import band, browser, closed, walk
from wizard.views.keyed import owned_plan

NOT_FOR_SEARCH = "noindex, nofollow"
WITH_ORIGIN = ("plan", "plan__copied_from__plan")


# ------------------------------------------------------------------------------------------------------- colleagues


@require_safe
@closed.says_why
def shared(request: HttpRequest, view_key: str) -> HttpResponse:
    """Show a colleague the latest version."""
    mark = marks.of(view_key)
    if mark is None:
        raise Http404
    now = timezone.now()
    if not marks.is_open(mark.withdrawn, mark.expires, now):
        return gone(request, Plan.objects.get(pk=mark.plan))
    links.note_opened_since(mark.plan, mark.opened)
    tag = _tag(request, mark.tag(now))
    response = None if settings.DEBUG else get_conditional_response(request, etag=tag)
    if response is None:
        response = _for_colleague(request, view_key, mark)
    patch_vary_headers(response, ["Accept-Encoding", "Cookie"])
    return for_holders(response, tag)


@require_safe
@closed.says_why
def fixed(request: HttpRequest, view_key: str, number: int) -> HttpResponse:
    """Show a colleague one version, byte for byte as it was written when it was made."""
    version = _versions(view_key).filter(number=number).defer("answers").first()
    if version is None:
        raise Http404
    if not is_readable(version.plan):
        return gone(request, version.plan)
    links.note_opened(version.plan)
    digest = pages.digest_of(version) if request.headers.get("If-None-Match") else None
    response = get_conditional_response(request, etag=quote_etag(digest)) if digest else None
    if response is None:
        page = pages.of(version)
        digest, response = page.digest, HttpResponse(page.text)
    return for_holders(response, quote_etag(digest or ""))


def _versions(view_key: str) -> PlanVersionQuerySet:
    """Return a plan's versions, each knowing the number of the latest."""
    newest = PlanVersion.objects.filter(plan=OuterRef("plan")).newest_first().values("number")[:1]
    found = PlanVersion.objects.filter(plan__view_key=view_key).annotate(latest=newest)
    return found.select_related(*WITH_ORIGIN)


def _for_colleague(request: HttpRequest, view_key: str, mark: Mark) -> HttpResponse:
    version = _versions(view_key).get(pk=mark.version)
    latest: int = version.latest  # type: ignore[attr-defined]  # from the query
    return render(request, "wizard/plan.html", _shown(version, latest=latest))


def for_holders(response: HttpResponse, etag: str) -> HttpResponse:
    """Let those who hold the link keep the answer as long as they ask each time, and nobody else."""
    response.headers["ETag"] = etag
    response.headers["Cache-Control"] = "private, no-cache"
    response.headers["X-Robots-Tag"] = NOT_FOR_SEARCH
    return response


def is_readable(plan: Plan) -> bool:
    """Return whether the link for others opens the plan."""
    return plan.is_open(timezone.now())


def gone(request: HttpRequest, plan: Plan) -> HttpResponse:
    """Say plainly that the link was closed or has run out."""
    return closed.page(request, closed.notice_of(plan))


def _tag(request: HttpRequest, mark: str) -> str:
    """Return a tag of all that the page depends on: its rows, the release, the day, the address, theme, our own files."""
    parts = (
        mark,
        timezone.localdate().isoformat(),
        request.get_full_path(),
        request.COOKIES.get("theme", ""),
        request.scheme or "",
        request.get_host(),
        build_id(),
    )
    return quote_etag(sha256("|".join(parts).encode(errors="replace")).hexdigest()[:32])


@require_safe
@closed.says_why
def below(request: HttpRequest, view_key: str, key: str, number: int | None = None) -> HttpResponse:
    """Show a page below the latest version or below one of them: evidence, money, pilot, tuning or scale."""
    versions = _versions(view_key)
    version = versions.newest_first().first() if number is None else versions.filter(number=number).first()
    if version is None:
        raise Http404
    if not is_readable(version.plan):
        return gone(request, version.plan)
    document = measured_document(version, [key]) if number is None else document_of(version, pages=[key])
    response = by_content(request, _below(request, document, version))
    return for_holders(response, response.headers["ETag"])


def _below(request: HttpRequest, document: Document, version: PlanVersion, check: str = "") -> HttpResponse:
    context = {"document": document, "page": document.pages[0], "private": True, "check": check}
    return render(request, "wizard/document/page.html", {**context, "edition": edition(version.release)})


# ------------------------------------------------------------------------------------------------------------ owner


@require_safe
@walk.private
def owned(request: HttpRequest, edit_key: str) -> HttpResponse:
    """Show the owner the plan with what they may do with it; a draft goes on where it stopped."""
    plan = owned_plan(edit_key)
    version = plan.versions.newest_first().first()
    if version is None:
        return walk.home(request, edit_key)
    version.plan = plan
    links.note_opened(plan)
    since = links.note_visit(plan, timezone.now())
    shown = _shown(version, latest=version.number, owner=True)
    base = base_url(request)
    owned_page = band.OwnersPage(
        edit_key=edit_key,
        version=version,
        document=shown["document"],
        left=shown["feedback"],
        drift=shown["drift"],
        base=base,
    )
    shown["owner"] = band.band_of(owned_page, since)
    response = render(request, "wizard/plan.html", shown)
    browser.remember(request, response, edit_key)
    return response


@require_safe
@walk.private
def owned_below(request: HttpRequest, edit_key: str, key: str) -> HttpResponse:
    """Show the owner a page below the plan, with the way to change what it rests on."""
    plan = owned_plan(edit_key)
    version = plan.versions.newest_first().first()
    if version is None:
        raise Http404
    version.plan = plan
    document = measured_document(version, [key])
    return _below(request, document, version, check=reverse("wizard:check", args=[edit_key]))


# --------------------------------------------------------------------------------------------------------- renderer


def _shown(version: PlanVersion, *, latest: int, owner: bool = False) -> dict[str, Any]:
    """Return what the page of a plan is made from, whoever reads it."""
    plan, today, release = version.plan, timezone.localdate(), edition(version.release)
    left = feedback.of(plan, latest, today)
    drift = drifting.drift_of(version, over(current(), left.replies, today), today)
    found = shown_pilots(version)
    basis = basis_of_version(version, over(release, of_version(version), version.decided_on).catalog)
    facts = PlanFacts(
        decided=version.decided_on,
        latest=latest,
        progress=_progress(found),
        approvals=tuple((row.name, row.number) for row in left.active_signoffs),
        differs=drift.different,
        unchecked=drift.unchecked,
        test_by=max((part.pilot.decides_by for part in basis.decision.parts if part.pilot), default=None),
    )
    return {
        "document": with_measured(build(basis, state_of(facts, today)), found),
        "decision": basis.decision,
        "replies": of_version(version),  # of sellers, that it was decided with
        "edition": release,
        "version": version.number,
        "latest": latest,
        "address": plan.get_absolute_url(),  # shows the latest version; the next one this version for good
        "fixed_address": reverse("wizard:fixed", args=[plan.view_key, version.number]),
        "private": True,
        "fixed": False,
        "readable": is_readable(plan),  # by others
        "origin": copied.origin_of(version, timezone.now(), owner=owner),
        "previews": plan.previews,
        "drift": drift,
        "feedback": left,
        "example": None,
        "owner": None,
    }


def measured_document(version: PlanVersion, pages: Iterable[str]) -> Document:
    """Return a version in words with pages below it, how far its test is, and what that showed."""
    found, basis = shown_pilots(version), basis_of_version(version)
    facts = PlanFacts(decided=version.decided_on, latest=version.number, progress=_progress(found))
    document = build(basis, state_of(facts, version.decided_on))
    minutes = {key: value for each in reversed(found) for key, value in each.minutes.items()}
    return with_measured(with_pages(document, replace(basis, measured=minutes), pages), found)


def _progress(pilots: Sequence[ShownPilot]) -> Progress | None:
    """Return how far the newest pilot is; None before the first."""
    return next((progress_of(each.state, each.cases_done, each.protocol.cases) for each in pilots), None)


def progress_of(state: str, cases_done: int, cases: int) -> Progress:
    """Return how far a test is that has begun, by its verdict as it is stored."""
    found = {**dict.fromkeys(MET, Tested.PASSED), ResultState.DROP.value: Tested.FAILED}
    return Progress(tested=found.get(state, Tested.RUNNING), cases_done=cases_done, cases=cases)


# --------------------------------------------------------------------------------------------------------- examples


@reads_release
def examples(request: HttpRequest, edition: Reading) -> HttpResponse:
    """List the example plans with what each says today."""
    rows = [example_plans.decided(each, edition=edition, on=edition.on) for each in example_plans.all_examples()]
    return page(request, "wizard/examples.html", edition, rows=rows)


@reads_release
def example(request: HttpRequest, edition: Reading, slug: str) -> HttpResponse:
    """Show an example's whole plan, decided today."""
    found = example_plans.find(slug)
    if found is None:
        raise Http404
    decided = example_plans.decided(found, edition=edition, on=edition.on)
    return page(
        request,
        "wizard/plan.html",
        edition,
        document=decided.document,
        decision=decided.basis.decision,
        address=reverse("wizard:example", args=[slug]),
        private=False,
        previews=True,
        example=found,
    )


@reads_release
def example_below(request: HttpRequest, edition: Reading, slug: str, key: str) -> HttpResponse:
    """Show a page below an example's plan, decided today."""
    found = example_plans.find(slug)
    if found is None:
        raise Http404
    decided = example_plans.decided(found, edition=edition, on=edition.on)
    document = with_pages(decided.document, decided.basis, [key])
    below = document.pages[0]
    return page(request, "wizard/document/page.html", edition, document=document, page=below, private=False, check="")
