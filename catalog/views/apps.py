"""The list of apps: by what they do, or by what they cost for a volume of a job."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse

from catalog import formatting
from catalog.app_query import AppMatch
from catalog.filters.apps import AppForm
from catalog.filters.form import ANSWERS, OPEN, YES
from catalog.naming import name_or_slug
from catalog.plan_terms import TermsCheck, keeps_out_of_training, stays_in_the_eu
from catalog.schema import Catalog
from catalog.views.page import Reading, list_page, page, reads_release
from catalog.views.plan_lines import CostWords, condition_words, cost_words, old_words
from catalog.vocabulary import Known, PlainAnswer

MOST_SOFTWARE = 4  # named in a line


@dataclass(frozen=True, slots=True, kw_only=True)
class AppRow:
    """An app as a line of the list, with the plan that is shown for it."""

    match: AppMatch
    maker: str
    cost: CostWords
    training: TermsCheck | None  # None where no plan is on file
    place: TermsCheck | None
    inside: str

    @property
    def keeps_out(self) -> Known:
        """Return whether what is sent stays out of training."""
        return self.training.meets if self.training else Known.UNKNOWN

    @property
    def keeps_out_hint(self) -> str:
        """Return what has to be done for it."""
        return condition_words(self.training)

    @property
    def in_the_eu(self) -> Known:
        """Return whether all of it is kept and worked in the EU."""
        return self.place.meets if self.place else Known.UNKNOWN

    @property
    def in_the_eu_hint(self) -> str:
        """Return what has to be chosen for it."""
        return condition_words(self.place)


@reads_release
def apps(request: HttpRequest, edition: Reading) -> HttpResponse:
    """List the apps, narrowed, priced and sorted by the address; htmx gets the results alone."""
    catalog, on = edition.catalog, edition.on
    form = AppForm(request.GET, catalog)
    matches = list(form.conditions(on).matches())
    accepted = OPEN if form.chosen("unstated") else YES
    rows = [match for match in matches if match.fits in ANSWERS[accepted]]
    shown = list_page(sorted(rows, key=_orders(catalog)[form.order]), request)
    return page(
        request,
        "catalog/apps.html",
        edition,
        partial="results",
        on=on,
        form=form,
        shown=shown,
        rows=[app_row(edition, match, listed=form.case is None) for match in shown],
        total=len(catalog.apps),
        unstated=len(matches) - len(rows),
    )


def app_row(edition: Reading, match: AppMatch, *, listed: bool) -> AppRow:
    """Return an app as a line; `listed` shows the price as its seller states it, not for a volume."""
    catalog, plan, app = edition.catalog, match.plan, match.app
    software = [word.label for word in app.works_inside]
    return AppRow(
        match=match,
        maker=name_or_slug(catalog.provider, app.maker),
        cost=_listed_price(edition, match) if listed else _cost(edition, match),
        training=keeps_out_of_training(catalog, plan, app=app.slug) if plan else None,
        place=stays_in_the_eu(catalog, plan, app=app.slug) if plan else None,
        inside=", ".join(software[:MOST_SOFTWARE]),
    )


def _cost(edition: Reading, match: AppMatch) -> CostWords:
    if match.cost is None:
        return _without_plan(match)
    words = cost_words(edition, match.cost)
    return CostWords(amount=words.amount, notes=(match.cost.plan.name, *words.notes))


def _listed_price(edition: Reading, match: AppMatch) -> CostWords:
    """Return the price of the plan as its seller states it."""
    price = match.cost.price if match.cost else None
    if match.cost is None or price is None:
        return _without_plan(match)
    notes = [match.cost.plan.name]
    if old := old_words(edition, price):
        notes.append(old)
    if price.amount and match.app.free_plan is Known.YES:
        notes.append("a free plan besides")
    return CostWords(amount=formatting.format_plan_price(price), notes=tuple(notes))


def _without_plan(match: AppMatch) -> CostWords:
    return CostWords(amount="", notes=("by quote",) if match.app.by_quote else ())


def _orders(catalog: Catalog) -> Mapping[str, Callable[[AppMatch], tuple[object, ...]]]:
    """Return by which key each order of the list is sorted; every one ends on what no two apps share."""

    def by_kind(match: AppMatch) -> tuple[object, ...]:
        return match.kind.order, -_documented(catalog, match), *by_name(match)

    def by_price(match: AppMatch) -> tuple[object, ...]:
        if match.cost is None:
            return (True, *by_name(match))
        usd = match.cost.usd
        return False, match.cost.state.order, usd is None, usd or 0, *by_name(match)

    def by_name(match: AppMatch) -> tuple[object, ...]:
        return match.app.name.casefold(), match.app.slug

    return {"kind": by_kind, "price": by_price, "name": by_name}


def _documented(catalog: Catalog, match: AppMatch) -> int:
    """Return how much of the plan shown is known: its price, its training, its place."""
    plan = match.plan
    if plan is None:
        return 0
    answers = (
        *keeps_out_of_training(catalog, plan).answers,
        *stays_in_the_eu(catalog, plan).answers,
    )
    known = sum(row.meaning is not PlainAnswer.UNKNOWN for row in answers)
    return known + (match.cost is not None and match.cost.price is not None)
