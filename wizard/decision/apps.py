"""Apps as options: the plans of apps and assistants that a job's row names, with price, capacity and terms."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from math import ceil, inf

from catalog import query
from catalog.plan_costs import (
    FREE_RESULTS,
    CostState,
    PlanCost,
    UseOfApp,
    Volume,
    plan_cost,
    takes_of,
)
from catalog.plan_terms import may_be_used_for_work, plan_answer
from catalog.schema import App, AppPlan, Catalog, Price
from catalog.solutions import kind_used_as
from catalog.vocabulary import (
    LANGUAGE_MEDIA,
    MONTHLY_UNITS,
    AppAnswer,
    AppKind,
    AppQuestion,
    Known,
    Language,
    Measure,
    Medium,
    PriceFor,
    RunsOn,
    Software,
    SolutionKind,
)
from wizard.decision.answers import BUILT_IN_FROM, Answers, is_worked_in
from wizard.decision.app_strength import app_strength
from wizard.decision.app_terms import PlanInUse, TermsFinding, hold_terms
from wizard.decision.boards import Judge
from wizard.decision.cases import Case
from wizard.decision.guesses import GUESSES, MONTHS_A_YEAR
from wizard.decision.options import CountedPrice, Dropped, Option
from wizard.decision.rows import JobRow, general_assistants
from wizard.decision.vocabulary import (
    BuiltInto,
    Condition,
    ModelKind,
    OptionKind,
    Review,
    Unknown,
    WhyOut,
)

# Ours: where an app answers the public by itself, one watches it and one stands in.
WHO_WATCH = 2
# Kinds of app that see the firm's mail, files and calls, which a chat window does not.
LINKED_KINDS = frozenset(
    {AppKind.EMAIL, AppKind.KNOWLEDGE_SEARCH, AppKind.MEETING_NOTES, AppKind.PHONE}
)
# Parts in which a language is heard or spoken.
SPOKEN = frozenset({ModelKind.TRANSCRIPTION, ModelKind.SPEECH})
PLAYING_KINDS = frozenset(
    {
        AppKind.MUSIC,
        AppKind.VOICE,
        AppKind.AVATAR_VIDEO,
        AppKind.FILM_GENERATOR,
        AppKind.VIDEO_EDITOR,
    }
)
# What a firm runs on: nobody changes it for the sake of one job.
SYSTEMS = frozenset(
    {
        Software.MICROSOFT_365,
        Software.GOOGLE_WORKSPACE,
        Software.HUBSPOT,
        Software.SALESFORCE,
        Software.WEBSITE_BUILDER,
        Software.SHOPIFY,
        Software.WOOCOMMERCE,
        Software.QUICKBOOKS,
        Software.XERO,
    }
)
# What everybody in a firm works in: a plan for so many people is held against all of them.
SUITES = frozenset({Software.MICROSOFT_365, Software.GOOGLE_WORKSPACE})
# Apps of these kinds take the place of what the firm has of the same group.
SYSTEM_KINDS: Mapping[AppKind, Software] = {
    AppKind.SHOP_WEBSITE: Software.WEBSITE_BUILDER,
    AppKind.CRM: Software.CRM,
    AppKind.ACCOUNTING: Software.ACCOUNTING_SOFTWARE,
    AppKind.EMAIL_CAMPAIGN: Software.NEWSLETTER_SOFTWARE,
}
# Who named nothing that he works in may have one of these all the same.
LIKELY_THERE = frozenset({Software.WEBSITE_BUILDER, Software.CRM, Software.ACCOUNTING_SOFTWARE})


@dataclass(frozen=True, slots=True, kw_only=True)
class AppSearch:
    """What apps are looked for in: the catalog on a day, for one job."""

    catalog: Catalog
    on: date
    answers: Answers
    case: Case
    row: JobRow
    judge: Judge
    is_built: bool = False  # the owner has a model built in, and enough is made for that

    @property
    def is_read_in_bulk(self) -> bool:
        """Return whether so much goes unread that nobody sits in front of a window for each result."""
        work = self.case.work
        is_by_hand = self.answers.built_in is False
        return (
            work.reviewed is not Review.EVERY and work.results >= BUILT_IN_FROM and not is_by_hand
        )

    @property
    def is_spoken(self) -> bool:
        """Return whether somebody speaks or is heard in the job."""
        return any(part.kind in SPOKEN for part in self.case.parts)

    def volume(self, months: int) -> Volume:
        """Return the results of a month and what one takes, as plans count them, for those who do the job."""
        work = self.case.work
        results = Decimal(str(work.results)) / months
        return Volume(results=results, takes=self._takes(), people=self.people)

    @property
    def people(self) -> int:
        """Return who needs a seat: those who do the job; of what answers the public by itself those who watch it."""
        work = self.case.work
        answers_itself = self.row.live and work.reviewed is not Review.EVERY
        return min(ceil(work.doers), WHO_WATCH) if answers_itself else ceil(work.doers)

    def _takes(self) -> Mapping[Measure, Decimal]:
        use_case = self.catalog.use_case.get(self.row.use_case)
        length = self.case.job.length or Decimal(1)
        if use_case is None:
            return self.case.parts[0].takes
        takes = takes_of(self.catalog, use_case)
        lengthened = {Measure.SECOND, Measure.TOKEN, Measure.CHARACTER, Measure.PAGE}
        return {
            measure: amount * length if measure in lengthened else amount
            for measure, amount in takes.items()
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class AppRole:
    """As what an app would do a job, and how well it fits: lower ones fit better."""

    app: App
    solution: SolutionKind
    kind: AppKind
    fitness: tuple[int, ...] = ()

    @property
    def is_assistant(self) -> bool:
        return self.solution is SolutionKind.ASSISTANT

    @property
    def is_sideline(self) -> bool:
        """Return whether the app is something else above all, and this besides."""
        return not self.is_assistant and self.kind is not self.app.main_kind


@dataclass(frozen=True, slots=True, kw_only=True)
class Apps:
    """The plans that may be used, as options, and those that may not."""

    options: tuple[Option, ...]
    dropped: tuple[Dropped, ...]


def apps(search: AppSearch) -> Apps:
    """Return the plans of apps that do a job."""
    options: list[tuple[AppRole, Option]] = []
    dropped: list[Dropped] = []
    for role, plan in _plans(search):
        outcome = _option(role, plan, search)
        if isinstance(outcome, Dropped):
            dropped.append(outcome)
        else:
            options.append((role, outcome))
    return Apps(options=tuple(_in_order(options, search)), dropped=tuple(dropped))


def _plans(search: AppSearch) -> Iterator[tuple[AppRole, AppPlan]]:
    """Yield every plan of an app that the job's row names. A plan of several apps comes as the fittest of them."""
    seen = set()
    for role in sorted(roles(search), key=lambda role: (role.fitness, role.app.slug)):
        catalog, slug = search.catalog, role.app.slug
        for plan in (*catalog.plans_of.get(slug, ()), *catalog.plans_with.get(slug, ())):
            if plan.slug not in seen:
                seen.add(plan.slug)
                yield role, plan


# --------------------------------------------------------------------------- which apps compete


def roles(search: AppSearch) -> Iterator[AppRole]:
    """Yield the apps that do a job, each as what it does it."""
    for app in search.catalog.apps:
        role = _as_app(app, search) or _as_assistant(app, search)
        if role is not None:
            yield role


def _as_app(app: App, search: AppSearch) -> AppRole | None:
    """Return an app that is made for the job and of a kind that its row names; in own words of its main kind.

    What the firm has competes as soon as it makes what comes out, whatever jobs it is filed under.
    """
    row = search.row
    if not row.names(SolutionKind.APP):
        return None
    kinds = [kind for kind in row.app_kinds if kind in {app.main_kind, *app.more_kinds}]
    if not _is_made_for(app, kinds, search) and not _is_at_hand_for(app, kinds, search):
        return None
    if search.is_built and not row.app_is_right:
        return None
    if app.main_kind is AppKind.ASSISTANT and search.is_read_in_bulk:
        return None
    kind = kind_used_as(app, kinds)
    return AppRole(
        app=app,
        solution=SolutionKind.APP,
        kind=kind,
        fitness=(
            int(kind is not app.main_kind),
            row.app_kinds.index(kind) if kind in row.app_kinds else len(row.app_kinds),
            _names_languages(app, search.answers),
            _distance(app, search.answers.works_in),
            -len(search.catalog.app_statements_of.get(app.slug, ())),
        ),
    )


def _names_languages(app: App, answers: Answers) -> int:
    """Return 0 of an app whose maker says what languages it knows, or of which nobody asks that, else 1."""
    is_asked = set(answers.languages) - {Language.ENGLISH}
    return int(bool(is_asked) and not (app.languages or app.languages_note))


def _is_made_for(app: App, kinds: Collection[AppKind], search: AppSearch) -> bool:
    """Return whether an app is filed under the job; in own words, whether its main kind fits."""
    row = search.row
    if not row.use_case:
        return app.main_kind in kinds
    return bool(kinds) and row.use_case in app.made_for


def _is_at_hand_for(app: App, kinds: Collection[AppKind], search: AppSearch) -> bool:
    """Return whether the firm has an app that makes what comes out and that its row names, by main kind or as owned.

    What an app does besides, such as the chat in a shop system, serves the jobs that it is filed under.
    """
    answers = search.answers
    if not (_pays_for(app, search) or _is_inside(app, answers)):
        return False
    is_named = app.main_kind in kinds or _is_owned_for(app, search)
    return is_named and all(_makes(app, part.medium) for part in search.case.parts)


def _is_owned_for(app: App, search: AppSearch) -> bool:
    """Return whether the row names the software itself as what does it, and no part of it on file is made for that."""
    if app.main_kind is AppKind.ASSISTANT or app.part_of not in search.row.owned:
        return False
    makers = search.catalog.apps_for.get(search.row.use_case, ())
    others = [other for other in makers if other is not app]
    return not any(app.part_of in {other.part_of, *other.needs} for other in others)


def _distance(app: App, works_in: Collection[Software]) -> int:
    """Return how far an app is from what the firm works in: made for it, linked with it, or neither."""
    if any(is_worked_in(need, works_in) for need in (app.part_of, *app.needs) if need is not None):
        return 0
    return 1 if set(app.works_inside) & set(works_in) else 2


def _as_assistant(app: App, search: AppSearch) -> AppRole | None:
    """Return a general assistant that does the job, if an assistant is to be looked at."""
    row, answers = search.row, search.answers
    if AppKind.ASSISTANT not in {app.main_kind, *app.more_kinds}:
        return None
    has_it = _pays_for(app, search) or _is_inside(app, answers)
    named = _is_named(app, search) or (has_it and _is_able(app, search))
    if not named or (not row.names(SolutionKind.ASSISTANT) and not has_it):
        return None
    # Somebody has to sit in front of it.
    alone = row.live and search.case.work.reviewed is Review.NOBODY
    if alone or answers.built_in or search.is_read_in_bulk:
        return None
    if row.app_is_right and row.app_kinds and not has_it:
        return None
    return AppRole(app=app, solution=SolutionKind.ASSISTANT, kind=AppKind.ASSISTANT)


def _is_named(app: App, search: AppSearch) -> bool:
    row, part = search.row, search.case.parts[0]
    if row.use_case and app.slug in row.assistants:
        return True
    # What many rows name writes any text; what it sees, hears or draws editors name for each job.
    is_open = row.names(SolutionKind.ASSISTANT) and not row.app_is_right
    is_general = is_open and app.slug in general_assistants(search.catalog)
    only_words = part.kind is ModelKind.LANGUAGE and not part.must_inputs
    may = is_general and (only_words or not row.use_case)
    return may and _makes(app, part.medium)


def _is_able(app: App, search: AppSearch) -> bool:
    """Return whether an assistant that the row does not name can do the job: it makes what comes out.

    Where the job lives in mail, files or calls, only those can that the row names.
    """
    row = search.row
    is_open = row.names(SolutionKind.ASSISTANT) and not row.app_is_right
    if not is_open or set(row.app_kinds) & LINKED_KINDS:
        return False
    return all(_makes(app, part.medium) for part in search.case.parts)


def _makes(app: App, medium: Medium) -> bool:
    """Return whether an app makes a medium; who writes text writes tables too."""
    if medium in LANGUAGE_MEDIA:
        return bool(set(app.makes) & set(LANGUAGE_MEDIA))
    return medium in app.makes


def _pays_for(app: App, search: AppSearch) -> bool:
    paid = (search.catalog.app_plan.get(row.plan) for row in search.answers.paid)
    return any(plan is not None and plan.app == app.slug for plan in paid)


def _is_inside(app: App, answers: Answers) -> bool:
    """Return whether an app is, or is a part of, what the firm works in."""
    return app.part_of is not None and app.part_of in answers.works_in


# ------------------------------------------------------------------------------ a plan as an option


def _option(role: AppRole, plan: AppPlan, search: AppSearch) -> Option | Dropped:
    answers, work = search.answers, search.case.work
    is_inside = _is_inside(role.app, answers)
    is_supposed = _is_what_they_work_in(role, search)
    # Who works in a system has it already.
    # What is sold beside the system, such as agents on its records, comes extra.
    is_system = role.kind in SYSTEM_KINDS and not role.is_sideline
    is_there = is_supposed or (is_inside and is_system)
    is_paid = bool(answers.pays_for(plan.slug)) or is_there
    months = _months(role, plan, search)
    cost = _cost(role, plan, search, months)
    use = PlanInUse(
        catalog=search.catalog,
        app=role.app,
        plan=plan,
        kind=role.kind,
        work=work,
        answers=answers,
        is_free=cost.price is not None and cost.price.amount == 0,
        is_paid=is_paid,
        is_spoken=search.is_spoken,
        is_by_year=cost.by_the_year,
    )
    why = _why_out(role, use, cost)
    if why:
        return _dropped(plan, why)
    finding = hold_terms(use)
    if finding.out:
        return _dropped(plan, finding.out)
    amounts = _amounts(role, use, cost, search.volume(months), search)
    if is_supposed:
        conditions = (*finding.conditions, Condition.IF_YOUR_PLAN_HAS_IT)
        finding = replace(finding, conditions=conditions)
    option = _priced_option(role, use, cost, finding, search)
    option = _with_amounts(option, amounts, months)
    if work.results > option.holds:
        return _dropped(plan, WhyOut.CAPACITY, holds=option.holds)
    return option


def _is_what_they_work_in(role: AppRole, search: AppSearch) -> bool:
    """Return whether an app is the very program that the firm works in, so that some plan of it is paid."""
    is_suite = role.app.slug == role.app.part_of
    return is_suite and _is_inside(role.app, search.answers) and not _pays_for(role.app, search)


def _why_out(role: AppRole, use: PlanInUse, cost: PlanCost) -> WhyOut | None:
    """Return why a plan cannot be bought for the job at all; None where it can."""
    if use.is_paid:
        # Nobody said which plan they have: one that holds them all.
        is_named = bool(use.answers.pays_for(use.plan.slug))
        is_small = cost.state is CostState.TOO_MANY_PEOPLE
        return WhyOut.PEOPLE if is_small and not is_named else None
    if lives_elsewhere(role, use.answers.works_in):
        return WhyOut.LIVES_ELSEWHERE
    if role.app.part_of in SUITES and use.work.people > (use.plan.most_seats or inf):
        return WhyOut.PEOPLE
    if use.work.once and cost.by_the_year:
        return WhyOut.BY_THE_YEAR
    # Whether a firm may publish what a free plan plays nobody says, and most mark it.
    if use.is_free and not role.is_assistant and role.kind in PLAYING_KINDS:
        return WhyOut.FREE_PLAN
    return NOT_SOLD.get(cost.state)


def lives_elsewhere(role: AppRole, works_in: Collection[Software]) -> bool:
    """Return whether an app is a part of, needs, or takes the place of something that the firm does not work in."""
    app = role.app
    if not all(is_worked_in(need, works_in) for need in app.needs):
        return True
    if app.part_of in SYSTEMS:
        return app.part_of not in works_in
    group = SYSTEM_KINDS.get(role.kind)
    if group is None:
        return False
    return is_worked_in(group, works_in) or (not works_in and group in LIKELY_THERE)


# A plan that cannot be priced, or that is not sold to so many people.
NOT_SOLD: Mapping[CostState, WhyOut] = {
    CostState.UNIT_UNKNOWN: WhyOut.PRICE,
    CostState.TOO_MANY_PEOPLE: WhyOut.PEOPLE,
    CostState.NO_RATE: WhyOut.PRICE,
    CostState.NO_PRICE: WhyOut.PRICE,
}


def _dropped(plan: AppPlan, why: WhyOut, holds: float | None = None) -> Dropped:
    return Dropped(kind=OptionKind.APP, tool=plan.slug, why=why, holds=holds)


def _priced_option(
    role: AppRole, use: PlanInUse, cost: PlanCost, finding: TermsFinding, search: AppSearch
) -> Option:
    strength = app_strength(
        search.catalog, role.app, search.judge.board, search.on, picks_best=not use.is_free
    )
    into = use.answers.built_into or BuiltInto.SCRIPT
    by_year = (Condition.PAID_BY_THE_YEAR,) if cost.by_the_year and not use.is_paid else ()
    return Option(
        key=use.plan.slug,
        kind=_option_kind(role),
        solution=role.solution.value if role.is_assistant else f"app:{role.kind}",
        tool=use.plan.slug,
        maker=role.app.maker,
        learners=float(cost.seats if use.plan.least_seats else ceil(use.work.doers)),
        seats=cost.seats,
        connecting_usd=GUESSES.connecting_usd[into] if finding.is_built else 0.0,
        pasting=role.is_assistant and not _works_where_the_work_is(role.app, use.answers),
        strength=strength.strength,
        says_inside=strength.says_inside,
        paid=use.is_paid,
        declared=bool(use.answers.pays_for(use.plan.slug)),
        private=not use.is_free and _is_for_persons(use.catalog, use.plan),
        inside=_is_inside(role.app, use.answers),
        challenger_only=_challenger_only(role, use, cost),
        needs_developer=finding.needs_developer,
        unknowns=(*finding.unknowns, *_cost_unknowns(use, cost)),
        conditions=(*finding.conditions, *_cost_conditions(use, cost), *by_year),
        speaks_language=search.judge.speaks_language,
        prices=tuple(_counted_prices(cost, search)),
    )


def _works_where_the_work_is(app: App, answers: Answers) -> bool:
    """Return whether an assistant drafts in the firm's own programs, so that nobody copies in and out."""
    return _is_inside(app, answers) and bool(set(app.works_inside) & answers.works_in)


def _option_kind(role: AppRole) -> OptionKind:
    return OptionKind.ASSISTANT if role.is_assistant else OptionKind.APP


def _challenger_only(role: AppRole, use: PlanInUse, cost: PlanCost) -> bool:
    """Return whether a plan may only be tried beside another: a beta, a free one, one that holds or runs on who knows what."""
    if use.is_paid:
        return False
    is_free_app = use.is_free and not role.is_assistant and not _is_free_for_firms(use, cost)
    is_unsure = is_free_app or cost.state is CostState.CAPACITY_UNKNOWN
    is_unsure = is_unsure and not _is_free_inside(use)
    return role.app.beta or _is_tied(role.app) or is_unsure


def _is_free_inside(use: PlanInUse) -> bool:
    """Return whether a plan costs nothing in a program that the firm works in: a try shows what it holds."""
    return use.is_free and use.is_cheap_to_try and _is_inside(use.app, use.answers)


def _is_for_persons(catalog: Catalog, plan: AppPlan) -> bool:
    """Return whether a plan is sold to persons and not to firms."""
    terms = plan_answer(catalog, plan, AppQuestion.CONTRACT)
    return terms.answer is AppAnswer.PRIVATE_TERMS


def _is_free_for_firms(use: PlanInUse, cost: PlanCost) -> bool:
    """Return whether a free plan is surely open to a firm's work, and surely holds it.

    What runs on a machine of the firm's is free as a program, and is only as good as what runs in it.
    """
    place = plan_answer(use.catalog, use.plan, AppQuestion.PLACE)
    if place.answer is AppAnswer.OWN_SERVER:
        return False
    country = use.answers.country
    may = may_be_used_for_work(use.catalog, use.plan, country.region if country else None)
    return may.meets is Known.YES and cost.state is CostState.PRICED


def _cost_unknowns(use: PlanInUse, cost: PlanCost) -> tuple[Unknown, ...]:
    """Return what it costs, where a seller states only where prices begin, and how much a month holds."""
    if use.is_paid:
        return ()
    price = (Unknown.PRICE,) if cost.at_least else ()
    is_asked = cost.state is CostState.CAPACITY_UNKNOWN and not _is_free_inside(use)
    capacity = (Unknown.CAPACITY,) if is_asked else ()
    return (*price, *capacity)


def _cost_conditions(use: PlanInUse, cost: PlanCost) -> tuple[Condition, ...]:
    """Return what the test shows of a free plan inside the firm's own program, and that a paid one is one person's."""
    is_unsaid = cost.state is CostState.CAPACITY_UNKNOWN and not use.is_paid
    if is_unsaid and _is_free_inside(use):
        return (Condition.SETTLE_CAPACITY,)
    is_for_one = use.is_paid and cost.seats > 1 and _is_for_persons(use.catalog, use.plan)
    return (Condition.ONE_PERSON,) if is_for_one else ()


def _counted_prices(cost: PlanCost, search: AppSearch) -> Iterator[CountedPrice]:
    """Yield the prices that a plan's cost rests on, at the exchange rate of the day."""
    for price in (cost.price, cost.beyond, cost.on_top):
        usd = query.usd_of(search.catalog, price, search.on) if price is not None else None
        if price is not None and usd is not None:
            yield CountedPrice(usd=float(usd), rows=(price,))


# ---------------------------------------------------------------------------- price and capacity


@dataclass(frozen=True, slots=True, kw_only=True)
class Amounts:
    """What a plan costs a month and what that holds, in results. US dollars."""

    fixed_usd: float = 0.0
    once_usd: float = 0.0
    included: float = inf
    result_usd: float = 0.0
    each_usd: float = 0.0
    holds: float = inf


def _cost(role: AppRole, plan: AppPlan, search: AppSearch, months: int) -> PlanCost:
    return plan_cost(search.catalog, plan, search.volume(months), search.on, kind=role.kind)


def _months(role: AppRole, plan: AppPlan, search: AppSearch) -> int:
    """Return for how many months a plan is paid: of what is done once as many as it takes, a year at most."""
    work = search.case.work
    if not work.once:
        return 1
    cost = _cost(role, plan, search, 1)
    if not cost.usd:
        return MONTHS_A_YEAR
    if cost.state is not CostState.TOO_SMALL or not cost.holds:
        return 1
    return min(ceil(work.results / float(cost.holds)), MONTHS_A_YEAR)


def _amounts(
    role: AppRole, use: PlanInUse, cost: PlanCost, volume: Volume, search: AppSearch
) -> Amounts:
    """Return a month of a plan as what is fixed and what each result costs beyond it."""
    results = float(volume.results)
    usd = float(cost.usd or 0)
    by_use = cost.price is not None and cost.price.unit not in MONTHLY_UNITS
    if by_use and cost.usd_once is None:
        return Amounts(included=0.0, result_usd=usd / results if results else 0.0)
    used = UseOfApp(
        catalog=search.catalog, app=role.app, kind=role.kind, volume=volume, on=search.on
    )
    fee = _fee(used, used.price(use.plan, covers=PriceFor.BEYOND))
    fee_each = _fee(used, cost.on_top) or 0.0
    included = 0.0 if cost.included_unknown else _holds(role, use, cost)
    beyond = max(results - included, 0.0) * (fee or 0.0)
    return Amounts(
        fixed_usd=usd - beyond - results * fee_each,
        once_usd=float(cost.usd_once or 0),
        included=included,
        result_usd=fee or 0.0,
        each_usd=fee_each,
        holds=included if fee is None else inf,
    )


def _fee(used: UseOfApp, price: Price | None) -> float | None:
    """Return what one result costs at a price; None where there is none."""
    fee = used.fee(price)
    return float(fee) if fee is not None else None


def _holds(role: AppRole, use: PlanInUse, cost: PlanCost) -> float:
    """Return how many results a month of a plan holds."""
    if cost.holds is not None:
        return float(cost.holds)
    return float(FREE_RESULTS) if _is_free_assistant(role, use) else inf


def _is_free_assistant(role: AppRole, use: PlanInUse) -> bool:
    """Return whether an assistant is free and made for private persons: a firm's free one has no such end."""
    if not use.is_free or use.is_paid or not role.is_assistant:
        return False
    terms = plan_answer(use.catalog, use.plan, AppQuestion.CONTRACT)
    return terms.answer is not AppAnswer.BUSINESS_TERMS


def _with_amounts(option: Option, amounts: Amounts, months: int) -> Option:
    return replace(
        option,
        seats_usd=amounts.fixed_usd * months,
        connecting_usd=option.connecting_usd + amounts.once_usd,
        included=amounts.included * months,
        result_usd=amounts.result_usd,
        each_usd=amounts.each_usd,
        holds=amounts.holds * months,
        months=months,
    )


# ------------------------------------------------------------------------------------- the order


def _in_order(options: list[tuple[AppRole, Option]], search: AppSearch) -> Iterator[Option]:
    """Yield the options with their place among the apps of the job, the fittest first.

    What is something else above all and makes nothing of what is seen or heard is only tried beside
    another; where an app of the right kind may be named, so is what is but one of these: else the
    cheapest unfit one wins wherever nobody says what is inside. What the firm is sure to pay for goes before what it may have.
    """
    media = [part.medium for part in search.case.parts]
    fitnesses = sorted({role.fitness for role, _ in options})
    places = {fitness: place for place, fitness in enumerate(fitnesses)}
    has_fit = any(
        option.is_namable and not (_lacks(role, media) or role.is_sideline or role.is_assistant)
        for role, option in options
    )
    pays = any(
        option.is_namable and _is_surely_paid(option) and _may_lead(role, search)
        for role, option in options
    )
    for role, option in options:
        makes_none = role.is_sideline and _lacks(role, media, any)
        is_unfit = makes_none or (has_fit and (role.is_sideline or _lacks(role, media)))
        is_challenger = is_unfit and not option.is_there
        yield replace(
            option,
            place_in_row=places[role.fitness],
            never_pick=not option.is_there and (role.app.beta or makes_none),
            challenger_only=option.challenger_only
            or is_challenger
            or (pays and _is_supposed(option)),
        )


def _is_supposed(option: Option) -> bool:
    """Return whether it belongs to a program that the firm works in, in a plan that nobody has named."""
    return Condition.IF_YOUR_PLAN_HAS_IT in option.conditions


def _may_lead(role: AppRole, search: AppSearch) -> bool:
    """Return whether a paid app is of the right kind: a chat window is not, where an app plainly is."""
    return not (role.is_assistant and search.row.app_is_right)


def _is_surely_paid(option: Option) -> bool:
    return option.paid and not _is_supposed(option)


def _lacks(
    role: AppRole, media: Collection[Medium], enough: Callable[[Iterable[bool]], bool] = all
) -> bool:
    """Return whether an app does not make all the pictures or sounds that come out; with `any`, not one of them.

    What is written beside them is not held against it.
    """
    shown = [row for row in media if row not in LANGUAGE_MEDIA]
    return bool(shown) and not enough(row in role.app.makes for row in shown)


def _is_tied(app: App) -> bool:
    """Return whether an app runs on one maker's devices alone, which nobody said that the firm has."""
    runs_on = {*app.runs_on}
    return RunsOn.IOS in runs_on and not runs_on & {RunsOn.BROWSER, RunsOn.ANDROID}
