"""Sums: what jobs cost, in money and in hours of people.

The cost on top and the page of money read the same.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from operator import add
from typing import TYPE_CHECKING

from wizard.decision.costs import Priced
from wizard.decision.together import NOTHING, Shared, candidate, monthly_seats
from wizard.document.forms import spoken_hours

LEAST_USD = 1.0  # of a part that is said, or drawn

if TYPE_CHECKING:
    from wizard.document.costed import BegunJob, CostedJob


@dataclass(frozen=True, slots=True, kw_only=True)
class CostSum:
    """What some jobs cost with AI and by hand, in US dollars: of a month, or of all there is.

    Time costs what the hours cost that are said, so that whoever multiplies them gets the sum.
    """

    paid_usd: float = 0.0
    connecting_usd: float = 0.0  # the part of it that is counted
    once_usd: float = 0.0  # connecting, in full
    hours: float = 0.0
    unread_usd: float = 0.0  # mistakes that slip because not every result is read
    hours_by_hand: float | None = 0.0  # None: not known of all, or nobody could do it
    wage_usd: float = 0.0  # an hour, the same of all jobs

    @property
    def time_usd(self) -> float:
        return spoken_hours(self.hours) * self.wage_usd

    @property
    def by_hand_usd(self) -> float | None:
        """Return what the work costs by hand; None where nobody knows."""
        hours = self.hours_by_hand
        return None if hours is None else spoken_hours(hours) * self.wage_usd

    @property
    def parts(self) -> Mapping[str, float]:
        """Return what it is made of, by the names of the sentences.

        What is next to nothing is left out.
        """
        rows = {
            "time": self.time_usd,
            "paid": self.paid_usd,
            "connecting": self.connecting_usd,
            "unread": self.unread_usd,
        }
        large = {name: usd for name, usd in rows.items() if usd >= LEAST_USD}
        return large or {"time": self.time_usd}

    @property
    def has_several_parts(self) -> bool:
        return len(self.parts) > 1

    @property
    def with_ai(self) -> list[float]:
        """Return the parts, as a sum of them is written."""
        return [*self.parts.values()]

    @property
    def with_ai_usd(self) -> float:
        """Return what is paid, what people's time costs, and what nobody reads."""
        return sum(self.with_ai)

    @property
    def exact_usd(self) -> float:
        """Return the same by the hours as they were counted, and not as they are said."""
        rest_usd = self.paid_usd + self.connecting_usd + self.unread_usd
        return rest_usd + self.hours * self.wage_usd

    @property
    def saved_usd(self) -> float:
        """Return what AI saves; nothing where the work by hand is not known."""
        return 0.0 if self.by_hand_usd is None else self.by_hand_usd - self.with_ai_usd

    def __add__(self, other: "CostSum") -> "CostSum":
        return CostSum(
            paid_usd=self.paid_usd + other.paid_usd,
            connecting_usd=self.connecting_usd + other.connecting_usd,
            once_usd=self.once_usd + other.once_usd,
            hours=self.hours + other.hours,
            unread_usd=self.unread_usd + other.unread_usd,
            hours_by_hand=_both(self.hours_by_hand, other.hours_by_hand),
            wage_usd=max(self.wage_usd, other.wage_usd),
        )


UNKNOWN = CostSum(hours_by_hand=None)


def _both(one: float | None, other: float | None) -> float | None:
    """Return a sum; None if a part is unknown, since other jobs would then be compared."""
    return None if one is None or other is None else one + other


def total(sums: Iterable[CostSum]) -> CostSum:
    """Return several sums as one."""
    return reduce(add, sums, CostSum())


def sums_of(jobs: Iterable["BegunJob"]) -> Mapping[str, CostSum]:
    """Return what each job costs, by key.

    What an earlier job pays for the same tool is not paid again, nor by what is done once what a
    job of each month pays.
    """
    compared = [(job, job.comparison.option) for job in jobs if job.comparison is not None]
    seats = monthly_seats(candidate(priced, job.costing) for job, priced in compared)
    opened: dict[tuple[str, bool], Shared] = {}
    sums = {}
    for job, priced in compared:
        option, once = priced.option, job.work.once
        there = Shared(seats_usd=seats.get(option.tool, 0.0) * option.months) if once else NOTHING
        before = opened.get((option.tool, once), there)
        after = opened[option.tool, once] = before.with_(_shared(job, priced))
        sums[job.job.key] = _sum(job, before, after)
    return sums


def hours_a_month(jobs: Sequence["BegunJob"]) -> float:
    """Return how long people work on jobs in a month in which all of them run."""
    sums = sums_of(jobs)
    return sum(job.of_a_month(sums[job.job.key].hours) for job in jobs if job.job.key in sums)


def sum_alone(job: "CostedJob") -> CostSum:
    """Return what all of a job would cost if it were the only one.

    It is unknown where nothing is compared.
    """
    if job.comparison is None:
        return UNKNOWN
    return _sum(job, NOTHING, _shared(job, job.comparison.option))


def _shared(job: "CostedJob", priced: Priced) -> Shared:
    return candidate(priced, job.costing).shared


def _sum(job: "CostedJob", before: Shared, after: Shared) -> CostSum:
    """Return a job's own part, with what it adds to what its tool shares with other jobs."""
    comparison, wage_usd = job.comparison, job.work.wage_usd
    if comparison is None:
        return UNKNOWN
    own = candidate(comparison.option, job.costing)
    own_hours = comparison.hours_with_ai - own.shared.work_usd / wage_usd
    connecting_usd = after.connecting_usd - before.connecting_usd
    # The price of one site says nothing beside the work of all.
    is_known = comparison.hours_by_hand > 0 and not (job.is_beyond_hands or job.is_of_one_site)
    return CostSum(
        paid_usd=own.own_paid_usd + after.seats_usd - before.seats_usd,
        connecting_usd=connecting_usd,
        once_usd=connecting_usd * job.work.spread,
        hours=own_hours + (after.work_usd - before.work_usd) / wage_usd,
        unread_usd=comparison.unread_usd,
        hours_by_hand=comparison.hours_by_hand if is_known else None,
        wage_usd=wage_usd,
    )
