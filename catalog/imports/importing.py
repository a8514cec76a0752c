"""Rows of a file written to the desk, each with what it did or why it was refused.

A dry run takes all of it back.
"""

import hashlib
import json
import re
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from functools import cached_property
from itertools import batched
from tempfile import SpooledTemporaryFile
from typing import Any, Self

import msgspec
from django.db import DataError, IntegrityError, transaction
from django.db.models import Q, QuerySet

from catalog import desk
from catalog.dated import DAY, fit, overlap
from catalog.differences import LONGEST, in_words, of_row
from catalog.formatting import format_day, shortened
from catalog.imports.cells import (
    WrongCellError,
    as_sentence,
    cells_of,
    fact_of,
    nearest,
    read_cells,
)
from catalog.models import DESK, Act, DeskRow, ImportRow, RowAct, RowState
from catalog.models.base import Author, lookup
from catalog.models.facts import facts
from catalog.models.hooks import Hooks, Line
from catalog.models.lookups import StoredLookups
from catalog.naming import names_in
from catalog.registry import FactKind, Key, format_key, plain_number
from catalog.tables import TableLine
from catalog.watch.watched_lists import LISTS
from config.budget import WrongFileError

BATCH = 500
MOST_REFUSALS = 300  # of the database; the refused row is found by bisection, which is slow
MOST_SUGGESTIONS = 300  # comparing a slug with all others takes its time
IN_MEMORY = 1_000_000  # bytes of what became of rows; more is on disk
OUTCOME = ("number", "act", "title", "words", "before", "jump", "cells")
WRITTEN = frozenset({RowAct.NEW, RowAct.CHANGED, RowAct.CORRECTION})
_CODE = re.compile(r"`([^`]*)`")

type Steps[Result] = Generator[int, None, Result]
"""Work in one transaction: it says after each stretch how many rows it took, then its result."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WriteOptions:
    """How rows are written: by whom, why, in which state, and what was wrong.

    What was wrong is said of the figures that are corrected.
    """

    author: Author = None
    note: str = ""
    correction: str = ""
    moment: datetime | None = None
    state: RowState = RowState.DRAFT


class Outcomes:
    """What became of a file's rows, in order; on disk until the block ends.

    A file may have many rows.
    """

    def __enter__(self) -> Self:
        self._file = SpooledTemporaryFile(IN_MEMORY)  # closed by the end of the block
        return self

    def __exit__(self, *_of: object) -> None:
        self._file.close()

    def add(self, rows: Iterable[ImportRow]) -> None:
        """Store what became of some more rows."""
        for row in rows:
            values = [getattr(row, name) for name in OUTCOME]
            self._file.write(msgspec.json.encode(values) + b"\n")

    def __iter__(self) -> Iterator[ImportRow]:
        self._file.seek(0)
        for line in self._file:
            yield ImportRow(**dict(zip(OUTCOME, msgspec.json.decode(line), strict=True)))


def try_rows(kind: FactKind, lines: Iterable[TableLine], outcomes: Outcomes) -> Steps[None]:
    """Write a file's rows, and take all of it back."""
    with transaction.atomic():
        for rows in written_rows(kind, lines, WriteOptions()):
            outcomes.add(rows)
            yield len(rows)
        transaction.set_rollback(True)


def write_file_rows(
    kind: FactKind, lines: Iterable[TableLine], how: WriteOptions
) -> Steps[list[ImportRow]]:
    """Write a file's rows, and return what became of each, not saved, in the order of the file."""
    written: list[ImportRow] = []
    for rows in written_rows(kind, lines, how):
        written += rows
        yield len(rows)
    return written


def written_rows(
    kind: FactKind, lines: Iterable[TableLine], how: WriteOptions
) -> Iterator[list[ImportRow]]:
    """Write a file's rows some at a time, and yield what became of them, unsaved, in order."""
    writer = _Writer(kind, how)
    return (writer.write(batch) for batch in batched(lines, BATCH))


class _Writer:
    """Writes the rows of one kind batch by batch; knows what came before in the file."""

    def __init__(self, kind: FactKind, how: WriteOptions) -> None:
        self.kind, self.how = kind, how
        self.refusals = 0
        self.seen: dict[bytes, int] = {}
        self.suggestions: dict[tuple[str, str], str] = {}
        self.slugs: dict[str, dict[str, int]] = {}
        self.hooks = DESK[kind.name].hooks

    def write(self, batch: Sequence[TableLine]) -> list[ImportRow]:
        """Write some rows; where the database refuses one, find out which."""
        try:
            with transaction.atomic():
                return self._write(batch)
        except (IntegrityError, DataError, desk.DeskError) as refusal:
            self.slugs.clear()
            if len(batch) == 1:
                self.refusals += 1
                if self.refusals > MOST_REFUSALS:
                    words = (
                        f"More than {MOST_REFUSALS:,} rows break a rule of the desk. The last "
                        f"one: {refusal_of(refusal)}"
                    )
                    raise WrongFileError(words) from refusal
                return [_rejected(batch[0], self._key(batch[0].cells), refusal_of(refusal))]
            middle = len(batch) // 2
            return self.write(batch[:middle]) + self.write(batch[middle:])

    def _write(self, batch: Sequence[TableLine]) -> list[ImportRow]:
        written: dict[int, ImportRow] = {}
        cells: dict[int, dict[str, str]] = {}
        for line in batch:
            try:
                cells[line.number] = self._cells(line)
            except WrongCellError as wrong:
                written[line.number] = _rejected(line, self._key(line.cells), str(wrong))
        present = stored(self.kind, [self._key(row) for row in cells.values()])
        here = _Batch(present, self.hooks)
        for line in batch:
            if line.number in cells:
                key = self._key(cells[line.number])
                try:
                    written[line.number] = self._row(here, line, key, cells[line.number])
                except WrongCellError as reason:
                    written[line.number] = _rejected(line, key, str(reason))
        self._store(here, [key for key in here.rows if key not in here.corrected], self.how.note)
        corrected = [key for key in here.rows if key in here.corrected]
        self._store(here, corrected, self.how.correction, Act.CORRECTED)
        self.slugs.pop(self.kind.name, None)
        self.seen |= {_mark(key): number for key, number in here.seen.items()}
        return [written[line.number] for line in batch]

    def _store(
        self, here: "_Batch", keys: Sequence[Key], note: str, act: Act | None = None
    ) -> None:
        """Store prepared rows."""
        desk.write_many(
            [here.rows[key] for key in keys],
            author=self.how.author,
            note=note,
            act=act,
            links=[here.links.get(key, {}) for key in keys],
            moment=self.how.moment,
        )

    def _row(self, here: "_Batch", line: TableLine, key: Key, cells: dict[str, str]) -> ImportRow:
        """Prepare a row to be written, and say what it does. Raises `WrongCellError`."""
        row, before = here.present.get(key, (DESK[self.kind.name](), None))
        fact = self._fact(cells, before)
        if earlier := here.seen.get(key) or self.seen.get(_mark(key)):
            raise WrongCellError(f"repeats {format_key(key)} of row {earlier:,}")
        followed = here.followed(fact)
        ended = here.ended(fact, self.kind.key_of) if self.hooks.has_days else None
        act = RowAct.UNCHANGED if before == fact else RowAct.CHANGED
        if before is None:
            act = RowAct.NEW
        if act is RowAct.CHANGED and self.hooks.corrects(before, fact) and desk.ever_published(row):
            act = RowAct.CORRECTION
            here.corrected.add(key)
        if act is not RowAct.UNCHANGED:
            links = desk.apply_fact(row, fact, self._references())
            if reason := desk.wrong_field(row):
                raise WrongCellError(reason)
            row.state = self.how.state.value
            here.rows[key], here.links[key] = row, links
        if ended is not None:
            old = self.kind.key_of(ended)
            closing = here.rows.setdefault(old, here.present.get(old, (None, None))[0])
            closing.valid_to, closing.state = fact.valid_from - DAY, self.how.state.value
        here.seen[key] = line.number
        return self._outcome(line, act, fact, before=before, followed=followed, ended=ended)

    def _key(self, cells: Mapping[str, str]) -> Key:
        return tuple(cells.get(name, "") for name in self.kind.key)

    def _cells(self, line: TableLine) -> dict[str, str]:
        if line.wrong:
            raise WrongCellError(line.wrong)
        return read_cells(line.cells, self.kind)

    def _fact(self, cells: dict[str, str], before: Any) -> Any:
        """Return the fact of a row. Raises `WrongCellError`.

        What a file has no column for stays as the desk has it.
        """
        fact = fact_of(self.kind, cells if before is None else cells_of(self.kind, before) | cells)
        for name, target in {**self.kind.parents, **self.kind.links}.items():
            value = getattr(fact, name)
            for slug in value if isinstance(value, tuple) else (value,):
                if (
                    slug is not None
                    and slug not in self._known(target)
                    and not self._credited(target, slug, fact)
                ):
                    like = self._like(target, slug)
                    raise WrongCellError(
                        f"{name}: there is no “{slug}” among {target.replace('_', ' ')}{like}"
                    )
        if refusal := self.hooks.refusal(fact, before, self.lookups):
            raise WrongCellError(refusal)
        return fact

    @cached_property
    def lookups(self) -> StoredLookups:
        """What the rules of a kind may ask about other rows."""
        return StoredLookups()

    def _references(self) -> dict[str, dict[str, int]]:
        targets = {*self.kind.parents.values(), *self.kind.links.values()}
        return {target: self._known(target) for target in targets}

    def _known(self, kind: str) -> dict[str, int]:
        """Return the primary keys of all rows of a kind by slug."""
        if kind not in self.slugs:
            rows: QuerySet[Any] = DESK[kind].objects.order_by("slug")
            self.slugs[kind] = dict(rows.values_list("slug", "pk"))
        return self.slugs[kind]

    def _credited(self, target: str, slug: str, fact: Any) -> bool:
        """Tell whether a missing row is the source of a price list, credited from now on."""
        watched = LISTS.get(slug) if target == "sources" else None
        if watched is not None:
            row = DESK["sources"](state=RowState.DRAFT.value)
            desk.apply_fact(row, replace(watched.credit, retrieved=fact.as_of))
            desk.write_many(
                [row], author=self.how.author, note=self.how.note, moment=self.how.moment
            )
            self.slugs.pop(target)
        return watched is not None

    def _like(self, target: str, slug: str) -> str:
        missing = (target, slug)
        if missing not in self.suggestions and len(self.suggestions) < MOST_SUGGESTIONS:
            self.suggestions[missing] = nearest(slug, self._known(target))
        suggestion = self.suggestions.get(missing, "")
        return f"; did you mean “{suggestion}”?" if suggestion else ""

    def _outcome(  # noqa: PLR0913  # each says something of its own
        self, line: TableLine, act: RowAct, fact: Any, *, before: Any, followed: Any, ended: Any
    ) -> ImportRow:
        key = self.kind.key_of(fact)
        if act is RowAct.UNCHANGED:
            return ImportRow(number=line.number, act=act, title=format_key(key))
        words = _first_words(self.kind, fact)
        old = followed if before is None else before
        if old is not None:
            changes = of_row(self.kind, key, old, fact)
            words = "; ".join(in_words(change, names_in()) for change in changes)
        if ended is not None:
            words = _follows_in_words(fact, ended)
        return ImportRow(
            number=line.number,
            act=act,
            title=format_key(key),
            words=words,
            before=digest_of(before),
            jump=self.hooks.jumps(old, fact, self.lookups),
            cells=json.dumps(line.cells),
        )


def _mark(key: Key) -> bytes:
    """Return a few bytes in place of a key, of which a file may have hundreds of thousands."""
    return hashlib.blake2b("\0".join(key).encode("utf-8", "replace"), digest_size=16).digest()


@dataclass(slots=True)
class _Batch:
    """Rows that are written together: what the desk holds under their keys, what becomes of it."""

    present: Mapping[Key, tuple[Any, Any]]
    hooks: Hooks
    lines: dict[Line, dict[Key, Any]] = field(default_factory=dict)  # of which one holds on a day
    rows: dict[Key, Any] = field(default_factory=dict)
    links: dict[Key, desk.Links] = field(default_factory=dict)
    corrected: set[Key] = field(default_factory=set)
    seen: dict[Key, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Sort the rows of which only one holds on a day by what they have in common."""
        if not self.hooks.line:
            return
        for key, (_row, fact) in self.present.items():
            self._line(fact)[key] = fact

    def _line(self, fact: Any) -> dict[Key, Any]:
        return self.lines.setdefault(self.hooks.line_of(fact) or (), {})

    def followed(self, new: Any) -> Any:
        """Return the row that one takes the place of; None where it takes none."""
        return self.hooks.one_before(new, self._line(new).values()) if self.hooks.line else None

    def ended(self, new: Any, key_of: Callable[[Any], Key]) -> Any:
        """Add a row, and return the one that it ends.

        Raises `WrongCellError` where it shares days with any other.
        """
        line = self._line(new)
        others = [other for other in line.values() if other.valid_from != new.valid_from]
        old, last = fit(others, new.valid_from, new.valid_to)
        stands_there = len(others) < len(line)
        if last != new.valid_to or (old and (old.valid_to or stands_there)):
            other = old or next(price for price in others if overlap(price, new))
            until = f"to {other.valid_to.isoformat()}" if other.valid_to else "on"
            start = other.valid_from.isoformat()
            raise WrongCellError(
                f"overlaps the price of {other.amount:f} {other.currency} from {start} {until}"
            )
        if old:
            line[key_of(old)] = replace(old, valid_to=new.valid_from - DAY)
        line[key_of(new)] = new
        return old


def stored(kind: FactKind, keys: Sequence[Key]) -> dict[Key, tuple[DeskRow, Any]]:
    """Return row and fact under each natural key.

    Of rows with days, also those that share some days with them.
    """
    if not keys:
        return {}
    table, likely = DESK[kind.name], Q()
    for part, name in enumerate(kind.key):
        if table.hooks.line and name not in table.hooks.line and not table.hooks.has_days:
            continue  # all of a line, for the one before
        column, values = lookup(table, name), {key[part] for key in keys}
        is_text = issubclass(kind.described[name].holds, str) and not column.endswith("__slug")
        among = Q(**{f"{column}__in": values if is_text else values - {""}})
        if table.hooks.has_days and name == "valid_from":
            earliest = min((day for day in values if day), default=date.max.isoformat())
            among |= Q(valid_to__isnull=True) | Q(valid_to__gte=earliest)
        if kind.described[name].optional:
            among |= Q(**{f"{name}__isnull": True})
        likely &= among
    facts_of = {pk: fact for (pk,), fact in facts(table.objects.filter(likely), "pk")}
    rows = table.objects.in_bulk(list(facts_of))
    return {kind.key_of(fact): (rows[pk], fact) for pk, fact in sorted(facts_of.items())}


def stored_facts(kind: str, chosen: QuerySet[Any] | None = None) -> Iterator[Any]:
    """Yield the desk's rows of a kind, or those chosen of them, by natural key, a few at a time."""
    table = DESK[kind]
    rows: QuerySet[Any] = (
        table.objects.all() if chosen is None else table.objects.filter(pk__in=chosen)
    )
    keys = list(rows.by_natural_key().values_list("pk", flat=True))  # type: ignore[attr-defined]
    for some in batched(keys, BATCH):
        by_pk = {pk: fact for (pk,), fact in facts(table.objects.filter(pk__in=some), "pk")}
        yield from (by_pk[pk] for pk in some if pk in by_pk)


def digest_of(fact: Any) -> str:
    """Return the SHA-256 of a fact, empty for none."""
    return "" if fact is None else hashlib.sha256(msgspec.json.encode(fact)).hexdigest()


def refusal_of(refusal: Exception) -> str:
    """Return in a sentence what the desk or the database refused."""
    if isinstance(refusal, desk.DeskError):
        return str(refusal)
    rule = desk.broken_rule(refusal)
    return (
        str(rule.violation_error_message)
        if rule
        else "A rule of the database does not allow one of the rows."
    )


def _rejected(line: TableLine, key: Key, reason: str) -> ImportRow:
    title = format_key(tuple(part[:100] for part in key))
    words = as_sentence(_CODE.sub(r"“\1”", reason))
    return ImportRow(
        number=line.number,
        act=RowAct.REJECTED,
        title=title,
        words=words,
        cells=json.dumps(line.cells),
    )


def _follows_in_words(price: Any, ended: Any) -> str:
    """Say that a price follows another, which ends."""
    old, new = plain_number(ended.amount), plain_number(price.amount)
    began, begins = format_day(ended.valid_from), format_day(price.valid_from)
    return f"Amount: “{old:f}” → “{new:f}” from {begins}; ends the price of {began}"


def _first_words(kind: FactKind, fact: Any) -> str:
    cells = cells_of(kind, fact)
    filled = {name: text for name, text in cells.items() if text}
    telling = [name for name in filled if name not in {*kind.key, "source", "as_of"}]
    return "; ".join(f"{name}: {shortened(filled[name], LONGEST)}" for name in telling[:4])
