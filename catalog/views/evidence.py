"""Sources and sourced statements: what the rest of the catalog leans on."""

from collections import Counter
from collections.abc import Iterator

from django.http import HttpRequest, HttpResponse

from catalog import formatting
from catalog.filters.form import ChoiceField, ListForm
from catalog.naming import address_of, name_of
from catalog.registry import KINDS
from catalog.releases import Reading
from catalog.schema import Catalog, Source
from catalog.views.page import list_page, page, reads_release, row_or_404
from catalog.vocabulary import Topic, Voice

SOURCED = tuple(kind for kind in KINDS.values() if "source" in kind.parents)


class SourceForm(ListForm):
    """What the sources are narrowed by."""

    view = "catalog:sources"
    voice = ChoiceField("Who speaks", Voice)


@reads_release
def sources(request: HttpRequest, reading: Reading) -> HttpResponse:
    """List the sources by publisher, with how much leans on each."""
    catalog = reading.catalog
    leaning = Counter(row.source for kind in SOURCED for row in getattr(catalog, kind.name))
    rows = sorted(catalog.sources, key=_by_publisher)
    form = SourceForm(request.GET, catalog)
    voice = form.chosen("voice")
    shown = [row for row in rows if voice in {"", row.voice}]
    lines = [{"source": row, "leaning": leaning[row.slug]} for row in shown]
    voices = [(voice, sum(row.voice is voice for row in rows)) for voice in Voice]
    return page(
        request,
        "catalog/sources.html",
        reading,
        shown=list_page(lines, request),
        total=len(rows),
        form=form,
        voice=voice,
        voices=voices,
    )


def _by_publisher(row: Source) -> tuple[str, str]:
    return row.outlet.casefold(), row.slug


@reads_release
def source(request: HttpRequest, reading: Reading, slug: str) -> HttpResponse:
    """Show a source: who speaks, when it was read, and what leans on it."""
    catalog = reading.catalog
    found = row_or_404(catalog.sources, slug)
    kinds = tuple(_leaning(catalog, slug))
    return page(
        request,
        "catalog/source.html",
        reading,
        found=found,
        kinds=kinds,
        count=sum(len(rows) for _, rows in kinds),
    )


def _leaning(catalog: Catalog, slug: str) -> Iterator[tuple[str, list[tuple[str, str]]]]:
    """Yield what leans on a source, by kind: how many in words, and name and address of each."""
    for kind in SOURCED:
        rows = [row for row in getattr(catalog, kind.name) if row.source == slug]
        links = [(name_of(catalog, kind, row), address_of(catalog, kind, row)) for row in rows]
        if links:
            links = list(dict.fromkeys(links))
            yield formatting.format_count(len(links), kind.one, kind.many), links


@reads_release
def guidance(request: HttpRequest, reading: Reading) -> HttpResponse:
    """List the sourced statements that the advice of plans leans on."""
    found = reading.catalog.guidance_on
    groups = [{"topic": topic, "rows": found[topic]} for topic in Topic if topic in found]
    return page(request, "catalog/guidance.html", reading, groups=groups)
