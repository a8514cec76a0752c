"""The search: a plain form, its results by kind, and what to do where there are none."""

from typing import Any

from django.http import HttpRequest, HttpResponse

from catalog import intents, search as finding
from catalog.formatting import capitalise
from catalog.naming import address_of
from catalog.registry import KINDS
from catalog.schema import Catalog
from catalog.search import Hit
from catalog.views.page import Reading, page, reads_release

SEARCHED = frozenset(kind.name for kind in KINDS.values() if kind.search)


@reads_release
def search(request: HttpRequest, edition: Reading) -> HttpResponse:
    """Show what the release holds for the words in `q`, of one `kind` where the address names it."""
    query = request.GET.get("q", "").strip()[: finding.LONGEST_QUERY]
    kind = request.GET.get("kind", "")
    kind = kind if kind in SEARCHED else ""
    catalog = edition.catalog
    found = finding.search(query, edition.digest, catalog, kind=kind)
    return page(
        request,
        "catalog/search.html",
        edition,
        partial="results",
        query=query,
        kind=kind,
        kind_words=_heading(kind) if kind else "",
        found=found,
        answers=() if kind else intents.answers(query, catalog, edition.on),
        shelves=[
            {
                "kind": group.kind,
                "words": _heading(group.kind),
                "total": group.total,
                "lines": [_line(hit, catalog) for hit in group.hits],
            }
            for group in found.groups
        ],
        suggestions=[_line(hit, catalog) for hit in found.suggestions],
        goal=catalog.use_case.get(found.goal or ""),
    )


def _line(hit: Hit, catalog: Catalog) -> dict[str, Any]:
    return {
        "hit": hit,
        "address": address_of(
            catalog, KINDS[hit.kind], KINDS[hit.kind].find(getattr(catalog, hit.kind), hit.key)
        ),
    }


def _heading(kind: str) -> str:
    return capitalise(KINDS[kind].many)
