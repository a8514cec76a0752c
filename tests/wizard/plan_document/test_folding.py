"""Folds: what has nothing to say is left out, and sources are said once.

Jobs stand under their names where there are several.
"""

from collections.abc import Iterator

import pytest

from tests.adviser.grid import ON
from tests.support import starter_catalog
from wizard.decision.answers import Answers, Job
from wizard.decision.decide import decide
from wizard.document.basis import Basis, JobBasis
from wizard.document.blocks import Citation, CitedFact, ListRow, Trail
from wizard.document.compose import NO_CHANGES
from wizard.document.folding import Fold, PageLayout, document_page, numbered, sections_of
from wizard.document.progress import NEW

JOBS = ("invoice-capture", "product-description")
SOURCE = Citation(slug="a-list", title="A list", publisher="", as_of=None)


def basis_of(*slugs: str) -> Basis:
    catalog = starter_catalog()
    answers = Answers(jobs=tuple(Job(key=slug, use_case=slug) for slug in slugs))
    decision = decide(answers, catalog, ON)
    return Basis(
        decision=decision, answers=answers, catalog=catalog, progress=NEW, changes=NO_CHANGES
    )


def row_of_first(job: JobBasis) -> Iterator[ListRow]:
    """Yield a row of the first job alone."""
    if job is job.plan.jobs[0]:
        yield ListRow(says=("Of the first.",))


def row_of_all(_: Basis) -> Iterator[ListRow]:
    yield ListRow(says=("Of all.",))


def test_fold_without_rows_is_left_out() -> None:
    folds = [
        Fold(key="others", kind="pairs"),
        Fold(key="steps", kind="checklist", of_plan=row_of_all),
    ]

    assert [row.key for row in sections_of(basis_of(JOBS[0]), folds)] == ["steps"]


@pytest.mark.parametrize(
    ("slugs", "headings"),
    [(JOBS[:1], ["", ""]), (JOBS, ["Product descriptions", "For all jobs"])],
)
def test_jobs_have_headings_where_there_are_several(
    slugs: tuple[str, ...], headings: list[str]
) -> None:
    fold = Fold(key="steps", kind="checklist", of_job=row_of_first, of_plan=row_of_all)

    (section,) = sections_of(basis_of(*slugs), [fold])

    assert [group.heading for group in section.groups] == headings


def test_what_stands_for_the_plan_alone_has_no_heading() -> None:
    (section,) = sections_of(
        basis_of(*JOBS), [Fold(key="steps", kind="checklist", of_plan=row_of_all)]
    )

    assert [group.heading for group in section.groups] == [""]


def cited_twice(_: Basis) -> Iterator[ListRow]:
    fact = CitedFact(text="It stays", source=SOURCE)
    yield ListRow(says=("By a price.",), source=SOURCE)
    yield ListRow(says=("By a reason.",), trail=Trail(rule="stays", facts=(fact,)))


def test_page_names_each_source_once_and_none_where_nothing_is_cited() -> None:
    basis = basis_of(JOBS[0])
    cites = PageLayout(folds=(Fold(key="prices", kind="prices", of_plan=cited_twice),))
    cites_nothing = PageLayout(folds=(Fold(key="prices", kind="prices", of_plan=row_of_all),))

    sections = document_page(basis, "money", cites).sections
    without = document_page(basis, "money", cites_nothing).sections

    assert [row.key for row in sections] == ["prices", "sources"]
    assert sections[1].finding == "One source, with the day we read it."
    assert [row.key for row in without] == ["prices"]


def test_rows_are_numbered_from_one() -> None:
    assert [row.row for row in numbered(ListRow(label=name) for name in "abc")] == [1, 2, 3]
