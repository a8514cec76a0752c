"""Folding: a page is a list of folds as data.

Filled, each fold is a section with a finding, divided by jobs.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from wizard.document.basis import Basis, JobBasis
from wizard.document.blocks import (
    Block,
    ChartRows,
    Citation,
    DocumentPage,
    Group,
    Link,
    ListBlock,
    ListRow,
    Picture,
    Section,
    TableBlock,
    TableRow,
)


def nothing(_: object) -> tuple[()]:
    """Return no blocks."""
    return ()


def no_words(_: object) -> str:
    """Return that the plan itself says nothing."""
    return ""


def no_picture(_: object) -> None:
    """Return that nothing is drawn."""


def finding_at(place: str) -> Callable[[Basis], str]:
    """Return what gives the first sentence of a place."""
    return lambda basis: basis.first_at(place)


def rows_at(place: str) -> Callable[[JobBasis], Iterator[ListRow]]:
    """Return what gives the sentences of a place as rows."""
    return lambda job: listed(job.at(place))


@dataclass(frozen=True, slots=True, kw_only=True)
class Fold:
    """A section to be filled: with what stands there of each job, then of the plan."""

    key: str  # of its title, and of what it says where the plan itself says nothing
    kind: str = ""  # of the list that its rows are; empty: it holds blocks
    of_job: Callable[[JobBasis], Iterable[Any]] = nothing
    of_plan: Callable[[Basis], Iterable[Any]] = nothing
    finding: Callable[[Basis], str] = no_words
    more: str = ""  # where more stands

    def blocks(self, parts: Iterable[Any]) -> tuple[Block, ...]:
        """Return rows as a list, or blocks; without empty lists and tables."""
        blocks = [ListBlock(rows=tuple(parts), kind=self.kind)] if self.kind else parts
        return tuple(block for block in blocks if getattr(block, "rows", True))


@dataclass(frozen=True, slots=True, kw_only=True)
class PageLayout:
    """A page below the plan to be filled."""

    folds: tuple[Fold, ...]
    finding: Callable[[Basis], str] = no_words
    picture: Callable[[Basis], Picture | None] = no_picture


def document_page(basis: Basis, key: str, layout: PageLayout) -> DocumentPage:
    """Return a page with its sections, and every source that they cite at its end."""
    sections = tuple(sections_of(basis, layout.folds))
    return DocumentPage(
        key=key,
        title=basis.say("page", key),
        finding=layout.finding(basis) or basis.say("page-finding", key),
        sections=(*sections, *_sources(basis, sections)),
        picture=layout.picture(basis),
    )


def sections_of(basis: Basis, folds: Iterable[Fold]) -> Iterator[Section]:
    """Yield the folds that have something to say."""
    for fold in folds:
        groups = tuple(_groups(basis, fold))
        if groups:
            yield Section(
                key=fold.key,
                title=basis.say("label", fold.key),
                finding=fold.finding(basis) or _own_finding(basis, fold.key),
                groups=groups,
                more=_link(basis, fold),
            )


def _own_finding(basis: Basis, key: str) -> str:
    """Return what a section says whatever the plan; empty where only the plan could say it."""
    return basis.say("finding", key) if basis.narrator.knows("finding", key) else ""


def _link(basis: Basis, fold: Fold) -> Link | None:
    return Link(text=basis.say("more", fold.key), address=fold.more) if fold.more else None


def _groups(basis: Basis, fold: Fold) -> Iterator[Group]:
    """Yield the blocks of each job, named where the plan has several, then those of all."""
    is_divided = False
    for job in basis.jobs:
        blocks = fold.blocks(fold.of_job(job))
        if blocks:
            is_divided = not basis.is_alone
            yield Group(blocks=blocks, heading=job.say("kicker", "job") if is_divided else "")
    blocks = fold.blocks(fold.of_plan(basis))
    if blocks:
        yield Group(blocks=blocks, heading=basis.say("label", "of-all") if is_divided else "")


def _sources(basis: Basis, sections: Iterable[Section]) -> Iterator[Section]:
    """Yield a section with every source that others cite, each once; none where they cite none."""
    cited = {row.slug: ListRow(source=row) for section in sections for row in _cited(section)}
    fold = Fold(
        key="sources",
        kind="sources",
        of_plan=lambda _: cited.values(),
        finding=lambda _: basis.say("finding", "sources", count=len(cited)),
    )
    return sections_of(basis, [fold])


def _cited(section: Section) -> Iterator[Citation]:
    for block in (block for group in section.groups for block in group.blocks):
        if isinstance(block, ListBlock):
            for row in block.rows:
                yield from row.sources


# ------------------------------------------------------------------------------ what folds hold


def listed(says: Iterable[str]) -> Iterator[ListRow]:
    """Yield sentences as rows of a list."""
    return (ListRow(says=(text,)) for text in says)


def table(
    basis: Basis, caption: str, columns: Iterable[str], rows: Iterable[TableRow]
) -> TableBlock:
    """Return a table; its caption and its columns are named as their patterns."""
    return TableBlock(
        caption=basis.say("table", caption),
        columns=tuple(basis.say("column", name) for name in columns),
        rows=tuple(rows),
    )


def numbered[Row: Any](rows: Iterable[Row]) -> tuple[Row, ...]:
    """Return what a picture shows, or the rows to which its marks lead, with their numbers."""
    return tuple(replace(row, row=number) for number, row in enumerate(rows, start=1))


def picture_of(basis: Basis, section: str, caption: str, rows: ChartRows) -> Picture | None:
    """Return a picture with what its rows say; None where there are none."""
    if not rows:
        return None
    says = tuple(basis.say(section, "row", name=row.name, says=row.says) for row in rows)
    return Picture(caption=basis.say(section, caption), says=says, rows=rows)
