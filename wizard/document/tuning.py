"""The page Tune: instructions to copy, made of what the owner wrote, and ways to better results."""

from collections.abc import Iterator

from catalog.charts.stairs import Stair, StairKind
from catalog.schema import Advice
from catalog.vocabulary import LANGUAGE_MEDIA, Known
from wizard.decision.tuning import Tuned, TuningStep, tuning
from wizard.document.basis import Basis, JobBasis
from wizard.document.blocks import Block, CopyBlock, DocumentPage, ListRow, Picture, Sentences
from wizard.document.folding import fold, page_of_sections, pairs

SAID_OF = {
    StairKind.NOW: "now",
    StairKind.LATER: "later",
    StairKind.ASK: "ask",
    StairKind.NOT_HERE: "not-here",
}


def tune(basis: Basis) -> DocumentPage:
    """Return what to do for better results."""
    return page_of_sections(
        basis,
        "tune",
        fold(basis, "instructions", _instructions),
        fold(basis, "ladder", _ladder),
        finding=_finding(basis),
        picture=_picture(basis),
    )


def _finding(basis: Basis) -> str:
    """Return what to do first; of several jobs the picture says it."""
    steps = [step for job in basis.jobs for step in _steps(job)]
    if not steps:
        return basis.say("page-finding", "tune")
    if not basis.is_alone:
        now = sum(_kind(step) is StairKind.NOW for step in steps)
        return basis.say("tune", "jobs", now=now, count=len(steps))
    return basis.say("tune", "next", title=_advice(basis.jobs[0], steps[0]).title)


def _picture(basis: Basis) -> Picture | None:
    """Return the steps of the one job as stairs, or the first of each job; each leads to what is said of it."""
    rows = tuple(_stairs(basis.jobs[0])) if basis.is_alone else tuple(_first_stairs(basis))
    if not rows:
        return None
    return Picture(
        caption=basis.say("stairs", "steps" if basis.is_alone else "jobs"),
        says=tuple(basis.say("stairs", "step", name=row.name, says=row.says) for row in rows),
        stairs=rows,
    )


def _stairs(job: JobBasis) -> Iterator[Stair]:
    for place, step in enumerate(_steps(job)):
        yield _stair(job, step, place, _advice(job, step).title)


def _first_stairs(basis: Basis) -> Iterator[Stair]:
    for job in basis.jobs:
        for step in _steps(job)[:1]:
            title = _advice(job, step).title
            yield _stair(job, step, 0, job.say("stairs", "of-job", title=title))


def _stair(job: JobBasis, step: TuningStep, place: int, name: str) -> Stair:
    kind = _kind(step)
    says = job.say(
        "stairs",
        SAID_OF[kind],
        effort=_advice(job, step).effort,
        things=[thing.label for thing in step.lacks],
        seller=job.names.seller(job.first.option) if job.first is not None else "",
    )
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
    return sum(len(_steps(row)) for row in before) + place + 1


def _instructions(job: JobBasis) -> Iterator[Block]:
    if job.advised is not None:
        lines = tuple(instructions(job))
        yield CopyBlock(label=job.say("label", "copy"), lines=lines)


def instructions(job: JobBasis) -> Sentences:
    """Yield the lines of instructions for a model. What the owner wrote stands as it is; nothing is made up."""
    answers = job.plan.answers
    yield job.say("prompt", "firm" if answers.firm else "no-firm", firm=answers.firm)
    yield job.say("prompt", "job")
    brief = answers.brief
    written = {
        "voice": brief.voice,
        "audience": brief.audience,
        "must": brief.must,
        "never": brief.never,
        "examples": brief.examples,
    }
    for name, text in written.items():
        if text:
            yield job.say("prompt", name)
            yield text
    if job.case.parts[0].medium in LANGUAGE_MEDIA:
        yield job.say("prompt", "facts")


# ----------------------------------------------------------------------- ways to better results


def _steps(job: JobBasis) -> tuple[TuningStep, ...]:
    """Return the ways to better results of a job, the first now; none where nothing is named."""
    if job.advised is None or job.first is None:
        return ()
    tuned = Tuned(
        case=job.case,
        answers=job.plan.answers,
        option=job.first.option,
        catalog=job.plan.catalog,
        on=job.plan.decision.on,
    )
    return tuning(tuned)


def _advice(job: JobBasis, step: TuningStep) -> Advice:
    return job.plan.catalog.advice_row[str(dict(step.reason.parameters)["advice"])]


def _ladder(job: JobBasis) -> Iterator[Block]:
    yield from pairs(_row(job, step, place) for place, step in enumerate(_steps(job)))


def _row(job: JobBasis, step: TuningStep, place: int) -> ListRow:
    advice = _advice(job, step)
    needs = {"needs": advice.needs, "effort": advice.effort, "stop": advice.stop}
    written = (job.say("remedy", name, text=text) for name, text in needs.items() if text)
    says = (advice.text, advice.action, *written, *_hindered(job, step))
    return ListRow(label=advice.title, says=says, row=_number(job, place))


def _hindered(job: JobBasis, step: TuningStep) -> Sentences:
    """Yield why a way cannot be gone yet, whom to ask whether it can, and where else it can."""
    if step.lacks:
        things = [thing.label for thing in step.lacks]
        yield job.say("remedy", "lacks", things=things)
    if step.possible is Known.UNKNOWN and job.first is not None:
        yield job.say("remedy", "ask-seller", seller=job.names.seller(job.first.option))
    if step.possible is Known.NO and not step.lacks:
        yield job.say("remedy", "not-here")
    if step.elsewhere:
        sellers = [job.names.provider(slug) for slug in step.elsewhere]
        yield job.say("remedy", "elsewhere", sellers=sellers)
