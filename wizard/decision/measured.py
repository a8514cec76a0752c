"""What the owner's test counted, and daily use since: all that a pilot hands to the rules."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

FEWEST_FEES = 10  # results whose mean fee is counted with; ours


@dataclass(frozen=True, slots=True, kw_only=True)
class TrialLook:
    """What was counted when a test was looked at, of all cases up to then."""

    cases: int  # that were rated
    redone: int  # of them: had to be done again
    slipped: int  # of them: marked good by the first reader, and would have done damage
    missed: int = 0  # of them: the tool missed what has to be found, whoever noticed it


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthOfUse:
    """What a month of daily use counted of one tool, after its test was passed."""

    tool: str
    on: date  # the day on which it was counted
    results: int  # 0: nobody used it
    redone: int  # of them
    paid_usd: float  # for all of them


@dataclass(frozen=True, slots=True, kw_only=True)
class TrialResult:
    """What a test, and daily use since, counted of one tool for one job.

    Tests are never pooled over tools or jobs. One that goes on hands in all its cases together, the
    earlier ones too. One that is not finished may put a tool out, and its counts weigh what they
    weigh.
    """

    job: str  # key of the job
    tool: str  # as `Option.tool`: the slug of a plan of an app or of a model
    cases: int  # that were rated, one at least
    redone: int  # of them: had to be done again
    # Of them, and none of those: marked good by the first reader, and would have done damage.
    slipped: int = 0
    missed: int = 0  # of them: the tool missed what has to be found, whoever noticed it
    second_read: int = 0  # of them: read by a second person too
    timed: int = 0  # cases of which it was measured how long they took
    reading_minutes: float = 0.0  # for one of those, with correcting
    fee_usd: float | None = None  # paid for one case; None: too few were counted
    earlier: tuple[TrialLook, ...] = ()  # the looks before: whoever failed one of them stays out
    months: tuple[MonthOfUse, ...] = ()  # of daily use since

    @property
    def looks(self) -> tuple[TrialLook, ...]:
        """Return every look: at the test, then with each month of daily use since."""
        return (*self.looks_at_test, *self._looks_at_use)

    @property
    def looks_at_test(self) -> tuple[TrialLook, ...]:
        last = TrialLook(
            cases=self.cases, redone=self.redone, slipped=self.slipped, missed=self.missed
        )
        return (*self.earlier, last)

    @property
    def _looks_at_use(self) -> Iterator[TrialLook]:
        look = self.looks_at_test[-1]
        for month in self.months:
            cases, redone = look.cases + month.results, look.redone + month.redone
            look = replace(look, cases=cases, redone=redone)
            yield look

    @property
    def month_fee_usd(self) -> float | None:
        """Return what the last month was paid for one result; None where too few were made."""
        last = self.months[-1] if self.months else None
        if last is None or last.results < FEWEST_FEES:
            return None
        return last.paid_usd / last.results
