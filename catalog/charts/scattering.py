"""Quality against cost, with the names for which there is space."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from itertools import pairwise

from catalog.charts.marks import (
    Anchor,
    Dot,
    Drawing,
    Extent,
    LineMark,
    Mark,
    Number,
    Path,
    TextMark,
    clear,
    coordinates,
    decades,
    round_steps,
)
from catalog.charts.scales import AxisScale, even_scale, log_scale
from catalog.schema import AiModel, Score


@dataclass(frozen=True, slots=True, kw_only=True)
class PricedScore:
    """What a model costs and scores; None is unknown and has its own lane.

    Nothing here beats an unbeaten one.
    """

    model: AiModel
    cost: Decimal | None
    score: Score | None
    unbeaten: bool = False

    @property
    def value(self) -> Decimal | None:
        return self.score.value if self.score else None

    @property
    def interval(self) -> tuple[Decimal, Decimal] | None:
        """Return the ends of its range, where its measurer gives both."""
        if self.score is None or self.score.low is None or self.score.high is None:
            return None
        return self.score.low, self.score.high

    @property
    def figures(self) -> tuple[Decimal, ...]:
        """Return all that is drawn of its score: the score, and the ends of its range."""
        return () if self.value is None else (self.value, *(self.interval or ()))

    @property
    def style(self) -> str:
        """Return how its dot is drawn: a ring where score or cost is unknown."""
        if self.unbeaten:
            return "dot-f"
        return "dot" if self.score and self.cost else "dot-o"


LANE = 34.0
RADIUS = 4.2
MOST_NAMED = 12  # dots of which all are named; of more only the unbeaten ones, to see the plot
THIN = 1.0  # half of a line, for names that may not cross it
# Left above a dot is nothing where nothing beats it.
PLACES: tuple[tuple[float, float, Anchor], ...] = (
    (-9, -2, "end"),
    (-5, -11, "end"),
    (9, 4, "start"),
    (-9, 4, "end"),
    (5, 20, "start"),
    (-5, 20, "end"),
    (5, -11, "start"),
)
MEANING = ("nothing is cheaper", "and better than the line")

type Points = Sequence[tuple[float, float]]


@dataclass(frozen=True, kw_only=True)  # without slots: its scales are made once
class ScatterPlane:
    """Where costs and scores stand.

    Below `floor` is the lane of what has no score, right of `right` that of no cost.
    """

    costs: Sequence[float]  # the grid, from the lowest
    scores: Sequence[float]
    left: float
    right: float
    top: float
    bottom: float
    lower_is_better: bool

    @cached_property
    def floor(self) -> float:
        return self.bottom - LANE

    def x(self, cost: Number | None) -> float:
        if not cost:
            return self.right + 36
        return self.across.place(cost)

    def y(self, score: Number | None) -> float:
        if score is None:
            return self.floor + LANE / 2
        return self.up.place(score)

    @cached_property
    def across(self) -> AxisScale[Number]:
        return log_scale(self.costs[0], self.costs[-1], self.left, self.right)

    @cached_property
    def up(self) -> AxisScale[Number]:
        low, high = (self.top, self.floor) if self.lower_is_better else (self.floor, self.top)
        return even_scale(self.scores[0], self.scores[-1], low, high)

    def dot(self, point: PricedScore) -> Dot:
        return Dot(self.x(point.cost), self.y(point.value), RADIUS, point.style)


def scatter(  # noqa: PLR0913  # what is drawn, and how large
    points: Sequence[PricedScore],
    *,
    width: float,
    height: float,
    across: str,
    up: str,
    sign: str = "$",
    lower_is_better: bool = False,
) -> Drawing:
    """Draw scores against costs on a log scale, better up.

    A line goes through what nothing beats, and what something beats is shaded.

    What has no score stands in a lane below, what has no cost in a lane at the right. A name is
    left out where it would touch another name, a dot, the line or the frame.
    """
    narrow = width <= 500  # noqa: PLR2004  # a phone
    plane = plane_of(points, width=width, height=height, lower_is_better=lower_is_better)
    above = plane.top - 18
    labels = [
        TextMark(0 if narrow else plane.left, above, up, "tx2"),
        TextMark(width, plane.bottom + 40, across, "tx2", "end"),
        TextMark(plane.left - 8, plane.floor + LANE / 2 + 4, "no score", "tx2", "end"),
    ]
    lane: list[Mark] = []
    if _is_any_unpriced(points):
        border = LineMark(plane.right, plane.top, plane.right, plane.bottom, "ax")
        lane = [border, TextMark(width, above, "no price", "tx2", "end")]
    shown = [point for point in points if point.cost or point.score]
    dots = [plane.dot(point) for point in sorted(shown, key=lambda point: point.unbeaten)]
    are_all_named = len(shown) <= MOST_NAMED and not narrow
    named = [point for point in shown if point.score and (point.unbeaten or are_all_named)]
    steps = _steps(shown, plane)
    taken = [*map(_extent_of, dots), *_extents_of(steps)]
    names = _names(named, plane, taken, width)
    meaning = _meaning(plane, [*taken, *(name.extent for name in names)]) if steps else ()
    below = (*_shade(steps, plane), *_grid(plane, sign), *labels, *lane, *_ranges(shown, plane))
    return Drawing(width, height, (*below, *_front(steps), *meaning, *dots, *names))


def plane_of(
    points: Sequence[PricedScore], *, width: float, height: float, lower_is_better: bool = False
) -> ScatterPlane:
    """Return where costs and scores stand on a sheet."""
    priced = [float(point.cost) for point in points if point.cost]
    scored = [float(figure) for point in points for figure in point.figures]
    margin = 70.0 if _is_any_unpriced(points) else 20.0
    return ScatterPlane(
        costs=decades(min(priced, default=1), max(priced, default=10)),
        scores=round_steps(scored),
        left=58.0,
        right=width - margin,
        top=40.0,
        bottom=height - 54.0,
        lower_is_better=lower_is_better,
    )


def _is_any_unpriced(points: Sequence[PricedScore]) -> bool:
    return any(not point.cost and point.score for point in points)


def _grid(plane: ScatterPlane, sign: str) -> Iterator[Mark]:
    left, right, bottom = plane.left, plane.right, plane.bottom
    for score in plane.scores:
        y = plane.y(score)
        yield LineMark(left, y, right, y, "gr")
        yield TextMark(left - 8, y + 4, f"{score:,g}", "tx2", "end")
    for cost in plane.costs:
        x = plane.x(cost)
        yield LineMark(x, plane.top, x, bottom, "gr")
    # the highest keeps its label where two would touch
    highest_first = (plane.costs[-1], *plane.costs[:-1])
    yield from clear([_cost_label(plane, cost, sign) for cost in highest_first], space=4)
    yield LineMark(left, bottom, right, bottom, "ax")
    yield LineMark(left, plane.floor, right, plane.floor, "ax")


def _cost_label(plane: ScatterPlane, cost: float, sign: str) -> TextMark:
    return TextMark(plane.x(cost), plane.bottom + 18, f"{sign}{cost:,g}", "tx2", "middle")


def _ranges(points: Sequence[PricedScore], plane: ScatterPlane) -> Iterator[Mark]:
    """Yield the range of each score."""
    for point in points:
        if point.interval:
            x = plane.x(point.cost)
            low, high = map(plane.y, point.interval)
            yield LineMark(x, low, x, high, "ci-f" if point.unbeaten else "ci")


# ------------------------------------------------------------------------- what nothing beats


def _steps(points: Iterable[PricedScore], plane: ScatterPlane) -> Points:
    """Return the corners of the line through what nothing beats; none where it is fewer than two.

    It goes on to the right: what costs more than the best is beaten as well.
    """
    dots = sorted((plane.x(point.cost), plane.y(point.value)) for point in points if point.unbeaten)
    if len(dots) < 2:  # noqa: PLR2004  # two make a line
        return ()
    corners = dots[:1]
    for x, y in dots[1:]:
        corners += [(x, corners[-1][1]), (x, y)]
    return (*corners, (max(plane.right, dots[-1][0]), dots[-1][1]))


def _front(steps: Points) -> Iterator[Mark]:
    """Yield the line through what nothing beats."""
    if steps:
        yield Path(_path(steps), "ln-f")


def _shade(steps: Points, plane: ScatterPlane) -> Iterator[Mark]:
    """Yield the area of what something beats."""
    if steps:
        ends = [(steps[-1][0], plane.floor), (steps[0][0], plane.floor)]
        yield Path(f"{_path([*steps, *ends])}z", "beaten")


def _meaning(plane: ScatterPlane, taken: Sequence[Extent]) -> tuple[TextMark, ...]:
    """Return what the line means, in the corner below it; nothing where that is not free."""
    lines = tuple(
        TextMark(plane.right - 8, plane.floor - 8 - 16 * above, words, "txf", "end")
        for above, words in enumerate(reversed(MEANING))
    )
    return () if any(line.extent.touches_any(taken) for line in lines) else lines


def _path(points: Points) -> str:
    return f"M{'L'.join(coordinates(x, y) for x, y in points)}"


def _extents_of(steps: Points) -> Iterator[Extent]:
    for (left, one), (right, other) in pairwise(steps):
        yield Extent(left - THIN, right + THIN, min(one, other) - THIN, max(one, other) + THIN)


# -------------------------------------------------------------------------------------- names


def _extent_of(dot: Dot) -> Extent:
    return Extent.around(dot.x, dot.y, 4)


def _names(
    points: Iterable[PricedScore], plane: ScatterPlane, taken: Iterable[Extent], width: float
) -> list[TextMark]:
    """Return the names that touch nothing else: unbeaten ones first, then unpriced ones."""

    def turn(point: PricedScore) -> tuple[object, ...]:
        # The few without a price come early: a ring alone in its lane says nothing.
        is_priced = bool(point.cost)
        return not point.unbeaten, is_priced, plane.y(point.value), point.model.name

    taken = list(taken)
    placed: list[TextMark] = []
    for point in sorted(points, key=turn):
        text = _placed(point, plane.dot(point), plane, taken, width)
        if text is None:
            continue
        placed.append(text)
        extent = text.extent
        taken.append(extent._replace(left=extent.left - 4, right=extent.right + 4))
    return placed


def _placed(
    point: PricedScore, dot: Dot, plane: ScatterPlane, taken: Iterable[Extent], width: float
) -> TextMark | None:
    """Return a name at the first place beside its dot that is free; None where none is."""
    own = _extent_of(dot)
    others = [extent for extent in taken if extent != own]
    style = "hl txf" if point.unbeaten else "hl"
    frame = Extent(plane.left, plane.right if point.cost else width, 0, plane.floor)
    for dx, dy, anchor in PLACES:
        text = TextMark(dot.x + dx, dot.y + dy, point.model.name, style, anchor)
        extent = text.extent
        if extent.is_within(frame) and not extent.touches_any(others):
            return text
    return None
