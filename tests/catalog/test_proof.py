"""What each answer of the matrix rests on, and that its page leads there."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from django.test import Client

from catalog.models import Release
from catalog.schema import Catalog, Cell, Finding
from catalog.views.use_cases import CellView, cell_view
from catalog.vocabulary import Branch, Fit, Proof
from tests.support import starter_catalog

ON = date(2026, 11, 30)
JOB = "invoice-capture"  # documents go in, tables come out


def view(
    fit: Fit, branch: Branch = Branch.LANGUAGE, *, findings: bool = False, boards: bool = True
) -> CellView:
    starter = starter_catalog()
    case = next(case for case in starter.use_cases if case.slug == JOB)
    facts: dict[str, Any] = {"use_case": JOB, "branch": branch, "source": "s", "as_of": ON}
    found = (Finding(**facts, statement="So it was."),) if findings else ()
    catalog = Catalog(
        use_cases=(case,),
        benchmarks=starter.benchmarks if boards else (),
        skills=starter.skills if boards else (),
        cells=(Cell(**facts, fit=fit, reason="So."),),
        findings=found,
    )
    return cell_view(catalog, case, branch, ON)


RESTS: dict[str, tuple[CellView, Proof]] = {
    "a finding": (view(Fit.YES, findings=True), Proof.FINDINGS),
    "a finding besides what follows": (view(Fit.NO, Branch.MEDIA, findings=True), Proof.FINDINGS),
    "a board": (view(Fit.LIMITED), Proof.BOARDS),
    "no board": (view(Fit.YES, boards=False), Proof.JUDGEMENT),
    "a board of what is denied": (view(Fit.NO), Proof.JUDGEMENT),
    "what it puts out": (view(Fit.NO, Branch.MEDIA), Proof.DEFINITION),
    "a yes against what it puts out": (view(Fit.YES, Branch.MEDIA), Proof.JUDGEMENT),
}


@pytest.mark.parametrize(("answer", "proof"), RESTS.values(), ids=RESTS)
def test_answer_rests_on_the_strongest(answer: CellView, proof: Proof) -> None:
    assert answer.proof is proof


def test_boards_speak_for_their_own_branch() -> None:
    language, media = view(Fit.YES), view(Fit.YES, Branch.MEDIA)

    assert {board.slug for board in language.boards} >= {"arena-vision", "parsebench-tables"}
    assert media.boards == ()


def test_board_of_a_job_that_is_not_on_file_is_left_out() -> None:
    starter = starter_catalog()
    case = next(case for case in starter.use_cases if case.slug == JOB)
    lost = replace(case, board_language="gone", skill="gone")

    assert cell_view(starter, lost, Branch.LANGUAGE, ON).boards == ()


def test_matrix_counts_what_answers_rest_on(client: Client, starter_release: Release) -> None:
    catalog = starter_catalog()
    answers = [
        cell_view(catalog, case, branch, ON) for case in catalog.use_cases for branch in Branch
    ]
    found = {(row.use_case, row.branch) for row in catalog.findings}

    page = client.get("/use-cases/").text

    assert f"Of {len(catalog.cells)} answers {len(found)} lead to what others measured" in page
    counts = [sum(answer.proof is proof for answer in answers) for proof in Proof]
    assert counts[0] == len(found)
    assert sum(counts) == len(catalog.cells)
    assert f"{counts[1]} to a board alone. {counts[2]} follow by definition" in page


def test_page_of_an_answer_leads_to_boards_and_skill(
    client: Client, starter_release: Release
) -> None:
    page = client.get(f"/use-cases/{JOB}/language/").text

    assert 'href="/benchmarks/#parsebench-tables"' in page
    assert 'href="/benchmarks/#reading-forms-scans-and-photographed-documents"' in page
    assert 'id="boards"' not in client.get(f"/use-cases/{JOB}/media/").text


def test_page_says_what_rests_on_our_judgement_alone(
    client: Client, starter_release: Release
) -> None:
    catalog = starter_catalog()
    alone = [
        (case.slug, branch)
        for case in catalog.use_cases
        for branch in Branch
        if cell_view(catalog, case, branch, ON).proof is Proof.JUDGEMENT
    ]

    for slug, branch in alone:
        assert "neither a study nor a board" in client.get(f"/use-cases/{slug}/{branch}/").text
    assert "neither a study nor a board" not in client.get(f"/use-cases/{JOB}/language/").text
