"""Money: what a month costs by hand and with what is named, part by part."""

from collections.abc import Iterable, Iterator

from wizard.decision.endings import AsDear, CostComparison
from wizard.document.basis import Basis, JobBasis
from wizard.document.blocks import Block, TableBlock, TableRow
from wizard.document.sums import CostSum, sum_alone, sums_of, total


def finding_of_money(basis: Basis) -> str:
    """Return what the jobs that start cost by hand and with AI, or the one job that waits; empty of others."""
    jobs = basis.running or (basis.waiting if basis.is_alone else ())
    monthly = [job for job in jobs if not job.work.once]
    counted = monthly or jobs
    if not counted:
        return ""
    costs, per = total(sums_of(counted).values()), counted[0].per
    if basis.is_alone and isinstance(counted[0].ending, AsDear):  # whose sums stand on top
        paid = costs.with_ai_usd - costs.time_usd
        return basis.say("money-parts", per, paid=paid, time=costs.time_usd)
    if costs.by_hand_usd is None:
        return basis.say("money-alone", per, with_ai=costs.with_ai_usd)
    return basis.say("money", per, by_hand=costs.by_hand_usd, with_ai=costs.with_ai_usd)


def figures(job: JobBasis) -> Iterable[Block]:
    """Return the parts of the sum as a table; none where nothing is compared."""
    comparison = job.comparison
    return () if comparison is None else (_table(job, comparison),)


def _table(job: JobBasis, comparison: CostComparison) -> TableBlock:
    """Return what each part costs with what is named, and today."""
    alone = sum_alone(job, comparison)
    part = sums_of(job.plan.running).get(job.job.key, alone)
    name = job.name(comparison.option)
    columns = (
        job.say("column", job.per),
        job.say("column", "with", name=name),
        job.say("column", "today"),
    )
    rows = (*_parts(job, comparison, alone, part), _together(job, part))
    return TableBlock(caption=job.say("table", "money"), columns=columns, rows=rows)


def _parts(
    job: JobBasis, comparison: CostComparison, alone: CostSum, part: CostSum
) -> Iterator[TableRow]:
    """Yield the parts of a job alone, then what an earlier job pays for the same tool."""
    priced = comparison.option
    redone = alone.time_usd - priced.work_usd - priced.corrections_usd
    sums = {
        "paid": priced.paid_usd,
        "connecting": priced.connecting_usd,
        "corrections": priced.corrections_usd,
        "redone": redone,
        "unread": comparison.unread_usd,
        "shared": part.with_ai_usd - alone.with_ai_usd,
    }
    yield _row(job, "time", priced.work_usd, alone.by_hand_usd)
    for name, usd in sums.items():
        if round(usd, 2):
            yield _row(job, name, usd, 0.0)


def _together(job: JobBasis, part: CostSum) -> TableRow:
    return _row(job, "total", part.with_ai_usd, part.by_hand_usd, chosen=True)


def _row(
    job: JobBasis, name: str, with_ai: float, today: float | None, *, chosen: bool = False
) -> TableRow:
    by_hand = "money" if today is not None else "unknown"
    return TableRow(
        head=job.say("sum", name),
        cells=(
            job.say("cell", "money", usd=with_ai),
            job.say("cell", by_hand, usd=today or 0.0),
        ),
        chosen=chosen,
    )
