"""The field record: how many tests that owners shared were passed, by cell of the matrix and by tool, never fewer than five."""

from dataclasses import dataclass
from typing import Any

import msgspec
from django.db.models import Count as CountOf, Q, QuerySet

from catalog.vocabulary import Branch
from wizard.decision.shares import RISK, wilson
from wizard.models import Pilot
from wizard.models.pilots import PASSED
from wizard.pilot.verdict import ResultState

FEWEST = 5
COUNTED = {"of": CountOf("pk"), "passed": CountOf("pk", filter=Q(state__in=PASSED))}


class State(msgspec.Struct):
    """Of a verdict what the record counts; the rest is not read."""

    state: ResultState


_STATES = msgspec.json.Decoder(dict[str, tuple[Any, State]])


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
    newest: dict[tuple[int, str, str], ResultState] = {}
    pilots = Pilot.objects.in_the_record().order_by("plan", "-number")
    for plan, job, verdicts in pilots.values_list("plan_id", "job", "verdicts"):
        for tool, (_, verdict) in _STATES.decode(verdicts).items():
            newest.setdefault((plan, job, tool), verdict.state)
    by_tool: dict[str, list[ResultState]] = {}
    for (_, _, tool), state in newest.items():
        by_tool.setdefault(tool, []).append(state)
    counts = [
        Count(tool=tool, passed=sum(state.passed for state in states), of=len(states))
        for tool, states in by_tool.items()
        if len(states) >= FEWEST
    ]
    return tuple(sorted(counts, key=lambda count: (-count.of, count.tool)))


def total() -> Count | None:
    """Return how often all of them were passed; None where fewer than five were shared."""
    count = Count(**Pilot.objects.in_the_record().aggregate(**COUNTED))
    return count if count.of >= FEWEST else None
