"""What a file would do to the desk: each row new, changed, unchanged or rejected with the reason."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from enum import StrEnum
from itertools import batched
from typing import Any, Protocol

from catalog.dated import corrects, line_of
from catalog.differences import Difference, of_row
from catalog.exchange.columns import WrongCellError, as_sentence, cells_of, fact_of, given, nearest
from catalog.registry import Key, Kind, described
from catalog.schema import Offer, Price
from catalog.tables import Line

BATCH = 500
_CODE = re.compile(r"`([^`]*)`")
MOST_SUGGESTIONS = 300  # comparing a slug with all others takes its time


class Act(StrEnum):
    """What becomes of a row."""

    NEW = "new"
    CHANGED = "changed"
    CORRECTION = "correction"  # changes a figure that readers had
    UNCHANGED = "unchanged"
    REJECTED = "rejected"


@dataclass(frozen=True, slots=True)
class Verdict:
    """What one row of a file would do."""

    number: int
    act: Act
    key: Key = ()
    fact: Any = None
    before: Any = None  # the fact that the desk holds under this key
    changes: tuple[Difference, ...] = ()
    closes: Price | None = None  # the price before it, as the desk holds it, which ends the day before
    reason: str = ""


class Desk(Protocol):
    """What a diff has to know of the desk."""

    def slugs(self, kind: str) -> Collection[str]:
        """Return the slugs of all rows of a kind."""
        ...

    def rows(self, kind: Kind, keys: Sequence[Key]) -> Mapping[Key, Any]:
        """Return the facts under these keys, as far as there are."""
        ...

    def prices(self, subjects: Collection[str]) -> Iterable[Price]:
        """Return all prices of these offers and products."""
        ...

    def ever_published(self, kind: Kind, keys: Collection[Key]) -> Collection[Key]:
        """Return those of these keys whose rows readers may have had."""
        ...

    def refusals(self, kind: Kind, facts: Sequence[Any]) -> Mapping[int, str]:
        """Return the places of facts that break a rule of the database, with the sentence it has for that."""
        ...


@dataclass(slots=True)
class _Memory:
    """What was read so far of one file."""

    own: Collection[str]  # slugs that this very file brings
    seen: dict[Key, int] = field(default_factory=dict)
    slugs: dict[str, frozenset[str]] = field(default_factory=dict)
    suggestions: dict[tuple[str, str], str] = field(default_factory=dict)
    prices: dict[tuple[str | None, ...], list[Price]] = field(default_factory=dict)
    subjects: set[str] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class _Read:
    """A row that could be read, beside the one the desk has."""

    line: Line
    key: Key
    fact: Any
    before: Any


def judge(kind: Kind, lines: Iterable[Line], desk: Desk, own: Collection[str] = ()) -> Iterator[Verdict]:
    """Yield a verdict on each row, in the order of the file; `own` are slugs the file brings besides the desk's."""
    memory = _Memory(own)
    for batch in batched(lines, BATCH):
        verdicts = {verdict.number: verdict for verdict in _judge_batch(kind, batch, desk, memory)}
        yield from (verdicts[line.number] for line in batch)


def _judge_batch(kind: Kind, batch: Sequence[Line], desk: Desk, memory: _Memory) -> Iterator[Verdict]:
    sound: list[_Read] = []
    for found in _read(kind, batch, desk):
        if isinstance(found, Verdict):
            yield found
        elif reason := _refusal(kind, found, desk, memory):
            yield _rejected(found, reason)
        else:
            sound.append(found)
    moved = [found for found in sound if found.fact != found.before]
    broken = desk.refusals(kind, [found.fact for found in moved]) if moved else {}
    reasons = {moved[place].line.number: reason for place, reason in broken.items()}
    if kind.name == "prices":
        _remember_prices(sound, desk, memory)
    figures = {found.key for found in moved if found.before and corrects(kind.name, found.before, found.fact)}
    had = desk.ever_published(kind, figures) if figures else ()
    for found in sound:
        reason = reasons.get(found.line.number, "") or _repeats(found, memory)
        verdict = _rejected(found, reason) if reason else _verdict(kind, found, memory)
        if verdict.act is Act.CHANGED and found.key in had:
            verdict = replace(verdict, act=Act.CORRECTION)
        if verdict.act is not Act.REJECTED:
            memory.seen[found.key] = found.line.number
        yield verdict


def _repeats(found: _Read, memory: _Memory) -> str:
    earlier = memory.seen.get(found.key)
    return f"repeats {described(found.key)} of row {earlier:,}" if earlier else ""


def _read(kind: Kind, batch: Sequence[Line], desk: Desk) -> Iterator[Verdict | _Read]:
    """Turn lines into facts; what a file has no column for stays as the desk has it."""
    cells: dict[int, dict[str, str]] = {}
    for line in batch:
        if line.wrong:
            yield Verdict(line.number, Act.REJECTED, reason=as_sentence(line.wrong))
            continue
        try:
            cells[line.number] = given(line.cells, kind)
        except WrongCellError as reason:
            yield Verdict(line.number, Act.REJECTED, key=_shown_key(kind, line.cells), reason=as_sentence(str(reason)))
    keys = {number: tuple(row.get(name, "") for name in kind.key) for number, row in cells.items()}
    present = desk.rows(kind, list(dict.fromkeys(keys.values())))
    for line in batch:
        if line.number in cells:
            key = keys[line.number]
            before = present.get(key)
            row = cells[line.number] if before is None else cells_of(kind, before) | cells[line.number]
            try:
                yield _Read(line, key, fact_of(kind, row), before)
            except WrongCellError as reason:
                words = _CODE.sub(r"“\1”", str(reason))
                yield Verdict(line.number, Act.REJECTED, key=key, reason=as_sentence(words))


def _refusal(kind: Kind, found: _Read, desk: Desk, memory: _Memory) -> str:
    for name, target in {**kind.parents, **kind.links}.items():
        value = getattr(found.fact, name)
        for slug in value if isinstance(value, tuple) else (value,):
            if slug is not None and not _known(kind, slug, target, desk, memory):
                return f"{name}: there is no “{slug}” among {target.replace('_', ' ')}{_like(slug, target, memory)}"
    if isinstance(found.fact, Offer) and found.fact.slug != f"{found.fact.model}@{found.fact.seller}":
        return f"slug: the slug of this offer is {found.fact.model}@{found.fact.seller}"
    return ""


def _known(kind: Kind, slug: str, target: str, desk: Desk, memory: _Memory) -> bool:
    if target not in memory.slugs:
        memory.slugs[target] = frozenset(desk.slugs(target))
    return slug in memory.slugs[target] or (target == kind.name and slug in memory.own)


def _like(slug: str, target: str, memory: _Memory) -> str:
    asked = (target, slug)
    if asked not in memory.suggestions and len(memory.suggestions) < MOST_SUGGESTIONS:
        memory.suggestions[asked] = nearest(slug, memory.slugs[target])
    found = memory.suggestions.get(asked, "")
    return f"; did you mean “{found}”?" if found else ""


def _verdict(kind: Kind, found: _Read, memory: _Memory) -> Verdict:
    shown, closes = found.before, None
    if isinstance(found.fact, Price):
        line = memory.prices[line_of(found.fact)]
        shown = next((price for price in line if price.valid_from == found.fact.valid_from), None)
        clashing = [price for price in line if price is not shown and _at_once(price, found.fact)]
        if clashing:
            closes = _closable(clashing, found.fact) if shown is None else None
            if closes is None:
                return _rejected(found, _overlap(clashing[0]))
            line[line.index(closes)] = closed(closes, found.fact)
        if shown is not None:
            line.remove(shown)
        line.append(found.fact)
    act = Act.NEW if shown is None else Act.UNCHANGED if shown == found.fact else Act.CHANGED
    changes = tuple(of_row(kind, found.key, shown, found.fact)) if act is Act.CHANGED else ()
    return Verdict(found.line.number, act, found.key, found.fact, found.before, changes, closes)


def closed(old: Price, by: Price) -> Price:
    """Return a price that ends on the day before another one starts."""
    return replace(old, valid_to=by.valid_from - timedelta(days=1))


def closing(old: Price) -> str:
    """Return in words which price a new one closes."""
    return f"closes the price of {old.valid_from.isoformat()}, {old.usd:f} US dollars"


def _remember_prices(sound: Sequence[_Read], desk: Desk, memory: _Memory) -> None:
    subjects = {subject_of(found.fact) for found in sound}
    for found in sound:
        memory.prices.setdefault(line_of(found.fact), [])
    if fresh := subjects - memory.subjects:
        memory.subjects |= fresh
        for price in desk.prices(fresh):
            memory.prices.setdefault(line_of(price), []).append(price)


def subject_of(price: Price) -> str:
    """Return the slug of the offer or the product that a price is for."""
    return price.offer or price.product or ""


def _at_once(one: Price, other: Price) -> bool:
    return one.valid_from <= (other.valid_to or date.max) and other.valid_from <= (one.valid_to or date.max)


def _closable(clashing: Sequence[Price], new: Price) -> Price | None:
    (old, *rest) = clashing
    return old if not rest and old.valid_to is None and old.valid_from < new.valid_from else None


def _overlap(other: Price) -> str:
    until = f"to {other.valid_to.isoformat()}" if other.valid_to else "on"
    return f"overlaps the price of {other.usd:f} US dollars from {other.valid_from.isoformat()} {until}"


def _rejected(found: _Read, reason: str) -> Verdict:
    return Verdict(found.line.number, Act.REJECTED, found.key, reason=as_sentence(reason))


def _shown_key(kind: Kind, cells: Mapping[str, str]) -> Key:
    return tuple(cells.get(name, "")[:100] for name in kind.key)


def brought(kind: Kind, lines: "Lines", desk: Desk) -> frozenset[str]:
    """Return the slugs that a file brings itself, for kinds whose rows point to each other. Reads the file anew."""
    if kind.name not in kind.links.values():
        return frozenset()
    own = frozenset(line.cells.get("slug", "").strip() for line in lines()) - frozenset(desk.slugs(kind.name))
    while own:
        refused = {v.key[0] for v in judge(kind, lines(), desk, own) if v.act is Act.REJECTED and v.key}
        if not own & refused:
            break
        own -= refused
    return own


class Lines(Protocol):
    """A file that can be read more than once."""

    def __call__(self) -> Iterator[Line]:
        """Return its rows from the first."""
        ...
