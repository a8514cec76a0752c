"""The matrix as a grid: one cell at a time, nobody overwritten."""

from datetime import date

import pytest
from django.contrib.admin.models import LogEntry
from django.test import Client
from django.urls import reverse

from catalog.models import Cell, Revision, Source, UseCase
from catalog.vocabulary import Branch
from tests.support import empty_desk, member, queries_of, saved, typed_in

pytestmark = pytest.mark.django_db

GRID = "/admin/catalog/cell/grid/"


@pytest.fixture
def editor() -> Client:
    """Return the browser of an editor."""
    return member("Editor")


@pytest.fixture
def cell() -> Cell:
    """Return a published cell."""
    empty_desk()
    source = saved(Source, slug="a-study", title="A study", state="published")
    made: Cell = saved(
        Cell,
        use_case=saved(UseCase, slug="menu-photos", name="Make photos for the menu"),
        branch="language",
        fit="no",
        reason="It cannot draw.",
        as_of=date(2026, 3, 1),
        source=source,
        state="published",
    )
    return made


def address(cell: Cell) -> str:
    return reverse("admin:catalog_cell_change", args=[cell.pk])


def typed(client: Client, where: str, **changes: str) -> dict[str, str]:
    """Return what a browser would send for a cell's form, with changes."""
    return typed_in(client.get(where)) | changes


def test_grid_shows_every_use_case_and_says_where_nobody_has_answered(
    editor: Client, cell: Cell
) -> None:
    page = editor.get(GRID).content.decode()

    assert page.count('class="square"') == len(Branch)
    assert "No answer yet" in page


def test_grid_takes_no_more_queries_for_more_rows(editor: Client, cell: Cell) -> None:
    editor.get(GRID)
    one = queries_of(lambda: editor.get(GRID))
    for _ in range(9):
        saved(Cell)

    assert queries_of(lambda: editor.get(GRID)) == one


def test_cell_is_saved_by_itself_as_a_draft(editor: Client, cell: Cell) -> None:
    where = address(cell)

    answer = editor.post(
        where, typed(editor, where, reason="It writes, it does not draw.", why="Clearer.")
    )

    assert answer.headers["Location"] == f"{GRID}#cell-menu-photos-language"
    made = Revision.objects.of(cell).get(number=2)
    assert (made.act, made.state, made.note, made.fact.reason) == (
        "changed",
        "draft",
        "Clearer.",
        "It writes, it does not draw.",
    )
    assert "Clearer." in LogEntry.objects.get().change_message


def test_cell_that_nobody_answered_is_added(editor: Client, cell: Cell) -> None:
    _case, squares = editor.get(GRID).context["lines"][0]
    where = squares[1]["address"]

    editor.post(
        where,
        typed(
            editor,
            where,
            fit="yes",
            reason="It draws.",
            source=str(cell.source.pk),
            as_of="2026-11-24",
        ),
    )

    made = Cell.objects.get(use_case=cell.use_case, branch="media")
    assert (made.fit, made.source.slug, made.state) == ("yes", "a-study", "draft")


def test_what_does_not_fit_is_said_and_nothing_is_saved(editor: Client, cell: Cell) -> None:
    where = address(cell)
    holds = "The old answer holds since 1 Mar 2026. A new one starts after that day."
    for changes, field, words in (
        ({"fit": "yes"}, "as_of", f"{holds} If the old one was never true, correct it."),
        ({"source": ""}, "source", "This field is required."),
        ({"reason": " "}, "reason", "This field is required."),
        (
            {"review_by": "2026-02-01"},
            "__all__",
            "The day to look again comes after the day of the source.",
        ),
    ):
        answer = editor.post(where, typed(editor, where, **changes))
        assert answer.context["adminform"].form.errors[field] == [words]
    assert not Revision.objects.exists()


@pytest.mark.parametrize(
    ("page", "changes", "act"),
    [
        ("change", {"as_of": "2026-11-24"}, "changed"),
        ("correct", {"why": "I had read the wrong line."}, "corrected"),
    ],
)
def test_another_answer_is_new_from_a_day_or_a_correction(
    editor: Client, cell: Cell, page: str, changes: dict[str, str], act: str
) -> None:
    where = reverse(f"admin:catalog_cell_{page}", args=[cell.pk])

    editor.post(where, typed(editor, where, fit="limited", **changes))

    made = Revision.objects.of(cell).get(number=2)
    assert (made.act, made.fact.fit.value) == (act, "limited")


def test_locked_cell_is_read_and_not_saved(cell: Cell) -> None:
    editor, reviewer = member("Editor"), member("Reviewer")
    Cell.objects.update(disputed="One says yes, one says no.")
    where = address(cell)
    mine = typed(editor, where, reason="Mine.")

    reviewer.post(
        reverse("admin:catalog_cell_lock", args=[cell.pk]),
        {"note": "We wait for the study of May."},
    )
    page = editor.get(where).content.decode()
    refused = editor.post(where, mine)
    reviewer.post(reverse("admin:catalog_cell_unlock", args=[cell.pk]), {"note": "It is here."})
    taken = editor.post(where, typed(editor, where, reason="Mine."))

    assert "We wait for the study of May." in page
    assert 'name="_save"' not in page
    assert (refused.status_code, taken.status_code) == (403, 302)
    assert Cell.objects.get().reason == "Mine."


def test_undisputed_cell_is_not_locked(cell: Cell) -> None:
    answer = member("Reviewer").post(
        reverse("admin:catalog_cell_lock", args=[cell.pk]), {"note": "Because."}
    )

    assert "Only a disputed answer of the matrix is locked." in answer.content.decode()
    assert Cell.objects.get().locked == ""


def test_reviewer_publishes_from_the_cell(cell: Cell) -> None:
    reviewer = member("Reviewer")
    where = address(cell)

    reviewer.post(where, typed(reviewer, where, reason="Better words.", state="published"))

    assert [each.state for each in Revision.objects.of(cell)] == ["published", "published"]
