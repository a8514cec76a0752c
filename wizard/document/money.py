"""Money: what a month costs by hand and with what is named, part by part."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from wizard.decision.guesses import MONTHS_A_YEAR
from wizard.document.basis import JobBasis
from wizard.document.blocks import Block, TableBlock, TableRow


def _part(job: JobBasis, name: str) -> str:
    """Return the name of a part of a sum: of setting up a month counts a twelfth."""
    if name == "connecting":
        return "once" if job.work.once else "twelfth"
    return name


def figures(job: JobBasis) -> Iterable[Block]:
    """Return the parts of the sum as a table; none where nothing is compared."""
    comparison = job.comparison
    return () if comparison is None else (_table(job, job.name(comparison.option), _rows(job)),)


def figures_of_a_year(job: JobBasis) -> Iterable[Block]:
    """Return the same with the sum of a year, where it is done each month."""
    comparison, costs = job.comparison, job.costs
    if comparison is None:
        return ()
    rows = [*_rows(job)]
    if not job.work.once:
        rows.append(_row(job, "year", costs.with_ai, costs.by_hand_usd, months=MONTHS_A_YEAR))
    return (_table(job, job.name(comparison.option), rows),)


def _table(job: JobBasis, name: str, rows: Iterable[TableRow]) -> TableBlock:
    """Return what each part costs with what is named, and today."""
    columns = (
        job.say("column", job.per),
        job.say("column", "with", name=name),
        job.say("column", "today"),
    )
    return TableBlock(caption=job.say("table", "money"), columns=columns, rows=tuple(rows))


def _rows(job: JobBasis) -> Iterator[TableRow]:
    """Yield the parts as they are said everywhere, then their sum."""
    costs = job.costs
    for name, usd in costs.parts.items():
        today = costs.by_hand_usd if name == "time" else 0.0
        yield _row(job, _part(job, name), [usd], today)
    yield replace(_row(job, "total", costs.with_ai, costs.by_hand_usd), chosen=True)


def _row(
    job: JobBasis, name: str, with_ai: list[float], today: float | None, months: int = 1
) -> TableRow:
    """Return what some parts cost: of several months, as often as they are said for one."""
    by_hand = "sum" if today is not None else "unknown"
    cells = (
        job.say("cell", "sum", parts=with_ai * months),
        job.say("cell", by_hand, parts=[today or 0.0] * months),
    )
    return TableRow(head=job.say("sum", name), cells=cells)
