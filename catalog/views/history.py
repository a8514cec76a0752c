"""The releases: what was published when, and what changed."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from itertools import groupby

import msgspec
from django.db.models import F, TextField
from django.db.models.expressions import Func
from django.http import Http404, HttpRequest, HttpResponse

from catalog import formatting
from catalog.differences import Difference, differences, in_words
from catalog.filters.form import ListForm, NumberField
from catalog.models import Release
from catalog.naming import name_of, names_in
from catalog.registry import KINDS, FactKind, Key
from catalog.releases import Reading, find_edition
from catalog.schema import Catalog, Cell
from catalog.views.page import page, reads_release
from catalog.vocabulary import Branch, Fit

type CellKey = tuple[str, Branch]
CACHED_HISTORIES = 4  # releases; each holds what moved, not what stayed
MOST_LINES = 200  # of one kind on one page; beyond that the count says more


@reads_release
def releases(request: HttpRequest, reading: Reading) -> HttpResponse:
    """List the releases up to the one that is read, newest first."""
    known = Release.objects.described().filter(number__lte=reading.number)
    return page(request, "catalog/releases.html", reading, releases=list(known))


# “from” is no name in Python, so the class is not written as one.
TwoReleasesForm: type[ListForm] = type(
    "TwoReleasesForm",
    (ListForm,),
    {
        "from": NumberField("From release", whole=True),
        "to": NumberField("To release", whole=True),
    },
)


@reads_release
def differences_between(request: HttpRequest, reading: Reading) -> HttpResponse:
    """Show what changed between two releases, older first in whichever order they are asked."""
    form = TwoReleasesForm(request.GET, reading.catalog)
    numbers = sorted(int(number) for _, number in form.parameters)
    found = {number: find_edition(number) for number in numbers}
    missing = [number for number, release in found.items() if release is None]
    pair = [release for number in numbers if (release := found[number])]
    older, newer = pair if len(pair) == len(form.fields) else (None, None)
    return page(
        request,
        "catalog/release_changes.html",
        reading,
        older=older,
        newer=newer,
        complaints=[*form.complaints, *map(_no_release, missing)],
        changes=changes_in_words(older.catalog, newer.catalog) if older and newer else (),
    )


def _no_release(number: int) -> str:
    return f"There is no release {number}. Choose two from the list of releases."


@dataclass(frozen=True, slots=True)
class KindOfChange:
    """What changed among rows of one kind, in words."""

    words: str
    count: int
    lines: tuple[str, ...]

    @property
    def left_out(self) -> int:
        """Return how many lines are not shown."""
        return self.count - len(self.lines)


@reads_release
def release(request: HttpRequest, reading: Reading, number: int) -> HttpResponse:
    """Show a release: when, by whom, why, and what changed since the one before."""
    shown, before = find_edition(number), find_edition(number - 1)
    if shown is None:
        raise Http404
    changes = changes_in_words(before.catalog, shown.catalog) if before else ()
    rows = {kind: getattr(shown.catalog, kind.name) for kind in KINDS.values()}
    return page(
        request,
        "catalog/release.html",
        reading,
        shown=Release.objects.described().get(number=number),
        before=before,
        is_current=shown.number == reading.number,
        changes=changes,
        counts=[(formatting.capitalise(kind.many), len(rows[kind])) for kind in rows],
    )


def changes_in_words(old: Catalog, new: Catalog) -> tuple[KindOfChange, ...]:
    """Return the differences between two catalogs grouped by kind, a sentence each."""
    kinds = []
    spelled = names_in(new, old)
    for kind, names, changes in changes_by_kind(old, new):
        shown = changes[:MOST_LINES]
        lines = [f"{names[change.key]}: {in_words(change, spelled)}." for change in shown]
        kinds.append(KindOfChange(formatting.capitalise(kind.many), len(changes), tuple(lines)))
    return tuple(kinds)


def changes_by_kind(
    old: Catalog, new: Catalog
) -> Iterator[tuple[FactKind, dict[Key, str], list[Difference]]]:
    """Yield the differences between two catalogs kind by kind, with the names of the rows."""
    for name, rows in groupby(differences(old, new), key=lambda difference: difference.kind):
        kind, changes = KINDS[name], list(rows)
        before, after = kind.by_key(old), kind.by_key(new)
        names = {}
        for change in changes:
            is_there = change.key in after
            row = after[change.key] if is_there else before[change.key]
            names[change.key] = name_of(new if is_there else old, kind, row)
        yield kind, names, changes


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """One release that changed an answer; None stands for no answer."""

    release: int
    published_at: datetime
    before: Cell | None
    after: Cell | None

    @property
    def sentence(self) -> str:
        """Say what changed."""
        if self.after is None:
            return "taken out."
        if self.before is None:
            return f"first entry, {_word(self.after)}."
        changes = []
        if _word(self.before) != _word(self.after):
            changes.append(f"from {_word(self.before)} to {_word(self.after)}")
        texts = ("reason", "condition", "source")
        differing = [n for n in texts if getattr(self.before, n) != getattr(self.after, n)]
        if differing:
            verb = "was" if len(differing) == 1 else "were"
            changes.append(f"{' and '.join(f'the {n}' for n in differing)} {verb} put anew")
        if not changes and self.before.disputed != self.after.disputed:
            changes.append("both sides were put anew")
        return f"{'; '.join(changes) or 'looked at again, and left as it was'}."


def _word(cell: Cell) -> str:
    fit = "unknown" if cell.fit is Fit.UNKNOWN else cell.fit.label.lower()
    return f"“disputed”, read as “{fit}”" if cell.disputed else f"“{fit}”"


class _Cells(Func):
    """The matrix of a payload as JSON text; the rest stays in the database."""

    template = "((%(expressions)s)::json -> 'cells')::text"
    output_field = TextField()


_decoder = msgspec.json.Decoder(tuple[Cell, ...])


@lru_cache(maxsize=CACHED_HISTORIES)
def cell_histories(number: int, digest: str) -> Mapping[CellKey, tuple[Turn, ...]]:  # noqa: ARG001  # the digest keys the cache
    """Return the turns of every answer up to a release, newest first, in one query.

    Releases never change, so that what is kept here cannot go stale.
    """
    rows = (
        Release.objects.filter(number__lte=number)
        .order_by("number")
        .annotate(cells=_Cells(F("payload")))
        .values_list("number", "published_at", "cells")
    )
    turns: defaultdict[CellKey, list[Turn]] = defaultdict(list)
    before: dict[CellKey, Cell] = {}
    for release, published_at, text in rows.iterator(chunk_size=20):
        after = {(cell.use_case, cell.branch): cell for cell in _decoder.decode(text or "[]")}
        for key in before.keys() | after.keys():
            old, new = before.get(key), after.get(key)
            if old != new:
                turns[key].append(
                    Turn(release=release, published_at=published_at, before=old, after=new)
                )
        before = after
    return {key: tuple(reversed(found)) for key, found in turns.items()}
