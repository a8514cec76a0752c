"""Apps and their plans as tables show them, with what each costs and what is known of its terms on a day."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from catalog import formatting, query
from catalog.naming import sorted_by_name
from catalog.plan_terms import PlanAnswer, plan_answer
from catalog.schema import App, AppPlan, Catalog, Price
from catalog.vocabulary import MONTHLY_UNITS, AppQuestion, Billing, Known, PriceFor


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanLine:
    """A plan of an app, as tables show it."""

    plan: AppPlan
    app: App
    price: Price | None  # that counts on the day, however long ago it was seen
    stale: bool  # whether it was seen too long ago to be stated for the day
    no_rate: bool  # whether its currency has none on file, so that it cannot be compared
    yearly: Price | None  # beside what is paid by the month
    rivals: tuple[Price, ...]  # what other sources say at the same time
    beyond: Price | None  # what goes beyond the plan
    training: PlanAnswer
    place: PlanAnswer

    @property
    def words(self) -> str:
        """Return its price in words, with the day where it was seen long ago; empty without one."""
        if self.price is None:
            return ""
        words = formatting.format_plan_price(self.price)
        return (
            f"{words}, last seen {formatting.format_day(self.price.seen)}" if self.stale else words
        )


def plan_line(catalog: Catalog, plan: AppPlan, on: date) -> PlanLine:
    """Return a plan with what it costs and what is known of its terms on a day."""
    price = query.plan_price(catalog, plan.slug, on)
    yearly = query.plan_price(catalog, plan.slug, on, paid=Billing.YEARLY)
    return PlanLine(
        plan=plan,
        app=catalog.app[plan.app],
        price=price,
        stale=price is not None and not query.current(catalog, price, on),
        no_rate=price is not None and query.usd_of(catalog, price, on) is None,
        yearly=None if yearly is price else yearly,
        rivals=query.rival_prices(catalog, plan.slug, on),
        beyond=query.plan_price(catalog, plan.slug, on, covers=PriceFor.BEYOND),
        training=plan_answer(catalog, plan, AppQuestion.TRAINING),
        place=plan_answer(catalog, plan, AppQuestion.PLACE),
    )


def plan_lines(catalog: Catalog, plans: Iterable[AppPlan], on: date) -> tuple[PlanLine, ...]:
    """Return plans with what each costs on a day, the cheapest first, without a price last."""
    lines = [plan_line(catalog, plan, on) for plan in plans]
    return tuple(sorted(lines, key=lambda line: _line_order(catalog, line, on)))


def _line_order(catalog: Catalog, line: PlanLine, on: date) -> tuple[object, ...]:
    usd = None if line.price is None else query.usd_of(catalog, line.price, on)
    monthly = line.price is not None and line.price.unit in MONTHLY_UNITS
    return usd is None, not monthly, usd or Decimal(0), line.plan.slug


@dataclass(frozen=True, slots=True, kw_only=True)
class AppLine:
    """An app with its plans, the cheapest first."""

    app: App
    plans: tuple[PlanLine, ...]

    @property
    def price(self) -> str:
        """Return what its cheapest plan that costs something costs, else the first; empty where no price is known."""
        priced = [line for line in self.plans if line.price is not None]
        paid = [line for line in priced if line.price is not None and line.price.amount]
        return next((line.words for line in (*paid, *priced)), "")

    @property
    def free(self) -> bool:
        """Tell whether it has a plan without charge."""
        return self.app.free_plan is Known.YES


def app_line(catalog: Catalog, app: App, on: date) -> AppLine:
    """Return an app with its plans, and those of others that it comes with."""
    plans = (*catalog.plans_of.get(app.slug, ()), *catalog.plans_with.get(app.slug, ()))
    return AppLine(app=app, plans=plan_lines(catalog, plans, on))


def app_lines(catalog: Catalog, on: date) -> tuple[AppLine, ...]:
    """Return every app by name, with its plans."""
    return tuple(app_line(catalog, app, on) for app in sorted_by_name(catalog.apps))


def built_on(catalog: Catalog, model: str, on: date) -> tuple[AppLine, ...]:
    """Return the apps that name a model as inside, by name."""
    apps = (app for app in sorted_by_name(catalog.apps) if model in app.models)
    return tuple(app_line(catalog, app, on) for app in apps)
