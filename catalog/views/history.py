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
from catalog.releases import Edition, find_edition
from catalog.schema import Catalog, Cell
from catalog.views.page import page, reads_release
from catalog.vocabulary import Branch, Fit

type CellKey = tuple[str, Branch]
CACHED_HISTORIES = 4  # releases; each holds what moved, not what stayed
MOST_LINES = 200  # of one kind on one page; beyond that the count says more


@reads_release
def releases(request: HttpRequest, edition: Edition) -> HttpResponse:
    """List the releases up to the one that is read, newest first."""
    known = Release.objects.described().filter(number__lte=edition.number)
    return page(request, "catalog/releases.html", edition, releases=list(known))


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
def differences_between(request: HttpRequest, edition: Edition) -> HttpResponse:
    """Show what changed between any two releases, older first whichever way round they are asked for."""
    form = TwoReleasesForm(request.GET, edition.catalog)
    numbers = sorted(int(number) for _, number in form.parameters)
    releases_ = [find_edition(number) for number in numbers]
    lost = [number for number, release in zip(numbers, releases_, strict=True) if release is None]
    complaints = [
        *form.complaints,
        *(
            f"There is no release {number}. Choose two from the list of releases."
            for number in dict.fromkeys(lost)
        ),
    ]
    older, newer = releases_ if len(releases_) == len(form.fields) else (None, None)
    is_complete = older is not None and newer is not None
    return page(
        request,
        "catalog/release_changes.html",
        edition,
        older=older if is_complete else None,
        newer=newer if is_complete else None,
        complaints=complaints,
        changes=changes_in_words(older.catalog, newer.catalog) if older and newer else (),
    )


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
def release(request: HttpRequest, edition: Edition, number: int) -> HttpResponse:
    """Show a release: when, by whom, why, and what changed since the one before."""
    shown, before = find_edition(number), find_edition(number - 1)
    if shown is None:
        raise Http404
    changes = changes_in_words(before.catalog, shown.catalog) if before else ()
    return page(
        request,
        "catalog/release.html",
        edition,
        shown=Release.objects.described().get(number=number),
        before=before,
        is_current=shown.number == edition.number,
        changes=changes,
        counts=tuple(
            (formatting.capitalise(kind.many), len(getattr(shown.catalog, kind.name)))
            for kind in KINDS.values()
        ),
    )


def changes_in_words(old: Catalog, new: Catalog) -> tuple[KindOfChange, ...]:
    """Return the differences between two catalogs grouped by kind, a sentence each."""
    kinds = []
    for kind, names, found in changes_by_kind(old, new):
        lines = [
            f"{names[each.key]}: {in_words(each, names_in(new, old))}."
            for each in found[:MOST_LINES]
        ]
        kinds.append(KindOfChange(formatting.capitalise(kind.many), len(found), tuple(lines)))
    return tuple(kinds)


def changes_by_kind(
    old: Catalog, new: Catalog
) -> Iterator[tuple[FactKind, dict[Key, str], list[Difference]]]:
    """Yield the differences between two catalogs kind by kind, with the names of the rows."""
    for name, found in groupby(differences(old, new), key=lambda difference: difference.kind):
        kind, changes = KINDS[name], list(found)
        before, after = kind.by_key(old), kind.by_key(new)
        names = {
            each.key: name_of(new, kind, after[each.key])
            if each.key in after
            else name_of(old, kind, before[each.key])
            for each in changes
        }
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
        named = (("reason", "the reason"), ("condition", "the condition"), ("source", "the source"))
        changed = [
            words
            for name, words in named
            if getattr(self.before, name) != getattr(self.after, name)
        ]
        if changed:
            changes.append(
                f"{' and '.join(changed)} {'was' if len(changed) == 1 else 'were'} put anew"
            )
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
