"""Plans for tests, made from the answers of an example."""

from collections.abc import Mapping
from datetime import date
from functools import cache
from typing import Any

from django.utils import timezone

from catalog import releases
from wizard.colleagues import signoffs
from wizard.models import Plan, PlanVersion
from wizard.plans import drafts, versions
from wizard.plans.examples import all_examples
from wizard.questions.page_order import all_questions

ON = date(2026, 11, 25)
HOSTILE = '<script>alert(1)</script> {{ boom }} “’" &amp; \u202egnp.exe 🔥'
type Made = tuple[Plan, str, PlanVersion]
type Pages = Mapping[str, Mapping[str, str | list[str]]]


def answers_of(slug: str = "restaurant", **changes: Any) -> dict[str, Any]:
    """Return the answers of an example with some fields of some pages changed."""
    example = next(row for row in all_examples() if row.slug == slug)
    return changed(example.answers, changes)


@cache
def page_of(field: str) -> str:
    """Return the page on which a question is asked, of the whole plan or of each job."""
    pages = {question.name: question.page.key for question in all_questions()}
    return pages[field]


def changed(answers: Pages, changes: Mapping[str, Any]) -> dict[str, Any]:
    """Return answers with some fields of some pages changed."""
    pages = {key: dict(fields) for key, fields in answers.items()}
    for page, fields in changes.items():
        if isinstance(fields, Mapping):
            pages[page] = {**pages.get(page, {}), **fields}
        else:  # a question of the whole plan
            key = page_of(page)
            pages[key] = {**pages.get(key, {}), page: fields}
    return pages


def made(
    slug: str = "restaurant",
    copied_from: PlanVersion | None = None,
    on: date | None = None,
    **changes: Any,
) -> Made:
    """Return a plan of one version, its edit key and the version, as the wizard makes it.

    Changes are by page.
    """
    plan, edit_key = drafts.start(answers_of(slug, **changes), copied_from=copied_from)
    version = versions.make(plan, releases.current(), on or timezone.localdate())
    plan.refresh_from_db()
    return plan, edit_key, version


def whole(slug: str = "garden-shop", on: date = ON, **changes: Any) -> Made:
    """Return the same, decided on the day of the starter catalog."""
    return made(slug, on=on, **changes)


def version_of(plan: Plan, on: date | None = None, **changes: Any) -> PlanVersion:
    """Change answers of a plan, by page, and return the version that the wizard makes of them.

    Without any changes, its name is changed.
    """
    plan.refresh_from_db()
    day, latest = on or timezone.localdate(), plan.versions.newest_first().first()
    if not changes and latest is not None and latest.decided_on == day:
        changes = {"title": f"The plan after version {latest.number}"}
    plan.answers = changed(plan.answers, changes)
    plan.save()
    version = versions.make(plan, releases.current(), day)
    plan.refresh_from_db()
    return version


def approve(plan: Plan, version: PlanVersion, name: str) -> str:
    """Approve a version without a condition, and return the key that takes it back."""
    return signoffs.sign(plan, version, name=name, condition="", once=signoffs.new_key(), page="")
