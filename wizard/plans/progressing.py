"""How far a plan is: its test, its approvals and today's facts, as its document tells it."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from wizard.decision.decision import Decision, JobDecision
from wizard.document.progress import Approval, PlanProgress, Stands, TrialState, states
from wizard.document.sentences import Narrator
from wizard.models import PlanVersion
from wizard.pilot.context import named_tools, tested
from wizard.pilot.measured import JobTest
from wizard.plans.drifting import Drift
from wizard.plans.tools import named

# Of the tests of several jobs the gravest is told.
GRAVEST_FIRST = (
    TrialState.WEAKER,
    TrialState.FAILED,
    TrialState.FELL_SHORT,
    TrialState.OTHER,
    TrialState.TOO_FEW,
    TrialState.UNUSED,
    TrialState.PASSED,
    TrialState.IN_USE,
)
AS_WISHED = {TrialState.PASSED, TrialState.IN_USE}
NOT_PASSED = {TrialState.FAILED, TrialState.FELL_SHORT, TrialState.OTHER}


def progress_of(  # noqa: PLR0913  # a plan goes on by no less
    version: PlanVersion,
    decision: Decision,
    tests: Iterable[JobTest],
    today: date,
    *,
    approvals: Sequence[Approval] = (),
    stands: Stands = Stands.SAME,
) -> PlanProgress:
    """Return how far a plan is on a day; `decision` is what it says with what its tests counted."""
    newest = newest_by_job(tests)
    return PlanProgress(
        tested=_state(decision, newest),
        in_test=_in_test(decision, newest),
        passed=_passed(decision, newest),
        open_tests=len(_without_a_test(decision, newest)),
        rated=sum(min(test.rated, test.protocol.cases) for test in newest.values()),
        cases=_cases(decision, newest),
        counted=max((month.on for test in newest.values() for month in test.months), default=None),
        version=version.number,
        approvals=tuple(approvals),
        stands=stands,
        days=(today - version.decided_on).days,
    )


def names_untested(decision: Decision, tests: Iterable[JobTest]) -> bool:
    """Return whether a tested job is now to be done with what its test did not try."""
    newest = newest_by_job(tests)
    in_test = _in_test(decision, newest)
    return any(
        tested(job)
        for job in decision.jobs
        if job.work.key in newest and job.work.key not in in_test
    )


def state_words(progress: PlanProgress) -> str:
    """Return how far a plan is, in a few words."""
    return " · ".join(line.text for line in states(progress, Narrator()))


def month_to_count(decision: Decision, tests: Iterable[JobTest], today: date) -> JobTest | None:
    """Return the first test whose tool was in use for a month, of which nobody said how it went.

    What is done once is in no daily use.
    """
    monthly = {job.work.key: job for job in decision.jobs if not job.work.once}
    for test in newest_by_job(tests).values():
        job = monthly.get(test.job)
        if job is None or _outcome(job, test) is not TrialState.PASSED:
            continue
        if test.counted_from is not None and test.counted_from <= today:
            return test
    return None


def newest_by_job(tests: Iterable[JobTest]) -> dict[str, JobTest]:
    """Return of each job the test that was started last; `tests` have the newest first."""
    newest: dict[str, JobTest] = {}
    for test in tests:
        newest.setdefault(test.job, test)
    return newest


def _cases(decision: Decision, tests: Mapping[str, JobTest]) -> int:
    """Return how many cases all tests of a plan take, those that have not begun too."""
    advised = {job.work.key: named(job) for job in decision.jobs}
    cases = {key: advice.stop.cases for key, advice in advised.items() if advice is not None}
    return sum((cases | {key: test.protocol.cases for key, test in tests.items()}).values())


def _in_test(decision: Decision, tests: Mapping[str, JobTest]) -> frozenset[str]:
    """Return the jobs whose test tries what is named for them now."""
    tried = {key: test.protocol.name_of for key, test in tests.items()}
    return frozenset(
        job.work.key
        for job in decision.jobs
        if any(tool in tried.get(job.work.key, ()) for tool in named_tools(job))
    )


def _passed(decision: Decision, tests: Mapping[str, JobTest]) -> frozenset[str]:
    """Return the jobs whose test is over, and has shown that what is named is good enough."""
    over = [job for job in decision.jobs if job.work.key in tests and tests[job.work.key].is_over]
    return frozenset(job.work.key for job in over if _outcome(job, tests[job.work.key]).is_passed)


def _state(decision: Decision, tests: dict[str, JobTest]) -> TrialState:
    jobs = {job.work.key: job for job in decision.jobs}
    known = {key: test for key, test in tests.items() if key in jobs}
    if not known:
        return TrialState.NOT_YET
    if not all(test.is_over for test in known.values()):
        return TrialState.RUNNING
    states = {_outcome(jobs[key], test) for key, test in known.items()}
    waiting = _without_a_test(decision, known)
    if waiting and states <= AS_WISHED:
        return TrialState.SOME_PASSED
    if any(map(_is_testable, waiting)):
        return TrialState.RUNNING if states.isdisjoint(NOT_PASSED) else TrialState.SOME_FAILED
    return next(state for state in GRAVEST_FIRST if state in states)


def _without_a_test(decision: Decision, tests: Mapping[str, JobTest]) -> list[JobDecision]:
    """Return the jobs whose test is still to come, at once or after a seller's answer."""
    untested = (job for job in decision.jobs if job.work.key not in tests)
    return [job for job in untested if _is_testable(job) or job.inquiries]


def _is_testable(job: JobDecision) -> bool:
    """Return whether there are enough of a job for a test of what is named for it."""
    advice = named(job)
    return advice is not None and not advice.stop.shows_nothing


def _outcome(job: JobDecision, test: JobTest) -> TrialState:
    """Return what a test showed of what the plan names for a job."""
    if test.missing_for(job):
        return TrialState.WEAKER
    if not test.is_settled:
        return TrialState.TOO_FEW
    if not test.passed:
        return TrialState.FELL_SHORT if test.months else TrialState.FAILED
    if set(test.passed).isdisjoint(named_tools(job)):
        return TrialState.OTHER
    in_use = [month for month in test.months if month.tool in named_tools(job)]
    if not in_use:
        return TrialState.PASSED
    return TrialState.IN_USE if in_use[-1].results else TrialState.UNUSED


def stands_by(drift: Drift) -> Stands:
    """Return how a plan stands by the facts of a day."""
    if drift.unchecked:
        return Stands.UNCHECKED
    if drift.different:
        return Stands.DIFFERS
    return Stands.MOVED if drift.differences or drift.moved else Stands.SAME
