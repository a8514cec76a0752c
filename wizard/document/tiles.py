"""The answers below the headline: cost, test, stop, biggest risk; one without words is left out.

Test, stop and risk are of the job that is begun, the cost of all as well.
"""

from collections.abc import Iterator

from wizard.document.basis import Basis
from wizard.document.blocks import Tile

# The answers, with the place of the label of each.
LABELS = {
    "cost": "label-of-cost",
    "test": "label-of-test",
    "stop": "label-of-stop",
    "risk": "label-of-risk",
}


def tiles(basis: Basis) -> Iterator[Tile]:
    """Yield the answers, each under its label."""
    for key, label in LABELS.items():
        says = tuple(basis.at(key))
        if says:
            yield Tile(key=key, label=basis.first_at(label), big=says[0], fine=says[1:])
