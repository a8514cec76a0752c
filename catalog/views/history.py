"""The releases: what was published when, and what changed."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse

from catalog import formatting
from catalog.filters import Asked
from catalog.models import Release
from catalog.registry import described
from catalog.releases import Difference, Edition, NoRelease, differences, edition as edition_of
from catalog.schema import Catalog
from catalog.views.page import page, reads_release
from catalog.vocabulary import Branch, PriceRegion, PriceUnit

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
    "machines": "Machines",
    "exchange_rates": "Exchange rates",
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
    "synonyms": "Words of the search",
    "worlds": "Ways the next year may go",
    "advice": "Advice",
}


@reads_release
def releases(request: HttpRequest, edition: Edition) -> HttpResponse:
    """List the releases up to the one that is read, newest first."""
    known = Release.objects.newest_first().filter(number__lte=edition.number)
    rows = known.values("number", "digest", "published_at", "note", "author__username")
    return page(request, "catalog/releases.html", edition, releases=list(rows))


@reads_release
def changes(request: HttpRequest, edition: Edition) -> HttpResponse:
    """Show what changed between any two releases, older first whichever way round they are asked for."""
    asked = Asked(request.GET)
    given = [asked.number(name, label, whole=True) for name, label in (("from", "From release"), ("to", "To release"))]
    numbers = sorted(int(number) for number in given if number is not None)
    found = []
    for number in numbers:
        try:
            found.append(edition_of(number))
        except NoRelease as missing:
            asked.complaints.append(f"{missing} Choose two from the list of releases.")
    older, newer = found if len(found) == len(given) else (None, None)
    return page(
        request,
        "catalog/changes.html",
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
    try:
        shown = edition_of(number)
    except NoRelease as missing:
        raise Http404 from missing
    try:
        before = edition_of(number - 1)
    except NoRelease:
        before = None
    changes = changes_in_words(before.catalog, shown.catalog) if before else ()
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


def changes_in_words(old: Catalog, new: Catalog) -> tuple[KindOfChange, ...]:
    """Return the differences between two catalogs grouped by kind, a sentence each."""
    kinds = []
    for kind, rows in groupby(differences(old, new), key=lambda difference: difference.kind):
        lines = [sentence(row, new if row.act != "removed" else old) for row in rows]
        kinds.append(KindOfChange(KIND_WORDS.get(kind, kind), len(lines), tuple(lines[:MOST_LINES])))
    return tuple(kinds)


def sentence(difference: Difference, catalog: Catalog) -> str:
    """Say one difference, with names where the catalog has them."""
    name = named(difference, catalog)
    if difference.act == "added":
        return f"{name}: new."
    if difference.act == "removed":
        return f"{name}: taken out."
    field = FIELD_WORDS.get(difference.field, difference.field.replace("_", " "))
    before, after = (_short(text) or formatting.UNKNOWN for text in (difference.before, difference.after))
    return f"{name}: {field} from “{before}” to “{after}”."


FIELD_WORDS = {
    "usd": "US dollars",
    "fit": "answer",
    "retires": "on sale until",
    "released": "on sale since",
    "replaced_by": "successor",
    "context_tokens": "reads at once, tokens,",
    "output_tokens": "writes at once, tokens,",
    "open_weights": "free weights",
    "self_hosting": "own servers",
    "valid_to": "last day",
    "as_of": "as of",
}


def named(difference: Difference, catalog: Catalog) -> str:  # noqa: PLR0911  # one case a kind
    """Return what a changed row is called; its key where the catalog has no name for it."""
    key = difference.key
    match difference.kind:
        case "models":
            return _name(catalog.model, key[0])
        case "providers":
            return _name(catalog.provider, key[0])
        case "use_cases":
            return _name(catalog.use_case, key[0])
        case "cells":
            branch = next((branch.label for branch in Branch if branch == key[1]), key[1])
            return f"{_name(catalog.use_case, key[0])}, {branch[:1].lower()}{branch[1:]}"
        case "offers":
            return _offer(catalog, key[0])
        case "prices":
            offer, product, unit, region, tier, since = key
            sold = _offer(catalog, offer) if offer else _name({row.slug: row for row in catalog.products}, product)
            narrower = ("in the EU" if region == PriceRegion.EU else region, tier)
            what = ", ".join(
                filter(None, (sold, f"a {next(word.label for word in PriceUnit if word == unit)}", *narrower))
            )
            return f"{what}, from {formatting.format_day(date.fromisoformat(since))}"
        case "scores":
            return f"{_name(catalog.model, key[1])}, {_name(catalog.benchmark, key[0])}"
        case _:
            return described(key)


def _name(rows: Mapping[str, Any], slug: str) -> str:
    return str(rows[slug].name) if slug in rows else slug


def _offer(catalog: Catalog, slug: str) -> str:
    model, _, seller = slug.partition("@")
    return f"{_name(catalog.model, model)} at {_name(catalog.provider, seller)}"


def _short(text: str, most: int = 120) -> str:
    return text if len(text) <= most else f"{text[: most - 1].rstrip()}…"
