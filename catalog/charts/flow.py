"""Boxes that follow one another, such as the steps of a pilot: rows of them, with arrows from each to the next."""

from collections.abc import Sequence
from dataclasses import dataclass

from catalog.charts.marks import Drawing, LineMark, Mark, Path, Rect, TextMark, format_coordinate

LINE, INSIDE, APART, HEAD = 17.0, 12.0, 26.0, 5.0  # px: a line of text, margin of a box, between boxes, of an arrow


@dataclass(frozen=True, slots=True)
class BoxRow:
    """Boxes in a row: their lines apart by “|”, what stands above them, and what leads from the last back to the first."""

    boxes: tuple[str, ...]
    name: str = ""
    back: str = ""


def flow(rows: Sequence[BoxRow], *, width: float, narrow: bool = False) -> Drawing:
    """Draw rows of boxes below one another. On a phone the boxes of a row stand below one another; several rows are lists."""
    marks: list[Mark] = []
    top = 1.0
    draw = _across if not narrow else _down if len(rows) == 1 else _listed
    for row in rows:
        if row.name:
            marks.append(TextMark(1, top + 12, row.name, "txb"))
            top += 22
        top = draw(marks, row, top, width) + 22
    return Drawing(width, top - 20, tuple(marks))


def _listed(marks: list[Mark], row: BoxRow, top: float, width: float) -> float:
    """Draw a row as one box with a numbered line for each of its boxes; return where it ends."""
    lines = [f"{place}. {words.replace('|', ' ')}" for place, words in enumerate(row.boxes, start=1)]
    deep = _deep("|".join(lines))
    marks.append(Rect(1, top, width - 2, deep, "box", 4))
    marks += [TextMark(1 + INSIDE, top + INSIDE + 9 + place * LINE, line) for place, line in enumerate(lines)]
    return top + deep


def _across(marks: list[Mark], row: BoxRow, top: float, width: float) -> float:
    """Draw a row from left to right; return where it ends."""
    across = (width - 2 - APART * (len(row.boxes) - 1)) / len(row.boxes)
    deep = _deep(max(row.boxes, key=lambda words: words.count("|")))
    for place, words in enumerate(row.boxes):
        left = 1 + place * (across + APART)
        _box(marks, words, Rect(left, top, across, deep, "box", 4))
        if place:
            _arrow(marks, (left - APART + 3, top + deep / 2), (left - 3, top + deep / 2))
    end = top + deep
    if row.back:
        first, last = 1 + across / 2, width - 1 - across / 2
        marks.append(Path(f"M{_at(last, end)}L{_at(last, end + 18)}L{_at(first, end + 18)}", "ax"))
        _arrow(marks, (first, end + 18), (first, end + 3))
        marks.append(TextMark(width / 2, end + 34, row.back, "tx2", "middle"))
        end += 38
    return end


def _down(marks: list[Mark], row: BoxRow, top: float, width: float) -> float:
    """Draw a row from top to bottom; return where it ends."""
    across = width - (20 if row.back else 2)
    start = end = top
    for place, words in enumerate(row.boxes):
        if place:
            _arrow(marks, (1 + across / 2, end + 2), (1 + across / 2, end + APART - 2))
            end += APART
        deep = _deep(words)
        _box(marks, words, Rect(1, end, across, deep, "box", 4))
        end += deep
    if row.back:
        first, last = start + 20, end - 20
        marks.append(Path(f"M{_at(1 + across, last)}L{_at(width - 2, last)}L{_at(width - 2, first)}", "ax"))
        _arrow(marks, (width - 2, first), (across + 3, first))
        marks.append(TextMark(1, end + 18, row.back, "tx2"))
        end += 22
    return end


def _deep(words: str) -> float:
    return 2 * INSIDE + LINE * (words.count("|") + 1) - 4


def _box(marks: list[Mark], words: str, box: Rect) -> None:
    """Draw a box; its first line is its name."""
    marks.append(box)
    for place, line in enumerate(words.split("|")):
        marks.append(TextMark(box.x + INSIDE, box.y + INSIDE + 9 + place * LINE, line, "" if place else "txb"))


def _arrow(marks: list[Mark], start: tuple[float, float], end: tuple[float, float]) -> None:
    """Draw a straight arrow, upright or level."""
    (x1, y1), (x2, y2) = start, end
    marks.append(LineMark(x1, y1, x2, y2, "ax"))
    along, across = ((x2 > x1) - (x2 < x1)) * HEAD, ((y2 > y1) - (y2 < y1)) * HEAD
    ends = (_at(x2 - along - across, y2 - across - along), _at(x2, y2), _at(x2 - along + across, y2 - across + along))
    marks.append(Path(f"M{ends[0]}L{ends[1]}L{ends[2]}", "ax"))


def _at(x: float, y: float) -> str:
    return f"{format_coordinate(x)} {format_coordinate(y)}"
