"""How far a plan is: one state at a time, the weightiest first."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from wizard.plans.document.blocks import DRAFT, PlanState, Shape, Tested

UNDECIDED_AFTER_DAYS = 40
ENDED = {
    Tested.PASSED: ("Tested, still holds", Shape.PASSED),
    Tested.OTHER: ("Tested, the other passed", Shape.UNSETTLED),
    Tested.FAILED: ("Tested, none passed", Shape.FAILED),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanFacts:
    """What a state follows from: the test, who approved which version, and what today's facts say."""

    decided: date
    latest: int
    tested: Tested = Tested.NOT_YET
    cases: str = ""  # how many were judged, of how many: 12 of 20
    approvals: Sequence[tuple[str, int]] = ()  # name and version, the latest approval last
    differs: bool = False
    unchecked: bool = False
    test_by: date | None = None


def state_of(facts: PlanFacts, on: date) -> PlanState:
    tested, days = facts.tested, (on - facts.decided).days
    found = DRAFT.text, Shape.NODATA
    if facts.unchecked:
        found = "Cannot be checked", Shape.UNKNOWN
    elif facts.differs:
        found = "Would now differ", Shape.UNSETTLED
    elif tested is not Tested.NOT_YET:
        found = ENDED.get(tested, (f"Test running, {facts.cases}", Shape.NODATA))
    elif facts.approvals:
        name, version = facts.approvals[-1]
        earlier = f" (version {version})" if version != facts.latest else ""
        found = f"Approved by {name}{earlier}", Shape.PASSED
    elif days >= UNDECIDED_AFTER_DAYS:
        found = f"Undecided for {days} days", Shape.NODATA
    late = facts.test_by is not None and facts.test_by < on and tested is Tested.NOT_YET
    return PlanState(*found, tested, late)
