"""The search: a plain form, its results by kind, and what to do where there are none."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from catalog import search as finding
from catalog.search import Hit
from catalog.views.page import Reading, page, reads_release

# What can be found, with what visitors call it and where it stands: the name of its page, and whether it has its own.
KINDS: dict[str, tuple[str, str, bool]] = {
    "use_cases": ("Jobs", "use_case", True),
    "models": ("Models", "model", True),
    "articles": ("Articles", "article", True),
    "questions": ("Questions", "questions", False),
    "terms": ("Words", "glossary", False),
    "products": ("Products", "provider", False),
    "providers": ("Firms", "provider", True),
    "industries": ("Trades", "industry", True),
    "roles": ("Roles", "role", True),
    "modalities": ("Media", "modality", True),
    "claims": ("Claims", "claims", False),
    "benchmarks": ("Tests", "benchmarks", False),
    "contrasts": ("Language model and generative AI", "learn", False),
    "guidance": ("Sourced statements", "guidance", False),
    "sources": ("Sources", "source", True),
}


@dataclass(frozen=True, slots=True)
class Line:
    """A hit with its address."""

    hit: Hit
    address: str


@dataclass(frozen=True, slots=True)
class Shelf:
    """The hits of one kind, with what visitors call it."""

    kind: str
    words: str
    total: int
    lines: tuple[Line, ...]


@reads_release
def search(request: HttpRequest, edition: Reading) -> HttpResponse:
    """Show what the release holds for the words in `q`, of one `kind` where the address names it."""
    query = request.GET.get("q", "").strip()[: finding.LONGEST_QUERY]
    kind = request.GET.get("kind", "")
    kind = kind if kind in KINDS else ""
    catalog = edition.catalog
    found = finding.search(query, edition.digest, catalog, kind=kind)
    products = {product.slug: product.provider for product in catalog.products}
    return page(
        request,
        "catalog/search.html",
        edition,
        partial="results",
        query=query,
        kind=kind,
        kind_words=KINDS[kind][0] if kind else "",
        found=found,
        shelves=[
            Shelf(group.kind, KINDS[group.kind][0], group.total, tuple(_line(hit, products) for hit in group.hits))
            for group in found.groups
        ],
        suggestions=[_line(hit, products) for hit in found.suggestions],
        goal=catalog.use_case.get(found.goal or ""),
    )


def _line(hit: Hit, products: dict[str, str]) -> Line:
    _, name, own = KINDS[hit.kind]
    if hit.kind == "products":
        return Line(hit, reverse("catalog:provider", args=[products[hit.key]]) + "#products")
    if own:
        return Line(hit, reverse(f"catalog:{name}", args=[hit.key]))
    return Line(hit, reverse(f"catalog:{name}") + f"#{hit.key}")
