"""Ranking: one table, one order, one name. Every part of the product that asks "which model" asks here."""

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from typing import Any

from catalog.schema import AiModel, grouped
from wizard.decision.answers import Answers
from wizard.decision.costs import Cost, cost, month_fees
from wizard.decision.eligibility import REQUIREMENTS, Case, Screened, asks_of_machines, asks_of_offers, screen
from wizard.decision.evidence import BOARD_IS_OLD_AFTER_DAYS, FEWEST_MEASURED, Board, Limit, Rating
from wizard.decision.fees import BUILD_USD, SETUP_MONTHS
from wizard.decision.table import Row, Table
from wizard.decision.vocabulary import Certainty, Kind, Place, Preference, Standing, State, Use, WrongResult

EQUALLY_DEAR_PART = 0.01  # ours: models within 1 % of the lowest cost count as equally dear
ABOUT_AS_CHEAP = 1.1 + 1e-9  # ours: an offer in the EU that costs at most a tenth more is about as cheap
TO_TRY = 3

LIMIT_OF: Mapping[WrongResult, Limit] = {
    WrongResult.HARM: Limit.BEST,
    WrongResult.LAW: Limit.BEST,
    WrongResult.MONEY: Limit.NEAR,
    WrongResult.NUISANCE: Limit.FAR,
}


@dataclass(frozen=True, kw_only=True)
class Candidate:
    """A setting of a model at its best row: how far behind the best it is, and what a month costs."""

    row: Row
    standing: Standing
    behind: float | None  # points behind the best that may be picked; None where not measured
    case: Case = field(compare=False, repr=False)
    in_eu: bool = False  # bought for processing in the EU
    slow: bool = False
    unknown: tuple[str, ...] = ()

    @cached_property
    def cost(self) -> Cost | None:
        """Return what a month costs; None where the fees are not known."""
        fees, board = month_fees(self.row, self.case, in_eu=self.in_eu), self.case.table.board
        share = board.unit.share(self.behind) if board is not None and self.behind is not None else 1.0
        return cost(self.row, self.case, fees, share) if fees is not None else None

    @property
    def fees(self) -> float:
        """Return the fees of a month, infinite where they are not known."""
        return self.cost.fees.likely if self.cost is not None else float("inf")

    @cached_property
    def month(self) -> float:
        """Return the whole cost of a month, infinite where it is not known."""
        return self.cost.month if self.cost is not None else float("inf")

    @property
    def rating(self) -> Rating:
        """Return the rating. Raises ValueError where the board has not measured it."""
        if self.row.rating is None:
            raise ValueError(f"{self.row.key} is not measured")
        return self.row.rating


@dataclass(frozen=True, slots=True, kw_only=True)
class Rung:
    """What the choice would be at one limit."""

    limit: Limit
    candidate: Candidate
    over: bool  # looser than what the owner's stakes allow


@dataclass(frozen=True, slots=True, kw_only=True)
class Over:
    """What a hard limit on cost means where it buys nothing good enough."""

    cheapest: Candidate  # of those good enough
    results: int  # that the money buys of it
    payable: Candidate | None  # the best that the money buys


@dataclass(frozen=True, kw_only=True)
class Ranking:
    """The answer for one task. `table` is in the order of the rule; its first row is the pick, where there is one."""

    contest: "Contest"
    state: State
    limit: Limit
    loosened: bool = False  # whether the limit was loosened for the sake of the budget
    table: tuple[Candidate, ...] = ()  # measured, and may be picked
    pick: Candidate | None = None
    equally_dear: tuple[Candidate, ...] = ()  # the pick among them
    challenger: Candidate | None = None
    challenger_why: str = ""  # the rule that named it
    rungs: tuple[Rung, ...] = ()
    level: tuple[Candidate, ...] = ()  # others that would do as well
    certainty: Certainty = Certainty.THIN
    to_try: tuple[Candidate, ...] = ()  # where nothing is measured
    over: Over | None = None

    @property
    def case(self) -> Case:
        """Return the task with the answers of the owner."""
        return self.contest.case

    @property
    def screened(self) -> tuple[Screened, ...]:
        """Return all rows of the table with their standing."""
        return self.contest.screened

    @cached_property
    def ask_first(self) -> tuple[Candidate, ...]:
        """Return one row of each model of which only an unknown stands in the way, the best measured first."""
        return _ask_first(self.case, self.screened)

    @cached_property
    def sieve(self) -> tuple[tuple[str, int], ...]:
        """Return how many models are left after each requirement, in the order in which they are asked."""
        return _sieve(self.screened)

    @property
    def board(self) -> Board:
        """Return the board that decided. Raises ValueError where none did."""
        if self.case.table.board is None:
            raise ValueError(f"{self.case.task.key} has no board")
        return self.case.table.board

    def loses(self, candidate: Candidate) -> float:
        """Return how many of 100 comparisons a candidate loses to the best, or its wrong words more in 100."""
        return self.board.unit.loses(candidate.behind or 0.0)

    @property
    def best(self) -> Candidate | None:
        """Return the best of those that may be picked."""
        return min(self.table, key=lambda each: each.behind or 0.0, default=None)


def rank(table: Table, answers: Answers) -> Ranking:
    """Return the answer for a task."""
    return prepare(table, answers).settle()


def prepare(table: Table, answers: Answers) -> "Contest":
    """Return all that is known of a task before one is taken."""
    case = Case(task=table.task, answers=answers, starts=table.starts, table=table)
    by_hand = answers.use_of(table.task.job) is Use.BY_HAND
    offers = _entering(case, (asks_of_offers(case), by_hand, _spare(case)), own=False)
    if case.place is Place.ANYWHERE and not table.explains:  # no machine of one's own passes
        return Contest(case=case, one_each=offers.passing, asked=offers.asked)
    machines = _entering(case, asks_of_machines(case), own=True)
    return Contest(
        case=case,
        one_each=tuple(_one_each(case, (*offers.passing, *machines.passing))) if machines.passing else offers.passing,
        asked=offers.asked | machines.asked,
        given=(*offers.screened, *machines.screened) if table.explains else None,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Entering:
    """What passes of a table's rows, found once for all that ask alike, and the models that must be asked about."""

    rows: tuple[Row, ...]  # of the table in which it was found
    passing: tuple[Screened, ...]  # of offers, each setting at its cheapest
    asked: frozenset[str]
    screened: tuple[Screened, ...]  # all of them, where the table explains


def _entering(case: Case, asks: Hashable, *, own: bool) -> Entering:
    found: Entering | None = case.table.entered.get(asks)
    if found is None or found.rows is not case.table.rows:
        screened = screen((row for row in case.table.rows if row.own is own), case)
        passing = _passing(screened) if own else _one_each(case, screened)
        found = Entering(
            rows=case.table.rows,
            passing=tuple(passing),
            asked=_asked(screened),
            screened=screened if case.table.explains else (),
        )
        case.table.entered[asks] = found
    return found


def _asked(screened: Iterable[Screened]) -> frozenset[str]:
    return frozenset(each.row.model.slug for each in screened if each.standing is Standing.ASK_FIRST)


def contest(case: Case, screened: tuple[Screened, ...]) -> "Contest":
    """Return the contest among rows that have been screened."""
    return Contest(case=case, one_each=tuple(_one_each(case, screened)), asked=_asked(screened), given=screened)


def _best_rating(board: Board | None, screened: Iterable[Screened]) -> Rating | None:
    """Return the rating of the best that may be picked."""
    if board is None:
        return None
    ratings = [
        each.row.rating for each in screened if each.standing is Standing.MAY_BE_PICKED and each.row.rating is not None
    ]
    return min(ratings, key=board.order, default=None)


def _passing(screened: Iterable[Screened]) -> Iterator[Screened]:
    """Yield the rows that pass every requirement."""
    return (each for each in screened if each.standing in {Standing.MAY_BE_PICKED, Standing.CHALLENGER_ONLY})


def _spare(case: Case) -> float | None:
    """Return what one result may cost, where an offer in the EU may be too dear; None where that does not matter."""
    budget = case.answers.budget_usd
    return float(budget) / case.results if budget is not None and case.careful else None


def _one_each(case: Case, screened: Iterable[Screened]) -> Iterator[Screened]:
    """Yield each setting that passes every requirement, at the row to buy."""
    for rows in grouped((each.row.setting, each) for each in _passing(screened)).values():
        bids = [bid for each in rows for bid in _bids(case, each)] if case.careful else rows
        yield bids[0] if len(bids) == 1 else _to_take(case, bids)


def _bids(case: Case, screened: Screened) -> Iterator[Screened]:
    """Yield how a row can be bought; private material may be processed in the EU where nobody asked for it."""
    row = screened.row
    yield screened
    if row.in_eu and row.eu_fee is not None and case.place is Place.ANYWHERE:
        spare = _spare(case)
        if spare is None or row.eu_fee.likely <= spare:
            yield replace(screened, in_eu=True)


def _to_take(case: Case, bids: Sequence[Screened]) -> Screened:
    """Return the offer of one setting to take: the maker's own first for work by hand, then the cheaper.

    With private material, of those about as cheap: one in the EU, then the one that stores it for the shorter time.
    """
    by_hand = case.answers.use_of(case.task.job) is Use.BY_HAND
    found = [(bid, _usd(case, bid), _foreign(bid.row)) for bid in bids]
    if not case.careful:
        return min(found, key=lambda each: (by_hand and each[2], each[1], each[2], each[0].row.key))[0]
    near = [usd for bid, usd, foreign in found if bid.in_eu or not (by_hand and foreign)]
    most = min(near or [usd for _, usd, _ in found]) * ABOUT_AS_CHEAP

    def place(each: tuple[Screened, float, bool]) -> tuple[object, ...]:
        bid, usd, foreign = each
        home = bid.in_eu and usd <= most
        return (by_hand and foreign and not home, usd > most, not bid.in_eu, bid.row.stored_days, usd, bid.row.key)

    return min(found, key=place)[0]


def _usd(case: Case, bid: Screened) -> float:
    fees = month_fees(bid.row, case, in_eu=bid.in_eu)
    return fees.likely if fees is not None else float("inf")


def _foreign(row: Row) -> bool:
    """Return whether somebody else than the maker sells it."""
    return row.offer is not None and row.offer.seller != row.model.provider


def _candidate(case: Case, screened: Screened, best: Rating | None) -> Candidate:
    row, board = screened.row, case.table.board
    return Candidate(
        row=row,
        standing=screened.standing,
        behind=board.behind(best, row.rating) if board and best and row.rating else None,
        case=case,
        in_eu=screened.in_eu or (case.place is Place.EU and row.offer is not None),
        slow=screened.slow,
        unknown=screened.unknown,
    )


def _ask_first(case: Case, screened: Iterable[Screened]) -> tuple[Candidate, ...]:
    rows = tuple(screened)
    best = _best_rating(case.table.board, rows)
    passing = {each.row.model.slug for each in _passing(rows)}
    asked = [each for each in rows if each.standing is Standing.ASK_FIRST and each.row.model.slug not in passing]
    firsts = []
    for same in grouped((each.row.model.slug, each) for each in asked).values():
        fewest = min(len(each.unknown) for each in same)
        bids = [bid for each in same if len(each.unknown) == fewest for bid in _bids(case, each)]
        firsts.append(_candidate(case, _to_take(case, bids), best))
    board = case.table.board

    def order(each: Candidate) -> tuple[bool, float, str]:
        known = board is not None and each.row.rating is not None
        return (not known, board.order(each.rating) if board is not None and known else 0.0, each.row.model.slug)

    return tuple(sorted(firsts, key=order))


def _sieve(screened: Iterable[Screened]) -> tuple[tuple[str, int], ...]:
    order = {requirement.slug: position for position, requirement in enumerate(REQUIREMENTS)}
    reached: dict[str, int] = {}
    for each in screened:
        slug = each.row.model.slug
        reached[slug] = max(reached.get(slug, 0), order.get(each.fails, len(order)))
    counts = [("on-sale", len(reached))]
    counts += [(slug, sum(depth > position for depth in reached.values())) for slug, position in order.items()]
    return tuple(counts)


@dataclass(frozen=True, slots=True, kw_only=True)
class First:
    """What is taken for a task, before anything is explained."""

    state: State
    limit: Limit
    pick: Candidate | None = None
    measured: tuple[Candidate, ...] = ()
    allowed: tuple[Candidate, ...] = ()  # of these, those that may be picked
    payable: tuple[Candidate, ...] = ()  # of these, those within the limit on cost
    good: tuple[Candidate, ...] = ()  # of these, those good enough
    equally_dear: tuple[Candidate, ...] = ()  # the pick among them
    to_try: tuple[Candidate, ...] = ()  # where nothing is measured
    beyond: tuple[Candidate, ...] = ()  # where nothing is measured: all are beyond the limit on cost


@dataclass(frozen=True, kw_only=True)
class Contest:
    """The choice for one task: what is good enough, what it costs, which one is taken."""

    case: Case
    one_each: tuple[Screened, ...]  # each setting that passes every requirement, at its cheapest row
    asked: frozenset[str]  # models of which an unknown alone stands in the way, at one offer at least
    given: tuple[Screened, ...] | None = None  # all rows with their standing; None where nobody explains
    prefer: str = ""  # a model that serves another task already
    part: float | None = None  # of the owner's limit on cost, in US dollars of a month, where other tasks share it

    @property
    def budget(self) -> float | None:
        """Return the limit on the fees of a month for this task; None where the owner set none."""
        limit = self.case.answers.budget_usd
        return self.part if self.part is not None else float(limit) if limit is not None else None

    @property
    def cheapest(self) -> float:
        """Return the least fees of a month for which something good enough can be had; 0 where nothing can."""
        measured = [each for each in self.candidates if each.behind is not None]
        allowed = [each for each in measured if each.standing is Standing.MAY_BE_PICKED and each.cost is not None]
        good = self.good_enough(LIMIT_OF[self.case.task.job.stakes], allowed) if measured else []
        return min((each.fees for each in good), default=0.0)

    @cached_property
    def screened(self) -> tuple[Screened, ...]:
        """Return all rows of the table with their standing."""
        return self.given if self.given is not None else screen(self.case.table.rows, self.case)

    @cached_property
    def candidates(self) -> tuple[Candidate, ...]:
        """Return each setting that passes every requirement, as it compares with the best."""
        best = _best_rating(self.case.table.board, self.one_each)
        return tuple(_candidate(self.case, each, best) for each in self.one_each)

    @cached_property
    def first(self) -> First:
        """Return what is taken, which is all that many plans at once are asked for."""
        limit = LIMIT_OF[self.case.task.job.stakes]
        measured = tuple(each for each in self.candidates if each.behind is not None)
        allowed = tuple(each for each in measured if each.standing is Standing.MAY_BE_PICKED)
        if not allowed:
            return self._unmeasured(limit)
        payable = tuple(each for each in allowed if self.payable(each))
        good = self.good_enough(limit, payable)
        if (
            good and limit is Limit.BEST
        ):  # of those that cannot be told from the best, one that serves or stays in the EU
            top = min(good, key=self.quality)
            good = [top, *(each for each in payable if each is not top and self.level_with_best(top, each))]
        if not good and limit is Limit.NEAR:  # a budget loosens the limit by one step, never where harm is stated
            limit, good = Limit.FAR, self.good_enough(Limit.FAR, payable)
        pick = min(good, key=self.order(good), default=None)
        return First(
            state=State.PICKED if pick is not None else State.OVER_BUDGET,
            limit=limit,
            pick=pick,
            measured=measured,
            allowed=allowed,
            payable=payable,
            good=tuple(good),
            equally_dear=self.exchangeable(limit, good, pick),
        )

    def _unmeasured(self, limit: Limit) -> First:
        """Return the answer where no board has measured a model that passes: three to try, by price, none is best."""
        allowed = [each for each in self.candidates if each.standing is Standing.MAY_BE_PICKED]
        payable = [each for each in allowed if self.payable(each)]
        if allowed and not payable:
            return First(state=State.OVER_BUDGET, limit=limit, beyond=tuple(allowed))
        cheapest: dict[str, Candidate] = {}
        for each in sorted(payable, key=lambda each: (each.fees, each.row.key)):
            cheapest.setdefault(each.row.model.slug, each)
        to_try = tuple(cheapest.values())[:TO_TRY]
        asked = self.asked - {each.row.model.slug for each in self.one_each}
        state = State.UNMEASURED if to_try else State.ASK_FIRST if asked else State.NONE
        return First(state=state, limit=limit, to_try=to_try)

    def settle(self) -> Ranking:
        """Return the answer: the table, the pick, the challenger, the rungs, and how sure it is."""
        first, asked = self.first, LIMIT_OF[self.case.task.job.stakes]
        ranking = Ranking(contest=self, state=first.state, limit=first.limit, to_try=first.to_try)
        if first.beyond:
            return replace(ranking, over=self.beyond(first.beyond, None))
        if not first.allowed:
            return ranking
        rungs = self.rungs(asked, first.allowed)
        if first.pick is None:
            over = self.over(first.limit, first.allowed, first.payable)
            return replace(ranking, table=self.ordered((), first.allowed), rungs=rungs, over=over)
        level = self.level(first.limit, first.pick, first.payable)
        challenger, why = self.challenger(
            first.limit, first.pick, [each for each in first.measured if self.payable(each)]
        )
        loosened = first.limit is not asked
        return replace(
            ranking,
            loosened=loosened,
            table=self.ordered(first.good, first.payable),
            pick=first.pick,
            equally_dear=first.equally_dear,
            challenger=challenger,
            challenger_why=why,
            rungs=rungs,
            level=level,
            certainty=self.certainty(level),
            over=self.over(asked, first.allowed, first.payable) if loosened else None,
        )

    @property
    def board(self) -> Board:
        """Return the board that decides. Raises ValueError where there is none."""
        if self.case.table.board is None:
            raise ValueError(f"{self.case.task.key} has no board")
        return self.case.table.board

    @property
    def balanced(self) -> bool:
        """Return whether cost and quality both count; also where nothing was said."""
        return self.case.answers.preference in {None, Preference.BALANCED}

    def payable(self, candidate: Candidate) -> bool:
        """Return whether the fees of a month are within the owner's hard limit."""
        return self.budget is None or candidate.fees <= self.budget

    def quality(self, candidate: Candidate) -> tuple[float, float, str]:
        """Return a key that sorts the better first, of equals the less dear."""
        return (self.board.order(candidate.rating), candidate.month, candidate.row.key)

    def good_enough(self, limit: Limit, candidates: Iterable[Candidate]) -> list[Candidate]:
        """Return those that are no further behind the best than the limit allows."""
        most = self.board.unit.most_behind[limit]
        return [each for each in candidates if each.behind is not None and each.behind <= most]

    def equally_dear(self, good: Sequence[Candidate]) -> tuple[Candidate, ...]:
        """Return those whose cost is within 1 %, or within one hour of the owner's work a month, of the lowest."""
        lowest = min((each.month for each in good), default=0.0)
        window = max(lowest * EQUALLY_DEAR_PART, self.case.wage)
        return tuple(each for each in good if each.month <= lowest + window)

    def level_with_best(self, best: Candidate, other: Candidate) -> bool:
        """Return whether one cannot be told from the best; a setting that nobody measured proves nothing."""
        return not other.row.setting.light and other.rating.level_with(best.rating)

    def exchangeable(self, limit: Limit, good: Sequence[Candidate], pick: Candidate | None) -> tuple[Candidate, ...]:
        """Return those that may be taken in place of the pick to save a tool, the pick among them."""
        if pick is None or limit is Limit.BEST:
            return tuple(good)
        if self.case.answers.preference is Preference.LOWEST_COST and not pick.row.own:
            most = pick.fees + BUILD_USD / SETUP_MONTHS  # what it costs to connect one more
            return tuple(each for each in good if each.fees <= most)
        return self.equally_dear(good) if self.balanced else (pick,)

    def order(self, good: Sequence[Candidate]) -> Callable[[Candidate], tuple[Any, ...]]:
        """Return the key that sorts those good enough by the owner's preference; the first is the one to take."""
        if self.case.task.job.stakes.severe:
            careful = self.case.careful and self.case.place is Place.ANYWHERE
            return lambda each: (
                self.prefer not in {"", each.row.model.slug},
                careful and not each.in_eu,
                *self.quality(each),
            )
        if self.case.answers.preference is Preference.BEST:
            return self.quality
        if self.case.answers.preference is Preference.LOWEST_COST:
            return lambda each: (self.prefer not in {"", each.row.model.slug}, each.fees, *self.quality(each))
        equally = {each.row.key for each in self.equally_dear(good)}

        def key(each: Candidate) -> tuple[Any, ...]:
            if each.row.key in equally:
                return (False, each.row.model.slug != self.prefer, *self.quality(each))
            return (True, False, each.month, each.fees, each.row.key)

        return key

    def ordered(self, good: Sequence[Candidate], candidates: Sequence[Candidate]) -> tuple[Candidate, ...]:
        """Return the table: the good enough in the order in which the rule takes them, then the rest by quality."""
        taken = {each.row.key for each in good}
        rest = [each for each in candidates if each.row.key not in taken]
        return (*sorted(good, key=self.order(good)), *sorted(rest, key=self.quality))

    def rungs(self, limit: Limit, allowed: Sequence[Candidate]) -> tuple[Rung, ...]:
        """Return the balanced choice at each limit, whatever the stakes and the budget."""
        found = []
        for each in Limit:
            good = self.good_enough(each, allowed)
            if good:
                pick = min(self.equally_dear(good), key=self.quality)
                found.append(Rung(limit=each, candidate=pick, over=each > limit))
        return tuple(found)

    def challenger(self, limit: Limit, pick: Candidate, candidates: list[Candidate]) -> tuple[Candidate | None, str]:
        """Return the model to try beside the pick, and the rule that named it; None where none is near enough."""
        others = [each for each in candidates if each.row.model.slug != pick.row.model.slug]
        if not others:
            return None, ""
        best = min(others, key=self.quality)
        if self.board.order(best.rating) < self.board.order(pick.rating):
            return best, "better-but-slow" if best.slow else "the-best"
        near = self.good_enough(
            limit.looser or limit, (each for each in others if each.standing is Standing.MAY_BE_PICKED)
        )
        cheaper = [each for each in near if each.fees <= pick.fees / 2 and pick.fees - each.fees >= self.case.wage]
        if cheaper:
            return min(cheaper, key=self.quality), "nearly-as-good-cheaper"
        elsewhere = [each for each in near if each.row.model.provider != pick.row.model.provider]
        if elsewhere:
            return min(elsewhere, key=self.quality), "next-best-of-another-maker"
        return None, ""

    def level(self, limit: Limit, pick: Candidate, candidates: Iterable[Candidate]) -> tuple[Candidate, ...]:
        """Return other models that would do as well: level with the pick, good enough, at most 1 % costlier.

        Where only the best will do, those that are level with it are told although they are not the best.
        """
        near = candidates if limit is Limit.BEST else self.good_enough(limit, candidates)
        dearest = pick.month * (1 + EQUALLY_DEAR_PART)
        found: dict[str, Candidate] = {}
        for each in sorted(near, key=self.quality):
            if each.month <= dearest and each.rating.level_with(pick.rating):
                found.setdefault(each.row.model.slug, each)
        found.pop(pick.row.model.slug, None)
        return tuple(found.values())

    def certainty(self, level: tuple[Candidate, ...]) -> Certainty:
        """Return how sure the pick is: thin evidence first, then how many others would do as well."""
        use_case, newest = self.case.task.use_case, self.board.newest
        not_the_job = use_case is not None and use_case.board_is_thin
        looks = self.case.task.job.stakes.severe and self.case.task.kind not in {Kind.LANGUAGE, Kind.TRANSCRIPTION}
        old = newest is None or (self.case.table.on - newest).days > BOARD_IS_OLD_AFTER_DAYS
        measured = {each.row.model.slug for each in self.candidates if each.behind is not None}
        if len(measured) < FEWEST_MEASURED or not_the_job or looks or old:
            return Certainty.THIN
        return Certainty.CLOSE if level else Certainty.CLEAR

    def over(self, limit: Limit, allowed: Sequence[Candidate], payable: Sequence[Candidate]) -> Over | None:
        """Return what the owner's limit on cost buys; None where no limit was set."""
        good = self.good_enough(limit, allowed)
        best = min(payable, key=self.quality, default=None)
        return self.beyond(good, best) if good and self.budget is not None else None

    def beyond(self, good: Iterable[Candidate], payable: Candidate | None) -> Over:
        """Return what the limit on cost buys of the cheapest."""
        cheapest = min(good, key=lambda each: (each.fees, each.row.key))
        per_result = cheapest.fees / self.case.results
        bought = int((self.budget or 0.0) / per_result) if 0 < per_result < float("inf") else 0
        return Over(cheapest=cheapest, results=bought, payable=payable)


def newer_unmeasured(table: Table, model: AiModel) -> AiModel | None:
    """Return the newest model of the same line that came out later and is not measured; None if none did.

    A line is what a maker's names have in common without the numbers: Claude Opus, not all of Claude.
    """
    rated = {row.model.slug for row in table.rows if row.rating is not None}
    later = [
        row.model
        for row in table.rows
        if row.model.provider == model.provider
        and _line(row.model) == _line(model)
        and row.model.slug not in rated
        and row.model.released is not None
        and model.released is not None
        and row.model.released > model.released
    ]
    return max(later, key=lambda each: (each.released or date.min, each.slug), default=None)


def _line(model: AiModel) -> tuple[str, ...]:
    """Return the words of a name without numbers and sizes: Claude Opus 5.5 is of the line Claude Opus."""
    return tuple(word for word in model.name.split() if not any(letter.isdigit() for letter in word))
