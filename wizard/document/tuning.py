"""The page Tune: instructions to copy, made of what the owner wrote, and ways to better results."""

from collections.abc import Iterator

from catalog.vocabulary import LANGUAGE_MEDIA, Known
from wizard.document.basis import Basis, JobBasis
from wizard.document.blocks import Block, CopyBlock, DocumentPage, ListRow, Sentences
from wizard.document.folding import fold, page_of_sections, pairs
from wizard.method.tuning import Tuned, TuningStep, tuning


def tune(basis: Basis) -> DocumentPage:
    """Return what to do for better results."""
    return page_of_sections(
        basis,
        "tune",
        fold(basis, "instructions", _instructions),
        fold(basis, "ladder", _ladder),
    )


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


def _ladder(job: JobBasis) -> Iterator[Block]:
    if job.advised is None or job.first is None:
        return
    tuned = Tuned(
        case=job.case,
        answers=job.plan.answers,
        option=job.first.option,
        catalog=job.plan.catalog,
        on=job.plan.decision.on,
    )
    yield from pairs(_row(job, step) for step in tuning(tuned))


def _row(job: JobBasis, step: TuningStep) -> ListRow:
    advice = job.plan.catalog.advice_row[str(dict(step.reason.parameters)["advice"])]
    needs = {"needs": advice.needs, "effort": advice.effort, "stop": advice.stop}
    written = (job.say("remedy", name, text=text) for name, text in needs.items() if text)
    says = (advice.text, advice.action, *written, *_hindered(job, step))
    return ListRow(label=advice.title, says=says)


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
