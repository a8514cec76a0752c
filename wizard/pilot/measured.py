"""What the pilots of a plan hand to the rules: counts of one tool for one job, never pooled."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from wizard.method.decision import Decision, JobDecision
from wizard.method.measured import TrialResult
from wizard.method.trial import StopRule, stop_rule
from wizard.models import Pilot, Plan
from wizard.pilot import store
from wizard.pilot.protocol import Protocol, Result, is_as_strict
from wizard.pilot.verdict import verdict


@dataclass(frozen=True, slots=True, kw_only=True)
class Test:
    """One pilot as far as the rules need it."""

    job: str  # key
    protocol: Protocol
    results: Sequence[Result]


def tests_of(plan: Plan) -> tuple[Test, ...]:
    """Return the pilots of a plan that measured something, the newest first."""
    pilots = Pilot.objects.whole().filter(plan=plan)
    tests = (
        Test(job=row.job, protocol=store.protocol_of(row), results=store.results_of(row))
        for row in pilots
    )
    return tuple(test for test in tests if any(result.is_rated for result in test.results))


def measured(tests: Iterable[Test]) -> tuple[TrialResult, ...]:
    """Return what was counted of each tool for each job; of two pilots of the same the newer one counts."""
    counts: dict[tuple[str, str], TrialResult] = {}
    for test in tests:
        for contender in test.protocol.contenders:
            row = _counted(test, contender.model)
            if row.cases:
                counts.setdefault((row.job, row.tool), row)
    return tuple(sorted(counts.values(), key=lambda row: (row.job, row.tool)))


def counting(tests: Iterable[Test], decision: Decision) -> tuple[TrialResult, ...]:
    """Return what counts for a plan: of its jobs, under terms that were at least as strict as it has now."""
    jobs = {job.work.key: job for job in decision.jobs}
    return measured(test for test in tests if test.job in jobs and counts_for(test, jobs[test.job]))


def counts_for(test: Test, job: JobDecision) -> bool:
    """Return whether a pilot counts for a job as it is decided now."""
    return is_as_strict(test.protocol, job.work.stakes, _full(job))


def _full(job: JobDecision) -> StopRule:
    return stop_rule(job.work)


def _counted(test: Test, tool: str) -> TrialResult:
    rated = [row for row in test.results if row.model == tool and row.is_rated]
    counts = verdict(test.protocol, rated)
    minutes = [float(value) for row in rated if (value := row.get("minutes")) is not None]
    return TrialResult(
        job=test.job,
        tool=tool,
        cases=counts.rated,
        redone=counts.redone,
        slipped=counts.slipped,
        second_read=counts.second_read,
        reading_minutes=round(sum(minutes) / len(minutes), 4) if minutes else None,
    )
