"""Sums: what jobs cost, in money and in hours of people; the cost on top and the page of money read the same."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import reduce
from operator import add
from typing import TYPE_CHECKING

from wizard.decision.costs import Priced
from wizard.decision.endings import CostComparison
from wizard.decision.together import NOTHING, Shared, candidate

LEAST_USD = 3.0  # of a part of a sum that is said

if TYPE_CHECKING:
    from wizard.document.basis import JobBasis


@dataclass(frozen=True, slots=True, kw_only=True)
class CostSum:
    """What some jobs cost with AI and by hand, in US dollars: of a month, or of all there is."""

    paid_usd: float = 0.0
    connecting_usd: float = 0.0  # the part of it that is counted
    once_usd: float = 0.0  # connecting, in full
    hours: float = 0.0
    time_usd: float = 0.0  # those hours at the owner's wage
    unread_usd: float = 0.0  # mistakes that slip because not every result is read
    hours_by_hand: float | None = 0.0  # None: not known of all, or nobody could do it
    by_hand_usd: float | None = 0.0

    @property
    def parts(self) -> Mapping[str, float]:
        """Return what it is made of, by the names of the sentences: of a sum, what is not next to nothing."""
        rows = {
            "time": self.time_usd,
            "paid": self.paid_usd,
            "connecting": self.connecting_usd,
            "unread": self.unread_usd,
        }
        large = {name: usd for name, usd in rows.items() if usd >= LEAST_USD}
        return large or {"time": self.time_usd}

    @property
    def with_ai_usd(self) -> float:
        """Return what is paid, what people's time costs, and what nobody reads."""
        return self.paid_usd + self.connecting_usd + self.time_usd + self.unread_usd

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
            time_usd=self.time_usd + other.time_usd,
            unread_usd=self.unread_usd + other.unread_usd,
            hours_by_hand=_both(self.hours_by_hand, other.hours_by_hand),
            by_hand_usd=_both(self.by_hand_usd, other.by_hand_usd),
        )


UNKNOWN = CostSum(hours_by_hand=None, by_hand_usd=None)


def _both(one: float | None, other: float | None) -> float | None:
    """Return a sum; None where a part of it is not known, since other jobs would then be compared."""
    return None if one is None or other is None else one + other


def total(sums: Iterable[CostSum]) -> CostSum:
    """Return several sums as one."""
    return reduce(add, sums, CostSum())


def sums_of(jobs: Iterable["JobBasis"]) -> Mapping[str, CostSum]:
    """Return what each job costs, by key. What an earlier job pays for the same tool is not paid again."""
    opened: dict[tuple[str, bool], Shared] = {}
    sums = {}
    for job in jobs:
        if job.comparison is None:
            continue
        tool = job.comparison.option.option.tool, job.work.once
        before = opened.get(tool, NOTHING)
        opened[tool] = before.with_(_shared(job, job.comparison.option))
        sums[job.job.key] = _sum(job, job.comparison, before, opened[tool])
    return sums


def sum_alone(job: "JobBasis", comparison: CostComparison) -> CostSum:
    """Return what a job would cost if it were the only one."""
    return _sum(job, comparison, NOTHING, _shared(job, comparison.option))


def _shared(job: "JobBasis", priced: Priced) -> Shared:
    return candidate(priced, job.costing).shared


def _sum(job: "JobBasis", comparison: CostComparison, before: Shared, after: Shared) -> CostSum:
    """Return a job's own part, with what it adds to what its tool shares with other jobs."""
    priced, wage_usd = comparison.option, job.work.wage_usd
    own = candidate(priced, job.costing)
    own_hours = comparison.hours_with_ai - own.shared.work_usd / wage_usd
    hours = own_hours + (after.work_usd - before.work_usd) / wage_usd
    connecting_usd = after.connecting_usd - before.connecting_usd
    is_known = comparison.hours_by_hand > 0 and not job.is_beyond_hands
    return CostSum(
        paid_usd=own.own_paid_usd + after.seats_usd - before.seats_usd,
        connecting_usd=connecting_usd,
        once_usd=connecting_usd * job.work.spread,
        hours=hours,
        time_usd=hours * wage_usd,
        unread_usd=comparison.unread_usd,
        hours_by_hand=comparison.hours_by_hand if is_known else None,
        by_hand_usd=comparison.by_hand_usd if is_known else None,
    )
