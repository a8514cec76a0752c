"""The sieve: how many ways were looked at for a job, what put how many of them out, and how many are left."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from catalog.charts.bars import Bar, BarKind, BarPart
from wizard.document.basis import Basis, JobBasis
from wizard.document.blocks import Picture, TableBlock, TableRow


@dataclass(frozen=True, slots=True, kw_only=True)
class SieveStep:
    """One requirement in words, how many it put out, and how many were left."""

    says: str
    out: int
    left: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Sieve:
    """All that was looked at for a job, what put out most first."""

    looked_at: int
    steps: tuple[SieveStep, ...]
    left: int


def sieve_of(job: JobBasis) -> Sieve:
    """Return the sieve of a job; without steps where everything may be used."""
    ranking = job.decided.ranking
    left = len((*ranking.candidates, *ranking.others)) if ranking is not None else 0
    counts = Counter(row.why for row in job.decided.dropped)
    looked_at = left + counts.total()
    steps = []
    rest = looked_at
    for why, out in counts.most_common():
        rest -= out
        steps.append(SieveStep(says=job.say("out", why), out=out, left=rest))
    return Sieve(looked_at=looked_at, steps=tuple(steps), left=left)


def finding_of_evidence(basis: Basis) -> str:
    """Return how many of all may be used, and what comes first."""
    sieves = [sieve_of(job) for job in basis.jobs]
    looked_at, left = sum(row.looked_at for row in sieves), sum(row.left for row in sieves)
    if not looked_at:
        return basis.say("page-finding", "evidence")
    if not basis.is_alone:
        jobs = len(basis.jobs)
        return basis.say("evidence", "jobs", count=looked_at, left=left, jobs=jobs)
    first = basis.jobs[0].first_name
    name = "first" if first else "none-first"
    return basis.say("evidence", name, count=looked_at, left=left, name=first)


def picture_of_evidence(basis: Basis) -> Picture | None:
    """Return the sieve of the one job, whose table stands on the page, or a line a job; None where nothing was looked at."""
    if basis.is_alone:
        rows = tuple(_rows(basis.jobs[0]))
        return _picture(basis, "steps", rows) if rows else None
    sieves = ((job, sieve_of(job)) for job in basis.jobs)
    lines = tuple(_line(job, sieve) for job, sieve in sieves if sieve.looked_at)
    if not lines:
        return None
    table = _table(basis, basis.say("table", "picture"), lines, is_drawn=True)
    return replace(_picture(basis, "jobs", lines), table=table)


def sieve_table(job: JobBasis) -> Iterator[TableBlock]:
    """Yield how many each requirement puts out; nothing where nothing was looked at."""
    rows = tuple(_rows(job))
    if rows:
        yield _table(job.plan, job.say("table", "out"), rows, is_drawn=job.plan.is_alone)


def _picture(basis: Basis, caption: str, bars: Iterable[Bar]) -> Picture:
    shown = tuple(replace(bar, row=number) for number, bar in enumerate(bars, start=1))
    return Picture(
        caption=basis.say("sieve", caption),
        says=tuple(basis.say("sieve", "bar", name=bar.name, count=bar.total) for bar in shown),
        bars=shown,
    )


def _rows(job: JobBasis) -> Iterator[Bar]:
    """Yield all that was looked at, what is left after each requirement, and what is named of it."""
    sieve = sieve_of(job)
    if not sieve.looked_at:
        return
    yield _bar(job, job.say("sieve", "all"), sieve.looked_at)
    for step in sieve.steps:
        yield _bar(job, step.says, step.left, step.out)
    if job.first is not None:
        yield replace(
            _bar(job, job.say("sieve", "named", name=job.name(job.first)), 1), chosen=True
        )


def _line(job: JobBasis, sieve: Sieve) -> Bar:
    name = job.say("kicker", "job")
    return replace(
        _bar(job, name, sieve.left, sieve.looked_at - sieve.left), chosen=job.first is not None
    )


def _bar(job: JobBasis, name: str, left: int, out: int = 0) -> Bar:
    parts = (BarPart(kind=BarKind.LEFT, amount=left), BarPart(kind=BarKind.OUT, amount=out))
    total = job.say("sieve", "some-out" if out else "none-out", left=left, out=out)
    return Bar(name=name, parts=parts, total=total)


def _table(basis: Basis, caption: str, bars: Iterable[Bar], *, is_drawn: bool) -> TableBlock:
    return TableBlock(
        caption=caption,
        columns=tuple(basis.say("column", name) for name in ("step", "out", "left")),
        rows=tuple(
            _counts(basis, bar, number if is_drawn else 0)
            for number, bar in enumerate(bars, start=1)
        ),
    )


def _counts(basis: Basis, bar: Bar, number: int) -> TableRow:
    counts = (bar.amount(BarKind.OUT), bar.amount(BarKind.LEFT))
    cells = tuple(basis.say("cell", "count", count=count) for count in counts)
    return TableRow(head=bar.name, cells=cells, chosen=bar.chosen, row=number)
