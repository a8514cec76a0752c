"""What is read of a drawing: its words, and which of them touch or leave the sheet."""

from itertools import combinations

from catalog.charts.marks import Drawing, TextMark

type Rectangle = tuple[float, float, float, float]
LONG = "A name of at least forty letters, in several words"
UNBROKEN = "Donaudampfschifffahrtsgesellschaftskapitänsmütze"


def rectangle(text: TextMark) -> Rectangle:
    return text.left, text.right, text.y - 10, text.y + 3


def touch(one: Rectangle, other: Rectangle) -> bool:
    return one[0] < other[1] and other[0] < one[1] and one[2] < other[3] and other[2] < one[3]


def words(drawing: Drawing) -> list[TextMark]:
    return [mark for mark in drawing.marks if isinstance(mark, TextMark)]


def overlaps(drawing: Drawing) -> list[tuple[str, str]]:
    pairs = combinations(words(drawing), 2)
    return [(a.words, b.words) for a, b in pairs if touch(rectangle(a), rectangle(b))]


def outside(drawing: Drawing) -> list[str]:
    return [
        text.words
        for text in words(drawing)
        if text.left < -0.01
        or text.right > drawing.width + 0.01
        or not 0 <= text.y <= drawing.height
    ]
