"""The front door gives an answer again only where nothing that it hangs on is different, and then to the byte."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import psycopg
import pytest
from django.db import OperationalError, connection
from django.http import HttpResponse
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext
from django.utils.timezone import now

from catalog.models import Release
from config import again
from config.holding import Hold, end_of, hold
from config.middleware import AWAY
from tests.door import Door
from tests.support import publish_catalog, starter_catalog
from tests.wizard.colleagues import made
from wizard.models import Plan

GZIP = {"Accept-Encoding": "gzip"}


@pytest.fixture
def address(starter_release: Release) -> str:
    return made()[0].get_absolute_url()


def test_page_is_given_again_to_the_byte_for_one_query(address: str) -> None:
    door = Door()
    first = door.get(address, **GZIP)
    first_spared = door.get(address, **GZIP | {"If-None-Match": first[1]["ETag"]})

    with CaptureQueriesContext(connection) as queries:
        kept = door.get(address, **GZIP)
        spared = door.get(address, **GZIP | {"If-None-Match": first[1]["ETag"]})

    assert (door.asked, len(queries)) == (2, 2)
    assert (first[0], spared[0]) == ("200 OK", "304 Not Modified")
    ids = {answer[1].pop("X-Request-ID") for answer in (first, first_spared, kept, spared)}
    assert len(ids) == 4
    assert kept == first
    assert spared == first_spared


def test_whoever_asks_otherwise_is_answered_by_the_site(address: str) -> None:
    door = Door()
    door.get(address, **GZIP)

    others: list[dict[str, str]] = [
        {},
        GZIP | {"Cookie": "theme=dark"},
        GZIP | {"Cookie": "wrote=1"},
        GZIP | {"Host": "127.0.0.1"},
        GZIP | {"HX-Request": "true"},
        GZIP | {"If-None-Match": '"of another page"'},
        GZIP | {"Cookie": "long=" + "x" * again.LONGEST},
        GZIP | {"Cookie": "long=" + "x" * again.LONGEST},
    ]
    for count, headers in enumerate(others, start=2):
        door.get(address, **headers)
        assert door.asked == count, headers
    door.get(address, method="HEAD", **GZIP)
    assert door.asked == len(others) + 2


def test_release_shows_at_once(address: str) -> None:
    door = Door()
    before = door.get(address, **GZIP)
    publish_catalog(starter_catalog().__class__(), note="Nothing at all.")

    after = door.get(address, **GZIP | {"If-None-Match": before[1]["ETag"]})

    assert (after[0], after[1]["ETag"] == before[1]["ETag"]) == ("200 OK", False)


def test_link_that_was_withdrawn_or_ran_out_opens_nothing(starter_release: Release) -> None:
    for column in ("withdrawn", "expires"):
        plan, _, _ = made()
        door = Door()
        assert door.get(plan.get_absolute_url(), **GZIP)[0] == "200 OK"
        Plan.objects.filter(pk=plan.pk).update(**{column: now()})

        assert door.get(plan.get_absolute_url(), **GZIP)[0] == "410 Gone"


# ------------------------------------------------------------------------------------------------------------ a toy


def a_hold(**other: Any) -> Hold:
    return Hold(**{"found": "as it was", "until": end_of(date.max - timedelta(days=2)), **_STANDS, **other})


_STANDS: dict[str, Any] = {"ask": lambda: "as it was", "body": lambda: b"kept"}


def away() -> str:
    raise OperationalError from psycopg.OperationalError()


def toy(what: Hold, *, cookie: bool = False, seen: list[bool] | None = None) -> Door:
    def site(environ: dict[str, Any], start: Callable[..., Any]) -> HttpResponse:
        (seen if seen is not None else []).append(AWAY in environ)
        response = HttpResponse(b"kept")
        if cookie:
            response.set_cookie("mine", "1")
        hold(RequestFactory().get("/"), response, what)
        start("200 OK", list(response.items()))
        return response

    return Door(site)


def test_answer_that_holds_is_given_again() -> None:
    door = toy(a_hold())

    assert door.get("/")[2] == door.get("/")[2] == b"kept"
    assert door.asked == 1


@pytest.mark.parametrize(
    "what",
    [
        a_hold(until=now() - timedelta(seconds=1)),
        a_hold(ask=lambda: "as it is now"),
        a_hold(ask=lambda: None),
        a_hold(body=lambda: None),
        a_hold(ask=away),
    ],
    ids=["over", "different", "gone", "let go", "away"],
)
def test_answer_that_does_not_hold_is_made_anew(what: Hold) -> None:
    door = toy(what)

    for count in (1, 2):
        door.get("/")
        assert door.asked == count


def test_answer_with_a_cookie_is_its_own_visitors() -> None:
    door = toy(a_hold(), cookie=True)
    door.get("/")
    door.get("/")

    assert door.asked == 2


def test_database_that_was_asked_in_vain_is_not_asked_once_more() -> None:
    seen: list[bool] = []
    door = toy(a_hold(ask=away), seen=seen)
    door.get("/")
    door.get("/")

    assert seen == [False, True]
