"""Steps to take in order, as stairs that lead down, each with its name and what it takes."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import zip_longest

from catalog.charts.marks import (
    Box,
    Dot,
    Drawing,
    LineMark,
    Mark,
    TextMark,
    link_to_row,
)

LINE = 18.0
TREAD = 20.0  # how far each step stands right of the one before
DEEPEST = 6  # steps that still go further to the right, so that words keep their width
GAP = 12.0  # between steps


class StairKind(StrEnum):
    """Whether a step can be gone, by which its mark is drawn."""

    NOW = "dot-f"
    LATER = "dot"  # once something is there
    ASK = "dot-q"
    NOT_HERE = "dot-o"


@dataclass(frozen=True, slots=True, kw_only=True)
class Stair:
    """One step, what is said of it, and whether it can be gone."""

    name: str
    says: str
    kind: StairKind
    depth: int = 0  # how many steps come before it; those of equal depth are in no order
    row: int = 0  # of the table behind it, from 1, to which it leads; 0: to none


def stairs(rows: Sequence[Stair], *, width: float) -> Drawing:
    """Draw steps from the first at the upper left downwards. Raises ValueError without any."""
    if not rows:
        raise ValueError("There is nothing to draw.")
    marks: list[Mark] = []
    links = []
    top = 0.0
    for stair, after in zip_longest(rows, rows[1:]):
        left = min(stair.depth, DEEPEST) * TREAD
        texts = tuple(_words(stair, left + TREAD + 8, top, width))
        floor = texts[-1].y + 8
        leads_on = after is not None and after.depth > stair.depth
        if leads_on:
            marks.append(_riser(left, top, floor + GAP))
        marks += [*_step(stair, left, top), *texts]
        if stair.row:
            box = Box(left, top, width - left, floor - top, "hit")
            links.append(link_to_row(stair.row, stair.name, box))
        top = floor + GAP
    return Drawing(width, top - GAP, tuple(marks), tuple(links))


def _words(stair: Stair, left: float, top: float, width: float) -> Iterator[TextMark]:
    """Yield the lines of a step: its name, then what is said of it."""
    style = "t14 txf" if stair.kind is StairKind.NOW else "t14 txb"
    names = TextMark(left, top + LINE, stair.name, style).in_lines(width - left, LINE)
    yield from names
    below = TextMark(left, names[-1].y + LINE, stair.says, "t14 tx2")
    yield from below.in_lines(width - left, LINE)


def _riser(left: float, top: float, below: float) -> LineMark:
    """Return the line from a step to the one below it."""
    x = left + TREAD / 2
    return LineMark(x, top + LINE - 5, x, below + LINE - 5, "ax")


def _step(stair: Stair, left: float, top: float) -> Iterator[Mark]:
    """Yield the tread of a step with its mark."""
    y = top + LINE - 5
    yield LineMark(left, y, left + TREAD, y, "ax")
    yield Dot(left + TREAD / 2, y, 5.5, stair.kind)
