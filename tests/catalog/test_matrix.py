"""The matrix as a picture: every answer once, by trade and by kind.

Discs say the same as the counts.
"""

import re
from collections import Counter
from dataclasses import replace
from datetime import date

import pytest
from django.test import Client

from catalog.charts.marks import Dot, Path
from catalog.charts.tally import ACROSS, RADIUS, STEP, Tally
from catalog.models import Release
from catalog.schema import Catalog
from catalog.views.matrix import AREAS, OTHER_AREA, by_trade, kind_part, kindest_first
from catalog.views.use_cases import matrix_row
from catalog.vocabulary import Branch, Fit
from tests.support import starter_catalog

ON = date(2026, 11, 30)
ANSWER = re.compile(r'href="/use-cases/([a-z0-9-]+)/(language|media)/"')


@pytest.mark.parametrize("query", ["", "?by=kind"])
def test_every_answer_stands_once(client: Client, starter_release: Release, query: str) -> None:
    page = client.get(f"/use-cases/{query}").text

    answers = Counter(ANSWER.findall(page))

    assert answers == Counter((row.use_case, row.branch) for row in starter_catalog().cells)


def test_turning_the_matrix_round_keeps_what_it_is_narrowed_by(
    client: Client, starter_release: Release
) -> None:
    page = client.get("/use-cases/?industry=legal").text
    turned = client.get("/use-cases/?industry=legal&by=kind").text

    assert 'href="/use-cases/?industry=legal&amp;by=kind"' in page
    assert 'href="/use-cases/?industry=legal"' in turned
    assert set(ANSWER.findall(turned)) == set(ANSWER.findall(page))


def test_every_job_stands_under_one_heading_those_of_every_trade_first() -> None:
    catalog = starter_catalog()
    groups = by_trade(catalog, [matrix_row(catalog, case, ON) for case in catalog.use_cases])
    jobs = [row.use_case.slug for group in groups for row in group.rows]
    trades = {row.name for row in catalog.industries}

    assert Counter(jobs) == Counter(case.slug for case in catalog.use_cases)
    assert [group.name for group in groups[: len(AREAS) + 1]] == [*AREAS, OTHER_AREA]
    assert all(group.name in trades for group in groups[len(AREAS) + 1 :])
    assert len({group.anchor for group in groups}) == len(groups)


def test_a_department_nobody_thought_of_has_its_place() -> None:
    catalog = starter_catalog()
    case = next(case for case in catalog.use_cases if case.industry == "cross-industry")
    strange = matrix_row(catalog, replace(case, department="Beekeeping"), ON)

    assert [group.name for group in by_trade(catalog, [strange])] == [OTHER_AREA]


@pytest.mark.parametrize("branch", [*Branch])
def test_a_kind_counts_draws_and_lists_the_same(branch: Branch) -> None:
    catalog = starter_catalog()
    part = kind_part(branch, [matrix_row(catalog, case, ON) for case in catalog.use_cases])

    listed = Counter(cell.word for group in part.groups for row in group.rows for cell in row.cells)

    assert Counter(part.tally.words) == listed == Counter(part.counts)
    assert part.all == len(catalog.use_cases)
    assert all(len(row.cells) == 1 for group in part.groups for row in group.rows)


def test_a_job_that_nobody_judged_is_drawn_dashed_and_comes_last() -> None:
    catalog = starter_catalog()
    case = catalog.use_cases[0]
    judged = matrix_row(catalog, case, ON)
    unjudged = matrix_row(Catalog(use_cases=(case,)), case, ON)

    assert sorted([unjudged, judged], key=kindest_first) == [judged, unjudged]
    assert kind_part(Branch.MEDIA, [unjudged]).tally.words == [Fit.UNKNOWN]


@pytest.mark.parametrize("count", [0, 1, ACROSS, ACROSS + 1, 400])
def test_discs_stay_on_the_sheet_and_apart(count: int) -> None:
    tally = Tally(words=[Fit.YES] * count, title="Jobs", desc="All done well.")
    drawing = tally.draw(*tally.sizes[0])
    dots = [mark for mark in drawing.marks if isinstance(mark, Dot)]

    assert len({(dot.x, dot.y) for dot in dots}) == count
    assert RADIUS * 2 < STEP
    assert all(RADIUS <= dot.x <= drawing.width - RADIUS for dot in dots)
    assert all(RADIUS <= dot.y <= drawing.height - RADIUS for dot in dots)


def test_each_answer_has_a_shape_of_its_own() -> None:
    shapes = [
        [
            (type(mark), mark.style, mark.d if isinstance(mark, Path) else "")
            for mark in Tally(words=[word], title="", desc="").draw(*Tally.sizes[0]).marks
        ]
        for word in ("disputed", *Fit)
    ]

    assert len({str(shape) for shape in shapes}) == len(shapes)
