"""What changed between two catalogs, field by field, and the words for it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from catalog.formatting import format_day, shortened
from catalog.registry import KINDS, FactKind, Key, as_text
from catalog.schema import Catalog
from catalog.schema.field import Field
from catalog.vocabulary import Known, Word

type Act = Literal["added", "removed", "changed"]
type Name = Callable[[str, str], str]  # kind and slug of a row → what it is called

LONGEST = 200  # letters of a value that are shown
AROUND = 40  # letters beside what changed in a longer one


@dataclass(frozen=True, slots=True)
class Difference:
    """One row that came or went, or one field of a row that changed."""

    kind: str
    key: Key
    act: Act
    field: str = ""
    before: Any = None
    after: Any = None


def differences(old: Catalog, new: Catalog) -> list[Difference]:
    """Return what was added, removed and changed, by kind and natural key."""
    return [difference for kind in KINDS.values() for difference in _of_kind(kind, old, new)]


def _of_kind(kind: FactKind, old: Catalog, new: Catalog) -> Iterator[Difference]:
    if getattr(old, kind.name) == getattr(new, kind.name):
        return  # as most kinds are: writing every key of theirs as text takes far longer
    before, after = kind.by_key(old), kind.by_key(new)
    for key in sorted(before.keys() | after.keys()):
        if key not in before:
            yield Difference(kind.name, key, "added")
        elif key not in after:
            yield Difference(kind.name, key, "removed")
        elif before[key] != after[key]:
            yield from of_row(kind, key, before[key], after[key])


def of_row(kind: FactKind, key: Key, before: Any, after: Any) -> Iterator[Difference]:
    """Return which fields differ between two facts of one kind."""
    for name in kind.fields:
        old, new = getattr(before, name), getattr(after, name)
        if old != new:
            yield Difference(kind.name, key, "changed", name, old, new)


def in_words(change: Difference, name: Name) -> str:
    """Return what became of a row or of a field, such as “US dollars: “2” → “3””."""
    if change.act != "changed":
        return "new" if change.act == "added" else "taken out"
    field = KINDS[change.kind].described[change.field]
    before, after = (value_as_line(field, value, name) for value in (change.before, change.after))
    if max(len(before), len(after)) > LONGEST:
        before, after = changed_parts(before, after)
    return f"{field.about.label}: {_in_quotes(before)} → {_in_quotes(after)}"


def changed_parts(before: str, after: str) -> tuple[str, str]:
    """Return of two long texts where they differ, with a few words around it."""
    if not before or not after:
        return before, after
    same_first = _alike(before, after)
    same_last = _alike(before[:same_first:-1], after[:same_first:-1])
    start = before.rfind(" ", 0, max(same_first - AROUND, 0)) + 1
    parts = []
    for whole in (before, after):
        end = len(whole) - same_last
        stop = whole.find(" ", min(end + AROUND, len(whole)))
        part = whole[start:] if stop < 0 else f"{whole[start:stop]}…"
        parts.append(f"…{part}" if start else part)
    return parts[0], parts[1]


def _alike(one: str, other: str) -> int:
    """Return how many letters two texts share from their beginning."""
    pairs = zip(one, other, strict=False)
    differing = (place for place, (letter, its) in enumerate(pairs) if letter != its)
    return next(differing, min(len(one), len(other)))


def quoted(field: Field, value: object, name: Name) -> str:
    """Return a field’s value in quotation marks, cut where it is long; “nothing” for none."""
    return _in_quotes(value_as_line(field, value, name))


def _in_quotes(text: str) -> str:
    return f"“{shortened(text, LONGEST)}”" if text else "nothing"


def value_as_line(field: Field, value: object, name: Name) -> str:
    """Return a field's value on one line: lists joined, rows by name, nothing as empty."""
    match value:
        case tuple():
            return ", ".join(value_as_line(field, part, name) for part in value)
        case date():
            return format_day(value)
        case bool():
            return (Known.YES if value else Known.NO).label
        case Word():
            return value.label
        case str() if field.target:
            return name(field.target, value)
        case _:
            return as_text(value)
