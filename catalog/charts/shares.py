"""Parts of a whole as bars below one another, the whole first."""

from collections.abc import Sequence

from catalog.charts.marks import Drawing, Mark, Rect, TextMark

ROW = 46.0


def shares(rows: Sequence[tuple[str, float, str]], *, width: float) -> Drawing:
    """Draw a bar for each name, its part of the whole (0 to 1) and the words beside it."""
    marks: list[Mark] = []
    whole = width - 110
    for place, (name, part, words) in enumerate(rows):
        top = place * ROW
        marks += [
            TextMark(1, top + 13, name, "txb"),
            Rect(1, top + 20, whole, 14, "bar-bg"),
            Rect(1, top + 20, max(whole * part, 2), 14, "bar" if place else "bar-2"),
            TextMark(whole + 10, top + 32, words),
        ]
    return Drawing(width, ROW * len(rows), tuple(marks))
