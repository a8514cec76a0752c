"""Charts inside the rows of a table: a range, a part of a whole, prices on one line."""

from collections.abc import Sequence

from catalog.charts.marks import Drawing, LineMark, Mark, Number, Rect

ROW = (300.0, 24.0)


def stripplot(
    values: Sequence[Number], *, middle: Number, low: Number | None, high: Number | None, higher_is_better: bool = True
) -> Drawing:
    """Draw every model's score on one test as strokes, best at the right, and this model's as the flame."""
    width, height = ROW
    known = [float(value) for value in (*values, middle, *(end for end in (low, high) if end is not None))]
    least, most = min(known), max(known)
    reach = most - least or 1.0

    def x(value: Number) -> float:
        place = (float(value) - least) / reach
        return 2 + (place if higher_is_better else 1 - place) * (width - 4)

    marks: list[Mark] = [LineMark(x(value), 7, x(value), 17, "tick") for value in sorted({float(v) for v in values})]
    if low is not None and high is not None:
        left, right = sorted((x(low), x(high)))
        marks.append(Rect(left, 10, max(right - left, 2), 4, "bar-f"))
    marks.append(Rect(x(middle) - 1.6, 3, 3.2, 18, "bar-f"))
    return Drawing(width, height, tuple(marks))
