"""The family tree: language models inside generative AI, multimodal models in both."""

from catalog.charts.marks import Drawing, Mark, Rect, TextMark


def family(counts: tuple[str, str, str], *, width: float, narrow: bool = False) -> Drawing:
    """Draw generative AI as a field with language models and the others in it, and multimodal models in both.

    `counts` are words on how many models of each kind are on file: language only, both, others only.
    """
    if narrow:
        first, second = (8.0, 44.0, width - 34, 166.0), (26.0, 134.0, width - 34, 184.0)
        height = 328.0
        places = ((20.0, 72.0), (38.0, 158.0), (38.0, 238.0))
    else:
        first, second = (16.0, 48.0, 620.0, 150.0), (364.0, 76.0, 620.0, 150.0)
        height = 240.0
        places = ((36.0, 84.0), (384.0, 112.0), (656.0, 112.0))
    marks: list[Mark] = [
        Rect(1, 1, width - 2, height - 2, "box", 3),
        TextMark(16, 28, "Generative AI: makes something new", "txb"),
    ]
    marks += [Rect(*first, "set", 10), Rect(*second, "set", 10)]
    left, top = max(first[0], second[0]), max(first[1], second[1])
    right = min(first[0] + first[2], second[0] + second[2])
    bottom = min(first[1] + first[3], second[1] + second[3])
    marks.append(Rect(left, top, right - left, bottom - top, "set-both", 10))
    words = (
        ("Language models", "text, code, tables", counts[0]),
        ("Multimodal: in both", "text and pictures or sound", counts[1]),
        ("Other generative AI", "pictures, film, speech,|music, 3D shapes", counts[2]),
    )
    for (across, down), (name, makes, count) in zip(places, words, strict=True):
        lines = makes.split("|")
        marks.append(TextMark(across, down, name, "txb"))
        marks += [TextMark(across, down + 18 * (n + 1), line) for n, line in enumerate(lines)]
        marks.append(TextMark(across, down + 18 * (len(lines) + 1), count, "tx2"))
    return Drawing(width, height, tuple(marks))
