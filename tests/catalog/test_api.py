"""The API reads what the release holds: rows, filters, time, pages, tags, tables.

Problems come in plain words.
"""

import csv
import gzip
import io
import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from hashlib import sha256
from typing import Any

import jsonschema_rs
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from catalog.api.properties import Property
from catalog.api.resources import filters_of
from catalog.models import Release
from catalog.registry import KINDS
from catalog.schema import Catalog
from config.urls import API
from tests.support import publish_catalog, starter_catalog

PUBLIC = [kind for kind in KINDS.values() if kind.tag]
LISTS = {
    f"{kind.path}?when=all" if kind.name == "prices" else kind.path: kind.name for kind in PUBLIC
}
NEXT = replace(starter_catalog(), terms=())  # another release


def get(client: Client, address: str) -> Any:
    response = client.get(f"/api/v1/{address}")
    assert (response.status_code, response.headers["Content-Type"]) == (200, "application/json"), (
        response.content
    )
    return response.json()


def problem(response: Any, status: int) -> Any:
    assert (response.status_code, response.headers["Content-Type"]) == (
        status,
        "application/problem+json",
    )
    found = response.json()
    assert found["status"] == status
    assert found["type"].startswith("/api/v1/docs#")
    assert found["detail"].endswith(".")
    return found


def everything(client: Client, address: str) -> list[Any]:
    mark = "&" if "?" in address else "?"
    first = get(client, f"{address}{mark}limit=200")
    items: list[Any] = first["items"]
    while first["next"]:
        first = client.get(first["next"].removeprefix("http://testserver")).json()
        items += first["items"]
    assert len(items) == first["count"]
    return items


# --------------------------------------------------------------------------------------------- rows


def test_one_row_is_what_the_list_says(starter_release: Release, client: Client) -> None:
    for address in LISTS:
        listed = get(client, f"{address}{'&' if '?' in address else '?'}limit=1")["items"][0]
        item = get(client, f"{address.partition('?')[0]}/{listed['id']}")["item"]
        assert {name: item[name] for name in listed} == listed


def quantities(value: Any) -> Iterator[Any]:
    if isinstance(value, dict):
        if {"value", "unit"} <= set(value):
            yield value
        for each in value.values():
            yield from quantities(each)
    elif isinstance(value, list):
        for each in value:
            yield from quantities(each)


def bare_numbers(value: Any, name: str = "") -> Iterator[str]:
    """Yield the names of numbers that stand outside a quantity."""
    if isinstance(value, dict):
        for key, each in value.items():
            if not ({"value", "unit"} <= set(value) and key in {"value", "low", "high"}):
                yield from bare_numbers(each, key)
    elif isinstance(value, list):
        for each in value:
            yield from bare_numbers(each, name)
    elif isinstance(value, int | float) and not isinstance(value, bool):
        yield name


def test_list_holds_every_row_once_and_every_number_carries_unit_day_and_source(
    starter_release: Release, client: Client
) -> None:
    sources = starter_catalog().source
    for address, kind in LISTS.items():
        items = everything(client, address)
        ids = [item["id"] for item in items]
        assert len(ids) == len(set(ids)) == len(getattr(starter_catalog(), kind))
        assert set(bare_numbers(items)) <= {"year", "horizon"}  # years of a calendar
        for each in quantities(items):
            if each["value"] is None:  # no source says that it is unknown
                assert (each["as_of"], each["source"]) == (None, None)
            else:
                assert date.fromisoformat(each["as_of"]) <= date(2027, 1, 1)
                assert each["source"] in sources
                assert each["unit"]


def test_unknown_is_null_and_never_zero(starter_release: Release, client: Client) -> None:
    silent = next(row for row in starter_catalog().models if row.total_limit is None)

    item = get(client, f"models/{silent.slug}")["item"]

    assert (item["total_limit"]["value"], item["total_limit"]["unit"]) == (None, "tokens")


def test_price_is_a_number_to_its_last_digit(starter_release: Release, client: Client) -> None:
    price = next(row for row in starter_catalog().prices if row.amount == Decimal("0.075"))

    body = client.get(f"/api/v1/prices/{KINDS['prices'].id_of(price)}").content

    assert b'"value":0.075' in body


# ------------------------------------------------------------------------------------------ filters


NARROWED = {
    "offers?seller=google": {"seller": "google"},
    "offers?q=openai": {},
    "machines?q=h100": {},
    "terms?q=token": {},
    "prices?model=gemini-4-carbon&seller=google": {"offer": "gemini-4-carbon@google"},
    "prices?unit=seat_month&when=all": {"unit": "seat_month"},
    "scores?benchmark=arena-coding": {"benchmark": "arena-coding"},
    "scores?task=coding": {"task": "coding"},
    "use-cases?industry=cross-industry": {"industry": "cross-industry"},
    "matrix?fit=limited": {"fit": "limited"},
    "matrix?department=Marketing": {"department": "Marketing"},
    "claims?status=disputed": {"status": "disputed"},
    "sources?voice=seller": {"voice": "seller"},
    "benchmarks?task=coding": {"task": "coding"},
}


def test_list_is_narrowed_to_what_was_asked(starter_release: Release, client: Client) -> None:
    for address, meant in NARROWED.items():
        narrowed = everything(client, address)
        whole = get(
            client, address.partition("?")[0] + ("?when=all" if "prices" in address else "")
        )
        assert 0 < len(narrowed) < whole["count"], address
        assert all(row[field] == value for row in narrowed for field, value in meant.items()), (
            address
        )
        name = address.partition("?q=")[2]
        assert all(name in json.dumps(row).lower() for row in narrowed), address


def test_list_is_sorted_with_the_unknown_last(starter_release: Release, client: Client) -> None:
    for order in ("asc", "desc"):
        found = [
            row["total_limit"]["value"]
            for row in everything(client, f"models?sort=total_limit&order={order}")
        ]
        known = [value for value in found if value is not None]
        assert known == sorted(known, reverse=order == "desc")
        assert found == known + [None] * (len(found) - len(known))


def test_numbers_and_days_narrow_a_list(starter_release: Release, client: Client) -> None:
    catalog, day = starter_catalog(), date(2026, 1, 1)
    wanted = {
        row["id"]
        for row in everything(
            client, "models?min_total_limit=1000000&released_from=2026-01-01&listed=true"
        )
    }
    cheap = {row["id"] for row in everything(client, "prices?max_price=0.1&when=all")}

    assert wanted == {
        row.slug
        for row in catalog.models
        if row.listed and (row.total_limit or 0) >= 1_000_000 and (row.released or date.min) >= day
    }
    assert cheap == {
        KINDS["prices"].id_of(row) for row in catalog.prices if row.amount <= Decimal("0.1")
    }


def test_release_says_what_was_known(starter_release: Release, client: Client) -> None:
    catalog = starter_catalog()
    shorter = replace(catalog, claims=catalog.claims[1:])
    second = publish_catalog(shorter)

    assert get(client, "claims?limit=1")["release"] == second.number
    assert get(client, "claims?limit=1")["count"] == len(catalog.claims) - 1
    assert get(client, "claims?limit=1&release=1")["count"] == len(catalog.claims)
    assert [row["number"] for row in get(client, "releases")["items"]] == [2, 1]
    assert get(client, "releases/1")["item"]["counts"]["claims"] == len(catalog.claims)


# -------------------------------------------------------------------------- stretches, tags, tables


def test_stretches_lead_on_and_back(starter_release: Release, client: Client) -> None:
    response = client.get("/api/v1/models?branch=language&limit=2&offset=2")

    found = response.json()
    assert found["next"] == "http://testserver/api/v1/models?branch=language&limit=2&offset=4"
    assert found["previous"] == "http://testserver/api/v1/models?branch=language&limit=2&offset=0"
    assert (
        response.headers["Link"]
        == f'<{found["next"]}>; rel="next", <{found["previous"]}>; rel="prev"'
    )


def test_unchanged_answer_is_304_for_one_query_until_the_next_release(
    starter_release: Release, client: Client
) -> None:
    addresses = [
        f"/api/v1/{each}"
        for each in (*LISTS, "models/gemini-4-carbon", "questions", "releases/1", "catalog.json")
    ]
    etags = {address: client.get(address).headers["ETag"] for address in addresses}

    for address, etag in etags.items():
        with CaptureQueriesContext(connection) as queries:
            repeated = client.get(address, headers={"If-None-Match": etag})
        found = repeated.status_code, repeated.content, repeated.headers["ETag"], len(queries)
        assert found == (304, b"", etag, 1), address
    publish_catalog(NEXT)
    newer = {
        address: client.get(address, headers={"If-None-Match": etag}).status_code
        for address, etag in etags.items()
    }
    assert newer == dict.fromkeys(addresses, 200) | {"/api/v1/releases/1": 304}


def test_number_of_queries_does_not_grow(starter_release: Release, client: Client) -> None:
    client.get("/api/v1/models?limit=1")  # the release is loaded

    for address in LISTS:
        for limit in (1, 200):
            with CaptureQueriesContext(connection) as queries:
                get(client, f"{address}{'&' if '?' in address else '?'}limit={limit}")
            assert len(queries) == 1, (address, limit)


def read_csv(response: Any) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(response.content.decode())))


def test_list_is_a_table_too_with_units_of_its_numbers(
    starter_release: Release, client: Client
) -> None:
    for address in (*LISTS, "releases"):
        response = client.get(f"/api/v1/{address}{'&' if '?' in address else '?'}format=csv")
        assert response.headers["Content-Type"] == "text/csv; charset=utf-8"
        assert response.headers["Content-Disposition"].startswith(
            'attachment; filename="pilotlight-'
        )
        assert len(read_csv(response)) == get(client, address)["count"], address

    days = {
        "2026-11-30": ("2", "2026-11-30"),
        "2026-12-02": ("4", ""),
    }  # a price of Gemini that is announced
    for day, (usd, end) in days.items():
        wanted = f"prices?offer=gemini-4-carbon@google&unit=input_mtok&as_of={day}&format=csv"
        (row,) = read_csv(client.get(f"/api/v1/{wanted}"))
        assert (row["price"], row["price_unit"], row["valid_to"]) == (
            usd,
            "USD per million tokens in",
            end,
        )


# -------------------------------------------------------------------------------- the whole catalog


def test_whole_catalog_is_the_release_to_the_byte(starter_release: Release, client: Client) -> None:
    response = client.get("/api/v1/catalog.json")
    packed = client.get("/api/v1/catalog.json", headers={"Accept-Encoding": "br, gzip"})

    assert (
        response.content.decode()
        == gzip.decompress(packed.content).decode()
        == starter_release.payload
    )
    assert sha256(response.content).hexdigest() == starter_release.digest
    assert response.headers["ETag"] == f'"{starter_release.digest}"'
    assert (
        response.headers["Content-Disposition"]
        == 'attachment; filename="pilotlight-catalog-1.json"'
    )
    assert len(packed.content) * 5 < len(starter_release.payload)
    assert (packed.headers["Content-Encoding"], packed.headers["Vary"]) == (
        "gzip",
        "Accept-Encoding",
    )
    assert packed.headers["ETag"] == f'W/"{starter_release.digest}"'


def test_whole_catalog_fits_its_schema(starter_release: Release, client: Client) -> None:
    schema = get(client, "catalog.schema.json")

    jsonschema_rs.validator_for(schema).validate(json.loads(starter_release.payload))

    with pytest.raises(jsonschema_rs.ValidationError):
        jsonschema_rs.validator_for(schema).validate({"models": [{"slug": 1}]})


# ----------------------------------------------------------------------------------------- problems


def test_what_is_not_there_is_not_found(starter_release: Release, client: Client) -> None:
    for kind in PUBLIC:
        if kind.joint != "/":
            found = problem(client.get(f"/api/v1/{kind.path}/nothing-like-this"), 404)
            assert "nothing-like-this" in found["detail"]
            assert found["instance"] == f"/api/v1/{kind.path}/nothing-like-this"
    releases = ("releases/2", "releases/99999999999999999999", "releases/-1", "models?release=7")
    for address in (
        "nothing",
        "matrix/product-description",
        "models/a/b",
        f"models/{'gpt-4,' * 4000}",
        *releases,
    ):
        problem(client.get(f"/api/v1/{address}"), 404)
    assert (
        problem(client.get("/api/v1/models?release=7"), 404)["detail"] == "There is no release 7."
    )


REFUSED = {
    "limit": ("0", "201", "99999999999999999999999", "ten"),
    "offset": ("-1", "1000000000", "%C2%A04", "1_0", "4%20"),
    "makes": ("smell",),
    "as_of": ("1", "2026-02-30", "9999-12-31", "0001-01-01"),
    "release": ("0", "99999999999"),
    "format": ("xml",),
    "provider": (
        "%F0%9F%94%A5",
        "openai&provider=google",
        "&".join(["openai", *["provider=openai"] * 900]),
    ),
    "colour": ("red",),
    "sort": ("colour",),
    "min_context": ("many", "%2010"),
}


def test_what_cannot_be_taken_is_named(starter_release: Release, client: Client) -> None:
    for name, values in REFUSED.items():
        for value in values:
            found = problem(client.get(f"/api/v1/models?{name}={value}"), 422)
            assert [error["name"] for error in found["errors"]] == [name], value
    for sent in ("&".join(f"m={number}" for number in range(4000)), "q=" + "a" * 4000):
        response = client.get(f"/api/v1/models?{sent}")
        assert response.status_code in {400, 422}
        problem(response, response.status_code)


def test_other_methods_are_refused_with_those_allowed_and_head_is_answered(
    starter_release: Release, client: Client
) -> None:
    for method in ("post", "put", "patch", "delete"):
        response = getattr(client, method)("/api/v1/models")
        problem(response, 405)
        assert response.headers["Allow"] == "GET, HEAD"
    head, whole = client.head("/api/v1/models"), client.get("/api/v1/models")
    assert (head.status_code, head.headers["ETag"]) == (200, whole.headers["ETag"])


def test_pages_of_other_sites_may_ask_and_read(starter_release: Release, client: Client) -> None:
    for address, methods in {
        "models": "GET, HEAD",
        "models/x": "GET, HEAD",
        "decide": "POST",
    }.items():
        response = client.options(f"/api/v1/{address}", headers={"Origin": "https://example.org"})
        assert (response.status_code, response.content) == (204, b"")
        assert response.headers["Access-Control-Allow-Origin"] == "*"
        assert response.headers["Access-Control-Allow-Methods"] == methods
        assert {"Content-Type", "If-None-Match"} <= {
            *response.headers["Access-Control-Allow-Headers"].split(", ")
        }
        assert {"ETag", "Link"} <= {*response.headers["Access-Control-Expose-Headers"].split(", ")}
    response = client.get("/api/v1/models")
    assert (response.cookies, response.headers["Access-Control-Allow-Origin"]) == ({}, "*")


@pytest.mark.django_db
def test_without_a_release_it_says_so(client: Client) -> None:
    for address in (*LISTS, "models/x", "releases", "questions", "catalog.json"):
        assert (
            problem(client.get(f"/api/v1/{address}"), 503)["detail"]
            == "Nothing has been published yet."
        )


def test_nul_is_refused_as_a_problem(client: Client) -> None:
    problem(client.get("/api/v1/models?q=%00"), 400)
    problem(client.get("/api/v1/models/a%00b"), 400)


# -------------------------------------------------------------------------------- document and page


def test_document_is_served_and_tagged(client: Client) -> None:
    response = client.get("/api/v1/openapi.json")

    assert response.json()["openapi"].startswith("3.1")
    repeated = client.get(
        "/api/v1/openapi.json", headers={"If-None-Match": response.headers["ETag"]}
    )
    assert repeated.status_code == 304


def test_every_public_kind_has_a_list_and_a_detail_named_after_it() -> None:
    document = API.document
    names = {
        operation["operationId"]
        for item in document["paths"].values()
        for operation in item.values()
    }

    assert {
        "listModels",
        "getModel",
        "listPrices",
        "getPrice",
        "listDataTerms",
        "getExchangeRate",
        "decide",
    } <= names
    for kind in PUBLIC:
        assert f"/api/v1/{kind.path}" in document["paths"]
    assert {tag["name"] for tag in document["tags"]} == {
        tag
        for item in document["paths"].values()
        for operation in item.values()
        for tag in operation["tags"]
    }
    assert document["servers"]


def test_every_public_field_is_a_property() -> None:
    schemas = API.document["components"]["schemas"]
    for kind in PUBLIC:
        given = schemas["".join(word.capitalize() for word in kind.code.replace("_", " ").split())]
        for field in kind.described.values():
            name = field.about.quantity.name if field.about.quantity else ""
            assert (
                not field.about.public
                or {"slug": "id"}.get(field.name, name or field.name) in given["properties"]
            )


def test_page_explains_every_address_of_the_document(client: Client) -> None:
    html = client.get("/api/v1/docs").content.decode()

    for path, item in API.document["paths"].items():
        for method in item:
            assert f"<code>{method.upper()} {path}</code>" in html


def test_ids_are_known_to_the_pages(starter_release: Release, client: Client) -> None:
    for kind in PUBLIC:
        if kind.page or kind.place:
            page, _, anchor = get(client, f"{kind.path}?limit=1")["items"][0]["page"].partition("#")
            response = client.get(page)
            assert response.status_code == 200
            assert f'id="{anchor}"' in response.content.decode() or not anchor


def test_a_catalog_of_nothing_is_answered(db: None, client: Client) -> None:
    publish_catalog(Catalog())

    assert [get(client, address)["count"] for address in LISTS] == [0] * len(LISTS)


def test_length_that_is_no_number_fails_nothing(client: Client, starter_release: Release) -> None:
    assert all(
        client.get("/api/v1/models", CONTENT_LENGTH=each).status_code < 500
        for each in ("x", "-1", "²")
    )


@pytest.mark.parametrize("holds", [int, int | None, Decimal])
def test_numbers_without_a_unit_are_narrowed_by_their_ends(holds: Any) -> None:
    year = Property("founded", holds, "The year.", read=lambda _, row: row, filter=True)
    filters = {row.name: row for row in filters_of(year)}

    assert list(filters) == ["min_founded", "max_founded"]
    assert filters["min_founded"].matches(2015, 2015.0)
    assert not filters["min_founded"].matches(2014, 2015.0)
    assert not filters["max_founded"].matches(None, 2015.0)
