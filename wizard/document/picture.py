"""The one picture of a plan: before a test what the work costs by hand and with AI; after it, cost against mistakes."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from catalog.charts.bars import Bar, Dots
from catalog.charts.cost_map import AxisStep, CostMap, Spot
from catalog.charts.marks import round_steps
from catalog.formatting import in_currency
from wizard.decision.costs import Priced
from wizard.decision.endings import CostComparison, Sparing
from wizard.decision.vocabulary import SparingSeen
from wizard.document.basis import Basis, JobBasis
from wizard.document.blocks import Picture, TableBlock, TableRow
from wizard.document.several import verdict
from wizard.document.sums import CostSum, sum_alone, sums_of

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
        bars=tuple(rows),
        dots=_dots(job, sparing) if sparing is not None else None,
        table=_table(basis, rows),
    )


def _finding(basis: Basis, rows: Sequence[Bar]) -> Iterator[str]:
    """Yield what the bars say, for those who do not see them."""
    for row in rows:
        if row.total:
            yield basis.say("picture", "bar", name=row.name, total=row.total)
        if row.limit is not None:
            yield basis.say("picture", "bar-by-hand", name=row.name, usd=row.limit)


def _table(basis: Basis, rows: Sequence[Bar]) -> TableBlock:
    """Return the figures of the bars."""
    per = "once" if basis.is_alone and basis.jobs[0].work.once else "monthly"
    has_limits = any(row.limit is not None for row in rows)
    names = [per, "paid", "time", "together", *(["today"] if has_limits else [])]
    return TableBlock(
        caption=basis.say("table", "picture"),
        columns=tuple(basis.say("column", name) for name in names),
        rows=tuple(_table_row(basis, row, has_limits=has_limits) for row in rows),
    )


def _table_row(basis: Basis, row: Bar, *, has_limits: bool) -> TableRow:
    sums: list[float | None] = [row.paid, row.time, row.paid + row.time]
    if has_limits:
        sums.append(row.limit)
    cells = tuple(
        basis.say("cell", "unknown") if usd is None else money(basis, usd) for usd in sums
    )
    return TableRow(head=row.name, cells=cells, chosen=row.chosen)


def money(basis: Basis, usd: float) -> str:
    return basis.say("cell", "money", usd=usd)


# ------------------------------------------------------------------------- one job, before a test


def _ways(job: JobBasis, comparison: CostComparison) -> Iterator[Bar]:
    """Yield the work by hand, what is named, and the other; what is done again is drawn alike for both."""
    costs, first = sum_alone(job, comparison), comparison.option
    if costs.by_hand_usd is not None:
        yield _bar(job, job.say("column", "today"), 0.0, costs.by_hand_usd)
    is_named = job.advised is not None
    yield _bar(job, job.name(first), first.bill_usd, costs.time_usd, chosen=is_named)
    second = job.recommendation.second if job.recommendation is not None else None
    if second is not None:
        redone = costs.time_usd - _time(first)
        yield _bar(job, job.name(second), second.bill_usd, _time(second) + redone)


def _time(priced: Priced) -> float:
    return priced.work_usd + priced.corrections_usd


def _bar(job: JobBasis, name: str, paid: float, time: float, *, chosen: bool = False) -> Bar:
    return Bar(
        name=name,
        paid=paid,
        time=time,
        total=job.say("cell", "money", usd=paid + time),
        says=_parts(job, paid, time),
        chosen=chosen,
    )


def _parts(job: JobBasis, paid: float, time: float) -> tuple[str, ...]:
    """Return what the parts of a bar are; nothing of a part that is not there."""
    return (
        job.say("picture", "paid", usd=paid) if paid > LEAST_USD else "",
        job.say("picture", "time", usd=time) if time > LEAST_USD else "",
    )


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
        return Bar(name=name, says=(verdict(job),))
    if monthly and job.work.once:
        return Bar(name=name, says=(job.say("picture", "in-all", usd=costs.with_ai_usd),))
    paid = costs.paid_usd + costs.connecting_usd
    line = _bar(job, name, paid, costs.time_usd, chosen=job.advised is not None)
    by_hand = costs.by_hand_usd
    if by_hand is None:
        return line
    says = (*line.says, job.say("picture", "by-hand", usd=by_hand))
    return replace(line, limit=by_hand, says=says)


# ------------------------------------------------------------------------------------ after a test


def _tested(job: JobBasis) -> tuple[tuple[Priced, float], ...]:
    """Return what was tested and may still be used, with the share that had to be done again."""
    ranking = job.decided.ranking
    if ranking is None:
        return ()
    shares = {row.tool: row.redone / row.cases for row in job.decided.results}
    rows = {row.option.tool: row for row in (*ranking.others, *ranking.candidates)}
    if job.recommendation is not None:
        named = [job.recommendation.first, job.recommendation.second]
        rows |= {row.option.tool: row for row in named if row is not None}
    return tuple((rows[tool], share) for tool, share in shares.items() if tool in rows)


def _after_test(job: JobBasis, tested: Sequence[tuple[Priced, float]]) -> Picture:
    costs = sum_alone(job, job.comparison) if job.comparison is not None else CostSum()
    by_hand = costs.by_hand_usd or 0.0
    spots = [
        Spot(
            name=job.short_name(priced),
            cost=_shown(job, priced.sure_usd),
            wrong=share,
            chosen=priced is job.first,
        )
        for priced, share in tested
    ]
    if by_hand > 0:
        name = job.say("column", "today")
        spots.append(Spot(name=name, cost=_shown(job, by_hand), wrong=0.0, by_hand=True))
    return Picture(
        caption=job.say("picture", "map"),
        says=tuple(_counted(job, tested)),
        map=_map(job, tuple(spots), by_hand),
        table=_table_of_test(job, tested, by_hand),
    )


def _shown(job: JobBasis, usd: float) -> float:
    """Return an amount in the owner's currency, in which the axis has its steps."""
    return float(in_currency(usd, job.narrator.rate)[1])


def _map(job: JobBasis, spots: tuple[Spot, ...], by_hand: float) -> CostMap:
    costs = round_steps([spot.cost for spot in spots], count=5)
    wrongs = round_steps([0.0, *(100 * spot.wrong for spot in spots), 10.0], count=5)
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


def _counted(job: JobBasis, tested: Sequence[tuple[Priced, float]]) -> Iterator[str]:
    for priced, share in tested:
        name = job.short_name(priced)
        yield job.say("picture", "tested", name=name, usd=priced.sure_usd, share=share)


def _table_of_test(
    job: JobBasis, tested: Sequence[tuple[Priced, float]], by_hand: float
) -> TableBlock:
    names = ("once" if job.work.once else "monthly", "together", "again")
    rows = [
        TableRow(
            head=job.name(priced),
            cells=(
                job.say("cell", "money", usd=priced.sure_usd),
                job.say("cell", "right", share=share),
            ),
            chosen=priced is job.first,
        )
        for priced, share in tested
    ]
    if by_hand > 0:
        head, usd = job.say("column", "today"), job.say("cell", "money", usd=by_hand)
        rows.append(TableRow(head=head, cells=(usd, job.say("cell", "unknown"))))
    return TableBlock(
        caption=job.say("table", "picture"),
        columns=tuple(job.say("column", name) for name in names),
        rows=tuple(rows),
    )
