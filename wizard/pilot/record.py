"""The field record: how many tests that owners shared were passed, by cell of the matrix and by tool, never fewer than five."""

from collections import Counter
from dataclasses import dataclass
from typing import Any

from django.db.models import Count as CountOf, Q, QuerySet

from catalog.vocabulary import Branch
from wizard.decision.shares import RISK, wilson
from wizard.models import Pilot
from wizard.models.pilots import PASSED
from wizard.pilot import store
from wizard.pilot.verdict import ResultState

FEWEST = 5
COUNTED = {"of": CountOf("pk"), "passed": CountOf("pk", filter=Q(state__in=PASSED))}


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """How many shared tests were passed: of all, where the matrix gives one answer, or of one tool."""

    passed: int
    of: int
    use_case: str = ""
    branch: Branch | None = None
    tool: str = ""

    @property
    def range(self) -> str:
        """Return Wilson's range of the share, in percent."""
        span = wilson(self.passed, self.of, RISK)
        return f"{round((span.low or 0.0) * 100)} to {round((span.high or 0.0) * 100)} %"

    @property
    def sentence(self) -> str:
        return f"Passed in {self.passed:,} of {self.of:,} pilots, range {self.range}."


def counts_of(use_case: str = "") -> tuple[Count, ...]:
    """Return what pilots have shown of a use case, or of each, answer by answer; one query."""
    branches = {branch.value: branch for branch in Branch}
    pilots = Pilot.objects.in_the_record().filter(branch__in=branches)
    if use_case:
        pilots = pilots.filter(use_case=use_case)
    cells: QuerySet[Any, Any] = pilots.values("use_case", "branch")
    rows = cells.annotate(**COUNTED).filter(of__gte=FEWEST).order_by("use_case", "branch")
    return tuple(Count(**{**row, "branch": branches[row["branch"]]}) for row in rows)


def counts_by_tool() -> tuple[Count, ...]:
    """Return how often each tool passed a test that its owner shared, the most tested first; one query.

    Of several tests of one tool for one job of one plan the newest counts: going on is no other test.
    """
    states: dict[tuple[str, int, str], ResultState] = {}
    for pilot in Pilot.objects.in_the_record().order_by("plan", "-number"):
        for tool, verdict in store.verdicts_of(pilot).items():
            states.setdefault((tool, pilot.plan_id, pilot.job), verdict.state)
    tests = Counter(tool for tool, _, _ in states)
    passed = Counter(tool for (tool, _, _), state in states.items() if state.passed)
    counts = [
        Count(tool=tool, passed=passed[tool], of=of) for tool, of in tests.items() if of >= FEWEST
    ]
    return tuple(sorted(counts, key=lambda count: (-count.of, count.tool)))


def total() -> Count | None:
    """Return how often all of them were passed; None where fewer than five were shared."""
    count = Count(**Pilot.objects.in_the_record().aggregate(**COUNTED))
    return count if count.of >= FEWEST else None
