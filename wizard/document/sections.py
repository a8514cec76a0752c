"""The folds below the decision: each says its finding while it is closed."""

from collections.abc import Callable, Iterable, Iterator

from wizard.document.basis import Basis, JobBasis
from wizard.document.blocks import Block, Group, Link, ListBlock, ListRow, Section
from wizard.document.money import figures, finding_of_money
from wizard.document.others import finding_of_others, others
from wizard.document.steps import finding_of_steps, to_do
from wizard.document.trails import reasons_block
from wizard.document.turning import change_rows, finding_of_changes
from wizard.document.warnings import notes_below, reason_in_lead


def sections(basis: Basis) -> tuple[Section, ...]:
    """Return the folds that have something to say."""
    rows = (make(basis) for make in SECTIONS)
    return tuple(row for row in rows if row is not None)


def why(basis: Basis) -> Section | None:
    """Return why these endings and names, each reason with what it rests on."""
    finding = basis.say("finding", "why")
    sure = [job for job in basis.jobs if job.recommendation is not None]
    if basis.is_alone and sure and sure[0].recommendation is not None:
        finding = basis.say("certainty", sure[0].recommendation.certainty)
    return fold(basis, "why", finding, _reasons_of(basis), more="evidence/#why")


def alternatives(basis: Basis) -> Section | None:
    """Return what may be used instead, and what that must spare to be worth its price."""
    finding = finding_of_others(basis)
    return fold(basis, "others", finding, _pairs(others), more="evidence/#table")


def money(basis: Basis) -> Section | None:
    """Return what a month costs by hand and with what is named."""
    return fold(basis, "money", finding_of_money(basis), figures, more="money/")


def changes(basis: Basis) -> Section | None:
    """Return what would change the name; None where that was not looked for."""
    if not basis.changes:
        return None
    return fold(basis, "changes", finding_of_changes(basis), _pairs(change_rows))


def risks(basis: Basis) -> Section | None:
    """Return what can go wrong, the biggest first."""
    finding = basis.say("finding", "risks")
    return fold(basis, "risks", finding, _risks_of(basis), more="evidence/#risks")


def steps(basis: Basis) -> Section | None:
    """Return what to do next, each by a day; None where nothing is to be done."""
    rows = tuple(to_do(basis))
    if not rows:
        return None
    return Section(
        key="steps",
        title=basis.say("label", "steps"),
        finding=finding_of_steps(basis),
        groups=(Group(blocks=(ListBlock(rows=rows, kind="checklist"),)),),
    )


def fold(
    basis: Basis,
    key: str,
    finding: str,
    blocks: Callable[[JobBasis], Iterable[Block]],
    *,
    more: str = "",
) -> Section | None:
    """Return a fold with the blocks of each job; None where no job has any."""
    groups = tuple(grouped(basis, blocks))
    if not groups:
        return None
    link = Link(text=basis.say("more", key), address=more) if more else None
    title = basis.say("label", key)
    return Section(key=key, title=title, finding=finding, groups=groups, more=link)


def grouped(basis: Basis, blocks: Callable[[JobBasis], Iterable[Block]]) -> Iterator[Group]:
    """Yield the blocks of each job, under its name where the plan has several."""
    for job in basis.jobs:
        rows = tuple(blocks(job))
        if rows:
            heading = "" if basis.is_alone else job.say("kicker", "job")
            yield Group(blocks=rows, heading=heading)


def _reasons_of(basis: Basis) -> Callable[[JobBasis], Iterable[Block]]:
    def blocks(job: JobBasis) -> Iterable[Block]:
        on_top = reason_in_lead(job) if basis.is_alone else None
        below = [reason for reason in job.decided.reasons if reason != on_top]
        return reasons_block(basis, job, (*notes_below(job), *below))

    return blocks


def _risks_of(basis: Basis) -> Callable[[JobBasis], Iterable[Block]]:
    return lambda job: reasons_block(basis, job, job.decided.risks)


def _pairs(
    rows: Callable[[JobBasis], Iterable[ListRow]],
) -> Callable[[JobBasis], Iterable[Block]]:
    def blocks(job: JobBasis) -> Iterator[Block]:
        pairs = tuple(rows(job))
        if pairs:
            yield ListBlock(rows=pairs, kind="pairs")

    return blocks


SECTIONS: tuple[Callable[[Basis], Section | None], ...] = (
    why,
    alternatives,
    money,
    changes,
    risks,
    steps,
)
