"""Every reason, fact and sentence of a decision, wherever it hangs."""

from dataclasses import fields, is_dataclass
from functools import cache
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
    Regret,
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
    Part: ("condition",),
    Exit: ("lead", "still", "instead"),
    Pilot: ("enough",),
    Step: ("text", "needs", "allowed_text"),
    Chain: ("fallbacks", "weakest"),
    Regret: ("sentence",),
    Scale: ("break_even", "spread_words", "missing"),
    Phase: ("text",),
}


KEYS = frozenset(
    [
        "prompt",
        "source",
        "subject",
        "slug",
        "key",
        "part",
        "output",
        "model",
        "chosen",
        "runner_up",
        "role",
        "rule",
        "question",
        "aspect",
        "about",
        "after",
    ]
)


def walk(value: Any) -> list[Any]:
    """Return every frozen value inside a decision, itself first."""
    found: list[Any] = []
    waiting = [value]
    while waiting:
        value = waiting.pop()
        if isinstance(value, tuple):
            waiting.extend(reversed(value))
        elif names := _names(type(value)):  # type: ignore[arg-type]  # a class is hashable, whatever it makes
            found.append(value)
            waiting.extend([getattr(value, name) for name in names])
    return found


@cache
def _names(kind: Any) -> tuple[str, ...]:
    """Return the fields of a dataclass, the last one first; none of another type."""
    return tuple(field.name for field in reversed(fields(kind))) if is_dataclass(kind) else ()


def reasons(decision: Decision) -> list[Reason]:
    """Return every reason of a decision."""
    return [value for value in walk(decision) if isinstance(value, Reason)]


def facts(decision: Decision) -> list[Fact]:
    """Return every fact of a decision, those of marks and candidates too."""
    return [value for value in walk(decision) if isinstance(value, Fact)]


def sentences(decision: Decision) -> list[str]:
    """Return every whole sentence of a decision."""
    found: dict[str, None] = {}
    for value in walk(decision):
        for name in SENTENCES.get(type(value), ()):
            text = getattr(value, name)
            found |= dict.fromkeys([text] if isinstance(text, str) else text)
    return [text for text in found if text]


def texts(decision: Decision) -> list[str]:
    """Return every text of a decision that is made of words: sentences, titles, labels; keys are left out."""
    found: dict[str, None] = {}
    for value in walk(decision):
        for name in value.__slots__:
            held = getattr(value, name)
            if name not in KEYS:
                found |= dict.fromkeys(
                    text for text in (held if isinstance(held, tuple) else (held,)) if type(text) is str
                )
    return list(found)
