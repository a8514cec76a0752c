"""How the API answers: JSON, tables, entity tags, problems, and access by other sites."""

from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from typing import Any

import msgspec
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, HttpResponseNotAllowed
from django.http.request import RawPostDataException

from config import problems
from config.problems import ProblemError
from config.request_cost import RequestCost

CALL = RequestCost(body_bytes=64_000)  # no plan has answers that long
ENCODER = msgspec.json.Encoder(decimal_format="number")
PREFLIGHT_SECONDS = "86400"


def json(body: bytes) -> HttpResponse:
    return HttpResponse(body, content_type="application/json")


def as_api(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Answer HEAD like GET and OPTIONS with what is allowed; write refusals as problems.

    Other sites may read.
    """

    @wraps(view)
    def answered(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.method == "HEAD":
            request.method = "GET"
        response = _answer(view, request, *args, **kwargs)
        response.headers["Access-Control-Allow-Origin"] = "*"
        response.headers["Access-Control-Expose-Headers"] = (
            "ETag, Link, Retry-After, Content-Disposition"
        )
        return response

    return answered


def _answer(
    view: Callable[..., HttpResponseBase], request: HttpRequest, *args: Any, **kwargs: Any
) -> HttpResponseBase:
    try:
        response = view(request, *args, **kwargs)
    except ProblemError as problem:
        return problems.response(request, problem.kind, problem.detail, problem.more)
    except RawPostDataException:  # a form with files was read as one before it came here
        return problems.response(request, problems.NOT_JSON, problems.NOT_JSON.advice)
    except Http404:
        return problems.response(request, problems.NOT_FOUND, "There is nothing at this address.")
    return _allowed(request, response) if isinstance(response, HttpResponseNotAllowed) else response


def _allowed(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """Answer OPTIONS with the address's methods, and refuse any method that is none of them."""
    methods = dict.fromkeys(response.headers["Allow"].split(", "))
    methods |= {"HEAD": None} if "GET" in methods else {}
    if request.method == "OPTIONS":
        response = HttpResponse(status=HTTPStatus.NO_CONTENT)
        response.headers["Access-Control-Allow-Methods"] = ", ".join(methods)
        response.headers["Access-Control-Allow-Headers"] = (
            "Authorization, Content-Type, If-None-Match"
        )
        response.headers["Access-Control-Max-Age"] = PREFLIGHT_SECONDS
        methods |= {"OPTIONS": None}
    else:
        detail = f"{request.method} is not for this address. Use {' or '.join(methods)}."
        response = problems.response(request, problems.NOT_ALLOWED, detail)
    response.headers["Allow"] = ", ".join(methods)
    return response


def no_such_address(request: HttpRequest, rest: str) -> HttpResponse:  # noqa: ARG001  # what the address holds
    """Say that the API has no such address."""
    return problems.response(
        request,
        problems.NOT_FOUND,
        f"There is nothing at this address. See {problems.DOCS} for those there are.",
    )
