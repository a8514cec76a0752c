"""A dry run, kept; and taking what it showed, all of it or nothing."""

import hashlib
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from itertools import batched
from typing import TYPE_CHECKING, Any

import msgspec
from django.db import DataError, IntegrityError, connection, transaction
from django.db.models import Count, ProtectedError, Q, QuerySet
from django.utils import timezone

from catalog import desk
from catalog.differences import LONGEST, in_words
from catalog.exchange.columns import cells_of
from catalog.exchange.diff import BATCH, Act, Lines, Verdict, brought, closed, closing, judge
from catalog.exchange.postgres import PostgresDesk
from catalog.models import DESK, Act as Deed, Import, ImportRow, Revision, State
from catalog.registry import KINDS, Key, Kind, described, with_known_links

if TYPE_CHECKING:
    from django.contrib.auth.models import User

KEPT = timedelta(days=30)  # a dry run that nobody took
NAMED = 3  # rows that a sentence names before it counts the rest

type Advance = Callable[[int], None]


class NotTakenError(Exception):
    """Nothing was taken; the message says why."""


@dataclass(frozen=True, slots=True)
class Write:
    """One fact to write, and the digest of the one that the desk held when it was shown; empty where it held none."""

    kind: str
    before: str
    fact: str

    def read(self) -> Any:
        """Return the fact."""
        return KINDS[self.kind].read(self.fact)


_JSON = msgspec.json.Decoder(list[Write])


@dataclass(frozen=True, slots=True)
class Shown:
    """One row of a dry run, before it is kept."""

    number: int
    act: str
    title: str = ""
    words: str = ""
    about: str = ""
    writes: tuple[Write, ...] = ()


type Steps[Result] = Generator[int, None, Result]
"""Work that says after each stretch how many rows it took, and returns its result; all of it is one transaction."""


def done[Result](steps: Steps[Result], advance: Advance = lambda _rows: None) -> Result:
    """Do the work at once, and return its result."""
    while True:
        try:
            advance(next(steps))
        except StopIteration as end:
            return end.value  # type: ignore[no-any-return]  # what a generator returns is untyped here


def dry_run(
    kind: Kind, lines: Lines, *, origin: str, author: "User | None", advance: Advance = lambda _rows: None
) -> Import:
    """Judge a file against the desk and keep what it would do. Raises `tables.WrongFileError`."""
    return done(row_steps(kind, lines, origin=origin, author=author), advance)


def row_steps(kind: Kind, lines: Lines, *, origin: str, author: "User | None") -> Steps[Import]:
    """Do the same stretch by stretch."""
    with transaction.atomic():
        known = PostgresDesk()
        own = brought(kind, lines, known)
        verdicts = judge(kind, lines(), known, own)
        return (yield from keeping(kind, (shown(kind, verdict) for verdict in verdicts), origin=origin, author=author))


def keeping(kind: Kind, rows: Iterable[Shown], *, origin: str, author: "User | None") -> Steps[Import]:
    """Keep a dry run: what would do something or cannot be taken row by row, the rest as a count."""
    with transaction.atomic():
        Import.objects.filter(taken_at=None, made__lt=timezone.now() - KEPT).delete()
        run = Import.objects.create(kind=kind.name, origin=origin, author=author)
        counts = dict.fromkeys(map(str, Act), 0)
        for batch in batched(rows, BATCH):
            for row in batch:
                counts[row.act] += 1
            ImportRow.objects.bulk_create([_kept(run, row) for row in batch if row.act != Act.UNCHANGED])
            yield len(batch)
        for act, count in counts.items():
            setattr(run, act, count)
        run.save(update_fields=list(counts))
    return run


def shown(kind: Kind, verdict: Verdict) -> Shown:
    """Return a verdict in words, with the facts that taking it writes."""
    title, words = described(verdict.key), verdict.reason
    if verdict.act in {Act.REJECTED, Act.UNCHANGED}:
        return Shown(verdict.number, verdict.act.value, title, words)
    if verdict.act is Act.NEW:
        words = _in_words(kind, verdict.fact)
    if verdict.changes:
        words = "; ".join(map(in_words, verdict.changes))
    writes = [Write(kind.name, digest_of(verdict.before), encoded(verdict.fact))]
    if verdict.closes is not None:
        words = f"{words}; {closing(verdict.closes)}"
        ended = closed(verdict.closes, by=verdict.fact)
        writes.insert(0, Write(kind.name, digest_of(verdict.closes), encoded(ended)))
    return Shown(verdict.number, verdict.act.value, title, words, writes=tuple(writes))


def take(
    run: Import, *, author: "User | None", note: str, correction: str = "", advance: Advance = lambda _rows: None
) -> int:
    """Write the good rows of a dry run as drafts, all or none, and return how many.

    Corrections are taken only with what was wrong in a sentence. Raises `NotTakenError`.
    """
    return done(take_steps(run, author=author, note=note, correction=correction), advance)


def take_steps(run: Import, *, author: "User | None", note: str, correction: str = "") -> Steps[int]:
    """Do the same stretch by stretch."""
    with _refused_in_words(), transaction.atomic():
        run = Import.objects.select_for_update().get(pk=run.pk)
        if run.taken_at is not None:
            raise NotTakenError("These rows have been taken already.")
        good = run.rows.filter(act__in=[Act.NEW.value, Act.CHANGED.value]).order_by("number", "pk")
        corrections = run.rows.filter(act=Act.CORRECTION.value).order_by("number", "pk")
        parts = [(good, note, None), *([(corrections, correction, Deed.CORRECTED)] if correction else [])]
        run.taken_at, written = timezone.now(), 0
        for rows, words, act in parts:
            _let_nobody_write(_kinds(rows))
            _refuse_stale(rows)
            store = partial(_write, author=author, note=words, act=act, moment=run.taken_at)
            later: list[Write] = []
            for batch in _batches(rows):
                later += store(batch)
                yield len(batch)
            for start in range(0, len(later), BATCH):
                store(later[start : start + BATCH])
            written += rows.count()
        if not written:
            raise NotTakenError("There is nothing to take: no row is new or changed.")
        run.save(update_fields=["taken_at"])
    return written


def undo(run: Import, *, author: "User | None", note: str) -> int:
    """Put every row back as it was before a dry run was taken, all or none, and return how many. Raises `NotTakenError`."""
    with _refused_in_words(), transaction.atomic():
        run = Import.objects.select_for_update().get(pk=run.pk)
        if run.taken_at is None:
            raise NotTakenError("These rows have not been taken, or have been put back already.")
        _let_nobody_write(_kinds(run.rows.exclude(act=Act.REJECTED.value)))
        mine = list(Revision.objects.filter(made=run.taken_at).order_by("kind", "row", "-number"))
        rows = {(each.kind, each.row): each for each in mine}  # the first of each row
        if not rows:
            raise NotTakenError("Nothing of this is on the desk any more.")
        heads = Revision.objects.filter(
            Q(*(Q(kind=kind, row=row) for kind, row in rows), _connector=Q.OR)
        ).newest_of_each()
        since = [head.title for head in heads if head.made != run.taken_at]
        if since:
            raise NotTakenError(f"Nothing was put back: changed or published since: {_listed(since)}.")
        for kind in reversed(KINDS.values()):
            added = [row for (name, row), each in rows.items() if name == kind.name and each.act == Deed.ADDED.value]
            DESK[kind.name].objects.filter(pk__in=added).delete()
        for kind in KINDS.values():
            changed = [each for (name, _), each in rows.items() if name == kind.name and each.act != Deed.ADDED.value]
            _restore(kind, changed, author=author, note=note)
        run.taken_at = None
        run.save(update_fields=["taken_at"])
    return len(rows)


def _restore(kind: Kind, changed: Sequence[Revision], *, author: "User | None", note: str) -> None:
    """Give rows the values and the state that they had before these revisions."""
    before = Q(*(Q(row=each.row, number=each.number - 1) for each in changed), _connector=Q.OR)
    older = list(Revision.objects.filter(before, kind=kind.name).order_by("row")) if changed else []
    stored, references = DESK[kind.name].objects.in_bulk([each.row for each in older]), PostgresDesk().references(kind)
    links = [desk.apply_fact(stored[each.row], each.fact, references) for each in older]
    for each in older:
        stored[each.row].state = each.state
    rows = [stored[each.row] for each in older]
    desk.write_many(rows, author=author, note=note, act=Deed.REVERTED, links=links, restores=True)


@contextmanager
def _refused_in_words() -> Iterator[None]:
    """Turn what the desk or the database refuses into a sentence."""
    try:
        yield
    except desk.DeskError as refused:
        raise NotTakenError(f"Nothing was done. {refused}") from refused
    except ProtectedError as refused:
        raise NotTakenError("Nothing was done. Other rows refer to one of these by now.") from refused
    except (IntegrityError, DataError) as refused:
        raise NotTakenError(f"Nothing was done. {_rule_broken(refused)} Make the dry run again.") from refused


@dataclass(frozen=True, slots=True)
class Reason:
    """Why entries of a price list were left, how many, and in which units."""

    words: str
    entries: int
    units: tuple[tuple[str, int], ...]


def by_reason(run: Import) -> list[Reason]:
    """Return what was rejected by reason, each with its units, the most frequent first."""
    units: dict[str, list[tuple[str, int]]] = {}
    for unit, words, count in reasons(run):
        units.setdefault(words, []).append((unit, count))
    found = [Reason(words, sum(count for _, count in counts), tuple(counts)) for words, counts in units.items()]
    return sorted(found, key=lambda reason: -reason.entries)


def reasons(run: Import) -> list[tuple[str, str, int]]:
    """Return what was rejected, counted by unit and reason, the most frequent first."""
    rejected = run.rows.filter(act=Act.REJECTED.value).exclude(about="")
    found = rejected.values_list("about", "words").annotate(times=Count("pk")).order_by("-times", "about", "words")
    return list(found)


def digest_of(fact: Any) -> str:
    """Return the SHA-256 of a fact, empty for none."""
    return "" if fact is None else hashlib.sha256(msgspec.json.encode(fact)).hexdigest()


def encoded(fact: Any) -> str:
    """Return a fact as JSON, as a release writes it."""
    return msgspec.json.encode(fact).decode()


def _kept(run: Import, row: Shown) -> ImportRow:
    writes = msgspec.json.encode(row.writes).decode() if row.writes else ""
    return ImportRow(
        run=run, number=row.number, act=row.act, title=row.title, words=row.words, about=row.about, writes=writes
    )


def _in_words(kind: Kind, fact: Any) -> str:
    """Return the first things to know of a new row."""
    cells = cells_of(kind, fact)
    said = [
        f"{name}: {_cut(cells[name])}" for name in cells if cells[name] and name not in {*kind.key, "source", "as_of"}
    ]
    return "; ".join(said[:4])


def _cut(text: str) -> str:
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}…"


def _writes(rows: "QuerySet[ImportRow]") -> Iterator[Write]:
    for text in rows.values_list("writes", flat=True).iterator(chunk_size=BATCH):
        yield from _JSON.decode(text or "[]")


def _batches(rows: "QuerySet[ImportRow]") -> Iterator[list[Write]]:
    """Yield the writes of some rows at a time; those of one row stay together."""
    for texts in batched(rows.values_list("writes", flat=True).iterator(chunk_size=BATCH), BATCH):
        yield [write for text in texts for write in _JSON.decode(text or "[]")]


def _kinds(rows: "QuerySet[ImportRow]") -> list[str]:
    found = {write.kind for write in _writes(rows)}
    return [kind for kind in KINDS if kind in found]


def _let_nobody_write(kinds: Iterable[str]) -> None:
    """Keep the desk as it is until these rows are written; readers go on."""
    with connection.cursor() as cursor:
        for kind in kinds:
            table = connection.ops.quote_name(DESK[kind]._meta.db_table)  # noqa: SLF001 (Django's documented name)
            cursor.execute(f"LOCK TABLE {table} IN SHARE ROW EXCLUSIVE MODE")


def _refuse_stale(rows: "QuerySet[ImportRow]") -> None:
    changed: list[str] = []
    seen: set[tuple[str, Key]] = set()
    for batch in _batches(rows):
        for kind, writes in _by_kind(batch).items():
            present = PostgresDesk().rows(KINDS[kind], [key for key, _write in writes])
            for key, write in writes:
                if (kind, key) not in seen and digest_of(present.get(key)) != write.before:
                    changed.append(described(key))
                seen.add((kind, key))
    if changed:
        raise NotTakenError(
            f"Nothing was taken. The desk has changed since this dry run: {_listed(changed)}. Make the dry run again."
        )


def _listed(names: Sequence[str]) -> str:
    return ", ".join(names[:NAMED]) + (f" and {len(names) - NAMED:,} more" if len(names) > NAMED else "")


def _by_kind(batch: Sequence[Write]) -> dict[str, list[tuple[Key, Write]]]:
    found: dict[str, list[tuple[Key, Write]]] = {}
    for write in batch:
        found.setdefault(write.kind, []).append((KINDS[write.kind].key_of(write.read()), write))
    return {kind: found[kind] for kind in KINDS if kind in found}


def _write(batch: Sequence[Write], **act: Any) -> list[Write]:
    """Store a batch as drafts, and return what points to rows that are not stored yet: to write once they are."""
    later: list[Write] = []
    for name, writes in _by_kind(batch).items():
        kind, known = KINDS[name], PostgresDesk()
        facts: dict[Key, Any] = {}
        for key, write in writes:
            fact = write.read()
            facts[key] = with_known_links(kind, fact, {name: known.keys(name)}) if name in kind.links.values() else fact
            if facts[key] != fact:
                later.append(write)
        _store(kind, facts, known, **act)
    return later


def _store(kind: Kind, facts: dict[Key, Any], known: PostgresDesk, **act: Any) -> None:
    present = known.stored(kind, list(facts))
    stored = DESK[kind.name].objects.in_bulk([pk for pk, _fact in present.values()])
    rows, links = [], []
    for key, fact in facts.items():
        row = stored[present[key][0]] if key in present else DESK[kind.name]()
        links.append(desk.apply_fact(row, fact, known.references(kind)))
        row.state = State.DRAFT.value
        rows.append(row)
    desk.write_many(rows, links=links, **act)


def _rule_broken(refused: Exception) -> str:
    rule = desk.broken_rule(refused)
    return str(rule.violation_error_message) if rule else "A rule of the database does not allow one of the rows."
