"""Ways to buy: a seat in an app, an API, a machine of one's own, each in the same money."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import partial
from math import inf
from operator import itemgetter

from catalog import query
from catalog.formatting import format_list, with_article
from catalog.plan_terms import plan_answer, stays_in_the_eu, takes_private_material
from catalog.schema import App, AppPlan, Catalog, Price
from catalog.vocabulary import (
    AppAnswer,
    AppQuestion,
    BenchmarkTask as TaskTag,
    Billing,
    Known,
    Material,
    Medium,
    PriceUnit,
    Training,
)
from wizard.decision.answers import Job, weeks_of_work
from wizard.decision.choices import in_cents, rounded
from wizard.decision.decision import JobMoney, WayChoice
from wizard.decision.eligibility import STAYS_PRIVATE, Case
from wizard.decision.evidence import ACCEPTED_AT_BEST, Limit
from wizard.decision.fees import CARE_HOURS_A_MONTH, CONNECTING_USD_A_MONTH, HOURS_A_MONTH
from wizard.decision.ranking import Candidate, Ranking
from wizard.decision.tasks import Task, check_of, checking_minutes
from wizard.decision.vocabulary import Check, Kind, Place, State, Way
from wizard.own_words import MEETINGS, TRANSLATION

PASTE_MINUTES = 2.0  # ours: to ask for one result by hand and put it to use
UPKEEP_HOURS_A_MONTH = 2.0  # ours: to keep the connection running
CODING = frozenset({TaskTag.CODING, TaskTag.AGENTIC_CODING})
# Kinds of which the models inside an app are those that the boards measure; nobody says which one writes speech down.
MEASURED_INSIDE = frozenset({Kind.LANGUAGE, Kind.IMAGE, Kind.VIDEO})
# What an app has to be made for, by the kind of task; 3D models are in no app on file.
MADE_FOR: Mapping[Kind, frozenset[str]] = {
    Kind.LANGUAGE: frozenset({"any writing"}),
    Kind.TRANSCRIPTION: frozenset({"speech"}),
    Kind.IMAGE: frozenset({"pictures"}),
    Kind.VIDEO: frozenset({"video"}),
    Kind.SPEECH: frozenset({"voice"}),
    Kind.MUSIC: frozenset({"music"}),
    Kind.SHAPE: frozenset(),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Seat:
    """A plan of an app that people subscribe to, for one task."""

    app_plan: AppPlan
    app: App
    usd_each: Decimal | None  # a month of one seat; 0 where it is paid for already
    seats: int  # with those that other tasks have bought
    paid: bool
    wanted: int  # with those of other tasks; more than there are where the limit on cost pays for no more
    price_note: str = ""  # on what its price depends
    best: Candidate | None = None  # the best of its makers that the board has measured
    below: bool = False  # whether its makers' models are a step below the limit
    shared: bool = False  # whether they are the seats that another task has bought
    for_several: bool = False  # whether it is taken because other tasks need it too
    unknown: tuple[
        str, ...
    ] = ()  # what its seller would have to answer: training, eu-region, family, version, price
    fails: tuple[str, ...] = ()  # of these what rules it out

    @property
    def passes(self) -> bool:
        """Return whether it meets every hard limit."""
        return not self.fails and not self.unknown

    @property
    def needs(self) -> str:
        """Return what else has to be paid for, such as another licence; nothing for nothing."""
        licences = [with_article(f"{software.label} licence") for software in self.app.needs]
        return format_list(licences)

    @property
    def fills_in(self) -> bool:
        """Return whether it may be taken a step below the limit, where a person reads every result."""
        return self.below and self.passes and (self.paid or not self.app.needs)

    @property
    def loses(self) -> float:
        """Return how many of 100 comparisons the best of its makers loses; infinite where none is measured."""
        return self.best.loses if self.best is not None else inf


@dataclass(frozen=True, slots=True, kw_only=True)
class Seats:
    """The apps for a task: those that pass every hard limit, the first the one to take, and those to ask about."""

    passing: tuple[Seat, ...] = ()
    ask_first: tuple[Seat, ...] = ()
    now: Seat | None = (
        None  # where the first has to be asked about, or none passes: the one that comes nearest
    )
    beyond: Seat | None = None  # where none passes: one that would, but for the limit on cost
    passed_over: tuple[
        Seat, ...
    ] = ()  # what is paid for already, and not good enough or not known to be

    @property
    def pick(self) -> Seat | None:
        return self.passing[0] if self.passing else None

    @property
    def challenger(self) -> Seat | None:
        """Return what to try beside it, of another maker: what is paid for, if only its models are unknown, else the next."""
        makers = {each.app.maker for each in self.passing[:1]}
        known = (
            each for each in self.passed_over if each.unknown == ("family",) and not each.fails
        )
        return next(
            (each for each in (*known, *self.passing) if each.app.maker not in makers), None
        )


@dataclass(slots=True, kw_only=True)
class Purse:
    """What is left of the owner's limit on cost for apps, in US dollars of a month, and what is bought already."""

    left: float = inf  # infinite where there is no limit
    people: int = 1
    for_several: str = ""  # the app to take for every task that it serves
    bought: dict[str, int] = field(default_factory=dict)  # seats of each plan
    jobs: dict[str, dict[str, Job]] = field(
        default_factory=dict
    )  # that each plan serves, by their keys
    spent: float = 0.0  # on apps

    def wanted(self, app_plan: AppPlan, job: Job, seats: int) -> int:
        """Return how many seats an app needs with one more job: what the work of all takes, no more than people."""
        served = {**self.jobs.get(app_plan.slug, {}), job.key: job}
        return max(
            self.bought.get(app_plan.slug, 0),
            seats,
            min(self.people, weeks_of_work(*served.values())),
        )

    def seats(self, app_plan: AppPlan, wanted: int, usd: Decimal) -> int:
        """Return how many seats serve a task: those wanted, else those bought already and what the money pays; 0 for none."""
        if self.within(app_plan, wanted, usd):
            return wanted
        have, payable = self.bought.get(app_plan.slug, 0), int(self.left / float(usd))
        return min(wanted, have + payable) if have or payable >= (app_plan.least_seats or 1) else 0

    def within(self, app_plan: AppPlan, wanted: int, usd: Decimal) -> bool:
        """Return whether all seats wanted are within what is left, beside those that are bought for other tasks."""
        return (wanted - self.bought.get(app_plan.slug, 0)) * float(usd) <= self.left

    def buy(self, seat: Seat, job: Job) -> None:
        """Take the price of the seats that are not bought yet from what is left."""
        app_plan = seat.app_plan.slug
        self.spend(float(seat.usd_each or 0) * (seat.seats - self.bought.get(app_plan, 0)))
        self.bought[app_plan] = seat.seats
        self.jobs.setdefault(app_plan, {})[job.key] = job

    def spend(self, usd: float) -> None:
        self.spent += usd
        self.left = max(self.left - usd, 0.0)


def one_for_several(rankings: Iterable[Ranking], purse: Purse) -> Purse:
    """Return what the tasks by hand buy together: fewest without an app, fewest seats short, least money, fewest apps.

    `for_several` is the app to take for every task that it serves; empty where one for several saves nothing. It
    has to be good enough for one of them by itself.
    """
    by_hand = [(each, _rated(each)) for each in rankings if each.case.by_seat]
    tried = Counter(
        now.app_plan.slug for each in by_hand if (now := _seats(*each, purse).now) is not None
    )
    serving = (
        Counter(
            each.app_plan.slug
            for ranking, rated in by_hand
            for each in rated
            if (each.passes and not each.below) or (_all_read(ranking.case) and each.fills_in)
        )
        + tried
    )
    able = {
        each.app_plan.slug
        for _, rated in by_hand
        for each in rated
        if each.passes and not each.below
    }

    def bought(app_plan: str) -> tuple[tuple[int, int, float, int, str], Purse]:
        trial, missing, short = replace(purse, for_several=app_plan, bought={}, jobs={}), 0, 0
        for ranking, rated in by_hand:
            found = _seats(ranking, rated, trial)
            missing += found.pick is None
            if (taken := found.pick or found.now) is not None:
                short += taken.wanted - taken.seats
                trial.buy(taken, ranking.case.task.job)
        return (missing, short, round(trial.spent, 2), len(trial.bought), app_plan), trial

    several = (app_plan for app_plan in able if serving[app_plan] > 1)
    return min(map(bought, ("", *several)), key=itemgetter(0))[1]


def seats(ranking: Ranking, purse: Purse) -> Seats:
    """Return the apps for a task: what is paid for already first, of private material then by data terms, then by price.

    Where a person reads every result, an app a step below the limit passes too: one that is paid for or that other
    tasks need, and any where no better one passes. One that needs a licence which the owner has not named never does.
    """
    return _seats(ranking, _rated(ranking), purse)


def _rated(ranking: Ranking) -> list[Seat]:
    """Return the apps that are made for a task, before anything is bought for others."""
    case = ranking.case
    if case.place is Place.OWN_SERVERS:
        return []
    inside, below = _makers_inside(ranking, ranking.limit), set[str]()
    if ranking.limit is Limit.NEAR:
        below = _makers_inside(ranking, Limit.FAR)
    made = (app_plan for app_plan in case.table.catalog.app_plans if made_for(app_plan, case.task))
    return [_seat(ranking, each, inside, below) for each in made]


def _seats(ranking: Ranking, candidates: Iterable[Seat], purse: Purse) -> Seats:
    case = ranking.case
    rated = sorted((_within(purse, case, each) for each in candidates), key=partial(_order, case))
    passed_over = tuple(each for each in rated if each.paid and (each.below or not each.passes))
    if _all_read(
        case
    ):  # a step below is no obstacle then, but what its seller would have to answer is
        passed_over = tuple(
            replace(each, below=each.below and not each.unknown) for each in passed_over
        )
    to_try = ranking.state is State.ASK_FIRST and bool(ranking.selection.candidates)
    if not (to_try or ranking.state in {State.PICKED, State.UNMEASURED}):
        return Seats(passed_over=passed_over)
    good = [each for each in rated if not each.below]
    found = [each for each in good if each.passes]
    stopgaps = [each for each in rated if each.fills_in]
    ask_first = tuple(each for each in good if each.unknown and not each.fails)
    if _all_read(case):
        taken = [
            each
            for each in stopgaps
            if not found or each.paid or each.app_plan.slug == purse.for_several
        ]
        found, stopgaps = [each for each in rated if each in found or each in taken], []
    found = _for_several(case, found, purse)
    now, beyond = None, None
    if ask_first and not found:
        only_family = (each for each in ask_first if each.unknown == ("family",))
        now = next(iter(stopgaps), None) if ranking.limit is Limit.NEAR else None
        now = next(only_family, None) if ranking.limit is Limit.FAR else now
    elif not found:  # where a wrong result does no harm the nearest one is tried
        near = [each for each in rated if _only_too_far(each)]
        nearest = min(near, key=lambda each: (not each.paid, each.loses), default=None)
        now = nearest if ranking.limit is not Limit.BEST else None
        beyond = next(
            (each for each in good if each.fails == ("price",) and not each.unknown), None
        )
    return Seats(
        passing=tuple(found), ask_first=ask_first, now=now, beyond=beyond, passed_over=passed_over
    )


def _all_read(case: Case) -> bool:
    return check_of(case.answers, case.task) is Check.EVERY


def _for_several(case: Case, passing: Sequence[Seat], purse: Purse) -> list[Seat]:
    """Return the apps with the one that other tasks need too in front, but for what is paid or keeps to better terms."""
    first = next(iter(passing), None)
    found = next((each for each in passing if each.app_plan.slug == purse.for_several), None)
    if first is None or found is None or first.paid or _terms(case, found) > _terms(case, first):
        return list(passing)
    return [replace(found, for_several=True), *(each for each in passing if each is not found)]


def _only_too_far(seat: Seat) -> bool:
    """Return whether only its models, which are measured, stand in the way."""
    return (
        not seat.unknown
        and seat.best is not None
        and (seat.fails == ("family",) or (seat.below and seat.passes))
    )


def made_for(app_plan: AppPlan, task: Task) -> bool:
    """Return whether a plan is advised for this kind of work; one that is for several names them with "and"."""
    made = set(app_plan.advised_for.split(" and "))
    case = task.use_case
    if task.kind is Kind.LANGUAGE and (
        task.medium is Medium.CODE or (case is not None and set(case.tasks) & CODING)
    ):
        return "code" in made
    besides = {Kind.TRANSCRIPTION: {MEETINGS}, Kind.LANGUAGE: {TRANSLATION}}.get(task.kind, set())
    return bool(made & (MADE_FOR[task.kind] | (task.named & besides)))


def _makers_inside(ranking: Ranking, limit: Limit) -> set[str]:
    """Return the makers of which a model is good enough; where a wrong result is severe, cannot be told from the best."""
    if ranking.case.table.board is None:
        return set()
    selection, best = ranking.selection, ranking.best
    good = selection.good_enough(limit, ranking.open)
    if limit is Limit.BEST and best is not None:
        good += [each for each in ranking.open if selection.level_with_best(best, each)]
    return {each.rows[0].model.provider for each in good}


def _seat(ranking: Ranking, app_plan: AppPlan, inside: set[str], below: set[str]) -> Seat:
    """Return what an app costs here, what is not known of it, and which hard limits rule it out."""
    case = ranking.case
    paid = app_plan.slug in case.answers.paid
    price = None if paid else query.plan_price(case.table.catalog, app_plan.slug, case.table.on)
    each = Decimal(0) if paid else _usd_each(case, price)
    wanted = max(app_plan.least_seats or 1, _users(case, app_plan, each))
    measured = case.task.kind in MEASURED_INSIDE
    app = case.table.catalog.app[app_plan.app]
    family = _holds_a_good_model(app, inside) if measured else Known.YES
    is_below = family is Known.NO and bool(below) and _holds_a_good_model(app, below) is Known.YES
    answers = {
        "training": _stays_private(case, app_plan) if case.task.private else Known.YES,
        "eu-region": stays_in_the_eu(case.table.catalog, app_plan).meets
        if case.place is Place.EU
        else Known.YES,
        "family": Known.YES if is_below else family,
        "price": Known.UNKNOWN if each is None else Known.YES,
    }
    unknown = [slug for slug, answer in answers.items() if answer is Known.UNKNOWN]
    if case.task.job.stakes.severe and case.ended is None and "family" not in unknown:
        unknown.append("version")  # the best model is inside, or an older one of the same maker
    makers = [each for each in ranking.open if each.rows[0].model.provider in app.families]
    return Seat(
        app_plan=app_plan,
        app=app,
        usd_each=each,
        seats=wanted,
        wanted=wanted,
        paid=paid,
        price_note=_price_note(price),
        best=min(makers, key=ranking.selection.quality, default=None) if measured else None,
        below=is_below,
        unknown=tuple(unknown),
        fails=tuple(slug for slug, answer in answers.items() if answer is Known.NO),
    )


# What sources say of training, in the words in which offers of models state it.
_TRAINING = {
    AppAnswer.NO: Training.NO,
    AppAnswer.YES: Training.YES,
    AppAnswer.OFF_BY_SWITCH: Training.OPT_OUT,
    AppAnswer.OPT_OUT_BY_CONTRACT: Training.OPT_OUT,
}


def training_of(catalog: Catalog, app_plan: AppPlan) -> Training:
    """Return whether its seller learns from what is sent in a plan."""
    answer = plan_answer(catalog, app_plan, AppQuestion.TRAINING).answer
    return Training.UNKNOWN if answer is None else _TRAINING[answer]


def _stays_private(case: Case, app_plan: AppPlan) -> Known:
    """Return whether what is private may go into a plan: as its seller says of training, and never on private terms."""
    catalog, personal = case.table.catalog, Material.PERSONAL in case.task.material
    if takes_private_material(catalog, app_plan, personal=personal).meets is Known.NO:
        return Known.NO
    return STAYS_PRIVATE[training_of(catalog, app_plan)]


def _usd_each(case: Case, price: Price | None) -> Decimal | None:
    """Return what one seat or account costs a month; None where no rate converts it, or no price is on file."""
    if price is None or price.unit not in {PriceUnit.SEAT_MONTH, PriceUnit.ACCOUNT_MONTH}:
        return None
    return query.usd_of(case.table.catalog, price, case.table.on)


def _price_note(price: Price | None) -> str:
    """Return on what a price depends."""
    if price is None:
        return ""
    return "If paid by the year." if price.paid is Billing.YEARLY else price.note


def _within(purse: Purse, case: Case, seat: Seat) -> Seat:
    """Return an app with the seats that what is left pays for, beside those that are bought for other tasks."""
    app_plan, each, wanted = (
        seat.app_plan,
        seat.usd_each,
        purse.wanted(seat.app_plan, case.task.job, seat.wanted),
    )
    payable = purse.seats(app_plan, wanted, each) if each is not None else wanted
    too_many = wanted > (app_plan.most_seats or wanted)
    return replace(
        seat,
        seats=payable or wanted,
        wanted=wanted,
        shared=each is not None
        and app_plan.slug in purse.bought
        and not purse.within(app_plan, wanted, each),
        fails=(*seat.fails, *(["seats"] if too_many else []), *([] if payable else ["price"])),
    )


def _users(case: Case, app_plan: AppPlan, usd: Decimal | None) -> int:
    """Return how many people get a seat: all; where so many do not pay or are not sold, as many as the work needs."""
    answers, job = case.answers, case.task.job
    people = answers.people_of(job)
    if people > (app_plan.most_seats or people):
        return min(people, weeks_of_work(job))
    if not usd or not case.wage or job.minutes_by_hand is None:
        return people
    money = JobMoney(
        results=case.results,
        by_hand=float(job.minutes_by_hand),
        wage=case.wage,
        share=ACCEPTED_AT_BEST,
        reading=checking_minutes(answers, case.task) or 0.0,
        pasting=PASTE_MINUTES,
        fixed=float(usd) * people,
    )
    return people if money.gained > 0 else min(people, weeks_of_work(job))


def _holds_a_good_model(app: App, inside: set[str]) -> Known:
    """Return whether a maker whose models are inside has one that is good enough."""
    if not app.families:
        return Known.UNKNOWN
    return Known.YES if not inside or set(app.families) & inside else Known.NO


def _order(case: Case, seat: Seat) -> tuple[bool, int, bool, bool, int, Decimal, str]:
    """Return a key: what is paid for already, leaves fewest questions and needs nothing besides, the better, the cheaper.

    Where the material is private, what happens to it comes before the price, which is that of seats for all.
    """
    everybody = max(seat.app_plan.least_seats or 1, case.answers.people_of(case.task.job))
    usd = (
        Decimal("Infinity")
        if seat.usd_each is None
        else seat.usd_each * (0 if seat.shared else everybody)
    )
    needs, terms = _terms(case, seat)
    return (not seat.paid, len(seat.unknown), needs, seat.below, terms, usd, seat.app_plan.slug)


def _terms(case: Case, seat: Seat) -> tuple[bool, int]:
    """Return a key: what needs nothing besides first, then what keeps private material to better terms."""
    training = training_of(case.table.catalog, seat.app_plan)
    terms = [*STAYS_PRIVATE].index(training) if case.task.private else 0
    return bool(seat.app.needs) and not seat.paid, terms


def ways(ranking: Ranking, taken: Way, seat: Seat | None) -> tuple[WayChoice, ...]:
    """Return what each way to buy costs for the pick, cheapest first; ways without a price are left out.

    People's time for asking is included; building is counted over a year.
    """
    case, pick = ranking.case, ranking.pick
    results, found = case.results, dict[Way, tuple[float, float]]()  # fixed, for one result
    if seat is not None and seat.usd_each is not None:
        found[Way.SEAT] = (float(seat.usd_each) * seat.seats, PASTE_MINUTES * case.wage / 60)
    if pick is not None and pick.cost is not None and pick.row.offer is not None:
        found[Way.API] = (
            CONNECTING_USD_A_MONTH + UPKEEP_HOURS_A_MONTH * case.wage,
            pick.fees / results,
        )
    if (machine := _machine_fixed(ranking, case.wage)) is not None:
        found[Way.MACHINE] = (machine, 0.0)
    choices = (
        WayChoice(
            way=way,
            usd_month=in_cents(fixed + for_one * results),
            fixed=in_cents(fixed),
            cheaper_from=_break_even(found[taken], found[way])
            if taken in found and way is not taken
            else None,
        )
        for way, (fixed, for_one) in found.items()
    )
    return tuple(sorted(choices, key=lambda each: (each.usd_month, each.way)))


def _machine_fixed(ranking: Ranking, wage: float) -> float | None:
    """Return a month of the smallest machine on which a model that is good enough runs; None where none does."""
    case = ranking.case
    if case.table.board is None or ranking.best is None:
        return None
    most, best = case.judge.unit.most_behind[ranking.limit], ranking.best.rating
    sizes = (
        size
        for row in case.table.rows
        if row.at.own
        and (size := row.at.machine) is not None
        and size in case.table.machines
        and row.rating is not None
        and row.model.commercial_use is Known.YES
        and row.model.open_weights is Known.YES
        and case.judge.behind(best, row.rating) <= most
    )
    smallest = min(sizes, key=lambda size: size.order, default=None)
    if smallest is None:
        return None
    fixed = case.table.machines[smallest].likely * HOURS_A_MONTH
    return fixed + CONNECTING_USD_A_MONTH + (CARE_HOURS_A_MONTH + UPKEEP_HOURS_A_MONTH) * wage


def _break_even(taken: tuple[float, float], other: tuple[float, float]) -> float | None:
    """Return the results a month from which the other way is cheaper; None where it never is."""
    saved = taken[1] - other[1]
    return rounded(max((other[0] - taken[0]) / saved, 0.0), 0) if saved > 0 else None
