"""The instructions for a model, from the owner's brief; nothing in them is made up."""

from catalog.schema import Catalog
from wizard.decision.answers import Answers
from wizard.decision.decision import Part
from wizard.decision.vocabulary import Kind


def prompt_of(answers: Answers, catalog: Catalog, part: Part | None) -> str:
    """Return instructions for a part that can be copied, one short block for each thing the owner said."""
    brief = answers.brief
    job = next((each for each in answers.jobs if part is not None and each.key == part.job), None)
    use_case = catalog.use_case.get(job.use_case or "") if job else None
    makes = (
        use_case.result if use_case else job.name if job and job.name else "what you are asked for"
    )
    who = f"You work for {answers.firm}." if answers.firm else "You work for a small firm."
    blocks = [f"{who} Your job: {makes}."]
    for title, text in (
        ("Sound like this:", brief.voice),
        ("You write for:", brief.audience),
        ("Always:", brief.must),
        ("Never:", brief.never),
    ):
        if lines := [f"- {line.strip()}" for line in text.splitlines() if line.strip()]:
            blocks.append("\n".join((title, *lines)))
    if part is None or part.kind is Kind.LANGUAGE:
        blocks.append(
            "Use only facts that are in the input. Where something is missing, write [missing] and say what you need."
        )
    if brief.examples.strip():
        blocks.append(f"Good results look like this:\n\n{brief.examples.strip()}")
    return "\n\n".join(blocks)
