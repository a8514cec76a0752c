"""Progress: a job on its way through the passes of a decision."""

from dataclasses import dataclass
from datetime import date

from catalog.schema import Catalog
from wizard.decision.answers import Answers
from wizard.decision.cases import Case
from wizard.decision.endings import Ending
from wizard.decision.guesses import GUESSES, Guesses
from wizard.decision.market import Looked
from wizard.decision.measured import TrialResult
from wizard.decision.ranking import Ranking


@dataclass(frozen=True, kw_only=True)
class DecisionInputs:
    """What a decision is made of."""

    answers: Answers
    catalog: Catalog
    on: date
    measured: tuple[TrialResult, ...] = ()
    guesses: Guesses = GUESSES


@dataclass(frozen=True, slots=True, kw_only=True)
class JobProgress:
    """A job on its way through the passes; each pass fills in what it finds."""

    case: Case
    looked: Looked | None = None  # the options that pass, and those that do not
    ranking: Ranking | None = None
    ending: Ending | None = None

    @property
    def is_open(self) -> bool:
        """Return whether the question of the job has not ended yet."""
        return self.ending is None
