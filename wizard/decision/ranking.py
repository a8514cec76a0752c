"""Ranking: the cheapest nameable option, what to try beside it, how sure it is (METHOD §4)."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from math import inf
from types import MappingProxyType

from catalog.schema import group_pairs
from catalog.vocabulary import AppKind
from wizard.decision.costs import Costing, Priced, best_of, middle_of, usd_with_ai
from wizard.decision.guesses import Guesses
from wizard.decision.options import MOST_UNKNOWNS, Option
from wizard.decision.situation import Work
from wizard.decision.trial import is_tested, must_spare
from wizard.decision.vocabulary import Certainty, Condition, OptionKind, Stakes

CHALLENGER_LEAST_USD = 20.0
CHALLENGER_LEAST_PART = 0.2  # of the bill of the pick
FEWEST_MEASURED = 5
ROUNDING_USD = 1e-9  # what adding up may make of a sum
NO_SEATS: Mapping[str, float] = MappingProxyType({})
LEAVE_TIMES = 5  # ours: what is paid once and saves so many times its price may be asked for
# Apps of which nobody says what is inside count alike; the row's order decides, unless one costs
# more than a quarter more.
EQUAL_TOTAL_PART = 0.25


@dataclass(frozen=True, slots=True, kw_only=True)
class Ranking:
    """The options of one job that may be used, cheapest first, and what follows from that order."""

    costing: Costing
    candidates: tuple[
        Priced, ...
    ]  # may be named: fewest unknown facts of their kind, within the limit
    others: tuple[Priced, ...]  # pass every requirement, and are no candidates
    over_limit: bool = False  # nothing that may be named is within the limit
    shared_usd: float = 0.0  # of the first's cost, which other jobs pay as well
    challenger: Priced | None = None
    certainty: Certainty = Certainty.THIN

    @property
    def is_empty(self) -> bool:
        """Return whether nothing may be named."""
        return not self.candidates

    @property
    def is_within_limit(self) -> bool:
        """Return whether something may be named, within the owner's limit on cost."""
        return not self.is_empty and not self.over_limit

    @property
    def pick(self) -> Priced:
        """Return the option with the lowest cost. Raises IndexError where none may be named."""
        return self.candidates[0]

    @property
    def passing(self) -> tuple[Priced, ...]:
        """Return all options that pass every requirement, those first that may be named."""
        return (*self.candidates, *self.others)

    @property
    def starts_cheaper(self) -> bool:
        """Return whether the challenger is named first.

        On votes alone that takes more than a day's wage a month.
        """
        if self.challenger is None:
            return False
        return _much_for_votes(self.pick, self.challenger, self.costing)

    def led_by(self, row: Priced, challenger: Priced | None) -> "Ranking":
        """Return the ranking with another row named first, and what is then tried beside it."""
        if row.option == self.pick.option:
            return self
        followers = tuple(other for other in self.candidates if other.option != row.option)
        return replace(self, candidates=(row, *followers), challenger=challenger)


def rank(
    options: Iterable[Option],
    work: Work,
    costing: Costing,
    paid_seats: Mapping[str, float] = NO_SEATS,
) -> Ranking:
    """Return the ranking of the options that pass every requirement of a job."""
    ranking = cheapest_first(options, work, costing, paid_seats)
    if ranking.is_empty:
        return ranking
    return replace(ranking, challenger=_challenger(ranking, work), certainty=_certainty(ranking))


def cheapest_first(
    options: Iterable[Option],
    work: Work,
    costing: Costing,
    paid_seats: Mapping[str, float] = NO_SEATS,
) -> Ranking:
    """Return the options in their order, without what follows from it.

    Seats of a tool that other jobs pay for are not held against the limit: as many as they pay.
    """
    fitting = [option for option in options if work.results <= option.holds]
    if costing.best is None:
        costing = replace(costing, best=best_of(fitting), middle=middle_of(fitting))
    priced = sorted((costing.price(option) for option in fitting), key=lambda row: row.rank)
    namable = [row for row in priced if row.option.is_namable]
    affordable = _of_firms(_affordable(namable, costing, paid_seats), work)
    over_limit = bool(namable) and not affordable
    if over_limit:  # the nearest to it
        candidates = [min(namable, key=lambda row: (limited_usd(row, work), row.option.key))]
    else:
        candidates = _in_order_of_the_row(_least_burden(_fewest_unknowns(affordable), costing))
    named = {row.option.key for row in candidates}
    return Ranking(
        costing=costing,
        candidates=tuple(candidates),
        others=tuple(row for row in priced if row.option.key not in named),
        over_limit=over_limit,
    )


def _of_firms(rows: list[Priced], work: Work) -> list[Priced]:
    """Leave out plans sold to one person, where several work and a firm's plan passes."""
    of_firms = [row for row in rows if not _is_for_one(row.option, work)]
    return of_firms or rows


def _is_for_one(option: Option, work: Work) -> bool:
    return option.private and not option.paid and work.people > 1


def with_choice(ranking: Ranking, tool: str) -> Ranking:
    """Return the ranking with the owner's own tool named first, where it may be used."""
    rows = (row for row in ranking.passing if row.option.tool == tool)
    chosen = next(rows, None)
    if chosen is None or len(chosen.option.unknowns) > MOST_UNKNOWNS:
        return ranking
    return ranking.led_by(chosen, challenger=ranking.pick)


def within_limit(row: Priced, work: Work, by_others_usd: float = 0.0) -> bool:
    """Return whether an option costs no more than the owner's limit on a month.

    What other jobs pay of it is not held against that.
    """
    if work.limit_usd is None:
        return True
    return limited_usd(row, work) - by_others_usd <= work.limit_usd + ROUNDING_USD


def _is_within(row: Priced, work: Work, paid_seats: Mapping[str, float]) -> bool:
    by_others_usd = min(paid_seats.get(row.option.tool, 0.0), row.option.seats_usd)
    return within_limit(row, work, by_others_usd)


def _affordable(
    rows: Sequence[Priced], costing: Costing, paid_seats: Mapping[str, float]
) -> list[Priced]:
    """Return what is within the limit, or paid once and worth asking the owner for.

    It is worth that where it saves many times its price, by hand or beside what is within.
    """
    work = costing.work
    within = [row for row in rows if _is_within(row, work, paid_seats)]
    if not work.once or costing.is_worth_unsaid:
        return within
    ready = (usd_with_ai(row, costing) for row in within if row.option.is_ready)
    else_usd = min((costing.by_hand_usd, *ready))

    def is_worth_asking(row: Priced) -> bool:
        return else_usd - usd_with_ai(row, costing) >= LEAVE_TIMES * row.bill_usd

    return [row for row in rows if row in within or is_worth_asking(row)]


def limited_usd(row: Priced, work: Work) -> float:
    """Return what the limit is held against: the month without connecting.

    Where a job is done once, connecting counts too.
    """
    return row.bill_usd if work.once else row.paid_usd


def _fewest_unknowns(rows: Sequence[Priced]) -> list[Priced]:
    """Return the rows that have the fewest unknown facts of their kind of solution."""
    counts = group_pairs((_solution(row.option), len(row.option.unknowns)) for row in rows)
    fewest = {solution: min(unknowns) for solution, unknowns in counts.items()}
    return [row for row in rows if len(row.option.unknowns) == fewest[_solution(row.option)]]


def _solution(option: Option) -> tuple[OptionKind, AppKind | None]:
    """Return the kind of solution that an option is: of apps as what it is used."""
    return option.kind, option.app_kind


def _least_burden(rows: list[Priced], costing: Costing) -> list[Priced]:
    """Keep the rows that burden least; the others only where they cost less than three quarters.

    Nobody asks a seller for less than a day's wage while something else may be used at once.
    """
    day_usd = costing.guesses.day_hours * costing.work.wage_usd
    ready_usd = min((row.total_usd for row in rows if row.option.is_ready), default=inf)
    rows = [row for row in rows if not _is_asked(row) or row.total_usd < ready_usd - day_usd]
    for burden in BURDENS:
        weighed = [(burden(row.option), row) for row in rows]
        least = min((weight for weight, _ in weighed), default=0)
        easy = (row.total_usd for weight, row in weighed if weight == least)
        most_usd = min(easy, default=0.0) * (1 - costing.guesses.even_band)
        rows = [row for weight, row in weighed if weight == least or row.total_usd < most_usd]
    return rows


def _is_asked(row: Priced) -> bool:
    """Return whether a seller has to answer first."""
    return bool(row.option.unknowns)


def _has_to_wait(option: Option) -> int:
    """Return what comes before the first case: nothing, a seller's answer or a developer."""
    if option.needs_developer:
        return 2
    # What the firm has is asked about too, where nothing may leave the EU before a yes.
    return int(not option.is_ready or Condition.SETTLE_PLACE in option.conditions)


def _place_of_kind(option: Option) -> int:
    return option.kind_place


def _is_new(option: Option) -> int:
    """Return whether something new comes into the house."""
    return int(not option.is_there)


# What an adviser goes by before a quarter of the cost.
BURDENS: tuple[Callable[[Option], float], ...] = (_has_to_wait, _place_of_kind, _is_new)


def named_from(row: Priced, first: Priced, even_band: float) -> float:
    """Return the first's cost from which another would be named.

    It is the other's own cost, shifted by the even band where one of the two is a greater burden.
    """
    burdens, least = (tuple(burden(priced.option) for burden in BURDENS) for priced in (row, first))
    if burdens == least:
        return row.total_usd
    rest = 1 - even_band
    return row.total_usd / rest if burdens > least else row.total_usd * rest


def _in_order_of_the_row(rows: list[Priced]) -> list[Priced]:
    """Let the fittest speak for the apps that cannot be told apart by what is inside.

    It stands against all others by its own cost: a job is not given to it because another such app
    is cheap.
    """
    alike = [row for row in rows if not row.option.says_inside]
    if not alike:
        return rows
    # What goes wrong is a guess, and much the same with each: beside it any price looks small.
    most_usd = min(row.sure_usd for row in alike) * (1 + EQUAL_TOTAL_PART)
    equal = [row for row in alike if row.sure_usd <= most_usd]
    fittest = min(equal, key=lambda row: (row.option.place_in_row, row.rank))
    others = [row for row in rows if row.option.says_inside]
    first = min((fittest, *others[:1]), key=lambda row: row.rank)
    return [first, *(row for row in rows if row is not first)]


# ---------------------------------------------------------------------------------- the challenger


def _challenger(ranking: Ranking, work: Work) -> Priced | None:
    """Return the cheapest of another tool and maker that the test can be given to.

    For models, one at another price.

    It meets what the pick meets, since the same cases go into it, and it could earn its price. What
    the owner pays for by name costs nothing more, so it goes before all others.
    """
    pick = ranking.pick
    # Nobody tests two tools for less than a day's work a month.
    if work.hours_by_hand < ranking.costing.guesses.day_hours and not work.once:
        return None
    testable = [
        row
        for row in ranking.passing
        if are_rivals(row.option, pick.option)
        and not row.option.outdone
        and _takes_the_same_cases(row.option, pick.option)
        and not _is_for_one(row.option, work)
        and _are_within_limit(pick, row, work)
    ]
    declared = [row for row in testable if row.option.declared]
    if declared:
        return min(declared, key=lambda row: row.rank)
    rivals = [row for row in testable if _could_pay(row, pick, ranking.costing)]
    if pick.option.kind in {OptionKind.MODEL, OptionKind.MACHINE}:
        rivals = [row for row in rivals if row.option.measured] or rivals
        least = max(CHALLENGER_LEAST_USD, CHALLENGER_LEAST_PART * pick.paid_usd)
        rivals = [row for row in rivals if abs(row.paid_usd - pick.paid_usd) >= least] or rivals
    return min(rivals, key=lambda row: row.rank, default=None)


def _are_within_limit(pick: Priced, other: Priced, work: Work) -> bool:
    """Return whether the test's month, in which both are paid, is within the limit.

    Of a dear pick only the other is counted.
    """
    if work.limit_usd is None:
        return True
    paid_usd = limited_usd(pick, work) if within_limit(pick, work) else 0.0
    return paid_usd + limited_usd(other, work) <= work.limit_usd


def _takes_the_same_cases(option: Option, pick: Option) -> bool:
    """Return whether a test can include an option too without asking or hiring anybody else.

    Nobody else is bound to secrecy for it either.
    """
    if Condition.SIGN_SECRECY in option.conditions or len(option.unknowns) > len(pick.unknowns):
        return False
    return pick.needs_developer or not option.needs_developer


def _could_pay(row: Priced, pick: Priced, costing: Costing) -> bool:
    """Return whether the dearer need not spare more than goes wrong with the cheaper."""
    cheaper, dearer = sorted((row, pick), key=lambda priced: priced.sure_usd)
    spared = must_spare(cheaper, dearer, costing)
    return spared is not None and spared <= cheaper.wrong * costing.work.results


def are_rivals(option: Option, pick: Option) -> bool:
    """Return whether an option is another maker's tool that is worth a try beside the pick."""
    same_maker = bool(option.maker) and option.maker == pick.maker
    return option.tool != pick.tool and not same_maker


# What has to be settled, built or owned before its first case: none of it follows a no.
NOT_AT_ONCE = frozenset(
    {
        Condition.SIGN_SECRECY,
        Condition.SETTLE_CONTRACT,
        Condition.SETTLE_TRAINING,
        Condition.SETTLE_PLACE,
        Condition.IF_YOUR_PLAN_HAS_IT,
        Condition.PAID_BY_THE_YEAR,
    }
)


def next_after(ranking: Ranking, *failed: Option) -> Priced | None:
    """Return what is tested once what was named has failed, or its seller has said no.

    It is of another maker, since a larger plan of the same one holds more of the same AI. It can
    begin at once and within the limit, and costs less than by hand; what is bought has to save a
    fifth. First comes what costs nothing more. Where all that failed is free, what errs least comes
    first, and a free one only if it is better and nobody could be hurt. After a model that is built
    in comes none that errs more. None: people go on by hand.
    """
    costing = ranking.costing
    before = _Failed(options=failed, wrong=_fewest_wrong(ranking, failed))
    rows = [
        row
        for row in ranking.passing
        if _can_follow(row, costing.work)
        and before.are_rivals_of(row)
        and not before.are_as_free_and_no_worse(row, costing.work)
        and not before.are_by_use_and_err_less(row)
        and not _is_dearer_than_by_hand(row, costing)
    ]
    return min(rows, key=_better if before.are_free else _comes_after, default=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Failed:
    """Options that failed their test, or whose sellers said no."""

    options: tuple[Option, ...]
    wrong: float  # of 1, the share that the best of them gets wrong; infinite where nobody knows

    @property
    def are_free(self) -> bool:
        return all(option.is_free for option in self.options)

    def are_rivals_of(self, row: Priced) -> bool:
        return all(are_rivals(row.option, option) for option in self.options)

    def are_as_free_and_no_worse(self, row: Priced, work: Work) -> bool:
        """Return whether another free one promises no more; where it may hurt, none does."""
        is_no_better = work.stakes is Stakes.HURT or row.wrong >= self.wrong
        return self.are_free and row.option.is_free and is_no_better

    def are_by_use_and_err_less(self, row: Priced) -> bool:
        are_by_use = all(option.kind.by_use for option in self.options)
        return are_by_use and row.option.kind.by_use and row.wrong > self.wrong


def _fewest_wrong(ranking: Ranking, options: Iterable[Option]) -> float:
    tools = {option.tool for option in options}
    return min((row.wrong for row in ranking.passing if row.option.tool in tools), default=inf)


def _can_follow(row: Priced, work: Work) -> bool:
    option = row.option
    is_at_once = option.is_ready and NOT_AT_ONCE.isdisjoint(option.conditions)
    is_theirs_to_use = option.is_namable and not _is_for_one(option, work)
    return is_at_once and is_theirs_to_use and within_limit(row, work)


def _usd_to_pay_off(row: Priced, costing: Costing) -> float:
    """Return what the work by hand must cost more than: what is bought saves more than we err."""
    band = costing.guesses.even_band if row.bill_usd > 0 else 0.0
    return usd_with_ai(row, costing) * (1 + band)


def _is_dearer_than_by_hand(row: Priced, costing: Costing) -> bool:
    is_compared = costing.by_hand_usd > 0 and not costing.is_worth_unsaid
    return is_compared and _usd_to_pay_off(row, costing) >= costing.by_hand_usd


def _better(row: Priced) -> tuple[bool, int, float, tuple[float, str]]:
    return row.bill_usd > 0, row.option.kind_place, row.wrong, row.rank


def _comes_after(row: Priced) -> tuple[bool, int, tuple[float, str]]:
    return row.bill_usd > 0, row.option.kind_place, row.rank


def _much_for_votes(pick: Priced, challenger: Priced, costing: Costing) -> bool:
    """Return whether only votes speak for paying more than a day's wage more."""
    if costing.work.stakes is Stakes.HURT or challenger.option.challenger_only:
        return False
    if is_tested(costing, pick.option.tool) and is_tested(costing, challenger.option.tool):
        return False  # the owner's test has counted both: votes speak no more
    if not (pick.option.kind.by_use and challenger.option.kind.by_use):
        return False
    strength = pick.option.strength
    if strength is None or not strength.votes or challenger.wrong < pick.wrong:
        return False
    more = pick.sure_usd - challenger.sure_usd
    return more > costing.guesses.day_hours * costing.work.wage_usd


# ------------------------------------------------------------------------------------ how sure


def _certainty(ranking: Ranking) -> Certainty:
    pick = ranking.pick
    if pick.option.unknowns:
        return Certainty.THIN
    if not pick.option.measured and not is_tested(ranking.costing, pick.option.tool):
        return Certainty.THIN
    if not pick.option.speaks_language:
        return Certainty.THIN
    if pick.option.kind in {OptionKind.MODEL, OptionKind.MACHINE}:
        strong = [row.option for row in ranking.passing if row.option.strength is not None]
        measured = {option.tool for option in strong}
        if len(measured) < FEWEST_MEASURED:
            return Certainty.THIN
    candidates = [row.option for row in front(ranking)]
    names = {
        cheapest(candidates, replace(ranking.costing, guesses=guesses)).option.tool
        for guesses in turned(ranking.costing)
    }
    return Certainty.CLEAR if names == {pick.option.tool} else Certainty.CLOSE


def front(ranking: Ranking) -> Iterator[Priced]:
    """Yield the candidates that some guess of ours could make the cheapest.

    None is both cheaper and as good.

    What was tested has its own share of mistakes, which no guess moves.
    """
    fewest = inf
    for row in sorted(ranking.candidates, key=lambda row: (row.sure_usd, row.wrong)):
        if row.wrong < fewest or row.option.tool in ranking.costing.results:
            fewest = min(fewest, row.wrong)
            yield row


def turned(costing: Costing) -> Iterator[Guesses]:
    """Yield our two boldest guesses far lower and far higher.

    They are the slope, and the damage where it is ours.
    """
    guesses = costing.guesses
    yield replace(guesses, slope=guesses.slope / 2)
    yield replace(guesses, slope=guesses.slope * 2)
    if costing.damage_is_typed:
        return
    yield replace(guesses, damage_factor=guesses.damage_factor / 5)
    yield replace(guesses, damage_factor=guesses.damage_factor * 5)


def cheapest(options: Iterable[Option], costing: Costing) -> Priced:
    """Return the option with the lowest cost. Raises ValueError where there are none."""
    return min((costing.price(option) for option in options), key=lambda row: row.rank)
