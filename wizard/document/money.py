"""Money: what a month costs by hand and with what is named, part by part."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from wizard.decision.endings import LeaveIt
from wizard.decision.vocabulary import Review
from wizard.document.basis import Basis, JobBasis
from wizard.document.blocks import Block, Sentences, TableBlock, TableRow
from wizard.document.cost import if_they_agree
from wizard.document.status import BEGUN
from wizard.document.sums import CostSum, total


def finding_of_money(basis: Basis) -> str:
    """Return what the job that is begun, or the only one, costs by hand and with AI, then all.

    It is empty where nothing is begun.
    """
    jobs = basis.jobs if basis.is_alone else basis.running
    if not jobs or jobs[0].comparison is None:
        return ""
    return basis.say("money", "sums", sums=list(_sums(basis, jobs[0])))


def _sums(basis: Basis, job: JobBasis) -> Sentences:
    if isinstance(job.ending, LeaveIt) and job.ending.is_dangerous:
        return
    yield _of_one(job)
    yield from _later(job)
    if len(basis.planned) > 1:
        for jobs in basis.by_kind(basis.planned):
            if jobs != basis.running:
                yield _of_all(basis, jobs)
    if not basis.is_alone:
        yield from if_they_agree(basis)


def _of_one(job: JobBasis) -> str:
    """Return what one job costs by hand and with AI, part by part."""
    costs = job.costs
    parts = [job.say("money-part", _part(job, name), usd=usd) for name, usd in costs.parts.items()]
    stays = isinstance(job.ending, LeaveIt) or job.gains_nothing
    if job.plan.is_alone and stays:  # the top says by hand
        return job.say("money-parts", job.per, parts=parts)
    if costs.by_hand_usd is None:
        return _not_compared(job, costs)
    section = "money-first" if len(job.plan.planned) > 1 else "money"
    of_it = job.say("of-it", "parts" if len(parts) > 1 else "time", parts=parts)
    return job.say(section, job.per, by_hand=costs.by_hand_usd, with_ai=costs.with_ai, of_it=of_it)


def _part(job: JobBasis, name: str) -> str:
    """Return the name of the sentence on a part: of setting up a month counts a twelfth."""
    if name == "connecting":
        return "once" if job.work.once else "twelfth"
    return name


def _not_compared(job: JobBasis, costs: CostSum) -> str:
    """Return what is paid and how long people work, if nothing is compared with work by hand."""
    time = "hours" if job.work.minutes_by_hand else "unknown"
    parts = [
        job.say(
            "money-part", time if name == "time" else _part(job, name), usd=usd, hours=costs.hours
        )
        for name, usd in costs.parts.items()
    ]
    by_hand = job.work.hours_by_hand
    why = job.say("by-hand", _why_not(job), by_hand=by_hand)
    name = "part" if job.is_part and job.status in BEGUN else job.per
    return job.say("money-alone", name, parts=parts, why=why, hours=job.alone.hours)


def _why_not(job: JobBasis) -> str:
    if not job.is_beyond_hands:
        return "unknown"
    is_too_much = job.work.hours_by_hand > job.plan.capacity * job.work.months
    return "beyond" if is_too_much else "nobody"


def _later(job: JobBasis) -> Sentences:
    """Yield how long the only job takes once the test allows to read fewer, as the owner said."""
    is_sample = job.work.review is Review.SAMPLE and not job.is_released
    if job.trial is None or not is_sample or not job.plan.is_alone or job.advised is None:
        return
    later = job.advised.comparison
    if later.while_read is not None and later.hours_with_ai < later.while_read.hours_with_ai:
        yield job.say("hours-later", job.per, hours=later.hours_with_ai)


def _of_all(basis: Basis, jobs: Sequence[JobBasis]) -> str:
    """Return what jobs cost together that are begun one after the other."""
    costs, per = total(basis.sums[job.job.key] for job in jobs), jobs[0].per
    nouns = [job.say("kicker", "noun") for job in jobs]
    section = "money-of-all" if costs.by_hand_usd is not None else "money-of-all-alone"
    if section == "money-of-all" and basis.running[0] not in jobs and per == "monthly":
        section = "money-of-others"
    elif section == "money-of-all-alone" and not round(costs.paid_usd):
        per = "free"
    return basis.say(
        section,
        per,
        jobs=nouns,
        by_hand=costs.by_hand_usd or 0.0,
        # What the jobs' own tables come to, so that a reader adds up the same.
        with_ai=[usd for job in jobs for usd in basis.sums[job.job.key].with_ai],
        paid=costs.paid_usd,
        hours=costs.hours,
    )


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
