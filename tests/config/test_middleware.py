"""What counts as a database that is away, bytes that no page can mean, pages that are missing, and texts that are compressed."""

from http import HTTPStatus

import pytest
from django.db import InternalError, OperationalError
from django.test import Client

from catalog.models import Release
from config import middleware


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
    ("kind", "state", "unavailable"),
    [
        (OperationalError, None, True),
        (OperationalError, "08006", True),
        (OperationalError, "53100", True),
        (OperationalError, "57P03", True),
        (OperationalError, "40P01", False),
        (OperationalError, "55P03", True),
        (OperationalError, "57014", True),
        (InternalError, "25P03", True),
        (InternalError, "25006", True),
        (InternalError, "25P02", False),
        (InternalError, None, False),
    ],
)
def test_only_absence_counts_as_away(kind: type[Exception], state: str | None, *, unavailable: bool) -> None:
    error = kind()
    error.__cause__ = _CauseError(state)

    assert middleware.is_database_unavailable(error) is unavailable


class _CauseError(Exception):
    def __init__(self, sqlstate: str | None) -> None:
        self.sqlstate = sqlstate
