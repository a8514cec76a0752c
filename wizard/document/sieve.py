"""The sieve: how many ways were looked at for a job, what put how many out, and what is left."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace

from catalog.charts.bars import Bar, BarKind, BarPart
from wizard.document.basis import Basis, JobBasis
from wizard.document.blocks import Picture, TableBlock, TableRow
from wizard.document.folding import numbered, picture_of, table


def finding_of_evidence(basis: Basis) -> str:
    """Return how many of all may be used, and what comes first; empty if none was looked at."""
    count, left = (
        sum(job.looked_at for job in basis.jobs),
        sum(len(job.may_use) for job in basis.jobs),
    )
    if not count:
        return ""
    if not basis.is_alone:
        return basis.say("evidence", "jobs", count=count, left=left, jobs=len(basis.jobs))
    first = basis.jobs[0]
    name = "none-first" if first.first is None else "first"
    return first.say("evidence", name, count=count, left=left)


def picture_of_evidence(basis: Basis) -> Picture | None:
    """Return the sieve of the one job, whose table stands on the page, or a line a job."""
    if basis.is_alone:
        return picture_of(basis, "sieve", "steps", numbered(_steps(basis.jobs[0])))
    rows = numbered(_line(job) for job in basis.jobs if job.looked_at)
    picture = picture_of(basis, "sieve", "jobs", rows)
    return replace(picture, table=_table(basis, "picture", rows)) if picture is not None else None


def sieve_table(job: JobBasis) -> Iterator[TableBlock]:
    """Yield how many each requirement puts out; of one job the picture leads to the rows."""
    rows = tuple(_steps(job))
    yield _table(job.plan, "out", numbered(rows) if job.plan.is_alone else rows)


def _steps(job: JobBasis) -> Iterator[Bar]:
    """Yield all that was looked at, what each requirement leaves, and what is named of it."""
    left = job.looked_at
    if not left:
        return
    yield _bar(job, job.say("sieve", "all"), left)
    for why, out in Counter(row.why for row in job.decided.dropped).most_common():
        left -= out
        yield _bar(job, job.say("out", why), left, out)
    if job.first is not None:
        yield _named(job, job.name(job.first), left)


def _named(job: JobBasis, name: str, left: int) -> Bar:
    """Return the one of those left that is named first: the others are not out."""
    return Bar(
        name=job.say("sieve", "named", name=name),
        parts=(BarPart(kind=BarKind.LEFT, amount=1),),
        total=job.say("sieve", "one-of", left=left),
        chosen=True,
    )


def _line(job: JobBasis) -> Bar:
    bar = _bar(job, job.say("kicker", "job"), len(job.may_use), len(job.decided.dropped))
    return replace(bar, chosen=job.first is not None)


def _bar(job: JobBasis, name: str, left: int, out: int = 0) -> Bar:
    parts = (BarPart(kind=BarKind.LEFT, amount=left), BarPart(kind=BarKind.OUT, amount=out))
    total = job.say("sieve", "some-out" if out else "none-out", left=left, out=out)
    return Bar(name=name, parts=parts, total=total)


def _table(basis: Basis, caption: str, bars: Iterable[Bar]) -> TableBlock:
    return table(basis, caption, ("step", "out", "left"), [_counts(basis, bar) for bar in bars])


def _counts(basis: Basis, bar: Bar) -> TableRow:
    counts = (bar.amount(BarKind.OUT), bar.amount(BarKind.LEFT))
    cells = tuple(basis.say("cell", "count", count=count) for count in counts)
    if len(bar.parts) == 1:  # what is named, which puts nothing out
        cells = ("", bar.total)
    return TableRow(head=bar.name, cells=cells, chosen=bar.chosen, row=bar.row)
