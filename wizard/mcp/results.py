"""What tools answer with: typed values, and the same as text.

Each statement comes with its source, its day and its page.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any

import msgspec
from msgspec import Meta, Struct

from catalog import profiles
from catalog.releases import Reading
from catalog.schema import Catalog


class SourceLink(Struct, frozen=True, kw_only=True):
    """Where a statement was read."""

    title: str
    publisher: str
    address: Annotated[str, Meta(description="Empty where the source is no page of the web.")]


class CitedStatement(Struct, frozen=True, kw_only=True):
    """One statement; where `known` is false, nobody says.

    That is neither yes nor no, and not free.
    """

    about: str
    says: str
    known: bool
    source: SourceLink | None
    as_of: Annotated[date | None, Meta(description="The day on which its source said so.")]
    address: Annotated[str, Meta(description="The page of this site that shows it.")]


class RowLink(Struct, frozen=True, kw_only=True):
    """A row by its name, to be looked up by kind and id."""

    kind: str
    id: str
    name: str
    address: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ToolAnswer:
    """What a tool says: typed values, and the same as text for assistants that read only text."""

    data: Struct
    lines: tuple[str, ...]

    @property
    def text(self) -> str:
        return "\n".join(self.lines)

    @property
    def plain(self) -> Any:
        return msgspec.to_builtins(self.data)


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """What a tool answers from: a release on a day, and where this site stands."""

    reading: Reading
    base: str

    @property
    def catalog(self) -> Catalog:
        return self.reading.catalog

    @property
    def on(self) -> date:
        return self.reading.on

    def address(self, path: str) -> str:
        return f"{self.base}{path}"

    def source(self, slug: str) -> SourceLink | None:
        row = self.catalog.source.get(slug)
        if row is None:
            return None
        return SourceLink(title=row.title, publisher=row.publisher, address=row.url)

    def statement(self, row: profiles.Statement) -> CitedStatement:
        return CitedStatement(
            about=row.about,
            says=row.text or profiles.UNKNOWN,
            known=row.is_known,
            source=self.source(row.source),
            as_of=row.as_of,
            address=self.address(row.address),
        )

    @property
    def foot(self) -> str:
        """Return which state of the catalog an answer is of."""
        return f"Release {self.reading.number} of the catalog, as of {self.on}."


def text_lines(statements: Iterable[CitedStatement]) -> Iterator[str]:
    """Yield statements as text, a line each; those that nobody answers share the last one."""
    unknown = []
    for statement in statements:
        if statement.known:
            yield f"- {statement.about}: {statement.says} ({_proof(statement)})"
        else:
            unknown.append(statement.about)
    if unknown:
        yield f"- Unknown, no source says: {'; '.join(unknown)}."


def _proof(statement: CitedStatement) -> str:
    source = statement.source
    names = (source.title, source.publisher) if source is not None else ()
    day = f"as of {statement.as_of}" if statement.as_of else "undated"
    return ", ".join((*filter(None, names), day, statement.address))
