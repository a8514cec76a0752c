"""The five steps of a plan: what is done, what is next, and where each leads."""

from wizard.decision.endings import LeaveIt, WrongTool
from wizard.document.basis import Basis
from wizard.document.blocks import SpineStep, StepState
from wizard.document.progress import TrialState

WITHOUT_AI = (WrongTool, LeaveIt)


def spine(basis: Basis) -> tuple[SpineStep, ...]:
    """Return the steps.

    Goal and model are done once a name is advised; then comes the next open one.
    """
    passed = basis.progress.tested.is_passed_by_some
    still = "open" if passed else "later"
    steps = {
        "goal": ("done", StepState.DONE, "evidence/#answers"),
        "model": (*_model(basis), "evidence/#why"),
        "pilot": (*_pilot(basis), "pilot/"),
        "tune": (still, StepState.LATER, "tune/"),
        "scale": (*_scale(basis.progress.tested), "scale/"),
    }
    return tuple(
        SpineStep(
            title=basis.say("step", key),
            text=basis.say("step-state", text),
            state=state,
            address=address,
        )
        for key, (text, state, address) in steps.items()
    )


def _model(basis: Basis) -> tuple[str, StepState]:
    if basis.running:
        return "done", StepState.DONE
    if all(isinstance(job.ending, WITHOUT_AI) or job.need_not_begin for job in basis.jobs):
        return "no-ai", StepState.DONE
    return "open", StepState.NEXT


def _pilot(basis: Basis) -> tuple[str, StepState]:
    tested = basis.progress.tested
    if not basis.running:
        return _without_a_tool(basis), StepState.LATER
    if not basis.testable:
        return "nothing", StepState.LATER
    if tested is TrialState.NOT_YET:
        return "next", StepState.NEXT
    return tested, StepState.DONE if tested.is_passed else StepState.NEXT


def _without_a_tool(basis: Basis) -> str:
    """Return what is said of the test where no tool is begun."""
    if basis.asked:
        return "waits"
    return "without-ai" if basis.first_at("test") else "nothing"


def _scale(tested: TrialState) -> tuple[str, StepState]:
    if tested is TrialState.IN_USE:
        return "begun", StepState.NEXT
    if tested is TrialState.SOME_PASSED:
        return "open", StepState.LATER  # the test of another job comes next
    return ("open", StepState.NEXT) if tested.is_passed else ("later", StepState.LATER)
