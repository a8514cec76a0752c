"""Which requests read from a replica, and what they read after a write."""

from collections.abc import Iterator

import pytest
from django.core.exceptions import MiddlewareNotUsed
from django.db import DEFAULT_DB_ALIAS, connections
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory

from config import readiness
from config.replica import JUST_WROTE, REPLICA, Router, replica_middleware

requests = RequestFactory()


@pytest.fixture
def replica() -> Iterator[None]:
    connections.settings[REPLICA] = connections.settings[DEFAULT_DB_ALIAS]
    yield
    del connections.settings[REPLICA]


def source_of(request: HttpRequest) -> tuple[str, HttpResponse]:
    """Return where a view reads in this request, and what is answered."""
    seen: list[str] = []

    def respond(request: HttpRequest) -> HttpResponse:
        seen.append(Router().db_for_read(None))
        return HttpResponse()

    response = replica_middleware(respond)(request)
    assert isinstance(response, HttpResponse)
    return seen[0], response


@pytest.mark.usefixtures("replica")
def test_public_pages_are_read_from_the_replica_and_what_people_change_from_the_primary() -> None:
    for path in ("/", "/models/", "/p/A1b2C3d4E5f6G7h8I9j0Kl/", "/api/v1/models"):
        source, response = source_of(requests.get(path))
        assert (source, response.cookies) == (REPLICA, {}), path
    for path in ("/admin/", "/admin/catalog/price/", "/plan/", "/plan/new/", "/readyz"):
        assert source_of(requests.get(path))[0] == DEFAULT_DB_ALIAS, path


@pytest.mark.usefixtures("replica")
def test_who_just_wrote_reads_from_the_primary() -> None:
    source, response = source_of(requests.post("/report/"))

    assert source == DEFAULT_DB_ALIAS
    assert 0 < response.cookies[JUST_WROTE]["max-age"] <= 60
    assert response.cookies[JUST_WROTE]["httponly"]

    back = requests.get("/models/")
    back.COOKIES[JUST_WROTE] = "1"
    assert source_of(back)[0] == DEFAULT_DB_ALIAS


@pytest.mark.usefixtures("replica")
def test_write_within_a_request_is_read_back_from_the_primary() -> None:
    seen: list[str] = []

    def respond(request: HttpRequest) -> HttpResponse:
        router = Router()
        seen.extend([router.db_for_read(None), router.db_for_write(None), router.db_for_read(None)])
        return HttpResponse()

    replica_middleware(respond)(requests.get("/models/"))

    assert seen == [REPLICA, DEFAULT_DB_ALIAS, DEFAULT_DB_ALIAS]
    assert Router().db_for_read(None) == DEFAULT_DB_ALIAS


@pytest.mark.parametrize(
    ("alias", "says"),
    [
        (DEFAULT_DB_ALIAS, "no release of the catalog is published: run publish_release"),
        (REPLICA, "no release of the catalog has reached the replica"),
    ],
)
def test_readiness_reads_the_release_where_pages_do(alias: str, says: str) -> None:
    def newest_release(*, missing: str = "") -> object:
        return None if Router().db_for_read(None) == missing else object()

    def missing_there() -> object:
        return newest_release(missing=alias)

    for each in (DEFAULT_DB_ALIAS, REPLICA):
        expected = [says] if each == alias else []
        assert list(readiness._missing_of_the_catalog(each, missing_there)) == expected
        assert list(readiness._missing_of_the_catalog(each, newest_release)) == []
    assert Router().db_for_read(None) == DEFAULT_DB_ALIAS


def test_without_a_replica_nothing_stands_in_the_way() -> None:
    with pytest.raises(MiddlewareNotUsed):
        replica_middleware(lambda _request: HttpResponse())


def test_tables_are_changed_on_the_primary_only() -> None:
    assert [Router().allow_migrate(alias, "wizard") for alias in (DEFAULT_DB_ALIAS, REPLICA)] == [
        True,
        False,
    ]
