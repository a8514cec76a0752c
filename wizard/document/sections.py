"""The folds below the decision: each says its finding while it is closed."""

from collections.abc import Callable, Iterable

from wizard.document.basis import Basis, JobBasis
from wizard.document.blocks import Block, Group, Link, Section
from wizard.document.trails import reasons_block


def sections(basis: Basis) -> tuple[Section, ...]:
    """Return the folds that have something to say."""
    rows = (section(basis) for section in SECTIONS)
    return tuple(row for row in rows if row is not None)


def why(basis: Basis) -> Section | None:
    """Return why these endings and names, each reason with what it rests on."""
    return folded(basis, "why", lambda job: reasons_block(basis, job, job.decided.reasons))


def risks(basis: Basis) -> Section | None:
    """Return what can go wrong, the biggest first."""
    return folded(basis, "risks", lambda job: reasons_block(basis, job, job.decided.risks))


def folded(basis: Basis, key: str, blocks: Callable[[JobBasis], Iterable[Block]]) -> Section | None:
    """Return a fold with the blocks of each job; None where no job has any."""
    groups = tuple(
        Group(blocks=rows, heading="" if basis.is_alone else job.say("kicker", "job"))
        for job in basis.jobs
        if (rows := tuple(blocks(job)))
    )
    if not groups:
        return None
    return Section(
        key=key,
        title=basis.say("label", key),
        finding=basis.say("finding", key),
        groups=groups,
        more=Link(text=basis.say("more", key), address="evidence/"),
    )


SECTIONS: tuple[Callable[[Basis], Section | None], ...] = (why, risks)
