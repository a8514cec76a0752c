"""A database that is away, bytes that no page can mean, pages that are missing, and texts that are compressed."""

import contextlib
import http.client
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from email.message import Message
from http import HTTPStatus
from typing import Any, NamedTuple

import pytest
from django.db import InternalError, OperationalError
from django.test import Client

from catalog.models import Release
from config import middleware
from config.environment import PROJECT
from config.postgres.cluster import Cluster


def test_nul_anywhere_is_a_bad_request(client: Client) -> None:
    multipart = '--b\r\nContent-Disposition: form-data; name="next"\r\n\r\na\0b\r\n--b--\r\n'
    answers = [
        client.get("/healthz?q=a%00b"),
        client.get("/healthz?a%00b=1"),
        client.get("/heal%00thz"),
        client.get("/healthz", headers={"cookie": 'sessionid="a\\000b"'}),
        client.post("/theme/", {"next": "a\0b"}),
        client.post("/theme/", "next=a%00b", content_type="application/x-www-form-urlencoded"),
        client.post("/theme/", multipart, content_type="multipart/form-data; boundary=b"),
    ]

    assert [answer.status_code for answer in answers] == [HTTPStatus.BAD_REQUEST] * 7
    assert all("This request could not be read" in answer.text for answer in answers)


def test_body_in_an_unreadable_alphabet_is_a_bad_request(client: Client) -> None:
    answer = client.post("/theme/", "next=1", content_type="application/x-www-form-urlencoded; charset=utf-7")

    assert answer.status_code == HTTPStatus.BAD_REQUEST


def test_oversize_form_is_a_bad_request(client: Client) -> None:
    answer = client.post("/theme/", "next=" + "a" * 1_100_000, content_type="application/x-www-form-urlencoded")

    assert answer.status_code == HTTPStatus.BAD_REQUEST


def test_file_name_with_nul_is_a_bad_request(client: Client) -> None:
    body = '--b\r\nContent-Disposition: form-data; name="f"; filename="a\0b"\r\n\r\nx\r\n--b--\r\n'

    answer = client.post("/theme/", body, content_type="multipart/form-data; boundary=b")

    assert answer.status_code in {HTTPStatus.BAD_REQUEST, HTTPStatus.FOUND}


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/no-such-page/", "/models/no-such-model/"])
def test_what_is_missing_has_our_page_in_development_too(
    address: str, client: Client, settings: Any, starter_release: Release
) -> None:
    settings.DEBUG = True
    settings.MIDDLEWARE = [*settings.MIDDLEWARE, "config.middleware.own_not_found"]

    answer = client.get(address)

    assert answer.status_code == HTTPStatus.NOT_FOUND
    assert "There is no page here" in answer.text
    assert client.get("/models").status_code == HTTPStatus.MOVED_PERMANENTLY


@pytest.mark.django_db
def test_texts_are_compressed_once_and_pictures_are_not(client: Client, starter_release: Release) -> None:
    takes = {"Accept-Encoding": "gzip"}

    sent = {
        address: client.get(address, headers=takes).headers.get("Content-Encoding")
        for address in (
            "/plan/examples/restaurant/",
            "/models/",
            "/api/v1/models",
            "/releases/feed/",
            "/cards/home.png",
        )
    }

    assert sent == {
        "/plan/examples/restaurant/": "gzip",
        "/models/": "gzip",
        "/api/v1/models": "gzip",
        "/releases/feed/": "gzip",
        "/cards/home.png": None,
    }


@pytest.mark.parametrize(
    ("kind", "state", "away"),
    [
        (OperationalError, None, True),
        (OperationalError, "08006", True),
        (OperationalError, "53100", True),
        (OperationalError, "57P03", True),
        (OperationalError, "40P01", False),
        (InternalError, "25006", True),
        (InternalError, "25P02", False),
        (InternalError, None, False),
    ],
)
def test_only_absence_counts_as_away(kind: type[Exception], state: str | None, *, away: bool) -> None:
    error = kind()
    error.__cause__ = _CauseError(state)

    assert middleware.is_away(error) is away


class _CauseError(Exception):
    def __init__(self, sqlstate: str | None) -> None:
        self.sqlstate = sqlstate


# For real: a production server whose PostgreSQL goes and comes back.


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    cluster = Cluster(tmp_path_factory.mktemp("away") / "postgres", lasting=False)
    yield cluster
    cluster.leave()


@pytest.fixture(scope="module")
def address(cluster: Cluster, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Serve the site as in production, on a free port."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    environment = dict(os.environ) | {
        "DEBUG": "false",
        "SECRET_KEY": "for-this-test-alone-" + "k" * 40,
        "ALLOWED_HOSTS": "127.0.0.1",
        "BASE_URL": f"http://127.0.0.1:{port}",
        "DATABASE_URL": f"postgres://pilotlight@/pilotlight?host={cluster.ensure()}",
        "DATA_DIR": str(tmp_path_factory.mktemp("served")),
    }
    django = [sys.executable, "manage.py"]
    # The admin's own files take seconds to compress, and none of these pages uses them.
    collect = ["collectstatic", "--noinput", "--verbosity=0", "--ignore=admin"]
    for command in (collect, ["migrate", "--verbosity=0"]):
        subprocess.run([*django, *command], cwd=PROJECT, env=environment, check=True)
    granian = [sys.executable, "-m", "granian", "--interface=wsgi", f"--port={port}", "config.wsgi:application"]
    server = subprocess.Popen(granian, cwd=PROJECT, env=environment, stderr=subprocess.DEVNULL)
    until_well(f"127.0.0.1:{port}")
    yield f"127.0.0.1:{port}"
    server.terminate()
    server.wait()


class Answer(NamedTuple):
    status: int
    headers: Message
    body: str


def ask(address: str, path: str) -> Answer:
    """Ask as somebody who is signed in, so that the session is looked up; follow no redirect."""
    server = http.client.HTTPConnection(address, timeout=30)
    with contextlib.closing(server):
        server.request("GET", path, headers={"Cookie": "sessionid=" + "a" * 32})
        response = server.getresponse()
        return Answer(response.status, response.headers, response.read().decode())


def until_well(address: str) -> None:
    deadline = time.monotonic() + 20
    while time.monotonic() < deadline:
        with contextlib.suppress(OSError):
            if ask(address, "/healthz").status == HTTPStatus.OK:
                return
        time.sleep(0.05)
    raise AssertionError(address)


def stop(cluster: Cluster) -> None:
    cluster.leave()
    while (cluster.home / "data" / "postmaster.pid").exists():
        time.sleep(0.02)


def test_absent_database_is_503_and_the_next_request_after_it_is_back_works(cluster: Cluster, address: str) -> None:
    assert ask(address, "/readyz").status == HTTPStatus.OK
    assert ask(address, "/admin/").status == HTTPStatus.FOUND

    stop(cluster)
    away = ask(address, "/admin/")

    assert away.status == HTTPStatus.SERVICE_UNAVAILABLE
    assert away.headers["Retry-After"] == "10"
    assert "cannot use its database" in away.body
    assert ask(address, "/readyz").status == HTTPStatus.SERVICE_UNAVAILABLE
    assert ask(address, "/healthz").status == HTTPStatus.OK

    cluster.ensure()

    assert ask(address, "/admin/").status == HTTPStatus.FOUND


def test_restart_of_the_database_is_not_noticed(cluster: Cluster, address: str) -> None:
    assert ask(address, "/admin/").status == HTTPStatus.FOUND

    stop(cluster)
    cluster.ensure()

    assert [ask(address, "/admin/").status for _ in range(8)] == [HTTPStatus.FOUND] * 8


def test_production_pages_name_their_policy(address: str) -> None:
    answer = ask(address, "/healthz")

    assert answer.headers["Content-Security-Policy"].startswith("default-src 'none'; ")
    assert answer.headers["Referrer-Policy"] == "same-origin"


def test_plain_pages_find_their_stylesheet(address: str) -> None:
    answer = ask(address, "/static/css/pilotlight.css")

    assert answer.status == HTTPStatus.OK
    assert answer.headers["Content-Type"].startswith("text/css")
