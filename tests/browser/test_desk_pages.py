"""Every page of the desk in a real browser: accessible, quiet, under the policy, and no wider than the window."""

from http import HTTPStatus

import pytest
from django.conf import settings
from django.contrib import admin
from django.contrib.auth.models import User
from django.test import Client
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from catalog import releases
from catalog.facts import dump
from catalog.models import Release
from tests.browser.test_journey import faults
from tests.docs.test_roles import PLACES, a_row, address, routes_of, told
from wizard.models import Affected, Look, Plan

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

SHAPES = ((390, "dark"), (1280, "light"))  # every page is seen in one of them, each kind of page in both
OF_ITS_OWN = ("", "add/", "<path:object_id>/change/")  # pages that look otherwise for every table
SAME = "#nav-sidebar"  # the same on every page, and long
LOUD = {"error", "warning"}
NO_PAGES = ("catalog/import/out/rows/",)  # a file to keep


def test_every_page_of_the_desk_is_accessible_and_quiet(browser: Browser, live_server: LiveServer) -> None:
    """All of them in one test and two windows, because opening windows and emptying tables takes longest."""
    addresses = pages_of_the_desk()
    boss = Client()
    boss.force_login(User.objects.create_superuser("boss"))
    key = boss.cookies[settings.SESSION_COOKIE_NAME].value
    complaints: list[str] = []
    windows = []
    for width, scheme in SHAPES:
        context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)  # type: ignore[arg-type]
        window = context.new_page()
        window.on("console", lambda message: complaints.append(message.text) if message.type in LOUD else None)
        windows.append(window)
    windows[0].goto(f"{live_server.url}/admin/login/")
    lock_out(windows[1], live_server.url)
    found = {f"{name} of nobody": looked_at(window) for name, window in zip(("log-in", "wait"), windows, strict=True)}
    for window in windows:
        window.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": key, "url": live_server.url}])
    for number, where in enumerate(addresses):
        window = windows[number % len(windows)]
        window.goto(live_server.url + where)
        found[where] = looked_at(window, without="" if number < len(windows) else SAME)
    for window in windows:
        window.context.close()

    assert {where: rows for where, rows in found.items() if rows} == {}
    assert [line for line in complaints if "429" not in line] == []  # the browser notes the refusal itself
    assert len(found) > len(PLACES) * 2


def looked_at(window: Page, *, without: str = "") -> list[str]:
    """Return what is wrong with the page that a window shows, without a part of it that was looked at before."""
    sideways = window.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")
    return [*faults(window, without=without), *(["scrolls sideways"] if sideways else [])]


def pages_of_the_desk() -> list[str]:
    """Store a row of every table that the admin shows and return the addresses of its pages.

    Lists and forms of every table; of the pages that all tables share, such as a history, one.
    """
    tables = {f"{model._meta.app_label}/{model._meta.model_name}": model for model in admin.site._registry}
    found: dict[str, str] = {}
    for place in [*PLACES, ""]:
        row = a_row(tables[place]) if place else None
        for route in routes_of(place):
            of_its_own = route.removeprefix(f"{place}/") in OF_ITS_OWN
            if route not in NO_PAGES:
                found.setdefault(route if of_its_own else told(route), address(route, row))
    release, following = Release.objects.order_by("-number")[0], releases.compile_desk()
    look = Look.objects.create(
        release=release.number, digest="0" * 64, day="2026-11-25", payload=dump(following).decode()
    )
    Affected.objects.create(
        look=look, plan=Plan.objects.order_by("pk")[0], approach_before="both", effects=["costs"], percent=34
    )
    queries = {
        "/admin/catalog/release/publish/plans/": f"?look={look.pk}&effect=costs",
        "/admin/catalog/cell/": "?overdue=1",
    }
    boss = Client()
    boss.force_login(User.objects.create_superuser("usher"))
    opened = [where for where in dict.fromkeys(found.values()) if boss.get(where).status_code == HTTPStatus.OK]
    return [where + queries.get(where, "") for where in opened]


def lock_out(page: Page, base: str) -> None:
    """Type wrong passwords until the desk says to wait."""
    page.goto(f"{base}/admin/login/")
    for _ in range(settings.AXES_FAILURE_LIMIT):
        page.get_by_label("Username").fill("nobody")
        page.get_by_label("Password").fill("wrong")
        page.get_by_role("button", name="Log in").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Wait a little")
