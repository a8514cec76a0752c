"""Quality against cost, with the names that have room."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from math import log10

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
from catalog.formatting import UNKNOWN, format_short_price
from catalog.schema import AiModel, Score


@dataclass(frozen=True, slots=True, kw_only=True)
class PricedScore:
    """What a model costs and scores; None is unknown and stands in a lane of its own. Nothing here beats an unbeaten one."""

    model: AiModel
    cost: Decimal | None
    score: Score | None
    unbeaten: bool = False

    @property
    def cost_words(self) -> str:
        return UNKNOWN if self.cost is None else format_short_price(self.cost)

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


def scatter(  # noqa: PLR0913  # what is drawn, and how large
    points: Sequence[PricedScore], *, width: float, height: float, across: str, up: str, lower_is_better: bool = False
) -> Drawing:
    """Draw scores against costs: cost on a log scale, better up, a dashed line through what nothing beats.

    What has no score stands in a lane below, what has no cost in a lane at the right. A name is left out where it
    would touch another name or a dot; unbeaten ones come first.
    """
    narrow = width <= 500  # noqa: PLR2004  # a phone
    priced = [float(point.cost) for point in points if point.cost]
    scored = [
        float(end) for point in points if point.value is not None for end in (point.value, *(point.interval or ()))
    ]
    costs, scores = decades(min(priced, default=1), max(priced, default=10)), round_steps(scored)
    without_cost = any(not point.cost and point.score for point in points)
    left, right = 58.0, width - (70.0 if without_cost else 20.0)
    top, bottom = 40.0, height - 54.0
    floor = bottom - LANE
    logs = (log10(costs[0]), log10(costs[-1]))

    def x(cost: Number | None) -> float:
        if not cost:
            return right + 36
        return left + (log10(float(cost)) - logs[0]) / ((logs[1] - logs[0]) or 1) * (right - left)

    def y(score: Number | None) -> float:
        if score is None:
            return floor + LANE / 2
        share = (float(score) - scores[0]) / ((scores[-1] - scores[0]) or 1)
        return top + share * (floor - top) if lower_is_better else floor - share * (floor - top)

    marks: list[Mark] = []
    for value in scores:
        marks += [
            LineMark(left, y(value), right, y(value), "gr"),
            TextMark(left - 8, y(value) + 4, f"{value:,g}", "tx2", "end"),
        ]
    marks.extend(LineMark(x(value), top, x(value), bottom, "gr") for value in costs)
    named = [TextMark(x(value), bottom + 18, f"${value:,g}", "tx2", "middle") for value in (costs[-1], *costs[:-1])]
    marks.extend(clear(named, space=4))
    marks += [LineMark(left, bottom, right, bottom, "ax"), LineMark(left, floor, right, floor, "ax")]
    marks += [
        TextMark(0 if narrow else left, top - 18, up, "tx2"),
        TextMark(width, bottom + 40, across, "tx2", "end"),
        TextMark(left - 8, floor + LANE / 2 + 4, "no score", "tx2", "end"),
    ]
    if without_cost:
        marks += [LineMark(right, top, right, bottom, "ax"), TextMark(width, top - 18, "no price", "tx2", "end")]
    shown = [point for point in points if point.cost or point.score]
    marks.extend(
        LineMark(
            x(point.cost), y(point.interval[0]), x(point.cost), y(point.interval[1]), "ci-f" if point.unbeaten else "ci"
        )
        for point in shown
        if point.interval
    )
    front = sorted((x(point.cost), y(point.value)) for point in shown if point.unbeaten)
    if len(front) > 1:
        steps = "".join(f"H{format_coordinate(across_)}V{format_coordinate(up_)}" for across_, up_ in front[1:])
        marks.append(Path(f"M{format_coordinate(front[0][0])} {format_coordinate(front[0][1])}{steps}", "ln-f dash"))
    dots = [
        Dot(
            x(point.cost),
            y(point.value),
            4.2,
            "dot-f" if point.unbeaten else "dot" if point.score and point.cost else "dot-o",
        )
        for point in sorted(shown, key=lambda point: point.unbeaten)
    ]
    return Drawing(width, height, (*marks, *dots, *_names(shown, x, y, dots, left=left, width=width, narrow=narrow)))


type Box = tuple[float, float, float, float]  # left, right, top, bottom


def _names(  # noqa: PLR0913  # the chart it stands in
    points: Sequence[PricedScore],
    x: Callable[[Number | None], float],
    y: Callable[[Number | None], float],
    dots: Sequence[Dot],
    *,
    left: float,
    width: float,
    narrow: bool,
) -> list[TextMark]:
    ranked = sorted(
        (point for point in points if point.score and point.cost and not (narrow and not point.unbeaten)),
        key=lambda point: (not point.unbeaten, y(point.value), point.model.name),
    )
    boxes: list[Box] = [_around(dot.x, dot.y) for dot in dots]  # those of names before those of dots
    placed: list[TextMark] = []
    plain = 0
    for point in ranked:
        if not point.unbeaten and plain >= MOST_NAMES:
            break
        here, style = (x(point.cost), y(point.value)), "hl txf" if point.unbeaten else "hl"
        own = _around(*here)
        for dx, dy, anchor in PLACES:
            text = TextMark(here[0] + dx, here[1] + dy, point.model.name, style, anchor)
            box = (text.left, text.right, text.y - 12, text.y + 4)
            inside = left <= box[0] and box[1] <= width and box[2] >= 0
            if inside and not any(_touch(box, other) for other in boxes if other != own):
                placed.append(text)
                boxes.insert(0, (box[0] - 4, box[1] + 4, box[2], box[3]))
                plain += not point.unbeaten
                break
    return placed


def _around(x: float, y: float) -> Box:
    return x - 4, x + 4, y - 4, y + 4


def _touch(one: Box, other: Box) -> bool:
    return one[0] < other[1] and other[0] < one[1] and one[2] < other[3] and other[2] < one[3]
