"""The amounts that a handle can take, as a strip.

It shows where the choice changes, where the plan stands, and where the handle is.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from catalog.charts.bars import LINE, SIZE, THICK, in_lines
from catalog.charts.marks import Box, Dot, Drawing, LineMark, Mark, TextMark

GAP = 3.0  # between stretches
ABOVE = 22.0  # what the words above the strip need


@dataclass(frozen=True, slots=True, kw_only=True)
class StripPart:
    """Neighbouring stops with one choice: their amounts in words."""

    says: str
    stops: int


@dataclass(frozen=True, slots=True, kw_only=True)
class HandleStrip:
    """All stops in order, by parts; the plan's own and the handle's, counted from 0."""

    parts: tuple[StripPart, ...]
    ends: tuple[str, str]  # the least and the most amount
    own: int
    own_says: str
    picked: int

    @property
    def stops(self) -> int:
        return sum(part.stops for part in self.parts)


def handle_strip(strip: HandleStrip, *, width: float) -> Drawing:
    """Draw the parts, the one with the handle in flame, and below them both end amounts.

    A slider above it stands at the same places.
    """
    step = width / max(strip.stops - 1, 1)
    labels: list[TextMark] = []
    marks: list[Mark] = [*_own(strip, step, width)]
    below = ABOVE + THICK + 4
    least, most = strip.ends
    marks.append(TextMark(0, below + SIZE, least, "t14 tx2"))
    marks.append(TextMark(width, below + SIZE, most, "t14 tx2", "end"))
    first = 0
    for part in strip.parts:
        last = first + part.stops - 1
        is_here = first <= strip.picked <= last
        # A part ends half way to the first stop of the next.
        left = max((first - 0.5) * step, 0.0)
        right = min((last + 0.5) * step, width)
        marks.append(_box(left, right, is_here=is_here, is_last=right >= width))
        style = "t14 txf" if is_here else "t14 tx2"
        labels.append(TextMark(left, below + LINE, part.says, style))
        first = last + 1
    marks.append(Dot(_inside(strip.picked * step, width), ABOVE + THICK / 2, 6, "dot-f"))
    placed = in_lines(labels, width)
    return Drawing(width, placed[-1].y + 6, (*marks, *placed))


def _box(left: float, right: float, *, is_here: bool, is_last: bool) -> Box:
    gap = 0.0 if is_last else GAP
    return Box(left, ABOVE, right - left - gap, THICK, "time-f" if is_here else "time")


def _own(strip: HandleStrip, step: float, width: float) -> Iterator[Mark]:
    """Yield the plan's own amount above the strip, with an upright at its place."""
    x = _inside(strip.own * step, width)
    text = TextMark(x, SIZE, strip.own_says, "t14", "middle")
    if text.left < 0:
        text = replace(text, x=0.0, anchor="start")
    elif text.right > width:
        text = replace(text, x=width, anchor="end")
    yield text
    yield LineMark(x, ABOVE - 4, x, ABOVE + THICK + 4, "lim")


def _inside(x: float, width: float) -> float:
    return min(max(x, 1.0), width - 1)
