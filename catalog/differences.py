"""What changed between two catalogs, field by field, and the words for it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from catalog.formatting import format_day
from catalog.registry import KINDS, FactKind, Key, as_text
from catalog.schema import Catalog
from catalog.vocabulary import Word

type Act = Literal["added", "removed", "changed"]

LONGEST = 200  # letters of a value that are shown


@dataclass(frozen=True, slots=True)
class Difference:
    """One row that came or went, or one field of a row that changed."""

    kind: str
    key: Key
    act: Act
    field: str = ""
    before: str = ""
    after: str = ""


def differences(old: Catalog, new: Catalog) -> list[Difference]:
    """Return what was added, removed and changed, by kind and natural key."""
    return [difference for kind in KINDS.values() for difference in _of_kind(kind, old, new)]


def _of_kind(kind: FactKind, old: Catalog, new: Catalog) -> Iterator[Difference]:
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
            yield Difference(kind.name, key, "changed", name, value_as_line(old), value_as_line(new))


def value_as_line(value: object) -> str:
    """Return a field's value as people read it, on one line; lists are joined, nothing is empty."""
    if isinstance(value, tuple):
        return ", ".join(map(value_as_line, value))
    if isinstance(value, date):
        return format_day(value)
    return value.label if isinstance(value, Word) else as_text(value)


def in_words(change: Difference) -> str:
    """Return what became of a row or of a field, such as “US dollars: “2” → “3””."""
    if change.act != "changed":
        return "new" if change.act == "added" else "taken out"
    label = KINDS[change.kind].described[change.field].about.label
    return f"{label}: {quoted(change.before)} → {quoted(change.after)}"


def quoted(text: str) -> str:
    """Return a value in quotation marks, cut where it is long; “nothing” for none."""
    cut = text if len(text) <= LONGEST else f"{text[: LONGEST - 1].rstrip()}…"
    return f"“{cut}”" if text else "nothing"
