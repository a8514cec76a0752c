"""Which figure makes the money of a plan uncertain, how much of the range it explains, and what narrows it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import comb, prod

from wizard.engine.assumptions import LEAST_SHARE, MOST_TRIES
from wizard.engine.decision import Assumptions, Figure, SpreadShare
from wizard.engine.vocabulary import Input

ADVICE: Mapping[Input, str] = {
    Input.PRICE: "read the price on the seller’s page",
    Input.UNITS: "run ten and read what they cost",
    Input.TRIES: "count on ten of them how often you ask again",
    Input.ACCEPTED: "have ten of them judged first",
    Input.CHECKING: "time ten of them first",
    Input.HANDLING: "time ten of them first",
    Input.FEE: "run more of them in the pilot",
    Input.MINUTES: "time more of them in the pilot",
    Input.WAGE: "ask what an hour costs",
    Input.VOLUME: "count last month’s first",
}
FEES = {Input.PRICE, Input.UNITS, Input.TRIES, Input.FEE}
MINUTES = {Input.CHECKING, Input.HANDLING, Input.MINUTES}
MANY = {Input.VOLUME, Input.FEE}  # kinds whose name is in the plural
ALL_OF_IT = 100


def spread(assumptions: Assumptions) -> tuple[SpreadShare, ...]:
    """Return how much of the range each kind of figure explains, most first; together they are 100.

    The Shapley value of the range's width: how much it widens when a kind of figure is let loose from its likely value,
    averaged over all orders in which the kinds can be let loose (Shapley 1953, Contributions to the Theory of Games
    II, 307–317; for uncertain inputs Owen 2014, SIAM/ASA Journal on Uncertainty Quantification 2, 245–251). Shares are
    never negative, because letting one more loose never narrows a range, and they add up to the whole.
    """
    kinds = sorted({row.kind for row in assumptions.rows if row.kind in ADVICE and row.figure and row.figure.width})
    works, held = _works(assumptions), assumptions.figure(Input.WAGE)
    wage = _three(held) if held else None
    widths = {
        (chosen := frozenset(loose)): _sum(works, wage, chosen, WORST) - _sum(works, wage, chosen, BEST)
        for count in range(len(kinds) + 1)
        for loose in combinations(kinds, count)
    }
    whole = widths[frozenset(kinds)]
    if whole <= 0:
        return ()
    shares = [_shapley(kind, kinds, widths) / whole for kind in kinds]
    found = zip(kinds, _percents(shares), strict=True)
    return tuple(
        SpreadShare(kind=kind, percent=percent, advice=ADVICE[kind])
        for kind, percent in sorted(found, key=lambda pair: (-pair[1], pair[0]))
    )


def spread_words(shares: Sequence[SpreadShare]) -> str:
    """Return in a sentence what explains most of the range, and what to do about it."""
    if not shares:
        return ""
    first = shares[0]
    verb = "explain" if first.kind in MANY else "explains"
    return f"{first.kind.label} {verb} {first.percent} % of the range: {first.advice}."


def _shapley(kind: Input, kinds: Sequence[Input], widths: Mapping[frozenset[Input], float]) -> float:
    others = [other for other in kinds if other != kind]
    return sum(
        (widths[frozenset((*before, kind))] - widths[frozenset(before)]) / (len(kinds) * comb(len(others), count))
        for count in range(len(kinds))
        for before in combinations(others, count)
    )


type _Three = tuple[float, float, float]
LIKELY = (1.0, 1.0, 1.0)
BEST, WORST = 0, 2


@dataclass(frozen=True, slots=True)
class _Work:
    """One line of work as plain numbers, good end first: what is multiplied to a fee, what is added to minutes."""

    volume: _Three
    fee: tuple[tuple[Input, _Three], ...]
    minutes: tuple[tuple[Input, _Three], ...]
    shares: tuple[tuple[_Three, bool], ...]  # accepted at its own check; let through by a later one


def _works(assumptions: Assumptions) -> list[_Work]:
    """Return the work that money is known of: of outputs without a volume one result, if no output has one."""
    figures = {(row.kind, row.about): _three(row.figure) for row in assumptions.rows if row.figure is not None}
    monthly = any(kind is Input.VOLUME for kind, _ in figures)
    found = []
    for line in assumptions.lines:
        volume = figures.get((Input.VOLUME, line.output)) if monthly else LIKELY
        if volume is None:
            continue
        held = [(kind, figures[kind, line.part]) for kind in Input if (kind, line.part) in figures]
        shares = [((line.part), False), *((part, True) for part in line.after)]
        found.append(
            _Work(
                volume=volume,
                fee=tuple(pair for pair in held if pair[0] in FEES),
                minutes=tuple(pair for pair in held if pair[0] in MINUTES),
                shares=tuple((figures.get((Input.ACCEPTED, part), LIKELY)[::-1], later) for part, later in shares),
            )
        )
    return found


def _three(figure: Figure) -> _Three:
    return float(figure.low), float(figure.likely), float(figure.high)


def _sum(works: Sequence[_Work], wage: _Three | None, loose: frozenset[Input], end: int) -> float:
    """Return the money of all work with the loose kinds at one end and all others likely; minutes, without a wage."""
    at = {kind: end if kind in loose else 1 for kind in Input}
    an_hour = wage[at[Input.WAGE]] if wage else 60.0
    total = 0.0
    for work in works:
        minutes = sum(three[at[kind]] for kind, three in work.minutes)
        fee = prod(three[at[kind]] for kind, three in work.fee) if work.fee and wage else 0.0
        made = 1.0
        for three, later in work.shares:
            share = max(three[at[Input.ACCEPTED]], float(LEAST_SHARE))
            made /= 1 - (1 - share) ** MOST_TRIES if later else share
        total += work.volume[at[Input.VOLUME]] * made * (minutes * an_hour / 60 + fee)
    return total


def _percents(shares: Sequence[float]) -> list[int]:
    """Round shares to whole percents that add up to 100: the largest remainders are rounded up."""
    whole = [int(share * ALL_OF_IT) for share in shares]
    rest = [share * ALL_OF_IT - floor for share, floor in zip(shares, whole, strict=True)]
    for place in sorted(range(len(shares)), key=lambda place: -rest[place])[: ALL_OF_IT - sum(whole)]:
        whole[place] += 1
    return whole
