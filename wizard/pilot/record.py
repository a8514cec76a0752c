"""The field record: how many shared tests were passed, by cell and tool, at least five.

Owners shared them; a cell is one of the matrix, and fewer than five are never shown.
"""

from collections.abc import Hashable, Iterable
from dataclasses import dataclass

from catalog.schema.catalog import group_pairs
from catalog.vocabulary import Branch
from wizard.models import Pilot
from wizard.pilot import store
from wizard.pilot.statistics import percent_between
from wizard.pilot.verdict import ResultState

FEWEST = 5
type Cell = tuple[str, Branch]  # of the matrix: the use case and the column


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """How many shared tests were passed."""

    passed: int
    of: int

    @property
    def range(self) -> str:
        """Return Wilson's range of the share, in percent."""
        low, high = percent_between(self.passed, self.of)
        return f"{low} to {high} %"

    @property
    def sentence(self) -> str:
        return f"Passed in {self.passed:,} of {self.of:,} pilots, range {self.range}."


def _counted[K: Hashable](tests: Iterable[tuple[K, str]]) -> dict[K, Count]:
    """Return the counts of what has enough of them, from the state of each test."""
    counts = {}
    for key, states in group_pairs(tests).items():
        passed = states.count(ResultState.USE)
        if len(states) >= FEWEST:
            counts[key] = Count(passed=passed, of=len(states))
    return counts


def counts_of(use_case: str = "") -> dict[Cell, Count]:
    """Return what pilots have shown of a use case, or of each, answer by answer; one query.

    What fewer than `FEWEST` pilots have shown is left out.
    """
    pilots = Pilot.objects.in_the_record().exclude(branch="").order_by("use_case", "branch")
    if use_case:
        pilots = pilots.filter(use_case=use_case)
    rows = pilots.values_list("use_case", "branch", "state")
    return _counted(((slug, Branch.read(branch)), state) for slug, branch, state in rows)


def counts_by_tool() -> dict[str, Count]:
    """Return how often each tool passed a shared test, the most tested first; one query.

    Of several tests of one tool for one job of one plan the newest counts: going on is no other
    test.
    """
    states: dict[tuple[str, int, str], str] = {}
    for pilot in Pilot.objects.in_the_record().order_by("plan", "-number"):
        for tool, verdict in store.verdicts_of(pilot).items():
            states.setdefault((tool, pilot.plan_id, pilot.job), verdict.state)
    counts = _counted((tool, state) for (tool, *_), state in states.items())
    return dict(sorted(counts.items(), key=lambda row: (-row[1].of, row[0])))
