"""The parts of every chart: shapes, labels that do not overlap, round steps of an axis.

The style of a mark is a class of static/css, which says how it looks.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cached_property
from math import hypot, log10
from textwrap import wrap
from typing import Literal, NamedTuple

type Number = Decimal | float
type Size = tuple[float, float]
type Anchor = Literal["start", "middle", "end"]
SIZE = 12.5  # px, of the words in a chart
SIZES = {"t14": 14.0, "ser": 17.0}  # of those in these styles, as the style sheet draws them
LETTER = 6.7 / SIZE  # a generous mean width of one letter, by the size; fallback fonts are wide


@dataclass(frozen=True, slots=True)
class LineMark:
    """A straight line."""

    x1: float
    y1: float
    x2: float
    y2: float
    style: str

    @property
    def d(self) -> str:
        """Return the outline in SVG's path language."""
        return f"M{coordinates(self.x1, self.y1)}L{coordinates(self.x2, self.y2)}"


@dataclass(frozen=True, slots=True)
class Dot:
    """A disc around a point."""

    x: float
    y: float
    radius: float
    style: str

    @property
    def d(self) -> str:
        """Return the outline in SVG's path language: two half circles."""
        radius, across = format_coordinate(self.radius), format_coordinate(2 * self.radius)
        start, half = coordinates(self.x - self.radius, self.y), f"a{radius} {radius} 0 1 0"
        return f"M{start}{half} {across} 0{half} -{across} 0"


@dataclass(frozen=True, slots=True)
class Box:
    """An upright rectangle by its upper left corner."""

    x: float
    y: float
    width: float
    height: float
    style: str

    @property
    def d(self) -> str:
        """Return the outline in SVG's path language."""
        width, height = format_coordinate(self.width), format_coordinate(self.height)
        return f"M{coordinates(self.x, self.y)}h{width}v{height}h-{width}z"


@dataclass(frozen=True, slots=True)
class Path:
    """Any other outline, in SVG's path language; built from numbers only."""

    d: str
    style: str


class Extent(NamedTuple):
    """What a mark takes up on a sheet."""

    left: float
    right: float
    top: float
    bottom: float

    @classmethod
    def around(cls, x: float, y: float, reach: float) -> "Extent":
        return cls(x - reach, x + reach, y - reach, y + reach)

    def is_within(self, frame: "Extent") -> bool:
        is_between = frame.left <= self.left and self.right <= frame.right
        return is_between and frame.top <= self.top and self.bottom <= frame.bottom

    def touches_any(self, others: Iterable["Extent"]) -> bool:
        for other in others:
            is_left_or_right = self.right <= other.left or other.right <= self.left
            is_above_or_below = self.bottom <= other.top or other.bottom <= self.top
            if not (is_left_or_right or is_above_or_below):
                return True
        return False


# Which part of its width a text stands left of its point.
LEFT_OF: Mapping[Anchor, float] = {"start": 0.0, "middle": 0.5, "end": 1.0}


@dataclass(frozen=True)  # without slots: how wide it is is worked out once
class TextMark:
    """Words at a point of their base line."""

    x: float
    y: float
    words: str
    style: str = ""
    anchor: Anchor = "start"

    @property
    def size(self) -> float:
        sizes = [SIZES[style] for style in self.style.split() if style in SIZES]
        return sizes[0] if sizes else SIZE

    @cached_property
    def width(self) -> float:
        """Return a generous guess of how wide the words are."""
        return len(self.words) * LETTER * self.size

    @property
    def left(self) -> float:
        """Return where the words start, by that guess."""
        return self.x - self.width * LEFT_OF[self.anchor]

    @property
    def right(self) -> float:
        """Return where the words end, by the same guess."""
        return self.left + self.width

    @property
    def extent(self) -> Extent:
        return Extent(self.left, self.right, self.y - 12, self.y + 4)

    def in_lines(self, width: float, height: float) -> "tuple[TextMark, ...]":
        """Return it in lines that are not wider, each so far below the one before."""
        lines = enumerate(wrapped(self.words, width, self.size))
        return tuple(replace(self, y=self.y + line * height, words=words) for line, words in lines)


type Mark = LineMark | Dot | Box | Path | TextMark


type Outline = Box | Dot


@dataclass(frozen=True, slots=True, kw_only=True)
class ChartLink:
    """Where parts of a sheet lead: a mark, its name, or an outline around both."""

    address: str
    label: str  # for whoever hears the page or stays on it
    outlines: tuple[Outline, ...]
    # By keyboard one stops at it; of many, the table below has those that are no stops.
    is_stop: bool = True


REACH = 9.0  # around a dot, for fingers
LEAST_REACH = 4.0  # about as large as the dot


def hit_around(x: float, y: float, others: Iterable[tuple[float, float]] = ()) -> Dot:
    """Return the outline of what is hit around a dot; it lies over the middle of no other."""
    nearest = min((hypot(x - across, y - up) for across, up in others), default=REACH + 1)
    return Dot(x, y, max(min(REACH, nearest - 1), LEAST_REACH), "hit")


def link_to_row(row: int, label: str, *outlines: Outline) -> ChartLink:
    """Return a link to a row of the table behind a drawing, counted from 1."""
    return ChartLink(address=f"#row-{row}", label=label, outlines=outlines)


@dataclass(frozen=True, slots=True)
class Drawing:
    """Marks on a sheet of so many units; what comes later lies on top, and the links above all."""

    width: float
    height: float
    marks: tuple[Mark, ...]
    links: tuple[ChartLink, ...] = ()


def spread(levels: Sequence[float], *, gap: float, low: float, high: float) -> list[float]:
    """Move label positions as little as possible, `gap` apart and all from `low` to `high`.

    The collision rule of every chart here: order is kept, and labels crowd from the top down if
    there is no room.
    """
    order = sorted(range(len(levels)), key=lambda place: (levels[place], place))
    placed = [min(max(levels[place], low), high) for place in order]
    for here in range(1, len(placed)):
        placed[here] = max(placed[here], placed[here - 1] + gap)
    ceiling = high
    for here in reversed(range(len(placed))):
        placed[here] = min(placed[here], ceiling)
        ceiling = placed[here] - gap
    result = [0.0] * len(levels)
    for place, position in zip(order, placed, strict=True):
        result[place] = position
    return result


def clear(texts: Sequence[TextMark], space: float = 6) -> tuple[TextMark, ...]:
    """Return a line's labels without those that touch an earlier one.

    So put the important ones first.
    """
    placed: list[TextMark] = []
    for text in texts:
        if all(
            text.right + space <= other.left or other.right + space <= text.left for other in placed
        ):
            placed.append(text)
    return tuple(placed)


def wrapped(words: str, width: float, size: float = SIZE) -> tuple[str, ...]:
    """Return words in lines that fit; one too long by itself is cut, to stay on the sheet."""
    most = max(int(width / (LETTER * size)), 1)
    return tuple(wrap(words.replace("\u00a0", " "), most))


def decades(low: float, high: float) -> tuple[float, ...]:
    """Return 1, 2 and 5 times powers of ten, at least from `low` to `high`, for a log scale."""
    first, last = int(log10(low) // 1), int(log10(high) // 1) + 1
    steps = [
        round(step * 10.0**power, 12) for power in range(first, last + 1) for step in (1, 2, 5)
    ]
    below = max((step for step in steps if step <= low * (1 + 1e-9)), default=steps[0])
    highest = [step for step in steps if step >= high * (1 - 1e-9) and step > below]
    above = min(highest, default=steps[-1])
    return tuple(step for step in steps if below <= step <= above)


def round_steps(
    values: Sequence[float], count: int = 6, sizes: Sequence[float] = (1, 2, 2.5, 5)
) -> tuple[float, ...]:
    """Return up to `count` round steps that enclose all values.

    Each step is a power of ten times one of the sizes.
    """
    low, high = min(values, default=0.0), max(values, default=1.0)
    # Steps are written to ten places: what is nearer than that is one figure.
    reach = high - low if high - low > 1e-9 else 1.0  # noqa: PLR2004
    power = 10.0 ** (log10(reach / count) // 1)
    # Ten times as large where none of these reaches.
    rising = (step * scale * power for scale in (1, 10) for step in sizes)
    size = next(size for size in rising if size * count >= reach)
    first, last = int(low // size), -int(-high // size)
    return tuple(round(place * size, 10) for place in range(first, max(last, first + 1) + 1))


def closed_path(*points: tuple[float, float]) -> str:
    """Return the path from point to point, and back to the first."""
    return f"M{'L'.join(coordinates(x, y) for x, y in points)}z"


def coordinates(x: float, y: float) -> str:
    return f"{format_coordinate(x)} {format_coordinate(y)}"


def format_coordinate(value: float) -> str:
    """Write a coordinate: one decimal, no needless zeros."""
    written = f"{value:.1f}".removesuffix(".0")
    return "0" if written == "-0" else written
