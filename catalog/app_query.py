"""What a list of apps is narrowed by, for page and API, and the plan of each that fits."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property

from catalog import query
from catalog.plan_costs import CostState, PlanCost, Volume, app_costs, takes_of
from catalog.plan_terms import keeps_out_of_training, may_be_used_for_work, stays_in_the_eu
from catalog.schema import App, AppPlan, Catalog, UseCase
from catalog.solutions import JobApp, apps_of_job, works_inside
from catalog.vocabulary import (
    MONTHLY_UNITS,
    AppKind,
    Known,
    Region,
    Software,
    Word,
)

_DOES_NOT_DO_IT = {CostState.TOO_SMALL, CostState.TOO_MANY_PEOPLE}


class Must(Word):
    """What a plan can be asked to meet."""

    OUT_OF_TRAINING = "out-of-training", "Out of training"
    IN_THE_EU = "in-the-eu", "In the EU"
    FOR_WORK = "for-work", "May be used for work in the EU"
    FREE = "free", "Has a free plan"


@dataclass(frozen=True, slots=True, kw_only=True)
class AppMatch:
    """An app of a list: whether it matches, and the plan that is shown for it."""

    app: App
    fits: Known
    cost: PlanCost | None  # of the plan; None where no plan is on file
    kind: AppKind  # what it is used as

    @property
    def plan(self) -> AppPlan | None:
        return self.cost.plan if self.cost else None


@dataclass(frozen=True, kw_only=True)
class AppQuery:
    """What a list of apps is narrowed by on a day; what is not set narrows nothing.

    What is asked of a plan has to hold of one plan at once: the cheapest that meets all of it is
    shown.
    """

    catalog: Catalog
    on: date
    name: str = ""  # a part of name, slug or maker
    case: UseCase | None = None  # the job that it has to do
    results: Decimal | None = None  # of the job, a month
    people: int = 1
    kind: AppKind | None = None
    inside: Software | None = None
    must: tuple[Must, ...] = ()
    price: Decimal | None = None  # US dollars a month at most, for the volume

    @cached_property
    def _doing_the_job(self) -> dict[str, JobApp]:
        rows = apps_of_job(self.catalog, self.case) if self.case else ()
        return {row.app.slug: row for row in rows}

    @cached_property
    def volume(self) -> Volume | None:
        """What is priced; nothing without a job and a number of its results."""
        if self.case is None or self.results is None:
            return None
        takes = takes_of(self.catalog, self.case)
        return Volume(results=self.results, takes=takes, people=self.people)

    def matches(self) -> Iterator[AppMatch]:
        """Yield every app that matches or may match, each with the plan that is shown for it."""
        for app in self.catalog.apps:
            match = self.match(app)
            if match.fits is not Known.NO:
                yield match

    def match(self, app: App) -> AppMatch:
        """Return whether an app matches; unknown if all that is missing is what nobody states."""
        job_app = self._doing_the_job.get(app.slug)
        kind = job_app.kind if job_app else app.main_kind
        costs = self._costs(app, kind)
        plans = [(self._plan_fits(app, cost), cost) for cost in costs]
        best, cost = min(
            plans,
            key=lambda pair: _BEST_FIRST.index(pair[0]),
            default=(self._without_plans(), None),
        )
        is_meant = Known.YES if all(self._conditions(app)) else Known.NO
        inside = works_inside(app, self.inside) if self.inside is not None else Known.YES
        free = _has_free_plan(app, costs) if Must.FREE in self.must else Known.YES
        fits = _all_hold({best, is_meant, inside, free})
        return AppMatch(app=app, fits=fits, cost=cost, kind=kind)

    def _conditions(self, app: App) -> Iterator[bool]:
        """Yield what is known of every app: whether it is one of those that are looked for."""
        yield query.is_called(self.catalog, app, app.maker, self.name)
        yield self.case is None or app.slug in self._doing_the_job
        yield self.kind is None or self.kind in {app.main_kind, *app.more_kinds}

    def _costs(self, app: App, kind: AppKind) -> tuple[PlanCost, ...]:
        """Return an app's plans in the order shown: by cost for the volume, else by price."""
        if self.volume is not None:
            return app_costs(self.catalog, app, self.volume, self.on, kind=kind)
        plans = self.catalog.plans_with.get(app.slug, ())
        costs = (_list_price(self.catalog, plan, self.on) for plan in plans)
        return tuple(sorted(costs, key=_list_order))

    def _plan_fits(self, app: App, cost: PlanCost) -> Known:
        return _all_hold({*self._musts(app, cost), self._is_cheap_enough(cost)})

    def _musts(self, app: App, cost: PlanCost) -> Iterator[Known]:
        catalog, plan = self.catalog, cost.plan
        for must in self.must:
            match must:
                case Must.OUT_OF_TRAINING:
                    yield keeps_out_of_training(catalog, plan, app=app.slug).meets
                case Must.IN_THE_EU:
                    yield stays_in_the_eu(catalog, plan, app=app.slug).meets
                case Must.FOR_WORK:
                    yield may_be_used_for_work(catalog, plan, Region.EEA.within).meets
                case Must.FREE:
                    pass  # is asked of the app

    def _is_cheap_enough(self, cost: PlanCost) -> Known:
        """Return whether a plan costs no more than is asked; if nothing is asked, all do."""
        if self.price is None:
            return Known.YES
        if cost.state in _DOES_NOT_DO_IT:
            return Known.NO
        is_a_month = self.volume is not None or _is_monthly(cost)
        if cost.state is not CostState.PRICED or cost.usd is None or not is_a_month:
            return Known.UNKNOWN
        return Known.YES if cost.usd <= self.price else Known.NO

    def _without_plans(self) -> Known:
        """Return whether an app without plans on file matches.

        Nobody says what such an app costs and on which terms.
        """
        asked_of_plans = {*self.must} - {Must.FREE}
        return Known.UNKNOWN if asked_of_plans or self.price is not None else Known.YES


_BEST_FIRST = (Known.YES, Known.UNKNOWN, Known.NO)


def _all_hold(answers: Collection[Known]) -> Known:
    """Return the worst of several answers."""
    return max(answers, key=_BEST_FIRST.index)


def _has_free_plan(app: App, costs: Iterable[PlanCost]) -> Known:
    """Return whether an app has a free plan: one on file, or one that its row speaks of."""
    is_free = any(cost.price is not None and cost.price.amount == 0 for cost in costs)
    return Known.YES if is_free else app.free_plan


def _is_monthly(cost: PlanCost) -> bool:
    return cost.price is not None and cost.price.unit in MONTHLY_UNITS


def _list_price(catalog: Catalog, plan: AppPlan, on: date) -> PlanCost:
    """Return what a plan costs as its seller states it.

    That is a month of one seat, or one of what it is priced by.
    """
    price = query.plan_price(catalog, plan.slug, on)
    if price is None:
        return PlanCost(plan=plan, state=CostState.NO_PRICE)
    usd = query.usd_of(catalog, price, on)
    state = CostState.NO_RATE if usd is None else CostState.PRICED
    return PlanCost(plan=plan, state=state, price=price, usd=usd)


def _list_order(cost: PlanCost) -> tuple[object, ...]:
    """Return a sort key for plans without a volume: paid each month first, free later."""
    usd = Decimal("Infinity") if cost.usd is None else cost.usd
    return cost.state.order, usd == 0, not _is_monthly(cost), usd, cost.plan.slug
