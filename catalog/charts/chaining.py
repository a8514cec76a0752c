"""The chain of a plan: its steps, what each hands on, and what is done over."""

from collections.abc import Sequence
from dataclasses import dataclass
from textwrap import wrap

from catalog.charts.marks import LETTER, Drawing, Line, Mark, Path, Rect, Text, figure


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One step of the work, and the hand-off that leads to the next one."""

    title: str
    who: str
    minutes: str = ""  # "2 · 3 · 5 min"
    passes: str = ""  # "93 of 100 pass", on the way to the next step
    weakest: bool = False  # the hand-off after this step is the weakest of all

    @property
    def sentence(self) -> str:
        """Return the step in words, for people who do not see it."""
        parts = [f"{self.title}: {self.who}"]
        parts += [part for part in (self.minutes, self.passes) if part]
        return ", ".join(parts) + (", the weakest hand-off." if self.weakest else ".")


GAP = 38.0
BOXES_A_ROW = 6
WIDEST_BOX = 240.0


def chain(steps: Sequence[Step], *, width: float = 980, narrow: bool = False) -> Drawing:
    """Draw the steps as boxes with hand-offs: side by side on a broad page, one below the other on a phone."""
    if not steps:
        return Drawing(width, 1, ())
    return _chain_down(steps, width) if narrow else _chain_across(steps, width)


def _chain_down(steps: Sequence[Step], width: float) -> Drawing:
    gap = 44.0
    marks: list[Mark] = []
    top = 1.0
    for place, step in enumerate(steps):
        beside = len(step.minutes) * LETTER + 12
        lines = wrap(step.title, int((width - 30 - beside) / LETTER)) or [""]
        who = wrap(step.who, int((width - 30) / LETTER)) or [""]
        box = 26 + 17 * (len(lines) - 1) + 21 + 17 * (len(who) - 1) + 17
        marks.append(Rect(1, top, width - 2, box, "box", 2))
        marks += [Text(14, top + 26 + 17 * n, line, "txb") for n, line in enumerate(lines)]
        below = top + 26 + 17 * (len(lines) - 1) + 21
        marks += [Text(14, below + 17 * n, line, "tx2") for n, line in enumerate(who)]
        if step.minutes:
            marks.append(Text(width - 14, top + 26, step.minutes, "", "end"))
        top += box
        if place < len(steps) - 1:
            marks.append(Line(24, top, 24, top + gap - 8, "ln-f" if step.weakest else "ax"))
            marks.append(Path(f"M18 {figure(top + gap - 9)}h12l-6 8z", "bar-f" if step.weakest else "bar-2"))
            if step.passes:
                marks.append(Text(42, top + gap / 2 + 4, step.passes, "txf" if step.weakest else "tx2"))
            top += gap
    return Drawing(width, top + 1, tuple(marks))


def _chain_across(steps: Sequence[Step], width: float) -> Drawing:
    rows = -(-len(steps) // BOXES_A_ROW)
    in_row = -(-len(steps) // rows)
    box_width = min((width - 2 - GAP * (in_row - 1)) / in_row, WIDEST_BOX)
    letters = max(int((box_width - 22) / LETTER), 6)
    titles = [wrap(step.title, letters) or [""] for step in steps]
    names = [wrap(step.who, letters) or [""] for step in steps]
    tallest = max(17 * len(title) + 15 * len(name) for title, name in zip(titles, names, strict=True))
    box = max(34.0 + tallest, 88.0)
    head, foot, between = 34.0, 30.0, 26.0
    row_height = head + box + foot
    marks: list[Mark] = []
    for place, step in enumerate(steps):
        row, column = divmod(place, in_row)
        left = 1 + column * (box_width + GAP)
        top = row * (row_height + between) + head
        marks.append(Rect(left, top, box_width, box, "box", 2))
        marks += [Text(left + 11, top + 24 + n * 17, line, "txb") for n, line in enumerate(titles[place])]
        first = top + box - 14 - 15 * (len(names[place]) - 1)
        marks += [Text(left + 11, first + n * 15, line, "tx2") for n, line in enumerate(names[place])]
        if step.minutes:
            marks.append(Text(left + box_width / 2, top + box + 20, step.minutes, "", "middle"))
        if place < len(steps) - 1:
            if column < in_row - 1:
                marks.extend(_hand_off(step, left + box_width, top, box))
            else:
                marks.extend(_turn(step, left + box_width / 2, top + box, foot, between + head))
    return Drawing(width, rows * row_height + (rows - 1) * between, tuple(marks))


def _hand_off(step: Step, left: float, top: float, box: float) -> list[Mark]:
    """Draw the arrow to the next box, with the share that passes above it."""
    middle = top + box / 2
    marks: list[Mark] = [
        Line(left + 2, middle, left + GAP - 9, middle, "ln-f" if step.weakest else "ax"),
        Path(f"M{figure(left + GAP - 10)} {figure(middle - 6)}v12l8 -6z", "bar-f" if step.weakest else "bar-2"),
    ]
    if step.passes:
        x = left + GAP / 2
        marks.append(Text(x, top - 14, step.passes, "txf" if step.weakest else "tx2", "middle"))
        marks.append(Line(x, top - 8, x, middle - 10, "ci-f" if step.weakest else "ci"))
    return marks


def _turn(step: Step, middle: float, bottom: float, foot: float, rest: float) -> list[Mark]:
    """Draw the hand-off from the end of one row to the start of the next."""
    end = bottom + foot + rest
    level = bottom + foot + 8
    style = "ln-f" if step.weakest else "ax"
    marks: list[Mark] = [
        Path(f"M{figure(middle)} {figure(bottom + foot - 2)}V{figure(level)}H40V{figure(end - 9)}", style),
        Path(f"M34 {figure(end - 10)}h12l-6 8z", "bar-f" if step.weakest else "bar-2"),
    ]
    if step.passes:
        marks.append(Text(54, level + 18, step.passes, "txf" if step.weakest else "tx2"))
    return marks
