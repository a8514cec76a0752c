"""The addresses of the API that read the catalog."""

import gzip
from collections.abc import Mapping, Sequence
from decimal import Decimal
from functools import cache, lru_cache
from typing import Any, override

import msgspec
from django.db.models import F
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import get_conditional_response, patch_vary_headers
from django.utils.http import content_disposition_header, quote_etag
from ninja import Query, Router, Schema
from pydantic import ConfigDict

from catalog import query, schema
from catalog.api import asking, problems, rows, shapes
from catalog.api.answering import (
    At,
    answer,
    at,
    edition,
    json,
    known_only,
    listing,
    missing,
    no_release,
    public,
)
from catalog.api.problems import ProblemError
from catalog.claims import standings
from catalog.freshness import tagged
from catalog.models import Release
from catalog.query import ModelQuery
from catalog.schema import Catalog
from catalog.vocabulary import Branch, Known
from config.build import build_id

router = Router()

CATALOG = f"{problems.ROOT}catalog.json"
KEPT_PACKED = 2  # payloads, compressed: the current one and another
CATALOG_SCHEMA = f"{problems.ROOT}catalog.schema.json"


class Problem(Schema):
    """What went wrong, as RFC 9457 has it."""

    model_config = ConfigDict(extra="allow")

    type: str
    title: str
    status: int
    detail: str
    instance: str


class Listing[Row](Schema):
    """A stretch of a list, from which release and day, and the way to the next."""

    release: int
    digest: str
    as_of: asking.Day
    count: int
    limit: int
    offset: int
    next: str | None
    previous: str | None
    items: list[Row]

    @classmethod
    @override
    def model_parametrized_name(cls, params: tuple[Any, ...]) -> str:
        """Name a list of models Models, and so on."""
        return f"ListOf{params[0].__name__}s"


class One[Row](Schema):
    """One row, and from which release and day."""

    release: int
    digest: str
    as_of: asking.Day
    item: Row

    @classmethod
    @override
    def model_parametrized_name(cls, params: tuple[Any, ...]) -> str:
        """Name a model by itself OneModel, and so on."""
        return f"One{params[0].__name__}"


REFUSALS: Mapping[int, type[Schema]] = {400: Problem, 404: Problem, 422: Problem, 503: Problem}


def responds(answer: Any) -> Mapping[int, Any]:
    """Return what an address may answer: `answer`, or a problem."""
    return {200: answer, **REFUSALS}


def _is(wanted: str | None, true: bool) -> bool:  # noqa: FBT001  # said by name at the call
    return wanted is None or (wanted == "yes") is true


def _known(wanted: Known | None) -> tuple[Known, ...]:
    return query.ANY if wanted is None else (wanted,)


# -------------------------------------------------------------------------------------------------------------- models


@router.get("/models", response=responds(Listing[shapes.Model]), summary="Models", tags=["Models and prices"])
def models(request: HttpRequest, asked: Query[asking.Models]) -> HttpResponse:
    """List the models: what goes in and comes out, limits, licence, life."""
    now = at(request, asked)
    catalog, on = now.edition.catalog, now.on

    wanted = ModelQuery(
        name=asked.q,
        provider=asked.provider or "",
        makes=asked.makes,
        reads=(asked.reads,) if asked.reads else (),
        branch=asked.branch,
        open_weights=_known(asked.open_weights),
        self_hosting=_known(asked.self_hosting),
        commercial_use=_known(asked.commercial_use),
        tuning=_known(asked.tuning),
        eu_region=_known(asked.eu_region),
        on_sale=None if asked.on_sale is None else asked.on_sale == "yes",
        listed=None if asked.listed is None else asked.listed == "yes",
        context=None if asked.min_context is None else Decimal(asked.min_context),
        released_from=asked.released_from,
        retires_until=asked.retires_until,
    )

    return listing(
        request,
        now,
        asked,
        found=lambda: [row for row in catalog.models if wanted.matches(catalog, row, on) is Known.YES],
        shape=lambda row: rows.model(row, catalog, on),
        shaped=shapes.Model,
    )


@router.get("/models/{id}", response=responds(One[shapes.WholeModel]), summary="One model", tags=["Models and prices"])
def model(request: HttpRequest, id: asking.Id, asked: Query[asking.Asked]) -> HttpResponse:  # noqa: A002  # the API's word
    """Give a model with its offers, their prices on the day, and its scores."""
    now = at(request, asked)
    catalog = now.edition.catalog
    found = _found(catalog.model, "model", id)
    return answer(
        request,
        now,
        lambda: shapes.WholeModel(
            model=rows.model(found, catalog, now.on),
            offers=tuple(rows.offer(row, catalog, now.on) for row in catalog.offers_of.get(id, ())),
            scores=tuple(rows.score(row, catalog) for row in catalog.scores_of.get(id, ())),
        ),
    )


@router.get("/providers", response=responds(Listing[shapes.Provider]), summary="Providers", tags=["Models and prices"])
def providers(request: HttpRequest, asked: Query[asking.Listed]) -> HttpResponse:
    """List the firms that make or sell models."""
    now = at(request, asked)
    return listing(
        request, now, asked, found=lambda: now.edition.catalog.providers, shape=rows.provider, shaped=shapes.Provider
    )


@router.get(
    "/providers/{id}", response=responds(One[shapes.Provider]), summary="One provider", tags=["Models and prices"]
)
def provider(request: HttpRequest, id: asking.Id, asked: Query[asking.Asked]) -> HttpResponse:  # noqa: A002  # the API's word
    """Give a provider."""
    now = at(request, asked)
    found = _found(now.edition.catalog.provider, "provider", id)
    return answer(request, now, lambda: rows.provider(found))


# ----------------------------------------------------------------------------------------------------- offers and prices


@router.get("/offers", response=responds(Listing[shapes.Offer]), summary="Offers", tags=["Models and prices"])
def offers(request: HttpRequest, asked: Query[asking.Offers]) -> HttpResponse:
    """List who sells which model, with the prices of the day."""
    now = at(request, asked)
    catalog = now.edition.catalog

    def wanted(row: schema.Offer) -> bool:
        return (
            asked.model in {None, row.model}
            and asked.seller in {None, row.seller}
            and asked.eu_region in {None, query.eu_region(catalog, row)}
            and _is(asked.confirmed, true=row.confirmed)
        )

    return listing(
        request,
        now,
        asked,
        found=lambda: [row for row in catalog.offers if wanted(row)],
        shape=lambda row: rows.offer(row, catalog, now.on),
        shaped=shapes.Offer,
    )


@router.get("/offers/{id}", response=responds(One[shapes.Offer]), summary="One offer", tags=["Models and prices"])
def offer(request: HttpRequest, id: asking.Id, asked: Query[asking.Asked]) -> HttpResponse:  # noqa: A002  # the API's word
    """Give an offer with its prices of the day."""
    now = at(request, asked)
    catalog = now.edition.catalog
    found = next((row for row in catalog.offers_of.get(id.rpartition("@")[0], ()) if row.slug == id), None)
    if found is None:
        raise missing("offer", id)
    return answer(request, now, lambda: rows.offer(found, catalog, now.on))


@router.get("/prices", response=responds(Listing[shapes.Price]), summary="Prices", tags=["Models and prices"])
def prices(request: HttpRequest, asked: Query[asking.Prices]) -> HttpResponse:
    """List prices: those in force on the day, unless `when` says otherwise."""
    now = at(request, asked)
    catalog, on = now.edition.catalog, now.on

    def timely(row: schema.Price) -> bool:
        match asked.when:
            case "in-force":
                return query.current(catalog, row, on)
            case "announced":
                return row.valid_from > on
            case "past":
                return row.valid_from <= on and not query.current(catalog, row, on)
            case _:
                return True

    def wanted(row: schema.Price) -> bool:
        sold, _, seller = (row.offer or "@").rpartition("@")
        return (
            timely(row)
            and asked.model in {None, sold}
            and asked.seller in {None, seller}
            and asked.offer in {None, row.offer}
            and asked.product in {None, row.product}
            and asked.unit in {None, row.unit}
        )

    return listing(
        request,
        now,
        asked,
        found=lambda: [row for row in catalog.prices if wanted(row)],
        shape=lambda row: rows.price(row, catalog, on),
        shaped=shapes.Price,
    )


@router.get("/prices/{id}", response=responds(One[shapes.Price]), summary="One price", tags=["Models and prices"])
def price(request: HttpRequest, id: asking.Id, asked: Query[asking.Asked]) -> HttpResponse:  # noqa: A002  # the API's word
    """Give a price by offer or product, unit and first day, joined by colons."""
    now = at(request, asked)
    catalog = now.edition.catalog
    sold = id.partition(":")[0]
    candidates = (*catalog.prices_of.get(sold, ()), *catalog.seat_prices_of.get(sold, ()))
    found = next((row for row in candidates if rows.price_id(row) == id), None)
    if found is None:
        raise missing("price", id)
    return answer(request, now, lambda: rows.price(found, catalog, now.on))


# -------------------------------------------------------------------------------------------------------------- scores


@router.get("/benchmarks", response=responds(Listing[shapes.Benchmark]), summary="Benchmarks", tags=["Scores"])
def benchmarks(request: HttpRequest, asked: Query[asking.Benchmarks]) -> HttpResponse:
    """List the measurements that models went through."""
    now = at(request, asked)
    found = now.edition.catalog.benchmarks
    return listing(
        request,
        now,
        asked,
        found=lambda: [row for row in found if asked.task in {None, row.task}],
        shape=rows.benchmark,
        shaped=shapes.Benchmark,
    )


@router.get("/benchmarks/{id}", response=responds(One[shapes.Benchmark]), summary="One benchmark", tags=["Scores"])
def benchmark(request: HttpRequest, id: asking.Id, asked: Query[asking.Asked]) -> HttpResponse:  # noqa: A002  # the API's word
    """Give a benchmark."""
    now = at(request, asked)
    found = _found(now.edition.catalog.benchmark, "benchmark", id)
    return answer(request, now, lambda: rows.benchmark(found))


@router.get("/scores", response=responds(Listing[shapes.Score]), summary="Scores", tags=["Scores"])
def scores(request: HttpRequest, asked: Query[asking.Scores]) -> HttpResponse:
    """List who measured which model at what, with the interval where one is given."""
    now = at(request, asked)
    catalog = now.edition.catalog

    def wanted(row: schema.Score) -> bool:
        return (
            asked.model in {None, row.model}
            and asked.benchmark in {None, row.benchmark}
            and asked.voice in {None, row.voice}
            and (asked.task is None or rows.task_of(row, catalog) is asked.task)
        )

    return listing(
        request,
        now,
        asked,
        found=lambda: [row for row in catalog.scores if wanted(row)],
        shape=lambda row: rows.score(row, catalog),
        shaped=shapes.Score,
    )


@router.get("/scores/{id}", response=responds(One[shapes.Score]), summary="One score", tags=["Scores"])
def score(request: HttpRequest, id: asking.Id, asked: Query[asking.Asked]) -> HttpResponse:  # noqa: A002  # the API's word
    """Give a score by benchmark, model, variant, voice and day, joined by colons."""
    now = at(request, asked)
    catalog = now.edition.catalog
    measured = catalog.scores_of.get(id.partition(":")[2].partition(":")[0], ())
    found = next((row for row in measured if rows.score_id(row) == id), None)
    if found is None:
        raise missing("score", id)
    return answer(request, now, lambda: rows.score(found, catalog))


# -------------------------------------------------------------------------------------------------- use cases and matrix


@router.get("/use-cases", response=responds(Listing[shapes.UseCase]), summary="Use cases", tags=["Jobs and the matrix"])
def use_cases(request: HttpRequest, asked: Query[asking.UseCases]) -> HttpResponse:
    """List the jobs for which businesses ask for AI."""
    now = at(request, asked)

    def wanted(row: schema.UseCase) -> bool:
        return (
            asked.q.casefold() in f"{row.name} {row.slug}".casefold()
            and asked.industry in {None, row.industry}
            and asked.department in {None, row.department}
            and (asked.makes is None or asked.makes in row.outputs)
            and (asked.reads is None or asked.reads in row.inputs)
            and _is(asked.common, true=row.common)
        )

    return listing(
        request,
        now,
        asked,
        found=lambda: [row for row in now.edition.catalog.use_cases if wanted(row)],
        shape=rows.use_case,
        shaped=shapes.UseCase,
    )


@router.get(
    "/use-cases/{id}", response=responds(One[shapes.WholeUseCase]), summary="One use case", tags=["Jobs and the matrix"]
)
def use_case(request: HttpRequest, id: asking.Id, asked: Query[asking.Asked]) -> HttpResponse:  # noqa: A002  # the API's word
    """Give a use case with its cells of the matrix."""
    now = at(request, asked)
    catalog = now.edition.catalog
    found = _found(catalog.use_case, "use case", id)
    cells = [catalog.cell[id, branch] for branch in Branch if (id, branch) in catalog.cell]
    return answer(
        request,
        now,
        lambda: shapes.WholeUseCase(
            use_case=rows.use_case(found), cells=tuple(rows.cell(row, catalog, now.on) for row in cells)
        ),
    )


@router.get("/matrix", response=responds(Listing[shapes.Cell]), summary="The matrix", tags=["Jobs and the matrix"])
def matrix(request: HttpRequest, asked: Query[asking.Cells]) -> HttpResponse:
    """List the cells of the matrix: which branch of AI does which job, why, on what condition."""
    now = at(request, asked)
    catalog = now.edition.catalog

    def wanted(row: schema.Cell) -> bool:
        case = catalog.use_case.get(row.use_case)
        return (
            asked.use_case in {None, row.use_case}
            and asked.branch in {None, row.branch}
            and asked.fit in {None, row.fit}
            and asked.industry in {None, case.industry if case else ""}
            and asked.department in {None, case.department if case else ""}
            and _is(asked.disputed, true=bool(row.disputed))
            and _is(asked.overdue, true=row.review_by is not None and row.review_by < now.on)
        )

    return listing(
        request,
        now,
        asked,
        found=lambda: [row for row in catalog.cells if wanted(row)],
        shape=lambda row: rows.cell(row, catalog, now.on),
        shaped=shapes.Cell,
    )


@router.get(
    "/matrix/{use_case}/{branch}",
    response=responds(One[shapes.Cell]),
    summary="One cell of the matrix",
    tags=["Jobs and the matrix"],
)
def cell(request: HttpRequest, use_case: asking.Id, branch: Branch, asked: Query[asking.Asked]) -> HttpResponse:
    """Give a cell of the matrix."""
    now = at(request, asked)
    catalog = now.edition.catalog
    found = catalog.cell.get((use_case, branch))
    if found is None:
        raise missing("cell", f"{use_case}/{branch.value}")
    return answer(request, now, lambda: rows.cell(found, catalog, now.on))


# ------------------------------------------------------------------------------------------------------------- evidence


@router.get("/claims", response=responds(Listing[shapes.Claim]), summary="Claims", tags=["Evidence"])
def claims(request: HttpRequest, asked: Query[asking.Claims]) -> HttpResponse:
    """List the figures that get repeated about AI, and how each stands."""
    now = at(request, asked)
    stands = standings(now.edition.catalog, now.on)

    def wanted(row: schema.Claim) -> bool:
        return (
            asked.status in {None, stands[row.slug].status}
            and asked.subject in {None, row.subject}
            and _is(asked.forecast, true=row.forecast)
        )

    return listing(
        request,
        now,
        asked,
        found=lambda: [row for row in now.edition.catalog.claims if wanted(row)],
        shape=lambda row: rows.claim(row, stands[row.slug]),
        shaped=shapes.Claim,
    )


@router.get("/claims/{id}", response=responds(One[shapes.WholeClaim]), summary="One claim", tags=["Evidence"])
def claim(request: HttpRequest, id: asking.Id, asked: Query[asking.Asked]) -> HttpResponse:  # noqa: A002  # the API's word
    """Give a claim with its source."""
    now = at(request, asked)
    catalog = now.edition.catalog
    found = next((row for row in catalog.claims if row.slug == id), None)
    if found is None:
        raise missing("claim", id)
    source = catalog.source.get(found.source)
    return answer(
        request,
        now,
        lambda: shapes.WholeClaim(
            claim=rows.claim(found, standings(catalog, now.on)[found.slug]),
            source=rows.source(source) if source else None,
        ),
    )


@router.get("/sources", response=responds(Listing[shapes.Source]), summary="Sources", tags=["Evidence"])
def sources(request: HttpRequest, asked: Query[asking.Sources]) -> HttpResponse:
    """List where facts were read, and who speaks there."""
    now = at(request, asked)
    found = now.edition.catalog.sources
    return listing(
        request,
        now,
        asked,
        found=lambda: [
            row for row in found if asked.voice in {None, row.voice} and asked.publisher in {None, row.publisher}
        ],
        shape=rows.source,
        shaped=shapes.Source,
    )


@router.get("/sources/{id}", response=responds(One[shapes.Source]), summary="One source", tags=["Evidence"])
def source(request: HttpRequest, id: asking.Id, asked: Query[asking.Asked]) -> HttpResponse:  # noqa: A002  # the API's word
    """Give a source."""
    now = at(request, asked)
    found = _found(now.edition.catalog.source, "source", id)
    return answer(request, now, lambda: rows.source(found))


# ------------------------------------------------------------------------------------------------- releases and all of it


@router.get("/releases", response=responds(Listing[shapes.Release]), summary="Releases", tags=["Releases"])
def releases(request: HttpRequest, asked: Query[asking.Plain]) -> HttpResponse:
    """List the releases, the newest first."""
    known_only(request, asked)
    now = At(edition=edition(None), on=timezone.localdate())
    return listing(request, now, asked, found=_releases, shape=_release, shaped=shapes.Release)


@router.get("/releases/{number}", response=responds(One[shapes.WholeRelease]), summary="One release", tags=["Releases"])
def release(request: HttpRequest, number: int) -> HttpResponse:
    """Give a release with how many rows of each kind it holds."""
    known_only(request, asking.Nothing())
    if not 1 <= number <= asking.HIGHEST_RELEASE:
        raise ProblemError(problems.NOT_FOUND, f"There is no release {str(number)[:20]}.")
    held = edition(number)
    now = At(edition=held, on=timezone.localdate())
    row = {
        "number": held.number,
        "digest": held.digest,
        "published_at": held.published_at,
        "note": held.note,
        "author_name": held.author,
    }
    counts = {kind: len(getattr(held.catalog, kind)) for kind in schema.KINDS}
    return answer(request, now, lambda: shapes.WholeRelease(release=_release(row), counts=counts))


@router.get("/catalog.json", response=responds(dict[str, Any]), summary="The whole catalog", tags=["Releases"])
def whole(request: HttpRequest, asked: Query[asking.OfRelease]) -> HttpResponse:
    """Give the whole catalog as it is stored; the release’s digest is the SHA-256 of exactly these bytes."""
    known_only(request, asked)
    wanted = Release.objects.newest_first()
    wanted = wanted.filter(number=asked.release) if asked.release is not None else wanted
    held = wanted.values("number", "digest").first()
    if held is None:
        raise no_release(asked.release)
    gzipped = "gzip" in request.headers.get("Accept-Encoding", "")
    etag = quote_etag(f"{held['digest']}-gzip" if gzipped else held["digest"])
    response = get_conditional_response(request, etag=etag)
    if response is None:
        response = json(_packed(held["digest"]) if gzipped else _payload(held["digest"]))
        name = f"pilotlight-catalog-{held['number']}.json"
        response.headers["Content-Disposition"] = str(content_disposition_header(as_attachment=True, filename=name))
        if gzipped:
            response.headers["Content-Encoding"] = "gzip"
    patch_vary_headers(response, ["Accept-Encoding"])
    return public(tagged(response, etag))


def _payload(digest: str) -> bytes:
    payloads = Release.objects.filter(digest=digest).order_by("number").values_list("payload", flat=True)
    return payloads[:1].get().encode()


@lru_cache(maxsize=KEPT_PACKED)
def _packed(digest: str) -> bytes:
    """Return a payload compressed; a digest names its content, so nothing here can go stale."""
    return gzip.compress(_payload(digest), mtime=0)


@router.get(
    "/catalog.schema.json", response=responds(dict[str, Any]), summary="Schema of the whole catalog", tags=["Releases"]
)
def whole_schema(request: HttpRequest) -> HttpResponse:
    """Give the JSON Schema of the whole catalog."""
    known_only(request, asking.Nothing())
    etag = quote_etag(f"schema-{build_id()}")
    return public(tagged(get_conditional_response(request, etag=etag) or json(catalog_schema()), etag))


@cache
def catalog_schema() -> bytes:
    """Return the JSON Schema of what a release holds."""
    schema = msgspec.json.schema(Catalog)
    head = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": CATALOG_SCHEMA,
        "title": "The catalog of Pilotlight",
    }
    return msgspec.json.encode({**head, **schema})


# ------------------------------------------------------------------------------------------------------------------ help


def _found[Row](among: Mapping[str, Row], what: str, name: str) -> Row:
    if name not in among:
        raise missing(what, name)
    return among[name]


def _releases() -> Sequence[Mapping[str, Any]]:
    columns = ("number", "digest", "published_at", "note")
    return list(Release.objects.newest_first().values(*columns, author_name=F("author__username")))


def _release(row: Mapping[str, Any]) -> shapes.Release:
    return shapes.Release(
        number=row["number"],
        digest=row["digest"],
        published_at=row["published_at"],
        note=row["note"],
        author=row["author_name"] or "",
        page=reverse("catalog:release", args=[row["number"]]),
        catalog=f"{CATALOG}?release={row['number']}",
    )
