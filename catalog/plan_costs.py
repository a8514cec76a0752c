"""What an app costs for so many results a month, in one calculation.

Page, comparison and decision share it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from types import MappingProxyType

from msgspec import Struct
from msgspec.structs import replace

from catalog import query
from catalog.plan_terms import plan_answer
from catalog.schema import App, AppPlan, Catalog, Price, UseCase
from catalog.vocabulary import (
    MONTHLY_UNITS,
    AppAnswer,
    AppKind,
    AppQuestion,
    Billing,
    Known,
    Measure,
    Medium,
    PriceFor,
    PriceUnit,
    Word,
)
from catalog.workload import SPOKEN_CHARACTERS_A_MINUTE

TOKENS_A_WORD = Decimal("1.3")
# Ours: for so many a month a free plan of one person may be counted on, where nobody says.
FREE_RESULTS = 60
MADE_ANEW = {Measure.PIECE, Measure.PICTURE, Measure.SECOND}  # what is thrown away takes as much
DRAWN = {Measure.PICTURE, Measure.SECOND}
CHANNELS = 3  # ours: a firm that posts to several networks has so many channels
# Ours: a question, one asked back and a last one; each answer of a support app takes one message.
MESSAGES_A_CONVERSATION = Decimal(3)
MESSAGE = "message"  # how allowances are called that count answers, not conversations
# What a chat or a request costs says nothing of a call or a briefing: who writes to the firm does.
BY_REQUEST = frozenset({PriceUnit.RESOLUTION, PriceUnit.CONVERSATION})
ANSWERS_REQUESTS = frozenset({AppKind.SUPPORT_DESK, AppKind.EMAIL})
# What is paid besides a plan, however much it holds.
BESIDES = (PriceFor.ON_TOP, PriceFor.ADD_ON)
# Units of which nothing on file says how many a firm needs.
UNCOUNTED = {PriceUnit.GB_MONTH}


class CostState(Word):
    """What can be said of what a plan costs for a volume; the better first."""

    PRICED = "priced", "Does it for this much"
    CAPACITY_UNKNOWN = "capacity-unknown", "How much a month holds is not said"
    UNIT_UNKNOWN = "unit-unknown", "What it is priced by cannot be counted here"
    TOO_SMALL = "too-small", "Holds less, and no price beyond is stated"
    TOO_MANY_PEOPLE = "too-many-people", "Not sold to so many people"
    NO_RATE = "no-rate", "Priced in a currency without a rate"
    NO_PRICE = "no-price", "Its price is not known"


@dataclass(frozen=True, slots=True, kw_only=True)
class Volume:
    """Some work of a month: how many results, and what one takes of each known measure."""

    results: Decimal
    takes: Mapping[Measure, Decimal]
    people: int = 1  # who work with it
    everybody: int = 1  # in the firm, who take a seat of a plan that is for everybody
    sites: int = 1  # of the firm
    results_a_message: int = 1  # that go into one message of a chat

    @property
    def free_results(self) -> int:
        """Return for how many results free plans may be counted on, one of each person.

        Of pictures and films a free plan makes so few a day that only the first one counts.
        """
        is_drawn = not DRAWN.isdisjoint(self.takes)
        return FREE_RESULTS * self.results_a_message * (1 if is_drawn else self.people)


class PlanCost(Struct, frozen=True, kw_only=True):
    """What a plan costs for a volume, in US dollars a month."""

    plan: AppPlan
    state: CostState
    price: Price | None = None
    beyond: Price | None = None  # the price of what goes beyond the plan, where that is needed
    # What each result or seat costs besides, however much the plan holds.
    on_top: Price | None = None
    add_on: Price | None = None  # of AI that is ordered besides, also by who has the plan already
    add_on_usd: Decimal = Decimal(0)  # of all who need it, a part of the whole
    # Where the plan is too small or holds who knows what: without what goes beyond.
    usd: Decimal | None = None
    usd_by_the_year: Decimal | None = None  # where it is cheaper if paid by the year
    usd_once: Decimal | None = None  # of a licence that is bought once
    seats: int = 1
    holds: Decimal | None = None  # results a month; None where there is no limit, or none is known
    included_unknown: bool = False  # every result is counted at the price beyond: at most so much

    @property
    def by_the_year(self) -> bool:
        """Tell whether the amount is a month's share of what is paid by the year."""
        return self.price is not None and self.price.paid is Billing.YEARLY

    @property
    def at_least(self) -> bool:
        """Tell whether the seller states only where its prices begin."""
        prices = (self.price, self.beyond, self.on_top, self.add_on)
        return any(price.lowest for price in prices if price is not None)

    @property
    def place(self) -> tuple[object, ...]:
        """Return a key by which plans are sorted: what does it first, then the cheaper."""
        usd = Decimal("Infinity") if self.usd is None else self.usd
        return self.state.order, usd, self.usd_once or Decimal(0), self.plan.slug


def volume_of(catalog: Catalog, case: UseCase, results: Decimal, *, people: int = 1) -> Volume:
    """Return so many results of a job, by what the editors estimate of one."""
    return Volume(results=results, takes=takes_of(catalog, case), people=people)


def takes_of(catalog: Catalog, case: UseCase) -> Mapping[Measure, Decimal]:
    """Return what one result of a job takes of each measure, one try of what is made anew."""
    solution = catalog.solution_of.get(case.slug)
    takes: dict[Measure, Decimal] = {Measure.RESULT: Decimal(1), Measure.PIECE: Decimal(1)}
    seconds = _seconds(case)
    if seconds is None and solution is not None and solution.minutes_each is not None:
        seconds = solution.minutes_each * 60
    if seconds is not None:
        takes[Measure.SECOND] = seconds
    if Medium.IMAGE in case.outputs and case.media_amount is not None and not _is_timed(case):
        takes[Measure.PICTURE] = case.media_amount
    if case.tokens_in is not None and case.tokens_out is not None:
        takes[Measure.TOKEN] = Decimal(case.tokens_in + case.tokens_out)
    if Medium.SPEECH in case.outputs:
        # Characters are of a text that is read aloud: what a film takes that is dubbed nobody says.
        if seconds is not None and Medium.TEXT in case.inputs:
            takes[Measure.CHARACTER] = seconds * SPOKEN_CHARACTERS_A_MINUTE / 60
    elif Medium.TEXT in case.outputs and case.tokens_out is not None:
        takes[Measure.CHARACTER] = case.tokens_out / TOKENS_A_WORD * PriceUnit.WORD.times
    if solution is not None and solution.pages_each is not None:
        takes[Measure.PAGE] = solution.pages_each
    return MappingProxyType(takes)


def _is_timed(case: UseCase) -> bool:
    unit = query.media_unit(case)
    return unit is not None and unit.startswith("seconds")


def _seconds(case: UseCase) -> Decimal | None:
    return case.media_amount if _is_timed(case) else None


class UseOfApp(Struct, frozen=True, kw_only=True):
    """An app that is used for a volume, as one of its kinds, at the rates of a day."""

    catalog: Catalog
    app: App
    kind: AppKind
    volume: Volume
    on: date

    def amount(self, unit: PriceUnit) -> Decimal | None:
        """Return how much of a unit one result takes; None where nothing says how they convert."""
        if unit is PriceUnit.CREDIT:
            return self._credits()
        if unit.measure is None or unit.measure not in self.volume.takes:
            return None
        if unit in BY_REQUEST and self.kind not in ANSWERS_REQUESTS:
            return None
        tries = max(self.kind.tries, 1) if unit.measure in MADE_ANEW else 1
        return self.volume.takes[unit.measure] * tries / unit.times

    def _credits(self) -> Decimal | None:
        """Return how many of the seller's credits a result takes, at the dear end of the range."""
        unit, credits_each = self.app.credits_unit, self.app.credits_high
        if unit is None and self._counts_messages:
            return MESSAGES_A_CONVERSATION
        if unit is None or credits_each is None or unit is PriceUnit.CREDIT:
            return None
        amount = self.amount(unit)
        return None if amount is None else amount * credits_each

    @property
    def _counts_messages(self) -> bool:
        """Tell whether the app answers who writes to a firm, and a credit of it is a message."""
        plans = self.catalog.plans_of.get(self.app.slug, ())
        is_by_message = any(MESSAGE in plan.capacity_of for plan in plans)
        return self.kind is AppKind.SUPPORT_DESK and is_by_message

    def fee(self, price: Price | None) -> Decimal | None:
        """Return what one result costs at a price; None where it does not say."""
        if price is None:
            return None
        usd, amount = self.usd(price), self.amount(price.unit)
        return None if usd is None or amount is None else usd * amount

    def usd(self, price: Price) -> Decimal | None:
        return query.usd_of(self.catalog, price, self.on)

    def price(
        self,
        plan: AppPlan,
        *,
        covers: PriceFor = PriceFor.PLAN,
        paid: tuple[Billing, ...] = query.PAID_FIRST,
    ) -> Price | None:
        return query.plan_price(self.catalog, plan.slug, self.on, covers=covers, paid=paid)


def plan_cost(
    catalog: Catalog, plan: AppPlan, volume: Volume, on: date, *, kind: AppKind
) -> PlanCost:
    """Return what a plan costs for a volume on a day; `kind` is what its app is used as.

    A plan of a kind that is metered, or a free one, of which nobody says how much a month holds,
    has no cost for more than a few results; one that holds less has none either, unless a price is
    stated for what goes beyond. Nobody buys a second account to get round a limit.
    """
    app = catalog.app[plan.app]
    return _cost(UseOfApp(catalog=catalog, app=app, kind=kind, volume=volume, on=on), plan)


def _cost(use: UseOfApp, plan: AppPlan) -> PlanCost:
    price = use.price(plan)
    if price is None:
        return PlanCost(plan=plan, state=CostState.NO_PRICE)
    usd = use.usd(price)
    if usd is None:
        return PlanCost(plan=plan, state=CostState.NO_RATE, price=price)
    cost = PlanCost(plan=plan, state=CostState.PRICED, price=price, usd=usd)
    if price.unit is PriceUnit.ONCE:
        return replace(cost, usd=Decimal(0), usd_once=usd)
    if price.unit in MONTHLY_UNITS:
        return _of_a_month(use, cost)
    fee = use.fee(price)
    if fee is None:
        return replace(cost, state=CostState.UNIT_UNKNOWN, usd=None)
    return replace(cost, usd=fee * use.volume.results)


def _of_a_month(use: UseOfApp, cost: PlanCost) -> PlanCost:
    """Return the cost of what is paid each month: with its seats, and with what goes beyond it."""
    if cost.price is not None and cost.price.unit in UNCOUNTED:
        return replace(cost, state=CostState.UNIT_UNKNOWN, usd=None)
    seated = _with_seats(use, _with_places(use, _with_add_on(use, cost)))
    if seated.state is not CostState.PRICED:
        return seated
    if cost.plan.given_once:
        # It runs out, and no month after it holds anything.
        return replace(seated, state=CostState.TOO_SMALL, holds=Decimal(0))
    return _with_capacity(use, _with_more_on_top(use, _with_yearly(use, seated)))


def _with_add_on(use: UseOfApp, cost: PlanCost) -> PlanCost:
    """Return the cost with what is ordered besides, which who has the plan pays too."""
    add_on = use.price(cost.plan, covers=PriceFor.ADD_ON)
    usd = _usd_on_top(use, add_on)
    return cost if usd is None else replace(cost, add_on=add_on, add_on_usd=usd)


def _with_places(use: UseOfApp, cost: PlanCost) -> PlanCost:
    """Return the cost of all channels or sites, where a plan is sold by these."""
    places = _places(use, cost.price)
    return cost if places == 1 else replace(cost, usd=(cost.usd or Decimal(0)) * places)


def _places(use: UseOfApp, price: Price | None) -> int:
    unit = price.unit if price is not None else None
    if unit is PriceUnit.CHANNEL_MONTH:
        return CHANNELS
    return use.volume.sites if unit is PriceUnit.LOCATION_MONTH else 1


def counts_sites(catalog: Catalog, use_case: str) -> bool:
    """Return whether an app that is made for a job is sold by the site."""
    apps = catalog.apps_for.get(use_case, ())
    plans = (plan for app in apps for plan in catalog.plans_of.get(app.slug, ()))
    prices = (price for plan in plans for price in catalog.plan_prices_of.get(plan.slug, ()))
    return any(price.unit is PriceUnit.LOCATION_MONTH for price in prices)


def _with_seats(use: UseOfApp, cost: PlanCost) -> PlanCost:
    """Return the cost with its seats, or with the people a plan of the whole firm leaves out."""
    plan, most = cost.plan, cost.plan.most_seats
    everybody = use.volume.everybody if plan.for_everybody else 1
    people = max(use.volume.people, everybody, plan.least_seats or 1)
    if most is not None and people > most:
        return _with_more_people(use, cost, people - most)
    if not _by_seat(cost):
        return cost
    return replace(cost, seats=people, usd=(cost.usd or Decimal(0)) * people)


def _with_more_people(use: UseOfApp, cost: PlanCost, more: int) -> PlanCost:
    """Return the cost with people beyond those the plan serves, if one more has a price."""
    extra = use.price(cost.plan, covers=PriceFor.BEYOND)
    if _by_seat(cost) or extra is None or extra.unit is not PriceUnit.SEAT_MONTH:
        return replace(cost, state=CostState.TOO_MANY_PEOPLE, usd=None)
    usd = use.usd(extra)
    if usd is None:
        return replace(cost, state=CostState.NO_RATE, usd=None, beyond=extra)
    return replace(cost, usd=(cost.usd or Decimal(0)) + usd * more, beyond=extra)


def _with_yearly(use: UseOfApp, cost: PlanCost) -> PlanCost:
    """Add what a month comes to if the year is paid at once, where that price differs."""
    yearly = use.price(cost.plan, paid=(Billing.YEARLY,))
    if yearly is None or cost.price is None or yearly is cost.price:
        return cost
    usd = use.usd(yearly) if yearly.unit is cost.price.unit else None
    bought = cost.seats * _places(use, yearly)
    return replace(cost, usd_by_the_year=None if usd is None else usd * bought)


def _with_more_on_top(use: UseOfApp, cost: PlanCost) -> PlanCost:
    """Return the cost with what comes besides.

    That is each result that AI solves, each seat beside the plan of the firm, or an add-on.
    """
    for covers in BESIDES:
        cost = _with_besides(use, cost, covers)
    return cost


def _with_besides(use: UseOfApp, cost: PlanCost, covers: PriceFor) -> PlanCost:
    price = use.price(cost.plan, covers=covers)
    usd = _usd_on_top(use, price)
    if usd is None:
        return cost
    by_the_year = use.price(cost.plan, covers=covers, paid=(Billing.YEARLY,))
    yearly_usd = _usd_on_top(use, by_the_year)
    dearer = _dearer(cost, usd, usd if yearly_usd is None else yearly_usd)
    return dearer if covers is PriceFor.ADD_ON else replace(dearer, on_top=price)


def _usd_on_top(use: UseOfApp, price: Price | None) -> Decimal | None:
    if price is None:
        return None
    if price.unit is PriceUnit.SEAT_MONTH:
        usd = use.usd(price)
        return None if usd is None else usd * use.volume.people
    fee = use.fee(price)
    return None if fee is None else fee * use.volume.results


def _with_capacity(use: UseOfApp, cost: PlanCost) -> PlanCost:
    """Return the cost with what goes beyond the plan, or why it cannot be told."""
    if cost.plan.unlimited is Known.YES:
        return cost
    beyond = use.price(cost.plan, covers=PriceFor.BEYOND)
    fee, holds, results = use.fee(beyond), _capacity_in_results(use, cost), use.volume.results
    if holds is None and fee is not None:
        usd = fee * results
        return replace(_dearer(cost, usd, usd), beyond=beyond, included_unknown=True)
    if holds is None:
        return _of_unsaid_capacity(use, cost, beyond)
    if results <= holds:
        return replace(cost, holds=holds)
    if fee is None:
        return replace(cost, state=CostState.TOO_SMALL, holds=holds)
    usd = fee * (results - holds)
    return replace(_dearer(cost, usd, usd), beyond=beyond, holds=holds)


def _of_unsaid_capacity(use: UseOfApp, cost: PlanCost, beyond: Price | None) -> PlanCost:
    """Return what can be said of a plan of unknown capacity without a price for its results."""
    if use.kind.metered and beyond is not None and beyond.unit is not PriceUnit.CREDIT:
        return replace(cost, state=CostState.UNIT_UNKNOWN, usd=None, beyond=beyond)
    ends_unsaid = use.kind.metered or _may_end(use, cost)
    return replace(cost, state=CostState.CAPACITY_UNKNOWN) if ends_unsaid else cost


def _may_end(use: UseOfApp, cost: PlanCost) -> bool:
    """Tell whether a seat may hold less than its person does.

    A private one that costs nothing may, beyond a few results.
    """
    is_free = cost.price is not None and cost.price.amount == 0
    if not is_free or use.volume.results <= use.volume.free_results:
        return False
    terms = plan_answer(use.catalog, cost.plan, AppQuestion.CONTRACT)
    return terms.answer is not AppAnswer.BUSINESS_TERMS


def _capacity_in_results(use: UseOfApp, cost: PlanCost) -> Decimal | None:
    """Return how many results a month the seats or the account hold; None if unknown."""
    plan = cost.plan
    if plan.capacity is None or plan.capacity_unit is None:
        return None
    amount = use.amount(plan.capacity_unit)
    return plan.capacity * cost.seats / amount if amount else None


def _dearer(cost: PlanCost, usd: Decimal, if_yearly: Decimal) -> PlanCost:
    yearly = cost.usd_by_the_year
    return replace(
        cost,
        usd=(cost.usd or Decimal(0)) + usd,
        usd_by_the_year=None if yearly is None else yearly + if_yearly,
    )


def _by_seat(cost: PlanCost) -> bool:
    return cost.price is not None and cost.price.unit is PriceUnit.SEAT_MONTH


def app_costs(
    catalog: Catalog, app: App, volume: Volume, on: date, *, kind: AppKind
) -> tuple[PlanCost, ...]:
    """Return what each plan of an app costs for a volume: what does it first, the cheapest first.

    An app that comes with plans of others costs what these do.
    """
    use = UseOfApp(catalog=catalog, app=app, kind=kind, volume=volume, on=on)
    costs = (_cost(use, plan) for plan in catalog.plans_with.get(app.slug, ()))
    return tuple(sorted(costs, key=lambda cost: cost.place))
