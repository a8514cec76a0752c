"""How the API answers: from which release and day, with which entity tag, a stretch or a row, as JSON or as CSV."""

import csv
import io
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import wraps
from typing import Any, get_args, get_type_hints

import msgspec
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, HttpResponseNotAllowed, QueryDict
from django.http.request import RawPostDataException
from django.utils import timezone
from ninja import Schema

from catalog import releases
from catalog.addresses import base_url
from catalog.api import problems
from catalog.api.asking import Asked, Listed, Plain
from catalog.api.problems import ProblemError
from catalog.api.shapes import Quantity
from catalog.freshness import fresh
from catalog.releases import Edition, NoRelease
from catalog.spreadsheets import guarded

JSON = msgspec.json.Encoder(decimal_format="number")
MOST_BYTES = 64_000  # of a body
# A spreadsheet takes a cell that begins like this for a formula.


@dataclass(frozen=True, slots=True)
class At:
    """The release and the day that an answer is about."""

    edition: Edition
    on: date


def known_only(request: HttpRequest, asked: Schema) -> None:
    """Refuse a parameter that the address does not take, so that a misspelt one is not taken for no filter."""
    known = tuple(type(asked).model_fields)
    strange = [name for name in request.GET if name not in known]
    if strange:
        there_are = f"There are {', '.join(known)}." if known else "There are none here."
        raise ProblemError(
            problems.WRONG_PARAMETERS,
            f"There is no parameter “{strange[0][:60]}”. {there_are}",
            {
                "errors": [
                    {"in": "query", "name": name[:60], "detail": "There is no such parameter."} for name in strange
                ]
            },
        )


def at(request: HttpRequest, asked: Asked) -> At:
    """Return the release and the day that were asked about. One query; one more where the release is new here."""
    known_only(request, asked)
    return At(edition=edition(asked.release), on=asked.as_of or timezone.localdate())


def edition(number: int | None) -> Edition:
    """Return the release of that number, or the current one."""
    try:
        return releases.current() if number is None else releases.edition(number)
    except NoRelease as none:
        raise no_release(number) from none


def no_release(number: int | None) -> ProblemError:
    """Return the problem that there is no release at all, or none of that number."""
    if number is None:
        return ProblemError(problems.NOTHING_PUBLISHED, "Nothing has been published yet.")
    return ProblemError(problems.NOT_FOUND, f"There is no release {number}.")


def missing(what: str, name: str) -> ProblemError:
    """Return the problem that there is no such row."""
    return ProblemError(problems.NOT_FOUND, f"There is no {what} “{name[:100]}” in this release.")


def answer(request: HttpRequest, at: At, make: Callable[[], Any]) -> HttpResponse:
    """Answer the one row that `make` returns, or 304 where the asker has it; `make` is then not called."""
    head = {"release": at.edition.number, "digest": at.edition.digest, "as_of": at.on}
    return _fresh(request, at, lambda: json(JSON.encode({**head, "item": make()})))


def listing[Row, Shaped](  # noqa: PLR0913  # each list says all of these
    request: HttpRequest,
    at: At,
    asked: Listed | Plain,
    *,
    found: Callable[[], Sequence[Row]],
    shape: Callable[[Row], Shaped],
    shaped: type[Shaped],
) -> HttpResponse:
    """Answer a stretch of the rows that `found` returns, each through `shape`; all of them as CSV where asked for."""

    def make() -> HttpResponse:
        rows = found()
        if asked.format == "csv":
            name = request.path.rstrip("/").rpartition("/")[2]
            return table(name, shaped, (shape(row) for row in rows))
        links = _links(request, len(rows), asked)
        body = {
            "release": at.edition.number,
            "digest": at.edition.digest,
            "as_of": at.on,
            "count": len(rows),
            "limit": asked.limit,
            "offset": asked.offset,
            "next": links.get("next"),
            "previous": links.get("prev"),
            "items": [shape(row) for row in rows[asked.offset : asked.offset + asked.limit]],
        }
        response = json(JSON.encode(body))
        if links:
            response.headers["Link"] = ", ".join(f'<{address}>; rel="{rel}"' for rel, address in links.items())
        return response

    return _fresh(request, at, make)


def json(body: bytes) -> HttpResponse:
    """Return a body of JSON as a response."""
    return HttpResponse(body, content_type="application/json")


def _fresh(request: HttpRequest, at: At, make: Callable[[], HttpResponse]) -> HttpResponse:
    return public(fresh(request, at.edition, at.on, make))


def public(response: HttpResponse) -> HttpResponse:
    """Let pages of other sites read an answer; there is nothing private in it."""
    response.headers["Access-Control-Allow-Origin"] = "*"
    return response


def _links(request: HttpRequest, count: int, asked: Listed | Plain) -> dict[str, str]:
    def address(offset: int) -> str:
        query = QueryDict(mutable=True)
        query.update({name: values[-1] for name, values in request.GET.lists() if name not in {"limit", "offset"}})
        query["limit"], query["offset"] = str(asked.limit), str(offset)
        return f"{base_url(request)}{request.path}?{query.urlencode()}"

    links = {}
    if asked.offset + asked.limit < count:
        links["next"] = address(asked.offset + asked.limit)
    if asked.offset > 0:
        links["prev"] = address(max(asked.offset - asked.limit, 0))
    return links


# ---------------------------------------------------------------------------------------------------------------- CSV


def table(name: str, shape: type, rows: Iterable[Any]) -> HttpResponse:
    """Return rows as one CSV file; a quantity takes a column for each of its parts, rows inside a row are left out."""
    written = io.StringIO()
    writer = csv.writer(written, lineterminator="\r\n")
    columns = tuple(_columns(shape))
    writer.writerow(name for name, _ in columns)
    writer.writerows([harmless(read(row)) for _, read in columns] for row in rows)
    response = HttpResponse(written.getvalue(), content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="pilotlight-{name}.csv"'
    return response


def _columns(shape: type) -> Iterable[tuple[str, Callable[[Any], object]]]:
    hints = get_type_hints(shape)
    for each in fields(shape):
        if hints[each.name] is Quantity:
            yield from (
                _part(each.name, part.name) for part in fields(Quantity) if part.name not in {"as_of", "source"}
            )
        elif not any(is_dataclass(inner) for inner in get_args(hints[each.name])):
            yield each.name, _attribute(each.name)


def _attribute(name: str) -> Callable[[Any], object]:
    return lambda row: getattr(row, name)


def _part(name: str, part: str) -> tuple[str, Callable[[Any], object]]:
    column = name if part == "value" else f"{name}_{part}"
    return column, lambda row: getattr(getattr(row, name), part)


def harmless(value: object) -> str:
    """Write a value for a cell of CSV: numbers as they are, words that a spreadsheet would run with a quote before."""
    match value:
        case None:
            return ""
        case bool():
            return "yes" if value else "no"
        case Decimal():
            return f"{value:f}"
        case date() | datetime():
            return value.isoformat()
        case tuple():
            return harmless("; ".join(map(str, value)))
        case _:
            return guarded(str(value))


# ------------------------------------------------------------------------------------------------------------- outside


def shielded(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Answer HEAD like GET, and write every refusal as a problem document."""

    @wraps(view)
    def shield(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.method == "HEAD":
            request.method = "GET"
        length = str(request.META.get("CONTENT_LENGTH") or "0")
        if length.isascii() and length.isdecimal() and int(length) > MOST_BYTES:
            return problems.response(request, problems.TOO_LARGE, f"Send at most {MOST_BYTES:,} bytes.")
        try:
            response = view(request, *args, **kwargs)
        except ProblemError as problem:
            response = problems.response(request, problem.kind, problem.detail, problem.more)
        except RawPostDataException:  # a form with files was read as one before it came here
            response = problems.response(request, problems.NOT_JSON, problems.NOT_JSON.advice)
        except Http404:
            response = problems.response(request, problems.NOT_FOUND, "There is nothing at this address.")
        if isinstance(response, HttpResponseNotAllowed):
            allowed = [*response.headers["Allow"].split(", ")]
            allowed += ["HEAD"] if "GET" in allowed else []
            detail = f"{request.method} is not for this address. Use {' or '.join(allowed)}."
            response = problems.response(request, problems.NOT_ALLOWED, detail)
            response.headers["Allow"] = ", ".join(allowed)
        return response

    return shield


def no_such_address(request: HttpRequest, rest: str) -> HttpResponse:  # noqa: ARG001  # what the address holds
    """Say that the API has no such address."""
    return problems.response(
        request, problems.NOT_FOUND, f"There is nothing at this address. See {problems.DOCS} for those there are."
    )


def wrong_parameters(errors: Sequence[Mapping[str, Any]]) -> ProblemError:
    """Return the problem that parameters could not be read, each with what is wrong."""
    found = []
    for error in errors:
        where, *names = [str(part) for part in error["loc"]]
        detail = str(error["msg"]).removeprefix("Value error, ")
        found.append({"in": where, "name": names[-1] if names else "", "detail": detail})
    first = found[0]
    return ProblemError(problems.WRONG_PARAMETERS, f"{first['name']}: {first['detail']}.", {"errors": found})
