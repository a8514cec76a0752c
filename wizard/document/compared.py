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
    def is_challenged(self) -> bool:
        """Return whether the test compares the alternative."""
        return self.alternative is not None and self.alternative == self.challenger

    @property
    def alternative_unknown(self) -> Unknown | None:
        """Return what the seller of the alternative does not state."""
        unknowns = self.alternative.option.unknowns if self.alternative is not None else ()
        return next(iter(unknowns), None)

    @property
    def why_no_alternative(self) -> str:
        """Return the name of the reason why what saves money is not named first."""
        return self._why_not(self.alternative)

    def _why_not(self, other: Priced | None) -> str:
        first = self.first
        if first is None or other is None:
            return ""
        if other.option.connecting_usd > first.option.connecting_usd:
            return "built"
        is_of_kind = other.option.kind_place <= first.option.kind_place
        return "errors" if is_of_kind and other.total_usd >= first.total_usd else "fitting"

    @property
    def cheaper(self) -> Priced | None:
        """Return what may be named and costs less in money and hours, mistakes not counted.

        It is None where nothing does.
        """
        advice, ranking = self.recommendation, self.decided.ranking
        if advice is None:
            return None
        candidates = ranking.candidates if ranking is not None else ()
        rows = [row for row in (*candidates, advice.second) if row is not None]
        least = min(rows, key=attrgetter("sure_usd"), default=advice.first)
        return least if least.sure_usd < advice.first.sure_usd - LEAST_USD else None

    @property
    def why_dearer(self) -> str:
        """Return the name of the reason why something dearer is named.

        Fewer errors may be counted, or follow from votes.
        """
        why, strength = self._why_not(self.cheaper), self.first and self.first.option.strength
        return "votes" if why == "errors" and strength and strength.votes else why
