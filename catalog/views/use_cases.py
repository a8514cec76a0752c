"""A job with its two answers, and what the page of each and of each answer shows."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import Http404, HttpRequest

from catalog import query
from catalog.claims import ClaimReview, claim_reviews, disputed, doubted_about
from catalog.registry import KINDS
from catalog.releases import Reading
from catalog.schema import (
    AiModel,
    Benchmark,
    Catalog,
    Cell,
    Finding,
    Industry,
    Source,
    UseCase,
    group_pairs,
)
from catalog.skills import boards_of_answer, boards_on
from catalog.values import groups_of
from catalog.views.history import cell_histories
from catalog.views.page import row_or_404
from catalog.views.solutions.options import JobOption, JobSearch
from catalog.views.solutions.page import JobVolumeForm, job_options
from catalog.vocabulary import Branch, Fit, Known, Proof
from catalog.workload import usual_results


@dataclass(frozen=True, slots=True, kw_only=True)
class CellView:
    """A cell as the matrix shows it."""

    use_case: UseCase
    branch: Branch
    cell: Cell | None  # None: nobody has judged it
    overdue: bool
    contested: bool = False  # a rule sets a claim against it
    findings: tuple[Finding, ...] = ()  # what others measured or ruled
    boards: tuple[Benchmark, ...] = ()  # that measure models at the job, or at the skill it needs

    @property
    def word(self) -> Fit | str:
        """Return what stands in the table: the answer, or that it is disputed."""
        if self.cell is None:
            return Fit.UNKNOWN
        return "disputed" if self.cell.disputed or self.contested else self.cell.fit

    @property
    def fit(self) -> Fit:
        """Return the answer that is worked with."""
        return Fit.UNKNOWN if self.cell is None else self.cell.fit

    @property
    def by_definition(self) -> bool:
        """Tell whether the answer is no because this kind of AI does not make the result.

        No study tests that.
        """
        makes_it = any(medium.branch is self.branch for medium in self.use_case.outputs)
        return self.fit is Fit.NO and not makes_it

    @property
    def proof(self) -> Proof:
        """Return what the answer rests on.

        A board speaks for what can be done; it does not prove a no.
        """
        if self.findings:
            return Proof.FINDINGS
        if self.by_definition:
            return Proof.DEFINITION
        if self.boards and self.fit in {Fit.YES, Fit.LIMITED}:
            return Proof.BOARDS
        return Proof.JUDGEMENT


@dataclass(frozen=True, slots=True, kw_only=True)
class MatrixRow:
    """A use case with its two cells."""

    use_case: UseCase
    cells: tuple[CellView, ...]

    @property
    def why(self) -> str:
        """Return the reason of the kinder cell."""
        order = (Fit.YES, Fit.LIMITED, Fit.NO, Fit.UNKNOWN)
        answered = [view.cell for view in self.cells if view.cell is not None]
        best = min(answered, key=lambda cell: order.index(cell.fit), default=None)
        return best.reason if best else ""

    @property
    def marks(self) -> dict[str, bool]:
        """Return which of the marks that one can filter by the row bears."""
        return {
            "disputed": any(cell.word == "disputed" for cell in self.cells),
            "unknown": any(cell.fit is Fit.UNKNOWN for cell in self.cells),
            "both": all(cell.fit in {Fit.YES, Fit.LIMITED} for cell in self.cells),
            "overdue": any(cell.overdue for cell in self.cells),
        }


type Contested = frozenset[tuple[str, Branch]]
NONE_CONTESTED: Contested = frozenset()


def cell_view(
    catalog: Catalog, case: UseCase, branch: Branch, on: date, contested: Contested = NONE_CONTESTED
) -> CellView:
    """Return one cell of the matrix; `contested` are the cells that a rule calls into question."""
    key = (case.slug, branch)
    cell = catalog.cell.get(key)
    review_by = cell.review_by if cell else None
    is_overdue = review_by is not None and review_by < on
    return CellView(
        use_case=case,
        branch=branch,
        cell=cell,
        overdue=is_overdue,
        contested=key in contested,
        findings=catalog.findings_of.get(key, ()),
        boards=boards_of_answer(catalog, case, branch),
    )


def matrix_row(
    catalog: Catalog, case: UseCase, on: date, contested: Contested = NONE_CONTESTED
) -> MatrixRow:
    """Return a use case with its cells."""
    cells = tuple(cell_view(catalog, case, branch, on, contested) for branch in Branch)
    return MatrixRow(use_case=case, cells=cells)


def trade_of(catalog: Catalog, slug: str) -> Industry:
    """Return a trade; one that is not on file goes by its slug."""
    return catalog.industry.get(slug) or Industry(slug=slug, name=slug, explanation="")


# Fields of a job that its page shows outside the table of its facts.
SHOWN_ELSEWHERE = ("inputs", "outputs", "unit", "unit_plural")


def about_use_case(request: HttpRequest, reading: Reading, slug: str) -> dict[str, Any]:
    """Return what the page of a job shows. Raises `Http404` where there is no such job."""
    catalog, on = reading.catalog, reading.on
    case = row_or_404(catalog.use_cases, slug)
    form = JobVolumeForm(request.GET, case, catalog)
    people, results = form.people_who_use_it, form.results_a_month
    search = JobSearch(reading=reading, case=case, results=results, people=people)
    trade = [row for row in catalog.use_cases if row.industry == case.industry]
    return {
        "form": form,
        "solution": search.row,
        "solutions": job_options(search),
        "case": case,
        "industry": trade_of(catalog, case.industry),
        "row": matrix_row(catalog, case, on, disputed(catalog).cells),
        "doubted": doubted_about(catalog, use_case=slug),
        "makers": _makers(catalog, case, on),
        "facts": groups_of(catalog, KINDS["use_cases"], case, but=SHOWN_ELSEWHERE),
        "siblings": [row for row in trade if row is not case],
    }


def _measured(catalog: Catalog, view: CellView, on: date) -> list[tuple[Benchmark, int]]:
    """Return the boards that measure models at what an answer says can be done.

    Each comes with how many on sale it measured.
    """
    if view.fit not in {Fit.YES, Fit.LIMITED}:
        return []
    boards = boards_on(catalog, on)
    return [(board, len(boards.scores_on(board.slug))) for board in view.boards]


def _makers(catalog: Catalog, case: UseCase, on: date) -> list[dict[str, Any]]:
    """Return how many models on sale make each medium of a job, and may read what goes in."""
    on_sale = query.models_on_sale(catalog, on)
    # What goes into a job of several media need not go into the model of each of them.
    needed = case.inputs if len(case.outputs) == 1 else ()

    def may_read(model: AiModel) -> bool:
        return all(query.reads(catalog, model, medium) is not Known.NO for medium in needed)

    lines = []
    for medium in case.outputs:
        makers = [model for model in on_sale if query.can_make(catalog, model, case, medium)]
        able = sum(map(may_read, makers))
        lines.append({"medium": medium, "able": able, "of": len(makers)})
    return lines


MOST_USED = 3  # things named on the page of an answer


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingGroup:
    """Findings of others that speak for the same, under one heading."""

    heading: str
    rows: tuple[tuple[Finding, Source], ...]


FOR, LIMITS, AGAINST = "speak for it", "set a limit", "speak against it"


def finding_groups(catalog: Catalog, findings: Iterable[Finding]) -> tuple[FindingGroup, ...]:
    """Return findings by what they say of the answer; one without an answer says what to watch."""
    sourced = [(row, catalog.source[row.source]) for row in findings]
    rows_of = group_pairs((_side(row), (row, source)) for row, source in sourced)
    groups = []
    for side in (FOR, LIMITS, AGAINST):
        rows = rows_of.get(side, ())
        if rows:
            groups.append(FindingGroup(heading=_heading(len(rows), side), rows=rows))
    return tuple(groups)


def _side(row: Finding) -> str:
    if row.fit is Fit.YES:
        return FOR
    return AGAINST if row.fit is Fit.NO else LIMITS


def _heading(count: int, side: str) -> str:
    if count > 1:
        return f"{count} findings {side}"
    verb, _, rest = side.partition(" ")
    return f"1 finding {verb}s {rest}"


def _used(reading: Reading, case: UseCase) -> tuple[JobOption, ...]:
    """Return the first thing of each kind that firms use for a job, in the order of its row."""
    search = JobSearch(reading=reading, case=case, results=usual_results(case.minutes_by_hand))
    groups = [group for group in job_options(search) if group.options and group.is_named]
    return tuple(group.options[0] for group in groups[:MOST_USED])


def _claims_about(catalog: Catalog, case: UseCase, on: date) -> list[ClaimReview]:
    """Return what is said about a job, each with how it stands."""
    spoken = [claim.slug for claim in catalog.claims if claim.use_case == case.slug]
    reviews = claim_reviews(catalog, on) if spoken else {}
    return [reviews[slug] for slug in spoken]


def about_cell(reading: Reading, slug: str, branch: str) -> dict[str, Any]:
    """Return what the page of an answer shows. Raises `Http404` where there is no such answer."""
    catalog, on = reading.catalog, reading.on
    case = row_or_404(catalog.use_cases, slug)
    column = next((column for column in Branch if column == branch), None)
    if column is None:
        raise Http404
    row = matrix_row(catalog, case, on, disputed(catalog).cells)
    view = next(cell for cell in row.cells if cell.branch is column)
    source = catalog.source.get(view.cell.source) if view.cell else None
    turns = cell_histories(reading.number, reading.digest)
    return {
        "case": case,
        "industry": trade_of(catalog, case.industry),
        "view": view,
        "other": next(cell for cell in row.cells if cell.branch is not column),
        "used": _used(reading, case),
        "said": _claims_about(catalog, case, on),
        "doubted": doubted_about(catalog, use_case=slug),
        "source_row": source,
        "findings": finding_groups(catalog, view.findings),
        "boards": _measured(catalog, view, on),
        "skill": catalog.skill.get(case.skill or ""),
        "branch": column,
        "turns": turns.get((case.slug, column), ()),
    }
