"""The search: a plain form, its results by kind, and what to do where there are none."""

from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse

from catalog.app_query import AppQuery
from catalog.formatting import capitalise
from catalog.naming import address_of
from catalog.references import fill_places
from catalog.registry import KINDS
from catalog.releases import Reading
from catalog.schema import App
from catalog.search import finding, intents
from catalog.search.entries import body_texts
from catalog.search.parser import LONGEST_QUERY
from catalog.search.ranking import Hit, SearchGroup
from catalog.views.apps import app_row
from catalog.views.page import page, reads_release
from catalog.views.plan_lines import CostWords

SEARCHED = frozenset(kind.name for kind in KINDS.values() if kind.search)


@reads_release
def search(request: HttpRequest, reading: Reading) -> HttpResponse:
    """Show what the release holds for the words in `q`, of one `kind` if the address names it."""
    query = request.GET.get("q", "").strip()[:LONGEST_QUERY]
    kind = request.GET.get("kind", "")
    if kind not in SEARCHED:
        kind = ""
    catalog, on = reading.catalog, reading.on
    result = finding.search(query, reading.digest, catalog, kind=kind)
    answers: Sequence[Any] = ()
    if not kind:  # of one kind alone nothing is answered above the list
        answers = intents.answers(result.parsed, catalog, on, reading.sightings, result.job)
    return page(
        request,
        "catalog/search.html",
        reading,
        partial="results",
        query=query,
        kind=kind,
        kind_words=_heading(kind) if kind else "",
        result=result,
        answers=answers,
        shelves=[_shelf(group, reading) for group in result.groups],
        suggestions=[_line(hit, reading) for hit in result.suggestions],
        goal=catalog.use_case.get(result.goal),
    )


def _shelf(group: SearchGroup, reading: Reading) -> dict[str, Any]:
    return {
        "kind": group.kind,
        "words": _heading(group.kind),
        "total": group.total,
        "lines": [_line(hit, reading) for hit in group.hits],
    }


def _line(hit: Hit, reading: Reading) -> dict[str, Any]:
    """Return a hit with its page; the figures in its text are those of the day."""
    kind, catalog = KINDS[hit.kind], reading.catalog
    row = kind.find(catalog, hit.key)
    texts = body_texts(kind, row).values()
    excerpt = [
        piece._replace(text=fill_places(piece.text, texts, catalog, reading.on))
        for piece in hit.excerpt
    ]
    return {
        "hit": hit,
        "excerpt": excerpt,
        "address": address_of(catalog, kind, row),
        "cost": _list_price(row, reading) if isinstance(row, App) else None,
    }


def _list_price(app: App, reading: Reading) -> CostWords:
    """Return the price of an app as the list of apps shows it."""
    match = AppQuery(catalog=reading.catalog, on=reading.on).match(app)
    return app_row(reading, match, listed=True).cost


def _heading(kind: str) -> str:
    return capitalise(KINDS[kind].many)
