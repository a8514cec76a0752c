"""Ways to buy: a seat in an app, an API, a machine of one's own, each in the same money."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from functools import partial
from math import inf

from catalog import query
from catalog.schema import Product
from catalog.vocabulary import BenchmarkTask as TaskTag, Known, Medium, SoldAs, Training
from wizard.decision.answers import Answers, per_month, weeks_of_work
from wizard.decision.choices import in_cents, rounded
from wizard.decision.decision import JobMoney, WayChoice
from wizard.decision.eligibility import Case
from wizard.decision.evidence import ACCEPTED_AT_BEST, Limit
from wizard.decision.fees import BUILD_USD, CARE_HOURS_A_MONTH, HOURS_A_MONTH, SETUP_MONTHS
from wizard.decision.ranking import Candidate, Ranking
from wizard.decision.tasks import Task, check_of, checking_minutes
from wizard.decision.vocabulary import Check, Kind, Place, State, Use, Way
from wizard.own_words import MEETINGS, TRANSLATION

PASTE_MINUTES = 2.0  # ours: to ask for one result by hand and put it to use
UPKEEP_HOURS_A_MONTH = 2.0  # ours: to keep the connection running
CODING = frozenset({TaskTag.CODING, TaskTag.AGENTIC_CODING})
# Kinds of which the models inside a product are those that the boards measure; nobody says which one writes speech down.
MEASURED_INSIDE = frozenset({Kind.LANGUAGE, Kind.IMAGE, Kind.VIDEO})
_STAYS_PRIVATE = {  # the better terms first
    Training.NO: Known.YES,
    Training.OPT_OUT: Known.YES,
    Training.UNKNOWN: Known.UNKNOWN,
    Training.YES: Known.NO,
}

# What a product has to be made for, by the kind of task; 3D models are in no product on file.
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
    """A product that people subscribe to, for one task."""

    product: Product
    usd_month: Decimal | None  # of all seats needed; 0 where it is paid for already
    seats: int
    paid: bool
    wanted: int  # seats for all who do the work; more than there are where the limit on cost pays for no more
    shared: bool  # whether they are the seats that another task has bought
    price_seen: date | None = None  # the last day its price was seen, where that is too long ago to state it for today
    best: Candidate | None = None  # the best of its makers that the board has measured
    below: bool = False  # whether its makers' models are a step below the limit
    unknown: tuple[str, ...] = ()  # what its seller would have to answer: training, eu-region, family, version, price
    fails: tuple[str, ...] = ()  # of these what rules it out

    @property
    def loses(self) -> float:
        """Return how many of 100 comparisons the best of its makers loses; infinite where none is measured."""
        return self.best.loses if self.best is not None else inf


@dataclass(frozen=True, slots=True, kw_only=True)
class Seats:
    """The products for a task: those that pass every hard limit, the first the one to take, and those to ask about."""

    passing: tuple[Seat, ...] = ()
    ask_first: tuple[Seat, ...] = ()
    now: Seat | None = None  # where the first has to be asked about, or none passes: the one that comes nearest
    beyond: Seat | None = None  # where none passes: one that would, but for the limit on cost
    passed_over: tuple[Seat, ...] = ()  # what is paid for already, and not good enough or not known to be

    @property
    def pick(self) -> Seat | None:
        """Return the product to take."""
        return self.passing[0] if self.passing else None

    @property
    def challenger(self) -> Seat | None:
        """Return the next that passes, of another maker."""
        makers = {each.product.provider for each in self.passing[:1]}
        return next((each for each in self.passing if each.product.provider not in makers), None)


def way_of(task: Task, answers: Answers) -> Way:
    """Return how the task is bought: what a use case is sold as decides, then how the owner will use it."""
    if answers.place_of(task.job) is Place.OWN_SERVERS:
        return Way.MACHINE
    if task.sold_as is SoldAs.SEAT:
        return Way.SEAT
    if task.sold_as is SoldAs.API:
        return Way.API
    return Way.SEAT if answers.use_of(task.job) is Use.BY_HAND else Way.API


@dataclass(slots=True)
class Purse:
    """What is left of the owner's limit on cost for products, in US dollars of a month, and what is bought already."""

    left: float | None  # None where there is no limit
    people: int = 1
    bought: dict[str, int] = field(default_factory=dict)  # seats of each product

    def seats(self, product: Product, wanted: int, usd: Decimal) -> int:
        """Return how many seats serve a task: those wanted, else those bought already, else what the money pays; 0 for none."""
        if self.within(product, wanted, usd):
            return wanted
        payable = int((self.left or 0) / float(usd))
        return self.bought.get(product.slug) or (min(wanted, payable) if payable >= (product.least_seats or 1) else 0)

    def within(self, product: Product, wanted: int, usd: Decimal) -> bool:
        """Return whether all seats wanted are within what is left, beside those that are bought for other tasks."""
        return self.left is None or self._more(product, wanted) * float(usd) <= self.left

    def buy(self, seat: Seat) -> None:
        """Take the price of the seats from what is left."""
        more = 0 if seat.shared else self._more(seat.product, seat.seats)
        self.bought[seat.product.slug] = self.bought.get(seat.product.slug, 0) + more
        if seat.usd_month is not None:
            self.spend(float(seat.usd_month) / seat.seats * more)

    def spend(self, usd: float) -> None:
        """Take US dollars from what is left."""
        self.left = max(self.left - usd, 0.0) if self.left is not None else None

    def _more(self, product: Product, seats: int) -> int:
        have = self.bought.get(product.slug, 0)
        return max(have, seats, min(self.people, have + seats)) - have


def seats(ranking: Ranking, purse: Purse) -> Seats:
    """Return the products for a task: what is paid for already first, of private material then by data terms, then by price."""
    case, order = ranking.case, partial(_order, ranking.case.task)
    catalog = case.table.catalog
    to_try = ranking.state is State.ASK_FIRST and bool(ranking.selection.candidates)
    if case.place is Place.OWN_SERVERS:
        return Seats()
    made = [product for product in catalog.products if made_for(product, case.task)]
    rated = _of_makers(ranking, made, ranking.limit, purse)
    passed_over = tuple(each for each in rated if each.paid and (each.fails or each.unknown))
    if not (to_try or ranking.state in {State.PICKED, State.UNMEASURED}):
        return Seats(passed_over=passed_over)
    found = [each for each in rated if not each.fails]
    passing = [each for each in found if not each.unknown]
    ask_first = sorted((each for each in found if each.unknown), key=order)
    below = _a_step_below(ranking, made, {each.product.slug for each in found}, purse)
    now, beyond = None, None
    if check_of(case.answers, case.task) is Check.EVERY:
        passing += below if not passing else [each for each in below if each.paid]
    elif ask_first and not passing:
        now = min(below, key=order, default=None)
    passing.sort(key=order)
    if ask_first and not passing and ranking.limit is Limit.FAR:
        now = next((each for each in ask_first if each.unknown == ("family",)), None)
    if not found and not passing:  # where a wrong result does no harm the nearest one is tried
        near = [each for each in rated if each.fails == ("family",) and not each.unknown and each.best is not None]
        nearest = min(near, key=lambda each: (not each.paid, each.loses), default=None)
        now = nearest if ranking.limit is not Limit.BEST else None
        beyond = min((each for each in rated if each.fails == ("price",) and not each.unknown), key=order, default=None)
    return Seats(passing=tuple(passing), ask_first=tuple(ask_first), now=now, beyond=beyond, passed_over=passed_over)


def _a_step_below(ranking: Ranking, made: Iterable[Product], known: Collection[str], purse: Purse) -> list[Seat]:
    """Return the products that pass all but are a step below the limit, where a wrong result costs money.

    One that needs a licence which the owner has not named is none of them.
    """
    if ranking.limit is not Limit.NEAR:
        return []
    found = (each for each in _of_makers(ranking, made, Limit.FAR, purse) if each.product.slug not in known)
    open_ = (each for each in found if not each.unknown and not each.fails)
    return [replace(each, below=True) for each in open_ if each.paid or not each.product.needs]


def _of_makers(ranking: Ranking, products: Iterable[Product], limit: Limit, purse: Purse) -> list[Seat]:
    """Return the products, with what is known of whether a model is inside that is good enough by a limit."""
    inside = _makers_inside(ranking, limit)
    return [_seat(ranking, product, inside, purse) for product in products]


def made_for(product: Product, task: Task) -> bool:
    """Return whether a product is made for this kind of work; one that is made for several names them with "and"."""
    made = set(product.made_for.split(" and "))
    case = task.use_case
    if task.kind is Kind.LANGUAGE and (task.medium is Medium.CODE or (case is not None and set(case.tasks) & CODING)):
        return "code" in made
    besides = {Kind.TRANSCRIPTION: {MEETINGS}, Kind.LANGUAGE: {TRANSLATION}}.get(task.kind, set())
    return bool(made & (MADE_FOR[task.kind] | (task.named & besides)))


def _makers_inside(ranking: Ranking, limit: Limit) -> set[str]:
    """Return the makers of which a model is good enough; where a wrong result is severe the maker of the best."""
    if ranking.case.table.board is None:
        return set()
    if limit is Limit.BEST:
        best = ranking.best
        return {best.row.model.provider} if best is not None else set()
    most = ranking.board.unit.most_behind[limit]
    return {each.rows[0].model.provider for each in ranking.open if (each.behind or 0.0) <= most}


def _seat(ranking: Ranking, product: Product, inside: set[str], purse: Purse) -> Seat:
    """Return what a product costs here, what is not known of it, and which hard limits rule it out."""
    case = ranking.case
    paid = product.slug in case.answers.paid
    price = query.seat_price(case.table.catalog, product.slug, case.table.on)
    each = Decimal(0) if paid else price.usd if price is not None else None
    wanted = max(product.least_seats or 1, _users(case, product, each))
    shared = each is not None and product.slug in purse.bought and not purse.within(product, wanted, each)
    payable = purse.seats(product, wanted, each) if each is not None else wanted
    count = payable or wanted
    usd = each * count if each is not None else None
    stale = price is not None and not paid and not query.current(case.table.catalog, price, case.table.on)
    measured = case.task.kind in MEASURED_INSIDE
    answers = {
        "family": _holds_a_good_model(product, inside) if measured else Known.YES,
        "training": _STAYS_PRIVATE[product.trains_on_inputs] if case.task.private else Known.YES,
        "eu-region": product.eu_region if case.place is Place.EU else Known.YES,
        "seats": Known.NO if wanted > (product.most_seats or wanted) else Known.YES,
        "price": Known.UNKNOWN if each is None else Known.YES if payable else Known.NO,
    }
    unknown = [slug for slug, answer in answers.items() if answer is Known.UNKNOWN]
    if case.task.job.stakes.severe and "family" not in unknown:
        unknown.append("version")  # the best model is inside, or an older one of the same maker
    makers = [each for each in ranking.open if each.rows[0].model.provider in product.families]
    return Seat(
        product=product,
        usd_month=usd,
        seats=count,
        wanted=wanted,
        shared=shared,
        paid=paid,
        price_seen=price.seen if stale and price is not None else None,
        best=min(makers, key=ranking.selection.quality, default=None) if measured else None,
        unknown=tuple(unknown),
        fails=tuple(slug for slug, answer in answers.items() if answer is Known.NO),
    )


def _users(case: Case, product: Product, usd: Decimal | None) -> int:
    """Return how many people get a seat: all; where so many do not pay or are not sold, as many as the work needs."""
    answers, job = case.answers, case.task.job
    people = answers.people_of(job)
    if people > (product.most_seats or people):
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


def _holds_a_good_model(product: Product, inside: set[str]) -> Known:
    """Return whether a maker whose models are inside has one that is good enough."""
    if not product.families:
        return Known.UNKNOWN
    return Known.YES if not inside or set(product.families) & inside else Known.NO


def _order(task: Task, seat: Seat) -> tuple[bool, int, bool, bool, int, Decimal, str]:
    """Return a key: what is paid for already, leaves fewest questions and needs nothing besides, the better, the cheaper.

    Where the material is private, what happens to it comes before the price.
    """
    usd = Decimal("Infinity") if seat.usd_month is None else seat.usd_month / seat.seats * seat.wanted
    terms = [*_STAYS_PRIVATE].index(seat.product.trains_on_inputs) if task.private else 0
    needs = bool(seat.product.needs) and not seat.paid
    return (
        not seat.paid,
        len(seat.unknown),
        needs,
        seat.below,
        terms,
        Decimal(0) if seat.shared else usd,
        seat.product.slug,
    )


def ways(ranking: Ranking, taken: Way, seat: Seat | None) -> tuple[WayChoice, ...]:
    """Return what each way to buy costs for the pick, cheapest first; ways without a price are left out.

    People's time for asking is included; building is counted over a year.
    """
    case, pick = ranking.case, ranking.pick
    results, found = float(per_month(case.task.job)), dict[Way, tuple[float, float]]()  # fixed, for one result
    if seat is not None and seat.usd_month is not None:
        found[Way.SEAT] = (float(seat.usd_month), PASTE_MINUTES * case.wage / 60)
    if pick is not None and pick.cost is not None and pick.row.offer is not None:
        found[Way.API] = (BUILD_USD / SETUP_MONTHS + UPKEEP_HOURS_A_MONTH * case.wage, pick.fees / results)
    if (machine := _machine_fixed(ranking, case.wage)) is not None:
        found[Way.MACHINE] = (machine, 0.0)
    choices = (
        WayChoice(
            way=way,
            usd_month=in_cents(fixed + for_one * results),
            fixed=in_cents(fixed),
            cheaper_from=_break_even(found[taken], found[way]) if taken in found and way is not taken else None,
        )
        for way, (fixed, for_one) in found.items()
    )
    return tuple(sorted(choices, key=lambda each: (each.usd_month, each.way)))


def _machine_fixed(ranking: Ranking, wage: float) -> float | None:
    """Return a month of the smallest machine on which a model that is good enough runs; None where none does."""
    case = ranking.case
    if case.table.board is None or ranking.best is None:
        return None
    most, best = ranking.board.unit.most_behind[ranking.limit], ranking.best.rating
    sizes = [
        size
        for row in case.table.rows
        if row.own
        and (size := row.at.machine) is not None
        and size in case.table.machines
        and row.rating is not None
        and row.model.commercial_use is Known.YES
        and row.model.open_weights is Known.YES
        and ranking.board.behind(best, row.rating) <= most
    ]
    if not sizes:
        return None
    smallest = min(sizes, key=lambda size: size.order)
    fixed = case.table.machines[smallest].likely * HOURS_A_MONTH
    return fixed + BUILD_USD / SETUP_MONTHS + (CARE_HOURS_A_MONTH + UPKEEP_HOURS_A_MONTH) * wage


def _break_even(taken: tuple[float, float], other: tuple[float, float]) -> float | None:
    """Return the results a month from which the other way is cheaper; None where it never is."""
    saved = taken[1] - other[1]
    return rounded(max((other[0] - taken[0]) / saved, 0.0), 0) if saved > 0 else None
