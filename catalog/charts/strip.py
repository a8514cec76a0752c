"""All models of one board on a line: each a dot, the best at the right."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from catalog.charts.marks import Dot, Drawing, LineMark, Path, Size, coordinates
from catalog.charts.scales import even_scale

RADIUS = 4.5
WIDE, NARROW = (560.0, 24.0), (340.0, 24.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Strip:
    """The figures of a board on one line; a reader who cannot see it reads its title."""

    sizes: ClassVar[tuple[Size, Size]] = (WIDE, NARROW)
    broad: ClassVar[bool] = False

    values: Sequence[float]
    higher_is_better: bool
    title: str
    desc: str

    def draw(self, width: float, height: float) -> Drawing:
        """Draw a line with a dot for each figure; the best lies on top of what it covers."""
        left, right, middle = RADIUS + 1, width - RADIUS - 1, height / 2
        ends = min(self.values), max(self.values)
        worst, best = ends if self.higher_is_better else reversed(ends)
        x = even_scale(worst, best, left, right).place
        # A stroke without length and with round ends is a dot, in a tenth of the letters of an
        # outline.
        others = {round(x(value)) for value in self.values if value != best}
        dots = "".join(f"M{coordinates(at, middle)}h0" for at in sorted(others))
        line = LineMark(left, middle, right, middle, "gr")
        marks = line, Path(dots, "pips"), Dot(x(best), middle, RADIUS + 1, "dot-f")
        return Drawing(width, height, marks)
