"""Rules: every rule that a decision may name, with the sentence that tells it. Rewording one changes no decision."""

from collections.abc import Mapping
from dataclasses import dataclass

from catalog.data_files import toml_of

_TABLE = toml_of(__file__)


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule's sentence. Words in braces are parameters; names of rows stand for what people call them."""

    sentence: str
    ours: bool = False  # rests on a figure that is our guess


RULES: Mapping[str, Rule] = {
    name: Rule(text, ours=name in _TABLE["ours"]) for name, text in _TABLE["rules"].items()
}
STAKES: Mapping[str, str] = _TABLE["stakes"]
ENDINGS: Mapping[str, str] = _TABLE["endings"]  # what a plan would say instead of a name
UNKNOWNS: Mapping[str, str] = _TABLE[
    "unknowns"
]  # what a seller would have to confirm, by requirement
CONDITIONS: Mapping[str, Mapping[str, str]] = _TABLE[
    "conditions"
]  # an answer turned over: by question and answer
