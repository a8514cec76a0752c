"""What firms use for a job: no AI, what they may have, apps made for it, models built in, machines of their own."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property
from statistics import median
from typing import override

from django.http import QueryDict
from django.urls import reverse

from catalog import formatting, query, workload
from catalog.app_query import AppMatch, AppQuery
from catalog.filters.apps import AmountsForm
from catalog.naming import name_or_slug
from catalog.plan_costs import CostState
from catalog.plan_terms import answer_for_all_plans, plan_answer
from catalog.query import Quote
from catalog.schema import AiModel, App, Benchmark, Catalog, Machine, Score, Solution, UseCase
from catalog.skills import Boards, boards_of_answer
from catalog.solutions import apps_of_job, is_part_of
from catalog.views.apps import app_row
from catalog.views.page import Reading
from catalog.vocabulary import (
    AppKind,
    AppQuestion,
    Deal,
    Known,
    MachineSize,
    Medium,
    Software,
    SolutionKind,
    Training,
)

MOST_OPTIONS = 3  # of a kind
ASKED = (AppQuestion.CONTRACT, AppQuestion.TRAINING, AppQuestion.PLACE)
KEPT_OUT = {
    Training.NO: Known.YES,
    Training.OPT_OUT: Known.YES,
    Training.YES: Known.NO,
    Training.UNKNOWN: Known.UNKNOWN,
}


class JobVolumeForm(AmountsForm):
    """How many results of one job a month costs are told for."""

    def __init__(self, data: QueryDict, case: UseCase, catalog: Catalog) -> None:
        self.case = case
        super().__init__(data, catalog)

    @property
    @override
    def address(self) -> str:
        return f"{reverse('catalog:use_case', args=[self.case.slug])}#use"


@dataclass(frozen=True, slots=True, kw_only=True)
class JobOption:
    """One thing that does a job, what a month of it costs, and what is said of it."""

    name: str
    address: str = ""
    by: str = ""
    amount: str = ""
    notes: tuple[str, ...] = ()
    keeps_out: Known = Known.UNKNOWN  # whether what is sent stays out of training
    in_the_eu: Known = Known.UNKNOWN
    to_ask: tuple[str, ...] = ()
    is_priced: bool = True  # whether a price means anything for it


@dataclass(frozen=True, slots=True, kw_only=True)
class JobOptions:
    """What there is of one kind for a job."""

    heading: str
    notes: tuple[str, ...] = ()
    options: tuple[JobOption, ...] = ()
    more: int = 0
    more_address: str = ""
    is_named: bool = True  # whether the job's row names the kind


@dataclass(frozen=True, kw_only=True)
class JobSearch:
    """A job and a volume of it, for which options are looked for."""

    edition: Reading
    case: UseCase
    results: Decimal
    people: int = 1

    @property
    def catalog(self) -> Catalog:
        return self.edition.catalog

    @property
    def on(self) -> date:
        return self.edition.on

    @cached_property
    def row(self) -> Solution | None:
        return self.catalog.solution_of.get(self.case.slug)

    @cached_property
    def apps(self) -> AppQuery:
        return AppQuery(
            catalog=self.catalog,
            on=self.on,
            case=self.case,
            results=self.results,
            people=self.people,
        )

    @property
    def medium(self) -> Medium:
        """Return what a model makes for it: of several media the first."""
        return self.case.outputs[0]


def job_options(search: JobSearch) -> tuple[JobOptions, ...]:
    """Return what firms use for a job, the kinds in the order of its row, then those that the row does not name."""
    named = search.row.kinds if search.row else ()
    others = [kind for kind in SolutionKind if kind not in {*named, SolutionKind.NONE}]
    owned = _owned(search)
    groups = [group for kind in named if (group := _of_kind(search, kind, owned))]
    if owned.options:
        # What a firm has already comes before what it would buy, and after “no AI” where that comes first.
        groups.insert(1 if named[:1] == (SolutionKind.NONE,) else 0, owned)
    rest = [_of_kind(search, kind, owned) for kind in others]
    return (*groups, *(_unnamed(group) for group in rest if group and group.options))


def _unnamed(group: JobOptions) -> JobOptions:
    note = "Not what an adviser names for a small firm."
    return JobOptions(
        heading=group.heading,
        notes=(note, *group.notes),
        options=group.options,
        more=group.more,
        more_address=group.more_address,
        is_named=False,
    )


def _of_kind(search: JobSearch, kind: SolutionKind, owned: JobOptions) -> JobOptions | None:
    match kind:
        case SolutionKind.NONE:
            return _without_ai(search)
        case SolutionKind.ASSISTANT | SolutionKind.APP:
            return _apps(search, kind, owned)
        case SolutionKind.MODEL:
            return _models(search)
        case SolutionKind.MACHINE:
            return _machines(search)


def _without_ai(search: JobSearch) -> JobOptions:
    """Return what the job takes without AI."""
    minutes = search.case.minutes_by_hand
    notes = []
    if minutes is not None:
        hours = formatting.format_minutes(minutes * search.results)
        each = formatting.format_minutes(minutes)
        notes.append(
            f"By hand {formatting.format_number(search.results)} {search.case.unit_plural} take about {hours} a month, "
            f"at {each} each."
        )
    return JobOptions(heading=SolutionKind.NONE.label, notes=tuple(notes))


# ---------------------------------------------------------------------------------------------------------------- apps


def _owned(search: JobSearch) -> JobOptions:
    """Return what a firm may have already: the app that is a part of it, or the software itself."""
    owned = search.row.owned if search.row else ()
    # Of a group of software and of one of that group the app may be the same.
    options = list(dict.fromkeys(_owned_option(search, software) for software in owned))
    return JobOptions(
        heading="What you may have already",
        notes=("Look there first: it costs nothing more, or little.",),
        options=tuple(options[:MOST_OPTIONS]),
        more=max(len(options) - MOST_OPTIONS, 0),
    )


def _owned_option(search: JobSearch, software: Software) -> JobOption:
    apps = [
        app for app in search.catalog.apps if is_part_of(app, software) and _can_do(search, app)
    ]
    if not apps:
        return JobOption(name=software.label, is_priced=False)
    return _app_option(search, search.apps.match(min(apps, key=lambda app: app.slug)))


def _can_do(search: JobSearch, app: App) -> bool:
    """Tell whether an app does the job: one that its row knows, or a general assistant."""
    does = any(row.app is app for row in apps_of_job(search.catalog, search.case))
    return does or app.main_kind is AppKind.ASSISTANT


def _apps(search: JobSearch, kind: SolutionKind, owned: JobOptions) -> JobOptions:
    above = {option.name for option in owned.options}
    rows = [
        row
        for row in apps_of_job(search.catalog, search.case)
        if row.solution is kind and row.app.name not in above
    ]
    matches = [search.apps.match(row.app) for row in rows]
    if kind is SolutionKind.APP:
        matches.sort(key=lambda match: _app_place(search, match))
    return JobOptions(
        heading=kind.label,
        options=tuple(_app_option(search, match) for match in matches[:MOST_OPTIONS]),
        more=max(len(matches) - MOST_OPTIONS, 0),
        more_address=f"{reverse('catalog:apps')}?job={search.case.slug}&results={search.results:f}&people={search.people}",
    )


def _app_place(search: JobSearch, match: AppMatch) -> tuple[object, ...]:
    """Return a key by which apps are named: what is known to do the volume, then of which most is said, then the cheaper."""
    cost = match.cost
    if cost is None:
        return len(CostState), 0, Decimal(0), match.app.slug
    usd = Decimal("Infinity") if cost.usd is None else cost.usd
    return cost.state.order, len(_open_questions(search.catalog, match)), usd, match.app.slug


def _app_option(search: JobSearch, match: AppMatch) -> JobOption:
    row = app_row(search.edition, match, listed=False)
    volume = f"job={search.case.slug}&results={search.results:f}&people={search.people}"
    return JobOption(
        name=match.app.name,
        address=f"{reverse('catalog:app', args=[match.app.slug])}?{volume}",
        by=row.maker,
        amount=row.cost.amount,
        notes=row.cost.notes,
        keeps_out=row.keeps_out,
        in_the_eu=row.in_the_eu,
        to_ask=_open_questions(search.catalog, match),
    )


def _open_questions(catalog: Catalog, match: AppMatch) -> tuple[str, ...]:
    """Return which of the questions that decide most nobody answers for the plan shown."""
    plan, app = match.plan, match.app.slug
    unanswered = []
    for question in ASKED:
        if plan is None:
            answer = answer_for_all_plans(catalog, app, question)
        else:
            answer = plan_answer(catalog, plan, question, app=app)
        if answer.answer is None:
            unanswered.append(formatting.lower_first(question.label))
    is_capacity_open = match.cost is not None and match.cost.state is CostState.CAPACITY_UNKNOWN
    return (*unanswered, "how much a month holds") if is_capacity_open else tuple(unanswered)


# -------------------------------------------------------------------------------------------------------------- models


@dataclass(frozen=True, slots=True, kw_only=True)
class _ScoredModel:
    model: AiModel
    score: Score | None
    place: tuple[bool, Decimal]  # on the board; lower is better
    quote: Quote | None = None

    @property
    def usd(self) -> Decimal:
        return self.quote.usd if self.quote and self.quote.usd is not None else Decimal("Infinity")


def _models(search: JobSearch) -> JobOptions | None:
    """Return models to build in: of those that nothing beats in price and score the cheapest, the middle, the best."""
    work = workload.of_job(search.case, search.medium, search.results)
    if work is None:
        return None
    board = _board(search)
    rows = [
        _ScoredModel(
            model=row.model,
            score=row.score,
            place=row.place,
            quote=query.cheapest(search.catalog, row.model, search.on, work),
        )
        for row in _candidates(search, board)
    ]
    priced = [row for row in rows if row.quote and row.quote.usd is not None]
    options = [_model_option(search, row) for row in _three_of(priced, measured=board is not None)]
    address = f"{reverse('catalog:models')}?makes={search.medium}&job={search.case.slug}"
    return JobOptions(
        heading=SolutionKind.MODEL.label,
        notes=tuple(_model_notes(search, board)),
        options=tuple(options),
        more=len(priced) - len(options),
        more_address=address,
    )


def _model_notes(search: JobSearch, board: Benchmark | None) -> Iterator[str]:
    build_from = search.row.build_from if search.row else None
    if build_from is not None:
        number = formatting.format_number(Decimal(build_from))
        yield f"A developer connects it; worth a look from {number} results a month."
    else:
        yield "A developer connects it; seldom worth it for a small firm."
    yield f"By {board.name}." if board else "No board on file measures this."


def _board(search: JobSearch) -> Benchmark | None:
    """Return the board that measures models at the job, where one has measured a model on sale."""
    branch = search.medium.branch
    boards = boards_of_answer(search.catalog, search.case, branch) if branch else ()
    known = Boards(catalog=search.catalog, on=search.on)
    return next((board for board in boards if known.scores_on(board.slug)), None)


def _candidates(search: JobSearch, board: Benchmark | None) -> Iterator[_ScoredModel]:
    """Yield the models on sale that make what the job asks for from what it always holds, with their scores."""
    catalog = search.catalog
    scores = (
        Boards(catalog=catalog, on=search.on).scores_on(board.slug) if board is not None else {}
    )
    for model in query.models_on_sale(catalog, search.on):
        can_make = query.can_make(catalog, model, search.case, search.medium)
        reads = all(
            query.reads(catalog, model, medium) is not Known.NO
            for medium in search.case.must_inputs
        )
        may_be_sold_on = model.commercial_use is not Known.NO
        if can_make and reads and may_be_sold_on:
            score = scores.get(model.slug)
            yield _ScoredModel(model=model, score=score, place=query.score_order(score, board))


def _three_of(rows: Sequence[_ScoredModel], *, measured: bool) -> list[_ScoredModel]:
    """Return the cheapest, the middle and the best of those that nothing beats; without a board the three cheapest."""
    by_price = sorted(rows, key=lambda row: (row.usd, row.place, row.model.slug))
    if not measured:
        return by_price[:MOST_OPTIONS]
    unbeaten: list[_ScoredModel] = []
    for row in by_price:
        is_better = row.score is not None and (not unbeaten or row.place < unbeaten[-1].place)
        if is_better:
            unbeaten.append(row)
    if len(unbeaten) <= MOST_OPTIONS:
        return unbeaten
    return [unbeaten[0], unbeaten[len(unbeaten) // 2], unbeaten[-1]]


def _model_option(search: JobSearch, row: _ScoredModel) -> JobOption:
    offer = row.quote.offer if row.quote else None
    seller = name_or_slug(search.catalog.provider, offer.seller) if offer else ""
    keeps_out = KEPT_OUT[query.trains_on_inputs(search.catalog, offer)]
    in_the_eu = query.eu_region(search.catalog, offer)
    unknown = {
        "trains on what you send": keeps_out is Known.UNKNOWN,
        "a region in the EU": in_the_eu is Known.UNKNOWN,
    }
    return JobOption(
        name=row.model.name,
        address=reverse("catalog:model", args=[row.model.slug]),
        by=name_or_slug(search.catalog.provider, row.model.provider),
        amount=f"{formatting.format_money(row.usd)} a month",
        notes=tuple(filter(None, (f"at {seller}", _score_words(row)))),
        keeps_out=keeps_out,
        in_the_eu=in_the_eu,
        to_ask=tuple(words for words, is_open in unknown.items() if is_open),
    )


def _score_words(row: _ScoredModel) -> str:
    return f"{formatting.format_number(row.score.value)} points" if row.score else ""


# ------------------------------------------------------------------------------------------------------------ machines


def _machines(search: JobSearch) -> JobOptions | None:
    """Return a machine of each size, with the best model that it is the smallest for."""
    board = _board(search)
    rows = [row for row in _candidates(search, board) if row.model.self_hosting is Known.YES]
    options = []
    for size in MachineSize:
        machines = [machine for machine in search.catalog.machines if machine.size is size]
        fitting = [row for row in rows if _needs(row.model) is size]
        best = min(fitting, key=lambda row: (row.place, row.model.slug), default=None)
        if machines and best is not None:
            options.append(_machine_option(machines, best))
    if not options:
        return None
    return JobOptions(
        heading=SolutionKind.MACHINE.label,
        notes=("Nothing leaves it. Somebody installs it and looks after it.",),
        options=tuple(options[:MOST_OPTIONS]),
        more=max(len(options) - MOST_OPTIONS, 0),
        more_address=reverse("catalog:machines"),
    )


def _needs(model: AiModel) -> MachineSize | None:
    weights = model.weights_gb_measured or model.weights_gb
    return MachineSize.holding(weights) if weights is not None else None


def _machine_option(machines: Iterable[Machine], row: _ScoredModel) -> JobOption:
    bought = [machine.usd_purchase for machine in machines if machine.deal is Deal.BUY]
    prices = [usd for usd in bought if usd is not None]
    rents = [
        (machine.usd_hour_low + (machine.usd_hour_high or machine.usd_hour_low)) / 2
        for machine in machines
        if machine.deal is Deal.RENT and machine.usd_hour_low is not None
    ]
    size = next(iter(machines)).size
    return JobOption(
        name=row.model.name,
        address=reverse("catalog:model", args=[row.model.slug]),
        by=f"on {formatting.with_article(_machine_words(size))}",
        amount=_machine_amount(prices, rents),
        notes=tuple(filter(None, (_score_words(row),))),
        keeps_out=Known.YES,
        in_the_eu=Known.YES,
    )


def _machine_words(size: MachineSize) -> str:
    """Return a size as a sentence has it: PC with one consumer card."""
    return formatting.lower_first(size.label).removeprefix("one ")


def _machine_amount(prices: list[Decimal], rents: list[Decimal]) -> str:
    if prices:
        return f"{formatting.format_money(median(prices))} once"
    month = median(rents) * workload.OFFICE_HOURS_A_MONTH
    return f"{formatting.format_money(month)} a month, rented in office hours"
