"""Sources and sourced statements: what the rest of the catalog leans on."""

from collections import Counter
from collections.abc import Iterator

from django.http import HttpRequest, HttpResponse

from catalog import formatting
from catalog.filters.form import ChoiceField, ListForm
from catalog.naming import address_of, name_of
from catalog.registry import KINDS
from catalog.releases import Edition
from catalog.schema import Catalog
from catalog.views.page import list_page, page, reads_release, row_or_404
from catalog.vocabulary import Topic, Voice

SOURCED = tuple(kind for kind in KINDS.values() if "source" in kind.parents)


class SourceForm(ListForm):
    """What the sources are narrowed by."""

    view = "catalog:sources"
    voice = ChoiceField("Who speaks", Voice)


@reads_release
def sources(request: HttpRequest, edition: Edition) -> HttpResponse:
    """List the sources by publisher, with how much leans on each."""
    catalog = edition.catalog
    leaning = Counter(row.source for kind in SOURCED for row in getattr(catalog, kind.name))
    rows = sorted(
        catalog.sources, key=lambda row: ((row.publisher or row.title).casefold(), row.slug)
    )
    form = SourceForm(request.GET, catalog)
    voice = form.chosen("voice")
    shown = [
        {"source": row, "leaning": leaning[row.slug]} for row in rows if voice in {"", row.voice}
    ]
    return page(
        request,
        "catalog/sources.html",
        edition,
        shown=list_page(shown, request),
        total=len(rows),
        form=form,
        voice=voice,
        voices=tuple((voice, sum(row.voice is voice for row in rows)) for voice in Voice),
    )


@reads_release
def source(request: HttpRequest, edition: Edition, slug: str) -> HttpResponse:
    """Show a source: who speaks, when it was read, and what leans on it."""
    catalog = edition.catalog
    found = row_or_404(catalog.sources, slug)
    kinds = tuple(_leaning(catalog, slug))
    return page(
        request,
        "catalog/source.html",
        edition,
        found=found,
        kinds=kinds,
        count=sum(len(rows) for _, rows in kinds),
    )


def _leaning(catalog: Catalog, slug: str) -> Iterator[tuple[str, list[tuple[str, str]]]]:
    """Yield what leans on a source, kind by kind: how many in words, and name and address of each."""
    for kind in SOURCED:
        found = (row for row in getattr(catalog, kind.name) if row.source == slug)
        rows = list(
            dict.fromkeys(
                (name_of(catalog, kind, row), address_of(catalog, kind, row)) for row in found
            )
        )
        if rows:
            yield formatting.format_count(len(rows), kind.one, kind.many), rows


@reads_release
def guidance(request: HttpRequest, edition: Edition) -> HttpResponse:
    """List the sourced statements that the advice of plans leans on."""
    found = edition.catalog.guidance_on
    groups = [{"topic": topic, "rows": found[topic]} for topic in Topic if topic in found]
    return page(request, "catalog/guidance.html", edition, groups=groups)
