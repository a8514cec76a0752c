"""The picture of a plan shows the figures of its table, in every ending.

Where there is no picture, a sentence stands.
"""

import re
from datetime import date

import pytest

from catalog.charts.bars import BarKind
from catalog.schema import JobPhrases
from tests.replacing import replace
from tests.support import starter_catalog
from tests.wizard.plans import answers_of
from tests.words.reading import name_of
from wizard.decision.decide import decide
from wizard.decision.decision import Decision
from wizard.decision.measured import TrialResult
from wizard.document.blocks import Document, Picture
from wizard.document.compose import document_of
from wizard.document.drawing import NARROW, WIDE, drawing_of
from wizard.plans.examples import all_examples
from wizard.plans.render.plan_markdown import markdown_of
from wizard.publishing.samples import samples
from wizard.questions.page_order import journey_of

CATALOG = starter_catalog()
ON = date(2026, 11, 30)
OF_ONE_JOB = "law-office"
DRAWN_ROWS = list(CATALOG.phrases_of.values())[:3]


def decided(slug: str, *results: TrialResult) -> tuple[Decision, Document]:
    answers = journey_of(answers_of(slug), CATALOG, ON).answers
    decision = decide(answers, CATALOG, ON, results)
    return decision, document_of(decision, answers, CATALOG)


def is_whole(picture: Picture) -> bool:
    """Return whether the picture says all figures of its table, and all that it draws."""
    if picture.table is None:
        return not picture.rows and picture.map is None and picture.caption.endswith(".")
    heads = [row.head for row in picture.table.rows]
    names = [row.name for row in picture.rows]
    if names != heads:
        return False
    finding = " ".join(picture.says)
    return all(
        row.total in (*cells, "")
        and (not row.total or f"{row.name}: {row.total}" in finding)
        and [says for says in (row.note, *(part.says for part in row.parts)) if says]
        for row, cells in zip(picture.rows, (row.cells for row in picture.table.rows), strict=True)
    )


@pytest.mark.parametrize("row", DRAWN_ROWS, ids=name_of)
def test_picture_of_every_ending_shows_its_table_or_says_why_not(row: JobPhrases) -> None:
    endings = list(samples(row, CATALOG))

    assert len(endings) > 50
    assert [each.title for each in endings if not is_whole(each.document.picture)] == []


@pytest.mark.parametrize("slug", [row.slug for row in all_examples()])
def test_picture_of_every_example_is_drawn_at_both_widths(slug: str) -> None:
    picture = decided(slug)[1].picture

    assert is_whole(picture)
    for width in (WIDE, NARROW):
        drawing = drawing_of(picture, width=width)
        assert (drawing is None) == (picture.table is None)


def test_without_a_purchase_a_sentence_stands_in_place_of_the_picture() -> None:
    picture = decided("wholesaler")[1].picture

    assert picture.caption == "Nothing is bought, so there is no cost to draw."
    assert drawing_of(picture) is None


def test_several_jobs_have_a_line_each_with_by_hand_beside_it() -> None:
    decision, document = decided("garden-shop")

    lines = document.picture.rows
    assert [line.name for line in lines] == [job.label for job in document.head.jobs]
    rows = [job.ending.comparison for job in decision.jobs]  # type: ignore[attr-defined]
    rows.sort(key=lambda row: -row.hours_by_hand)  # the largest job stands first
    by_hand = [pytest.approx(row.by_hand_usd, rel=0.05) for row in rows]
    assert [line.upright for line in lines] == by_hand
    with_ai = [pytest.approx(row.with_ai_usd, rel=0.05) for row in rows]
    assert [line.sum for line in lines] == with_ai


def test_before_a_test_today_stands_first_and_the_pick_alone_is_marked() -> None:
    decision, document = decided(OF_ONE_JOB)

    bars = document.picture.rows
    assert bars[0].name == "By hand"
    assert [bar.chosen for bar in bars] == [False, True, False]
    recommendation = decision.jobs[0].ending.recommendation  # type: ignore[attr-defined]
    for bar, priced in zip(bars[1:], (recommendation.first, recommendation.second), strict=True):
        assert bar.amount(BarKind.PAID) == priced.paid_usd
        assert bar.amount(BarKind.SETUP) == priced.connecting_usd


@pytest.mark.parametrize("slug", [row.slug for row in all_examples()])
def test_what_is_paid_is_the_same_sum_in_the_tile_the_picture_and_its_table(slug: str) -> None:
    document = decided(slug)[1]
    picture, cost = document.picture, document.head.tiles[0]
    paid = [row.cells[0] for row in picture.table.rows] if picture.table is not None else []
    said = [part.says for bar in picture.rows for part in bar.parts if part.kind is BarKind.PAID]
    assert said == [f"paid {text}" for text in paid if text not in {"$0", "€0"}]
    chosen = [
        says
        for says, bar in zip(paid, picture.rows, strict=True)
        if bar.chosen and bar.amount(BarKind.PAID)
    ]
    if not document.head.jobs:  # over several jobs the tile says their sum
        assert all(says in " ".join((cost.big, *cost.fine)) for says in chosen)


def test_marks_lead_to_the_rows_of_the_table() -> None:
    picture = decided(OF_ONE_JOB)[1].picture

    assert picture.table is not None
    drawing = drawing_of(picture)
    assert drawing is not None
    addresses = [f"#row-{row.row}" for row in picture.table.rows]
    assert [link.address for link in drawing.links] == addresses
    assert [link.label for link in drawing.links] == [row.head for row in picture.table.rows]


def test_dots_are_what_the_dearer_of_the_two_must_spare() -> None:
    decision, document = decided(OF_ONE_JOB)

    sparing = decision.jobs[0].ending.recommendation.sparing[0]  # type: ignore[attr-defined]
    dots = document.picture.dots
    assert dots is not None
    assert (dots.spared, dots.visible) == (sparing.results, sparing.visible)


def test_words_below_the_dots_count_the_dots_that_are_drawn() -> None:
    _, document = decided("law-office")  # 120 contracts a month
    dots = document.picture.dots
    assert dots is not None

    spared, visible = (re.findall(r"\d+", text) for text in dots.says)

    assert (dots.results, dots.drawn) == (120, 100)
    assert spared[-2:] == [str(dots.filled), "100"]
    assert visible == [str(dots.framed), "100"]


def test_after_a_test_the_map_shows_what_was_counted() -> None:
    first = decided(OF_ONE_JOB)[0].jobs[0]
    names = first.ending.recommendation  # type: ignore[attr-defined]
    tools = (names.first.option.tool, names.second.option.tool)
    results = [
        TrialResult(job=first.work.key, tool=tool, cases=30, redone=redone, second_read=30)
        for tool, redone in zip(tools, (3, 6), strict=True)
    ]

    picture = decided(OF_ONE_JOB, *results)[1].picture

    assert picture.rows == ()
    assert picture.map is not None
    assert picture.table is not None
    spots = {spot.name: spot for spot in picture.map.spots}
    assert sorted(spot.wrong for spot in spots.values()) == [0.0, 0.1, 0.2]
    assert spots["By hand"].by_hand
    assert [spot.chosen for spot in spots.values()].count(True) == 1
    assert [row.head for row in picture.table.rows][-1] == "By hand"
    assert {row.cells[1] for row in picture.table.rows} == {"10", "20", "not known"}
    # statsmodels proportion_confint(3, 30) and (6, 30), method="wilson"
    assert {row.cells[2] for row in picture.table.rows} == {"3 to 26", "10 to 37", "not known"}
    assert spots["By hand"].span is None
    assert drawing_of(picture, width=NARROW) is not None
    assert "of 100 done again" in " ".join(picture.says)


def unknown_by_hand() -> Document:
    """Return a plan of one job of which nobody said how long one takes."""
    answers = journey_of(answers_of(OF_ONE_JOB), CATALOG, ON).answers
    job = replace(answers.jobs[0], use_case=None, words="Something quite unheard of")
    unknown = replace(answers, jobs=(replace(job, minutes_by_hand=None),))
    return document_of(decide(unknown, CATALOG, ON), unknown, CATALOG)


def test_where_nobody_knows_how_long_one_takes_by_hand_that_stands_in_its_place() -> None:
    picture = unknown_by_hand().picture

    assert is_whole(picture)
    (by_hand,) = (bar for bar in picture.rows if bar.name == "By hand")
    assert (by_hand.parts, by_hand.total) == ((), "")
    assert by_hand.note.startswith("say how long one takes by hand")


def test_what_was_not_counted_is_no_cost_of_nothing() -> None:
    picture = unknown_by_hand().picture

    assert picture.table is not None
    (by_hand,) = (row for row in picture.table.rows if row.head == "By hand")
    assert set(by_hand.cells) == {"not counted"}


def test_time_with_ai_is_one_figure_in_words_and_in_the_picture() -> None:
    document = unknown_by_hand()
    (cost,) = (tile for tile in document.head.tiles if tile.key == "cost")
    time = next(text for text in cost.fine if "checking not counted" in text)
    (money,) = (row for row in document.sections if row.key == "money")

    hours = time.removeprefix("Your time: ").partition(" a month")[0]
    assert f"{hours} of your time without checking" in money.finding


def test_markdown_has_no_picture_but_all_its_figures() -> None:
    document = decided(OF_ONE_JOB)[1]

    text = markdown_of("exports/plan.md", {"document": document})

    assert document.picture.table is not None
    for row in document.picture.table.rows[:2]:
        assert row.cells[-1] in text
