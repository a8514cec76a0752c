"""Apps and their plans as tables show them, with what each costs and what is known of its terms on a day."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from catalog import ages, formatting, query
from catalog.ages import Age
from catalog.naming import sorted_by_name
from catalog.plan_terms import PlanAnswer, plan_answer
from catalog.schema import App, AppPlan, Catalog, Price
from catalog.views.page import Reading
from catalog.vocabulary import MONTHLY_UNITS, AppQuestion, Billing, Known, PriceFor


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanLine:
    """A plan of an app, as tables show it."""

    plan: AppPlan
    app: App
    price: Price | None  # that counts on the day
    age: Age | None
    no_rate: bool  # whether its currency has none on file, so that it cannot be compared
    yearly: Price | None  # beside what is paid by the month
    rivals: tuple[Price, ...]  # what other sources say at the same time
    beyond: Price | None  # what goes beyond the plan
    training: PlanAnswer
    place: PlanAnswer

    @property
    def words(self) -> str:
        """Return its price in words, with the day where it was read long ago; empty without one."""
        if self.price is None:
            return ""
        words = formatting.format_plan_price(self.price)
        return f"{words}, {self.age.words}" if self.age and self.age.is_old else words


def plan_line(edition: Reading, plan: AppPlan) -> PlanLine:
    """Return a plan with what it costs and what is known of its terms on a day."""
    catalog, on = edition.catalog, edition.on
    price = query.plan_price(catalog, plan.slug, on)
    yearly = query.plan_price(catalog, plan.slug, on, paid=Billing.YEARLY)
    return PlanLine(
        plan=plan,
        app=catalog.app[plan.app],
        price=price,
        age=None if price is None else ages.age_of(catalog, price, on, edition.sightings),
        no_rate=price is not None and query.usd_of(catalog, price, on) is None,
        yearly=None if yearly is price else yearly,
        rivals=query.rival_prices(catalog, plan.slug, on),
        beyond=query.plan_price(catalog, plan.slug, on, covers=PriceFor.BEYOND),
        training=plan_answer(catalog, plan, AppQuestion.TRAINING),
        place=plan_answer(catalog, plan, AppQuestion.PLACE),
    )


def plan_lines(edition: Reading, plans: Iterable[AppPlan]) -> tuple[PlanLine, ...]:
    """Return plans with what each costs on a day, the cheapest first, without a price last."""
    lines = [plan_line(edition, plan) for plan in plans]
    return tuple(sorted(lines, key=lambda line: _line_order(edition.catalog, line, edition.on)))


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


def app_line(edition: Reading, app: App) -> AppLine:
    """Return an app with its plans, and those of others that it comes with."""
    catalog = edition.catalog
    plans = (*catalog.plans_of.get(app.slug, ()), *catalog.plans_with.get(app.slug, ()))
    return AppLine(app=app, plans=plan_lines(edition, plans))


def app_lines(edition: Reading) -> tuple[AppLine, ...]:
    """Return every app by name, with its plans."""
    return tuple(app_line(edition, app) for app in sorted_by_name(edition.catalog.apps))


def built_on(edition: Reading, model: str) -> tuple[AppLine, ...]:
    """Return the apps that name a model as inside, by name."""
    apps = (app for app in sorted_by_name(edition.catalog.apps) if model in app.models)
    return tuple(app_line(edition, app) for app in apps)
