"""How far a plan is: one state at a time, the weightiest first."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from wizard.plans.document.blocks import DRAFT, PlanState, Shape, Tested

UNDECIDED_AFTER_DAYS = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    tested: Tested
    cases_done: int = 0
    cases: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanFacts:
    """What a state follows from: the test, who approved which version, and what today's facts say."""

    decided: date
    latest: int
    progress: Progress | None = None
    approvals: Sequence[tuple[str, int]] = ()  # name and version, the latest approval last
    differs: bool = False
    unchecked: bool = False
    test_by: date | None = None


def state_of(facts: PlanFacts, on: date) -> PlanState:
    found = _state(facts, on)
    late = facts.test_by is not None and facts.test_by < on and found.tested is Tested.NOT_YET
    return replace(found, late=late)


def _state(facts: PlanFacts, on: date) -> PlanState:
    progress = facts.progress
    tested = progress.tested if progress is not None else Tested.NOT_YET
    if facts.unchecked:
        return PlanState("Cannot be checked", Shape.UNKNOWN, tested)
    if facts.differs:
        return PlanState("Would now differ", Shape.UNSETTLED, tested)
    if progress is not None and tested is not Tested.NOT_YET:
        return _tested(progress)
    if facts.approvals:
        name, version = facts.approvals[-1]
        earlier = f" (version {version})" if version != facts.latest else ""
        return PlanState(f"Approved by {name}{earlier}", Shape.PASSED)
    days = (on - facts.decided).days
    if days >= UNDECIDED_AFTER_DAYS:
        return PlanState(f"Undecided for {days} days", Shape.NODATA)
    return DRAFT


def _tested(progress: Progress) -> PlanState:
    texts = {
        Tested.PASSED: ("Tested, still holds", Shape.PASSED),
        Tested.FAILED: ("Tested, none passed", Shape.FAILED),
    }
    text, shape = texts.get(progress.tested, (f"Test running, {progress.cases_done} of {progress.cases}", Shape.NODATA))
    return PlanState(text, shape, progress.tested)
