"""Money: what a month costs by hand and with what is named, part by part."""

from collections.abc import Iterable, Iterator

from wizard.document.basis import Basis, JobBasis
from wizard.document.blocks import Block, TableBlock, TableRow
from wizard.method.endings import (
    Advised,
    CostComparison,
    FromList,
    LeaveIt,
    OverLimit,
    Project,
)


def comparison_of(job: JobBasis) -> CostComparison | None:
    """Return what is held against the work by hand; None where nothing is."""
    match job.ending:
        case Advised() | LeaveIt() | OverLimit() | Project():
            return job.ending.comparison
        case FromList(wording=Advised() as wording):
            return wording.comparison
    return None


def finding_of_money(basis: Basis) -> str:
    """Return what all jobs cost together by hand, and with what is named."""
    rows = [row for job in basis.jobs if (row := comparison_of(job)) is not None]
    by_hand = sum(row.by_hand_usd for row in rows)
    with_ai = sum(row.with_ai_usd for row in rows)
    if not by_hand:
        return basis.say("money", "without-today", with_ai=with_ai)
    once = basis.is_alone and basis.jobs[0].work.once
    return basis.say("money", "once" if once else "monthly", by_hand=by_hand, with_ai=with_ai)


def figures(job: JobBasis) -> Iterable[Block]:
    """Return the parts of the sum as a table; none where nothing is compared."""
    comparison = comparison_of(job)
    return () if comparison is None else (table(job, comparison),)


def table(job: JobBasis, comparison: CostComparison) -> TableBlock:
    """Return what each part costs with what is named, and today."""
    name = job.name(comparison.option)
    columns = (
        job.say("column", job.per),
        job.say("column", "with", name=name),
        job.say("column", "today"),
    )
    total = _row(job, "total", comparison.with_ai_usd, comparison.by_hand_usd, chosen=True)
    return TableBlock(
        caption=job.say("table", "money"),
        columns=columns,
        rows=(*_parts(job, comparison), total),
    )


def _parts(job: JobBasis, comparison: CostComparison) -> Iterator[TableRow]:
    priced = comparison.option
    ranking = job.decided.ranking
    shared = ranking.shared_usd if ranking is not None else 0.0
    redone = comparison.with_ai_usd - priced.sure_usd + shared
    sums = {
        "paid": priced.paid_usd,
        "connecting": priced.connecting_usd,
        "corrections": priced.corrections_usd,
        "redone": redone,
        "shared": -shared,
    }
    yield _row(job, "time", priced.work_usd, comparison.by_hand_usd)
    for name, usd in sums.items():
        if round(usd, 2):
            yield _row(job, name, usd, 0.0)


def _row(
    job: JobBasis, name: str, with_ai: float, today: float, *, chosen: bool = False
) -> TableRow:
    return TableRow(
        head=job.say("sum", name),
        cells=(job.say("cell", "money", usd=with_ai), job.say("cell", "money", usd=today)),
        chosen=chosen,
    )
