"""Pages of the catalog's use cases, with what the rules advise for usual amounts and what shared pilots have shown."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse

from catalog.views.page import Reading, depends_on, page, reads_release
from catalog.views.tools import tool_lines
from catalog.views.use_cases import about_cell, about_use_case
from wizard import prefill
from wizard.decision.buying import made_for
from wizard.decision.decide import decide
from wizard.decision.tasks import tasks
from wizard.pilot.record import Count, counts_of
from wizard.plans.document import basis_of
from wizard.plans.document.blocks import DRAFT
from wizard.plans.document.head import head
from wizard.plans.document.sections import alternatives
from wizard.steps import journey


def with_record(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Count the shared pilots of the use case in the address first, so that the entity tag of its page depends on them."""

    @wraps(view)
    def counted(request: HttpRequest, /, slug: str, **more: str) -> HttpResponse:
        counts = counts_of(slug)
        depends_on(request, repr(counts))
        return view(request, slug=slug, record=counts, **more)

    return counted


@with_record
@reads_release
def use_case(request: HttpRequest, edition: Reading, slug: str, record: tuple[Count, ...]) -> HttpResponse:
    """Show a job of the catalog with the shortlist for its usual amounts."""
    shown = about_use_case(edition, slug)
    return page(request, "wizard/use_case.html", edition, **shown, **shortlist(edition, slug), record=record)


@with_record
@reads_release
def cell(request: HttpRequest, edition: Reading, slug: str, branch: str, record: tuple[Count, ...]) -> HttpResponse:
    """Show one answer of the matrix with what shared pilots have shown of it."""
    return page(request, "catalog/cell.html", edition, **about_cell(edition, slug, branch), record=record)


def shortlist(edition: Reading, slug: str) -> dict[str, Any]:
    """Return what the rules advise for a job of which nothing else was answered, and what would do instead."""
    catalog, on = edition.catalog, edition.on
    answers = journey.read(prefill.wish_of({"use_case": slug}, catalog).answers, catalog, on)
    decision = decide(answers, catalog, on)
    basis = basis_of(decision, (), answers, catalog)
    fit = {row.tool for task in tasks(answers, catalog) for row in catalog.products if made_for(row, task)}
    return {
        "tools": [line for line in tool_lines(catalog, on) if line.tool.slug in fit],
        "head": head(basis, DRAFT),
        "alternatives": alternatives(basis.parts),
    }
