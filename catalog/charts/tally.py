"""How many of each sort there are: a disc for each, sort by sort, in even rows."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import ClassVar

from catalog.charts.marks import Dot, Drawing, Mark, Path, Size, coordinates, format_coordinate
from catalog.vocabulary import Fit

ACROSS = 50  # discs in a row
STEP, RADIUS = 11.5, 4.6


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """Answers in drawing order; a reader who cannot see them reads the title."""

    sizes: ClassVar[tuple[Size, Size]] = ((ACROSS * STEP, 0), (ACROSS * STEP, 0))
    broad: ClassVar[bool] = False

    words: Sequence[str]  # an answer, or that it is disputed
    title: str
    desc: str

    def draw(self, width: float, _height: float) -> Drawing:
        """Draw a disc for each word, as high as they need."""
        rows = max(-(-len(self.words) // ACROSS), 1)
        marks = tuple(mark for place, word in enumerate(self.words) for mark in disc(place, word))
        return Drawing(width, rows * STEP, marks)


def disc(place: int, word: str) -> Iterator[Mark]:
    """Yield the disc of a word: full, half, split, empty, or dashed where nobody has judged."""
    row, column = divmod(place, ACROSS)
    x, y = (column + 0.5) * STEP, (row + 0.5) * STEP
    match word:
        case Fit.YES:
            yield Dot(x, y, RADIUS, "disc")
        case Fit.LIMITED:
            yield Dot(x, y, RADIUS - 0.6, "disc-o")
            yield Path(_half(x, y, RADIUS - 0.6, left=True), "disc")
        case "disputed":
            left = _half(x - 0.5, y - 0.8, RADIUS - 0.6, left=True)
            right = _half(x + 0.5, y + 0.8, RADIUS - 0.6, left=False)
            yield Path(left + right, "disc-x")
        case Fit.NO:
            yield Dot(x, y, RADIUS - 0.6, "disc-n")
        case _:
            yield Dot(x, y, RADIUS - 0.6, "disc-u")


def _half(x: float, y: float, radius: float, *, left: bool) -> str:
    across, sweep = format_coordinate(2 * radius), 0 if left else 1
    size = format_coordinate(radius)
    return f"M{coordinates(x, y - radius)}a{size} {size} 0 0 {sweep} 0 {across}z"
