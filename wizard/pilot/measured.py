"""What the pilots of a plan hand to the rules: counts of one tool for one job, never pooled."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.timezone import localdate

from wizard.decision.decision import Decision, JobDecision
from wizard.decision.measured import FEWEST_FEES, MonthOfUse, TrialResult
from wizard.decision.trial import stop_rule
from wizard.document.agreed import lacks_words
from wizard.models import Pilot, Plan
from wizard.pilot import store
from wizard.pilot.protocol import Protocol
from wizard.pilot.verdict import Mean, Verdict


@dataclass(frozen=True, slots=True, kw_only=True)
class JobTest:
    """One pilot as far as a plan needs it: what was agreed for a job, each tool's counts."""

    job: str  # key
    protocol: Protocol
    verdicts: Mapping[str, Verdict]  # by tool
    # Until then nothing of it reaches the plan, for that would hint at it.
    shows_results: bool = True
    number: int = 0  # of the pilot
    ended: date | None = None  # each tool had its verdict, or its owner ended it
    months: tuple[MonthOfUse, ...] = ()  # of daily use since, the latest last

    @property
    def is_over(self) -> bool:
        return self.ended is not None

    @property
    def passed(self) -> tuple[str, ...]:
        """Return the tools that passed, and that daily use did not put out since."""
        return tuple(
            tool
            for tool, verdict in self.verdicts.items()
            if verdict.state.passed and not self.protocol.rule.ends(self.result_of(tool).looks)
        )

    @property
    def counted_from(self) -> date | None:
        """Return the day from which the next month of daily use can be counted.

        None where nothing has passed.
        """
        if self.ended is None or not self.passed:
            return None
        return (self.months[-1].on if self.months else self.ended) + store.MONTH

    @property
    def rated(self) -> int:
        """Return how many cases were rated of the tool that has most."""
        return max((verdict.rated for verdict in self.verdicts.values()), default=0)

    @property
    def is_settled(self) -> bool:
        """Return whether each tool has its verdict."""
        return all(verdict.state.settled for verdict in self.verdicts.values())

    def result_of(self, tool: str) -> TrialResult:
        """Return what was counted of one tool, in the test and in daily use."""
        verdict = self.verdicts[tool]
        minutes, fee = (verdict.measured.get(slug, Mean()) for slug in ("minutes", "usd"))
        return TrialResult(
            job=self.job,
            tool=tool,
            cases=verdict.rated,
            redone=verdict.redone,
            slipped=verdict.slipped,
            missed=verdict.missed,
            second_read=verdict.second_read,
            timed=minutes.of,
            reading_minutes=minutes.value,
            fee_usd=fee.value if fee.of >= FEWEST_FEES else None,
            earlier=verdict.looks[:-1],
            months=tuple(month for month in self.months if month.tool == tool),
        )

    def missing_for(self, job: JobDecision) -> tuple[str, ...]:
        """Return what it lacks to count for its job as that is decided now, a sentence each."""
        work, agreed = job.work, self.protocol
        return tuple(lacks_words(agreed.rule, agreed.stakes, stop_rule(work), work.stakes))


def test_of(pilot: Pilot) -> JobTest:
    """Return a pilot as a plan needs it."""
    return JobTest(
        job=pilot.job,
        protocol=store.protocol_of(pilot),
        verdicts=store.verdicts_of(pilot),
        shows_results=pilot.shows_results,
        number=pilot.number,
        ended=None if pilot.revealed is None else localdate(pilot.revealed),
        months=store.months_of(pilot),
    )


def tests_of(plan: Plan) -> tuple[JobTest, ...]:
    """Return the pilots of a plan that rated something, the newest first; one query."""
    rows = Pilot.objects.filter(plan=plan).order_by("-number", "pk")
    return tuple(test for test in map(test_of, rows) if test.rated)


def counting_tests(tests: Iterable[JobTest], decision: Decision) -> tuple[JobTest, ...]:
    """Return the tests that count for a plan: of its jobs, under terms at least as strict.

    They are held against the terms that it has now.
    """
    jobs = {job.work.key: job for job in decision.jobs}
    known = (test for test in tests if test.job in jobs)
    return tuple(test for test in known if not test.missing_for(jobs[test.job]))


def measured(tests: Iterable[JobTest]) -> tuple[TrialResult, ...]:
    """Return what was counted of each tool for each job.

    Of two pilots of the same, the newer one counts.
    """
    counts: dict[tuple[str, str], TrialResult] = {}
    for test in tests:
        for tool, verdict in test.verdicts.items():
            if test.shows_results and verdict.rated:
                counts.setdefault((test.job, tool), test.result_of(tool))
    return tuple(sorted(counts.values(), key=lambda row: (row.job, row.tool)))
