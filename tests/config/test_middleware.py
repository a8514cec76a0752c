"""What counts as a database away, bytes no page can mean, missing pages, compressed texts."""

import errno
import os
from http import HTTPStatus

import pytest
from django.db import InternalError, OperationalError
from django.test import Client, RequestFactory

from catalog.models import Release
from config import middleware
from config.views import failed
from tests.support import page_of


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
    assert all("This request could not be read" in page_of(answer) for answer in answers)


def test_form_that_cannot_be_read_is_a_bad_request(client: Client) -> None:
    form = "application/x-www-form-urlencoded; charset=utf-7"

    assert client.post("/theme/", "next=1", content_type=form).status_code == HTTPStatus.BAD_REQUEST


@pytest.mark.django_db
def test_texts_are_compressed_once_and_pictures_are_not(
    client: Client, starter_release: Release
) -> None:
    packed = ("/plan/examples/restaurant/", "/models/", "/api/v1/models", "/releases/feed/")
    takes = {"Accept-Encoding": "gzip"}

    sent = {
        each: client.get(each, headers=takes).headers.get("Content-Encoding")
        for each in (*packed, "/cards/home.png")
    }

    assert sent == dict.fromkeys(packed, "gzip") | {"/cards/home.png": None}


AWAY = (
    (OperationalError, (None, "08006", "53100", "57P03", "55P03", "57014", "40P01", "40001")),
    (InternalError, ("25P03", "25006")),
)
THERE = ((OperationalError, ("42P01",)), (InternalError, ("25P02", None)))


@pytest.mark.parametrize(("errors", "unavailable"), [(AWAY, True), (THERE, False)])
def test_only_absence_counts_as_away(
    errors: tuple[tuple[type[Exception], tuple[str | None, ...]], ...], *, unavailable: bool
) -> None:
    for kind, states in errors:
        for state in states:
            error = kind()
            error.__cause__ = _CauseError(state)
            assert middleware.is_database_unavailable(error) is unavailable, (kind, state)


class _CauseError(Exception):
    def __init__(self, sqlstate: str | None) -> None:
        self.sqlstate = sqlstate


@pytest.mark.parametrize(
    ("code", "status"),
    [(errno.ENOSPC, 503), (errno.EDQUOT, 503), (errno.EMFILE, 503), (errno.EACCES, 500)],
)
def test_full_disk_is_no_fault_of_ours(code: int, status: int) -> None:
    request = RequestFactory().post("/plan/new/")
    try:
        raise OSError(code, os.strerror(code))  # noqa: TRY301  # the view asks which error it is called for
    except OSError:
        answer = failed(request)

    assert answer.status_code == status
    assert ("what you typed is still in the form" in page_of(answer)) == (status == 503)
