"""The five steps of a plan, each with its state and its page."""

from collections.abc import Sequence

from catalog.formatting import format_long_day
from wizard.decision.decision import Decision
from wizard.plans.document.blocks import PlanState, SpineStep, StepState, Tested
from wizard.plans.document.part import PartInWords

DONE, NEXT, LATER = StepState.DONE, StepState.NEXT, StepState.LATER


def spine(decision: Decision, parts: Sequence[PartInWords], state: PlanState) -> tuple[SpineStep, ...]:
    """Return the steps: goal and model are done once a name is advised, then comes the next that is open."""
    advised = any(part.advised for part in parts)
    tried = any(part.pilot is not None for part in parts)
    passed = state.tested is Tested.PASSED
    pilot = str(state.tested) if tried else "nothing to test"
    model = NEXT if not tried else DONE
    starts = next((each.begins for each in decision.scale.order), None)
    return (
        SpineStep(title="Goal", text="answered", state=DONE, address="evidence/#answers"),
        SpineStep(title="Model", text="chosen" if advised else "open", state=model, address="evidence/#why"),
        SpineStep(title="Pilot", text=pilot, state=_pilot(tried=tried, passed=passed), address="pilot/"),
        SpineStep(title="Tune", text="if it is not enough", state=LATER, address="tune/"),
        SpineStep(
            title="Scale",
            text=f"from {format_long_day(starts)}" if starts else "later",
            state=NEXT if passed else LATER,
            address="scale/",
        ),
    )


def _pilot(*, tried: bool, passed: bool) -> StepState:
    if passed:
        return DONE
    return NEXT if tried else LATER
