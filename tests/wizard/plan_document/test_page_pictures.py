"""Each page below a plan says its finding and draws it: sieve, steps, days, money."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from catalog.charts.bars import BarKind
from tests.wizard.plan_document.endings import CATALOG, ON
from tests.wizard.plans import answers_of
from wizard.decision.decide import decide
from wizard.decision.measured import TrialResult
from wizard.decision.scale import SIDE_BY_SIDE_WEEKS
from wizard.document.blocks import DocumentPage, ListBlock, TableBlock
from wizard.document.compose import document_of
from wizard.document.drawing import NARROW, WIDE, drawing_of
from wizard.document.sentences import PATTERNS
from wizard.plans.examples import all_examples
from wizard.questions.page_order import journey_of

EXAMPLES = [row.slug for row in all_examples()]
DRAWN = ("evidence", "money", "tune", "scale")


def page(slug: str, key: str, *measured: TrialResult, **of_job: Any) -> DocumentPage:
    answers = journey_of(answers_of(slug), CATALOG, ON).answers
    answers = replace(answers, jobs=tuple(replace(job, **of_job) for job in answers.jobs))
    decision = decide(answers, CATALOG, ON, measured)
    return document_of(decision, answers, CATALOG, pages=[key]).pages[0]


def says_of(shown: DocumentPage, key: str) -> list[str]:
    """Return all sentences of a section that is a list."""
    blocks = [
        block
        for section in shown.sections
        for group in section.groups
        for block in group.blocks
        if section.key == key
    ]
    return [says for block in blocks for row in block.rows for says in row.says]  # type: ignore[union-attr]


def rows_of(shown: DocumentPage) -> dict[int, str]:
    """Return the rows to which a picture can lead, each by its number."""
    blocks = [
        block for section in shown.sections for group in section.groups for block in group.blocks
    ]
    if shown.picture is not None and shown.picture.table is not None:
        blocks.append(shown.picture.table)
    rows: dict[int, str] = {}
    for block in blocks:
        if isinstance(block, TableBlock):
            names = [(row.row, row.head) for row in block.rows]
        elif isinstance(block, ListBlock):
            names = [(row.row, row.label) for row in block.rows]
        else:
            continue
        numbered = [(number, name) for number, name in names if number]
        assert not rows.keys() & {number for number, _ in numbered}
        rows |= dict(numbered)
    return rows


@pytest.mark.parametrize("slug", EXAMPLES)
@pytest.mark.parametrize("key", DRAWN)
def test_marks_of_every_page_lead_to_rows_that_say_more(slug: str, key: str) -> None:
    shown = page(slug, key)

    rows = rows_of(shown)
    if shown.picture is None or not shown.picture.is_drawn:
        assert rows == {}
        return
    for width in (WIDE, NARROW):
        drawing = drawing_of(shown.picture, width=width)
        assert drawing is not None
        assert drawing.links
        for link in drawing.links:
            title = link.label.rpartition(": ")[2] if key == "tune" else link.label
            assert title.lower() in rows[int(link.address.removeprefix("#row-"))].lower()


@pytest.mark.parametrize("key", DRAWN)
def test_finding_of_a_page_is_of_the_plan(key: str) -> None:
    findings = {page(slug, key).finding for slug in EXAMPLES}

    assert len(findings) >= 3
    assert PATTERNS["page-finding"][key] != page("law-office", key).finding


def test_sieve_ends_with_what_is_named_and_loses_what_each_limit_puts_out() -> None:
    answers = journey_of(answers_of("law-office"), CATALOG, ON).answers
    job = decide(answers, CATALOG, ON).jobs[0]
    shown = page("law-office", "evidence")

    assert shown.picture is not None
    bars = shown.picture.rows
    left = [bar.amount(BarKind.LEFT) for bar in bars]
    out = [bar.amount(BarKind.OUT) for bar in bars]
    assert job.ranking is not None
    may_be_used = len(job.ranking.candidates) + len(job.ranking.others)
    assert left[0] == may_be_used + len(job.dropped)
    assert left[-2:] == [may_be_used, 1]
    for before, rest, lost in zip(left, left[1:-1], out[1:-1], strict=False):
        assert rest == before - lost
    assert shown.finding.startswith(f"{may_be_used} of {left[0]:.0f} ways")
    assert bars[-1].chosen


def test_sieve_of_several_jobs_has_a_line_each() -> None:
    shown = page("garden-shop", "evidence")

    assert shown.picture is not None
    assert [bar.name for bar in shown.picture.rows] == ["Product photos", "Product descriptions"]
    assert shown.picture.table is not None


def test_days_of_the_timeline_are_those_of_its_table() -> None:
    alone, several = page("law-office", "scale"), page("garden-shop", "scale")

    assert alone.picture is not None
    assert several.picture is not None
    last = alone.picture.rows[-1]
    assert last.ends is None
    assert last.chosen
    assert f"{last.begins.day} {last.begins:%B}" in alone.finding
    for stretch in several.picture.rows:
        assert stretch.full_from == stretch.begins + timedelta(weeks=SIDE_BY_SIDE_WEEKS)


def test_steps_say_what_is_not_there_yet() -> None:
    shown = page("municipality", "tune")

    assert shown.picture is not None
    says = [stair.says for stair in shown.picture.rows]
    assert all(says)
    assert [stair.depth for stair in shown.picture.rows] == [*range(len(says))]


def test_without_a_name_there_is_nothing_to_tune_or_to_scale() -> None:
    for key in ("tune", "scale"):
        shown = page("wholesaler", key)
        assert shown.picture is None
        assert shown.finding == PATTERNS["page-finding"][key]


def test_guesses_that_hold_for_all_jobs_are_said_once() -> None:
    shown = page("garden-shop", "money")

    (guesses,) = [section for section in shown.sections if section.key == "guesses"]
    (group,) = guesses.groups
    (block,) = group.blocks
    assert isinstance(block, ListBlock)
    says = [row.says for row in block.rows]
    assert len(says) == len(set(says)) >= 3


def test_guess_says_how_often_the_best_tool_errs_at_just_this_work() -> None:
    says = says_of(page("wholesaler", "money"), "guesses")
    assert not any("One in five" in text for text in says)


def test_machine_is_counted_by_what_is_on_file_of_it_and_named_with_its_source() -> None:
    shown = page("law-office", "money")

    says = says_of(shown, "prices")
    assert any(text.endswith(" an hour; the middle of what is on file is counted") for text in says)
    assert not any(text.endswith(".") for text in says)  # a source follows
    guesses = says_of(shown, "guesses")
    assert {"Setting it up costs $300.", "Looking after it takes 10 hours a month."} <= {*guesses}


def test_after_a_test_low_and_high_are_what_its_cases_leave_open() -> None:
    result = TrialResult(
        job="contract-summary", tool="gemma-4-31b@card", cases=30, redone=3, second_read=10
    )

    shown = page("law-office", "money", result)

    (span,) = [section for section in shown.sections if section.key == "span"]
    assert span.finding == "Low and high are what so few cases leave open."
    ((table,),) = [group.blocks for group in span.groups]
    assert isinstance(table, TableBlock)
    assert table.rows[0].head == "Done again, of 100"
    low, likely, high = (int(cell) for cell in table.rows[0].cells)
    assert low < 10 < likely < high  # our guess weighs as ten cases


@pytest.mark.parametrize(("finished", "lacks"), [(None, None), (0, 30), (29, 1), (30, None)])
def test_pilot_says_how_many_cases_are_to_be_made_first(
    finished: int | None, lacks: int | None
) -> None:
    says = says_of(page("law-office", "pilot", finished_cases=finished), "how")

    found = [text for text in says if "make them by hand first" in text]
    assert found == (
        []
        if lacks is None
        else [f"Of those you lack {lacks} that are finished and right: make them by hand first."]
    )
