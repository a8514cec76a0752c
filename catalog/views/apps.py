"""The apps that people buy by the seat, and the page of each."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse

from catalog import formatting, query
from catalog.naming import sorted_by_name
from catalog.registry import KINDS
from catalog.schema import AiModel, App, Catalog, DataTerms, group_pairs
from catalog.values import groups_of
from catalog.views.models import by_medium
from catalog.views.page import Reading, page, reads_release, row_or_404
from catalog.views.prices import PlanLine, plans_of
from catalog.vocabulary import Medium

MOST_MODELS = 8  # of a maker's models, where nobody says which of them are inside


@dataclass(frozen=True, slots=True, kw_only=True)
class AppLine:
    """An app with its plans, the cheapest first."""

    app: App
    plans: tuple[PlanLine, ...]

    @property
    def makes(self) -> tuple[Medium, ...]:
        """Return what people make with it, in the order of media."""
        made = {medium for plan in self.plans for medium in plan.app_plan.media}
        return tuple(medium for medium in Medium if medium in made)

    @property
    def makers(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(plan.app_plan.provider for plan in self.plans))

    @property
    def seat(self) -> str:
        """Return what a seat and month costs, from the cheapest plan that costs something to the dearest; or the last seen."""
        found = sorted(price.usd for plan in self.plans for price in plan.prices if price.usd)
        words = [formatting.format_price(usd) for usd in dict.fromkeys((*found[:1], *found[-1:]))]
        return " to ".join(words) or next((plan.seen for plan in self.plans if plan.seen), "")


def app_lines(catalog: Catalog, on: date) -> tuple[AppLine, ...]:
    """Return every app by name, with its plans."""
    app_plans = group_pairs((row.app, row) for row in catalog.app_plans)
    return tuple(
        AppLine(app=row, plans=plans_of(catalog, app_plans.get(row.slug, ()), on))
        for row in sorted_by_name(catalog.apps)
    )


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
    return page(request, "catalog/apps.html", edition, apps=app_lines(edition.catalog, edition.on))


@reads_release
def app(request: HttpRequest, edition: Reading, slug: str) -> HttpResponse:
    """Show an app: its plans and their prices, the models inside, what its terms do with the data, what it is for."""
    catalog, on = edition.catalog, edition.on
    row_or_404(catalog.apps, slug)
    line = next(each for each in app_lines(catalog, on) if each.app.slug == slug)
    terms = dict.fromkeys(plan.app_plan.terms for plan in line.plans if plan.app_plan.terms)
    named = {name for plan in line.plans for name in plan.app_plan.models}
    inside = [catalog.model[name] for name in catalog.model if name in named]
    makers = tuple(dict.fromkeys(name for plan in line.plans for name in plan.app_plan.families))
    return page(
        request,
        "catalog/app.html",
        edition,
        line=line,
        inside=by_medium(catalog, inside, on),
        makers=makers,
        likely=by_medium(catalog, _of_makers(catalog, line, makers, on), on, MOST_MODELS),
        terms=terms_shown(catalog, (catalog.terms_of[name] for name in terms)),
        jobs=[
            (medium, sum(medium in case.outputs for case in catalog.use_cases))
            for medium in line.makes
        ],
        on=on,
    )


def _of_makers(catalog: Catalog, line: AppLine, makers: tuple[str, ...], on: date) -> list[AiModel]:
    """Return the models on sale of the makers inside that are made for what the app makes."""
    return [
        model
        for model in catalog.models
        if model.provider in makers
        and query.sale(catalog, model, on).on_sale
        and query.main_medium(catalog, model) in line.makes
    ]
