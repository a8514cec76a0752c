"""The one picture of a plan: before a test what the work costs by hand and with AI; after it, cost against mistakes."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from catalog.charts.bars import Bar, BarKind, BarPart, Dots
from wizard.decision.costs import Priced
from wizard.decision.endings import CostComparison, Sparing
from wizard.decision.vocabulary import SparingSeen
from wizard.document.basis import Basis, JobBasis
from wizard.document.blocks import Picture, TableBlock, TableRow
from wizard.document.lead import verdict
from wizard.document.measured_map import picture_of_test, tested_ways
from wizard.document.sums import CostSum, sum_alone, sums_of

# What the part of connecting is called: a twelfth, or all of it.
SETUP = {"monthly": "setup-monthly", "once": "setup-once"}
LEAST_USD = 0.005  # what rounds to no cent is drawn as nothing


def picture(basis: Basis) -> Picture:
    """Return what the picture shows, with its figures; a sentence alone where there is nothing to draw."""
    if not basis.is_alone:
        return _of_several(basis)
    job = basis.jobs[0]
    tested = tested_ways(job)
    if tested:
        return picture_of_test(job, tested)
    rows = tuple(_ways(job, job.comparison)) if job.comparison is not None else ()
    return _of_bars(basis, job.per, rows, _spared(job))


def _of_bars(
    basis: Basis, caption: str, rows: Sequence[Bar], sparing: Sparing | None = None
) -> Picture:
    if not any(row.reach > LEAST_USD for row in rows):
        return Picture(caption=basis.say("picture", "nothing"))
    job = basis.jobs[0]
    return Picture(
        caption=basis.say("picture", caption),
        says=tuple(_finding(basis, rows)),
        bars=tuple(replace(row, row=number) for number, row in enumerate(rows, start=1)),
        dots=_dots(job, sparing) if sparing is not None else None,
        table=_table(basis, rows),
    )


def _finding(basis: Basis, rows: Sequence[Bar]) -> Iterator[str]:
    """Yield what the bars say, for those who do not see them."""
    for row in rows:
        if row.total:
            yield basis.say("picture", "bar", name=row.name, total=row.total)
        if row.limit is not None:
            yield basis.say("picture", "bar-by-hand", name=row.name, usd=row.limit.amount)


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureColumn:
    """A column of the table behind bars."""

    name: str
    sum_of: Callable[[Bar], float | None]
    is_optional: bool = False  # left out where no bar has any of it

    def is_needed(self, rows: Iterable[Bar]) -> bool:
        return not self.is_optional or any(self.sum_of(row) for row in rows)


def _table(basis: Basis, rows: Sequence[Bar]) -> TableBlock:
    """Return the figures of the bars."""
    per = "once" if basis.is_alone and basis.jobs[0].work.once else "monthly"
    columns = [column for column in _columns(per) if column.is_needed(rows)]
    return TableBlock(
        caption=basis.say("table", "picture"),
        columns=tuple(basis.say("column", name) for name in (per, *(row.name for row in columns))),
        rows=tuple(
            _figures(basis, row, columns, number) for number, row in enumerate(rows, start=1)
        ),
    )


def _figures(basis: Basis, row: Bar, columns: Iterable[FigureColumn], number: int) -> TableRow:
    cells = tuple(_cell(basis, column.sum_of(row)) for column in columns)
    return TableRow(head=row.name, cells=cells, chosen=row.chosen, row=number)


def _columns(per: str) -> Iterator[FigureColumn]:
    yield _column_of("paid", BarKind.PAID)
    yield _column_of(SETUP[per], BarKind.SETUP, is_optional=True)
    yield _column_of("time", BarKind.TIME)
    yield _column_of("unread", BarKind.UNREAD, is_optional=True)
    yield FigureColumn(name="together", sum_of=lambda row: row.sum)
    yield FigureColumn(name="today", sum_of=lambda row: row.upright, is_optional=True)


def _column_of(name: str, kind: BarKind, *, is_optional: bool = False) -> FigureColumn:
    return FigureColumn(name=name, sum_of=lambda row: row.amount(kind), is_optional=is_optional)


def _cell(basis: Basis, usd: float | None) -> str:
    return basis.say("cell", "unknown") if usd is None else money(basis, usd)


def money(basis: Basis, usd: float) -> str:
    return basis.say("cell", "money", usd=usd)


# ------------------------------------------------------------------------- one job, before a test


def _ways(job: JobBasis, comparison: CostComparison) -> Iterator[Bar]:
    """Yield the work by hand, what is named, and the other; what is done again is drawn alike for both."""
    costs, first = sum_alone(job, comparison), comparison.option
    if costs.by_hand_usd is not None:
        by_hand = {BarKind.TIME: costs.by_hand_usd}
        yield _bar(job, job.say("column", "today"), by_hand)
    is_named = job.advised is not None
    yield _bar(job, job.name(first), _parts(costs), chosen=is_named)
    second = job.recommendation.second if job.recommendation is not None else None
    if second is not None:
        redone = costs.time_usd - _time(first)
        parts = {
            BarKind.PAID: second.paid_usd,
            BarKind.SETUP: second.connecting_usd,
            BarKind.TIME: _time(second) + redone,
            BarKind.UNREAD: costs.unread_usd,
        }
        yield _bar(job, job.name(second), parts)


def _time(priced: Priced) -> float:
    return priced.work_usd + priced.corrections_usd


def _parts(costs: CostSum) -> Mapping[BarKind, float]:
    return {
        BarKind.PAID: costs.paid_usd,
        BarKind.SETUP: costs.connecting_usd,
        BarKind.TIME: costs.time_usd,
        BarKind.UNREAD: costs.unread_usd,
    }


def _bar(job: JobBasis, name: str, parts: Mapping[BarKind, float], *, chosen: bool = False) -> Bar:
    """Return a bar with its sum and its parts in words; a part of nothing is left out."""
    return Bar(
        name=name,
        parts=tuple(_part(job, kind, usd) for kind, usd in parts.items() if usd > LEAST_USD),
        total=job.say("cell", "money", usd=sum(parts.values())),
        chosen=chosen,
    )


def _part(job: JobBasis, kind: BarKind, usd: float) -> BarPart:
    name = SETUP[job.per] if kind is BarKind.SETUP else kind
    return BarPart(kind=kind, amount=usd, says=job.say("picture", name, usd=usd))


def _spared(job: JobBasis) -> Sparing | None:
    """Return the dearer of the two that are named, where it could earn its price at all."""
    recommendation = job.recommendation
    if recommendation is None or recommendation.second is None:
        return None
    both = {recommendation.first, recommendation.second}
    rows = (row for row in recommendation.sparing if {row.option, row.cheaper} == both)
    return next((row for row in rows if row.seen is not SparingSeen.CANNOT_PAY), None)


def _dots(job: JobBasis, sparing: Sparing) -> Dots | None:
    """Return the results of a month, with what the dearer must spare and what a test could see."""
    if sparing.results is None:
        return None
    of_pieces = job.pieces_in_one
    dots = Dots(
        results=max(job.pieces, 1.0),
        spared=sparing.results * of_pieces,
        visible=None if sparing.visible is None else sparing.visible * of_pieces,
    )
    # The words count the dots that are drawn, which are fewer than the results of a large month.
    name = job.short_name(sparing.option)
    says = [job.say("picture", "spared", name=name, n=dots.filled, pieces=dots.drawn)]
    if dots.framed:
        says.append(job.say("picture", "visible", n=dots.framed))
    return replace(dots, says=tuple(says))


# ---------------------------------------------------------------------------------- several jobs


def _of_several(basis: Basis) -> Picture:
    """Return a line a job: what it costs, with an upright where by hand costs as much.

    What is done once is not drawn beside what a month costs.
    """
    is_monthly = any(not job.work.once for job in basis.running)
    by_key = sums_of(basis.running)
    lines = tuple(_line(job, by_key.get(job.job.key), monthly=is_monthly) for job in basis.jobs)
    return _of_bars(basis, "jobs" if is_monthly else "jobs-once", lines)


def _line(job: JobBasis, costs: CostSum | None, *, monthly: bool) -> Bar:
    name = job.say("kicker", "job")
    if costs is None and job.comparison is not None:
        costs = sum_alone(job, job.comparison)
    if costs is None:
        return Bar(name=name, note=verdict(job))
    if monthly and job.work.once:
        return Bar(name=name, note=job.say("picture", "in-all", usd=costs.with_ai_usd))
    line = _bar(job, name, _parts(costs), chosen=job.advised is not None)
    by_hand = costs.by_hand_usd
    if by_hand is None:
        return line
    says = job.say("picture", "by-hand", usd=by_hand)
    return replace(line, limit=BarPart(kind=BarKind.TIME, amount=by_hand, says=says))
