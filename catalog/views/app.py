"""The page of an app: what it is for, its plans and costs, who sees the data, substitutes."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import chain
from typing import Any, override

from django.http import HttpRequest, HttpResponse, QueryDict
from django.urls import reverse

from catalog import formatting, query
from catalog.app_changes import plan_changes
from catalog.app_query import AppQuery
from catalog.filters.apps import VolumeForm
from catalog.filters.currency import StatedForm
from catalog.filters.form import ChoiceField
from catalog.plan_costs import CostState, PlanCost, app_costs, volume_of
from catalog.registry import KINDS
from catalog.releases import Reading
from catalog.schema import AiModel, App, AppPlan, Catalog, DataTerms, ExchangeRate, UseCase
from catalog.solutions import jobs_of_app, used_as
from catalog.values import groups_of
from catalog.views.app_terms import not_for, other_statements, question_lines
from catalog.views.apps import AppRow, app_row, shown_money
from catalog.views.model_lines import by_medium
from catalog.views.page import page, reads_release, row_or_404
from catalog.views.plan_lines import CostWords, app_line, cost_words
from catalog.vocabulary import Known, Medium

MOST_MODELS = 8  # of a maker's models, where nobody says which of them are inside
MOST_ALTERNATIVES = 4


def terms_shown(catalog: Catalog, rows: Iterable[DataTerms]) -> list[dict[str, Any]]:
    """Return data terms as pages show them: the answered lines, and the others' names."""
    shown = []
    for row in rows:
        groups = groups_of(catalog, KINDS["data_terms"], row)
        lines = list(chain.from_iterable(group.lines for group in groups))
        answered = [line for line in lines if not line.value.unknown]
        silent = [line.field.about.label for line in lines if line.value.unknown]
        unknown = [formatting.lower_first(label) for label in silent]
        shown.append({"row": row, "lines": answered, "unknown": unknown})
    return shown


class AppVolumeForm(VolumeForm, StatedForm):
    """The volume that one app's plans are priced for.

    It is of the jobs that the app does, of the first where none is chosen.
    """

    def __init__(
        self, data: QueryDict, app: App, cases: tuple[UseCase, ...], catalog: Catalog
    ) -> None:
        self.app, self.cases = app, cases
        chosen = data.copy()
        self.job_chosen = bool(data.get("job"))  # by the reader
        if not chosen.get("job") and (usual := self._usual_case()):
            chosen["job"] = usual.slug
        super().__init__(chosen, catalog)

    @override
    def offer(self) -> None:
        super().offer()
        jobs = self.fields["job"]
        assert isinstance(jobs, ChoiceField)  # noqa: S101  # for mypy
        jobs.choices = {case.slug: case.name for case in self.cases}

    @property
    @override
    def address(self) -> str:
        return f"{reverse('catalog:app', args=[self.app.slug])}#cost"

    @property
    @override
    def case(self) -> UseCase | None:
        return super().case or self._usual_case()

    def _usual_case(self) -> UseCase | None:
        # An assistant that writes is asked for a text alone, before a picture or both.
        made_first = self.app.makes[:1]
        alone = [case for case in self.cases if case.outputs == made_first]
        typical = [case for case in self.cases if case.outputs[:1] == made_first]
        return next(iter((*alone, *typical, *self.cases)), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class PricedPlan:
    """A plan with what it costs for the volume."""

    plan: AppPlan
    words: CostWords
    holds: str
    is_best: bool
    does_it: bool  # known to hold the volume; else a seat of which nobody says how much it holds


@dataclass(frozen=True, slots=True, kw_only=True)
class Alternative:
    """Another app that does the same."""

    row: AppRow
    better_at: str


@reads_release
def app(request: HttpRequest, reading: Reading, slug: str) -> HttpResponse:
    """Show an app: what it is for, its cost, who sees the data, what is inside, substitutes."""
    catalog, on = reading.catalog, reading.on
    row = row_or_404(catalog.apps, slug)
    line = app_line(reading, row)
    plans = tuple(plan_line.plan for plan_line in line.plans)
    cases = jobs_of_app(catalog, row)
    form = AppVolumeForm(request.GET, row, cases, catalog)
    costs = _costs(form, row, on)
    terms = dict.fromkeys(catalog.terms_of[plan.terms] for plan in plans if plan.terms)
    inside = [catalog.model[name] for name in row.models if name in catalog.model]
    changes = plan_changes(catalog, plans, on)
    questions = question_lines(catalog, row, plans)
    others = other_statements(catalog, row, questions)
    changed = [change for change in changes if change.before]
    since = min((change.after.valid_from for change in changes), default=None)
    media = [(medium, jobs_of_medium(catalog, medium)) for medium in row.makes]
    return page(
        request,
        "catalog/app.html",
        reading,
        line=line,
        form=form,
        currency=form.currency_name,
        costs=_priced_plans(reading, costs, form.rate(on)),
        facts=groups_of(catalog, KINDS["apps"], row, but=("made_for", "models", "families")),
        inside=by_medium(reading, inside),
        likely=by_medium(reading, _of_makers(catalog, row, on), MOST_MODELS),
        terms=terms_shown(catalog, terms),
        questions=questions,
        others=[(row, catalog.app_plan.get(row.app_plan or "")) for row in others],
        open_questions=[question for question in questions if question.open_for],
        not_for=not_for(catalog, row, plans, costs),
        alternatives=_alternatives(reading, form, row),
        changes=changed,
        since=since,
        jobs=cases,
        media=media,
    )


def jobs_of_medium(catalog: Catalog, medium: Medium) -> int:
    """Return how many jobs call for a medium."""
    return sum(medium in case.outputs for case in catalog.use_cases)


# ------------------------------------------------------------------------------ what a volume costs


def _costs(form: AppVolumeForm, app: App, on: date) -> tuple[PlanCost, ...]:
    """Return what each plan costs for the volume; nothing if no job says what a result takes."""
    catalog, case = form.catalog, form.case
    if case is None:
        return ()
    volume = volume_of(catalog, case, form.results_a_month, people=form.people_who_use_it)
    return app_costs(catalog, app, volume, on, kind=used_as(catalog, app, case))


def _priced_plans(
    reading: Reading, costs: tuple[PlanCost, ...], rate: ExchangeRate
) -> tuple[PricedPlan, ...]:
    able = [cost for cost in costs if cost.state is CostState.PRICED and cost.usd is not None]
    # One alone is not the cheapest of anything.
    best = able[0] if len(able) > 1 else None

    def priced(cost: PlanCost) -> PricedPlan:
        holds = formatting.format_number(cost.holds.to_integral_value()) if cost.holds else ""
        words = cost_words(reading, cost, rate)
        return PricedPlan(
            plan=cost.plan,
            words=words,
            holds=holds,
            is_best=cost is best,
            does_it=bool(holds) or cost.plan.unlimited is Known.YES,
        )

    return tuple(map(priced, costs))


# ---------------------------------------------------------------------------- what would do instead


def _alternatives(reading: Reading, form: AppVolumeForm, app: App) -> tuple[Alternative, ...]:
    """Return the apps that share most jobs with this one, else those of its kind.

    Those of which most is known come first.
    """
    case = form.case
    search = AppQuery(
        catalog=reading.catalog,
        on=reading.on,
        case=case,
        results=form.results_a_month,
        people=form.people_who_use_it,
        kind=None if case else app.main_kind,
    )
    money = shown_money(form, reading.on)
    matches = [match for match in search.matches() if match.app is not app]
    rows = [app_row(reading, match, money, listed=case is None) for match in matches]

    def order(row: AppRow) -> tuple[object, ...]:
        shared = {*app.made_for} & {*row.match.app.made_for}
        return -len(shared), -_known(row), row.match.app.slug

    rows.sort(key=order)
    mine = app_row(reading, search.match(app), listed=case is None)
    return tuple(_alternative(row, mine) for row in rows[:MOST_ALTERNATIVES])


def _alternative(row: AppRow, mine: AppRow) -> Alternative:
    return Alternative(row=row, better_at=formatting.format_list([*_better_at(row, mine)]))


def _known(row: AppRow) -> int:
    answers = (row.keeps_out, row.in_the_eu)
    return sum(answer is not Known.UNKNOWN for answer in answers) + bool(row.cost.amount)


def _better_at(other: AppRow, mine: AppRow) -> Iterator[str]:
    """Yield what is known to be better of another app."""
    if _only_first(other.in_the_eu, mine.in_the_eu):
        yield "kept and worked in the EU"
    if _only_first(other.keeps_out, mine.keeps_out):
        yield "out of training"
    usd, own_usd = _known_cost(other), _known_cost(mine)
    if usd is not None and own_usd is None:
        yield "a price for this volume"
    elif usd is not None and own_usd is not None and usd < own_usd:
        yield "costs less"
    if _only_first(other.match.app.free_plan, mine.match.app.free_plan):
        yield "a free plan"


def _only_first(theirs: Known, ours: Known) -> bool:
    return theirs is Known.YES and ours is not Known.YES


def _known_cost(row: AppRow) -> Decimal | None:
    """Return what the volume costs for certain; None where something of it is not stated."""
    cost = row.match.cost
    return cost.usd if cost and cost.state.order == 0 else None


def _of_makers(catalog: Catalog, app: App, on: date) -> list[AiModel]:
    """Return what else the makers of the models inside an app have on sale for what it makes."""
    family = [model for model in catalog.models if model.provider in app.families]
    others = [model for model in family if model.slug not in app.models]
    on_sale = [model for model in others if query.sale(catalog, model, on).on_sale]
    return [model for model in on_sale if query.main_medium(catalog, model) in app.makes]
