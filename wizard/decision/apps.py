"""Apps as options: the plans that a job's row names, with price, capacity and terms."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from math import ceil, floor, inf

from msgspec import structs

from catalog import query
from catalog.plan_costs import FREE_RESULTS, CostState, PlanCost, UseOfApp, Volume, plan_cost
from catalog.plan_terms import may_be_used_for_work, plan_answer
from catalog.schema import App, AppPlan
from catalog.vocabulary import (
    MONTHLY_UNITS,
    AppAnswer,
    AppQuestion,
    Known,
    Medium,
    ModelsInside,
    PriceFor,
    RunsOn,
)
from wizard.decision.acts import is_seen
from wizard.decision.app_roles import TABLE, AppRole, AppSearch, lives_elsewhere
from wizard.decision.app_strength import app_strength
from wizard.decision.app_terms import PASSES, PlanInUse, TermsFinding, hold_terms, signs_for_people
from wizard.decision.costs import Costing, paid_usd
from wizard.decision.guesses import GUESSES, MONTHS_A_YEAR
from wizard.decision.options import CountedPrice, Dropped, Option
from wizard.decision.situation import HOURS_OF_A_DOER
from wizard.decision.vocabulary import BuiltInto, Condition, OptionKind, Unknown, WhyOut

# Ours: of what a free plan holds less of the results of a month nobody learns it.
LEAST_PART_FREE = 0.2
# A plan that cannot be priced, or that is not sold to so many people.
NOT_SOLD: Mapping[CostState, WhyOut] = {
    CostState.UNIT_UNKNOWN: WhyOut.PRICE,
    CostState.TOO_MANY_PEOPLE: WhyOut.PEOPLE,
    CostState.NO_RATE: WhyOut.PRICE,
    CostState.NO_PRICE: WhyOut.PRICE,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Apps:
    """The plans that may be used, as options, and those that may not."""

    options: tuple[Option, ...]
    dropped: tuple[Dropped, ...]
    small: tuple[Option, ...] = ()  # free, and hold a part of the results alone


def apps(search: AppSearch) -> Apps:
    """Return the plans of apps that do a job."""
    passing: list[tuple[PlanForJob, Option]] = []
    dropped: list[Dropped] = []
    small: list[Option] = []
    for role, plan in _plans(search):
        of = PlanForJob(role=role, plan=plan, search=search)
        outcome = _option(of)
        if not isinstance(outcome, Dropped):
            passing.append((of, outcome))
            continue
        dropped.append(outcome)
        part = _for_what_it_holds(of, outcome)
        if part is not None:
            small.append(part)
    options = [(of.role, option) for of, option in _without_larger(passing)]
    return Apps(
        options=tuple(_in_order(options, search)), dropped=tuple(dropped), small=tuple(small)
    )


def _for_what_it_holds(of: "PlanForJob", dropped: Dropped) -> Option | None:
    """Return a free plan as an option for what it holds; None where that is hardly any."""
    case = of.search.case
    least = LEAST_PART_FREE * case.work.results
    if not of.is_free or dropped.why is not WhyOut.CAPACITY or dropped.holds < least:
        return None
    part = replace(case, work=replace(case.work, results=dropped.holds))
    outcome = _option(replace(of, search=replace(of.search, case=part)))
    return None if isinstance(outcome, Dropped) else outcome


def _without_larger(
    passing: Collection[tuple["PlanForJob", Option]],
) -> Iterator[tuple["PlanForJob", Option]]:
    """Yield the plans; of a program of which nobody named his plan the smallest: that is enough."""
    smallest: dict[str, Option] = {}
    for of, option in passing:
        if of.is_supposed:
            slug = of.role.app.slug
            smallest[slug] = min(smallest.get(slug, option), option, key=_size)
    for of, option in passing:
        if not of.is_supposed or option is smallest[of.role.app.slug]:
            yield of, option


def _size(option: Option) -> tuple[float, str]:
    """Return a key that sorts what is free or sold smallest first."""
    return option.seats_usd, option.tool


def _plans(search: AppSearch) -> Iterator[tuple[AppRole, AppPlan]]:
    """Yield every plan of an app that the job's row names.

    A plan of several apps comes as the fittest of them: of the kind that the row names first.
    """
    kinds, seen = search.row.kinds, set()

    def place(role: AppRole) -> tuple[int, tuple[int, ...], str]:
        of_kind = kinds.index(role.solution) if role.solution in kinds else len(kinds)
        return of_kind, role.fitness, role.app.slug

    for role in sorted(search.roles, key=place):
        for plan in search.plans_of(role.app):
            if plan.slug not in seen:
                seen.add(plan.slug)
                yield role, plan


# ------------------------------------------------------------------------------ a plan as an option


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanFees:
    """What a plan costs for the work of a job, in US dollars, and how many results it holds."""

    seats_usd: float = 0.0  # of all seats, or of the plan
    once_usd: float = 0.0  # of a licence that is bought once
    included: float = inf  # results that this pays for
    result_usd: float = 0.0  # of each result beyond
    each_usd: float = 0.0  # of every result besides
    holds: float = inf  # results, at most


@dataclass(frozen=True, kw_only=True)  # without slots: what follows is worked out once
class SoldPlan:
    """A plan of an app, with what a month of a job costs in it."""

    role: AppRole
    plan: AppPlan
    search: AppSearch

    @cached_property
    def is_free(self) -> bool:
        return self.cost.price is not None and self.cost.price.amount == 0

    @property
    def is_for_persons(self) -> bool:
        """Return whether it is sold to persons and not to firms."""
        terms = plan_answer(self.search.catalog, self.plan, AppQuestion.CONTRACT)
        return terms.answer is AppAnswer.PRIVATE_TERMS

    @cached_property
    def months(self) -> int:
        """Return for how many months it is paid.

        Work done once is paid for as many as it or its people take, a year at most.
        """
        work = self.search.case.work
        if not work.once:
            return 1
        cost = self._cost(1)
        if not cost.usd:
            return MONTHS_A_YEAR
        months = Costing(work=work, guesses=GUESSES).hours_at_best / (work.doers * HOURS_OF_A_DOER)
        if cost.state is CostState.TOO_SMALL and cost.holds:
            months = max(months, work.results / float(cost.holds))
        return min(max(ceil(months), 1), MONTHS_A_YEAR)

    @cached_property
    def cost(self) -> PlanCost:
        """Return what a month costs."""
        return self._cost(self.months)

    def _cost(self, months: int) -> PlanCost:
        search = self.search
        volume = _in_months(search.volume, months)
        return plan_cost(search.catalog, self.plan, volume, search.on, kind=self.role.kind)


@dataclass(frozen=True, kw_only=True)  # without slots: what follows is worked out once
class PlanForJob(SoldPlan):
    """A plan of an app, as it would do a job."""

    @cached_property
    def is_declared(self) -> bool:
        """Return whether the owner named the plan as paid for."""
        return self.search.answers.pays_for(self.plan.slug) is not None

    @cached_property
    def is_home(self) -> bool:
        """Return whether the firm works in it, though nobody named a plan."""
        is_named = self.role.app.slug in self.search.firm.paid_apps
        return not is_named and self.role.is_program and self.search.firm.is_inside(self.role.app)

    @cached_property
    def is_supposed(self) -> bool:
        """Return whether the firm is supposed to have that plan of what it works in.

        Who may work in a free one, and pays no more than so much for all, is not.
        """
        limit_usd, usd = self.search.answers.limit_usd, self.cost.usd
        if not self.is_home or self.role.app.free_plan is not Known.YES:
            return self.is_home
        return limit_usd is None or usd is None or usd <= limit_usd

    @cached_property
    def is_paid(self) -> bool:
        """Return whether the firm pays for it: who works in a program has it already."""
        return self.is_declared or (self.is_supposed and not self.is_free)

    @cached_property
    def is_ordered_besides(self) -> bool:
        """Return whether it does the job only with AI that costs more than what the firm pays."""
        return self.is_paid and self.cost.add_on is not None

    @property
    def is_paid_for(self) -> bool:
        """Return whether nothing is paid for it but what goes beyond it."""
        return self.is_paid and not self.is_ordered_besides

    @cached_property
    def use(self) -> PlanInUse:
        return PlanInUse(
            catalog=self.search.catalog,
            app=self.role.app,
            plan=self.plan,
            kind=self.role.kind,
            work=self.search.case.work,
            answers=self.search.answers,
            is_free=self.is_free,
            is_paid=self.is_paid,
            is_home=self.is_home,
            languages=self.search.languages,
            is_spoken=self.search.is_spoken,
            is_live=self.search.row.live,
            is_by_year=self.cost.by_the_year,
        )

    @property
    def is_free_inside(self) -> bool:
        """Return whether it costs nothing in a program the firm works in.

        A try then shows what it holds.
        """
        is_tried = self.is_free and self.use.is_cheap_to_try
        return is_tried and self.search.firm.is_inside(self.role.app)

    @cached_property
    def hides_capacity(self) -> bool:
        """Return whether nobody says how much it holds, of what the firm does not have yet.

        A few pictures whatever is paid for holds.
        """
        if self.cost.state is not CostState.CAPACITY_UNKNOWN or self.is_paid:
            return False
        draws = all(part.medium is Medium.IMAGE for part in self.search.case.parts)
        return self.is_free or not draws or self.search.case.work.results > FREE_RESULTS

    # -------------------------------------------------------------------------- price and capacity

    @property
    def holds(self) -> float:
        """Return how many results a month holds."""
        if self.cost.holds is not None:
            return float(self.cost.holds)
        return float(self.search.volume.free_results) if self._is_for_private_use else inf

    @property
    def _is_for_private_use(self) -> bool:
        """Return whether an assistant is free and for private persons.

        A firm's free one has no such end.
        """
        if not self.is_free or self.is_paid or not self.role.is_assistant:
            return False
        terms = plan_answer(self.search.catalog, self.plan, AppQuestion.CONTRACT)
        return terms.answer is not AppAnswer.BUSINESS_TERMS

    @cached_property
    def fees(self) -> PlanFees:
        """Return its fixed cost, what each further result costs, and how many it holds."""
        cost, search = self.cost, self.search
        volume = _in_months(search.volume, self.months)
        results, usd = float(volume.results), float(cost.usd or 0)
        is_by_use = cost.price is not None and cost.price.unit not in MONTHLY_UNITS
        if is_by_use and cost.usd_once is None:
            return PlanFees(included=0.0, result_usd=usd / results)
        used = UseOfApp(
            catalog=search.catalog,
            app=self.role.app,
            kind=self.role.kind,
            volume=volume,
            on=search.on,
        )
        fee = used.fee(used.price(self.plan, covers=PriceFor.BEYOND))
        beyond_usd = float(fee or 0)
        each_usd = float(used.fee(cost.on_top) or 0)
        included = 0.0 if cost.included_unknown else self.holds
        fixed_usd = usd - max(results - included, 0.0) * beyond_usd - results * each_usd
        if self.is_ordered_besides:
            fixed_usd = float(cost.add_on_usd)
        return PlanFees(
            seats_usd=fixed_usd * self.months,
            once_usd=float(cost.usd_once or 0),
            included=included * self.months,
            result_usd=beyond_usd,
            each_usd=each_usd,
            holds=included * self.months if fee is None else inf,
        )

    def prices(self) -> Iterator[CountedPrice]:
        """Yield the prices that its cost rests on, at the exchange rate of the day."""
        catalog, on = self.search.catalog, self.search.on
        of_plan = None if self.is_ordered_besides else self.cost.price
        rows = (of_plan, self.cost.beyond, self.cost.on_top, self.cost.add_on)
        for price in filter(None, rows):
            usd = query.usd_of(catalog, price, on)
            if usd is not None:
                yield CountedPrice(usd=float(usd), rows=(price,))


def _in_months(volume: Volume, months: int) -> Volume:
    """Return what falls on one of so many months."""
    return volume if months == 1 else replace(volume, results=volume.results / months)


def _option(of: PlanForJob) -> Option | Dropped:
    why = _why_out(of)
    if why is not None:
        return _dropped(of.plan, why)
    finding = hold_terms(of.use)
    if finding.out is not None:
        return _dropped(of.plan, finding.out)
    if of.search.case.work.results > of.fees.holds:
        return _dropped(of.plan, WhyOut.CAPACITY, holds=floor(of.fees.holds))
    return _passing(of, finding)


def _dropped(plan: AppPlan, why: WhyOut, holds: float = 0.0) -> Dropped:
    return Dropped(kind=OptionKind.APP, tool=plan.slug, why=why, holds=holds)


def _why_out(of: PlanForJob) -> WhyOut | None:
    """Return why a plan cannot be bought for the job at all; None where it can."""
    work, role = of.search.case.work, of.role
    if of.is_paid:
        # Nobody said which plan they have: one that holds them all.
        is_small = of.cost.state is CostState.TOO_MANY_PEOPLE
        return WhyOut.PEOPLE if is_small and not of.is_declared else None
    if lives_elsewhere(role, of.search.answers.works_in):
        return WhyOut.LIVES_ELSEWHERE
    if role.app.part_of in TABLE.suites and work.people > (of.plan.most_seats or inf):
        return WhyOut.PEOPLE
    if work.once and of.cost.by_the_year:
        return WhyOut.BY_THE_YEAR
    if of.is_free and not role.is_assistant and role.kind in TABLE.playing_kinds:
        return WhyOut.FREE_PLAN
    return NOT_SOLD.get(of.cost.state)


def _passing(of: PlanForJob, finding: TermsFinding) -> Option:
    """Return a plan that may be used as an option."""
    role, plan, search, answers = of.role, of.plan, of.search, of.search.answers
    fees = of.fees
    strength = app_strength(
        search.catalog, role.app, search.judge.board, search.on, picks_best=not of.is_free
    )
    is_inside = search.firm.is_inside(role.app)
    # Whoever drafts in the firm's own programs copies nothing in and out; each picture goes in.
    is_linked = is_inside and bool(set(role.app.works_inside) & answers.works_in)
    is_where_work_is = is_linked and not is_seen(search.case.job)
    into, wage = answers.built_into or BuiltInto.SCRIPT, of.use.work.wage_usd
    seats = search.people if of.is_ordered_besides else of.cost.seats
    built_in_usd = GUESSES.connecting(into, wage) if finding.is_built else 0.0
    return Option(
        key=plan.slug,
        kind=OptionKind.ASSISTANT if role.is_assistant else OptionKind.APP,
        app_kind=None if role.is_assistant else role.kind,
        tool=plan.slug,
        maker=role.app.maker,
        learners=float(seats if plan.least_seats else ceil(of.use.work.doers)),
        seats=seats,
        seats_usd=fees.seats_usd,
        included=fees.included,
        result_usd=fees.result_usd,
        each_usd=fees.each_usd,
        holds=fees.holds,
        connecting_usd=built_in_usd + fees.once_usd,
        months=of.months,
        pasting=role.is_assistant and not is_where_work_is,
        strength=strength.strength,
        says_inside=strength.says_inside,
        sites=search.answers.sites,
        paid=of.is_paid_for,
        declared=of.is_declared and of.is_paid_for,
        private=of.is_for_persons and not of.is_free,
        inside=is_inside,
        challenger_only=_challenger_only(of),
        never_pick=_is_bare(of),
        needs_developer=finding.needs_developer,
        signs=signs_for_people(of.use),
        unknowns=(*finding.unknowns, *_cost_unknowns(of)),
        conditions=(*finding.conditions, *_conditions_of_paying(of)),
        speaks_language=search.judge.speaks_language,
        prices=tuple(of.prices()),
    )


def _challenger_only(of: PlanForJob) -> bool:
    """Return whether a plan may only be tried beside another.

    That holds for a beta, a free plan, and one that holds or runs on nobody knows what.
    """
    if of.is_paid:
        return False
    is_free_app = of.is_free and not of.role.is_assistant and not _free_plan_will_do(of)
    # Whoever is asked what so many cost says with it how many it holds.
    is_capacity_unsure = of.hides_capacity and not of.cost.at_least
    is_unsure = (is_free_app or is_capacity_unsure) and not of.is_free_inside
    return of.role.app.beta or _is_tied(of.role.app) or is_unsure


def _is_bare(of: PlanForJob) -> bool:
    """Return whether it is free, and does nothing without a model that is bought besides."""
    is_empty = of.role.app.models_inside is ModelsInside.USER_PICKS and not of.role.is_assistant
    return is_empty and of.is_free and _runs_here(of)


def _runs_here(of: PlanForJob) -> bool:
    place = plan_answer(of.search.catalog, of.plan, AppQuestion.PLACE)
    return place.answer is AppAnswer.OWN_SERVER


def _free_plan_will_do(of: PlanForJob) -> bool:
    """Return whether a free plan surely allows a firm's work, and surely holds so many results.

    It is enough that no term forbids it, where its seller says how much a month holds. Never of a
    program on the firm's own machine: it is free, and only as good as the model in it.
    """
    catalog, regions = of.search.catalog, of.search.answers.regions
    if _runs_here(of):
        return False
    may = may_be_used_for_work(catalog, of.plan, regions)
    says_enough = may.meets is Known.UNKNOWN and of.cost.holds is not None
    is_allowed = may.meets is Known.YES or says_enough
    return is_allowed and of.cost.state is CostState.PRICED


def _cost_unknowns(of: PlanForJob) -> Iterator[Unknown]:
    """Yield what to ask: the price if only a starting price is stated, and a month's capacity."""
    needs_more = bool(of.plan.besides) and not of.is_free and of.cost.on_top is None
    if (of.cost.at_least or needs_more) and not of.is_paid:
        # Who is asked what so many cost says with it what the price includes.
        yield Unknown.PRICE
    elif of.hides_capacity and not of.is_free_inside:
        yield Unknown.CAPACITY


def _conditions_of_paying(of: PlanForJob) -> Iterator[Condition]:
    """Yield on what conditions its price holds, and what only a try of what costs nothing shows."""
    is_in_any_plan = of.is_free or of.plan.in_every_plan
    if of.is_supposed and (of.plan.sold_to or not is_in_any_plan):
        yield Condition.IF_YOUR_PLAN_HAS_IT
    if not _is_in_channel(of.role.app, of.search):
        yield Condition.RUNS_IN_IT
    if of.is_ordered_besides:
        yield Condition.ORDER_BESIDES
    if of.plan.besides and not of.is_paid:
        yield Condition.HAVE_BESIDES
    if of.hides_capacity and of.is_free_inside:
        yield Condition.SETTLE_CAPACITY
    if of.is_paid and of.cost.seats > 1 and of.is_for_persons:
        yield Condition.ONE_PERSON
    if of.cost.by_the_year and not of.is_paid:
        yield Condition.PAID_BY_THE_YEAR


def _is_in_channel(app: App, search: AppSearch) -> bool:
    """Return whether an app works inside what the job takes place in.

    Where the firm named such programs, it has to work inside one of these.
    """
    channel = search.row.channel
    if channel is None:
        return True
    inside = {software for software in app.works_inside if channel in {software, software.broader}}
    theirs = {own for own in search.answers.works_in if channel == own.broader}
    return bool(inside & theirs) if theirs else bool(inside)


def usd_beyond(role: AppRole, search: AppSearch) -> float | None:
    """Return what all results cost in a part of what the firm works in, beyond what it pays.

    It is that of the cheapest plan that holds them, of those it has if it has any; None where none
    is known to.
    """
    plans = [PlanForJob(role=role, plan=plan, search=search) for plan in search.plans_of(role.app)]
    plans = [of for of in plans if of.is_paid] or plans
    sums = [
        paid_usd(_passing(of, PASSES), search.case.work.results)
        for of in plans
        if of.cost.state in {CostState.PRICED, CostState.CAPACITY_UNKNOWN}
    ]
    return min(sums, default=None)


# ------------------------------------------------------------------------------------- the order


def _in_order(options: list[tuple[AppRole, Option]], search: AppSearch) -> Iterator[Option]:
    """Yield the options with their place among the apps of the job, the fittest first.

    Where an app of the right kind may be named as readily, what is something else above all is only
    tried beside another: else the cheapest unfit one wins wherever nobody says what is inside. What
    the firm is sure to pay for goes before what it may have.
    """
    fitnesses = sorted({role.fitness for role, _ in options})
    places = {fitness: place for place, fitness in enumerate(fitnesses)}
    fewest = min((len(option.unknowns) for option in _fit(options)), default=inf)
    pays = any(
        option.is_namable and _is_surely_paid(option) and _is_of_right_kind(role, search)
        for role, option in options
    )
    for role, option in options:
        is_outdone = role.is_sideline and len(option.unknowns) >= fewest
        is_challenger = is_outdone and not option.is_there
        yield structs.replace(
            option,
            place_in_row=places[role.fitness],
            never_pick=option.never_pick
            or role.may_not_take_it
            or (role.app.beta and not option.is_there),
            challenger_only=option.challenger_only
            or role.may_not_take_it
            or is_challenger
            or (pays and option.is_supposed),
        )


def _fit(options: Iterable[tuple[AppRole, Option]]) -> Iterator[Option]:
    """Yield the apps that may be named and are above all what the job asks for."""
    for role, option in options:
        if option.is_namable and not (role.is_sideline or role.is_assistant):
            yield option


def _is_of_right_kind(role: AppRole, search: AppSearch) -> bool:
    """Return whether an app is of the kind that the job asks for.

    A chat window is not, where a special app is.
    """
    return not (role.is_assistant and search.row.app_is_right)


def _is_surely_paid(option: Option) -> bool:
    return option.paid and not option.is_supposed


def _is_tied(app: App) -> bool:
    """Return whether an app runs only on one maker's devices, which nobody said the firm has."""
    runs_on = {*app.runs_on}
    return RunsOn.IOS in runs_on and not runs_on & {RunsOn.BROWSER, RunsOn.ANDROID}
