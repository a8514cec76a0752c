"""Costs that grow by the number of results, and where one of them becomes the lower."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import log10

from catalog.charts.marks import (
    Dot,
    Drawing,
    LineMark,
    Mark,
    Path,
    TextMark,
    clear,
    format_coordinate,
    spread,
)

STEPS = 30  # points of a curve
BEFORE, BEHIND = 1, 2  # decades that are drawn on each side of the results asked about


@dataclass(frozen=True, slots=True, kw_only=True)
class Curve:
    """What one way costs by the number of results: a fixed amount, and one for each result."""

    name: str
    fixed: float
    per_result: float
    cheaper_from: float | None = None  # the results from which it costs less than the chosen one
    chosen: bool = False

    def of(self, results: float) -> float:
        return self.fixed + self.per_result * results


def crossing(
    costs: Sequence[Curve], *, at: float, sign: str, width: float, height: float
) -> Drawing:
    """Draw costs against results, both on a log scale, with an upright at the results asked about.

    `at` is above 0; `sign` stands before amounts. A dot shows where another cost becomes lower than the chosen one.
    """
    narrow = width <= 500  # noqa: PLR2004  # a phone
    left, right = 58.0, width - (10.0 if narrow else 190.0)
    top, bottom = 24.0, height - 34.0
    first = log10(at) - BEFORE
    last = first + BEFORE + BEHIND
    ends = [cost.of(10**place) for cost in costs for place in (first, last)]
    low, high = int(log10(max(min(ends), 1)) // 1), int(-(-log10(max(*ends, 10)) // 1))

    def x(results: float) -> float:
        return left + (log10(results) - first) / (last - first) * (right - left)

    def y(amount: float) -> float:
        return bottom - (log10(max(amount, 10.0**low)) - low) / (high - low) * (bottom - top)

    marks: list[Mark] = []
    for power in range(low, high + 1):
        marks += [
            LineMark(left, y(10**power), right, y(10**power), "gr"),
            TextMark(left - 8, y(10**power) + 4, f"{sign}{10**power:,}", "tx2", "end"),
        ]
    steps = (10 ** (first + place) for place in range(BEFORE + BEHIND + 1))
    marks += clear(
        [TextMark(x(step), bottom + 20, f"{step:,.0f}", "tx2", "middle") for step in steps]
    )
    marks += [
        LineMark(x(at), top - 6, x(at), bottom, "ax dash"),
        TextMark(x(at) + 6, top, "you", "txb hl"),
    ]
    places = [first + (last - first) * place / STEPS for place in range(STEPS + 1)]
    for cost in costs:
        points = " ".join(
            f"{format_coordinate(x(10**place))} {format_coordinate(y(cost.of(10**place)))}"
            for place in places
        )
        marks.append(Path(f"M{points}", "ln-f" if cost.chosen else "ln"))
    marks += [
        Dot(x(cost.cheaper_from), y(cost.of(cost.cheaper_from)), 5, "dot-f")
        for cost in costs
        if cost.cheaper_from is not None and 10**first < cost.cheaper_from < 10**last
    ]
    ended = [y(cost.of(10**last)) + (-7 if narrow else 4) for cost in costs]
    for cost, place in zip(
        costs, spread(ended, gap=17, low=top + 12, high=bottom - 4), strict=True
    ):
        style = "txf hl" if cost.chosen else "txb hl"
        marks.append(
            TextMark(right - 4, place, cost.name, style, "end")
            if narrow
            else TextMark(right + 8, place, cost.name, style)
        )
    return Drawing(width, height, tuple(marks))
