"""Claims, sources and sourced statements: what the rest of the catalog leans on."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse

from catalog import formatting
from catalog.claims import Standing, standings
from catalog.contradictions import Contradiction, Side, contradictions, figure
from catalog.naming import address_of, name_of
from catalog.registry import KINDS
from catalog.releases import Edition
from catalog.schema import Catalog, Claim, Guidance, Source
from catalog.views import paging
from catalog.views.page import Reading, page, reads_release
from catalog.vocabulary import ClaimStatus, Topic, Voice

SOURCED = tuple(kind for kind in KINDS.values() if "source" in kind.parents)


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
    leaning = Counter(row.source for kind in SOURCED for row in getattr(catalog, kind.name))
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
    for kind in SOURCED:
        found = (row for row in getattr(catalog, kind.name) if row.source == slug)
        rows = tuple(
            dict.fromkeys(LeaningRow(name_of(catalog, kind, row), address_of(catalog, kind, row)) for row in found)
        )
        if rows:
            yield LeaningKind(formatting.format_count(len(rows), kind.one, kind.many), rows)


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
