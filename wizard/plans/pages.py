"""Versions in words: their documents, the permanent page, rendered once, when a version is made, and what copies differ in."""

from collections.abc import Iterable
from hashlib import sha256
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.storage import staticfiles_storage
from django.template.loader import render_to_string

from catalog import ages, asof
from catalog.asof import Moment
from catalog.releases import Edition, edition
from catalog.schema import Catalog
from catalog.views.page import reads_time
from wizard.models import Plan, PlanVersion, VersionPage
from wizard.plans import advice as advising, history
from wizard.plans.document import basis_of, build, with_pages
from wizard.plans.document.basis import Basis
from wizard.plans.document.blocks import Document
from wizard.plans.drafts import hash_of
from wizard.plans.history import Summary
from wizard.plans.replies import catalog_of, of_version
from wizard.steps.journey import travel

LATEST = (
    "../../"  # from /p/<key>/v/<n>/; relative, so that a new key of the plan changes nothing in it
)
ARTICLE, END_OF_ARTICLE = '<article class="document">', "</article>"


def basis_of_version(version: PlanVersion, catalog: Catalog | None = None) -> Basis:
    """Return what the document of a version is made from, by the catalog that it was decided on."""
    catalog = catalog or catalog_of(version)
    journey = travel(dict(version.answers), catalog, version.decided_on)
    advice = advising.load(version.advice)
    return basis_of(
        advice.decision,
        advice.changes,
        journey.answers,
        catalog,
        journey.given,
        seen=ages.load(version.seen),
    )


def document_of(version: PlanVersion, pages: Iterable[str] = ()) -> Document:
    basis = basis_of_version(version)
    return with_pages(build(basis), basis, pages)


def page_of(version: PlanVersion, before: PlanVersion | None) -> VersionPage:
    """Return the page of a version and what it changed, not stored yet; the version need not be either."""
    text = written(version, edition(version.release))
    return VersionPage(
        version=version,
        text=text,
        digest=sha256(text.encode()).hexdigest(),
        changes=list(history.sentences(summary_of(before), summary_of(version))) if before else [],
    )


def changes_of(version: PlanVersion) -> list[str]:
    """Return what a version changed, a sentence each."""
    return version.page.changes if version.number > 1 else ["The first version."]


def page_if_changed(version: PlanVersion) -> str:
    """Return the page of a version as it reads today, empty where that is the one that was stored when it was made."""
    text = written(version, edition(version.release))
    return "" if sha256(text.encode()).hexdigest() == version.page.digest else text


def summary_of(version: PlanVersion) -> Summary:
    return Summary(version, basis_of_version(version))


def written(version: PlanVersion, release: Edition) -> str:
    """Return the whole page of a version: nothing of it depends on who asks, when, or under which key and host.

    Links into the catalog lead to the release and the day it was decided on; those of the frame lead to now.
    """
    context = {
        "document": document_of(version),
        "decision": advising.load(version.advice).decision,
        "replies": of_version(version),
        "edition": release,
        "version": version.number,
        "address": LATEST,
        "fixed_address": "",
        "private": True,
        "readable": True,
        "fixed": True,
        "theme": "auto",
        "base_url": "",
        "canonical_url": "",
        "request": None,
    }
    html = _with_lasting_files(render_to_string("wizard/version.html", context))
    before, start, rest = html.partition(ARTICLE)
    article, end, after = rest.partition(END_OF_ARTICLE)
    moment = Moment(day=version.decided_on, release=version.release)
    return "".join((before, start, asof.rewrite_links(article, moment, reads_time), end, after))


def _with_lasting_files(html: str) -> str:
    """Name stylesheets and pictures without the digest of their content, which the next deployment would replace."""
    hashed: dict[str, str] = getattr(staticfiles_storage, "hashed_files", {})
    for plain, named in hashed.items():
        html = html.replace(f'"{settings.STATIC_URL}{named}"', f'"{settings.STATIC_URL}{plain}"')
    return html


def original_of(plan: Plan) -> PlanVersion | None:
    """Return the version that a plan was copied from, where it can still be read under the same link."""
    version = plan.copied_from
    if (
        version is None
        or hash_of(version.plan.view_key) != plan.copied_under
        or not version.plan.readable
    ):
        return None
    return version


def origin_of(version: PlanVersion) -> dict[str, Any] | None:
    """Return what a plan was copied from, without a key; None for a plan that is no copy."""
    plan, original = version.plan, original_of(version.plan)
    if plan.copied_number is None:
        return None
    status = "open" if original else "closed" if plan.copied_from else "deleted"
    return {"number": plan.copied_number, "status": status, "on": original and original.decided_on}
