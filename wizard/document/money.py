"""Money: what a month costs by hand and with what is named, part by part, at least and at most."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from wizard.decision.endings import CostComparison
from wizard.decision.guesses import MONTHS_A_YEAR
from wizard.document.basis import Basis, JobBasis, Jobs
from wizard.document.blocks import Block, TableBlock, TableRow
from wizard.document.folding import table
from wizard.document.measured_map import TestedWay
from wizard.document.sums import CostSum

GUESSED_SPREAD = 0.5  # ours: by so much of it what is done again may be more or less


def _part(job: JobBasis, name: str) -> str:
    """Return the name of a part of a sum: of setting up a month counts a twelfth."""
    if name == "connecting":
        return "once" if job.work.once else "twelfth"
    return "paid-one-site" if name == "paid" and job.is_of_one_site else name


def figures(job: JobBasis) -> Iterable[Block]:
    """Return the parts of the sum as a table; none where nothing is compared."""
    comparison = job.comparison
    return () if comparison is None else (_table(job, job.name(comparison.option), _rows(job)),)


def figures_on_the_plan(job: JobBasis) -> Iterable[Block]:
    """Return the same on the plan itself: those of several that are begun have a line each."""
    has_a_line = any(job in jobs for jobs in job.plan.planned_kinds if jobs.several)
    return () if has_a_line else figures(job)


def figures_of_all(basis: Basis) -> Iterator[Block]:
    """Yield a line for each of several jobs that are begun, with their sum."""
    yield from (_table_of_all(basis, jobs) for jobs in basis.planned_kinds if jobs.several)


def figures_of_a_year(job: JobBasis) -> Iterable[Block]:
    """Return the same with the sum of a year, where it is done each month."""
    comparison, costs = job.comparison, job.costs
    if comparison is None:
        return ()
    rows = [*_rows(job)]
    if not (job.work.once or job.is_of_one_site):
        today = None if costs.by_hand_usd is None else [costs.by_hand_usd] * MONTHS_A_YEAR
        rows.append(_row(job, job.say("sum", "year"), costs.with_ai * MONTHS_A_YEAR, today))
    return (_table(job, job.name(comparison.option), rows),)


def _table(job: JobBasis, name: str, rows: Iterable[TableRow]) -> TableBlock:
    """Return what each part costs with what is named, and today."""
    columns = (
        job.say("column", job.per),
        job.say("column", "with", name=name),
        job.say("column", "today"),
    )
    return TableBlock(caption=job.say("table", "money"), columns=columns, rows=tuple(rows))


def _table_of_all(basis: Basis, jobs: Jobs) -> TableBlock:
    """Return what each of several jobs costs, and all of them."""
    rows = [_row(job, job.say("kicker", "job"), job.costs.with_ai, _by_hand(job)) for job in jobs]
    if jobs.total.by_hand_usd is not None:
        total = _row(jobs[0], basis.say("sum", "total"), jobs.with_ai, jobs.by_hand)
        rows.append(replace(total, chosen=True))
    return TableBlock(
        caption=basis.say("table", "all-money"),
        columns=(
            basis.say("column", jobs.per),
            basis.say("column", "with-ai"),
            basis.say("column", "today"),
        ),
        rows=tuple(rows),
    )


def _rows(job: JobBasis) -> Iterator[TableRow]:
    """Yield the parts as they are said everywhere, then their sum."""
    costs = job.costs
    for name, usd in costs.parts.items():
        today = _time_today(job) if name == "time" else [0.0]
        yield _row(job, job.say("sum", _part(job, name)), [usd], today)
    if job.is_of_one_site:
        return
    total = _row(job, job.say("sum", "total"), costs.with_ai, _by_hand(job))
    yield replace(total, chosen=True)


def _time_today(job: JobBasis) -> list[float] | None:
    """Return what the time costs by hand, also where a price is that of one site."""
    is_known = job.is_of_one_site and not job.is_beyond_hands
    return [job.work.usd_by_hand] if is_known else _by_hand(job)


def _by_hand(job: JobBasis) -> list[float] | None:
    """Return what a job costs by hand; None where nobody knows."""
    usd = job.costs.by_hand_usd
    return None if usd is None else [usd]


def _row(
    job: JobBasis, head: str, with_ai: Sequence[float], by_hand: Sequence[float] | None
) -> TableRow:
    """Return what some parts cost with AI and by hand: the sum of what is said of each."""
    today = job.say("cell", "unknown")
    if by_hand is not None:
        today = job.say("cell", "sum", parts=by_hand)
    return TableRow(head=head, cells=(job.say("cell", "sum", parts=with_ai), today))


# ------------------------------------------------------------------------------ low, likely, high


def finding_of_span(basis: Basis) -> str:
    """Return where low and high come from: our guess, or what the test of each job leaves open."""
    jobs = [job for job in basis.jobs if job.comparison is not None]
    return basis.say("span", "counted" if all(job.counted for job in jobs) else "guessed")


def figures_of_a_span(job: JobBasis) -> Iterable[Block]:
    """Return what it costs where less or more is done again; none where that is the same."""
    if job.comparison is None or job.advised is None or job.is_of_one_site:
        return ()
    shares = _shares(job, job.comparison)
    costs = [_costs_if(job, job.comparison, share) for share in shares]
    total = replace(_row_of_costs(job, "total", costs), chosen=True)
    if total.cells[0] == total.cells[-1]:
        return ()
    rows = [total]
    if job.counted:  # what nobody counted is no number to print
        cells = tuple(job.say("cell", "right", share=share) for share in shares)
        rows.insert(0, TableRow(head=job.say("column", "again"), cells=cells))
    if not job.work.once:
        rows.append(_row_of_costs(job, "year", costs, months=MONTHS_A_YEAR))
    return (table(job.plan, "span", (job.per, "low", "likely", "high"), rows),)


def _row_of_costs(job: JobBasis, name: str, costs: Iterable[CostSum], months: int = 1) -> TableRow:
    cells = tuple(job.say("cell", "sum", parts=row.with_ai * months) for row in costs)
    return TableRow(head=job.say("sum", name), cells=cells)


def _shares(job: JobBasis, comparison: CostComparison) -> Sequence[float]:
    """Return which shares may have to be done again: the least, the likely and the most."""
    priced = comparison.option
    likely = priced.wrong
    if not job.counted:
        return likely * (1 - GUESSED_SPREAD), likely, likely * (1 + GUESSED_SPREAD)
    low, high = TestedWay(priced=priced, result=job.counted[-1]).span
    return min(low, likely), likely, max(high, likely)


def _costs_if(job: JobBasis, comparison: CostComparison, share: float) -> CostSum:
    """Return the costs of a job where another share has to be done again."""
    priced, costs = comparison.option, job.costs
    hours_at_least = priced.hours + priced.corrections_usd / job.work.wage_usd
    hours_redone = comparison.hours_with_ai - hours_at_least
    times = share / priced.wrong
    return replace(
        costs,
        hours=costs.hours + hours_redone * (times - 1),
        unread_usd=costs.unread_usd * times,
    )
