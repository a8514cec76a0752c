"""Money: what a month costs by hand and with what is named, part by part."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from wizard.document.basis import JobBasis
from wizard.document.blocks import Block, TableBlock, TableRow


def _part(job: JobBasis, name: str) -> str:
    """Return the name of a part of a sum: of setting up a month counts a twelfth."""
    if name == "connecting":
        return "once" if job.work.once else "twelfth"
    return name


def figures(job: JobBasis) -> Iterable[Block]:
    """Return the parts of the sum as a table; none where nothing is compared."""
    return () if job.comparison is None else (_table(job, job.name(job.comparison.option)),)


def _table(job: JobBasis, name: str) -> TableBlock:
    """Return what each part costs with what is named, and today."""
    columns = (
        job.say("column", job.per),
        job.say("column", "with", name=name),
        job.say("column", "today"),
    )
    return TableBlock(caption=job.say("table", "money"), columns=columns, rows=tuple(_rows(job)))


def _rows(job: JobBasis) -> Iterator[TableRow]:
    """Yield the parts as they are said everywhere, then their sum."""
    costs = job.costs
    for name, usd in costs.parts.items():
        today = costs.by_hand_usd if name == "time" else 0.0
        yield _row(job, _part(job, name), [usd], today)
    yield replace(_row(job, "total", costs.with_ai, costs.by_hand_usd), chosen=True)


def _row(job: JobBasis, name: str, with_ai: list[float], today: float | None) -> TableRow:
    by_hand = "sum" if today is not None else "unknown"
    cells = (
        job.say("cell", "sum", parts=with_ai),
        job.say("cell", by_hand, parts=[today or 0.0]),
    )
    return TableRow(head=job.say("sum", name), cells=cells)
