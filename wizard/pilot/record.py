"""The field record: how many pilots that owners shared were passed, by cell of the matrix, never fewer than five."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Count as CountOf, Q, QuerySet

from catalog.vocabulary import Branch
from wizard.models import Pilot
from wizard.models.pilots import PASSED
from wizard.pilot.statistics import wilson
from wizard.pilot.verdict import RISK

FEWEST = 5
COUNTED = {"of": CountOf("pk"), "passed": CountOf("pk", filter=Q(state__in=PASSED))}


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """How many shared pilots were passed: of all, or where the matrix gives one answer."""

    passed: int
    of: int
    use_case: str = ""
    branch: Branch | None = None

    @property
    def range(self) -> str:
        """Return Wilson's range of the share, in percent."""
        found = wilson(self.passed, self.of, RISK)
        return f"{round((found.low or 0.0) * 100)} to {round((found.high or 0.0) * 100)} %"

    @property
    def sentence(self) -> str:
        return f"Passed in {self.passed:,} of {self.of:,} pilots, range {self.range}."


def counts_of(use_case: str = "") -> tuple[Count, ...]:
    """Return what pilots have shown of a use case, or of each, answer by answer; one query."""
    branches = {branch.value: branch for branch in Branch}
    found = Pilot.objects.in_the_record().filter(branch__in=branches)
    cells: QuerySet[Any, Any] = (found.filter(use_case=use_case) if use_case else found).values(
        "use_case", "branch"
    )
    rows = cells.annotate(**COUNTED).filter(of__gte=FEWEST).order_by("use_case", "branch")
    return tuple(Count(**{**row, "branch": branches[row["branch"]]}) for row in rows)


def total() -> Count | None:
    """Return how often all of them were passed; None where fewer than five were shared."""
    found = Count(**Pilot.objects.in_the_record().aggregate(**COUNTED))
    return found if found.of >= FEWEST else None
