"""Bill: what a plan costs, a line a tool, with the prices that were counted.

Each tool, seat, machine and connection is counted once.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import ceil

from catalog.schema import group_pairs
from wizard.decision.costs import Costing, Priced
from wizard.decision.options import CountedPrice
from wizard.decision.together import NOTHING, candidate, monthly_seats
from wizard.decision.vocabulary import Condition


@dataclass(frozen=True, slots=True, kw_only=True)
class Bought:
    """A tool that is paid for. US dollars a month, or in all where what it serves is done once."""

    tool: str
    jobs: tuple[str, ...]  # keys of those it serves
    once: bool = False
    fixed_usd: float = 0.0  # seats, plan or machine, whatever is made with it; 0 where it is paid
    by_use_usd: float = 0.0
    connecting_usd: float = 0.0  # once, in full
    paid: bool = False  # the firm pays for it already
    by_the_year: bool = False  # the fixed part is a month's share of a year paid at once
    prices: tuple[CountedPrice, ...] = ()
    seats: int = 1  # that the fixed part pays for: of the largest job, as if people did several
    most_seats: int = 1  # the same if each job has its own people
    is_for_one_site: bool = False  # the fixed part is paid again at each further site

    @property
    def usd(self) -> float:
        """Return what is paid, without connecting."""
        return self.fixed_usd + self.by_use_usd

    @property
    def most_usd(self) -> float:
        """Return the same if each job has its own people, who need a seat each."""
        return self.fixed_usd * self.most_seats / self.seats + self.by_use_usd


def bill(named: Iterable[tuple[Priced, Costing]]) -> tuple[Bought, ...]:
    """Return the lines of what is named for the jobs of a plan, in the order of the jobs."""
    rows = [*named]
    pairs = (((row.option.tool, costing.work.once), (row, costing)) for row, costing in rows)
    seats = monthly_seats(candidate(row, costing) for row, costing in rows)
    return tuple(_lines(group_pairs(pairs), seats))


def _lines(
    groups: dict[tuple[str, bool], tuple[tuple[Priced, Costing], ...]],
    seats: Mapping[str, float],
) -> Iterator[Bought]:
    for (tool, once), rows in groups.items():
        shared, by_use = NOTHING, 0.0
        for row, costing in rows:
            parted = candidate(row, costing)
            shared = shared.with_(parted.shared)
            by_use += parted.own_paid_usd
        options = [row.option for row, _ in rows]
        there_usd = seats.get(tool, 0.0) * max(option.months for option in options)
        yield Bought(
            tool=tool,
            jobs=tuple(costing.work.key for _, costing in rows),
            once=once,
            fixed_usd=max(shared.seats_usd - there_usd, 0.0) if once else shared.seats_usd,
            by_use_usd=by_use,
            connecting_usd=max(option.connecting_usd for option in options),
            paid=options[0].paid,
            by_the_year=Condition.PAID_BY_THE_YEAR in options[0].conditions,
            prices=tuple(dict.fromkeys(price for option in options for price in option.prices)),
            seats=max(option.seats for option in options),
            most_seats=_most_seats(rows),
            is_for_one_site=any(option.is_for_one_site for option in options),
        )


def _most_seats(rows: Sequence[tuple[Priced, Costing]]) -> int:
    """Return how many seats are paid for if no two jobs have the same people."""
    groups = (min(ceil(costing.work.doers), row.option.seats) for row, costing in rows)
    is_by_seat = all(row.option.seat_usd is not None for row, _ in rows)
    apart = sum(groups) if is_by_seat else 0
    together = max(row.option.seats for row, _ in rows)
    return max(together, min(apart, rows[0][1].work.people))
