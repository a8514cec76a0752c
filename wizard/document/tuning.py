"""The page Tune: instructions to copy, made of what the owner wrote, and ways to better results."""

from collections.abc import Iterator

from catalog.charts.stairs import Stair, StairKind
from catalog.schema import Advice
from catalog.vocabulary import Known
from wizard.decision.tuning import TuningStep
from wizard.document.basis import Basis, JobBasis
from wizard.document.blocks import Block, CopyBlock, ListRow, Picture, Sentences
from wizard.document.folding import Fold, PageLayout, picture_of
from wizard.document.instructions import instructions

SAID_OF = {
    StairKind.NOW: "now",
    StairKind.LATER: "later",
    StairKind.ASK: "ask",
    StairKind.NOT_HERE: "not-here",
}


def _finding(basis: Basis) -> str:
    """Return what to do first; of several jobs, how much can be done now; empty if nothing."""
    steps = [step for job in basis.jobs for step in job.steps]
    if not steps:
        return ""
    if basis.is_alone:
        return basis.say("tune", "next", title=_advice(basis, steps[0]).title)
    now = sum(_kind(step) is StairKind.NOW for step in steps)
    return basis.say("tune", "jobs" if now else "none-yet", now=now, count=len(steps))


def _picture(basis: Basis) -> Picture | None:
    """Return the steps of the one job as stairs, or the first of each job.

    Each leads to what is said of it.
    """
    rows = _stairs(basis.jobs[0]) if basis.is_alone else _first_stairs(basis)
    caption = "steps" if basis.is_alone else "jobs"
    return picture_of(basis, "stairs", caption, tuple(rows))


def _stairs(job: JobBasis) -> Iterator[Stair]:
    for place, step in enumerate(job.steps):
        yield _stair(job, step, place, _advice(job.plan, step).title)


def _first_stairs(basis: Basis) -> Iterator[Stair]:
    for job in basis.jobs:
        for step in job.steps[:1]:
            title = _advice(basis, step).title
            yield _stair(job, step, 0, job.say("stairs", "of-job", title=title))


def _stair(job: JobBasis, step: TuningStep, place: int, name: str) -> Stair:
    kind = _kind(step)
    effort, things = _advice(job.plan, step).effort, _lacking(step)
    says = job.say("stairs", SAID_OF[kind], effort=effort, things=things)
    return Stair(name=name, says=says, kind=kind, depth=place, row=_number(job, place))


def _kind(step: TuningStep) -> StairKind:
    if step.lacks:
        return StairKind.LATER
    if step.possible is Known.UNKNOWN:
        return StairKind.ASK
    return StairKind.NOW if step.possible is Known.YES else StairKind.NOT_HERE


def _number(job: JobBasis, place: int) -> int:
    """Return which row of the page says more of a step, from 1."""
    before = job.plan.jobs[: job.plan.jobs.index(job)]
    return sum(len(row.steps) for row in before) + place + 1


def _instructions(job: JobBasis) -> Iterator[Block]:
    if job.advised is not None:
        lines = tuple(instructions(job.job, job.plan.answers, job.plan.catalog))
        yield CopyBlock(label=job.say("label", "copy"), lines=lines)


# ----------------------------------------------------------------------- ways to better results


def _advice(basis: Basis, step: TuningStep) -> Advice:
    return basis.catalog.advice_row[step.advice]


def _lacking(step: TuningStep) -> list[str]:
    return [thing.label for thing in step.lacks]


def _ladder(job: JobBasis) -> Iterator[ListRow]:
    return (_row(job, step, place) for place, step in enumerate(job.steps))


def _row(job: JobBasis, step: TuningStep, place: int) -> ListRow:
    advice = _advice(job.plan, step)
    needs = {"needs": advice.needs, "effort": advice.effort, "stop": advice.stop}
    written = (job.say("remedy", name, text=text) for name, text in needs.items() if text)
    says = (advice.text, advice.action, *written, *_hindered(job, step))
    return ListRow(label=advice.title, says=says, row=_number(job, place))


def _hindered(job: JobBasis, step: TuningStep) -> Sentences:
    """Yield why a way cannot be gone yet, whom to ask whether it can, and where else it can."""
    if step.lacks:
        yield job.say("remedy", "lacks", things=_lacking(step))
    if step.possible is Known.UNKNOWN:
        yield job.say("remedy", "ask-seller")
    if step.possible is Known.NO and not step.lacks:
        yield job.say("remedy", "not-here")
    if step.elsewhere:
        sellers = [job.names.provider(slug) for slug in step.elsewhere]
        yield job.say("remedy", "elsewhere", sellers=sellers)


TUNE = PageLayout(
    folds=(
        Fold(key="instructions", of_job=_instructions),
        Fold(key="ladder", kind="pairs", of_job=_ladder),
    ),
    finding=_finding,
    picture=_picture,
)
