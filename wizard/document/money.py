"""Money: what a month costs by hand and with what is named, part by part."""

from collections.abc import Iterable, Iterator, Sequence

from wizard.decision.endings import AsDear, CostComparison, LeaveIt
from wizard.decision.vocabulary import Review
from wizard.document.basis import Basis, JobBasis
from wizard.document.blocks import Block, TableBlock, TableRow
from wizard.document.reading import is_released
from wizard.document.sums import CostSum, sums_of, total


def finding_of_money(basis: Basis) -> str:
    """Return what the jobs that start cost by hand and with AI, or the one that does not; empty of others."""
    if not basis.counted:
        return ""
    job, finding = basis.counted[0], _sum_of(basis.counted, basis.counted[0].per)
    further = _sum_of(basis.counted_once, "beside") if basis.counted_once else _later(job)
    return basis.say("money", "both", monthly=finding, further=further) if further else finding


def _later(job: JobBasis) -> str:
    """Return how long the only job takes once the test allows to read fewer, as the owner said; empty otherwise."""
    is_sample = job.work.review is Review.SAMPLE and not is_released(job)
    if job.trial is None or not is_sample or not job.plan.is_alone or job.advised is None:
        return ""
    later = job.advised.comparison
    is_shorter = (
        later.while_read is not None and later.hours_with_ai < later.while_read.hours_with_ai
    )
    return job.say("hours-later", job.per, hours=later.hours_with_ai) if is_shorter else ""


def _sum_of(jobs: Sequence[JobBasis], per: str) -> str:
    """Return what jobs of one kind cost by hand and with AI, part by part."""
    costs, job = total(sums_of(jobs).values()), jobs[0]
    parts = [job.say("money-part", name, usd=usd) for name, usd in costs.parts.items()]
    if isinstance(job.ending, LeaveIt) and job.ending.is_dangerous:
        return ""
    is_on_top = job.plan.is_alone and isinstance(job.ending, AsDear | LeaveIt)
    if is_on_top:
        return job.say("money-parts", per, parts=parts)
    if costs.by_hand_usd is None:
        return _not_compared(jobs, costs, per)
    section = "money" if len(parts) > 1 else "money-time"
    with_ai = [*costs.parts.values()]
    return job.say(section, per, by_hand=costs.by_hand_usd, with_ai=with_ai, parts=parts)


def _not_compared(jobs: Sequence[JobBasis], costs: CostSum, per: str) -> str:
    """Return what is paid and how long people work, where nothing is held against the work by hand."""
    job, by_hand = jobs[0], sum(job.work.hours_by_hand for job in jobs)
    why = job.say("by-hand", _why_not(jobs, by_hand), by_hand=by_hand)
    time = "hours" if all(job.work.minutes_by_hand for job in jobs) else "unknown"
    parts = [
        job.say("money-part", time if name == "time" else name, usd=usd, hours=costs.hours)
        for name, usd in costs.parts.items()
    ]
    return job.say("money-alone", per, parts=parts, why=why)


def _why_not(jobs: Sequence[JobBasis], by_hand: float) -> str:
    if not any(job.is_beyond_hands for job in jobs):
        return "unknown"
    is_too_much = by_hand > jobs[0].plan.capacity * jobs[0].work.months
    return "beyond" if is_too_much else "nobody"


def figures(job: JobBasis) -> Iterable[Block]:
    """Return the parts of the sum as a table; none where nothing is compared."""
    comparison = job.comparison
    return () if comparison is None else (_table(job, comparison),)


def _table(job: JobBasis, comparison: CostComparison) -> TableBlock:
    """Return what each part costs with what is named, and today."""
    columns = (
        job.say("column", job.per),
        job.say("column", "with", name=job.name(comparison.option)),
        job.say("column", "today"),
    )
    rows = (
        *_parts(job, comparison),
        _row(job, "total", job.costs.with_ai_usd, job.costs.by_hand_usd, chosen=True),
    )
    return TableBlock(caption=job.say("table", "money"), columns=columns, rows=rows)


def _parts(job: JobBasis, comparison: CostComparison) -> Iterator[TableRow]:
    """Yield the parts of a job alone, then what an earlier job pays for the same tool."""
    alone, priced = job.alone, comparison.option
    sums = {
        "paid": priced.paid_usd,
        "connecting": priced.connecting_usd,
        "corrections": priced.corrections_usd,
        "redone": alone.time_usd - priced.work_usd - priced.corrections_usd,
        "unread": comparison.unread_usd,
        "shared": job.costs.with_ai_usd - alone.with_ai_usd,
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
