"""The page Tune: instructions to copy, made of what the owner wrote, and ways to better results."""

from collections.abc import Iterable, Iterator

from catalog.vocabulary import LANGUAGE_MEDIA, Medium
from wizard.decision.answers import Answers
from wizard.document.basis import Basis, JobBasis
from wizard.document.blocks import Block, CopyBlock, DocumentPage, ListBlock, ListRow
from wizard.document.evidence import page_of_sections
from wizard.document.remedies import WordedRemedy, is_at_hand, is_possible, remedies
from wizard.document.sections import fold


def tune(basis: Basis) -> DocumentPage:
    """Return what to do for better results."""
    instructions = fold(
        basis,
        "instructions",
        basis.say("finding", "instructions"),
        lambda job: _instructions(basis, job),
    )
    ladder = fold(basis, "ladder", basis.say("finding", "ladder"), lambda job: _ladder(basis, job))
    return page_of_sections(basis, "tune", tuple(row for row in (instructions, ladder) if row is not None))


def medium_of(basis: Basis, job: JobBasis) -> Medium:
    """Return what comes out of a job."""
    use_case = basis.catalog.use_case.get(job.job.use_case or "")
    return use_case.outputs[0] if use_case is not None else job.job.medium or Medium.TEXT


# ----------------------------------------------------------------------------------- instructions


def _instructions(basis: Basis, job: JobBasis) -> Iterator[Block]:
    if job.advised is not None:
        lines = tuple(instructions(basis.answers, job, medium_of(basis, job)))
        yield CopyBlock(label=basis.say("label", "copy"), lines=lines)


def instructions(answers: Answers, job: JobBasis, medium: Medium) -> Iterator[str]:
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
    if medium in LANGUAGE_MEDIA:
        yield job.say("prompt", "facts")


# ----------------------------------------------------------------------- ways to better results


def _ladder(basis: Basis, job: JobBasis) -> Iterable[Block]:
    if job.advised is None:
        return ()
    medium = medium_of(basis, job)
    rows = tuple(
        ListRow(
            label=advice.title,
            says=(
                advice.text,
                advice.action,
                *_needs(job, advice.needs, advice.effort, advice.stop),
                *_hindered(basis, job, remedy),
            ),
        )
        for remedy, advice in remedies(medium, basis.answers, basis.catalog)
    )
    return (ListBlock(rows=rows, kind="pairs"),) if rows else ()


def _needs(job: JobBasis, needs: str, effort: str, stop: str) -> Iterator[str]:
    for name, text in {"needs": needs, "effort": effort, "stop": stop}.items():
        if text:
            yield job.say("remedy", name, text=text)


def _hindered(basis: Basis, job: JobBasis, remedy: WordedRemedy) -> Iterator[str]:
    """Yield why a way cannot be gone yet, or whom to ask whether it can."""
    if not is_possible(remedy, basis.answers):
        yield job.say("remedy", "too-few", n=remedy.least_examples)
    elif not is_at_hand(remedy, basis.answers):
        yield job.say("remedy", "not-at-hand")
    if remedy.adapts and job.first is not None:
        yield job.say("remedy", "ask-seller", seller=job.names.seller(job.first.option))
