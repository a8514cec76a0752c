"""The five steps of a plan: what is done, what is next, and where each leads."""

from wizard.decision.endings import AskBack, LeaveIt, WrongTool
from wizard.document.basis import Basis
from wizard.document.blocks import SpineStep, StepState
from wizard.document.progress import TrialState

WITHOUT_AI = (WrongTool, LeaveIt)


def spine(basis: Basis) -> tuple[SpineStep, ...]:
    """Return the steps: goal and model are done once a name is advised, then comes the next that is open."""
    passed = basis.progress.tested is TrialState.PASSED
    after = StepState.NEXT if passed else StepState.LATER
    return (
        _step(basis, "goal", "done", StepState.DONE, "evidence/#answers"),
        _model(basis),
        _pilot(basis),
        _step(basis, "tune", "open" if passed else "later", StepState.LATER, "tune/"),
        _step(basis, "scale", "open" if passed else "later", after, "scale/"),
    )


def _model(basis: Basis) -> SpineStep:
    if basis.running:
        return _step(basis, "model", "done", StepState.DONE, "evidence/#why")
    if all(isinstance(job.ending, WITHOUT_AI) for job in basis.jobs):
        return _step(basis, "model", "no-ai", StepState.DONE, "evidence/#why")
    return _step(basis, "model", "open", StepState.NEXT, "evidence/#why")


def _pilot(basis: Basis) -> SpineStep:
    tested = basis.progress.tested
    if not basis.running:
        asks_back = any(isinstance(job.ending, AskBack) for job in basis.jobs)
        waits = asks_back or bool(basis.waiting)
        return _step(basis, "pilot", "waits" if waits else "nothing", StepState.LATER, "pilot/")
    if tested is TrialState.NOT_YET:
        return _step(basis, "pilot", "next", StepState.NEXT, "pilot/")
    passed = StepState.DONE if tested is TrialState.PASSED else StepState.NEXT
    return _step(basis, "pilot", tested, passed, "pilot/")


def _step(basis: Basis, key: str, text: str, state: StepState, address: str) -> SpineStep:
    return SpineStep(
        title=basis.say("step", key),
        text=basis.say("step-state", text, day=basis.test_by),
        state=state,
        address=address,
    )
