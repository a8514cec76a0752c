"""The page Tune: instructions to copy, made of what the owner wrote, and ways to better results."""

from collections.abc import Iterator

from catalog.vocabulary import LANGUAGE_MEDIA, Known
from wizard.decision.answers import Answers
from wizard.decision.tuning import Tuned, TuningStep, tuning
from wizard.document.basis import Basis, JobBasis
from wizard.document.blocks import Block, CopyBlock, DocumentPage, ListBlock, ListRow
from wizard.document.evidence import page_of_sections
from wizard.document.sections import fold


def tune(basis: Basis) -> DocumentPage:
    """Return what to do for better results."""
    copied = fold(
        basis,
        "instructions",
        basis.say("finding", "instructions"),
        lambda job: _instructions(basis, job),
    )
    ways = fold(basis, "ladder", basis.say("finding", "ladder"), lambda job: _ladder(basis, job))
    return page_of_sections(basis, "tune", tuple(row for row in (copied, ways) if row is not None))


def _instructions(basis: Basis, job: JobBasis) -> Iterator[Block]:
    if job.advised is not None:
        lines = tuple(instructions(basis.answers, job))
        yield CopyBlock(label=basis.say("label", "copy"), lines=lines)


def instructions(answers: Answers, job: JobBasis) -> Iterator[str]:
    """Yield the lines of instructions for a model. What the owner wrote stands as it is; nothing is made up."""
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


def _ladder(basis: Basis, job: JobBasis) -> Iterator[Block]:
    if job.advised is None or job.first is None:
        return
    tuned = Tuned(
        case=job.case,
        answers=basis.answers,
        option=job.first.option,
        catalog=basis.catalog,
        on=basis.decision.on,
    )
    rows = tuple(_row(basis, job, step) for step in tuning(tuned))
    if rows:
        yield ListBlock(rows=rows, kind="pairs")


def _row(basis: Basis, job: JobBasis, step: TuningStep) -> ListRow:
    advice = basis.catalog.advice_row[str(dict(step.reason.parameters)["advice"])]
    needs = {"needs": advice.needs, "effort": advice.effort, "stop": advice.stop}
    written = (job.say("remedy", name, text=text) for name, text in needs.items() if text)
    says = (advice.text, advice.action, *written, *_hindered(job, step))
    return ListRow(label=advice.title, says=says)


def _hindered(job: JobBasis, step: TuningStep) -> Iterator[str]:
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
