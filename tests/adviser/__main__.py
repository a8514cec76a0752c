"""Print what METHOD asks beside what the advice does, and picks that one can read.

Exit 1 where a figure is missed.
"""

import sys
from collections.abc import Iterator

from rich.console import Console
from rich.table import Table

from catalog.schema import Catalog
from tests.adviser.figures import FIGURES, Bench, Figure
from tests.adviser.firms import Firm, firms
from tests.adviser.grid import ON, Grid, grid
from tests.adviser.signatures import named_by
from tests.support import starter_catalog
from wizard.decision.decide import decide
from wizard.decision.decision import JobDecision
from wizard.decision.endings import Advised, FromList

CONSOLE = Console(width=150)
QUICK = 11  # of so many situations one


def main() -> int:
    """Print firms, then the table.

    `firms` prints firms alone; `quick` measures on a part of the grid.
    """
    catalog = starter_catalog()
    for firm in firms():
        CONSOLE.print("\n".join(_lines(firm, catalog)), markup=False, highlight=False)
    if sys.argv[1:] == ["firms"]:
        return 0
    points = tuple(grid(catalog))[:: QUICK if sys.argv[1:] == ["quick"] else 1]
    bench = Bench(grid=Grid(catalog), points=points)
    figures = [figure for measure in FIGURES for figure in measure(bench)]
    CONSOLE.print(_table(figures))
    return 0 if all(figure.holds for figure in figures) else 1


def _table(figures: list[Figure]) -> Table:
    table = Table(title="METHOD §9")
    for heading in ("figure", "measured", "required", ""):
        table.add_column(heading, overflow="fold")
    for figure in figures:
        table.add_row(figure.name, figure.now, figure.must, "" if figure.holds else "missed")
    return table


def _lines(firm: Firm, catalog: Catalog) -> Iterator[str]:
    """Yield a firm, what an adviser told it, and what is named for each job."""
    decision = decide(firm.answers, catalog, ON)
    yield f"\n{firm.name}\n  adviser: {firm.advice}"
    for job, name in zip(decision.jobs, named_by(decision), strict=True):
        yield f"  {job.work.key}: {name}{_costs(job)}"


def _costs(job: JobDecision) -> str:
    ending = job.ending.wording if isinstance(job.ending, FromList) else job.ending
    if not isinstance(ending, Advised):
        return ""
    first, second = ending.recommendation.first, ending.recommendation.challenger
    hours = ending.comparison
    beside = f", beside it {second.option.tool} ${second.paid_usd:,.0f}" if second else ""
    conditions = ", ".join((*first.option.unknowns, *first.option.conditions))
    return (
        f"; ${first.paid_usd:,.0f}, {hours.hours_with_ai:,.0f} of {hours.hours_by_hand:,.0f} h, "
        f"{ending.recommendation.certainty}{beside}{f' ({conditions})' if conditions else ''}"
    )


if __name__ == "__main__":
    sys.exit(main())
