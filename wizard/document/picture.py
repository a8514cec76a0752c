"""The one picture of a plan: a month by hand, with what is named, and with the other; money paid and people's time."""

from collections.abc import Iterator

from wizard.decision.costs import Priced
from wizard.decision.endings import CostComparison
from wizard.document.basis import Basis, JobBasis
from wizard.document.blocks import TableBlock, TableRow
from wizard.document.sums import sum_alone


def picture(basis: Basis) -> TableBlock | None:
    """Return what the picture of a plan shows; None of several jobs, and where nothing is named."""
    job = basis.jobs[0]
    if not basis.is_alone or job.advised is None or job.comparison is None:
        return None
    columns = (
        job.say("column", job.per),
        *(job.say("column", name) for name in ("paid", "time", "together")),
    )
    rows = tuple(_rows(job, job.comparison))
    return TableBlock(caption=job.say("table", "picture"), columns=columns, rows=rows)


def _rows(job: JobBasis, comparison: CostComparison) -> Iterator[TableRow]:
    costs, first = sum_alone(job, comparison), comparison.option
    if costs.by_hand_usd is not None:
        yield _row(job, job.say("column", "today"), 0.0, costs.by_hand_usd)
    yield _row(job, job.name(first), first.bill_usd, costs.time_usd, chosen=True)
    second = job.recommendation.second if job.recommendation is not None else None
    if second is not None:
        # What is done again is drawn alike for both: before a test nobody knows how they differ.
        redone = costs.time_usd - _time(first)
        yield _row(job, job.name(second), second.bill_usd, _time(second) + redone)


def _time(priced: Priced) -> float:
    return priced.work_usd + priced.corrections_usd


def _row(job: JobBasis, head: str, paid: float, time: float, *, chosen: bool = False) -> TableRow:
    sums = (paid, time, paid + time)
    cells = tuple(job.say("cell", "money", usd=usd) for usd in sums)
    return TableRow(head=head, cells=cells, chosen=chosen)
