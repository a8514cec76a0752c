"""Claims, sources and sourced statements: what the rest of the catalog leans on."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse

from catalog import formatting
from catalog.claims import Standing, standings
from catalog.contradictions import Contradiction, Side, contradictions, figure
from catalog.releases import Edition
from catalog.schema import Catalog, Claim, Guidance, Source
from catalog.views import paging
from catalog.views.page import Reading, page, reads_release
from catalog.vocabulary import ClaimStatus, Topic, Voice

# Kinds whose rows name a source, with what people call them.
LEANING = {
    "models": ("model", "models"),
    "prices": ("price", "prices"),
    "offers": ("offer", "offers"),
    "data_terms": ("seller’s terms", "sellers’ terms"),
    "scores": ("score", "scores"),
    "benchmarks": ("test", "tests"),
    "tunings": ("way to adapt", "ways to adapt"),
    "guidance": ("sourced statement", "sourced statements"),
    "use_cases": ("job", "jobs"),
    "cells": ("answer of the matrix", "answers of the matrix"),
    "products": ("product", "products"),
    "contrasts": ("contrast", "contrasts"),
    "claims": ("claim", "claims"),
    "terms": ("word", "words"),
    "questions": ("question", "questions"),
}


@dataclass(frozen=True, slots=True)
class SideLine:
    """One side of a contradiction as the page shows it."""

    words: str
    address: str
    who: str


@dataclass(frozen=True, slots=True)
class Clash:
    """A contradiction as the page shows it: numbered, both sides linked, with what the editors say of it."""

    place: int
    found: Contradiction
    sides: tuple[SideLine, ...]
    doubts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ClaimLine:
    """A claim as the page shows it, with how it stands."""

    claim: Claim
    figure: str
    standing: Standing


@reads_release
def claims(request: HttpRequest, edition: Reading) -> HttpResponse:
    """List what contradicts what, and every figure people repeat with how it stands and why."""
    catalog = edition.catalog
    stands = standings(catalog, edition.on)
    found = contradictions(catalog, edition.on)
    counts = Counter(standing.status for standing in stands.values())
    rows = sorted(catalog.claims, key=lambda claim: (claim.subject, claim.year or 0, claim.slug))
    return page(
        request,
        "catalog/claims.html",
        edition,
        claims=[ClaimLine(claim, figure(claim), stands[claim.slug]) for claim in rows],
        clashes=[_clash(catalog, place, each) for place, each in enumerate(found, start=1)],
        statuses=tuple((status, counts[status]) for status in ClaimStatus),
        supported=counts[ClaimStatus.SUPPORTED],
        ruled=sum(standing.ruled for standing in stands.values()),
    )


def _clash(catalog: Catalog, place: int, found: Contradiction) -> Clash:
    known = {claim.slug: claim for claim in catalog.claims}
    doubts = (known[side.key[0]].doubt for side in found.sides[:1] if side.kind == "claim")
    return Clash(
        place, found, tuple(_side_line(catalog, known, side) for side in found.sides), tuple(filter(None, doubts))
    )


def _side_line(catalog: Catalog, known: Mapping[str, Claim], side: Side) -> SideLine:
    if side.kind == "cell":
        return SideLine(side.words, reverse("catalog:cell", args=side.key), "our matrix")
    if side.kind == "contrast":
        return SideLine(side.words, reverse("catalog:learn") + f"#{side.key[0]}", "the table of contrasts")
    claim = known[side.key[0]]
    source = catalog.source.get(claim.source)
    where = source.publisher or source.title if source else "no source"
    who = f"{claim.attributed_to}, in {where}" if claim.attributed_to not in {"", where} else where
    return SideLine(side.words, f"#{claim.slug}", who)


@dataclass(frozen=True, slots=True)
class SourceLine:
    """A source and how much leans on it."""

    source: Source
    leaning: int


@reads_release
def sources(request: HttpRequest, edition: Edition) -> HttpResponse:
    """List the sources by publisher, with how much leans on each."""
    catalog = edition.catalog
    leaning = Counter(row.source for kind in LEANING for row in getattr(catalog, kind))
    lines = [SourceLine(source, leaning[source.slug]) for source in catalog.sources]
    lines.sort(key=lambda line: ((line.source.publisher or line.source.title).casefold(), line.source.slug))
    wanted = next((voice for voice in Voice if voice == request.GET.get("voice")), None)
    shown = [line for line in lines if wanted is None or line.source.voice is wanted]
    stretch = paging.stretch(shown, request.GET.get("page", ""), f"voice={wanted}" if wanted else "")
    return page(
        request,
        "catalog/sources.html",
        edition,
        stretch=stretch,
        total=len(lines),
        wanted=wanted,
        voices=tuple((voice, sum(line.source.voice is voice for line in lines)) for voice in Voice),
    )


@dataclass(frozen=True, slots=True)
class LeaningRow:
    """Something that leans on a source, with its page."""

    words: str
    address: str


@dataclass(frozen=True, slots=True)
class LeaningKind:
    """Everything of one kind that leans on a source."""

    words: str
    rows: tuple[LeaningRow, ...]


@reads_release
def source(request: HttpRequest, edition: Edition, slug: str) -> HttpResponse:
    """Show a source: who speaks, when it was read, and what leans on it."""
    catalog = edition.catalog
    found = catalog.source.get(slug)
    if found is None:
        raise Http404
    kinds = tuple(_leaning(catalog, slug))
    return page(
        request,
        "catalog/source.html",
        edition,
        found=found,
        kinds=kinds,
        count=sum(len(kind.rows) for kind in kinds),
    )


def _leaning(catalog: Catalog, slug: str) -> Iterator[LeaningKind]:
    for kind, (one, many) in LEANING.items():
        rows = tuple(dict.fromkeys(_row(catalog, kind, row) for row in getattr(catalog, kind) if row.source == slug))
        if rows:
            yield LeaningKind(formatting.format_count(len(rows), one, many), rows)


def _row(catalog: Catalog, kind: str, row: Any) -> LeaningRow:  # noqa: C901, PLR0911, PLR0912  # one case a kind
    match kind:
        case "models":
            return LeaningRow(row.name, reverse("catalog:model", args=[row.slug]))
        case "prices":
            return _price_row(catalog, row)
        case "offers":
            seller = catalog.provider[row.seller].name if row.seller in catalog.provider else row.seller
            name = catalog.model[row.model].name if row.model in catalog.model else row.model
            return LeaningRow(f"{name} at {seller}", reverse("catalog:model", args=[row.model]) + "#terms")
        case "data_terms":
            return LeaningRow(row.product, reverse("catalog:provider", args=[row.seller]) + f"#terms-{row.slug}")
        case "scores":
            name = catalog.model[row.model].name if row.model in catalog.model else row.model
            test = catalog.benchmark[row.benchmark].name if row.benchmark in catalog.benchmark else row.benchmark
            return LeaningRow(f"{name}, {test}", reverse("catalog:model", args=[row.model]) + f"#score-{row.benchmark}")
        case "benchmarks":
            return LeaningRow(row.name, reverse("catalog:benchmarks") + f"#{row.slug}")
        case "tunings":
            return LeaningRow(row.model_name, reverse("catalog:provider", args=[row.host]) + f"#tuning-{row.slug}")
        case "guidance":
            return LeaningRow(row.statement, reverse("catalog:guidance") + f"#{row.slug}")
        case "use_cases":
            return LeaningRow(row.name, reverse("catalog:use_case", args=[row.slug]))
        case "cells":
            name = catalog.use_case[row.use_case].name if row.use_case in catalog.use_case else row.use_case
            return LeaningRow(
                f"{name}: {formatting.inline_label(row.branch)}",
                reverse("catalog:cell", args=[row.use_case, row.branch]),
            )
        case "products":
            return LeaningRow(row.name, reverse("catalog:provider", args=[row.provider]) + "#products")
        case "contrasts":
            return LeaningRow(row.feature, reverse("catalog:learn") + f"#{row.slug}")
        case "claims":
            return LeaningRow(row.sentence, reverse("catalog:claims") + f"#{row.slug}")
        case "terms":
            return LeaningRow(row.term, reverse("catalog:glossary") + f"#{row.slug}")
        case _:
            return LeaningRow(row.question, reverse("catalog:questions") + f"#{row.slug}")


def _price_row(catalog: Catalog, row: Any) -> LeaningRow:
    amount = f"{formatting.format_price(row.usd, row.unit)}, from {formatting.format_day(row.valid_from)}"
    if row.offer is None:
        product = next((product for product in catalog.products if product.slug == row.product), None)
        if product is None:
            return LeaningRow(amount, reverse("catalog:models"))
        return LeaningRow(
            f"{product.name}, {amount}", reverse("catalog:provider", args=[product.provider]) + "#products"
        )
    model, _, seller = row.offer.partition("@")
    name = catalog.model[model].name if model in catalog.model else model
    where = catalog.provider[seller].name if seller in catalog.provider else seller
    return LeaningRow(f"{name} at {where}, {amount}", reverse("catalog:model", args=[model]) + "#price")


@dataclass(frozen=True, slots=True)
class TopicGroup:
    """The sourced statements on one topic."""

    topic: Topic
    rows: tuple[Guidance, ...]


@reads_release
def guidance(request: HttpRequest, edition: Edition) -> HttpResponse:
    """List the sourced statements that the advice of plans leans on."""
    found = edition.catalog.guidance_on
    groups = tuple(TopicGroup(topic, found[topic]) for topic in Topic if topic in found)
    return page(request, "catalog/guidance.html", edition, groups=groups)


@reads_release
def benchmarks(request: HttpRequest, edition: Edition) -> HttpResponse:
    """List the tests that models went through, with what each measures."""
    catalog = edition.catalog
    rows = sorted(catalog.benchmarks, key=lambda row: (row.task.label, row.name, row.slug))
    counts = {row.slug: len({score.model for score in catalog.scores_on.get(row.slug, ())}) for row in rows}
    return page(request, "catalog/benchmarks.html", edition, benchmarks=[(row, counts[row.slug]) for row in rows])
