"""Which answers of the matrix no golden plan touches."""

from collections.abc import Iterable
from dataclasses import dataclass

from catalog.schema import Catalog
from catalog.vocabulary import Branch
from wizard.decision.answers import Answers, Job
from wizard.decision.suitability import branch_of
from wizard.decision.tasks import tasks
from wizard.models import GoldenPlan


@dataclass(frozen=True, slots=True, kw_only=True)
class Uncovered:
    """One use case with the columns that no golden plan touches."""

    slug: str
    name: str
    industry: str
    branches: tuple[Branch, ...]

    @property
    def language(self) -> bool:
        """Return whether the answer for language models is touched by none."""
        return Branch.LANGUAGE in self.branches

    @property
    def media(self) -> bool:
        """Return whether the answer for other generative AI is touched by none."""
        return Branch.MEDIA in self.branches


def touched(goldens: Iterable[GoldenPlan], catalog: Catalog) -> frozenset[tuple[str, Branch]]:
    """Return the cells on which the outcome of a golden plan hangs."""
    slugs = {row["use_case"] for golden in goldens for row in golden.stored.get("outputs") or () if row.get("use_case")}
    jobs = tuple(Job(key=slug, use_case=slug) for slug in sorted(slugs))
    return frozenset((task.job.key, branch_of(task.kind)) for task in tasks(Answers(jobs=jobs), catalog))


def uncovered(goldens: Iterable[GoldenPlan], catalog: Catalog) -> tuple[Uncovered, ...]:
    """Return the use cases with a cell that no golden plan touches, by industry and name."""
    covered = touched(goldens, catalog)
    rows: dict[str, list[Branch]] = {}
    for cell in catalog.cells:
        if (cell.use_case, cell.branch) not in covered:
            rows.setdefault(cell.use_case, []).append(cell.branch)
    found = (
        Uncovered(
            slug=slug,
            name=catalog.use_case[slug].name,
            industry=catalog.industry[catalog.use_case[slug].industry].name,
            branches=tuple(branches),
        )
        for slug, branches in rows.items()
    )
    return tuple(sorted(found, key=lambda row: (row.industry, row.name, row.slug)))
