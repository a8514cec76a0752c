"""Money: what a month costs by hand and with what is named, part by part."""

from collections.abc import Iterable, Iterator, Sequence

from wizard.decision.endings import AsDear, CostComparison, LeaveIt
from wizard.document.basis import Basis, JobBasis
from wizard.document.blocks import Block, Sentences, TableBlock, TableRow
from wizard.document.sums import CostSum, sum_alone, sums_of, total

LEAST_USD = 0.5  # of a part that is said


def finding_of_money(basis: Basis) -> str:
    """Return what the jobs that start cost by hand and with AI, or the one that does not; empty of others."""
    jobs = basis.counted
    if not jobs:
        return ""
    costs, job = total(sums_of(jobs).values()), jobs[0]
    parts = list(_parts_of_sum(job, costs))
    if basis.is_alone and isinstance(job.ending, AsDear | LeaveIt):  # whose sums stand on top
        return job.say("money-parts", job.per, parts=parts)
    if costs.by_hand_usd is not None:
        section, usd = "money" if len(parts) > 1 else "money-time", costs.with_ai_usd
        return job.say(section, job.per, by_hand=costs.by_hand_usd, with_ai=usd, parts=parts)
    return _not_compared(jobs, costs)


def _parts_of_sum(job: JobBasis, costs: CostSum) -> Sentences:
    """Yield the parts of a sum that are not nothing."""
    parts = {
        "paid": costs.paid_usd,
        "connecting": costs.connecting_usd,
        "time": costs.time_usd,
        "unread": costs.unread_usd,
    }
    for name, usd in parts.items():
        if usd >= LEAST_USD:
            yield job.say("money-part", name, usd=usd)


def _not_compared(jobs: Sequence[JobBasis], costs: CostSum) -> str:
    """Return what is paid and how long people work, where nothing is known of the work by hand."""
    is_beyond = any(job.is_beyond_hands for job in jobs)
    why = jobs[0].say("by-hand", "beyond" if is_beyond else "unknown")
    paid = costs.paid_usd + costs.connecting_usd
    per = jobs[0].per if paid >= LEAST_USD else "free"
    return jobs[0].say("money-alone", per, paid=paid, hours=costs.hours, why=why)


def figures(job: JobBasis) -> Iterable[Block]:
    """Return the parts of the sum as a table; none where nothing is compared."""
    comparison = job.comparison
    return () if comparison is None else (_table(job, comparison),)


def _table(job: JobBasis, comparison: CostComparison) -> TableBlock:
    """Return what each part costs with what is named, and today."""
    alone = sum_alone(job, comparison)
    part = sums_of(job.plan.running).get(job.job.key, alone)
    columns = (
        job.say("column", job.per),
        job.say("column", "with", name=job.name(comparison.option)),
        job.say("column", "today"),
    )
    rows = (
        *_parts(job, comparison, alone, part),
        _row(job, "total", part.with_ai_usd, part.by_hand_usd, chosen=True),
    )
    return TableBlock(caption=job.say("table", "money"), columns=columns, rows=rows)


def _parts(
    job: JobBasis, comparison: CostComparison, alone: CostSum, part: CostSum
) -> Iterator[TableRow]:
    """Yield the parts of a job alone, then what an earlier job pays for the same tool."""
    priced = comparison.option
    sums = {
        "paid": priced.paid_usd,
        "connecting": priced.connecting_usd,
        "corrections": priced.corrections_usd,
        "redone": alone.time_usd - priced.work_usd - priced.corrections_usd,
        "unread": comparison.unread_usd,
        "shared": part.with_ai_usd - alone.with_ai_usd,
    }
    yield _row(job, "time", priced.work_usd, alone.by_hand_usd)
    for name, usd in sums.items():
        if round(usd, 2):
            yield _row(job, name, usd, 0.0)


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
