"""Charts inside the rows of a table: a range, a part of a whole, prices on one line."""

from collections.abc import Sequence

from catalog.charts.marks import Drawing, Line, Mark, Number, Path, Rect, figure

ROW = (300.0, 24.0)


def rangebar(
    low: Number | None,
    high: Number | None,
    *,
    band: tuple[Number, Number] | None = None,
    kind: str = "known",
    start: Number = 0,
) -> Drawing:
    """Draw a score's range on a scale from `start` to 100.

    `band` is the range of the first model, so that a tie can be seen. `kind` is "first" (flame), "known" (ink) or
    "unknown" (dashed). A range that begins below the scale is left open there.
    """
    width, height = ROW
    floor = float(start)

    def x(value: float) -> float:
        return (min(max(value, floor), 100) - floor) / (100 - floor) * width

    marks: list[Mark] = []
    if band is not None:
        left, right = x(float(band[0])), x(float(band[1]))
        marks.append(Rect(left, 0, max(right - left, 2), height, "band"))
    marks.append(Line(0, 12, width, 12, "gr"))
    step = 10 if floor else 20
    marks.extend(Line(x(value), 8, x(value), 16, "gr") for value in range(int(floor), 101, step))
    if low is None or high is None:
        marks.append(Path(f"M0 7H{figure(width)}M0 17H{figure(width)}", "range-open"))
        return Drawing(width, height, tuple(marks))
    left, right = x(float(low)), x(float(high))
    if kind != "unknown":
        marks.append(Rect(left, 7, max(right - left, 2), 10, "bar-f" if kind == "first" else "bar"))
    elif float(low) <= floor and float(high) >= 100:  # noqa: PLR2004  # the scale's own end
        marks.append(Path(f"M0 7H{figure(width)}M0 17H{figure(width)}", "range-open"))
    elif float(low) < floor:
        marks.append(Path(f"M0 7H{figure(right)}V17H0", "range-open"))
    else:
        marks.append(Rect(left, 7, max(right - left, 2), 10, "range-open"))
    return Drawing(width, height, tuple(marks))


def meter(part: int, whole: int) -> Drawing:
    """Draw how many of a whole are left."""
    share = min(max(part / whole, 0), 1) if whole else 0
    return Drawing(300, 8, (Rect(0, 0, 300, 8, "bar-bg"), Rect(0, 0, 300 * share, 8, "bar")))


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

    marks: list[Mark] = [Line(x(value), 7, x(value), 17, "tick") for value in sorted({float(v) for v in values})]
    if low is not None and high is not None:
        left, right = sorted((x(low), x(high)))
        marks.append(Rect(left, 10, max(right - left, 2), 4, "bar-f"))
    marks.append(Rect(x(middle) - 1.6, 3, 3.2, 18, "bar-f"))
    return Drawing(width, height, tuple(marks))
