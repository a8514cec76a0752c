"""The releases: what was published when, and what changed."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from django.http import Http404, HttpRequest, HttpResponse

from catalog import formatting
from catalog.differences import Difference, differences, in_words
from catalog.filters import QueryParser
from catalog.models import Release
from catalog.naming import name_of
from catalog.registry import KINDS, FactKind, Key
from catalog.releases import Edition, find_edition
from catalog.schema import Catalog
from catalog.views.page import page, reads_release

MOST_LINES = 200  # of one kind on one page


@reads_release
def releases(request: HttpRequest, edition: Edition) -> HttpResponse:
    """List the releases up to the one that is read, newest first."""
    known = Release.objects.newest_first().filter(number__lte=edition.number)
    rows = known.values("number", "digest", "published_at", "note", "author__username")
    return page(request, "catalog/releases.html", edition, releases=list(rows))


@reads_release
def differences_between(request: HttpRequest, edition: Edition) -> HttpResponse:
    """Show what changed between any two releases, older first whichever way round they are asked for."""
    asked = QueryParser(request.GET)
    given = [asked.number(name, label, whole=True) for name, label in (("from", "From release"), ("to", "To release"))]
    numbers = sorted(int(number) for number in given if number is not None)
    found = {number: find_edition(number) for number in numbers}
    lost = [number for number, each in found.items() if each is None]
    asked.complaints += [f"There is no release {number}. Choose two from the list of releases." for number in lost]
    older, newer = (None, None) if lost or len(numbers) < len(given) else (found[number] for number in numbers)
    return page(
        request,
        "catalog/release_changes.html",
        edition,
        older=older,
        newer=newer,
        complaints=asked.complaints,
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
        shown=shown,
        before=before,
        is_current=shown.number == edition.number,
        changes=changes,
        counts=tuple(
            (formatting.capitalise(kind.many), len(getattr(shown.catalog, kind.name))) for kind in KINDS.values()
        ),
    )


def changes_in_words(old: Catalog, new: Catalog) -> tuple[KindOfChange, ...]:
    """Return the differences between two catalogs grouped by kind, a sentence each."""
    kinds = []
    for kind, names, found in changes_by_kind(old, new):
        lines = [f"{names[each.key]}: {in_words(each)}." for each in found]
        kinds.append(KindOfChange(formatting.capitalise(kind.many), len(lines), tuple(lines[:MOST_LINES])))
    return tuple(kinds)


def changes_by_kind(old: Catalog, new: Catalog) -> Iterator[tuple[FactKind, dict[Key, str], list[Difference]]]:
    """Yield the differences between two catalogs kind by kind, with the names of the rows."""
    for name, found in groupby(differences(old, new), key=lambda difference: difference.kind):
        kind, changes = KINDS[name], list(found)
        before, after = kind.by_key(old), kind.by_key(new)
        names = {
            each.key: name_of(new, kind, after[each.key]) if each.key in after else name_of(old, kind, before[each.key])
            for each in changes
        }
        yield kind, names, changes
