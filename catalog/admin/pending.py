"""What waits on the desk: rows in one state, beside what readers have, by author and day."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby
from typing import Any

from django.contrib.auth.models import User
from django.db.models import Value
from django.utils.timezone import localdate

from catalog import desk
from catalog.admin.readers import Readers, page_of
from catalog.differences import Name, in_words, of_row, quoted
from catalog.models import DESK, Revision, RowState
from catalog.models.base import Author
from catalog.models.facts import RowVersion, row_versions
from catalog.models.hooks import DeskLookups
from catalog.models.lookups import StoredLookups
from catalog.naming import name_of, names_in
from catalog.registry import KINDS, FactKind
from catalog.schema import Catalog

SHOWN = 200  # rows of a page; the others wait until these are done


@dataclass(frozen=True, slots=True, kw_only=True)
class PendingRow:
    """A row that waits: its name, what it would change for readers, who wrote it last and why."""

    id: str  # kind and primary key, as a form sends them
    kind: str
    name: str
    address: str
    lines: tuple[str, ...]
    author: Author
    made: date
    note: str
    jump: bool  # a figure moves by so much that it gets a tick of its own


def keys_in(state: RowState) -> dict[str, list[int]]:
    """Return primary keys of rows in a state by kind, in one query."""
    keys_of: dict[str, list[int]] = {}
    queries = []
    for kind, table in DESK.items():
        rows = table.objects.filter(state=state.value).order_by()
        queries.append(rows.annotate(of=Value(kind)).values_list("of", "pk"))
    for kind, pk in queries[0].union(*queries[1:], all=True):
        keys_of.setdefault(kind, []).append(pk)
    return keys_of


def drafts_of(author: User) -> dict[str, list[int]]:
    """Return primary keys of the drafts that somebody wrote last, by kind."""
    keys_of = keys_in(RowState.DRAFT)
    written = Revision.objects.filter(kind__in=list(keys_of), act__in=desk.WRITING).newest_of_each()
    own = {(last.kind, last.row) for last in written if last.author_id == author.pk}
    mine = {kind: [pk for pk in keys if (kind, pk) in own] for kind, keys in keys_of.items()}
    return {kind: keys for kind, keys in mine.items() if keys}


def batches(keys: dict[str, list[int]]) -> list[tuple[Author, date, list[PendingRow]]]:
    """Return these rows by author and day, the newest day first."""
    readers = Readers()
    waiting: dict[str, dict[int, RowVersion]] = {}
    added: dict[str, tuple[Any, ...]] = {}
    for kind, pks in keys.items():
        waiting[kind] = row_versions(DESK[kind].objects.filter(pk__in=pks))
        facts = (row.fact for row in waiting[kind].values())
        added[kind] = (*getattr(readers.catalog, kind), *facts)
    # For the names of rows that readers do not have yet.
    catalog = replace(readers.catalog, **added)
    rows: list[PendingRow] = []
    for kind, versions in waiting.items():
        rows += _rows(KINDS[kind], versions, readers, catalog)
    rows.sort(key=_order)
    groups = groupby(rows[:SHOWN], key=lambda row: (row.author, row.made))
    return [(author, made, list(some)) for (author, made), some in groups]


def _order(row: PendingRow) -> tuple[object, ...]:
    kind, _, _ = row.id.partition(":")
    return -row.made.toordinal(), str(row.author or ""), list(DESK).index(kind)


def _rows(
    kind: FactKind, waiting: dict[int, RowVersion], readers: Readers, catalog: Catalog
) -> Iterator[PendingRow]:
    facts, changes = readers.facts(kind), Revision.objects.filter(kind=kind.name, row__in=waiting)
    newest = {last.row: last for last in changes.newest_of_each().select_related("author")}
    written = changes.filter(act__in=desk.WRITING).newest_of_each().select_related("author")
    writers = {last.row: last.author for last in written}
    stored, names = DESK[kind.name].objects.in_bulk(waiting), names_in(catalog)
    lookups = StoredLookups()
    for pk, row in waiting.items():
        last = newest.get(pk)
        author = writers.get(pk, last and last.author)
        yield PendingRow(
            id=f"{kind.name}:{pk}",
            kind=kind.one,
            name=name_of(catalog, kind, row.fact),
            address=page_of(stored[pk]),
            lines=tuple(_lines(kind, facts, row.fact, names)),
            author=author,
            made=localdate(last.made if last else None),
            note=_note(last, author),
            jump=_jumps(kind, facts, row.fact, lookups),
        )


def _note(last: Revision | None, author: Author) -> str:
    """Return why a row was changed last, and by whom where that was somebody else."""
    if last is None or not last.note:
        return ""
    if last.author == author:
        return last.note
    return f"{last.author or 'A command'}: {last.note}"


def _before(kind: FactKind, facts: dict[Any, Any], fact: Any) -> Any:
    """Return what readers have under a row's name, or what a new row replaces; else None."""
    there = facts.get(kind.key_of(fact))
    return DESK[kind.name].hooks.followed(fact, facts.values()) if there is None else there


def _jumps(kind: FactKind, facts: dict[Any, Any], fact: Any, lookups: DeskLookups) -> bool:
    return DESK[kind.name].hooks.jumps(_before(kind, facts, fact), fact, lookups)


def _lines(kind: FactKind, facts: dict[Any, Any], fact: Any, names: Name) -> Iterator[str]:
    """Yield what a row would change, field by field.

    Of a new row, yield what it says, or how it differs from what it follows.
    """
    before = _before(kind, facts, fact)
    if before == fact:
        yield "as readers have it"
        return
    if before is not None:
        yield from (in_words(change, names) for change in of_row(kind, (), before, fact))
        return
    for field in kind.described.values():
        value = getattr(fact, field.name)
        if value not in {None, "", ()} and value != field.default:
            yield f"{field.about.label}: {quoted(field, value, names)}"
