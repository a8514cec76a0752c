"""The instructions for a model, from the owner's brief; nothing in them is made up."""

from catalog.schema import Catalog
from wizard.decision.answers import Answers, Job
from wizard.decision.vocabulary import ModelKind
from wizard.plans.tools import main_part


def prompt_of(answers: Answers, catalog: Catalog, job: Job | None) -> str:
    """Return instructions for a job that can be copied, one short block for each thing the owner said."""
    brief = answers.brief
    who = f"You work for {answers.firm}." if answers.firm else "You work for a small firm."
    blocks = [f"{who} Your job: {_makes(job, catalog)}."]
    for title, text in (
        ("Sound like this:", brief.voice),
        ("You write for:", brief.audience),
        ("Always:", brief.must),
        ("Never:", brief.never),
    ):
        lines = [f"- {line.strip()}" for line in text.splitlines() if line.strip()]
        if lines:
            blocks.append("\n".join((title, *lines)))
    if job is None or main_part(job, catalog).kind is ModelKind.LANGUAGE:
        blocks.append(
            "Use only facts that are in the input. Where something is missing, write [missing] and say what you need."
        )
    if brief.examples.strip():
        blocks.append(f"Good results look like this:\n\n{brief.examples.strip()}")
    return "\n\n".join(blocks)


def _makes(job: Job | None, catalog: Catalog) -> str:
    if job is None:
        return "what you are asked for"
    use_case = catalog.use_case.get(job.use_case or "")
    return use_case.result if use_case is not None else job.words or "what you are asked for"
