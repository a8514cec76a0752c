"""The one picture of a plan: before a test what the work costs by hand and with AI; after it, cost against mistakes."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from catalog.charts.bars import Bar, BarKind, BarPart, Dots
from wizard.decision.costs import Priced
from wizard.decision.vocabulary import SparingSeen
from wizard.document.basis import Basis, JobBasis
from wizard.document.blocks import Picture, TableBlock, TableRow
from wizard.document.folding import numbered, table
from wizard.document.lead import verdict
from wizard.document.measured_map import picture_of_test, tested_ways
from wizard.document.sums import CostSum

# What the part of connecting is called: a twelfth, or all of it.
SETUP = {"monthly": "setup-monthly", "once": "setup-once"}
LEAST_USD = 0.005  # what rounds to no cent is drawn as nothing
# Columns of the table that stand there even where no bar has any of it.
ALWAYS = frozenset({"paid", "time", "together"})


def picture(basis: Basis) -> Picture:
    """Return what the picture shows, with its figures; a sentence alone where there is nothing to draw."""
    if not basis.is_alone:
        return _of_several(basis)
    job = basis.jobs[0]
    tested = tested_ways(job)
    if tested:
        return picture_of_test(job, tested)
    drawn = _of_bars(basis, job.per, _ways(job))
    return replace(drawn, dots=_dots(job)) if drawn.is_drawn else drawn


def _of_bars(basis: Basis, caption: str, bars: Iterable[Bar]) -> Picture:
    rows = numbered(bars)
    if not any(row.reach > LEAST_USD for row in rows):
        return Picture(caption=basis.say("picture", "nothing"))
    return Picture(
        caption=basis.say("picture", caption),
        says=tuple(_in_words(basis, rows)),
        rows=rows,
        table=_table(basis, rows),
    )


def _in_words(basis: Basis, rows: Sequence[Bar]) -> Iterator[str]:
    """Yield what the bars say, for those who do not see them."""
    for row in rows:
        if row.total:
            yield basis.say("picture", "bar", name=row.name, total=row.total)
        if row.limit is not None:
            yield basis.say("picture", "bar-by-hand", name=row.name, usd=row.limit.amount)


def _table(basis: Basis, rows: Sequence[Bar]) -> TableBlock:
    """Return the figures of the bars."""
    per = basis.jobs[0].per if basis.is_alone else "monthly"
    columns = _columns(per, rows)
    shown = {name: sums for name, sums in columns.items() if name in ALWAYS or any(sums)}
    by_row = zip(*shown.values(), strict=True)
    figures = [_figures(basis, row, sums) for row, sums in zip(rows, by_row, strict=True)]
    return table(basis, "picture", (per, *shown), figures)


def _columns(per: str, rows: Sequence[Bar]) -> Mapping[str, Sequence[float | None]]:
    """Return the columns by their names, a figure a bar; None where it is not known."""
    kinds = {
        "paid": BarKind.PAID,
        SETUP[per]: BarKind.SETUP,
        "time": BarKind.TIME,
        "unread": BarKind.UNREAD,
    }
    columns: dict[str, Sequence[float | None]] = {}
    for name, kind in kinds.items():
        columns[name] = [row.amount(kind) for row in rows]
    columns["together"] = [row.sum for row in rows]
    columns["today"] = [row.upright for row in rows]
    return columns


def _figures(basis: Basis, row: Bar, sums: Sequence[float | None]) -> TableRow:
    cells = tuple(
        basis.say("cell", "unknown" if usd is None else "money", usd=usd or 0.0) for usd in sums
    )
    return TableRow(head=row.name, cells=cells, chosen=row.chosen, row=row.row)


# ------------------------------------------------------------------------- one job, before a test


def _ways(job: JobBasis) -> Iterator[Bar]:
    """Yield the work by hand, what is named, and the other."""
    if job.comparison is None:
        return
    costs, first = job.alone, job.comparison.option
    if costs.by_hand_usd is not None:
        yield _bar(job, job.say("column", "today"), {BarKind.TIME: costs.by_hand_usd})
    yield replace(_bar(job, job.name(first), _parts(costs)), chosen=job.advised is not None)
    if job.recommendation is not None and job.recommendation.second is not None:
        second = job.recommendation.second
        yield _bar(job, job.name(second), _parts(_with(costs, first, second)))


def _with(costs: CostSum, first: Priced, second: Priced) -> CostSum:
    """Return what the second costs; what is done again is drawn alike for both."""
    return replace(
        costs,
        paid_usd=second.paid_usd,
        connecting_usd=second.connecting_usd,
        time_usd=costs.time_usd + second.time_usd - first.time_usd,
    )


def _parts(costs: CostSum) -> Mapping[BarKind, float]:
    return {
        BarKind.PAID: costs.paid_usd,
        BarKind.SETUP: costs.connecting_usd,
        BarKind.TIME: costs.time_usd,
        BarKind.UNREAD: costs.unread_usd,
    }


def _bar(job: JobBasis, name: str, parts: Mapping[BarKind, float]) -> Bar:
    """Return a bar with its sum and its parts in words; a part of nothing is left out."""
    return Bar(
        name=name,
        parts=tuple(_part(job, kind, usd) for kind, usd in parts.items() if usd > LEAST_USD),
        total=job.say("cell", "money", usd=sum(parts.values())),
    )


def _part(job: JobBasis, kind: BarKind, usd: float) -> BarPart:
    name = SETUP[job.per] if kind is BarKind.SETUP else kind
    return BarPart(kind=kind, amount=usd, says=job.say("picture", name, usd=usd))


def _dots(job: JobBasis) -> Dots | None:
    """Return the results of a month, with what the dearer must spare and what a test could see."""
    rows = job.recommendation.of_both if job.recommendation is not None else ()
    sparing = next((row for row in rows if row.seen is not SparingSeen.CANNOT_PAY), None)
    if sparing is None or sparing.results is None:
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
    lines = (_line(job, is_monthly=is_monthly) for job in basis.jobs)
    return _of_bars(basis, "jobs" if is_monthly else "jobs-once", lines)


def _line(job: JobBasis, *, is_monthly: bool) -> Bar:
    name, costs = job.say("kicker", "job"), job.costs
    if job.comparison is None:
        return Bar(name=name, note=verdict(job))
    if is_monthly and job.work.once:
        return Bar(name=name, note=job.say("picture", "in-all", usd=costs.with_ai_usd))
    line = replace(_bar(job, name, _parts(costs)), chosen=job.advised is not None)
    if costs.by_hand_usd is None:
        return line
    says = job.say("picture", "by-hand", usd=costs.by_hand_usd)
    by_hand = BarPart(kind=BarKind.TIME, amount=costs.by_hand_usd, says=says)
    return replace(line, limit=by_hand)
