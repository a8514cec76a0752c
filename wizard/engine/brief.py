"""From the owner's brief to a system prompt that can be copied."""

from wizard.engine.answers import Brief


def system_prompt(brief: Brief, *, firm: str, job: str) -> str:
    """Return the instructions for the model, one short block for each thing the owner said; nothing is made up."""
    who = f"You work for {firm}." if firm else "You work for a small firm."
    blocks = [f"{who} Your job: {job}."]
    for title, text in (
        ("Sound like this:", brief.voice),
        ("You write for:", brief.audience),
        ("Always:", brief.must),
        ("Never:", brief.never),
    ):
        if text.strip():
            blocks.append(f"{title}\n{_lines(text)}")
    blocks.append(
        "Use only facts that are in the input. Where something is missing, write [missing] and say what you need."
    )
    if brief.examples.strip():
        blocks.append(f"Good results look like this:\n\n{brief.examples.strip()}")
    return "\n\n".join(blocks)


def _lines(text: str) -> str:
    return "\n".join(f"- {line.strip()}" for line in text.strip().splitlines() if line.strip())
