"""The API's addresses that read the catalog: lists, details, releases, the whole catalog."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from functools import cache
from itertools import chain
from typing import Any, override

import msgspec
from django.http import HttpRequest, HttpResponse, QueryDict
from django.utils.http import http_date, quote_etag
from ninja import Path, Query, Router, Schema
from pydantic import ConfigDict

from catalog import releases
from catalog.api.archive import archive
from catalog.api.market import CHANGES, DAILY_PRICES
from catalog.api.params import (
    HIGHEST_RELEASE,
    USUAL_ROWS,
    Day,
    Id,
    Params,
    ReleaseParams,
    refuse_unknown,
)
from catalog.api.properties import Property
from catalog.api.release_list import RELEASES
from catalog.api.resources import RESOURCES, Resource, row_values
from catalog.api.responses import CALL, ENCODER, json
from catalog.asof import Moment
from catalog.downloads import as_download, csv_response
from catalog.http_caching import conditional_response, tagged, with_last_change
from catalog.models import Release
from catalog.releases import Edition, NoRelease, Reading
from catalog.schema import Catalog
from config import problems
from config.build import build_id
from config.context import base_url
from config.problems import ProblemError
from config.request_cost import Lane, declares

router = Router()

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
    """A part of a list, from which release and day, and the way to the next."""

    release: int
    digest: str
    as_of: Day
    count: int
    limit: int
    offset: int
    next: str | None
    previous: str | None
    items: list[Row]

    @classmethod
    @override
    def model_parametrized_name(cls, params: tuple[Any, ...]) -> str:
        return f"{params[0].__name__}List"


class One[Row](Schema):
    """One row, and from which release and day."""

    release: int
    digest: str
    as_of: Day
    item: Row

    @classmethod
    @override
    def model_parametrized_name(cls, params: tuple[Any, ...]) -> str:
        return f"One{params[0].__name__}"


REFUSALS: Mapping[int, type[Schema]] = {400: Problem, 404: Problem, 422: Problem, 503: Problem}


def responds(answer: Any) -> Mapping[int, Any]:
    """Return what an address may answer: `answer`, or a problem."""
    return {200: answer, **REFUSALS}


# -------------------------------------------------------------------------- the release and the day


def reading(request: HttpRequest, params: Schema) -> Reading:
    """Return release and day asked about: one query, two for a release not loaded here yet."""
    refuse_unknown(request, params)
    moment = Moment(day=getattr(params, "as_of", None))
    return edition(getattr(params, "release", None)).read_as_of(moment)


def edition(number: int | None) -> Edition:
    """Return the release of that number, or the current one."""
    try:
        return releases.edition(number)
    except NoRelease as none:
        raise no_release(number) from none


def no_release(number: int | None) -> ProblemError:
    """Return the problem that there is no release at all, or none of that number."""
    if number is None:
        return ProblemError(problems.NOTHING_PUBLISHED, "Nothing has been published yet.")
    return ProblemError(problems.NOT_FOUND, f"There is no release {number}.")


def answer(request: HttpRequest, reading: Reading, make: Callable[[], Any]) -> HttpResponse:
    """Answer the one row that `make` returns, or 304, without calling it, if the asker has it."""
    return _dated(request, reading, lambda: _encoded(reading, item=make()))


def _dated(
    request: HttpRequest, reading: Reading, make: Callable[[], HttpResponse]
) -> HttpResponse:
    response = conditional_response(request, reading, make, reading.on)
    return with_last_change(response, reading, reading.on)


def _encoded(reading: Reading, **holds: Any) -> HttpResponse:
    head = {"release": reading.number, "digest": reading.digest, "as_of": reading.on}
    return json(ENCODER.encode(head | holds))


# -------------------------------------------------------------------------- one list and one detail


def _list(resource: Resource) -> Callable[..., HttpResponse]:
    def view(request: HttpRequest, params: Query[resource.params]) -> HttpResponse:  # type: ignore[name-defined]
        now = reading(request, params)
        return _dated(request, now, lambda: _listed(request, now, resource, params))

    return view


def _detail(resource: Resource) -> Callable[..., HttpResponse]:
    def view(request: HttpRequest, key: Path[resource.key], params: Query[Params]) -> HttpResponse:  # type: ignore[name-defined]
        now = reading(request, params)
        name = "/".join(key.model_dump().values())
        row = resource.find(now, name)
        if row is None:
            raise ProblemError(
                problems.NOT_FOUND, f"There is no {resource.one} “{name[:100]}” in this release."
            )
        return answer(request, now, lambda: row_values(now, row, resource.given))

    return view


def _listed(
    request: HttpRequest, reading: Reading, resource: Resource, params: Any
) -> HttpResponse:
    rows = resource.matching(reading, params)
    if params.format == "csv":
        return _as_table(resource, reading, rows[params.offset :][: params.limit])
    limit = params.limit or USUAL_ROWS
    part = rows[params.offset : params.offset + limit]
    links = _links(request, len(rows), limit, params.offset)
    response = _encoded(
        reading,
        count=len(rows),
        limit=limit,
        offset=params.offset,
        next=links.get("next"),
        previous=links.get("prev"),
        items=[row_values(reading, row, resource.properties) for row in part],
    )
    if links:
        headers = [f'<{address}>; rel="{rel}"' for rel, address in links.items()]
        response.headers["Link"] = ", ".join(headers)
    return response


def _as_table(resource: Resource, reading: Reading, rows: Iterable[Any]) -> HttpResponse:
    columns = [column for column in resource.properties if not column.rows]
    head = list(chain.from_iterable(column.parts for column in columns))
    lines = (_cells(columns, reading, row) for row in rows)
    return csv_response(resource.path, head, lines)


def _cells(columns: Iterable[Property], reading: Reading, row: Any) -> list[Any]:
    return list(chain.from_iterable(column.cells(reading, row) for column in columns))


def _links(request: HttpRequest, count: int, limit: int, offset: int) -> dict[str, str]:
    def address(offset: int) -> str:
        query = QueryDict(mutable=True)
        query.update(request.GET.dict())
        query["limit"], query["offset"] = str(limit), str(offset)
        return f"{base_url(request)}{request.path}?{query.urlencode()}"

    links = {}
    if offset + limit < count:
        links["next"] = address(offset + limit)
    if offset > 0:
        links["prev"] = address(max(offset - limit, 0))
    return links


# --------------------------------------------------------------------------- releases and all of it


LISTED = (*RESOURCES, CHANGES, DAILY_PRICES, RELEASES)


def _operation(resource: Resource, name: str) -> dict[str, Any]:
    """Return what the document says of an address, and its name."""
    return {
        "operation_id": name,
        "url_name": name,
        "description": resource.about,
        "tags": [resource.tag],
    }


for resource in LISTED:
    router.add_api_operation(
        f"/{resource.path}",
        ["GET"],
        _list(resource),
        response=responds(Listing[resource.schema]),  # type: ignore[name-defined]
        summary=f"Every {resource.one}",
        **_operation(resource, f"list{resource.many}"),
    )
for resource in RESOURCES:
    key = "/".join(f"{{{part}}}" for part in resource.id_parts)
    router.add_api_operation(
        f"/{resource.path}/{key}",
        ["GET"],
        _detail(resource),
        response=responds(One[resource.schema]),  # type: ignore[name-defined]
        summary=f"One {resource.one}",
        **_operation(resource, f"get{resource.name}"),
    )


@router.get(
    "/releases/{id}",
    response=responds(One[RELEASES.schema]),  # type: ignore[name-defined]
    operation_id="getRelease",
    summary="One release",
    tags=["Releases"],
)
def release(request: HttpRequest, id: Id) -> HttpResponse:  # noqa: A002  # the API's word
    """Give a release with how many rows of each kind it holds."""
    refuse_unknown(request, Schema())
    if not re.fullmatch(r"[1-9]\d{0,9}", id, re.ASCII) or int(id) > HIGHEST_RELEASE:
        raise ProblemError(problems.NOT_FOUND, f"There is no release {id[:20]}.")
    reading = edition(int(id)).read_as_of(Moment())

    def make() -> dict[str, Any]:
        row = Release.objects.described().get(number=reading.number)
        return row_values(reading, row, RELEASES.given)

    return answer(request, reading, make)


@router.get(
    "/catalog.json",
    response=responds(dict[str, Any]),
    operation_id="getCatalog",
    summary="The whole catalog",
    tags=["Releases"],
)
@declares(replace(CALL, lane=Lane.HEAVY))
def whole(request: HttpRequest, params: Query[ReleaseParams]) -> HttpResponse:
    """Give the whole catalog as it is stored.

    The release’s digest is the SHA-256 of exactly these bytes.
    """
    refuse_unknown(request, params)
    releases_on_file = Release.objects.newest_first()
    if params.release is not None:
        releases_on_file = releases_on_file.filter(number=params.release)
    row = releases_on_file.values("number", "digest", "published_at").first()
    if row is None:
        raise no_release(params.release)
    payload = Release.objects.filter(number=row["number"]).values_list("payload", flat=True)
    response = tagged(request, quote_etag(row["digest"]), lambda: json(payload.get().encode()))
    response.headers["Last-Modified"] = http_date(row["published_at"].timestamp())
    return as_download(response, f"catalog-{row['number']}.json")


@router.get(
    "/catalog.zip",
    response=responds(None),
    operation_id="getCatalogTables",
    summary="The whole catalog as tables",
    tags=["Releases"],
    openapi_extra={
        "responses": {
            200: {
                "content": {"application/zip": {"schema": {"type": "string", "format": "binary"}}}
            }
        }
    },
)
@declares(replace(CALL, lane=Lane.HEAVY))
def whole_as_tables(request: HttpRequest, params: Query[ReleaseParams]) -> HttpResponse:
    """Give a release as one zip: a CSV for each kind of row, the schema of their columns.

    It also says whose data it is.
    """
    refuse_unknown(request, params)
    packed = edition(params.release)
    etag = quote_etag(f"{packed.digest}-{packed.number}-{build_id()}")
    response = tagged(request, etag, lambda: _zip(archive(packed, base_url(request))))
    response.headers["Last-Modified"] = http_date(packed.published_at.timestamp())
    return as_download(response, f"catalog-{packed.number}.zip")


def _zip(content: bytes) -> HttpResponse:
    return HttpResponse(content, content_type="application/zip")


@router.get(
    "/catalog.schema.json",
    response=responds(dict[str, Any]),
    operation_id="getCatalogSchema",
    summary="Schema of the whole catalog",
    tags=["Releases"],
)
def whole_schema(request: HttpRequest) -> HttpResponse:
    """Give the JSON Schema of the whole catalog."""
    refuse_unknown(request, Schema())
    return tagged(request, quote_etag(f"schema-{build_id()}"), lambda: json(catalog_schema()))


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
