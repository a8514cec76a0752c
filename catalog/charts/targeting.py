"""The targets of a pilot: what was measured, or needed, against the line to meet."""

from collections.abc import Sequence
from dataclasses import dataclass

from catalog.charts.marks import Dot, Drawing, LineMark, Mark, Number, Rect, TextMark, clear

TARGET = "target"


@dataclass(frozen=True, slots=True, kw_only=True)
class TargetMark:
    """One target of a pilot and what was measured; `middle` of None means no data yet.

    All `*_text` are ready to print. `at_least` says on which side of `goal` the target is met. The scale runs from
    `start` to `end`.
    """

    name: str
    goal: Number
    goal_text: str  # "15 min"
    at_least: bool
    start: Number
    end: Number
    start_text: str
    end_text: str
    state: str  # "Passed", "Not settled", "No data"
    low: Number | None = None
    middle: Number | None = None
    high: Number | None = None
    middle_text: str = ""
    word: str = "target"  # or "today": what stands at the upright

    @property
    def sentence(self) -> str:
        """Return what the row shows, for people who do not see it."""
        if self.word != TARGET:
            return f"{self.name}: {self.middle_text}, {self.word} {self.goal_text}. {self.state}."
        side = "at least" if self.at_least else "at most"
        measured = f"measured {self.middle_text}" if self.middle is not None else "not measured yet"
        return f"{self.name}: target {side} {self.goal_text}, {measured}. {self.state}."


def targets(items: Sequence[TargetMark], *, width: float, narrow: bool = False) -> Drawing:
    """Draw each target as a line with the meeting side shaded, and the measured range on it where there is one."""
    row = 112 if narrow else 74
    marks: list[Mark] = []
    for place, item in enumerate(items):
        marks.extend(_target(item, top=place * row, width=width, narrow=narrow))
    return Drawing(width, max(row * len(items) + 6, 1), tuple(marks))


def _target(item: TargetMark, *, top: float, width: float, narrow: bool) -> list[Mark]:
    left, right = (4.0, width - 4.0) if narrow else (178.0, width - 108.0)
    axis = top + (62 if narrow else 40)
    start, end = float(item.start), float(item.end)
    reach = end - start or 1.0

    def x(value: Number) -> float:
        return left + min(max((float(value) - start) / reach, 0), 1) * (right - left)

    side = "at least" if item.at_least else "at most"
    goal = x(item.goal)
    marks: list[Mark] = []
    if narrow:
        marks += [TextMark(0, top + 16, item.name, "txb"), TextMark(width, top + 16, item.state, "", "end")]
    else:
        marks += [
            TextMark(0, axis + 1, item.name, "txb"),
            TextMark(
                0,
                axis + 18,
                f"target {side} {item.goal_text}" if item.word == TARGET else f"{item.word} {item.goal_text}",
                "tx2",
            ),
            TextMark(width, axis + 5, item.state, "txb", "end"),
        ]
    shade = (goal, right) if item.at_least else (left, goal)
    marks.append(Rect(shade[0], axis - 9, max(shade[1] - shade[0], 0), 18, "bar-bg"))
    marks.append(LineMark(left, axis, right, axis, "ax"))
    marks.append(LineMark(goal, axis - 12, goal, axis + 14, "ln"))
    if item.middle is not None:
        low = item.low if item.low is not None else item.middle
        high = item.high if item.high is not None else item.middle
        marks.append(LineMark(x(low), axis, x(high), axis, "span"))
        marks.append(Dot(x(item.middle), axis, 5, "dot"))
        marks.append(_inside(TextMark(x(item.middle), axis - 17, item.middle_text, "txb", "middle"), left, right))
    wanted = f"{item.word} {item.goal_text}" if narrow else item.word
    below = axis + (28 if narrow else 26)
    label = _inside(TextMark(goal, below, wanted, "tx2", "middle"), left, right)
    marks.extend(
        clear(
            (label, TextMark(left, below, item.start_text, "tx2"), TextMark(right, below, item.end_text, "tx2", "end"))
        )
    )
    return marks


def _inside(text: TextMark, low: float, high: float) -> TextMark:
    """Move words into the chart where they would stick out of it."""
    if text.left < low:
        return TextMark(low, text.y, text.words, text.style, "start")
    if text.right > high:
        return TextMark(high, text.y, text.words, text.style, "end")
    return text
