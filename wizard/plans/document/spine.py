"""The five steps of a plan, each with its state and its page."""

from collections.abc import Sequence

from catalog.formatting import MONTHS
from wizard.decision.decision import Decision
from wizard.plans.document.blocks import PlanState, SpineStep, StepState, Tested
from wizard.plans.document.part import Form, PartInWords

PILOT, MODEL = "pilot/", "evidence/#why"
NOTHING_TO_TEST, AFTER_THE_ANSWER = "nothing to test", "after the answer"
DONE, NEXT, LATER = StepState.DONE, StepState.NEXT, StepState.LATER


def spine(decision: Decision, parts: Sequence[PartInWords], state: PlanState) -> tuple[SpineStep, ...]:
    """Return the steps: goal and model are done once a name is advised, then comes the next that is open."""
    tried = any(part.pilot is not None for part in parts)
    passed = state.tested is Tested.PASSED
    waits = any(part.part.waits for part in parts)
    pilot = str(state.tested) if tried else AFTER_THE_ANSWER if waits else NOTHING_TO_TEST
    without = bool(parts) and all(part.form in {Form.WRONG, Form.LEAVE} for part in parts)
    model = DONE if tried or without else NEXT
    starts = next((each.begins for each in decision.scale.order), None)
    return (
        SpineStep(title="Goal", text="", state=DONE, address="evidence/#answers"),
        SpineStep(title="Model", text="no AI" if without else "" if tried else "open", state=model, address=MODEL),
        SpineStep(title="Pilot", text=pilot, state=_pilot(tried=tried, passed=passed), address=PILOT),
        SpineStep(title="Tune", text="later", state=LATER, address="tune/"),
        SpineStep(
            title="Scale",
            text=f"from {starts.day} {MONTHS[starts.month - 1]}" if starts and passed else "later",
            state=NEXT if passed else LATER,
            address="scale/",
        ),
    )


def _pilot(*, tried: bool, passed: bool) -> StepState:
    if passed:
        return DONE
    return NEXT if tried else LATER
