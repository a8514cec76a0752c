"""Charts say what their numbers say, inside their sheet, with labels that never touch."""

from datetime import date
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given, strategies as st

from catalog.charts import marks
from catalog.charts.marks import Dot, Drawing, LineMark, Path, TextMark
from catalog.charts.pricing import PriceHistory, PricePeriod
from catalog.schema import Price
from catalog.vocabulary import PriceUnit

ROOM = 4  # units that a stroke's own width may stick out


def inside(drawing: Drawing) -> bool:
    """Tell whether everything but words starts and ends on the sheet."""
    points: list[tuple[float, float]] = []
    for mark in drawing.marks:
        match mark:
            case LineMark(x1, y1, x2, y2):
                points += [(x1, y1), (x2, y2)]
            case Dot(x, y) | TextMark(x, y):
                points.append((x, y))
            case Path():
                pass
    return all(
        -ROOM <= x <= drawing.width + ROOM and -ROOM <= y <= drawing.height + ROOM
        for x, y in points
    )


def texts(drawing: Drawing) -> list[str]:
    return [mark.words for mark in drawing.marks if isinstance(mark, TextMark)]


# Labels


@given(st.lists(st.floats(0, 300), max_size=12))
def test_spread_keeps_labels_apart_in_order_and_inside(wanted: list[float]) -> None:
    placed = marks.spread(wanted, gap=16, low=0, high=300)

    order = sorted(range(len(wanted)), key=lambda place: (wanted[place], place))
    ordered = [placed[place] for place in order]
    assert all(after - before >= 16 - 1e-9 for before, after in pairwise(ordered))
    assert all(0 - 1e-9 <= position <= 300 + 1e-9 for position in placed)


def test_spread_leaves_labels_that_do_not_touch() -> None:
    assert marks.spread([10, 50, 30], gap=16, low=0, high=100) == [10, 50, 30]


def test_clear_drops_words_that_touch_those_before_them() -> None:
    first, second, third = (
        TextMark(0, 0, "target"),
        TextMark(10, 0, "6 min"),
        TextMark(200, 0, "24 min"),
    )

    assert marks.clear((first, second, third)) == (first, third)


@given(st.decimals(Decimal("0.0001"), 100_000, allow_nan=False))
def test_ticks_start_at_nothing_and_reach_the_top_in_few_even_steps(top: Decimal) -> None:
    steps = marks.round_steps([0, float(top)], count=4)

    assert steps[0] == 0
    assert steps[-1] >= float(top) * (1 - 1e-9)
    assert len(steps) <= 5
    gaps = [after - before for before, after in pairwise(steps)]
    assert max(gaps) - min(gaps) <= max(gaps) * 1e-6


def test_ticks_of_everyday_prices_are_round() -> None:
    assert marks.round_steps([0, 7.5], count=4) == (0, 2, 4, 6, 8)
    assert marks.round_steps([0, 30], count=4) == (0, 10, 20, 30)


@pytest.mark.parametrize(
    ("others", "radius"),
    [
        ([], 9.0),
        ([(10.0, 0.0)], 9.0),
        ([(30.0, 0.0), (0.0, 7.0)], 6.0),  # short of the middle of the nearest
        ([(1.0, 0.0)], 4.0),  # never smaller than the dot
    ],
)
def test_what_is_hit_around_a_dot_leaves_the_middle_of_others_free(
    others: list[tuple[float, float]], radius: float
) -> None:
    assert marks.hit_around(0.0, 0.0, others).radius == radius


def test_coordinates_have_one_decimal_and_no_needless_zero() -> None:
    written = {1.0: "1", 1.25: "1.2", -0.01: "0", 99.96: "100", 12.34: "12.3"}

    assert {value: marks.format_coordinate(value) for value in written} == written


# Prices and costs


def price(unit: PriceUnit, usd: str, start: date) -> Price:
    return Price(unit=unit, amount=Decimal(usd), valid_from=start, source="acme", as_of=start)


def test_what_is_announced_is_dashed_and_today_marked() -> None:
    now = PricePeriod(
        price=price(PriceUnit.INPUT_MTOK, "0.75", date(2026, 1, 1)), end=date(2026, 4, 9)
    )
    then = price(PriceUnit.INPUT_MTOK, "1.50", date(2026, 4, 10))
    announced = PricePeriod(price=then, end=date(2026, 7, 1), basis="announced")
    history = PriceHistory(
        units=((now, announced),),
        marks_at=((date(2026, 1, 1), "Jan"), (date(2026, 7, 1), "")),
        on=date(2026, 2, 20),
    )
    drawing = history.draw(640, 250)

    lines = [mark.style for mark in drawing.marks if isinstance(mark, LineMark)]
    assert lines.count("ln-f") == 1
    assert lines.count("ln-f dash") == 2
    assert history.bases == {"sure", "announced"}
    assert "today" in texts(drawing)
    assert "$1.50 in" in texts(drawing)


def test_prices_that_end_alike_have_labels_apart() -> None:
    start, end = date(2026, 1, 1), date(2026, 7, 1)
    units = (PriceUnit.INPUT_MTOK, PriceUnit.OUTPUT_MTOK, PriceUnit.IMAGE)
    periods = tuple((PricePeriod(price=price(unit, "1", start), end=end),) for unit in units)
    drawing = PriceHistory(units=periods, marks_at=((start, ""), (end, "")), on=start).draw(
        350, 240
    )

    labels = sorted(
        mark.y
        for mark in drawing.marks
        if isinstance(mark, TextMark) and mark.words.startswith("$1 ")
    )
    assert len(labels) == 3
    assert all(after - before >= 16 for before, after in pairwise(labels))
