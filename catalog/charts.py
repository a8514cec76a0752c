"""Charts: pure functions from numbers to geometry, which the template tags write as SVG."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from math import log10
from textwrap import wrap
from typing import Literal

type Number = Decimal | float
type Anchor = Literal["start", "middle", "end"]
type Basis = Literal["sure", "carried", "announced"]

LETTER = 6.7  # px, a generous mean width of one letter at 12.5 px; fallback fonts are wide


@dataclass(frozen=True, slots=True)
class Line:
    """A straight line."""

    x1: float
    y1: float
    x2: float
    y2: float
    style: str


@dataclass(frozen=True, slots=True)
class Rect:
    """A filled rectangle."""

    x: float
    y: float
    width: float
    height: float
    style: str
    radius: float = 0


@dataclass(frozen=True, slots=True)
class Dot:
    """A disc around a point."""

    x: float
    y: float
    radius: float
    style: str


@dataclass(frozen=True, slots=True)
class Path:
    """Any other outline, in SVG's path language; built from numbers only."""

    d: str
    style: str


@dataclass(frozen=True, slots=True)
class Text:
    """Words at a point of their base line."""

    x: float
    y: float
    words: str
    style: str = ""
    anchor: Anchor = "start"

    @property
    def left(self) -> float:
        """Return where the words start, by a generous guess of their width."""
        width = len(self.words) * LETTER
        return self.x - {"start": 0.0, "middle": width / 2, "end": width}[self.anchor]

    @property
    def right(self) -> float:
        """Return where the words end, by the same guess."""
        return self.left + len(self.words) * LETTER


type Mark = Line | Rect | Dot | Path | Text


@dataclass(frozen=True, slots=True)
class Drawing:
    """Marks on a sheet of so many units; what comes later lies on top."""

    width: float
    height: float
    marks: tuple[Mark, ...]


def spread(wanted: Sequence[float], *, gap: float, low: float, high: float) -> list[float]:
    """Move label positions as little as possible so that neighbours are `gap` apart and all lie from `low` to `high`.

    The collision rule of every chart here: order is kept, and labels crowd from the top down if there is no room.
    """
    order = sorted(range(len(wanted)), key=lambda place: (wanted[place], place))
    placed = [min(max(wanted[place], low), high) for place in order]
    for here in range(1, len(placed)):
        placed[here] = max(placed[here], placed[here - 1] + gap)
    ceiling = high
    for here in reversed(range(len(placed))):
        placed[here] = min(placed[here], ceiling)
        ceiling = placed[here] - gap
    result = [0.0] * len(wanted)
    for place, position in zip(order, placed, strict=True):
        result[place] = position
    return result


def clear(texts: Sequence[Text], room: float = 6) -> tuple[Text, ...]:
    """Keep each of the words on one line that touch none kept before them; so put the important ones first."""
    kept: list[Text] = []
    for text in texts:
        if all(text.right + room <= other.left or other.right + room <= text.left for other in kept):
            kept.append(text)
    return tuple(kept)


def ticks(top: Number, count: int = 4) -> tuple[float, ...]:
    """Return round steps from 0 to at least `top`: at most `count` steps of 1, 2, 2.5 or 5 times a power of ten."""
    highest = float(top)
    if highest <= 0:
        return (0.0, 1.0)
    power = 10.0 ** int(log10(highest) // 1)
    for scale in (power / 10, power):
        for step in (1, 2, 2.5, 5):
            if step * scale * count >= highest * (1 - 1e-9):
                steps = next(n for n in range(1, count + 1) if n * step * scale >= highest * (1 - 1e-9))
                return tuple(round(n * step * scale, 10) for n in range(steps + 1))
    return tuple(round(n * 10 * power / count, 10) for n in range(count + 1))


# ------------------------------------------------------------------------------------------- tiny, inside table rows

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
        marks.append(Path(f"M0 7H{_f(width)}M0 17H{_f(width)}", "range-open"))
        return Drawing(width, height, tuple(marks))
    left, right = x(float(low)), x(float(high))
    if kind != "unknown":
        marks.append(Rect(left, 7, max(right - left, 2), 10, "bar-f" if kind == "first" else "bar"))
    elif float(low) <= floor and float(high) >= 100:  # noqa: PLR2004  # the scale's own end
        marks.append(Path(f"M0 7H{_f(width)}M0 17H{_f(width)}", "range-open"))
    elif float(low) < floor:
        marks.append(Path(f"M0 7H{_f(right)}V17H0", "range-open"))
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


# ------------------------------------------------------------------------------------------------ targets of a pilot


TARGET = "target"


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
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


def targets(items: Sequence[Target], *, width: float, narrow: bool = False) -> Drawing:
    """Draw each target as a line with the meeting side shaded, and the measured range on it where there is one."""
    row = 112 if narrow else 74
    marks: list[Mark] = []
    for place, item in enumerate(items):
        marks.extend(_target(item, top=place * row, width=width, narrow=narrow))
    return Drawing(width, max(row * len(items) + 6, 1), tuple(marks))


def _target(item: Target, *, top: float, width: float, narrow: bool) -> list[Mark]:
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
        marks += [Text(0, top + 16, item.name, "txb"), Text(width, top + 16, item.state, "", "end")]
    else:
        marks += [
            Text(0, axis + 1, item.name, "txb"),
            Text(
                0,
                axis + 18,
                f"target {side} {item.goal_text}" if item.word == TARGET else f"{item.word} {item.goal_text}",
                "tx2",
            ),
            Text(width, axis + 5, item.state, "txb", "end"),
        ]
    shade = (goal, right) if item.at_least else (left, goal)
    marks.append(Rect(shade[0], axis - 9, max(shade[1] - shade[0], 0), 18, "bar-bg"))
    marks.append(Line(left, axis, right, axis, "ax"))
    marks.append(Line(goal, axis - 12, goal, axis + 14, "ln"))
    if item.middle is not None:
        low = item.low if item.low is not None else item.middle
        high = item.high if item.high is not None else item.middle
        marks.append(Line(x(low), axis, x(high), axis, "span"))
        marks.append(Dot(x(item.middle), axis, 5, "dot"))
        marks.append(_inside(Text(x(item.middle), axis - 17, item.middle_text, "txb", "middle"), left, right))
    wanted = f"{item.word} {item.goal_text}" if narrow else item.word
    below = axis + (28 if narrow else 26)
    label = _inside(Text(goal, below, wanted, "tx2", "middle"), left, right)
    marks.extend(
        clear((label, Text(left, below, item.start_text, "tx2"), Text(right, below, item.end_text, "tx2", "end")))
    )
    return marks


def _inside(text: Text, low: float, high: float) -> Text:
    """Move words into the chart where they would stick out of it."""
    if text.left < low:
        return Text(low, text.y, text.words, text.style, "start")
    if text.right > high:
        return Text(high, text.y, text.words, text.style, "end")
    return text


# --------------------------------------------------------------------------------------------- the chain of a plan


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
            marks.append(Path(f"M18 {_f(top + gap - 9)}h12l-6 8z", "bar-f" if step.weakest else "bar-2"))
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
        Path(f"M{_f(left + GAP - 10)} {_f(middle - 6)}v12l8 -6z", "bar-f" if step.weakest else "bar-2"),
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
        Path(f"M{_f(middle)} {_f(bottom + foot - 2)}V{_f(level)}H40V{_f(end - 9)}", style),
        Path(f"M34 {_f(end - 10)}h12l-6 8z", "bar-f" if step.weakest else "bar-2"),
    ]
    if step.passes:
        marks.append(Text(54, level + 18, step.passes, "txf" if step.weakest else "tx2"))
    return marks


# ------------------------------------------------------------------------------------------------- prices over time


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """A price that holds from a day to a day, counted in days from any start."""

    start: int
    end: int
    value: Number
    text: str
    basis: Basis = "sure"


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """The stretches of one price, oldest first, and its short name for the end of the line."""

    name: str
    stretches: tuple[Stretch, ...]


STRETCHES: dict[Basis, str] = {"sure": "ln-f", "carried": "ln-f dots", "announced": "ln-f dash"}


def price_history(  # noqa: PLR0913  # what is drawn, and how large
    series: Sequence[Series],
    *,
    marks_at: Sequence[tuple[int, str]],
    today: int,
    width: float,
    height: float,
    today_words: str = "today",
) -> Drawing:
    """Draw prices as steps over days: what is sure as a line, what is announced dashed, what is carried back dotted.

    The day it is read on is a dashed upright. `marks_at` are the days to name below the axis; the first and the last of them are its ends.
    """
    left, right = 52.0, width - (104.0 if width > 500 else 74.0)  # noqa: PLR2004  # wide or phone
    top, bottom = 30.0, height - 34.0
    first, last = marks_at[0][0], marks_at[-1][0]
    values = [float(stretch.value) for row in series for stretch in row.stretches]
    scale = ticks(max(values, default=1))

    def x(day: int) -> float:
        return left + (min(max(day, first), last) - first) / ((last - first) or 1) * (right - left)

    def y(value: Number) -> float:
        return bottom - float(value) / scale[-1] * (bottom - top)

    marks: list[Mark] = []
    for value in scale:
        marks.append(Line(left, y(value), right, y(value), "gr" if value else "ax"))
        marks.append(Text(left - 8, y(value) + 4, f"${value:g}", "tx2", "end"))
    named = [Text(x(day), bottom + 20, words, "tx2", "middle") for day, words in marks_at if words]
    marks.extend(clear(named, room=8))
    marks.extend(Line(x(day), bottom, x(day), bottom + 5, "ax") for day, _ in marks_at)
    if first <= today <= last:
        marks.append(Line(x(today), top - 8, x(today), bottom, "ax dash"))
        marks.append(Text(x(today), top - 14, today_words, "tx2", "middle"))
    ends: list[float] = []
    for row in series:
        marks.extend(_stretches(row, x, y))
        ends.append(y(row.stretches[-1].value) + 4)
    for row, place in zip(series, spread(ends, gap=16, low=top, high=bottom + 4), strict=True):
        marks.append(Text(right + 8, place, f"{row.stretches[-1].text} {row.name}".strip()))
    return Drawing(width, height, tuple(marks))


def _stretches(row: Series, x: Callable[[int], float], y: Callable[[Number], float]) -> list[Mark]:
    marks: list[Mark] = [
        Line(x(here.start), y(here.value), x(here.end), y(here.value), STRETCHES[here.basis]) for here in row.stretches
    ]
    marks.extend(
        Line(x(after.start), y(here.value), x(after.start), y(after.value), STRETCHES[after.basis])
        for here, after in pairwise(row.stretches)
        if here.end + 1 >= after.start
    )
    first = row.stretches[0]
    marks.append(Dot(x(first.start), y(first.value), 3.6, "dot-f"))
    return marks


# ------------------------------------------------------------------------------------------------------- cost bars


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """One bar: an amount with its range, ready to print."""

    name: str
    low: Number
    likely: Number
    high: Number
    text: str
    flame: bool = False


def cost_bars(rows: Sequence[Cost], *, width: float, narrow: bool = False) -> Drawing:
    """Draw amounts from zero as bars up to the likely one, with a thin line from low to high."""
    row = 52.0 if narrow else 34.0
    left = 6.0 if narrow else 220.0
    right = width - (90.0 if narrow else 120.0)
    most = max((float(item.high) for item in rows), default=1.0) or 1.0

    def x(value: Number) -> float:
        return left + float(value) / most * (right - left)

    marks: list[Mark] = [Line(left, 4, left, row * len(rows) + 4, "ax")]
    for place, item in enumerate(rows):
        middle = place * row + (38 if narrow else 20)
        marks.append(Text(0, middle - 16 if narrow else middle + 4, item.name))
        length = max(x(item.likely) - left, 1)
        marks.append(Rect(left, middle - 6, length, 12, "bar-f" if item.flame else "bar"))
        marks.append(Line(x(item.low), middle, x(item.high), middle, "ci"))
        marks.append(Line(x(item.high), middle - 4, x(item.high), middle + 4, "ci"))
        marks.append(Text(x(item.high) + 10, middle + 4, item.text, "txb"))
    return Drawing(width, row * len(rows) + 10, tuple(marks))


# ------------------------------------------------------------------------------------------- quality against cost


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """One thing that costs and scores; None is unknown and stands in a lane of its own."""

    name: str
    cost: Number | None
    score: Number | None
    low: Number | None = None
    high: Number | None = None
    flame: bool = False


LANE = 34.0
MOST_NAMES = 12  # besides the flame ones
PLACES: tuple[tuple[float, float, Anchor], ...] = (
    (9, 4, "start"),
    (-9, 4, "end"),
    (5, -11, "start"),
    (-5, -11, "end"),
    (5, 20, "start"),
    (-5, 20, "end"),
)


def scatter(  # noqa: PLR0913  # what is drawn, and how large
    points: Sequence[Point], *, width: float, height: float, across: str, up: str, lower_is_better: bool = False
) -> Drawing:
    """Draw scores against costs: cost on a log scale, better up, a dashed line through what nothing beats.

    What has no score stands in a lane below, what has no cost in a lane at the right. A name is left out where it
    would touch another name or a dot; flame ones come first.
    """
    narrow = width <= 500  # noqa: PLR2004  # a phone
    priced = [float(point.cost) for point in points if point.cost]
    scored = [float(end) for point in points for end in (point.low, point.score, point.high) if end is not None]
    costs, scores = decades(min(priced, default=1), max(priced, default=10)), round_steps(scored)
    without_cost = any(not point.cost and point.score is not None for point in points)
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
            Line(left, y(value), right, y(value), "gr"),
            Text(left - 8, y(value) + 4, f"{value:,g}", "tx2", "end"),
        ]
    marks.extend(Line(x(value), top, x(value), bottom, "gr") for value in costs)
    named = [Text(x(value), bottom + 18, f"${value:,g}", "tx2", "middle") for value in (costs[-1], *costs[:-1])]
    marks.extend(clear(named, room=4))
    marks += [Line(left, bottom, right, bottom, "ax"), Line(left, floor, right, floor, "ax")]
    marks += [
        Text(0 if narrow else left, top - 18, up, "tx2"),
        Text(width, bottom + 40, across, "tx2", "end"),
        Text(left - 8, floor + LANE / 2 + 4, "no score", "tx2", "end"),
    ]
    if without_cost:
        marks += [Line(right, top, right, bottom, "ax"), Text(width, top - 18, "no price", "tx2", "end")]
    shown = [point for point in points if point.cost or point.score is not None]
    marks.extend(
        Line(x(point.cost), y(point.low), x(point.cost), y(point.high), "ci-f" if point.flame else "ci")
        for point in shown
        if point.low is not None and point.high is not None
    )
    front = sorted((x(point.cost), y(point.score)) for point in shown if point.flame)
    if len(front) > 1:
        steps = "".join(f"H{_f(across_)}V{_f(up_)}" for across_, up_ in front[1:])
        marks.append(Path(f"M{_f(front[0][0])} {_f(front[0][1])}{steps}", "ln-f dash"))
    dots = [
        Dot(
            x(point.cost),
            y(point.score),
            4.2,
            "dot-f" if point.flame else "dot" if point.score and point.cost else "dot-o",
        )
        for point in sorted(shown, key=lambda point: point.flame)
    ]
    return Drawing(width, height, (*marks, *dots, *_names(shown, x, y, dots, left=left, width=width, narrow=narrow)))


def _names(  # noqa: PLR0913  # the chart it stands in
    points: Sequence[Point],
    x: Callable[[Number | None], float],
    y: Callable[[Number | None], float],
    dots: Sequence[Dot],
    *,
    left: float,
    width: float,
    narrow: bool,
) -> list[Text]:
    """Return the names that find room beside their dots."""
    ranked = sorted(
        (point for point in points if point.score is not None and point.cost and not (narrow and not point.flame)),
        key=lambda point: (not point.flame, y(point.score), point.name),
    )
    kept: list[Text] = []
    plain = 0
    for point in ranked:
        if not point.flame and plain >= MOST_NAMES:
            break
        here = (x(point.cost), y(point.score))
        text = next((text for text in _beside(point, here) if _has_room(text, here, kept, dots, left, width)), None)
        if text is not None:
            kept.append(text)
            plain += not point.flame
    return kept


def _beside(point: Point, here: tuple[float, float]) -> list[Text]:
    style = "hl txf" if point.flame else "hl"
    return [Text(here[0] + dx, here[1] + dy, point.name, style, anchor) for dx, dy, anchor in PLACES]


def _has_room(  # noqa: PLR0913, PLR0917  # what is in the way
    text: Text, own: tuple[float, float], kept: Sequence[Text], dots: Sequence[Dot], left: float, width: float
) -> bool:
    top, bottom = text.y - 12, text.y + 4
    if text.left < left or text.right > width or top < 0:
        return False
    if any(
        text.left < other.right + 4 and other.left < text.right + 4 and top < other.y + 4 and other.y - 12 < bottom
        for other in kept
    ):
        return False
    return not any(
        text.left < dot.x + 4 and dot.x - 4 < text.right and top < dot.y + 4 and dot.y - 4 < bottom
        for dot in dots
        if (dot.x, dot.y) != own
    )


def decades(low: float, high: float) -> tuple[float, ...]:
    """Return 1, 2 and 5 times the powers of ten from at most `low` to at least `high`, for a log scale."""
    first, last = int(log10(low) // 1), int(log10(high) // 1) + 1
    steps = [round(step * 10.0**power, 12) for power in range(first, last + 1) for step in (1, 2, 5)]
    below = max((step for step in steps if step <= low * (1 + 1e-9)), default=steps[0])
    above = min((step for step in steps if step >= high * (1 - 1e-9) and step > below), default=steps[-1])
    return tuple(step for step in steps if below <= step <= above)


def round_steps(values: Sequence[float], count: int = 6) -> tuple[float, ...]:
    """Return up to `count` round steps that enclose all values."""
    low, high = min(values, default=0.0), max(values, default=1.0)
    reach = (high - low) or 1.0
    power = 10.0 ** (log10(reach / count) // 1)
    size = next(size for scale in (1, 10) for step in (1, 2, 2.5, 5) if (size := step * scale * power) * count >= reach)
    first, last = int(low // size), -int(-high // size)
    return tuple(round(place * size, 10) for place in range(first, max(last, first + 1) + 1))


# --------------------------------------------------------------------------------------------------- the family tree


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
        Text(16, 28, "Generative AI: makes something new", "txb"),
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
        marks.append(Text(across, down, name, "txb"))
        marks += [Text(across, down + 18 * (n + 1), line) for n, line in enumerate(lines)]
        marks.append(Text(across, down + 18 * (len(lines) + 1), count, "tx2"))
    return Drawing(width, height, tuple(marks))


def figure(value: float) -> str:
    """Write a coordinate: one decimal, no needless zeros."""
    written = f"{value:.1f}".removesuffix(".0")
    return "0" if written == "-0" else written


_f = figure
