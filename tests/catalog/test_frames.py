"""Two pages may be framed by any site, light and without scripts; every other address refuses."""

import re
from datetime import date, timedelta
from http import HTTPStatus

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders
from django.test import Client
from django.urls import reverse

from catalog import releases
from catalog.models import Release
from catalog.price_levels import BoardLevels, LevelBoard, board_levels
from catalog.schema import Catalog
from catalog.upcoming import upcoming
from catalog.views import price_levels
from tests.addresses import DESK, PUBLIC
from tests.support import member, page_of

FRAMED = {reverse("machines:framed_prices"), reverse("machines:framed_calendar")}
MOST_BYTES = 30_000  # of a framed page and all that it loads, uncompressed
pytestmark = pytest.mark.django_db


def frame_ancestors(policy: str) -> str:
    parts = dict(part.strip().partition(" ")[::2] for part in policy.split(";"))
    return parts["frame-ancestors"]


def test_every_address_but_two_refuses_to_be_framed(
    client: Client, starter_release: Release
) -> None:
    client.raise_request_exception = False
    open_to_all = set()
    for address in (*PUBLIC, *DESK):
        response = client.get(address)
        refuses = response.headers.get("X-Frame-Options") == "DENY"
        ancestors = frame_ancestors(response.headers["Content-Security-Policy"])
        assert refuses is (ancestors == "'none'"), address
        if not refuses:
            assert (ancestors, response.status_code) == ("*", HTTPStatus.OK), address
            open_to_all.add(address)

    assert open_to_all == FRAMED


@pytest.mark.parametrize("address", sorted(FRAMED))
def test_framed_page_is_light_and_runs_nothing(
    client: Client, starter_release: Release, address: str
) -> None:
    client.cookies["theme"] = "dark"
    response = client.get(address)
    html = page_of(response)
    loads = re.findall(
        r'<(?:link rel="(?:stylesheet|icon|preload)"|script|img)[^>]*?(?:href|src)="([^"]+)"', html
    )
    weight = len(response.content)
    for file in loads:
        path = finders.find(file.removeprefix(settings.STATIC_URL))
        assert isinstance(path, str), file
        with open(path, "rb") as stream:  # noqa: PTH123  # a path of Django's finders
            weight += len(stream.read())

    assert loads == [f"{settings.STATIC_URL}css/embed.css"]
    assert weight < MOST_BYTES
    assert "<script" not in html
    assert "data-theme" not in html  # a frame follows the device
    assert not response.cookies
    assert response.headers["Cross-Origin-Resource-Policy"] == "cross-origin"
    policy = response.headers["Content-Security-Policy"]
    assert "script-src" not in policy
    assert "default-src 'none'" in policy
    links = re.findall(r"<a [^>]+>", html)
    assert all('target="_blank" rel="noopener"' in link for link in links)


@pytest.mark.parametrize("address", sorted(FRAMED))
def test_framed_page_that_is_known_is_a_304_and_may_still_be_framed(
    client: Client, starter_release: Release, address: str
) -> None:
    etag = client.get(address).headers["ETag"]
    response = client.get(address, headers={"If-None-Match": etag})

    assert response.status_code == HTTPStatus.NOT_MODIFIED
    assert "X-Frame-Options" not in response.headers
    assert frame_ancestors(response.headers["Content-Security-Policy"]) == "*"


def test_frame_of_the_calendar_says_today_of_today_alone(
    client: Client, starter_release: Release
) -> None:
    catalog = releases.current().catalog
    day = upcoming(catalog, date(2026, 11, 26))[0].day
    then = page_of(client.get(f"/embed/calendar/?as_of={day}"))

    assert '<td class="num">that day</td>' in then
    assert ">today<" not in then


@pytest.mark.parametrize("address", sorted(FRAMED))
def test_frame_and_picture_work_out_what_they_show_alone(
    client: Client,
    starter_release: Release,
    monkeypatch: pytest.MonkeyPatch,
    address: str,
) -> None:
    boards: list[str] = []

    def counted(catalog: Catalog, board: LevelBoard, on: date) -> BoardLevels:
        boards.append(board.code)
        return board_levels(catalog, board, on)

    monkeypatch.setattr(price_levels, "board_levels", counted)
    day = date(2027, 1, 1) + timedelta(days=sorted(FRAMED).index(address))  # no test has asked for
    for path in (address, "/prices/pictures.svg", "/prices/nothing.svg"):
        client.get(f"{path}?as_of={day}")
        client.get(f"{path}?as_of={day}&again=1")  # another address, the same day

    assert boards == (["text", "pictures"] if "prices" in address else ["pictures"])


@pytest.mark.parametrize("address", sorted(FRAMED))
@pytest.mark.parametrize("moment", ["as_of=nonsense", "release=999999", "release=next"])
def test_what_is_wrong_with_an_address_and_what_editors_see_stays_out_of_frames(
    client: Client, starter_release: Release, address: str, moment: str
) -> None:
    editor = member("Editor")
    for browser in (client, editor):
        response = browser.get(f"{address}?{moment}")

        assert (response.status_code == HTTPStatus.OK) is (
            browser is editor and moment == "release=next"
        )
        assert response.headers["X-Frame-Options"] == "DENY"
        assert frame_ancestors(response.headers["Content-Security-Policy"]) == "'none'"


def test_files_may_be_read_and_shown_by_any_site(client: Client, starter_release: Release) -> None:
    files = (
        "/prices/prices.csv",
        "/prices/prices.json",
        "/prices/text.svg",
        "/calendar/calendar.csv",
        "/calendar/calendar.json",
        "/calendar/calendar.svg",
    )
    for address in files:
        response = client.get(address)
        assert response.headers["Access-Control-Allow-Origin"] == "*", address
        assert response.headers["Cross-Origin-Resource-Policy"] == "cross-origin", address
        assert response.headers["X-Frame-Options"] == "DENY", address
        assert response.headers["ETag"], address
