"""The picture after a test: what each way costs against how often it was wrong, with what so few cases leave open."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from catalog.charts.cost_map import AxisStep, CostMap, Spot
from catalog.charts.marks import round_steps
from catalog.formatting import in_currency
from wizard.decision.costs import Priced
from wizard.decision.measured import TrialResult
from wizard.decision.shares import RISK, wilson
from wizard.document.basis import JobBasis
from wizard.document.blocks import Picture, TableBlock, TableRow
from wizard.document.sums import CostSum, sum_alone


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


def tested_ways(job: JobBasis) -> tuple[TestedWay, ...]:
    """Return what was tested and may still be used, in the order of the results."""
    ranking = job.decided.ranking
    if ranking is None:
        return ()
    rows = {row.option.tool: row for row in (*ranking.others, *ranking.candidates)}
    if job.recommendation is not None:
        named = [job.recommendation.first, job.recommendation.second]
        rows |= {row.option.tool: row for row in named if row is not None}
    results = (row for row in job.decided.results if row.tool in rows)
    return tuple(TestedWay(priced=rows[row.tool], result=row) for row in results)


def picture_of_test(job: JobBasis, tested: Sequence[TestedWay]) -> Picture:
    """Return the map of cost against what a test found wrong, with what so few cases leave open."""
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
    costs = _cost_steps(job, spots)
    lowest_usd = costs[0].at * _usd(job)
    return CostMap(
        spots=spots,
        costs=costs,
        wrongs=_wrong_steps(job, spots),
        across=job.say("picture", "across-once" if job.work.once else "across"),
        up=job.say("picture", "up"),
        pays_up_to=_pays_up_to(job, by_hand - lowest_usd) if by_hand > 0 else None,
        pays=job.say("picture", "pays"),
    )


def _usd(job: JobBasis) -> float:
    """Return what one unit of the owner's currency is in US dollars."""
    return 1 / (_shown(job, 1.0) or 1.0)


def _cost_steps(job: JobBasis, spots: Sequence[Spot]) -> tuple[AxisStep, ...]:
    usd = _usd(job)
    # Amounts are said with two digits, so a step has no more.
    steps = round_steps([spot.cost for spot in spots], count=5, sizes=(1, 2, 5))
    return tuple(
        AxisStep(at=cost, says=job.say("picture", "step", usd=max(cost, 0.0) * usd))
        for cost in steps
    )


def _wrong_steps(job: JobBasis, spots: Sequence[Spot]) -> tuple[AxisStep, ...]:
    tops = [100 * spot.span[1] for spot in spots if spot.span is not None]
    steps = round_steps([0.0, *tops, 10.0], count=5)
    return tuple(
        AxisStep(at=share / 100, says=job.say("cell", "count", count=share)) for share in steps
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
        rows.append(_row_by_hand(job, by_hand, len(tested) + 1))
    return TableBlock(
        caption=job.say("table", "picture"),
        columns=tuple(job.say("column", name) for name in names),
        rows=tuple(rows),
    )


def _row_by_hand(job: JobBasis, usd: float, number: int) -> TableRow:
    unknown = job.say("cell", "unknown")
    cells = (job.say("cell", "money", usd=usd), unknown, unknown)
    return TableRow(head=job.say("column", "today"), cells=cells, row=number)


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
