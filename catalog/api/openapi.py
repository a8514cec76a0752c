"""The API put together: its addresses, its OpenAPI document, and the page that explains it."""

from collections.abc import Mapping
from functools import cached_property
from hashlib import sha256
from typing import Any, override

import msgspec
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import URLPattern, URLResolver, path, reverse
from django.utils.http import quote_etag
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe
from ninja import NinjaAPI, Router
from ninja.errors import HttpError, ValidationError
from ninja.parser import Parser

from catalog.api.endpoints import LISTED
from catalog.api.responses import CALL, as_api, json, no_such_address
from catalog.http_caching import by_content, tagged
from catalog.registry import Tag
from config import problems, rpc
from config.build import build_id
from config.context import base_url
from config.json_input import decode_json
from config.request_cost import RequestCost, cost_of, declares, is_declared

DESCRIPTION = (
    "What the current release of Pilotlight’s catalog holds, for programs. Reading needs no key. "
    "Every number with a unit carries that unit, its day and its source; null is unknown, never "
    "zero. Ids are the slugs of the pages."
)
TAGS = {
    Tag.MARKET.label: "Who makes and sells what, on which terms, at which price.",
    Tag.APPS.label: "What people buy, what its plans hold and cost, and what solves a job.",
    Tag.SCORES.label: "What was measured, by whom.",
    Tag.JOBS.label: "What businesses do with AI, and which kind of AI does it.",
    Tag.EVIDENCE.label: "Where facts were read, and what people claim.",
    Tag.READING.label: "What the site explains.",
    "Releases": "Numbered states of the catalog, and all of it as one file.",
}


class JsonParser(Parser):
    """Reads bodies that are JSON in UTF-8 and not too large."""

    @override
    def parse_body(self, request: HttpRequest) -> Any:
        return decode_json(request.body)


class Api(NinjaAPI):
    """The API with an OpenAPI document that says what is sent, problems included."""

    routers: tuple[Router, ...] = ()

    @cached_property
    def document(self) -> Mapping[str, Any]:
        """The OpenAPI document; worked out once a process."""
        document: dict[str, Any] = dict(super().get_openapi_schema(path_prefix=problems.ROOT))
        for item in document["paths"].values():
            for operation in item.values():
                _complete(operation)
        for schema in document["components"]["schemas"].values():
            for holds in schema.get("properties", {}).values():
                if isinstance(
                    holds.get("default"), dict
                ):  # makers of clients know no whole object as a default
                    del holds["default"]
        for each in LISTED:
            document["components"]["schemas"][each.name]["required"] = [
                row.name for row in each.properties
            ]
        return document

    @cached_property
    def document_json(self) -> bytes:
        return msgspec.json.encode(self.document, enc_hook=str)


def make(*routers: Router, tags: Mapping[str, str]) -> Api:
    """Return the API with these addresses, and with these tags after the catalog's own."""
    api = Api(
        title="Pilotlight",
        version="1",
        description=DESCRIPTION,
        openapi_url=None,
        docs_url=None,
        urls_namespace="api",
        parser=JsonParser(),
        servers=[{"url": str(settings.BASE_URL) or "/", "description": "This site"}],
        openapi_extra={
            "tags": [{"name": name, "description": text} for name, text in {**TAGS, **tags}.items()]
        },
    )
    api.routers = routers
    for router in routers:
        api.add_router("", router)
    api.add_exception_handler(Exception, _raise)
    api.add_exception_handler(ValidationError, _wrong_parameters)
    api.add_exception_handler(HttpError, _unreadable)
    return api


def addresses(api: Api) -> list[URLPattern | URLResolver]:
    """Return all addresses under the API's root: its own, document, page, a no for the rest."""

    @require_safe
    def openapi(request: HttpRequest) -> HttpResponse:
        return tagged(request, quote_etag(f"openapi-{build_id()}"), lambda: json(api.document_json))

    @require_safe
    def docs(request: HttpRequest) -> HttpResponse:
        # The page is ours: those that ninja brings need inline styles or pictures in addresses,
        # which our policy forbids, and fail the contrast that every page of ours keeps.
        shown = {
            "paths": api.document["paths"],
            "resources": LISTED,
            "problems": problems.KINDS,
        }
        return by_content(request, render(request, "catalog/api_docs.html", shown))

    own, _, _ = api.urls
    patterns = [each for each in own if isinstance(each, URLPattern) and each.name != "api-root"]
    declared = _declared_costs(api)
    for each in patterns:
        cost = declared.get(each.name or "", CALL)
        each.callback = declares(cost)(csrf_exempt(as_api(each.callback)))
    return [
        path("", docs, name="root"),
        path("docs", docs, name="docs"),
        path("openapi.json", declares(CALL)(csrf_exempt(as_api(openapi))), name="openapi-json"),
        *patterns,
        path("<path:rest>", declares(CALL)(csrf_exempt(no_such_address))),
    ]


def index(request: HttpRequest) -> HttpResponse:
    """Say what there is for programs: versions, documents, full files, feeds, assistants' tools."""
    base = base_url(request)
    root = f"{base}{problems.ROOT}"
    answer = {
        "versions": [
            {"version": 1, "root": root, "docs": f"{root}docs", "openapi": f"{root}openapi.json"}
        ],
        "catalog": {
            "json": f"{root}catalog.json",
            "schema": f"{root}catalog.schema.json",
            "tables": f"{root}catalog.zip",
        },
        "feeds": {
            name: f"{base}{reverse(f'machines:{name}')}"
            for name in ("changes", "app_prices", "releases", "calendar")
        },
        "mcp": f"{base}{rpc.ROOT}",
        "llms": f"{base}{reverse('machines:llms')}",
        "use": f"{base}{reverse('catalog:use_it')}",
    }
    etag = quote_etag(f"index-{build_id()}-{sha256(base.encode()).hexdigest()[:16]}")
    return tagged(request, etag, lambda: json(msgspec.json.encode(answer)))


INDEX = declares(CALL)(csrf_exempt(as_api(require_safe(index))))


def _declared_costs(api: Api) -> Mapping[str, RequestCost]:
    """Return what operations declare, by the name of their addresses.

    ninja puts views of its own before them.
    """
    operations = (
        (router, operation)
        for router in api.routers
        for view in router.path_operations.values()
        for operation in view.operations
    )
    return {
        api.get_operation_url_name(operation, router): cost_of(operation.view_func)
        for router, operation in operations
        if is_declared(operation.view_func)
    }


def _raise(request: HttpRequest, error: Exception | type[Exception]) -> HttpResponse:  # noqa: ARG001  # ninja's signature
    raise error


def _unreadable(request: HttpRequest, error: HttpError | type[HttpError]) -> HttpResponse:
    return problems.response(request, problems.UNREADABLE, f"{error}.")


def _wrong_parameters(request: HttpRequest, refused: Any) -> HttpResponse:
    """Answer with the problem that parameters could not be read, each with what is wrong."""
    found = []
    for error in refused.errors:
        where, *names = [str(part) for part in error["loc"]]
        detail = str(error["msg"]).removeprefix("Value error, ")
        found.append({"in": where, "name": names[-1] if names else "", "detail": detail})
    first = f"{found[0]['name']}: {found[0]['detail']}."
    return problems.response(request, problems.WRONG_PARAMETERS, first, {"errors": found})


def _complete(operation: dict[str, Any]) -> None:
    """Say of an operation what ninja does not know.

    These are problem documents, tables, and parameters without null.
    """
    for status, response in operation["responses"].items():
        if int(status) >= 400 and "application/json" in response.get("content", {}):  # noqa: PLR2004  # HTTP's own line
            response["content"] = {problems.MEDIA_TYPE: response["content"]["application/json"]}
    for parameter in operation["parameters"]:
        _without_null(parameter["schema"])
        if "examples" in parameter:
            parameter["example"] = parameter.pop("examples")[0]
    names = {parameter["name"] for parameter in operation["parameters"]}
    if "format" in names:
        operation["responses"][200]["content"]["text/csv"] = {"schema": {"type": "string"}}


def _without_null(schema: dict[str, Any]) -> None:
    """Say that a parameter left out is not the word null."""
    schema.pop("default", None) if schema.get("default", 0) is None else None
    several = [each for each in schema.get("anyOf", ()) if each.get("type") != "null"]
    if several:
        del schema["anyOf"]
        schema.update(several[0] if len(several) == 1 else {"anyOf": several})
