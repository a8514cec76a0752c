"""Progress: a job on its way through the passes of a decision."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from math import inf

from catalog.schema import Catalog
from wizard.decision.answers import Answers
from wizard.decision.cases import Case
from wizard.decision.endings import Ending
from wizard.decision.guesses import GUESSES, Guesses
from wizard.decision.market import Looked
from wizard.decision.measured import TrialResult
from wizard.decision.ranking import NO_SEATS, Ranking


@dataclass(frozen=True, kw_only=True)
class DecisionInputs:
    """What a decision is made of."""

    answers: Answers
    catalog: Catalog
    on: date
    measured: tuple[TrialResult, ...] = ()
    guesses: Guesses = GUESSES
    lacking: frozenset[str] = frozenset()  # plans that the firm turns out not to have
    # So many questions a seller with a price may be asked before those without; 0: no more than
    # usual.
    most_before_unpriced: int = 0
    # What other jobs pay a month for the seats of a tool, in US dollars.
    paid_seats: Mapping[str, float] = NO_SEATS

    @property
    def starts(self) -> date:
        """Return the first day of the plan; today where that day is over."""
        return max(self.answers.starts or self.on, self.on)

    @property
    def limit_usd(self) -> float:
        """Return what all jobs together may cost a month; without end where nobody said."""
        limit = self.answers.limit_usd
        return inf if limit is None else float(limit)


@dataclass(frozen=True, slots=True, kw_only=True)
class JobProgress:
    """A job on its way through the passes."""

    case: Case
    ending: Ending | None = None

    @property
    def key(self) -> str:
        return self.case.job.key

    @property
    def is_open(self) -> bool:
        """Return whether the question of the job has not ended yet."""
        return self.ending is None

    @property
    def ended(self) -> Ending:
        """Return how the question ended. Raises ValueError where it has not."""
        if self.ending is None:
            raise ValueError(f"{self.key} has no ending.")
        return self.ending


@dataclass(frozen=True, slots=True, kw_only=True)
class RankedProgress(JobProgress):
    """A job that AI may do: what may be used for it was looked for and ranked."""

    looked: Looked
    ranking: Ranking
