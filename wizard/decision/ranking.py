"""Ranking: one table, one order, one name. Every part of the product that asks "which model" asks here."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from catalog.schema import AiModel, grouped
from wizard.decision.answers import Answers
from wizard.decision.costs import Cost, cost, month_fees
from wizard.decision.eligibility import REQUIREMENTS, Case, Screened, screen
from wizard.decision.evidence import BOARD_IS_OLD_AFTER_DAYS, FEWEST_MEASURED, Board, Limit, Rating
from wizard.decision.fees import Fee
from wizard.decision.table import Row, Table
from wizard.decision.vocabulary import Certainty, Preference, Standing, State, Use, WrongResult

EQUALLY_DEAR_PART = 0.01  # ours: models within 1 % of the lowest cost count as equally dear
TO_TRY = 3

LIMIT_OF: Mapping[WrongResult, Limit] = {
    WrongResult.HARM: Limit.BEST,
    WrongResult.LAW: Limit.BEST,
    WrongResult.MONEY: Limit.NEAR,
    WrongResult.NUISANCE: Limit.FAR,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A setting of a model at its best row: how far behind the best it is, and what a month costs."""

    row: Row
    standing: Standing
    behind: float | None  # points behind the best that may be picked; None where not measured
    cost: Cost | None
    slow: bool = False
    unknown: tuple[str, ...] = ()

    @property
    def fees(self) -> float:
        """Return the fees of a month, infinite where they are not known."""
        return self.cost.fees.likely if self.cost is not None else float("inf")

    @property
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Ranking:
    """The answer for one task. `table` is in the order of the rule; its first row is the pick, where there is one."""

    case: Case
    screened: tuple[Screened, ...]  # all rows of the table with their standing
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
    ask_first: tuple[Candidate, ...] = ()
    sieve: tuple[tuple[str, int], ...] = ()  # models left after each requirement
    over: Over | None = None

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
    return contest(case, screen(table.rows, case))


def contest(case: Case, screened: tuple[Screened, ...]) -> "Contest":
    """Return the contest among rows that have been screened."""
    best = _best_rating(case.table.board, screened)
    candidates = _candidates(case, screened, best)
    return Contest(
        case=case,
        screened=screened,
        candidates=tuple(candidates),
        ask_first=_ask_first(case, screened, candidates, best),
        sieve=_sieve(screened),
    )


def _best_rating(board: Board | None, screened: Iterable[Screened]) -> Rating | None:
    """Return the rating of the best that may be picked."""
    if board is None:
        return None
    ratings = [
        each.row.rating for each in screened if each.standing is Standing.MAY_BE_PICKED and each.row.rating is not None
    ]
    return min(ratings, key=board.order, default=None)


def _candidates(case: Case, screened: Iterable[Screened], best: Rating | None) -> list[Candidate]:
    """Return each setting that passes every requirement, at its cheapest row."""
    passing = [each for each in screened if each.standing in {Standing.MAY_BE_PICKED, Standing.CHALLENGER_ONLY}]
    priced = ((each, month_fees(each.row, case)) for each in passing)
    by_hand = case.answers.use_of(case.task.job) is Use.BY_HAND
    found = []
    for rows in grouped((each.row.setting, (each, fees)) for each, fees in priced).values():
        each, fees = min(rows, key=lambda pair: _place_among_offers(pair[0].row, pair[1], by_hand=by_hand))
        found.append(_candidate(case, each, fees, best))
    return found


def _place_among_offers(row: Row, fees: Fee | None, *, by_hand: bool) -> tuple[bool, float, bool, str]:
    """Return a key that sorts offers of one setting: the maker's own first for work by hand, then the cheaper."""
    foreign = row.offer is not None and row.offer.seller != row.model.provider
    return (by_hand and foreign, fees.likely if fees is not None else float("inf"), foreign, row.key)


def _candidate(case: Case, screened: Screened, fees: Fee | None, best: Rating | None) -> Candidate:
    row, board = screened.row, case.table.board
    behind = board.behind(best, row.rating) if board and best and row.rating else None
    share = board.unit.share(behind) if board is not None and behind is not None else 1.0
    return Candidate(
        row=row,
        standing=screened.standing,
        behind=behind,
        cost=cost(row, case, fees, share) if fees is not None else None,
        slow=screened.slow,
        unknown=screened.unknown,
    )


def _ask_first(
    case: Case, screened: Iterable[Screened], candidates: Iterable[Candidate], best: Rating | None
) -> tuple[Candidate, ...]:
    """Return one row of each model of which only an unknown stands in the way, the best measured first."""
    passing = {each.row.model.slug for each in candidates}
    asked = [each for each in screened if each.standing is Standing.ASK_FIRST and each.row.model.slug not in passing]
    firsts = []
    for rows in grouped((each.row.model.slug, each) for each in asked).values():
        fewest = min(len(each.unknown) for each in rows)
        priced = [(each, month_fees(each.row, case)) for each in rows if len(each.unknown) == fewest]
        each, fees = min(priced, key=lambda pair: _place_among_offers(pair[0].row, pair[1], by_hand=False))
        firsts.append(_candidate(case, each, fees, best))
    board = case.table.board

    def order(each: Candidate) -> tuple[bool, float, str]:
        known = board is not None and each.row.rating is not None
        return (not known, board.order(each.rating) if board is not None and known else 0.0, each.row.model.slug)

    return tuple(sorted(firsts, key=order))


def _sieve(screened: Iterable[Screened]) -> tuple[tuple[str, int], ...]:
    """Return how many models are left after each requirement, in the order in which they are asked."""
    order = {requirement.slug: position for position, requirement in enumerate(REQUIREMENTS)}
    reached: dict[str, int] = {}
    for each in screened:
        slug = each.row.model.slug
        reached[slug] = max(reached.get(slug, 0), order.get(each.fails, len(order)))
    counts = [("on-sale", len(reached))]
    counts += [(slug, sum(depth > position for depth in reached.values())) for slug, position in order.items()]
    return tuple(counts)


@dataclass(frozen=True, slots=True, kw_only=True)
class Contest:
    """The choice for one task: what is good enough, what it costs, which one is taken."""

    case: Case
    screened: tuple[Screened, ...]
    candidates: tuple[Candidate, ...]
    ask_first: tuple[Candidate, ...]
    sieve: tuple[tuple[str, int], ...]
    prefer: str = ""  # a model that serves another task already

    def settle(self) -> Ranking:
        """Return the answer: the table, the pick, the challenger, the rungs, and how sure it is."""
        ranking = Ranking(
            case=self.case,
            screened=self.screened,
            state=State.NONE,
            limit=LIMIT_OF[self.case.task.job.stakes],
            ask_first=self.ask_first,
            sieve=self.sieve,
        )
        measured = [each for each in self.candidates if each.behind is not None]
        allowed = [each for each in measured if each.standing is Standing.MAY_BE_PICKED]
        return self._among_measured(ranking, measured, allowed) if allowed else self._unmeasured(ranking)

    def _unmeasured(self, ranking: Ranking) -> Ranking:
        """Return the answer where no board has measured a model that passes: three to try, by price, none is best."""
        allowed = [each for each in self.candidates if each.standing is Standing.MAY_BE_PICKED]
        cheapest: dict[str, Candidate] = {}
        for each in sorted(allowed, key=lambda each: (each.fees, each.row.key)):
            cheapest.setdefault(each.row.model.slug, each)
        to_try = tuple(cheapest.values())[:TO_TRY]
        state = State.UNMEASURED if to_try else State.ASK_FIRST if ranking.ask_first else State.NONE
        return replace(ranking, state=state, to_try=to_try)

    def _among_measured(self, ranking: Ranking, measured: list[Candidate], allowed: list[Candidate]) -> Ranking:
        """Return the answer among models that the board has measured."""
        payable = [each for each in allowed if self.payable(each)]
        limit, good = ranking.limit, self.good_enough(ranking.limit, payable)
        if not good and limit is Limit.NEAR:  # a budget loosens the limit by one step, never where harm is stated
            limit, good = Limit.FAR, self.good_enough(Limit.FAR, payable)
        rungs = self.rungs(ranking.limit, allowed)
        if not good:
            over = self.over(limit, allowed, payable)
            rows = self.ordered([], allowed)
            return replace(ranking, state=State.OVER_BUDGET, limit=limit, table=rows, rungs=rungs, over=over)
        table = self.ordered(good, payable)
        pick = table[0]
        level = self.level(limit, pick, payable)
        challenger, why = self.challenger(limit, pick, [each for each in measured if self.payable(each)])
        return replace(
            ranking,
            state=State.PICKED,
            limit=limit,
            loosened=limit is not ranking.limit,
            table=table,
            pick=pick,
            equally_dear=self.equally_dear(good) if self.balanced else (pick,),
            challenger=challenger,
            challenger_why=why,
            rungs=rungs,
            level=level,
            certainty=self.certainty(level),
            over=self.over(ranking.limit, allowed, payable) if limit is not ranking.limit else None,
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
        budget = self.case.answers.budget_usd
        return budget is None or candidate.fees <= float(budget)

    def quality(self, candidate: Candidate) -> tuple[float, float, str]:
        """Return a key that sorts the better first, of equals the less dear."""
        return (self.board.order(candidate.rating), candidate.month, candidate.row.key)

    def good_enough(self, limit: Limit, candidates: Iterable[Candidate]) -> list[Candidate]:
        """Return those that are no further behind the best than the limit allows."""
        most = self.board.unit.most_behind[limit]
        return [each for each in candidates if each.behind is not None and each.behind <= most]

    def equally_dear(self, good: list[Candidate]) -> tuple[Candidate, ...]:
        """Return those whose cost is within 1 %, or within one hour of the owner's work a month, of the lowest."""
        lowest = min((each.month for each in good), default=0.0)
        window = max(lowest * EQUALLY_DEAR_PART, self.case.wage)
        return tuple(each for each in good if each.month <= lowest + window)

    def order(self, good: list[Candidate]) -> Callable[[Candidate], tuple[Any, ...]]:
        """Return the key that sorts those good enough by the owner's preference; the first is the one to take."""
        if self.case.answers.preference is Preference.BEST:
            return self.quality
        if self.case.answers.preference is Preference.LOWEST_COST:
            return lambda each: (each.fees, *self.quality(each))
        equally = {each.row.key for each in self.equally_dear(good)}

        def key(each: Candidate) -> tuple[Any, ...]:
            if each.row.key in equally:
                return (False, each.row.model.slug != self.prefer, *self.quality(each))
            return (True, False, each.month, each.fees, each.row.key)

        return key

    def ordered(self, good: list[Candidate], candidates: list[Candidate]) -> tuple[Candidate, ...]:
        """Return the table: the good enough in the order in which the rule takes them, then the rest by quality."""
        taken = {each.row.key for each in good}
        rest = [each for each in candidates if each.row.key not in taken]
        return (*sorted(good, key=self.order(good)), *sorted(rest, key=self.quality))

    def rungs(self, limit: Limit, allowed: list[Candidate]) -> tuple[Rung, ...]:
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
        old = newest is None or (self.case.table.on - newest).days > BOARD_IS_OLD_AFTER_DAYS
        measured = {each.row.model.slug for each in self.candidates if each.behind is not None}
        if len(measured) < FEWEST_MEASURED or not_the_job or old:
            return Certainty.THIN
        return Certainty.CLOSE if level else Certainty.CLEAR

    def over(self, limit: Limit, allowed: list[Candidate], payable: list[Candidate]) -> Over | None:
        """Return what the owner's limit on cost buys; None where no limit was set."""
        good, budget = self.good_enough(limit, allowed), self.case.answers.budget_usd
        if not good or budget is None:
            return None
        cheapest = min(good, key=lambda each: (each.fees, each.row.key))
        per_result = cheapest.fees / self.case.results
        return Over(
            cheapest=cheapest,
            results=int(float(budget) / per_result) if per_result > 0 else 0,
            payable=min(payable, key=self.quality, default=None),
        )


def newer_unmeasured(table: Table, model: AiModel) -> AiModel | None:
    """Return the newest model of the same maker and family that came out later and is not measured; None if none did."""
    rated = {row.model.slug for row in table.rows if row.rating is not None}
    later = [
        row.model
        for row in table.rows
        if row.model.provider == model.provider
        and row.model.family == model.family
        and row.model.slug not in rated
        and row.model.released is not None
        and model.released is not None
        and row.model.released > model.released
    ]
    return max(later, key=lambda each: (each.released or date.min, each.slug), default=None)
