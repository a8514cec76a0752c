"""What is named first beside what may be named instead: further facts of a job's places."""

from dataclasses import dataclass
from operator import attrgetter

from wizard.decision.costs import Priced
from wizard.decision.vocabulary import Unknown
from wizard.document.ageing import AgedJob
from wizard.document.sums import LEAST_USD


@dataclass(frozen=True, kw_only=True)
class ComparedJob(AgedJob):
    """One job with its alternatives."""

    @property
    def may_use(self) -> tuple[Priced, ...]:
        """Return all that passes every requirement, what may be named first."""
        ranking = self.decided.ranking
        return () if ranking is None else ranking.passing

    @property
    def more_usd(self) -> float:
        """Return what the alternative costs more than what is named first; less is below 0."""
        if self.first is None or self.alternative is None:
            return 0.0
        return self.alternative.sure_usd - self.first.sure_usd

    @property
    def is_as_dear(self) -> bool:
        return round(self.more_usd) == 0

    @property
    def difference(self) -> str:
        return self.say("bill", self.per, usd=abs(self.more_usd))

    @property
    def alternative_unknown(self) -> Unknown | None:
        """Return what the seller of the alternative does not state."""
        unknowns = self.alternative.option.unknowns if self.alternative is not None else ()
        return next(iter(unknowns), None)

    @property
    def looked_at(self) -> int:
        """Return how many options were looked at, also of those that are out."""
        return len(self.may_use) + len(self.decided.dropped)

    @property
    def not_cheaper(self) -> int:
        """Return among how many tools the name costs least; 0 where one costs less, or it is alone.

        That is all that may be named, else the first choices.
        """
        first, ranking = self.first, self.decided.ranking
        # Nobody can compare hours by hand that are not known.
        if first is None or ranking is None or not self.work.minutes_by_hand:
            return 0
        for rows in (self._passing, ranking.candidates):
            tools = {row.option.tool for row in rows}
            is_least = all(first.total_usd <= row.total_usd + LEAST_USD for row in rows)
            if is_least and len(tools) > 1:
                return len(tools)
        return 0

    @property
    def _passing(self) -> list[Priced]:
        """Return all that may be named first, also what burdens more than the first choices."""
        return [row for row in self.may_use if row.option.is_namable]

    @property
    def why_named(self) -> str:
        """Return the name of the first reason that decided for the name; empty: only how it fits.

        Facts come first, then what is there, then the cost.
        """
        first = self.first
        if first is None:
            return ""
        if any(choice.tool == self.option.tool for choice in self.plan.answers.choices):
            return "chosen"
        # What a version stores has not what was out, so nobody could say of how many.
        is_sieved = bool(self.decided.dropped)
        if is_sieved and {row.option.tool for row in self._passing} == {first.option.tool}:
            return "alone"
        if first.option.is_there and not all(row.option.is_there for row in self._passing):
            is_sure = first.option.is_in_hand and not first.option.is_supposed
            return "yours" if is_sure else "inside"
        return "least" if self.not_cheaper else ""

    def why_not(self, other: Priced | None) -> str:
        """Return the name of the reason why what may be named is not named first."""
        first = self.first
        if first is None or other is None:
            return ""
        if any(choice.tool == self.option.tool for choice in self.plan.answers.choices):
            return "chosen"
        if other.option.connecting_usd > first.option.connecting_usd:
            return "built"
        if other.option.kind_place > first.option.kind_place:
            return "fitting"
        # What is tested first may prove us wrong.
        is_tested = self.is_begun_free and other is self.tested
        if other.total_usd < first.total_usd:
            return "tested" if is_tested else self._why_of_set(other, first)
        return "errors-tested" if is_tested else "errors"

    def _why_of_set(self, other: Priced, first: Priced) -> str:
        """Return the same of what costs least by itself: the firm's other jobs decide, or we do."""
        ranking, is_alone = self.decided.ranking, self.plan.is_alone
        shared_usd = ranking.shared_usd if ranking is not None else 0.0
        if shared_usd > 0 and other.total_usd >= first.total_usd - shared_usd:
            return "together"
        if first.option.is_there and not other.option.is_there:
            return "yours" if first.option.is_in_hand else "inside"
        is_limited = not is_alone and self.work.limit_usd is not None
        return "limit" if is_limited and other.paid_usd > first.paid_usd else "fitting"

    @property
    def cheaper(self) -> Priced | None:
        """Return what may be named and costs less to pay, and less with people's hours.

        Mistakes are not counted. It is None where nothing does.
        """
        first = self.first
        rows = [row for row in self._namable if first is not None and _is_cheaper(row, first)]
        return min(rows, key=attrgetter("sure_usd"), default=None)

    @property
    def less_in_all(self) -> Priced | None:
        """Return what may be named and costs least, mistakes counted; None if that is named."""
        least = min(self._namable, key=attrgetter("total_usd"), default=None)
        if self.first is None or least is None:
            return None
        return least if least.total_usd < self.first.total_usd - LEAST_USD else None

    @property
    def _namable(self) -> list[Priced]:
        """Return what may be named for the job, with what is tried beside."""
        advice, ranking = self.recommendation, self.decided.ranking
        if advice is None:
            return []
        candidates = ranking.candidates if ranking is not None else ()
        return [row for row in (*candidates, advice.second) if row is not None]


def _is_cheaper(row: Priced, first: Priced) -> bool:
    """Return whether one costs less to pay than another, and less with people's hours."""
    return row.bill_usd < first.bill_usd and row.sure_usd < first.sure_usd - LEAST_USD
