"""Every reason, fact and sentence of a decision, wherever it hangs."""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from typing import Any

from wizard.engine.decision import (
    Alternative,
    Candidate,
    Chain,
    Decision,
    Exit,
    Fact,
    Part,
    Phase,
    Pilot,
    Reason,
    Scale,
    Step,
    Told,
)

# What a reader meets as whole sentences; prompt and brief are the owner's own words.
SENTENCES: dict[type, tuple[str, ...]] = {
    Decision: ("verdict", "lead"),
    Reason: ("text",),
    Told: ("text",),
    Fact: ("text",),
    Candidate: ("in_a_word", "open_points"),
    Alternative: ("text",),
    Part: ("condition", "choice_note"),
    Exit: ("lead", "still", "instead"),
    Pilot: ("enough",),
    Step: ("text", "needs", "allowed_text"),
    Chain: ("fallbacks",),
    Scale: ("break_even",),
    Phase: ("text",),
}


def walk(value: Any) -> Iterator[Any]:
    """Yield every frozen value inside a decision, itself first."""
    if isinstance(value, tuple):
        for each in value:
            yield from walk(each)
    elif is_dataclass(value):
        yield value
        for field in fields(value):
            yield from walk(getattr(value, field.name))


def reasons(decision: Decision) -> list[Reason]:
    """Return every reason of a decision."""
    return [value for value in walk(decision) if isinstance(value, Reason)]


def facts(decision: Decision) -> list[Fact]:
    """Return every fact of a decision, those of marks and candidates too."""
    return [value for value in walk(decision) if isinstance(value, Fact)]


def sentences(decision: Decision) -> list[str]:
    """Return every whole sentence of a decision."""
    found: list[str] = []
    for value in walk(decision):
        for name in SENTENCES.get(type(value), ()):
            text = getattr(value, name)
            found += [text] if isinstance(text, str) else text
    return [text for text in found if text]


def texts(decision: Decision) -> list[str]:
    """Return every text of a decision that is made of words: sentences, titles, labels."""
    return [
        text
        for value in walk(decision)
        for field in fields(value)
        if field.name not in {"prompt", "source", "subject", "slug", "key"}
        for text in _texts(getattr(value, field.name))
    ]


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield str(value)
    elif isinstance(value, tuple):
        for each in value:
            if isinstance(each, str):
                yield str(each)
