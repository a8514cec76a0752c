"""Ranking: one table, one order, one name. Every part of the app that asks "which model" asks here."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from math import inf
from typing import Any, NamedTuple

from catalog.ages import BOARDS
from catalog.schema import AiModel, group_pairs
from wizard.decision.answers import Answers
from wizard.decision.costs import Cost, cost, month_fees, month_usd
from wizard.decision.decision import AtLimit, OverBudget
from wizard.decision.eligibility import (
    PASSES,
    REQUIREMENTS,
    Case,
    Checked,
    check,
    never_first,
    slow,
)
from wizard.decision.evidence import (
    FEWEST_MEASURED,
    Board,
    Limit,
    Rating,
    Setting,
)
from wizard.decision.fees import CONNECTING_USD_A_MONTH, Fee
from wizard.decision.table import Deployment, Row, Table
from wizard.decision.vocabulary import (
    LANGUAGE_KINDS,
    Certainty,
    Place,
    Preference,
    State,
    Use,
    WrongResult,
)

EQUALLY_DEAR_PART = 0.01  # ours: models within 1 % of the lowest cost count as equally dear
ABOUT_AS_CHEAP = (
    1.1 + 1e-9
)  # ours: an offer in the EU that costs at most a tenth more is about as cheap
TO_TRY = 3

LIMIT_OF: Mapping[WrongResult, Limit] = {
    WrongResult.HARM: Limit.BEST,
    WrongResult.LAW: Limit.BEST,
    WrongResult.MONEY: Limit.NEAR,
    WrongResult.NUISANCE: Limit.FAR,
}


class Purchase(NamedTuple):
    """A way to buy a setting of a model: a row, and whether it is bought in the EU where nobody asked for that."""

    row: Row
    usd: float  # fees of a month; infinite where they are not known
    in_eu: bool = False

    @property
    def foreign(self) -> bool:
        """Return whether somebody else than the maker sells it."""
        return self.row.offer is not None and self.row.offer.seller != self.row.model.provider


@dataclass(frozen=True, kw_only=True, eq=False)
class Candidate:
    """A setting of a model at the row to buy: how far behind the best it is, and what a month costs.

    Which row that is, and what it costs, is worked out where it is first asked for: of those that are near to be taken.
    """

    case: Case = field(repr=False)
    rows: tuple[Row, ...]  # at which it may be bought
    never_first: bool = False  # at most the challenger
    behind: float | None  # points behind the best that may be picked; None where not measured
    unknown: tuple[str, ...] = ()

    @cached_property
    def _purchase(self) -> Purchase:
        return _to_take(
            self.case, [purchase for row in self.rows for purchase in _purchases(self.case, row)]
        )

    @property
    def row(self) -> Row:
        return self._purchase.row

    @property
    def in_eu(self) -> bool:
        """Return whether it is bought for processing in the EU."""
        return self._purchase.in_eu or (self.case.place is Place.EU and self.row.offer is not None)

    @property
    def slow(self) -> bool:
        """Return whether it thinks where an answer is asked for in seconds."""
        return slow(self.rows[0], self.case)

    @property
    def model(self) -> str:
        return self.rows[0].model.slug

    @property
    def setting(self) -> Setting:
        """Return the setting; all its rows share it."""
        return self.rows[0].setting

    @cached_property
    def cost(self) -> Cost | None:
        """Return what a month costs; None where the fees are not known."""
        board = self.case.table.board
        share = (
            board.unit.share(self.behind) if board is not None and self.behind is not None else 1.0
        )
        return cost(self.row, self.case, self.fees, share) if self.fees < inf else None

    @property
    def fees(self) -> float:
        """Return the fees of a month, infinite where they are not known."""
        return self._purchase.usd

    @property
    def fee_range(self) -> Fee | None:
        """Return the fees of a month as a range, for nobody has counted what it thinks; None where they are not known."""
        return month_fees(self.row, self.case, in_eu=self.in_eu)

    @cached_property
    def month(self) -> float:
        """Return the whole cost of a month, infinite where it is not known."""
        return self.cost.month if self.cost is not None else inf

    def __lt__(self, other: "Candidate") -> bool:
        """Return whether it costs less: it comes before another that is as good."""
        return (self.month, self.row.key) < (other.month, other.row.key)

    @property
    def loses(self) -> float:
        """Return how many of 100 comparisons it loses to the best, or its wrong words more in 100."""
        return self.case.judge.unit.loses(self.behind or 0.0)

    @property
    def rating(self) -> Rating:
        """Return the rating. Raises ValueError where the board has not measured it."""
        rating = self.rows[0].rating
        if rating is None:
            raise ValueError(f"{self.rows[0].key} is not measured")
        return rating


@dataclass(frozen=True, kw_only=True)
class Ranking:
    """The answer for one task. The first row of its table is the pick, where there is one."""

    selection: "Selection"
    state: State
    limit: Limit
    pick: Candidate | None = None
    good: tuple[Candidate, ...] = ()  # those good enough that the limit on cost allows
    equally_dear: tuple[Candidate, ...] = ()  # of these, the pick among them
    to_try: tuple[Candidate, ...] = ()  # where nothing is measured
    beyond: tuple[
        Candidate, ...
    ] = ()  # where nothing is measured: all are beyond the limit on cost
    explained: bool = False  # whether the part that is made of it says why

    @property
    def case(self) -> Case:
        """Return the task with the answers of the owner."""
        return self.selection.case

    @property
    def taken(self) -> Candidate | None:
        """Return the model that is paid for: the pick, or the only one to try."""
        return self.pick or (self.to_try[0] if len(self.to_try) == 1 else None)

    @property
    def taken_or_cheapest(self) -> Candidate | None:
        """Return the model that is paid for, or the cheapest where a limit on cost buys none."""
        return self.taken or (self.over.cheapest if self.over is not None else None)

    @property
    def loosened(self) -> bool:
        """Return whether the limit was loosened for the sake of the budget."""
        return self.pick is not None and self.limit is not self.selection.limit

    @cached_property
    def over(self) -> OverBudget[Candidate] | None:
        """Return what the limit on cost buys, where it buys nothing good enough."""
        selection, good, payable = self.selection, [*self.beyond], None
        if not good and (self.loosened or self.state is State.OVER_BUDGET):
            good = selection.good_enough(
                selection.limit if self.loosened else self.limit, selection.allowed
            )
            payable = min(selection.payable(selection.allowed), key=selection.quality, default=None)
        if not good or selection.budget is None:
            return None
        cheapest = min(good, key=lambda each: (each.fees, each.row.key))
        of_one = cheapest.fees / self.case.results
        bought = int(selection.budget / of_one) if 0 < of_one < inf else 0
        return OverBudget(cheapest=cheapest, results=bought, payable=payable)

    @property
    def challenger(self) -> Candidate | None:
        """Return the model to try beside the pick."""
        return self.challenge[0]

    @cached_property
    def challenge(self) -> tuple[Candidate | None, str]:
        """Return the model to try beside the pick, and the rule that named it; None where none is near enough."""
        pick, selection = self.pick, self.selection
        others = selection.payable(
            each for each in selection.measured if pick and each.model != pick.model
        )
        if pick is None or not others:
            return None, ""
        best, order = min(others, key=selection.quality), self.case.judge.order
        if order(best.rating) < order(pick.rating):
            return best, "better-but-slow" if best.slow else "the-best" if (
                best.behind or 0.0
            ) <= 0 else "better"
        limit = Limit(min(self.limit + 1, Limit.FAR))
        near = selection.good_enough(limit, (each for each in others if not each.never_first))
        cheaper = [
            each
            for each in near
            if each.fees <= pick.fees / 2 and pick.fees - each.fees >= self.case.wage
        ]
        if cheaper:
            return min(cheaper, key=selection.quality), "nearly-as-good-cheaper"
        elsewhere = [
            each for each in near if each.rows[0].model.provider != pick.rows[0].model.provider
        ]
        if elsewhere:
            return min(elsewhere, key=selection.quality), "next-best-of-another-maker"
        return None, ""

    @cached_property
    def rungs(self) -> tuple[AtLimit[Candidate], ...]:
        """Return the balanced choice at each limit, whatever the stakes and the budget."""
        selection, allowed = self.selection, self.selection.allowed
        good = ((each, selection.good_enough(each, allowed)) for each in Limit if allowed)
        return tuple(
            AtLimit(
                limit,
                min(selection.equally_dear(some), key=selection.quality),
                over=limit > selection.limit,
            )
            for limit, some in good
            if some
        )

    @property
    def level(self) -> tuple[Candidate, ...]:
        """Return other models that would do as well."""
        return self.selection.level

    @cached_property
    def ask_first(self) -> tuple[Candidate, ...]:
        """Return one row of each model of which only an unknown stands in the way, the best measured first."""
        case, board, selection = self.case, self.case.table.board, self.selection
        passing = {each.model for each in selection.candidates}
        asked = ((at, found.unknown) for at, found in selection.checked.items() if found.unknown)
        unknown = {at: questions for at, questions in asked if at.model.slug not in passing}
        of_model = group_pairs(
            (row.model.slug, row) for row in case.table.rows if row.at in unknown
        )
        best, firsts = _best_rating(board, (each.rating for each in selection.allowed)), []
        for same in of_model.values():
            fewest = min(len(unknown[row.at]) for row in same)
            purchase = _to_take(
                case,
                [
                    purchase
                    for row in same
                    if len(unknown[row.at]) == fewest
                    for purchase in _purchases(case, row)
                ],
            )
            firsts.append(
                Candidate(
                    case=case,
                    rows=(purchase.row,),
                    behind=_behind(board, best, purchase.row.rating),
                    unknown=unknown[purchase.row.at],
                )
            )

        def order(each: Candidate) -> tuple[bool, float, str]:
            rating = each.rows[0].rating
            return (rating is None, board.order(rating) if board and rating else 0.0, each.model)

        return tuple(sorted(firsts, key=order))

    @cached_property
    def sieve(self) -> tuple[tuple[str, int], ...]:
        """Return how many models are left after each requirement, in the order in which they are asked."""
        order = {slug: position for position, slug in enumerate(REQUIREMENTS)}
        reached: dict[str, int] = {}
        for at, found in self.selection.checked.items():
            slug = at.model.slug
            reached[slug] = max(reached.get(slug, 0), order.get(found.fails, len(order)))
        counts = [("on-sale", len(reached))]
        counts += [
            (slug, sum(depth > position for depth in reached.values()))
            for slug, position in order.items()
        ]
        return tuple(counts)

    @cached_property
    def open(self) -> Sequence[Candidate]:
        """Return those that may be picked, in no order; within the limit on cost where that leaves one good enough."""
        return (
            self.selection.payable(self.selection.allowed)
            if self.pick is not None
            else self.selection.allowed
        )

    @cached_property
    def table(self) -> tuple[Candidate, ...]:
        """Return those that may be picked in the order of the rule: the good enough as it takes them, the rest by quality."""
        selection, rest = self.selection, [each for each in self.open if each not in self.good]
        return (
            *sorted(self.good, key=selection.order(self.good)),
            *sorted(rest, key=selection.quality),
        )

    @property
    def best(self) -> Candidate | None:
        """Return the best of those that may be picked."""
        return min(self.open, key=self.selection.quality, default=None)


def prepare(
    table: Table, answers: Answers, known: Mapping[Deployment, Checked] | None = None
) -> "Selection":
    """Return all that is known of a task before one is taken; `known` is what eligibility says, if by another answer."""
    case = Case(task=table.task, answers=answers, starts=table.starts, table=table)
    checked = check(case) if known is None else known
    entrants = _entrants(case, checked) if known is not None else _entrants_found(case, checked)
    return Selection(
        case=case,
        checked=checked,
        candidates=tuple(
            Candidate(case=case, rows=rows, never_first=barred, behind=behind)
            for rows, barred, behind in entrants
        ),
    )


type Entrants = Sequence[
    tuple[tuple[Row, ...], bool, float | None]
]  # rows of a setting, only beside, how far behind


def _entrants_found(case: Case, checked: Mapping[Deployment, Checked]) -> Entrants:
    """Return the settings that pass; worked out once for all cases that ask the same of the same rows."""
    table, key = case.table, (case.asked, case.task.board)
    found = table.found.get(key)
    if found is None or found[0] is not table.settings:
        found = table.found[key] = (table.settings, _entrants(case, checked))
    entrants: Entrants = found[1]
    return entrants


def _entrants(case: Case, checked: Mapping[Deployment, Checked]) -> Entrants:
    """Return the settings that pass every requirement at one deployment at least, and how they compare with the best."""
    board = case.table.board
    entering = [
        rows
        for each in case.table.settings
        if (rows := tuple(row for row in each if checked[row.at] is PASSES))
    ]
    barred = [never_first(rows[0], case) for rows in entering]
    best = _best_rating(
        board, (rows[0].rating for rows, only in zip(entering, barred, strict=True) if not only)
    )
    behind = [_behind(board, best, rows[0].rating) for rows in entering]
    return tuple(zip(entering, barred, behind, strict=True))


def _best_rating(board: Board | None, ratings: Iterable[Rating | None]) -> Rating | None:
    """Return the best of the ratings there are."""
    return (
        min((each for each in ratings if each is not None), key=board.order, default=None)
        if board
        else None
    )


def _behind(board: Board | None, best: Rating | None, rating: Rating | None) -> float | None:
    return board.behind(best, rating) if board and best and rating else None


def _purchases(case: Case, row: Row) -> Iterator[Purchase]:
    """Yield how a row can be bought; private material may be processed in the EU where nobody asked for it."""
    yield Purchase(row, month_usd(row, case))
    if case.task.private and row.at.in_eu and case.place is Place.ANYWHERE:
        usd, budget = month_usd(row, case, in_eu=True), case.answers.budget_usd
        if usd < inf and (budget is None or usd <= float(budget)):
            yield Purchase(row, usd, in_eu=True)


def _to_take(case: Case, purchases: Sequence[Purchase]) -> Purchase:
    """Return the purchase to take of one setting: the maker's own first for work by hand, then the cheaper.

    Of those about as cheap: with private material one in the EU, then the one that stores it for the shorter time;
    else one at a seller that is connected anyway. A smaller copy that nobody measured comes after all that were measured.
    """
    budget = inf if case.answers.budget_usd is None else float(case.answers.budget_usd)
    proved = [each for each in purchases if each.row.at.measured_precision and each.usd <= budget]
    purchases = proved or purchases
    if len(purchases) == 1:
        return purchases[0]
    by_hand = case.answers.use_of(case.task.job) is Use.BY_HAND
    near = [
        purchase.usd
        for purchase in purchases
        if purchase.in_eu or not (by_hand and purchase.foreign)
    ]
    most = min(near or [purchase.usd for purchase in purchases]) * ABOUT_AS_CHEAP

    def place(purchase: Purchase) -> tuple[object, ...]:
        if not case.task.private:
            new = (
                purchase.usd > most
                or purchase.row.offer is None
                or purchase.row.offer.seller not in case.connected
            )
            return (
                by_hand and purchase.foreign,
                new,
                purchase.usd,
                purchase.foreign,
                purchase.row.key,
            )
        away, dear = (
            by_hand and purchase.foreign and not (purchase.in_eu and purchase.usd <= most),
            purchase.usd > most,
        )
        return (
            away,
            dear,
            not purchase.in_eu,
            purchase.row.at.stored_days,
            purchase.usd,
            purchase.row.key,
        )

    return min(purchases, key=place)


@dataclass(frozen=True, kw_only=True)
class Selection:
    """The choice for one task: what is good enough, what it costs, which one is taken."""

    case: Case
    checked: Mapping[Deployment, Checked]  # what the requirements say of every deployment
    candidates: tuple[Candidate, ...]  # each setting that passes them at one deployment at least
    prefer: str = ""  # a model that serves another task already
    part: float | None = (
        None  # of the owner's limit on cost, in US dollars of a month, where other tasks share it
    )

    def with_sellers(self, sellers: frozenset[str]) -> "Selection":
        """Return the same selection where some sellers are connected for other tasks anyway."""
        case = replace(self.case, connected=sellers)
        return replace(
            self, case=case, candidates=tuple(replace(each, case=case) for each in self.candidates)
        )

    @property
    def limit(self) -> Limit:
        """Return how far behind the best is good enough by the stakes; a step further where a list answers, and AI only words it."""
        return LIMIT_OF[self.case.task.job.stakes] if self.case.ended is None else Limit.FAR

    @property
    def budget(self) -> float | None:
        """Return the limit on the fees of a month for this task; None where there is none, or an app is paid for."""
        limit = None if self.case.by_seat else self.case.answers.budget_usd
        return self.part if self.part is not None else float(limit) if limit is not None else None

    def cheapest(self, *, loosened: bool = False) -> float:
        """Return the least fees of a month for which something good enough can be had; 0 where nothing can.

        `loosened` by the step that a limit on cost may loosen it.
        """
        if not self.allowed:
            return min(
                (each.fees for each in self.candidates if not each.never_first and each.fees < inf),
                default=0.0,
            )
        limit = Limit.FAR if loosened and self.limit is Limit.NEAR else self.limit
        good = self.good_enough(limit, self.allowed)
        return min((each.fees for each in good if each.fees < inf), default=0.0)

    @cached_property
    def measured(self) -> tuple[Candidate, ...]:
        return tuple(each for each in self.candidates if each.behind is not None)

    @cached_property
    def allowed(self) -> tuple[Candidate, ...]:
        """Return of these those that may be picked."""
        return tuple(each for each in self.measured if not each.never_first)

    @cached_property
    def first(self) -> Ranking:
        limit = self.limit
        if not self.allowed:
            return self._unmeasured(limit)
        good = self.payable(self.good_enough(limit, self.allowed))
        if good and limit is Limit.BEST:
            # Of those that cannot be told from the best, one that serves or stays in the EU.
            top = min(good, key=self.quality)
            level = (
                each for each in self.allowed if each is not top and self.level_with_best(top, each)
            )
            good = [top, *self.payable(level)]
        if (
            not good and limit is Limit.NEAR
        ):  # a budget loosens the limit by one step, never where harm is stated
            limit, good = Limit.FAR, self.payable(self.good_enough(Limit.FAR, self.allowed))
        pick = min(good, key=self.order(good), default=None)
        if pick is not None and limit is Limit.BEST and not pick.row.at.measured_precision:
            # A smaller copy that nobody measured is tried, not used, where a wrong result is severe.
            return Ranking(selection=self, state=State.UNMEASURED, limit=limit, to_try=(pick,))
        return Ranking(
            selection=self,
            state=State.PICKED if pick is not None else State.OVER_BUDGET,
            limit=limit,
            pick=pick,
            good=tuple(good),
            equally_dear=self.exchangeable(limit, good, pick),
        )

    def _unmeasured(self, limit: Limit) -> Ranking:
        """Return the answer where no board has measured a model that passes: three to try, by price, none is best.

        A measured one of which only an answer is missing comes before them: that answer is asked for.
        """
        allowed = [each for each in self.candidates if not each.never_first]
        if any(
            row.rating is not None and self.checked[row.at].unknown for row in self.case.table.rows
        ):
            return Ranking(selection=self, state=State.ASK_FIRST, limit=limit)
        payable = self.payable(allowed)
        if allowed and not payable:
            return Ranking(
                selection=self, state=State.OVER_BUDGET, limit=limit, beyond=tuple(allowed)
            )
        cheapest = of_each_model(payable, key=lambda each: (each.fees, each.row.key))
        to_try = tuple(cheapest.values())[:TO_TRY]
        passing = {each.model for each in self.candidates}
        asked = any(
            found.unknown and at.model.slug not in passing for at, found in self.checked.items()
        )
        state = State.UNMEASURED if to_try else State.ASK_FIRST if asked else State.NONE
        return Ranking(selection=self, state=state, limit=limit, to_try=to_try)

    @cached_property
    def certainty(self) -> Certainty:
        """Return how sure the pick is: thin evidence first, then how many others would do as well."""
        if self.first.pick is None:
            return Certainty.THIN
        task, newest = self.case.task, self.case.judge.newest
        not_the_job = task.use_case is not None and task.use_case.board_is_thin
        looks = task.job.stakes.severe and task.kind not in LANGUAGE_KINDS
        old = newest is None or (self.case.table.on - newest).days > (BOARDS.thin or inf)
        if (
            len({each.model for each in self.measured}) < FEWEST_MEASURED
            or not_the_job
            or looks
            or old
        ):
            return Certainty.THIN
        return Certainty.CLOSE if self.level else Certainty.CLEAR

    @cached_property
    def level(self) -> tuple[Candidate, ...]:
        """Return other models that would do as well: level with the pick, good enough, at most 1 % costlier.

        Where only the best will do, those that are level with it are told although they are not the best.
        """
        pick, limit = self.first.pick, self.first.limit
        if pick is None:
            return ()
        near = self.allowed if limit is Limit.BEST else self.good_enough(limit, self.allowed)
        dearest = pick.month * (1 + EQUALLY_DEAR_PART)
        level = [
            each for each in near if each.rating.level_with(pick.rating) and each.month <= dearest
        ]
        found = of_each_model(self.payable(level), key=self.quality)
        return tuple(each for model, each in found.items() if model != pick.model)

    def payable(self, candidates: Iterable[Candidate]) -> list[Candidate]:
        """Return those whose fees of a month are within the owner's hard limit."""
        budget = self.budget
        return [each for each in candidates if budget is None or each.fees <= budget]

    def quality(self, candidate: Candidate) -> tuple[float, Candidate]:
        """Return a key that sorts the better first, of equals the less dear."""
        return (self.case.judge.order(candidate.rating), candidate)

    def good_enough(self, limit: Limit, candidates: Iterable[Candidate]) -> list[Candidate]:
        """Return those that are no further behind the best than the limit allows."""
        most = self.case.judge.unit.most_behind[limit]
        return [each for each in candidates if each.behind is not None and each.behind <= most]

    def equally_dear(self, good: Sequence[Candidate]) -> tuple[Candidate, ...]:
        """Return those whose cost is within 1 %, or within one hour of the owner's work a month, of the lowest."""
        lowest = min((each.month for each in good), default=0.0)
        window = max(lowest * EQUALLY_DEAR_PART, self.case.wage)
        return tuple(each for each in good if each.month <= lowest + window)

    def level_with_best(self, best: Candidate, other: Candidate) -> bool:
        """Return whether one cannot be told from the best; a setting that nobody measured proves nothing."""
        return not other.setting.light and other.rating.level_with(best.rating)

    def exchangeable(
        self, limit: Limit, good: Sequence[Candidate], pick: Candidate | None
    ) -> tuple[Candidate, ...]:
        """Return those that may be taken in place of the pick to save a tool, the pick among them."""
        if pick is None or limit is Limit.BEST:
            return tuple(good)
        if self.case.answers.preference is Preference.LOWEST_COST and not pick.row.at.own:
            most = pick.fees + CONNECTING_USD_A_MONTH  # of one more
            return tuple(each for each in good if each.fees <= most)
        both_count = self.case.answers.preference in {None, Preference.BALANCED}
        return self.equally_dear(good) if both_count else (pick,)

    def order(self, good: Sequence[Candidate]) -> Callable[[Candidate], tuple[Any, ...]]:
        """Return the key that sorts those good enough by the owner's preference; the first is the one to take."""
        if self.limit is Limit.BEST:
            careful = self.case.task.private and self.case.place is Place.ANYWHERE
            return lambda each: (
                self.prefer not in {"", each.model},
                careful and not each.in_eu,
                *self.quality(each),
            )
        if self.case.answers.preference is Preference.BEST:
            return self.quality
        if self.case.answers.preference is Preference.LOWEST_COST:
            return lambda each: (
                self.prefer not in {"", each.model},
                each.fees,
                *self.quality(each),
            )
        equally = set(self.equally_dear(good))

        def key(each: Candidate) -> tuple[Any, ...]:
            if each in equally:
                return (False, each.model != self.prefer, *self.quality(each))
            return (True, False, each.month, each.fees, each.row.key)

        return key


def of_each_model(
    candidates: Iterable[Candidate], key: Callable[[Candidate], Any] | None = None
) -> dict[str, Candidate]:
    """Return the first candidate of each model by a key, in that order."""
    found: dict[str, Candidate] = {}
    for each in sorted(candidates, key=key):
        found.setdefault(each.model, each)
    return found


def newer_unmeasured(table: Table, model: AiModel) -> str:
    """Return the newest model of the same line that came out later and is not measured; empty if none did.

    A line is what a maker's names have in common without the numbers: Claude Opus, not all of Claude.
    """
    rated = {row.model.slug for row in table.rows if row.rating is not None}
    later = (
        (row.model.released, row.model.slug)
        for row in table.rows
        if row.model.provider == model.provider
        and row.model.slug not in rated
        and row.model.released is not None
        if model.released is not None
        and row.model.released > model.released
        and _line(row.model) == _line(model)
    )
    return max(later, default=(None, ""))[1]


def _line(model: AiModel) -> tuple[str, ...]:
    """Return the words of a name without numbers and sizes: Claude Opus 5.5 is of the line Claude Opus."""
    return tuple(
        word for word in model.name.split() if not any(letter.isdigit() for letter in word)
    )
