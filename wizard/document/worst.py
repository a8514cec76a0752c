"""Worst: what an owner fears most, by kind, as its words tell.

What to do against it is a pattern.
"""

from catalog.data_files import toml_of
from catalog.words import stands_in

KINDS: dict[str, tuple[str, ...]] = {
    kind: tuple(words) for kind, words in toml_of(__file__).items()
}


# Kinds by which somebody is hurt, whatever else a mistake costs.
HURTS = frozenset({"injury", "dose", "allergy"})


def kind_of_worst(worst: str) -> str:
    """Return the first kind whose words stand in what an owner fears most; empty without one."""
    return next((kind for kind, words in KINDS.items() if stands_in(worst, words)), "")
