"""Scores against costs: what is unbeaten, what is unknown, and names that never touch."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from itertools import combinations

import pytest
from django.http import QueryDict

from catalog import query, workload
from catalog.charts import marks, scattering
from catalog.charts.marks import Dot, Drawing, Extent, TextMark
from catalog.charts.scattering import PricedScore
from catalog.filters.models import ModelForm
from catalog.views import pictures
from catalog.views.pictures import CostPicture, cost_picture
from catalog.vocabulary import BenchmarkTask, Medium
from tests.support import starter_catalog

ON = date(2026, 11, 24)


def picture(address: str) -> CostPicture | None:
    catalog = starter_catalog()
    models = query.models_on_sale(catalog, ON)
    return cost_picture(catalog, models, ModelForm(QueryDict(address), catalog), ON)


@pytest.mark.parametrize(
    "query", ["", "makes=image", "task=film", "task=transcription", "job=customer-support-chatbots"]
)
def test_nothing_is_both_cheaper_and_better_than_what_is_flame(query: str) -> None:
    drawn = picture(query)
    assert drawn is not None
    known = [row for row in drawn.rows if row.score and row.cost]
    sign = 1 if drawn.test.higher_is_better else -1

    for row in known:
        assert row.score
        assert row.cost
        beaten = any(
            other.cost <= row.cost
            and sign * other.score.value >= sign * row.score.value
            and (other.cost, other.score.value) != (row.cost, row.score.value)
            for other in known
            if other.cost and other.score
        )
        assert row.unbeaten is not beaten
    assert any(row.unbeaten for row in known) or not known
    assert all(row.score or row.cost is not None for row in drawn.rows)


def test_where_nobody_measured_there_is_no_picture() -> None:
    assert picture("makes=music") is None


def test_a_job_is_priced_by_its_estimate_and_measured_by_its_task() -> None:
    drawn = picture("job=image-creation&makes=image")

    assert drawn is not None
    assert drawn.test.task in {BenchmarkTask.IMAGES, BenchmarkTask.IMAGE_EDITING}
    assert drawn.work.name.startswith("1,000 ")


def test_the_test_that_most_went_through_speaks_for_a_task() -> None:
    catalog = starter_catalog()

    found = query.primary_benchmark(catalog, BenchmarkTask.FILM)

    assert found is not None
    assert found.slug == "arena-text-to-video"
    assert query.primary_benchmark(catalog, BenchmarkTask.MUSIC) is None


def test_every_medium_has_a_usual_amount() -> None:
    for medium in Medium:
        assert workload.usual(medium).ways
        assert workload.usual(medium).cost(()) is None


def test_a_job_without_an_estimate_is_not_priced() -> None:
    case = next(
        case for case in starter_catalog().use_cases if case.media_amount is None and case.tokens_in
    )

    assert workload.of_job(case, Medium.IMAGE) is None
    priced = workload.of_job(case, Medium.TEXT, Decimal(1))
    assert priced is not None
    assert priced.name == f"1 {case.unit_plural}"


# The drawing


def box(text: TextMark) -> tuple[float, float, float, float]:
    return text.left, text.y - 12, text.right, text.y + 4


def point(cost: int | None, score: int | None, *, unbeaten: bool = False) -> PricedScore:
    catalog = starter_catalog()
    scored = (
        None
        if score is None
        else replace(catalog.scores[0], value=Decimal(score), low=None, high=None)
    )
    usd = None if cost is None else Decimal(cost)
    return PricedScore(model=catalog.models[0], cost=usd, score=scored, unbeaten=unbeaten)


@pytest.mark.parametrize("width", [1060, 350])
@pytest.mark.parametrize("query", ["", "makes=image", "makes=video", "task=coding"])
def test_names_touch_neither_each_other_nor_the_edge(query: str, width: int) -> None:
    drawn = picture(query)
    assert drawn is not None
    drawing = drawn.draw(width, 440)
    names = [
        mark for mark in drawing.marks if isinstance(mark, TextMark) and mark.style.startswith("hl")
    ]

    for one, other in combinations(map(box, names), 2):
        assert one[2] <= other[0] or other[2] <= one[0] or one[3] <= other[1] or other[3] <= one[1]
    assert all(name.left >= 0 and name.right <= width for name in names)


def names_in(drawing: Drawing) -> list[TextMark]:
    return [
        mark for mark in drawing.marks if isinstance(mark, TextMark) and mark.style.startswith("hl")
    ]


@pytest.mark.parametrize("query", ["", "makes=image", "makes=video", "task=coding"])
def test_names_lie_over_no_dot_and_leave_no_frame(query: str) -> None:
    drawn = picture(query)
    assert drawn is not None
    size = drawn.sizes[0]
    drawing, plane = drawn.draw(*size), scattering.plane_of(drawn._drawn, width=860, height=330)
    dots = [Extent.around(dot.x, dot.y, 4) for dot in drawing.marks if isinstance(dot, Dot)]
    priced = {row.model.name for row in drawn.rows if row.cost}

    assert names_in(drawing)
    for name in names_in(drawing):
        assert not name.extent.touches_any(dots), name.words
        right = plane.right if name.words in priced else size[0]
        assert plane.left <= name.left, name.words
        assert name.right <= right, name.words
        assert name.extent.bottom <= plane.floor, name.words


def test_of_many_only_what_nothing_beats_is_named_and_the_rest_is_shaded() -> None:
    many = picture("")
    assert many is not None
    drawing = many.draw(*many.sizes[0])
    unbeaten = {row.model.name for row in many.rows if row.unbeaten}

    assert len(many.rows) > scattering.MOST_NAMED
    assert {name.words for name in names_in(drawing)} <= unbeaten
    styles = [mark.style for mark in drawing.marks]
    assert styles.index("beaten") < styles.index("gr") < styles.index("ln-f") < styles.index("dot")
    assert set(scattering.MEANING) <= {
        mark.words for mark in drawing.marks if isinstance(mark, TextMark)
    }


def test_one_that_nothing_beats_makes_no_line_and_few_are_all_named() -> None:
    points = (point(1, 10, unbeaten=True), point(5, 2))
    drawing = scattering.scatter(points, width=1060, height=440, across="a", up="u")

    assert not {"beaten", "ln-f"} & {mark.style for mark in drawing.marks}
    assert len(names_in(drawing)) == 2


def test_what_is_unknown_has_a_lane_of_its_own() -> None:
    points = (
        point(1, 10, unbeaten=True),
        point(100, None),
        point(None, 20),
        point(None, None),
    )
    drawing = scattering.scatter(points, width=1060, height=440, across="a", up="u")
    dots = [mark for mark in drawing.marks if isinstance(mark, Dot)]
    words = [mark.words for mark in drawing.marks if isinstance(mark, TextMark)]

    assert sorted(dot.style for dot in dots) == ["dot-f", "dot-o", "dot-o"]
    assert {"no score", "no price"} <= set(words)


def test_fewer_is_better_is_drawn_the_other_way_up() -> None:
    points = (point(1, 1), point(2, 9))

    def heights(*, lower_is_better: bool) -> list[float]:
        drawing = scattering.scatter(
            points, width=1060, height=440, across="a", up="u", lower_is_better=lower_is_better
        )
        return [mark.y for mark in drawing.marks if isinstance(mark, Dot)]

    assert heights(lower_is_better=False)[0] > heights(lower_is_better=False)[1]
    assert heights(lower_is_better=True)[0] < heights(lower_is_better=True)[1]


def test_steps_are_round_and_enclose_what_is_drawn() -> None:
    assert marks.decades(0.09, 19) == (0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 20)
    assert [marks.decades(*ends) for ends in ((1, 1), (0.5, 0.6), (3, 7))] == [
        (1, 2),
        (0.5, 1),
        (2, 5, 10),
    ]
    drawn: tuple[list[float], ...] = (
        [],
        [5.0],
        [0.0, 0.0],
        [1256.3, 1534.0],
        [2.1, 31.0],
        [-3.0, 4.0],
        [0.001, 0.0015],
    )
    for values in drawn:
        steps = marks.round_steps(values)
        assert 2 <= len(steps) <= 9
        assert not values or steps[0] <= min(values) <= max(values) <= steps[-1]


def test_picture_of_many_draws_the_best_and_whatever_nothing_beats(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    whole = picture("")
    assert whole is not None
    monkeypatch.setattr(pictures, "MOST_DRAWN", 5)

    drawn = picture("")

    assert drawn is not None
    assert drawn.rows == tuple(
        row for place, row in enumerate(whole.rows) if place < 5 or row.unbeaten
    )
    assert drawn.left_out == whole.left_out + len(whole.rows) - len(drawn.rows)
