"""Claims, sources and sourced statements: what the rest of the catalog leans on."""

from collections import Counter
from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from catalog import formatting
from catalog.claims import Clash, claim_figure, claim_reviews, clashes
from catalog.filters.form import ChoiceField, ListForm
from catalog.naming import address_of, name_of, name_or_slug
from catalog.registry import KINDS
from catalog.releases import Edition
from catalog.schema import Catalog
from catalog.views.page import Reading, list_page, page, reads_release, row_or_404
from catalog.vocabulary import ClaimStatus, Topic, Voice

SOURCED = tuple(kind for kind in KINDS.values() if "source" in kind.parents)


@reads_release
def claims(request: HttpRequest, edition: Reading) -> HttpResponse:
    """List what contradicts what, and every figure people repeat with how it stands and why."""
    catalog = edition.catalog
    reviews = claim_reviews(catalog, edition.on)
    rows: dict[ClaimStatus, list[dict[str, Any]]] = {status: [] for status in ClaimStatus}
    for row in sorted(
        catalog.claims, key=lambda claim: (claim.subject, claim.year or 0, claim.slug)
    ):
        rows[reviews[row.slug].status].append(
            {"claim": row, "figure": claim_figure(row), "review": reviews[row.slug]}
        )
    return page(
        request,
        "catalog/claims.html",
        edition,
        total=len(reviews),
        groups=[(status, claims) for status, claims in rows.items() if claims],
        clashes=[(clash, list(_sides(catalog, clash))) for clash in clashes(catalog)],
        supported=len(rows[ClaimStatus.SUPPORTED]),
        ruled=sum(review.ruled for review in reviews.values()),
    )


def _sides(catalog: Catalog, clash: Clash) -> Iterator[dict[str, str]]:
    """Yield the sides of a contradiction: what each says, where, and who says so."""
    for claim in clash.claims:
        source = catalog.source.get(claim.source)
        where = source.publisher or source.title if source else "no source"
        who = where
        if claim.attributed_to not in {"", where}:
            who = f"{claim.attributed_to}, in {where}"
        yield {"words": claim.sentence, "address": f"#{claim.slug}", "who": who}
    if clash.answer is not None and clash.answer in catalog.cell:
        use_case, branch = clash.answer
        job = name_or_slug(catalog.use_case, use_case)
        fit = catalog.cell[clash.answer].fit.label.lower()
        yield {
            "words": f"Our matrix, “{job}”, {formatting.inline_label(branch)}: {fit}.",
            "address": reverse("catalog:cell", args=[use_case, branch]),
            "who": "our matrix",
        }


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
