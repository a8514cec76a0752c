"""The apps that people buy by the seat, and the page of each."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse

from catalog import formatting, query
from catalog.registry import KINDS
from catalog.schema import AiModel, App, Catalog, DataTerms
from catalog.values import groups_of
from catalog.views.models import by_medium
from catalog.views.page import Reading, page, reads_release, row_or_404
from catalog.views.plan_lines import app_line, app_lines

MOST_MODELS = 8  # of a maker's models, where nobody says which of them are inside


def terms_shown(catalog: Catalog, rows: Iterable[DataTerms]) -> list[dict[str, Any]]:
    """Return data terms as pages show them: the lines that are answered, and the names of those that are not."""
    shown = []
    for row in rows:
        lines = [
            line for group in groups_of(catalog, KINDS["data_terms"], row) for line in group.lines
        ]
        unknown = [
            formatting.lower_first(line.field.about.label) for line in lines if line.value.unknown
        ]
        shown.append(
            {
                "row": row,
                "lines": [line for line in lines if not line.value.unknown],
                "unknown": unknown,
            }
        )
    return shown


@reads_release
def apps(request: HttpRequest, edition: Reading) -> HttpResponse:
    """List the apps with what each makes and what a seat costs."""
    return page(request, "catalog/apps.html", edition, apps=app_lines(edition))


@reads_release
def app(request: HttpRequest, edition: Reading, slug: str) -> HttpResponse:
    """Show an app: its plans and their prices, the models inside, what its terms do with the data, what it is for."""
    catalog, on = edition.catalog, edition.on
    found = row_or_404(catalog.apps, slug)
    line = app_line(edition, found)
    terms = dict.fromkeys(plan.plan.terms for plan in line.plans if plan.plan.terms)
    inside = [catalog.model[name] for name in found.models if name in catalog.model]
    statements = sorted(
        catalog.app_statements_of.get(slug, ()),
        key=lambda row: (row.question.order, row.app_plan or "", row.source),
    )
    return page(
        request,
        "catalog/app.html",
        edition,
        line=line,
        facts=groups_of(catalog, KINDS["apps"], found, but=("made_for", "models", "families")),
        inside=by_medium(edition, inside),
        likely=by_medium(edition, _of_makers(catalog, found, on), MOST_MODELS),
        terms=terms_shown(catalog, (catalog.terms_of[name] for name in terms)),
        statements=[(row, catalog.app_plan.get(row.app_plan or "")) for row in statements],
        jobs=[catalog.use_case[job] for job in found.made_for if job in catalog.use_case],
        media=[
            (medium, sum(medium in case.outputs for case in catalog.use_cases))
            for medium in found.makes
        ],
        on=on,
    )


def _of_makers(catalog: Catalog, app: App, on: date) -> list[AiModel]:
    """Return the models on sale of the makers inside that are made for what the app makes."""
    return [
        model
        for model in catalog.models
        if model.provider in app.families
        and query.sale(catalog, model, on).on_sale
        and query.main_medium(catalog, model) in app.makes
    ]
