"""Errors of the API as problem documents (RFC 9457), and which programs get which form."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from http import HTTPStatus
from types import MappingProxyType
from typing import Any

import msgspec
from django.http import HttpRequest, HttpResponse

from config import rpc

API = "/api/"
ROOT = f"{API}v1/"
DOCS = f"{ROOT}docs"
MEDIA_TYPE = "application/problem+json"


NO_MORE: Mapping[str, Any] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class ProblemKind:
    """A kind of problem: its slug in addresses, its status, its title, and what to do."""

    slug: str
    status: int
    title: str
    advice: str


UNREADABLE = ProblemKind(
    "unreadable", 400, "Not readable", "Send JSON in UTF-8, without NUL characters."
)
NOT_FOUND = ProblemKind(
    "not-found", 404, "Not found", "Look the id up in the list, or the address on this page."
)
NOT_ALLOWED = ProblemKind(
    "not-allowed", 405, "Method not allowed", "Use a method that the Allow header names."
)
NOT_JSON = ProblemKind(
    "not-json",
    415,
    "Not sent as JSON",
    "Send the body as application/json, and say so in Content-Type.",
)
TOO_LARGE = ProblemKind(
    "too-large",
    413,
    "Too large",
    "Send at most 64 kB; nothing that is asked for here is that long.",
)
WRONG_PARAMETERS = ProblemKind(
    "wrong-parameters",
    422,
    "Parameters that cannot be taken",
    "Each member of errors names a parameter and what is wrong with it.",
)
WRONG_ANSWERS = ProblemKind(
    "wrong-answers",
    409,
    "Answers that do not fit the questions",
    (
        "Each member of problems names a question and what to answer; the questions are those of "
        "the release."
    ),
)
TOO_MANY = ProblemKind(
    "too-many",
    429,
    "Too many for now",
    "Wait as long as the Retry-After header says.",
)
FAULT = ProblemKind("fault", 500, "A fault of ours", "Try again later. It is not your request.")
UNAVAILABLE = ProblemKind(
    "away", 503, "Not available just now", "Wait as long as the Retry-After header says."
)
NOTHING_PUBLISHED = ProblemKind(
    "nothing-published",
    503,
    "Nothing has been published yet",
    "An editor publishes the first release; nothing can be read before.",
)
KINDS = tuple(member for member in list(globals().values()) if isinstance(member, ProblemKind))


@dataclass(frozen=True)
class ProblemError(Exception):
    """The API cannot answer; `detail` is a sentence for the person who asked."""

    kind: ProblemKind
    detail: str
    more: Mapping[str, Any] = field(default_factory=dict)


def response(
    request: HttpRequest, kind: ProblemKind, detail: str, more: Mapping[str, Any] = NO_MORE
) -> HttpResponse:
    """Return a problem document."""
    document = {
        "type": f"{DOCS}#{kind.slug}",
        "title": kind.title,
        "status": kind.status,
        "detail": detail,
        "instance": request.path,
        **more,
    }
    answer = HttpResponse(
        msgspec.json.encode(document), content_type=MEDIA_TYPE, status=kind.status
    )
    answer.headers["Cache-Control"] = "no-store"
    answer.headers["Access-Control-Allow-Origin"] = "*"
    return answer


def for_programs(request: HttpRequest, kind: ProblemKind, detail: str) -> HttpResponse | None:
    """Return an error in the form programs read at this address; None where people read it."""
    if request.path.startswith(API):
        return response(request, kind, detail)
    if request.path.startswith(rpc.ROOT):
        return rpc.refusal(HTTPStatus(kind.status), detail)
    return None
