"""Looking at every page of the desk in a real browser, in two halves so that two processes can share them."""

from collections.abc import Sequence
from http import HTTPStatus

from django.conf import settings
from django.contrib import admin
from django.contrib.auth.models import User
from django.test import Client
from playwright.sync_api import Browser

from tests.browser.looking import SHAPES, Window
from tests.docs.test_roles import PLACES, a_row, address, pattern, routes_of

HALVES = (PLACES[::2], [*PLACES[1::2], ""])
OF_ITS_OWN = ("", "add/", "<path:object_id>/change/")  # pages that look otherwise for every table
SAME = "#nav-sidebar"  # the same on every page, and long
ADVICE = frozenset({"info", "verbose"})  # of Chromium to whoever wrote Django's own forms
# An empty form has the fields of the filled one, which is looked at in full.
NAMES = ("button-name", "form-field-multiple-labels", "input-button-name", "label", "link-name", "select-name")
NO_PAGES = ("download/<slug:form>/", "import/<int:pk>/rejected/")  # files to keep


def look_at(browser: Browser, base: str, places: Sequence[str]) -> None:
    """Look at the pages of some tables, every page in one of two windows; opening windows takes long."""
    addresses = pages_of(places)
    boss = Client()
    boss.force_login(User.objects.create_superuser("boss"))
    key = boss.cookies[settings.SESSION_COOKIE_NAME].value
    windows = [Window(browser.new_page(), shape, unheard=ADVICE) for shape in range(len(SHAPES))]
    for window in windows:
        window.page.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": key, "url": base}])
    for number, where in enumerate(addresses):
        window = windows[number % len(windows)]
        window.page.goto(base + where)
        empty = where.startswith("/admin/catalog/") and where.endswith("/add/")
        window.glance(without="" if number < len(windows) else SAME, rules=NAMES if empty else ())
    for window in windows:
        window.page.context.close()

    assert {where: lines for window in windows for where, lines in window.wrong.items()} == {}
    assert sum(window.looked for window in windows) > len(places) * 2


def pages_of(places: Sequence[str]) -> list[str]:
    """Store a row of every table and return the addresses of its pages.

    Lists and forms of every table; of the pages that all tables share, such as a history, one.
    """
    tables = {f"{model._meta.app_label}/{model._meta.model_name}": model for model in admin.site._registry}
    found: dict[str, str] = {}
    for place in places:
        row = a_row(tables[place]) if place else None
        for route in routes_of(place):
            of_its_own = route.removeprefix(f"{place}/") in OF_ITS_OWN
            if not route.endswith(NO_PAGES):
                found.setdefault(route if of_its_own else pattern(route), address(route, row))
    queries = {"/admin/catalog/cell/": "?overdue=1"}
    boss = Client()
    boss.force_login(User.objects.create_superuser("usher"))
    opened = [where for where in dict.fromkeys(found.values()) if boss.get(where).status_code == HTTPStatus.OK]
    return [where + queries.get(where, "") for where in opened]
