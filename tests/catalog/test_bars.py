"""Bars and the map say what their numbers say: read back they are equal.

No label touches another.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from math import ceil

import pytest
from hypothesis import example, given, strategies as st

from catalog.charts.bars import NARROW, WIDE, Bar, BarKind, BarPart, Dots, bars
from catalog.charts.cost_map import AxisStep, CostMap, Spot, cost_map
from catalog.charts.marks import Box, Dot, Drawing, LineMark, round_steps
from catalog.charts.svg import as_svg, printable
from tests.catalog.drawn import (
    LONG,
    UNBROKEN,
    outside,
    overlaps,
    words,
)

WIDTHS = st.sampled_from([NARROW, WIDE])
MONEY = st.just(0.0) | st.floats(0.01, 1e7)
NAMES = st.sampled_from(["By hand", "Claude Pro", LONG, UNBROKEN, "Gemma\u00a04\u00a031B"])


def part(kind: BarKind, amount: float) -> BarPart:
    return BarPart(kind=kind, amount=amount, says=f"{kind} ${amount:,.0f}")


def hours(amount: float) -> tuple[BarPart, ...]:
    return (part(BarKind.TIME, amount),)


@st.composite
def rows(draw: st.DrawFn) -> Bar:
    parts = tuple(part(kind, draw(MONEY)) for kind in BarKind)
    limit = draw(st.none() | MONEY)
    return Bar(
        name=draw(NAMES),
        parts=parts,
        by_hand=None if limit is None else part(BarKind.TIME, limit),
        total=f"${sum(row.amount for row in parts):,.0f}",
        note=draw(st.sampled_from(["", "Buy nothing."])),
        chosen=draw(st.booleans()),
        row=draw(st.integers(0, 1)),
    )


DOTS = st.builds(
    Dots,
    results=st.floats(1, 1e6),
    spared=st.floats(0.1, 1e5),
    visible=st.none() | st.floats(0.1, 1e5),
    says=st.just(("Dark: Claude Pro must spare 3 of 125.", LONG)),
)


def parts_drawn(drawing: Drawing) -> Iterator[tuple[float, ...]]:
    """Yield the parts of each bar by their kind, as wide as they are drawn."""
    boxes = [mark for mark in drawing.marks if isinstance(mark, Box)]
    for y in dict.fromkeys(box.y for box in boxes):
        here = [box for box in boxes if box.y == y]
        yield tuple(
            sum(box.width for box in here if box.style.startswith(kind)) for kind in BarKind
        )


@given(st.lists(rows(), min_size=1, max_size=6), st.none() | DOTS, WIDTHS)
def test_no_label_of_bars_touches_another_or_leaves_the_sheet(
    shown: list[Bar], dots: Dots | None, width: float
) -> None:
    if max(row.reach for row in shown) <= 0:
        return
    drawing = bars(shown, dots, width=width)

    assert overlaps(drawing) == []
    assert outside(drawing) == []


@given(st.lists(rows(), min_size=1, max_size=6), WIDTHS)
def test_bars_read_back_are_the_figures(shown: list[Bar], width: float) -> None:
    visible = [row for row in shown if row.sum > 0]
    if not visible:
        return
    drawing = bars(shown, width=width)

    scale = (width - 2) / max(row.reach for row in shown)
    drawn = [tuple(width / scale for width in parts) for parts in parts_drawn(drawing)]
    assert drawn == [pytest.approx(tuple(row.amount(kind) for kind in BarKind)) for row in visible]
    uprights = [mark for mark in drawing.marks if isinstance(mark, LineMark)]
    limits = [row.upright for row in shown if row.by_hand is not None and row.reach > 0]
    assert [mark.x1 / scale for mark in uprights] == [pytest.approx(limit) for limit in limits]


@given(DOTS, WIDTHS)
def test_dots_read_back_are_what_must_be_spared(dots: Dots, width: float) -> None:
    drawing = bars([Bar(name="By hand", parts=hours(10))], dots, width=width)

    drawn = [mark.style for mark in drawing.marks if isinstance(mark, Dot)]
    assert len(drawn) == min(round(dots.results), 100)
    share = round(dots.spared / dots.results * len(drawn), 6)
    assert drawn.count("spare") == min(ceil(share), len(drawn))
    assert drawn == sorted(drawn, key=lambda style: style == "rest")


@pytest.mark.parametrize(
    ("results", "spared", "visible", "filled", "framed"),
    [
        (125, 2, 26, 2, 21),  # 100 dots for 125 results: 1.6 and 20.8 of them
        (200, 18, None, 9, 0),
        (30, 1, 7, 1, 7),  # a dot each
        (250_000, 100, 1_000, 1, 1),  # less than one dot is one
        (100, 3, 300, 3, 100),  # no more than there are
    ],
)
def test_dots_stand_for_results(
    results: float, spared: float, visible: float | None, filled: int, framed: int
) -> None:
    dots = Dots(results=results, spared=spared, visible=visible)

    assert (dots.filled, dots.framed) == (filled, framed)


def test_nothing_that_costs_nothing_is_drawn() -> None:
    with pytest.raises(ValueError, match="nothing to draw"):
        bars([Bar(name="By hand"), Bar(name="Claude Pro")])


def test_a_part_of_nothing_has_no_mark() -> None:
    drawing = bars(
        [Bar(name="Claude Pro", parts=(BarPart(kind=BarKind.PAID, amount=0), *hours(10)))]
    )

    assert [text.words for text in words(drawing)] == ["Claude Pro", "time $10"]
    assert [mark.style for mark in drawing.marks if isinstance(mark, Box)] == ["time"]


# The map

SHARES = st.floats(0, 1)


@st.composite
def spots_drawn(draw: st.DrawFn) -> Spot:
    wrong = draw(SHARES)
    span = st.builds(lambda low, high: (low * wrong, wrong + high * (1 - wrong)), SHARES, SHARES)
    return Spot(
        name=draw(NAMES),
        cost=draw(st.floats(0, 1e5)),
        wrong=wrong,
        span=draw(st.none() | span),
        row=draw(st.integers(0, 1)),
    )


SPOTS = st.lists(spots_drawn(), min_size=1, max_size=3)


def shown_map(spots: list[Spot], by_hand: float, pays_up_to: float) -> CostMap:
    hand = Spot(name="By hand", cost=by_hand, wrong=0, by_hand=True)
    everything = (*spots, hand)
    costs = round_steps([spot.cost for spot in everything], count=5)
    tops = [max(spot.wrong, *(spot.span or (0, 0))) for spot in spots]
    wrongs = round_steps([0, 10, *(100 * top for top in tops)], count=5)
    return CostMap(
        spots=everything,
        costs=tuple(AxisStep(at=cost, says=f"${cost:,.0f}") for cost in costs),
        wrongs=tuple(AxisStep(at=share / 100, says=f"{share:.0f}") for share in wrongs),
        across="a month, with your time",
        up="done again, of 100",
        pays_up_to=pays_up_to,
        pays="pays",
    )


@given(SPOTS, st.floats(1, 1e5), st.floats(0.01, 3), WIDTHS)
def test_no_name_on_the_map_touches_another(
    spots: list[Spot], by_hand: float, pays_up_to: float, width: float
) -> None:
    drawing = cost_map(shown_map(spots, by_hand, pays_up_to), width=width, height=340)

    assert overlaps(drawing) == []
    assert outside(drawing) == []


@given(SPOTS, st.floats(1, 1e5), WIDTHS)
@example([Spot(name="A", cost=1 - 1e-16, wrong=1.0, row=1)], 1.0, 354)  # as good as one cost
def test_map_read_back_is_the_figures(spots: list[Spot], by_hand: float, width: float) -> None:
    shown = shown_map(spots, by_hand, 0.5)
    drawing = cost_map(shown, width=width, height=340)

    plane = shown.place(width, 340)
    left, right = plane.x(shown.costs[0].at), plane.x(shown.costs[-1].at)
    floor, ceiling = plane.floor, plane.y(shown.wrongs[-1].at)
    spread = shown.costs[-1].at - shown.costs[0].at
    dots = [mark for mark in drawing.marks if isinstance(mark, Dot)]
    read = [
        (
            shown.costs[0].at + (dot.x - left) / (right - left) * spread,
            (floor - dot.y) / (floor - ceiling) * shown.wrongs[-1].at,
        )
        for dot in dots
    ]
    assert read == [pytest.approx((spot.cost, spot.wrong), abs=1e-6) for spot in spots]


@given(SPOTS, st.floats(1, 1e5), WIDTHS)
def test_spans_read_back_are_what_the_test_leaves_open(
    spots: list[Spot], by_hand: float, width: float
) -> None:
    shown = shown_map(spots, by_hand, 0.5)
    drawing = cost_map(shown, width=width, height=340)

    plane = shown.place(width, 340)
    top = shown.wrongs[-1].at
    scale = top / (plane.floor - plane.y(top))
    spans = [mark for mark in drawing.marks if isinstance(mark, LineMark) and mark.style == "span"]
    read = [((plane.floor - mark.y2) * scale, (plane.floor - mark.y1) * scale) for mark in spans]
    assert read[::3] == [pytest.approx(spot.span, abs=1e-6) for spot in spots if spot.span]


@given(SPOTS, st.floats(1, 1e5), WIDTHS)
def test_links_of_the_map_lie_on_their_spots(
    spots: list[Spot], by_hand: float, width: float
) -> None:
    shown = shown_map(spots, by_hand, 0.5)
    drawing = cost_map(shown, width=width, height=340)

    plane = shown.place(width, 340)
    linked = [spot for spot in shown.spots if spot.row]
    assert [link.label for link in drawing.links] == [spot.name for spot in linked]
    for spot, link in zip(linked, drawing.links, strict=True):
        box = link.outlines[0]
        assert isinstance(box, Box)
        assert box.x < plane.x(spot.cost) < box.x + box.width
        assert box.y < plane.y(spot.wrong) < box.y + box.height


@given(st.lists(rows(), min_size=1, max_size=6), WIDTHS)
def test_links_of_bars_are_as_high_as_a_finger_and_do_not_overlap(
    shown: list[Bar], width: float
) -> None:
    if max(row.reach for row in shown) <= 0:
        return
    drawing = bars(shown, width=width)

    outlines = [link.outlines[0] for link in drawing.links]
    boxes = [box for box in outlines if isinstance(box, Box)]
    assert len(boxes) == len([row for row in shown if row.row])
    assert all(box.height >= 24 for box in boxes)
    assert all(one.y + one.height <= two.y for one, two in pairwise(boxes))


def test_drawing_with_links_is_a_group_and_names_each() -> None:
    row = Bar(name="Claude <Pro>", parts=hours(10), row=1)

    html = as_svg(bars([row]), "What a month costs", "…")

    assert 'role="group"' in html
    assert '<a class="hit" href="#row-1"><title>Claude &lt;Pro&gt;</title><path' in html
    assert 'role="img"' in as_svg(bars([replace(row, row=0)]), "What a month costs", "…")
    assert "row-1" not in printable(bars([row]))


def test_map_names_each_of_two_ways_and_by_hand() -> None:
    spots = [
        Spot(name="Claude Pro", cost=243, wrong=0.1, chosen=True),
        Spot(name="ChatGPT Business", cost=252, wrong=0.25),
    ]

    drawing = cost_map(shown_map(spots, 625, 1.2), width=NARROW, height=340)

    names = {"Claude Pro", "ChatGPT Business", "By hand", "pays"}
    assert names <= {text.words for text in words(drawing)}


def test_word_of_the_zone_stands_beside_a_spot_at_the_floor_and_its_span() -> None:
    shown = shown_map([Spot(name="A", cost=510, wrong=0.01, span=(0, 0.3))], 1800, 1.2)
    drawing = cost_map(shown, width=NARROW, height=340)

    word = next(text for text in words(drawing) if text.words == "pays")
    spot = next(mark for mark in drawing.marks if isinstance(mark, Dot))
    assert word.left > spot.x + spot.radius


# As SVG


@given(st.lists(rows(), min_size=1, max_size=4), DOTS)
def test_every_style_of_bars_is_known_on_paper_and_no_name_is_taken_for_markup(
    shown: list[Bar], dots: Dots
) -> None:
    if max(row.reach for row in shown) <= 0:
        return
    drawing = bars([*shown, Bar(name='<b onclick="x">', parts=hours(1.0))], dots)

    for written in (printable(drawing), as_svg(drawing, "<i>", "&")):
        assert "<b" not in written
        assert "style=" not in written
        assert re.findall(r"<(?!/)(\w+)", written)[0] == "svg"


def test_map_can_be_printed() -> None:
    drawing = cost_map(
        shown_map([Spot(name="A", cost=5, wrong=0.1, chosen=True)], 9, 0.4), width=354, height=340
    )

    assert printable(drawing).startswith("<svg xmlns=")
