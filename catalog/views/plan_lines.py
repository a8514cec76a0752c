"""Apps and their plans as tables show them, with each one's cost and known terms on a day."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import ROUND_DOWN, Decimal

from catalog import ages, formatting, query
from catalog.ages import Age
from catalog.naming import sorted_by_name
from catalog.plan_costs import BESIDES, CostState, PlanCost
from catalog.plan_terms import TermsCheck, keeps_out_of_training, stays_in_the_eu
from catalog.releases import Reading
from catalog.schema import US_DOLLARS, App, AppPlan, Catalog, ExchangeRate, Price
from catalog.vocabulary import MONTHLY_UNITS, AppAnswer, Billing, Known, PriceFor

FEWEST_DRAWN = 2  # plans; one alone reaches as far as itself
CONDITIONS: Mapping[AppAnswer, str] = {
    AppAnswer.OFF_BY_SWITCH: "once switched off",
    AppAnswer.OPT_OUT_BY_CONTRACT: "if agreed by contract",
    AppAnswer.EU_IN_PLAN: "if you choose it",
    AppAnswer.OWN_SERVER: "your own machine",
}


# What to do before the first thing is sent.
FIRST_STEPS: Mapping[AppAnswer, str] = {
    AppAnswer.OFF_BY_SWITCH: "First switch off in its settings that it learns from what you send.",
    AppAnswer.OPT_OUT_BY_CONTRACT: (
        "First write to its seller that it may not learn from what you send."
    ),
}
KEEP_BACK = "Put in nothing confidential"


def condition_words(check: TermsCheck) -> str:
    """Return on what condition a requirement is met, in few words; empty where there is none."""
    answers = check.answers if check.meets is Known.YES else ()
    conditions = [CONDITIONS.get(row.answer, "") for row in answers if row.answer is not None]
    return ", ".join(filter(None, conditions))


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
    on_top: tuple[Price, ...]  # what each result or seat costs besides, and what AI does
    keeps_out: TermsCheck  # whether what is sent stays out of training
    in_the_eu: TermsCheck
    reach: Decimal | None = None  # what it holds, in percent of what the largest beside it holds

    @property
    def keeps_out_hint(self) -> str:
        """Return what has to be done to keep what is sent out of training."""
        return condition_words(self.keeps_out)

    @property
    def first_step(self) -> str:
        """Return what to switch off, or keep back, before it is tried."""
        if self.keeps_out.meets is Known.NO:
            return f"{KEEP_BACK}: it learns from what you send."
        if self.keeps_out.meets is Known.UNKNOWN:
            return f"{KEEP_BACK}: no source says whether it learns from what you send."
        answers = {row.answer for row in self.keeps_out.answers}
        steps = [step for answer, step in FIRST_STEPS.items() if answer in answers]
        return (
            " ".join(steps)
            or "It does not learn from what you send: nothing is to be switched off."
        )

    @property
    def in_the_eu_hint(self) -> str:
        """Return what has to be chosen to keep all of it in the EU."""
        return condition_words(self.in_the_eu)

    @property
    def words(self) -> str:
        """Return its price in words, with the day where it was read long ago; empty without one."""
        if self.price is None:
            return ""
        words = formatting.format_plan_price(self.price)
        return f"{words}, {self.age.words}" if self.age and self.age.is_old else words


def plan_line(reading: Reading, plan: AppPlan) -> PlanLine:
    """Return a plan with what it costs and what is known of its terms on a day."""
    catalog, on = reading.catalog, reading.on
    price = query.plan_price(catalog, plan.slug, on)
    yearly = query.plan_price(catalog, plan.slug, on, paid=(Billing.YEARLY,))
    besides = (query.plan_price(catalog, plan.slug, on, covers=covers) for covers in BESIDES)
    return PlanLine(
        plan=plan,
        app=catalog.app[plan.app],
        price=price,
        age=None if price is None else ages.age_of(catalog, price, on, reading.sightings),
        no_rate=price is not None and query.usd_of(catalog, price, on) is None,
        yearly=None if yearly is price else yearly,
        rivals=query.rival_prices(catalog, plan.slug, on),
        beyond=query.plan_price(catalog, plan.slug, on, covers=PriceFor.BEYOND),
        on_top=tuple(price for price in besides if price is not None),
        keeps_out=keeps_out_of_training(catalog, plan),
        in_the_eu=stays_in_the_eu(catalog, plan),
    )


def plan_lines(reading: Reading, plans: Iterable[AppPlan]) -> tuple[PlanLine, ...]:
    """Return plans with what each costs on a day, the cheapest first, without a price last."""
    lines = _with_reach([plan_line(reading, plan) for plan in plans])
    return tuple(sorted(lines, key=lambda line: _line_order(reading.catalog, line, reading.on)))


def _with_reach(lines: list[PlanLine]) -> list[PlanLine]:
    """Draw what each plan holds beside the largest, if all that hold something share a unit."""
    holding = [line.plan for line in lines if line.plan.capacity is not None]
    units = {(plan.capacity_unit, plan.capacity_of) for plan in holding}
    most = max((plan.capacity for plan in holding if plan.capacity), default=None)
    if len(units) != 1 or len(holding) < FEWEST_DRAWN or not most:
        return lines
    drawn = []
    for line in lines:
        capacity = line.plan.capacity
        reach = None if capacity is None else round(100 * capacity / most, 1)
        drawn.append(replace(line, reach=reach))
    return drawn


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
        """Return the price of its cheapest paid plan, else of the first; empty if none is known."""
        priced = [line for line in self.plans if line.price is not None]
        paid = [line for line in priced if line.price is not None and line.price.amount]
        return next((line.words for line in (*paid, *priced)), "")

    @property
    def free(self) -> bool:
        """Tell whether it has a plan without charge."""
        return self.app.free_plan is Known.YES

    @property
    def to_try(self) -> PlanLine | None:
        """Return the plan to try it on: the cheapest without training, else the cheapest.

        Without training means that what is sent is kept out of it.
        """
        untrained = [line for line in self.plans if line.keeps_out.meets is Known.YES]
        return next(iter((*untrained, *self.plans)), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class CostWords:
    """What a plan costs for a volume, in words: the amount, if any, and what must be said of it."""

    amount: str
    notes: tuple[str, ...]


def cost_words(reading: Reading, cost: PlanCost, rate: ExchangeRate = US_DOLLARS) -> CostWords:
    """Return what a plan costs for a volume, in words; in dollars, or at a rate in its currency."""
    return CostWords(amount=_amount(cost, rate), notes=tuple(_cost_notes(reading, cost, rate)))


def old_words(reading: Reading, price: Price | None) -> str:
    """Return when a price was read where that is long ago; nothing where it is not."""
    if price is None:
        return ""
    age = ages.age_of(reading.catalog, price, reading.on, reading.sightings)
    return age.words if age and age.is_old else ""


def _amount(cost: PlanCost, rate: ExchangeRate) -> str:
    if cost.state not in _SHOWN_WITH_AMOUNT or cost.usd is None:
        return ""
    begins = "from " if cost.at_least else ""
    if cost.usd_once is not None:
        return f"{begins}{formatting.format_money(cost.usd_once, rate)} once"
    return f"{begins}{formatting.format_money(cost.usd, rate)} a month"


# What is paid at least is said, though nobody says what it holds.
_SHOWN_WITH_AMOUNT = {CostState.PRICED, CostState.CAPACITY_UNKNOWN}


def _cost_notes(reading: Reading, cost: PlanCost, rate: ExchangeRate) -> Iterator[str]:
    if cost.state is not CostState.PRICED:
        yield formatting.lower_first(cost.state.label)
    if cost.plan.given_once:
        yield "what it holds is given once"
    elif cost.state is CostState.TOO_SMALL and cost.holds is not None:
        yield f"holds {formatting.format_number(cost.holds.to_integral_value(ROUND_DOWN))}"
    if not _amount(cost, rate):
        return
    if cost.seats > 1:
        yield formatting.format_count(cost.seats, "seat", "seats")
    is_free = cost.price is not None and cost.price.amount == 0
    if is_free and cost.state is CostState.PRICED and _holds_unsaid(cost):
        yield "how much a month holds is not said"
    if cost.by_the_year:
        yield "paid by the year"
    elif cost.usd_by_the_year is not None:
        yield f"{formatting.format_money(cost.usd_by_the_year, rate)} if paid by the year"
    yield from _usage_notes(cost)
    if old := old_words(reading, cost.price):
        yield f"price {old}"


def _holds_unsaid(cost: PlanCost) -> bool:
    return cost.holds is None and cost.plan.unlimited is not Known.YES


def _usage_notes(cost: PlanCost) -> Iterator[str]:
    """Yield what of an amount is for use beside the plan itself."""
    if cost.included_unknown:
        yield "at most: what is included is not said"
    elif cost.beyond is not None:
        yield f"with {formatting.format_plan_price(cost.beyond)} beyond the plan"
    for price in filter(None, (cost.on_top, cost.add_on)):
        yield f"with {formatting.format_plan_price(price)} on top"


def app_line(reading: Reading, app: App) -> AppLine:
    """Return an app with its plans, and those of others that it comes with."""
    catalog = reading.catalog
    return AppLine(app=app, plans=plan_lines(reading, catalog.plans_with.get(app.slug, ())))


def app_lines(reading: Reading, apps: Iterable[App]) -> tuple[AppLine, ...]:
    """Return apps by name, each with its plans."""
    return tuple(app_line(reading, app) for app in sorted_by_name(apps))


def built_on(reading: Reading, model: str) -> tuple[AppLine, ...]:
    """Return the apps that name a model as inside, by name."""
    return app_lines(reading, (app for app in reading.catalog.apps if model in app.models))
