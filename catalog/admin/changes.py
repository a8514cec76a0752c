"""What a release would change, grouped and named for the page that asks for a note."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from catalog.differences import Difference
from catalog.models import DESK
from catalog.registry import described

SHOWN = 200  # lines of one kind; beyond that the count says more
# What no rule reads and no figure shows: where something was read, and words beside the facts.
SMALL = frozenset(
    [
        "about",
        "as_of",
        "checked_with",
        "family",
        "homepage",
        "html",
        "licence",
        "note",
        "published",
        "publisher",
        "quote",
        "regions_note",
        "retrieved",
        "review_by",
        "seller_model_id",
        "source",
        "title",
        "url",
    ]
)


@dataclass(frozen=True, slots=True)
class Line:
    """One change in words."""

    row: str
    words: str


@dataclass(frozen=True, slots=True)
class KindChanges:
    """The changes of one kind."""

    kind: str
    name: str
    added: int
    removed: int
    changed: int
    lines: tuple[Line, ...]
    small: tuple[Line, ...]  # changes that no rule reads; a page may fold them
    left_out: int

    @property
    def summary(self) -> str:
        """Return the counts in words, without those that are 0."""
        counts = (("added", self.added), ("removed", self.removed), ("changed", self.changed))
        return ", ".join(f"{count:,} {act}" for act, count in counts if count)


def grouped_changes(found: Iterable[Difference]) -> tuple[KindChanges, ...]:
    """Return the differences by kind, with counts of rows and with words."""
    kinds: defaultdict[str, list[Difference]] = defaultdict(list)
    for difference in found:
        kinds[difference.kind].append(difference)
    return tuple(_of_kind(kind, changes) for kind, changes in kinds.items())


def counted(kind: str, count: int) -> str:
    """Return a number of rows of one kind in words, such as “1 provider”."""
    options = DESK[kind]._meta  # noqa: SLF001 (Django's documented name)
    return f"{count:,} {options.verbose_name if count == 1 else options.verbose_name_plural}"


def _of_kind(kind: str, changes: list[Difference]) -> KindChanges:
    small = [each for each in changes if each.act == "changed" and each.field in SMALL]
    large = [each for each in changes if each.act != "changed" or each.field not in SMALL]
    rows = {act: len({each.key for each in changes if each.act == act}) for act in ("added", "removed", "changed")}
    return KindChanges(
        kind=kind,
        name=str(DESK[kind]._meta.verbose_name_plural),  # noqa: SLF001 (Django's documented name)
        **rows,
        lines=tuple(Line(described(each.key), worded(kind, each)) for each in large[:SHOWN]),
        small=tuple(Line(described(each.key), worded(kind, each)) for each in small[:SHOWN]),
        left_out=max(len(large) - SHOWN, 0) + max(len(small) - SHOWN, 0),
    )


def worded(kind: str, change: Difference) -> str:
    """Return one difference in words, such as “US dollars: “2” → “3””."""
    if change.act != "changed":
        return f"{change.act}"
    label = DESK[kind]._meta.get_field(change.field).verbose_name  # type: ignore[union-attr]  # noqa: SLF001
    return f"{label}: {_quoted(change.before)} → {_quoted(change.after)}"


def _quoted(text: str) -> str:
    return f"“{text}”" if text else "nothing"
