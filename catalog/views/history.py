"""The releases: what was published when, and what changed."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from django.http import Http404, HttpRequest, HttpResponse

from catalog import wording
from catalog.models import Release
from catalog.releases import Difference, Edition, NoRelease, differences, edition as edition_of
from catalog.views.page import page, reads_release

MOST_LINES = 200  # of one kind on one page
KIND_WORDS = {
    "sources": "Sources",
    "providers": "Firms",
    "modalities": "Media",
    "industries": "Trades",
    "roles": "Roles",
    "models": "Models",
    "data_terms": "Sellers’ terms",
    "offers": "Offers",
    "products": "Products",
    "prices": "Prices",
    "tunings": "Ways to adapt",
    "guidance": "Sourced statements",
    "benchmarks": "Tests",
    "scores": "Scores",
    "use_cases": "Jobs",
    "cells": "Answers of the matrix",
    "contrasts": "Contrasts",
    "claims": "Claims",
    "articles": "Articles",
    "terms": "Words",
    "questions": "Questions",
}


@reads_release
def releases(request: HttpRequest, edition: Edition) -> HttpResponse:
    """List the releases, newest first."""
    rows = Release.objects.newest_first().values("number", "digest", "published_at", "note", "author__username")
    return page(request, "catalog/releases.html", edition, releases=rows)


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
    try:
        shown = edition_of(number)
    except NoRelease as missing:
        raise Http404 from missing
    try:
        before = edition_of(number - 1)
    except NoRelease:
        before = None
    changes = changes_in_words(differences(before.catalog, shown.catalog)) if before else ()
    return page(
        request,
        "catalog/release.html",
        edition,
        shown=shown,
        before=before,
        is_current=shown.number == edition.number,
        changes=changes,
        counts=tuple((words, len(getattr(shown.catalog, kind))) for kind, words in KIND_WORDS.items()),
    )


def changes_in_words(found: Iterable[Difference]) -> tuple[KindOfChange, ...]:
    """Return differences grouped by kind, a sentence each."""
    kinds = []
    for kind, rows in groupby(found, key=lambda difference: difference.kind):
        lines = [sentence(row) for row in rows]
        kinds.append(KindOfChange(KIND_WORDS.get(kind, kind), len(lines), tuple(lines[:MOST_LINES])))
    return tuple(kinds)


def sentence(difference: Difference) -> str:
    """Say one difference."""
    name = " · ".join(part for part in difference.key if part)
    if difference.act == "added":
        return f"{name}: new."
    if difference.act == "removed":
        return f"{name}: taken out."
    field = difference.field.replace("_", " ")
    before, after = (_short(text) or wording.UNKNOWN for text in (difference.before, difference.after))
    return f"{name}: {field} from “{before}” to “{after}”."


def _short(text: str, most: int = 120) -> str:
    return text if len(text) <= most else f"{text[: most - 1].rstrip()}…"
