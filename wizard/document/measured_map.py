"""The picture after a test: each way's cost against how often it was wrong.

It shows what so few cases leave open.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from catalog.charts.cost_map import AxisStep, CostMap, Spot
from catalog.charts.marks import round_steps
from catalog.formatting import in_currency
from wizard.decision.costs import Priced
from wizard.decision.measured import TrialResult
from wizard.decision.shares import RISK, wilson
from wizard.document.basis import JobBasis
from wizard.document.blocks import Picture, TableRow
from wizard.document.folding import numbered, table


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
    advice = job.recommendation
    named = (advice.first, advice.second) if advice is not None else ()
    # A tool that may be used in several settings is shown in the one that is named, else the
    # cheapest.
    rows = (row for row in reversed((*named, *job.may_use)) if row is not None)
    by_tool = {row.option.tool: row for row in rows}
    return tuple(
        TestedWay(priced=by_tool[result.tool], result=result)
        for result in job.decided.results
        if result.tool in by_tool
    )


def picture_of_test(job: JobBasis, tested: Sequence[TestedWay]) -> Picture:
    """Return the map of cost against what a test found wrong, with what so few cases leave open."""
    by_hand = job.alone.by_hand_usd or 0.0
    ways = [_tested(job, way) for way in tested]
    if by_hand > 0:
        ways.append(_by_hand(job, by_hand))
    columns = (job.per, "together", "again", "span")
    return Picture(
        caption=job.say("picture", "map", cases=max(way.result.cases for way in tested)),
        says=tuple(_counted(job, tested)),
        map=_map(job, numbered(spot for spot, _ in ways), by_hand),
        table=table(job.plan, "picture", columns, numbered(row for _, row in ways)),
    )


def _tested(job: JobBasis, way: TestedWay) -> tuple[Spot, TableRow]:
    """Return where a way stands, and its row of the table."""
    usd, is_first, (low, high) = way.priced.sure_usd, way.priced is job.first, way.span
    spot = Spot(
        name=job.short_name(way.priced),
        cost=_in_currency(job, usd),
        wrong=way.share,
        span=way.span,
        chosen=is_first,
    )
    cells = (
        job.say("cell", "money", usd=usd),
        job.say("cell", "right", share=way.share),
        job.say("cell", "span", low=low, high=high),
    )
    return spot, TableRow(head=job.name(way.priced), cells=cells, chosen=is_first)


def _by_hand(job: JobBasis, usd: float) -> tuple[Spot, TableRow]:
    name, unknown = job.say("column", "today"), job.say("cell", "unknown")
    spot = Spot(name=name, cost=_in_currency(job, usd), wrong=0.0, by_hand=True)
    return spot, TableRow(head=name, cells=(job.say("cell", "money", usd=usd), unknown, unknown))


def _counted(job: JobBasis, tested: Sequence[TestedWay]) -> Iterator[str]:
    for way in tested:
        low, high = way.span
        name, usd = job.short_name(way.priced), way.priced.sure_usd
        yield job.say("picture", "tested", name=name, usd=usd, share=way.share, low=low, high=high)


# ---------------------------------------------------------------------------------------- the axes


def _in_currency(job: JobBasis, usd: float) -> float:
    """Return an amount in the owner's currency, in which the axis has its steps."""
    return float(in_currency(usd, job.narrator.rate)[1])


def _map(job: JobBasis, spots: tuple[Spot, ...], by_hand: float) -> CostMap:
    usd = 1 / _in_currency(job, 1.0)
    costs, wrongs = _cost_steps(spots), _wrong_steps(spots)
    pays_up_to = _pays_up_to(job, by_hand - costs[0] * usd) if by_hand > 0 else None
    across = [(cost, job.say("picture", "step", usd=max(cost, 0.0) * usd)) for cost in costs]
    up = [(share / 100, job.say("cell", "count", count=share)) for share in wrongs]
    return CostMap(
        spots=spots,
        costs=tuple(AxisStep(at=at, says=says) for at, says in across),
        wrongs=tuple(AxisStep(at=at, says=says) for at, says in up),
        across=job.say("across", job.per),
        up=job.say("picture", "up"),
        pays_up_to=pays_up_to,
        pays=job.say("picture", "pays"),
    )


def _cost_steps(spots: Sequence[Spot]) -> Sequence[float]:
    """Return the steps of the cost; amounts are said with two digits, so a step has no more."""
    return round_steps([spot.cost for spot in spots], count=5, sizes=(1, 2, 5))


def _wrong_steps(spots: Sequence[Spot]) -> Sequence[float]:
    """Return the steps of what was wrong, of 100."""
    tops = [100 * spot.span[1] for spot in spots if spot.span is not None]
    return round_steps([0.0, *tops, 10.0], count=5)


def _pays_up_to(job: JobBasis, usd: float) -> float | None:
    """Return the share done again at which so much is used up."""
    costing = job.costing
    loss = job.work.results * costing.noticed * costing.redo_usd
    return usd / loss if loss > 0 else None
