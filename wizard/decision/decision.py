"""What the advice is: frozen values stored with a plan.

Sentences are rules with parameters.
"""

from dataclasses import dataclass
from datetime import date

from wizard.decision.bill import Bought
from wizard.decision.boards import Judge
from wizard.decision.costs import Priced
from wizard.decision.endings import Ending, Inquiry
from wizard.decision.measured import TrialResult
from wizard.decision.options import Dropped
from wizard.decision.ranking import Ranking
from wizard.decision.situation import Work
from wizard.decision.trail import Reason
from wizard.decision.vocabulary import Keeps


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
    # Whom to ask besides: apps of the right kind whose price nobody states.
    inquiries: tuple[Inquiry, ...] = ()
    # What the firm uses for the job today, with its cost or why it is out; None: nothing on file.
    tool_today: Priced | Dropped | None = None
    # Of what is named first: what is known to hold of it, and the first day without it.
    keeps: frozenset[Keeps] = frozenset()
    sold_until: date | None = None


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
        """Return what the plan costs a month, without connecting and without what is done once."""
        return sum(row.usd for row in self.bill if not row.once)
