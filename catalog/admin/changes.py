"""What a release would change, grouped and named for the page that asks for a note."""

from dataclasses import dataclass

from django.urls import reverse

from catalog.differences import Difference, in_words
from catalog.formatting import format_count
from catalog.models import DESK, DeskRow
from catalog.models.rows import rows_of_keys
from catalog.registry import KINDS, FactKind, Key
from catalog.schema import Catalog
from catalog.views.history import changes_by_kind

SHOWN = 200  # lines of one kind; beyond that the count says more


@dataclass(frozen=True, slots=True)
class ChangeLine:
    """One change in words, with the row's page on the desk, empty where the row is no longer there."""

    row: str
    words: str
    address: str


@dataclass(frozen=True, slots=True)
class KindChanges:
    """The changes of one kind."""

    kind: str
    name: str
    summary: str  # how many rows, without those that are none
    lines: tuple[ChangeLine, ...]
    small: tuple[ChangeLine, ...]  # changes that no rule reads; a page may fold them
    left_out: int


def grouped_changes(old: Catalog, new: Catalog) -> tuple[KindChanges, ...]:
    """Return the differences by kind, with counts of rows and with words."""
    return tuple(_of_kind(*each) for each in changes_by_kind(old, new))


def count_in_words(kind: str, count: int) -> str:
    """Return a number of rows of one kind in words, such as “1 provider”."""
    return format_count(count, KINDS[kind].one, KINDS[kind].many)


def _of_kind(kind: FactKind, names: dict[Key, str], changes: list[Difference]) -> KindChanges:
    small = [each for each in changes if _is_small(each)][:SHOWN]
    large = [each for each in changes if not _is_small(each)][:SHOWN]
    shown = {each.key for each in (*small, *large)}
    there = dict(rows_of_keys(DESK[kind.name], shown))

    def line(change: Difference) -> ChangeLine:
        address = page_of(there[change.key]) if change.key in there else ""
        return ChangeLine(row=names[change.key], words=in_words(change), address=address)

    counts = ((len({each.key for each in changes if each.act == act}), act) for act in ("added", "removed", "changed"))
    return KindChanges(
        kind=kind.name,
        name=kind.many,
        summary=", ".join(f"{count:,} {act}" for count, act in counts if count),
        lines=tuple(line(each) for each in large),
        small=tuple(line(each) for each in small),
        left_out=len(changes) - len(small) - len(large),
    )


def page_of(row: DeskRow) -> str:
    """Return the page of a row on the desk."""
    return reverse(f"admin:catalog_{row._meta.model_name}_change", args=[row.pk])  # noqa: SLF001 (Django's documented name)


def _is_small(change: Difference) -> bool:
    return change.act == "changed" and KINDS[change.kind].described[change.field].about.is_minor
