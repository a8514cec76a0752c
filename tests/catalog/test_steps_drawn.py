"""Stairs and stretches of time: no label touches another, and read back they say what was drawn."""

from datetime import date, timedelta

import pytest
from hypothesis import given, strategies as st

from catalog.charts.bars import NARROW, WIDE
from catalog.charts.marks import Box, Dot, Drawing, Path
from catalog.charts.stairs import Stair, StairKind, stairs
from catalog.charts.svg import printable
from catalog.charts.timeline import OPEN_FOR, Stretch, timeline
from tests.catalog.drawn import LONG, UNBROKEN, outside, overlaps, words

# On a busy machine rows are slow to make up, which says nothing of what is drawn.

WIDTHS = st.sampled_from([NARROW, WIDE])
TEXTS = st.sampled_from(["Two hours", "Half a day", LONG, UNBROKEN])
STAIRS = st.lists(
    st.builds(
        Stair,
        name=TEXTS,
        says=TEXTS,
        kind=st.sampled_from(StairKind),
        depth=st.integers(0, 9),
        row=st.integers(0, 9),
    ),
    min_size=1,
    max_size=9,
)
DAYS = st.dates(date(2026, 1, 1), date(2028, 1, 1))
WEEKS = st.integers(0, 30).map(lambda count: timedelta(weeks=count))


@st.composite
def stretches(draw: st.DrawFn) -> Stretch:
    begins = draw(DAYS)
    return Stretch(
        name=draw(TEXTS),
        begins=begins,
        ends=draw(st.none() | WEEKS.map(lambda weeks: begins + weeks)),
        says=draw(st.sampled_from(["14 Dec 2026 to 25 Jan 2027", LONG])),
        chosen=draw(st.booleans()),
        row=draw(st.integers(0, 9)),
    )


STRETCHES = st.lists(stretches(), min_size=1, max_size=6)


def check(drawing: Drawing) -> None:
    assert overlaps(drawing) == []
    assert outside(drawing) == []
    assert all(
        box.height >= 24 for link in drawing.links for box in link.outlines if isinstance(box, Box)
    )
    assert printable(drawing)


@given(STAIRS, WIDTHS)
def test_words_of_stairs_touch_no_other(rows: list[Stair], width: float) -> None:
    drawing = stairs(rows, width=width)

    check(drawing)
    addresses = [f"#row-{row.row}" for row in rows if row.row]
    assert [link.address for link in drawing.links] == addresses


@given(STAIRS, WIDTHS)
def test_stairs_read_back_are_their_steps_in_order(rows: list[Stair], width: float) -> None:
    dots = [mark for mark in stairs(rows, width=width).marks if isinstance(mark, Dot)]

    assert [dot.style for dot in dots] == [row.kind for row in rows]
    assert [dot.y for dot in dots] == sorted(dot.y for dot in dots)
    lefts = [min(row.depth, 6) for row in rows]
    assert [round(dot.x / 20 - 0.5) for dot in dots] == lefts


@given(STRETCHES, WIDTHS)
def test_words_of_a_timeline_touch_no_other(rows: list[Stretch], width: float) -> None:
    drawing = timeline(rows, width=width)

    check(drawing)
    addresses = [f"#row-{row.row}" for row in rows if row.row]
    assert [link.address for link in drawing.links] == addresses


@given(STRETCHES, WIDTHS)
def test_stretches_read_back_are_their_days(rows: list[Stretch], width: float) -> None:
    drawing = timeline(rows, width=width)

    first = min(row.begins for row in rows)
    days = (max(row.ends or row.begins + OPEN_FOR for row in rows) - first).days or 1
    bars = [mark for mark in drawing.marks if isinstance(mark, Box)]
    closed = [row for row in rows if row.ends is not None]
    for row, bar in zip(closed, bars, strict=True):
        assert row.ends is not None
        length = (row.ends - row.begins).days
        drawn = bar.width / (width - 2) * days
        least = 6 / (width - 2) * days
        assert drawn == pytest.approx(max(length, least))
        assert bar.x + bar.width <= width
    arrows = [mark for mark in drawing.marks if isinstance(mark, Path)]
    assert len(arrows) == len(rows) - len(closed)


def test_months_stand_below_where_they_begin() -> None:
    rows = [Stretch(name="Half", begins=date(2026, 11, 30), ends=date(2027, 3, 15))]

    drawing = timeline(rows, width=WIDE)

    assert [text.words for text in words(drawing)][1:] == ["Dec", "Jan 2027", "Feb", "Mar"]


def test_what_becomes_whole_is_drawn_in_two_parts() -> None:
    full = date(2027, 1, 25)
    rows = [Stretch(name="Photos", begins=date(2026, 12, 14), full_from=full, chosen=True)]

    drawing = timeline(rows, width=WIDE)

    assert [mark.style for mark in drawing.marks if isinstance(mark, Box)] == ["time-f"]
    assert [mark.style for mark in drawing.marks if isinstance(mark, Path)] == ["left-f"]


@pytest.mark.parametrize("drawn", [stairs, timeline])
def test_nothing_is_not_drawn(drawn: object) -> None:
    with pytest.raises(ValueError, match="nothing to draw"):
        drawn([], width=WIDE)  # type: ignore[operator]
