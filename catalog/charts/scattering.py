"""Quality against cost, with the names that have room."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from catalog.charts.marks import (
    Anchor,
    Dot,
    Drawing,
    LineMark,
    Mark,
    Number,
    Path,
    TextMark,
    clear,
    decades,
    format_coordinate,
    round_steps,
)
from catalog.charts.scales import even_scale, log_scale
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


LANE = 34.0
MOST_NAMES = 12  # besides the unbeaten ones
PLACES: tuple[tuple[float, float, Anchor], ...] = (
    (9, 4, "start"),
    (-9, 4, "end"),
    (5, -11, "start"),
    (-5, -11, "end"),
    (5, 20, "start"),
    (-5, 20, "end"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
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

    @property
    def floor(self) -> float:
        return self.bottom - LANE

    def x(self, cost: Number | None) -> float:
        if not cost:
            return self.right + 36
        return log_scale(self.costs[0], self.costs[-1], self.left, self.right).place(cost)

    def y(self, score: Number | None) -> float:
        if score is None:
            return self.floor + LANE / 2
        low, high = (self.top, self.floor) if self.lower_is_better else (self.floor, self.top)
        return even_scale(self.scores[0], self.scores[-1], low, high).place(score)

    def dot(self, point: PricedScore) -> Dot:
        style = "dot-f" if point.unbeaten else "dot" if point.score and point.cost else "dot-o"
        return Dot(self.x(point.cost), self.y(point.value), 4.2, style)


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

    A dashed line goes through what nothing beats.

    What has no score stands in a lane below, what has no cost in a lane at the right. A name is
    left out where it would touch another name or a dot; unbeaten ones come first.
    """
    narrow = width <= 500  # noqa: PLR2004  # a phone
    plane = plane_of(points, width=width, height=height, lower_is_better=lower_is_better)
    without_cost = _is_any_unpriced(points)
    labels = [
        TextMark(0 if narrow else plane.left, plane.top - 18, up, "tx2"),
        TextMark(width, plane.bottom + 40, across, "tx2", "end"),
        TextMark(plane.left - 8, plane.floor + LANE / 2 + 4, "no score", "tx2", "end"),
    ]
    lane: list[Mark] = [
        LineMark(plane.right, plane.top, plane.right, plane.bottom, "ax"),
        TextMark(width, plane.top - 18, "no price", "tx2", "end"),
    ]
    shown = [point for point in points if point.cost or point.score]
    dots = [plane.dot(point) for point in sorted(shown, key=lambda point: point.unbeaten)]
    names = _names(shown, plane, dots, width=width, narrow=narrow)
    marks = (
        *_grid(plane, sign),
        *labels,
        *(lane if without_cost else ()),
        *_ranges(shown, plane),
        *dots,
        *names,
    )
    return Drawing(width, height, marks)


def plane_of(
    points: Sequence[PricedScore], *, width: float, height: float, lower_is_better: bool = False
) -> ScatterPlane:
    """Return where costs and scores stand on a sheet."""
    priced = [float(point.cost) for point in points if point.cost]
    scored = [
        float(end)
        for point in points
        if point.value is not None
        for end in (point.value, *(point.interval or ()))
    ]
    return ScatterPlane(
        costs=decades(min(priced, default=1), max(priced, default=10)),
        scores=round_steps(scored),
        left=58.0,
        right=width - (70.0 if _is_any_unpriced(points) else 20.0),
        top=40.0,
        bottom=height - 54.0,
        lower_is_better=lower_is_better,
    )


def _is_any_unpriced(points: Sequence[PricedScore]) -> bool:
    return any(not point.cost and point.score for point in points)


def _grid(plane: ScatterPlane, sign: str) -> Iterator[Mark]:
    left, right, bottom = plane.left, plane.right, plane.bottom
    for value in plane.scores:
        yield LineMark(left, plane.y(value), right, plane.y(value), "gr")
        yield TextMark(left - 8, plane.y(value) + 4, f"{value:,g}", "tx2", "end")
    yield from (
        LineMark(plane.x(value), plane.top, plane.x(value), bottom, "gr") for value in plane.costs
    )
    costs = (
        plane.costs[-1],
        *plane.costs[:-1],
    )  # the highest keeps its label where two would touch
    yield from clear(
        [
            TextMark(plane.x(cost), bottom + 18, f"{sign}{cost:,g}", "tx2", "middle")
            for cost in costs
        ],
        space=4,
    )
    yield from (LineMark(left, at, right, at, "ax") for at in (bottom, plane.floor))


def _ranges(points: Sequence[PricedScore], plane: ScatterPlane) -> Iterator[Mark]:
    """Yield the range of each score, and the line through what nothing beats."""
    for point in points:
        if point.interval:
            x, (low, high) = plane.x(point.cost), point.interval
            yield LineMark(x, plane.y(low), x, plane.y(high), "ci-f" if point.unbeaten else "ci")
    front = sorted(
        (plane.x(point.cost), plane.y(point.value)) for point in points if point.unbeaten
    )
    if len(front) > 1:
        steps = "".join(f"H{format_coordinate(x)}V{format_coordinate(y)}" for x, y in front[1:])
        yield Path(
            f"M{format_coordinate(front[0][0])} {format_coordinate(front[0][1])}{steps}",
            "ln-f dash",
        )


type Box = tuple[float, float, float, float]  # left, right, top, bottom


def _names(
    points: Sequence[PricedScore],
    plane: ScatterPlane,
    dots: Sequence[Dot],
    *,
    width: float,
    narrow: bool,
) -> list[TextMark]:
    """Return the names that touch no name or dot: unbeaten ones first, then unpriced ones."""
    ranked = sorted(
        (point for point in points if point.score and not (narrow and not point.unbeaten)),
        # The few without a price come early: a ring alone in its lane says nothing.
        key=lambda point: (
            not point.unbeaten,
            bool(point.cost),
            plane.y(point.value),
            point.model.name,
        ),
    )
    boxes: list[Box] = [
        _around(dot.x, dot.y) for dot in dots
    ]  # those of names before those of dots
    placed: list[TextMark] = []
    plain = 0
    for point in ranked:
        if not point.unbeaten and plain >= MOST_NAMES:
            break
        here, style = (
            (plane.x(point.cost), plane.y(point.value)),
            "hl txf" if point.unbeaten else "hl",
        )
        own = _around(*here)
        for dx, dy, anchor in PLACES:
            text = TextMark(here[0] + dx, here[1] + dy, point.model.name, style, anchor)
            box = (text.left, text.right, text.y - 12, text.y + 4)
            inside = plane.left <= box[0] and box[1] <= width and box[2] >= 0
            if inside and not any(_touch(box, other) for other in boxes if other != own):
                placed.append(text)
                boxes.insert(0, (box[0] - 4, box[1] + 4, box[2], box[3]))
                plain += bool(point.cost) and not point.unbeaten
                break
    return placed


def _around(x: float, y: float) -> Box:
    return x - 4, x + 4, y - 4, y + 4


def _touch(one: Box, other: Box) -> bool:
    return one[0] < other[1] and other[0] < one[1] and one[2] < other[3] and other[2] < one[3]
