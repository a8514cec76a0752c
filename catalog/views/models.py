"""The list of models."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal

from django.http import HttpRequest, HttpResponse

from catalog import formatting
from catalog.ages import NEVER_SEEN_AGAIN, Sightings
from catalog.filters.form import ANSWERS, OPEN, YES
from catalog.filters.models import ModelForm
from catalog.releases import Reading
from catalog.schema import (
    AiModel,
    Benchmark,
)
from catalog.views import pictures
from catalog.views.model_lines import ListContext
from catalog.views.page import list_page, page, reads_release
from catalog.views.sorting import currency_links, sort_links
from catalog.vocabulary import (
    Known,
)
from catalog.workload import NO_WORK, Workload


def list_context(form: ModelForm, on: date, seen: Sightings = NEVER_SEEN_AGAIN) -> ListContext:
    """Return what the list that a form asks for is looked at with."""
    work = pictures.chosen_work(form)
    return ListContext(
        catalog=form.catalog,
        on=on,
        test=pictures.chosen_test(form.catalog, form),
        work=work,
        compared=_compared_work(form, work),
        order=form.order,
        turned=form.chosen("turned"),
        rate=form.rate(on),
        seen=seen,
    )


def _compared_work(form: ModelForm, work: Workload) -> Workload:
    """Return for what each model's cheapest seller is sought: one unit if a price is the limit."""
    if form.chosen("price") is not None and not form.case:
        return Workload(name="", ways=(((form.price_unit, Decimal(1)),),))
    return work if form.priced_alike or form.order == "price" else NO_WORK


# How each column is sorted when it is chosen first.
SORTED_FIRST: Mapping[str, str] = {
    "name": "ascending",
    "score": "descending",
    "price": "ascending",
    "length": "descending",
    "released": "descending",
}


def _sorted_first(test: Benchmark | None) -> Mapping[str, str]:
    fewer_is_better = test is not None and not test.higher_is_better
    return {**SORTED_FIRST, "score": "ascending"} if fewer_is_better else SORTED_FIRST


def _reach(look: ListContext, models: Iterable[AiModel]) -> tuple[Decimal, Decimal] | None:
    """Return the lowest and the highest score of models; None where none has one."""
    values = [score.value for model in models if (score := look.score(model)) is not None]
    return (min(values), max(values)) if values else None


@reads_release
def models(request: HttpRequest, reading: Reading) -> HttpResponse:
    """List the models, filtered, priced and sorted by the address; htmx gets the results alone."""
    catalog, on = reading.catalog, reading.on
    form = ModelForm(request.GET, catalog)
    conditions = form.conditions(on)
    fits = [(model, conditions.matches(catalog, model, on)) for model in catalog.models]
    accepted = OPEN if form.chosen("unstated") else YES
    rows = [model for model, fit in fits if fit in ANSWERS[accepted]]
    unstated = [model for model, fit in fits if fit is Known.UNKNOWN and accepted == YES]
    plain = list_context(form, on, reading.sightings)
    look = replace(plain, reach=_reach(plain, rows))
    shown = list_page(look.in_order(rows), request)
    picture = pictures.cost_picture(catalog, rows, form, on)
    drawn = picture.rows if picture else ()
    return page(
        request,
        "catalog/models.html",
        reading,
        partial="results",
        form=form,
        shown=shown,
        lines=[look.line(model) for model in shown],
        total=len(catalog.models),
        on_sale_words=f" on sale on {formatting.format_day(on)}",
        unstated=len(unstated),
        test=look.test if look.reach else None,
        columns=sort_links(form, form.order, _sorted_first(look.test)),
        work=look.work.name,
        picture=picture,
        currencies=currency_links(form),
        currency=form.currency_name,
        unbeaten={row.model.slug for row in drawn if row.unbeaten},
    )
