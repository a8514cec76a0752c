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
from tests.browser.looking import SHAPES, Window
from tests.docs.test_roles import PLACES, a_row, address, routes_of, told
from wizard.models import Affected, Look, Plan

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

OF_ITS_OWN = ("", "add/", "<path:object_id>/change/")  # pages that look otherwise for every table
SAME = "#nav-sidebar"  # the same on every page, and long
ADVICE = frozenset({"info", "verbose"})  # of Chromium to whoever wrote Django's own forms
# An empty form has the fields of the filled one, which is looked at in full.
NAMES = ("button-name", "form-field-multiple-labels", "input-button-name", "label", "link-name", "select-name")
REFUSED = "error: Failed to load resource: the server responded with a status of 429"  # the browser notes it itself
NO_PAGES = ("catalog/import/out/rows/",)  # a file to keep


def test_every_page_of_the_desk_is_accessible_and_quiet(browser: Browser, live_server: LiveServer) -> None:
    """All of them in one test and two windows, because opening windows and emptying tables takes longest."""
    addresses = pages_of_the_desk()
    boss = Client()
    boss.force_login(User.objects.create_superuser("boss"))
    key = boss.cookies[settings.SESSION_COOKIE_NAME].value
    windows = [Window(browser.new_page(), shape, unheard=ADVICE) for shape in range(len(SHAPES))]
    windows[0].page.goto(f"{live_server.url}/admin/login/")
    lock_out(windows[1].page, live_server.url)
    for window in windows:
        window.glance()
        window.page.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": key, "url": live_server.url}])
    for number, where in enumerate(addresses):
        window = windows[number % len(windows)]
        window.page.goto(live_server.url + where)
        empty = where.startswith("/admin/catalog/") and where.endswith("/add/")
        window.glance(without="" if number < len(windows) else SAME, rules=NAMES if empty else ())
    for window in windows:
        window.page.context.close()

    refused = windows[1].wrong.pop(f"{live_server.url}/admin/login/")
    assert [line.partition(" (")[0] for line in refused] == [REFUSED]
    assert {where: lines for window in windows for where, lines in window.wrong.items()} == {}
    assert sum(window.looked for window in windows) > len(PLACES) * 2


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
