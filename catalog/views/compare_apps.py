"""Two to four apps side by side: a month's cost and contents, data access, what fits each."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_DOWN

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from catalog import formatting, query
from catalog.app_query import AppMatch, AppQuery
from catalog.filters.apps import ONE
from catalog.filters.currency import StatedForm
from catalog.filters.form import NumberField, RowsField
from catalog.naming import name_or_slug, sorted_by_name
from catalog.plan_costs import CostState
from catalog.plan_terms import answer_for_all_plans, plan_answer
from catalog.registry import KINDS
from catalog.releases import Reading
from catalog.schema import App, Catalog
from catalog.schema.field import Field
from catalog.values import Value, shown_value, value_of
from catalog.views.apps import AppRow, app_row, shown_money
from catalog.views.comparing import (
    MOST,
    NOTHING_COMPARED,
    ComparedKind,
    ComparedRow,
    ComparedSide,
    CompareForm,
    Comparison,
    comparison_page,
    conclude,
    month_row,
    month_words,
)
from catalog.views.page import reads_release
from catalog.vocabulary import AppQuestion, Known, PriceUnit

APPS = ComparedKind(
    code="app",
    one="app",
    many="apps",
    list_name="apps",
    carried=frozenset({"job", "results", "people", "currency"}),
    note=(
        "Of each app the cheapest plan that does the volume, else the cheapest that costs "
        "something. Its terms are those of that plan: other plans of the app may have others. Best "
        "marks the lowest price."
    ),
)
COMPARED_FIELDS = tuple(
    KINDS["apps"].described[name]
    for name in (
        *("main_kind", "makes", "works_inside", "needs", "runs_on"),
        *("models_inside", "models", "families", "languages", "free_plan"),
    )
)


class CompareAppsForm(StatedForm, CompareForm):
    """Which apps stand side by side, and for which month of work."""

    view = "catalog:compare_apps"
    kind = APPS
    m = RowsField("Apps", "apps", "app", MOST)
    people = NumberField("People who use it", whole=True, usual=ONE)

    @property
    def people_who_use_it(self) -> int:
        """Return how many people use it, one where nobody says."""
        return int(self.number("people"))


@dataclass(frozen=True, slots=True, kw_only=True)
class ComparedApp(ComparedSide):
    """One app of a comparison, with the plan that stands for it."""

    match: AppMatch
    row: AppRow

    @property
    def app(self) -> App:
        return self.match.app


@reads_release
def app_comparison(request: HttpRequest, reading: Reading) -> HttpResponse:
    """Compare two to four apps, row by row, and for a month of a job."""
    form = CompareAppsForm(request.GET, reading.catalog)
    table = compare_apps(form, reading) if form.is_complete else NOTHING_COMPARED
    return comparison_page(request, reading, form, table, sorted_by_name(reading.catalog.apps))


def compare_apps(form: CompareAppsForm, reading: Reading) -> Comparison:
    """Set apps side by side; the form names at least two."""
    catalog, case, results = form.catalog, form.case, form.results_a_month
    wanted = AppQuery(
        catalog=catalog,
        on=reading.on,
        case=case,
        results=results,
        people=form.people_who_use_it,
    )
    matches = [wanted.match(catalog.app[slug]) for slug in form.chosen("m")]
    unit = _shared_unit(matches)
    sides = [
        _side(reading, form, match, priced=case is not None, is_alike=unit is not None)
        for match in matches
    ]
    rate = form.rate(reading.on)
    plan_words = f"by the plan shown, a {unit.label}" if unit else ""
    volume = month_words(results) if case else plan_words
    return Comparison(
        sides=tuple(sides),
        groups=_groups(form, reading, sides),
        lead=conclude(sides, volume, case=case, rate=rate),
        rate=rate,
    )


def _shared_unit(matches: Sequence[AppMatch]) -> PriceUnit | None:
    """Return what all plans' shown prices are for; None if they differ, or one has none."""
    prices = [match.cost.price if match.cost else None for match in matches]
    units = {price.unit if price else None for price in prices}
    return units.pop() if len(units) == 1 else None


def _side(
    reading: Reading, form: CompareAppsForm, match: AppMatch, *, priced: bool, is_alike: bool
) -> ComparedApp:
    app, cost = match.app, match.cost
    price = cost.price if cost and is_alike else None
    money = shown_money(form, reading.on)
    does_it = priced and cost is not None and cost.state is CostState.PRICED
    return ComparedApp(
        name=app.name,
        address=f"{reverse('catalog:app', args=[app.slug])}{form.carried}",
        without=form.without(app.slug),
        month=cost.usd if does_it and cost else None,
        listed=query.usd_of(reading.catalog, price, reading.on) if price else None,
        match=match,
        row=app_row(reading, match, money, listed=not priced),
    )


def _groups(
    form: CompareAppsForm, reading: Reading, sides: Sequence[ComparedApp]
) -> Mapping[str, Sequence[ComparedRow]]:
    catalog = form.catalog

    def answered(question: AppQuestion) -> ComparedRow:
        cells = tuple(_answer(catalog, side, question) for side in sides)
        return ComparedRow(label=question.label, cells=cells)

    def described(field: Field) -> ComparedRow:
        cells = tuple(_fact(catalog, field, side.app) for side in sides)
        return ComparedRow(label=field.about.heading, cells=cells)

    return {
        "Money": _money(form, reading, sides),
        "Who sees your data, in the plan shown": [answered(question) for question in AppQuestion],
        "What it is and works with": [described(field) for field in COMPARED_FIELDS],
    }


def _money(
    form: CompareAppsForm, reading: Reading, sides: Sequence[ComparedApp]
) -> list[ComparedRow]:
    case, rate = form.case, form.rate(reading.on)
    rows = [month_row(sides, case, form.results_a_month, rate)] if case else []
    prices = tuple(_price(reading, form, side) for side in sides)
    rows.append(ComparedRow(label="Plan", cells=tuple(_plan(side) for side in sides)))
    rows.append(ComparedRow(label="Its price", cells=prices))
    rows.append(ComparedRow(label="A month holds", cells=tuple(_holds(side) for side in sides)))
    return rows


def _plan(side: ComparedApp) -> Value:
    return Value(words=side.match.plan.name if side.match.plan else "")


def _price(reading: Reading, form: CompareAppsForm, side: ComparedApp) -> Value:
    price = side.match.cost.price if side.match.cost else None
    if price is None:
        return Value(words="by quote" if side.app.by_quote else "")
    notes = side.row.cost.notes[1:]  # the first is the name of the plan
    shown = shown_money(form, reading.on).stated(reading.catalog, price, reading.on)
    return Value(words=formatting.format_plan_price(shown), hint="; ".join(notes))


def _holds(side: ComparedApp) -> Value:
    plan, cost = side.match.plan, side.match.cost
    if plan is None or cost is None:
        return Value()
    if plan.unlimited is Known.YES:
        return Value(words="no limit")
    if cost.holds is not None:
        results = formatting.format_number(cost.holds.to_integral_value(ROUND_DOWN))
        return Value(words=f"{results} results")
    if plan.capacity is None or plan.capacity_unit is None:
        return Value()
    unit = plan.capacity_of or plan.capacity_unit.label
    return Value(words=f"{formatting.format_number(plan.capacity)} {unit}")


def _answer(catalog: Catalog, side: ComparedApp, question: AppQuestion) -> Value:
    plan = side.match.plan
    if plan is None:
        answer = answer_for_all_plans(catalog, side.app.slug, question)
    else:
        answer = plan_answer(catalog, plan, question, app=side.app.slug)
    if answer.contradicted:
        return Value(words="sources disagree")
    countries = [region.label for row in answer.statements for region in row.countries]
    return Value(
        words=answer.answer.label if answer.answer else "",
        hint=formatting.format_list(dict.fromkeys(countries)),
    )


def _fact(catalog: Catalog, field: Field, app: App) -> Value:
    if field.name == "models":
        names = [name_or_slug(catalog.model, slug) for slug in app.models]
        return Value(words=formatting.format_list(names))
    if field.name == "families":
        names = [name_or_slug(catalog.provider, slug) for slug in app.families]
        return Value(words=formatting.format_list(names))
    if field.name == "free_plan":
        return value_of(field, app.free_plan)
    return shown_value(field, app)
