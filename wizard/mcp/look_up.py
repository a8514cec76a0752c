"""The tool that looks up a row by name, with every statement on file of it on a day."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any, Literal

from msgspec import Meta, Struct

from catalog.naming import address_of, name_of
from catalog.profiles import profile_of
from catalog.registry import KINDS, FactKind
from catalog.search.finding import search
from catalog.search.parser import parse_query
from catalog.search.request import Request
from wizard.mcp.arguments import Day, Words
from wizard.mcp.results import CitedStatement, RowLink, Scope, ToolAnswer, text_lines

# What can be looked up, by the word for one: all that the search finds, and plans of apps.
LOOKED_UP = {kind.code: kind for kind in KINDS.values() if kind.search or kind.proper}
MOST_OTHERS = 8
LONGEST_TEXT = 12_000  # characters of an article
NOTHING = "Nothing of that name is on file. That says nothing of whether it exists."

type KindCode = Literal[tuple(LOOKED_UP)]  # type: ignore[valid-type]  # the list is the registry’s


class LookUpArguments(Struct, kw_only=True, forbid_unknown_fields=True):
    """What to look up."""

    name: Annotated[
        Words, Meta(description="A name, an id or a question with a name in it, such as GPT-5.")
    ]
    kind: Annotated[
        KindCode | None, Meta(description="What it is, where the name may mean several things.")
    ] = None
    as_of: Day = None


class SubjectGroup(Struct, frozen=True, kw_only=True):
    """Statements under one heading."""

    heading: str
    statements: tuple[CitedStatement, ...]


class Subject(Struct, frozen=True, kw_only=True):
    """A row with all that is said of it."""

    kind: str
    id: str
    name: str
    address: str
    groups: tuple[SubjectGroup, ...]
    text: Annotated[str, Meta(description="The text of an article or an answer, in Markdown.")]


class LookUpResult(Struct, frozen=True, kw_only=True):
    """What the name means most likely, and what else it may mean."""

    release: int
    as_of: date
    subject: Subject | None
    others: tuple[RowLink, ...]
    note: str


@dataclass(frozen=True, slots=True)
class NamedRow:
    """A row with its kind."""

    kind: FactKind
    row: Any


def look_up(scope: Scope, arguments: LookUpArguments) -> ToolAnswer:
    """Return all that is on file of what a name means."""
    rows = list(dict.fromkeys(_candidates(scope, arguments)))
    # Of a version that is not on file the others of its line are neighbours, and no answer.
    is_on_file = bool(rows) and not _is_unfiled(scope, arguments.name)
    subject = _subject(scope, rows.pop(0)) if is_on_file else None
    others = tuple(hit_of(scope, row) for row in rows[:MOST_OTHERS])
    note = "" if is_on_file else NOTHING
    data = LookUpResult(
        release=scope.reading.number, as_of=scope.on, subject=subject, others=others, note=note
    )
    return ToolAnswer(data=data, lines=tuple(_lines(data, scope)))


def _candidates(scope: Scope, arguments: LookUpArguments) -> Iterator[NamedRow]:
    """Yield the rows that a name may mean: by id, by name, then by what the search finds."""
    kind = LOOKED_UP.get(arguments.kind or "")
    kinds = (kind,) if kind is not None else tuple(LOOKED_UP.values())
    exact = (NamedRow(one, one.find(scope.catalog, arguments.name)) for one in kinds)
    named = [row for row in exact if row.row is not None]
    named += [row for row in named_rows(scope, arguments.name) if row.kind in kinds]
    if named:  # a name says it; words around it need no search
        yield from named
        return
    result = search(
        arguments.name,
        scope.reading.digest,
        scope.catalog,
        kind=kind.name if kind is not None and kind.search else "",
        most=MOST_OTHERS,
    )
    for hit in (*result.hits, *result.suggestions):
        hit_kind = KINDS[hit.kind]
        row = hit_kind.find(scope.catalog, hit.key)
        if row is not None and hit_kind in kinds:
            yield NamedRow(hit_kind, row)


def named_rows(scope: Scope, words: str) -> Iterator[NamedRow]:
    """Yield the rows that words name, however typed.

    Of a line of models, the newest on sale comes first.
    """
    parsed = parse_query(words, scope.catalog)
    if not parsed.is_searchable:
        return
    for name in parsed.names:
        # What people buy comes before the firm that bears the same name.
        for reference in sorted(name.rows, key=lambda row: row.kind == "providers"):
            kind = KINDS[reference.kind]
            yield NamedRow(kind, kind.find(scope.catalog, reference.slug))
    request = Request(
        parsed=parsed, catalog=scope.catalog, on=scope.on, seen=scope.reading.sightings
    )
    yield from (NamedRow(KINDS["models"], model) for model in request.models)


def hit_of(scope: Scope, row: NamedRow) -> RowLink:
    return RowLink(
        kind=row.kind.code,
        id=row.kind.id_of(row.row),
        name=name_of(scope.catalog, row.kind, row.row),
        address=scope.address(address_of(scope.catalog, row.kind, row.row)),
    )


def _is_unfiled(scope: Scope, words: str) -> bool:
    return parse_query(words, scope.catalog).unfiled is not None


def _subject(scope: Scope, row: NamedRow) -> Subject:
    profile = profile_of(scope.reading, row.kind, row.row)
    return Subject(
        kind=profile.kind.code,
        id=profile.id,
        name=profile.name,
        address=scope.address(profile.address),
        groups=tuple(
            SubjectGroup(
                heading=group.heading,
                statements=tuple(scope.statement(row) for row in group.statements),
            )
            for group in profile.groups
        ),
        text=profile.markdown[:LONGEST_TEXT],
    )


def _lines(data: LookUpResult, scope: Scope) -> Iterator[str]:
    if data.note:
        yield data.note
    subject = data.subject
    if subject is not None:
        yield f"{subject.name} ({subject.kind} {subject.id}): {subject.address}"
        for group in subject.groups:
            yield group.heading
            yield from text_lines(group.statements)
        if subject.text:
            yield subject.text
    if data.others:
        names = "; ".join(f"{hit.name} ({hit.kind} {hit.id})" for hit in data.others)
        yield f"Also on file: {names}."
    yield scope.foot
