"""What happened to a plan since its decision: its test, its approvals, whether it holds."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from wizard.document.blocks import Shape, StateLine
from wizard.document.sentences import Narrator

UNDECIDED_AFTER_DAYS = 40


class TrialState(StrEnum):
    """How far the test of a plan is."""

    NOT_YET = "not-yet"
    RUNNING = "running"
    WEAKER = "weaker"  # it asked less than the plan does now
    TOO_FEW = "too-few"  # it was ended, and too few were rated
    SOME_FAILED = "some-failed"  # of what was tested something failed, and other jobs are untested
    SOME_PASSED = "some-passed"  # what was tested has passed, and other jobs are not tested yet
    PASSED = "passed"
    IN_USE = "in-use"  # and a month of daily use held
    UNUSED = "unused"  # and nobody used it in a month
    FELL_SHORT = "fell-short"  # and too many of a month were done again
    OTHER = "other"  # what the plan names did not pass, and another did
    FAILED = "failed"

    @property
    def is_passed(self) -> bool:
        """Return whether what the plan names has passed its test, and holds."""
        return self in {TrialState.PASSED, TrialState.IN_USE, TrialState.UNUSED}

    @property
    def is_passed_by_some(self) -> bool:
        """Return whether that holds of one job at least, so that it may be rolled out."""
        return self.is_passed or self is TrialState.SOME_PASSED


class Stands(StrEnum):
    """What today's facts say of a plan."""

    SAME = "same"
    MOVED = "moved"  # other prices, the same names
    DIFFERS = "differs"
    UNCHECKED = "unchecked"


SHAPES = {
    TrialState.NOT_YET: Shape.NODATA,
    TrialState.RUNNING: Shape.NODATA,
    TrialState.WEAKER: Shape.UNSETTLED,
    TrialState.TOO_FEW: Shape.UNSETTLED,
    TrialState.SOME_FAILED: Shape.FAILED,
    TrialState.SOME_PASSED: Shape.NODATA,
    TrialState.PASSED: Shape.PASSED,
    TrialState.IN_USE: Shape.PASSED,
    TrialState.UNUSED: Shape.UNSETTLED,
    TrialState.FELL_SHORT: Shape.FAILED,
    TrialState.OTHER: Shape.UNSETTLED,
    TrialState.FAILED: Shape.FAILED,
}
STANDS = {Stands.DIFFERS: Shape.UNSETTLED, Stands.UNCHECKED: Shape.UNKNOWN}


@dataclass(frozen=True, slots=True, kw_only=True)
class Approval:
    """Who approved which version."""

    name: str
    version: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanProgress:
    """How far a plan is. The usual one is new: nothing tested, nobody asked."""

    tested: TrialState = TrialState.NOT_YET
    in_test: frozenset[str] = frozenset()  # keys of jobs whose newest test has what is named
    passed: frozenset[str] = frozenset()  # of them: it has passed, and holds
    open_tests: int = 0  # jobs of which no test has begun
    rated: int = 0  # cases, while the test runs
    cases: int = 0
    counted: date | None = None  # when a month of daily use was counted last
    version: int = 1
    approvals: tuple[Approval, ...] = ()  # the latest last
    stands: Stands = Stands.SAME
    days: int = 0  # since it was decided

    @property
    def is_forgotten(self) -> bool:
        """Return whether nobody did anything with the plan for long."""
        untouched = self.tested is TrialState.NOT_YET and not self.approvals
        return untouched and self.days >= UNDECIDED_AFTER_DAYS


NEW = PlanProgress()


def states(progress: PlanProgress, narrator: Narrator) -> Iterator[StateLine]:
    """Yield what a plan is: how far its test is, who approved it, and what today's facts say."""
    tested = narrator.say(
        "tested",
        progress.tested,
        rated=progress.rated,
        cases=progress.cases,
        passed=len(progress.passed),
        still=progress.open_tests,
    )
    yield StateLine(text=tested, shape=SHAPES[progress.tested])
    if progress.counted is not None:
        text = narrator.say("state", "counted", day=progress.counted)
        yield StateLine(text=text, shape=SHAPES[progress.tested])
    if progress.approvals:
        approval = progress.approvals[-1]
        of = "this" if approval.version == progress.version else "earlier"
        text = narrator.say("approved", of, name=approval.name, version=approval.version)
        yield StateLine(text=text, shape=Shape.PASSED)
    if progress.stands in STANDS:
        yield StateLine(text=narrator.say("stands", progress.stands), shape=STANDS[progress.stands])
    if progress.is_forgotten:
        yield StateLine(text=narrator.say("state", "undecided", days=progress.days))
