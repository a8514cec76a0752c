"""The one picture of a plan: before a test what the work costs by hand and with AI; after it, cost against mistakes."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from catalog.charts.bars import Bar, BarKind, BarPart, Dots
from catalog.charts.cost_map import AxisStep, CostMap, Spot
from catalog.charts.marks import round_steps
from catalog.formatting import in_currency
from wizard.decision.costs import Priced
from wizard.decision.endings import CostComparison, Sparing
from wizard.decision.measured import TrialResult
from wizard.decision.shares import RISK, wilson
from wizard.decision.vocabulary import SparingSeen
from wizard.document.basis import Basis, JobBasis
from wizard.document.blocks import Picture, TableBlock, TableRow
from wizard.document.lead import verdict
from wizard.document.sums import CostSum, sum_alone, sums_of

# What the part of connecting is called: a twelfth, or all of it.
SETUP = {"monthly": "setup-monthly", "once": "setup-once"}
LEAST_USD = 0.005  # what rounds to no cent is drawn as nothing


def picture(basis: Basis) -> Picture:
    """Return what the picture shows, with its figures; a sentence alone where there is nothing to draw."""
    if not basis.is_alone:
        return _of_several(basis)
    job = basis.jobs[0]
    tested = _tested(job)
    if tested:
        return _after_test(job, tested)
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


def _table(basis: Basis, rows: Sequence[Bar]) -> TableBlock:
    """Return the figures of the bars."""
    per = "once" if basis.is_alone and basis.jobs[0].work.once else "monthly"
    columns = [column for column in _columns(per) if column.is_needed(rows)]
    return TableBlock(
        caption=basis.say("table", "picture"),
        columns=tuple(basis.say("column", name) for name in (per, *(row.name for row in columns))),
        rows=tuple(
            TableRow(
                head=row.name,
                cells=tuple(_cell(basis, column.sum_of(row)) for column in columns),
                chosen=row.chosen,
                row=number,
            )
            for number, row in enumerate(rows, start=1)
        ),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureColumn:
    """A column of the table behind bars."""

    name: str
    sum_of: Callable[[Bar], float | None]
    is_optional: bool = False  # left out where no bar has any of it

    def is_needed(self, rows: Iterable[Bar]) -> bool:
        return not self.is_optional or any(self.sum_of(row) for row in rows)


def _columns(per: str) -> tuple[FigureColumn, ...]:
    return (
        FigureColumn(name="paid", sum_of=lambda row: row.amount(BarKind.PAID)),
        FigureColumn(
            name=SETUP[per], sum_of=lambda row: row.amount(BarKind.SETUP), is_optional=True
        ),
        FigureColumn(name="time", sum_of=lambda row: row.amount(BarKind.TIME)),
        FigureColumn(
            name="unread", sum_of=lambda row: row.amount(BarKind.UNREAD), is_optional=True
        ),
        FigureColumn(name="together", sum_of=lambda row: row.sum),
        FigureColumn(name="today", sum_of=lambda row: row.upright, is_optional=True),
    )


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
    pieces = job.pieces
    spared = sparing.results * job.pieces_in_one
    visible = None if sparing.visible is None else sparing.visible * job.pieces_in_one
    name = job.short_name(sparing.option)
    says = [job.say("picture", "spared", name=name, n=spared, pieces=pieces)]
    if visible is not None:
        says.append(job.say("picture", "visible", n=visible))
    return Dots(results=max(pieces, 1.0), spared=spared, visible=visible, says=tuple(says))


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


# ------------------------------------------------------------------------------------ after a test


@dataclass(frozen=True, slots=True, kw_only=True)
class TestedWay:
    """What was tested and may still be used, with the share that had to be done again."""

    priced: Priced
    result: TrialResult

    @property
    def share(self) -> float:
        return self.result.redone / self.result.cases

    @property
    def span(self) -> tuple[float, float]:
        """Return between which shares the truth may lie."""
        ends = wilson(self.result.redone, self.result.cases, RISK)
        return ends.low or 0.0, 1.0 if ends.high is None else ends.high


def _tested(job: JobBasis) -> tuple[TestedWay, ...]:
    ranking = job.decided.ranking
    if ranking is None:
        return ()
    rows = {row.option.tool: row for row in (*ranking.others, *ranking.candidates)}
    if job.recommendation is not None:
        named = [job.recommendation.first, job.recommendation.second]
        rows |= {row.option.tool: row for row in named if row is not None}
    results = (row for row in job.decided.results if row.tool in rows)
    return tuple(TestedWay(priced=rows[row.tool], result=row) for row in results)


def _after_test(job: JobBasis, tested: Sequence[TestedWay]) -> Picture:
    costs = sum_alone(job, job.comparison) if job.comparison is not None else CostSum()
    by_hand = costs.by_hand_usd or 0.0
    cases = max(way.result.cases for way in tested)
    return Picture(
        caption=job.say("picture", "map", cases=cases),
        says=tuple(_counted(job, tested)),
        map=_map(job, tuple(_spots(job, tested, by_hand)), by_hand),
        table=_table_of_test(job, tested, by_hand),
    )


def _spots(job: JobBasis, tested: Sequence[TestedWay], by_hand: float) -> Iterator[Spot]:
    """Yield where each way stands, then the work by hand, in the order of the table."""
    for number, way in enumerate(tested, start=1):
        yield Spot(
            name=job.short_name(way.priced),
            cost=_shown(job, way.priced.sure_usd),
            wrong=way.share,
            span=way.span,
            chosen=way.priced is job.first,
            row=number,
        )
    if by_hand > 0:
        yield Spot(
            name=job.say("column", "today"),
            cost=_shown(job, by_hand),
            wrong=0.0,
            by_hand=True,
            row=len(tested) + 1,
        )


def _shown(job: JobBasis, usd: float) -> float:
    """Return an amount in the owner's currency, in which the axis has its steps."""
    return float(in_currency(usd, job.narrator.rate)[1])


def _map(job: JobBasis, spots: tuple[Spot, ...], by_hand: float) -> CostMap:
    # Amounts are said with two digits, so a step has no more.
    costs = round_steps([spot.cost for spot in spots], count=5, sizes=(1, 2, 5))
    tops = [100 * spot.span[1] for spot in spots if spot.span is not None]
    wrongs = round_steps([0.0, *tops, 10.0], count=5)
    usd = 1 / (_shown(job, 1.0) or 1.0)
    return CostMap(
        spots=spots,
        costs=tuple(
            AxisStep(at=cost, says=job.say("picture", "step", usd=max(cost, 0.0) * usd))
            for cost in costs
        ),
        wrongs=tuple(
            AxisStep(at=share / 100, says=job.say("cell", "count", count=share)) for share in wrongs
        ),
        across=job.say("picture", "across-once" if job.work.once else "across"),
        up=job.say("picture", "up"),
        pays_up_to=_pays_up_to(job, by_hand - costs[0] * usd) if by_hand > 0 else None,
        pays=job.say("picture", "pays"),
    )


def _pays_up_to(job: JobBasis, usd: float) -> float | None:
    """Return the share done again at which so much is used up."""
    ranking = job.decided.ranking
    if ranking is None:
        return None
    costing = ranking.costing
    loss = costing.work.results * costing.noticed * costing.redo_usd
    return usd / loss if loss > 0 else None


def _counted(job: JobBasis, tested: Sequence[TestedWay]) -> Iterator[str]:
    for way in tested:
        low, high = way.span
        yield job.say(
            "picture",
            "tested",
            name=job.short_name(way.priced),
            usd=way.priced.sure_usd,
            share=way.share,
            low=low,
            high=high,
        )


def _table_of_test(job: JobBasis, tested: Sequence[TestedWay], by_hand: float) -> TableBlock:
    names = ("once" if job.work.once else "monthly", "together", "again", "span")
    rows = [_row_of_test(job, way, number) for number, way in enumerate(tested, start=1)]
    if by_hand > 0:
        rows.append(
            TableRow(
                head=job.say("column", "today"),
                cells=(
                    job.say("cell", "money", usd=by_hand),
                    *[job.say("cell", "unknown")] * 2,
                ),
                row=len(tested) + 1,
            )
        )
    return TableBlock(
        caption=job.say("table", "picture"),
        columns=tuple(job.say("column", name) for name in names),
        rows=tuple(rows),
    )


def _row_of_test(job: JobBasis, way: TestedWay, number: int) -> TableRow:
    low, high = way.span
    return TableRow(
        head=job.name(way.priced),
        cells=(
            job.say("cell", "money", usd=way.priced.sure_usd),
            job.say("cell", "right", share=way.share),
            job.say("cell", "span", low=low, high=high),
        ),
        chosen=way.priced is job.first,
        row=number,
    )
