"""What the advice is: frozen values that are stored with a plan. Sentences are rules with parameters."""

from dataclasses import dataclass
from datetime import date

from wizard.method.boards import Judge
from wizard.method.endings import Ending
from wizard.method.measured import TrialResult
from wizard.method.options import Dropped
from wizard.method.ranking import Ranking
from wizard.method.situation import Work
from wizard.method.trail import Reason


@dataclass(frozen=True, slots=True, kw_only=True)
class JobDecision:
    """How the question of one job ends, and everything that it rests on."""

    work: Work  # what was counted with
    guessed: frozenset[str]  # fields of `Answers` and `Job` for which our usual value stands
    ending: Ending
    # What is said before everything else, such as an answer that contradicts another.
    notes: tuple[Reason, ...] = ()
    reasons: tuple[Reason, ...] = ()  # why this ending and this name, in the order of the method
    risks: tuple[Reason, ...] = ()  # what can go wrong, the biggest first; never empty
    ranking: Ranking | None = None  # None where no option was looked for
    dropped: tuple[Dropped, ...] = ()
    judge: Judge | None = None
    results: tuple[TrialResult, ...] = ()  # of tests that counted
    row: str = ""  # the use case whose row of solutions was used; empty: none fits own words
    row_is_own: bool = True  # whether the owner chose that use case; its reason stands only then


@dataclass(frozen=True, slots=True, kw_only=True)
class Bought:
    """Something that is paid for once a month, whatever number of jobs it serves. US dollars."""

    tool: str
    jobs: tuple[str, ...]
    usd_month: float
    connecting_usd: float = 0.0
    paid: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """Everything a plan rests on. The same answers, release, day and method give the same bytes."""

    method: int
    on: date
    starts: date
    jobs: tuple[JobDecision, ...] = ()  # in the order of the answers
    bill: tuple[Bought, ...] = ()

    @property
    def usd_month(self) -> float:
        """Return what the plan costs a month, without connecting."""
        return sum(row.usd_month for row in self.bill)
