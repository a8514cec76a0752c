"""Versions in words: their documents, the permanent page, and what copies differ in.

The page is rendered once, when a version is made.
"""

from collections.abc import Iterable
from hashlib import sha256
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.storage import staticfiles_storage
from django.template.loader import render_to_string

from catalog import asof
from catalog.asof import Moment
from catalog.releases import edition
from catalog.views.page import reads_time
from wizard.document import document_of
from wizard.document.basis import Basis
from wizard.document.blocks import Document
from wizard.document.progress import NEW, PlanProgress
from wizard.models import Plan, PlanVersion, VersionPage
from wizard.plans import deciding, history
from wizard.plans.answering import answers_on_file
from wizard.plans.deciding import Decided
from wizard.plans.drafts import hash_of
from wizard.plans.history import Summary
from wizard.plans.replies import of_version

# From /p/<key>/v/<n>/; relative, so that a new key of the plan changes nothing in it.
LATEST = "../../"
ARTICLE, END_OF_ARTICLE = '<article class="document">', "</article>"


def document(decided: Decided, progress: PlanProgress = NEW, pages: Iterable[str] = ()) -> Document:
    """Return a decision in words, with pages below it."""
    return document_of(
        decided.decision,
        decided.answers,
        decided.catalog,
        ages=decided.inputs.ages,
        changes=decided.changes,
        progress=progress,
        pages=tuple(pages),
    )


def basis_of(decided: Decided) -> Basis:
    """Return what the sentences on a decision are made from."""
    return Basis(
        decision=decided.decision,
        answers=decided.answers,
        catalog=decided.catalog,
        progress=NEW,
        changes={},
        ages=decided.inputs.ages,
    )


def document_of_version(version: PlanVersion, pages: Iterable[str] = ()) -> Document:
    """Return a version in words as it was decided."""
    return document(deciding.decided(version), pages=pages)


def page_of(version: PlanVersion, decided: Decided, before: PlanVersion | None) -> VersionPage:
    """Return the page of a version and what it changed, not stored yet.

    The version need not be stored either; `decided` is what it says.
    """
    text = written(version, decided)
    changes = _changes_since(before, version, decided) if before else []
    return VersionPage(
        version=version,
        text=text,
        digest=sha256(text.encode()).hexdigest(),
        changes=changes,
    )


def _changes_since(before: PlanVersion, version: PlanVersion, decided: Decided) -> list[str]:
    return list(history.sentences(summary_of(before), _summary(version, decided)))


def changes_of(version: PlanVersion) -> list[str]:
    """Return what a version changed, a sentence each."""
    return version.page.changes if version.number > 1 else ["The first version."]


def page_if_changed(version: PlanVersion) -> str:
    """Return the page of a version as it reads today; empty if it is the stored one.

    The stored one was made with the version.
    """
    text = written(version, deciding.decided(version))
    return "" if sha256(text.encode()).hexdigest() == version.page.digest else text


def summary_of(version: PlanVersion) -> Summary:
    return _summary(version, deciding.decided(version))


def _summary(version: PlanVersion, decided: Decided) -> Summary:
    lines = answers_on_file(version.answers, decided.catalog, version.decided_on)
    return Summary(version, decided, lines)


def written(version: PlanVersion, decided: Decided) -> str:
    """Return the whole page of a version, which says what was decided.

    Nothing of it depends on who asks, when, or under which key and host.

    Links into the catalog lead to the release and the day it was decided on; those of the frame
    lead to now.
    """
    context = {
        "document": document(decided),
        "decision": decided.decision,
        "replies": of_version(version),
        "edition": edition(version.release),
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
    linked = asof.rewrite_links(article, moment, "", reads_time)
    return f"{before}{start}{linked}{end}{after}"


def _with_lasting_files(html: str) -> str:
    """Name stylesheets and pictures without the digest of their content.

    The next deployment would replace the digest.
    """
    hashed: dict[str, str] = getattr(staticfiles_storage, "hashed_files", {})
    for plain, named in hashed.items():
        html = html.replace(f'"{settings.STATIC_URL}{named}"', f'"{settings.STATIC_URL}{plain}"')
    return html


def original_of(plan: Plan) -> PlanVersion | None:
    """Return the version that a plan was copied from, if the same link still shows it."""
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
