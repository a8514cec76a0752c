"""The one picture of a plan: what the work costs by hand and with AI.

After a test, it shows cost against mistakes.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from catalog.charts.bars import Bar, BarKind, BarPart, Dots
from wizard.decision.costs import Priced
from wizard.decision.vocabulary import SparingSeen
from wizard.document.basis import Basis, JobBasis
from wizard.document.blocks import Picture, TableBlock, TableRow
from wizard.document.folding import numbered, table
from wizard.document.measured_map import picture_of_test, tested_ways
from wizard.document.sums import CostSum

# How the parts of a sum are drawn.
KINDS = {
    "paid": BarKind.PAID,
    "connecting": BarKind.SETUP,
    "time": BarKind.TIME,
    "unread": BarKind.UNREAD,
}
# What the part of connecting is called: a twelfth, or all of it.
SETUP = {"monthly": "setup-monthly", "once": "setup-once"}
# Columns of the table that stand there even where no bar has any of it.
ALWAYS = frozenset({BarKind.PAID, BarKind.TIME})


def picture(basis: Basis) -> Picture:
    """Return what the picture shows, with its figures; a lone sentence if there is no drawing."""
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
    if not any(row.reach for row in rows):
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
        if row.by_hand is not None:
            yield basis.say("picture", "bar-by-hand", name=row.name, usd=row.by_hand.amount)


def _table(basis: Basis, rows: Sequence[Bar]) -> TableBlock:
    """Return the figures of the bars, as they are drawn."""
    per = basis.jobs[0].per if basis.is_alone else "monthly"
    kinds = [kind for kind in KINDS.values() if kind in ALWAYS or any(_amounts(rows, kind))]
    by_hand = ["today"] if any(row.by_hand is not None for row in rows) else []
    names = [SETUP[per] if kind is BarKind.SETUP else kind for kind in kinds]
    figures = [
        TableRow(
            head=row.name,
            cells=(*_sums(basis, row, kinds), *(_usd(basis, row.upright) for _ in by_hand)),
            chosen=row.chosen,
            row=row.row,
        )
        for row in rows
    ]
    return table(basis, "picture", (per, *names, "together", *by_hand), figures)


def _sums(basis: Basis, row: Bar, kinds: Iterable[BarKind]) -> Iterator[str]:
    """Yield what each part of a bar comes to, then their sum.

    A bar without a sum was not counted: it does not cost nothing.
    """
    uncounted = "" if row.total else basis.say("cell", "not-counted")
    for kind in kinds:
        yield uncounted or _usd(basis, row.amount(kind))
    yield uncounted or row.total


def _amounts(rows: Iterable[Bar], kind: BarKind) -> list[float]:
    return [row.amount(kind) for row in rows]


def _usd(basis: Basis, usd: float | None) -> str:
    return basis.say("cell", "unknown" if usd is None else "money", usd=usd or 0.0)


# ------------------------------------------------------------------------- one job, before a test


def _ways(job: JobBasis) -> Iterator[Bar]:
    """Yield the work by hand, what is named, and the other."""
    if job.comparison is None:
        return
    costs, first = job.costs, job.comparison.option
    today = job.say("column", "today")
    if costs.by_hand_usd is None:
        yield Bar(name=today, note=job.first_at("why-not-compared"))
    else:
        yield _bar(job, today, {"time": costs.by_hand_usd})
    name = job.name(first)
    if job.is_of_one_site:
        name = job.say("name", "at-one-site", name=name)
    yield replace(_bar(job, name, costs.parts), chosen=job.advised is not None)
    if job.recommendation is not None and job.recommendation.second is not None:
        second = job.recommendation.second
        yield _bar(job, job.name(second), _with(costs, first, second).parts)


def _with(costs: CostSum, first: Priced, second: Priced) -> CostSum:
    """Return what the second costs; what is done again is drawn alike for both."""
    return replace(
        costs,
        paid_usd=second.paid_usd,
        connecting_usd=second.connecting_usd,
        hours=costs.hours + (second.time_usd - first.time_usd) / costs.wage_usd,
    )


def _bar(job: JobBasis, name: str, parts: Mapping[str, float]) -> Bar:
    """Return a bar with its parts in words, and their sum as they make it."""
    return Bar(
        name=name,
        parts=tuple(_part(job, KINDS[part], usd) for part, usd in parts.items() if usd),
        total=job.say("cell", "sum", parts=[*parts.values()]),
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
        says.append(job.say("picture", "visible", n=dots.framed, pieces=dots.drawn))
    return replace(dots, says=tuple(says))


# ---------------------------------------------------------------------------------- several jobs


def _of_several(basis: Basis) -> Picture:
    """Return a line a job: what it costs, with an upright where by hand costs as much.

    What is done once is not drawn beside what a month costs.
    """
    is_monthly = any(not job.work.once for job in basis.planned)
    lines = (_line(job, is_monthly=is_monthly) for job in basis.jobs)
    return _of_bars(basis, "jobs" if is_monthly else "jobs-once", lines)


def _line(job: JobBasis, *, is_monthly: bool) -> Bar:
    name, costs = job.say("kicker", "job"), job.costs
    if job.comparison is None:
        return Bar(name=name, note=job.say("line", "all", says=list(job.at("verdict"))))
    if is_monthly and job.work.once:
        return Bar(name=name, note=job.say("picture", "in-all", parts=costs.with_ai))
    line = replace(_bar(job, name, costs.parts), chosen=job.advised is not None)
    if costs.by_hand_usd is None:
        return replace(line, note=job.first_at("why-not-compared"))
    says = job.say("picture", "by-hand", usd=costs.by_hand_usd)
    by_hand = BarPart(kind=BarKind.TIME, amount=costs.by_hand_usd, says=says)
    return replace(line, by_hand=by_hand)
