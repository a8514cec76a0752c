"""Folding: sections with a finding, divided by jobs where a plan has several, and pages with their sources."""

from collections.abc import Callable, Iterable, Iterator

from wizard.document.basis import Basis, JobBasis
from wizard.document.blocks import (
    Block,
    Citation,
    DocumentPage,
    Group,
    Link,
    ListBlock,
    ListRow,
    Picture,
    ReasonsBlock,
    Section,
)

type BlocksOfJob = Callable[[JobBasis], Iterable[Block]]


def section_of(basis: Basis, key: str, *blocks: Block, finding: str = "") -> Section | None:
    """Return a section that is not divided by jobs; None without blocks."""
    return section(basis, key, (Group(blocks=blocks),) if blocks else (), finding=finding)


def fold(
    basis: Basis, key: str, blocks: BlocksOfJob, *, finding: str = "", more: str = ""
) -> Section | None:
    """Return a section with the blocks of each job; None where no job has any."""
    return section(basis, key, tuple(grouped(basis, blocks)), finding=finding, more=more)


def section(
    basis: Basis, key: str, groups: tuple[Group, ...], *, finding: str = "", more: str = ""
) -> Section | None:
    """Return a section with its title, its finding and where more stands; None without groups."""
    if not groups:
        return None
    return Section(
        key=key,
        title=basis.say("label", key),
        finding=finding or own_finding(basis, key),
        groups=groups,
        more=Link(text=basis.say("more", key), address=more) if more else None,
    )


def own_finding(basis: Basis, key: str) -> str:
    """Return what a section says whatever the plan; empty where only the plan could say it."""
    return basis.say("finding", key) if basis.narrator.knows("finding", key) else ""


def grouped(basis: Basis, blocks: BlocksOfJob) -> Iterator[Group]:
    """Yield the blocks of each job, under its name where the plan has several."""
    for job in basis.jobs:
        rows = tuple(blocks(job))
        if rows:
            heading = "" if basis.is_alone else job.say("kicker", "job")
            yield Group(blocks=rows, heading=heading)


def listed(says: Iterable[str]) -> ListBlock:
    """Return sentences one below the other, numbered."""
    return ListBlock(rows=tuple(ListRow(says=(text,)) for text in says), kind="numbered")


def pairs(rows: Iterable[ListRow]) -> Iterator[ListBlock]:
    """Yield labels, each with what is said of it; nothing where there are none."""
    shown = tuple(rows)
    if shown:
        yield ListBlock(rows=shown, kind="pairs")


def page_of_sections(
    basis: Basis,
    key: str,
    *sections: Section | None,
    finding: str = "",
    picture: Picture | None = None,
) -> DocumentPage:
    """Return a page with its sections, and every source that they cite at its end."""
    shown = tuple(section for section in sections if section is not None)
    cited = _sources(basis, shown)
    return DocumentPage(
        key=key,
        title=basis.say("page", key),
        finding=finding or basis.say("page-finding", key),
        sections=(*shown, cited) if cited is not None else shown,
        picture=picture,
    )


def _sources(basis: Basis, sections: Iterable[Section]) -> Section | None:
    """Return every source that some sections cite, each once; None where they cite none."""
    cited = {row.slug: row for section in sections for row in _cited(section)}
    if not cited:
        return None
    block = ListBlock(rows=tuple(ListRow(source=row) for row in cited.values()), kind="sources")
    finding = basis.say("finding", "sources", count=len(cited))
    return section_of(basis, "sources", block, finding=finding)


def _cited(section: Section) -> Iterator[Citation]:
    for block in (block for group in section.groups for block in group.blocks):
        if isinstance(block, ReasonsBlock):
            yield from (fact.source for row in block.rows for fact in row.trail.facts)
        elif isinstance(block, ListBlock):
            yield from (row.source for row in block.rows if row.source is not None)
