"""The API put together: its addresses, its OpenAPI document, and the page that explains it."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, override

import msgspec
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import URLPattern, URLResolver, path
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag
from django.views.decorators.csrf import csrf_exempt
from ninja import NinjaAPI, Router
from ninja.errors import HttpError, ValidationError
from ninja.parser import Parser

from catalog.api import problems
from catalog.api.answering import json, no_such_address, public, shielded, wrong_parameters
from catalog.api.asking import A_DAY
from catalog.freshness import by_content, tagged
from config.build import build_id
from config.json_input import decode_json

DESCRIPTION = (
    "What the current release of Pilotlight’s catalog holds, for programs. Reading needs no key. Every number carries "
    "its unit, its day and its source; null is unknown, never zero. Ids are the slugs of the pages."
)
METHODS = ("get", "post")


class Bodies(Parser):
    """Reads bodies that are JSON in UTF-8 and not too large."""

    @override
    def parse_body(self, request: HttpRequest) -> Any:
        return decode_json(request.body)


class Api(NinjaAPI):
    """The API with an OpenAPI document that says what is sent, problems included."""

    @cached_property
    def document(self) -> Mapping[str, Any]:
        """The OpenAPI document; worked out once a process."""
        document: dict[str, Any] = dict(super().get_openapi_schema(path_prefix=problems.ROOT))
        for operation in _operations(document):
            _tell(operation)
        return document

    @cached_property
    def document_json(self) -> bytes:
        """The OpenAPI document as JSON."""
        return msgspec.json.encode(self.document, enc_hook=str)


def make(*routers: Router) -> Api:
    """Return the API with these addresses."""
    api = Api(
        title="Pilotlight",
        version="1",
        description=DESCRIPTION,
        openapi_url=None,
        docs_url=None,
        urls_namespace="api",
        parser=Bodies(),
    )
    for router in routers:
        api.add_router("", router)
    api.add_exception_handler(Exception, _raise)
    api.add_exception_handler(ValidationError, _wrong_parameters)
    api.add_exception_handler(HttpError, _unreadable)
    return api


def addresses(api: Api) -> list[URLPattern | URLResolver]:
    """Return every address under the API's root: the API's own, its document, its page, and a plain no for the rest."""

    def openapi(request: HttpRequest) -> HttpResponse:
        etag = quote_etag(f"openapi-{build_id()}")
        return public(tagged(get_conditional_response(request, etag=etag) or json(api.document_json), etag))

    def docs(request: HttpRequest) -> HttpResponse:
        shown = {"api": api, "groups": groups(api), "problems": problems.KINDS}
        return by_content(request, render(request, "catalog/api_docs.html", shown))

    own, _, _ = api.urls
    patterns = [each for each in own if isinstance(each, URLPattern) and each.name != "api-root"]
    for each in patterns:
        each.callback = csrf_exempt(shielded(each.callback))
    return [
        path("", docs, name="root"),
        path("docs", docs, name="docs"),
        path("openapi.json", shielded(openapi), name="openapi"),
        *patterns,
        path("<path:rest>", csrf_exempt(no_such_address)),
    ]


def _raise(request: HttpRequest, error: Exception | type[Exception]) -> HttpResponse:  # noqa: ARG001  # ninja's signature
    raise error


def _wrong_parameters(request: HttpRequest, error: ValidationError | type[ValidationError]) -> HttpResponse:
    problem = wrong_parameters(error.errors if isinstance(error, ValidationError) else ())
    return problems.response(request, problem.kind, problem.detail, problem.more)


def _unreadable(request: HttpRequest, error: HttpError | type[HttpError]) -> HttpResponse:
    return problems.response(request, problems.UNREADABLE, f"{error}.")


# ------------------------------------------------------------------------------------------------------- the document


def _operations(document: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    for item in document["paths"].values():
        for method in METHODS:
            if method in item:
                yield item[method]


def _tell(operation: dict[str, Any]) -> None:
    """Say of an operation what ninja does not know: problem documents, tags and 304, CSV, parameters without null."""
    for status, response in operation["responses"].items():
        if int(status) >= 400 and "application/json" in response.get("content", {}):  # noqa: PLR2004  # HTTP's own line
            response["content"] = {problems.MEDIA_TYPE: response["content"]["application/json"]}
    for parameter in operation["parameters"]:
        _without_null(parameter["schema"])
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


# ----------------------------------------------------------------------------------------------------------- the page


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameter:
    """One parameter as the page explains it."""

    name: str
    place: str
    required: bool
    takes: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """One address as the page explains it."""

    id: str
    method: str
    path: str
    title: str
    text: str
    parameters: tuple[Parameter, ...]
    answers: tuple[str, ...]
    fields: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Group:
    """Addresses under one heading."""

    title: str
    addresses: tuple[Address, ...]


def groups(api: Api) -> tuple[Group, ...]:
    """Return the addresses of the document, group by group, in its order."""
    found: dict[str, list[Address]] = {}
    for route, item in api.document["paths"].items():
        for method in METHODS:
            if method in item:
                found.setdefault(item[method]["tags"][0], []).append(_address(api, route, method, item[method]))
    return tuple(Group(title, tuple(rows)) for title, rows in found.items())


def _address(api: Api, route: str, method: str, operation: Mapping[str, Any]) -> Address:
    answer = next(iter(operation["responses"].items()))[1]
    shape = answer.get("content", {}).get("application/json", {}).get("schema", {})
    return Address(
        id=operation["operationId"].replace("_", "-"),
        method=method.upper(),
        path=route,
        title=operation["summary"],
        text=operation.get("description", ""),
        parameters=tuple(_parameter(api, each) for each in operation["parameters"]),
        answers=tuple(f"{status} {response['description']}" for status, response in operation["responses"].items()),
        fields=tuple(_fields(api, shape)),
    )


def _parameter(api: Api, parameter: Mapping[str, Any]) -> Parameter:
    return Parameter(
        name=parameter["name"],
        place=parameter["in"],
        required=parameter["required"],
        takes=_takes(api, parameter["schema"]),
        text=parameter.get("description", ""),
    )


def _fields(api: Api, shape: Mapping[str, Any]) -> Iterable[tuple[str, str]]:
    """Yield name and type of the fields of an answer; of a list, those of its rows."""
    known = _known(api, shape)
    items = known.get("properties", {}).get("items", {}).get("items")
    for name, schema in _known(api, items or shape).get("properties", {}).items():
        yield name, _takes(api, schema)


def _known(api: Api, schema: Mapping[str, Any]) -> Mapping[str, Any]:
    name = schema.get("$ref", "").rpartition("/")[2]
    found: Mapping[str, Any] = api.document["components"]["schemas"].get(name, schema)
    return found


def _takes(api: Api, schema: Mapping[str, Any]) -> str:
    """Say what a schema takes, in a few words."""
    ref = schema.get("$ref", "").rpartition("/")[2]
    known = _known(api, schema)
    ends = [f"from {known['minimum']:,}"] if "minimum" in known else []
    ends += [f"to {known['maximum']:,}"] if "maximum" in known else []
    if "enum" in known:
        return ", ".join(map(str, known["enum"]))
    if "anyOf" in known:
        return " or ".join(dict.fromkeys(_takes(api, each) for each in known["anyOf"]))
    if known.get("type") == "array" and not ref:
        return f"list of {_takes(api, known.get('items', {}))}"
    if known.get("format") == "date" or known.get("pattern") == A_DAY:
        return "a day, YYYY-MM-DD"
    kind = str(known.get("const", known.get("type", "anything")))
    return ref or " ".join([{"string": "text"}.get(kind, kind), *ends])
