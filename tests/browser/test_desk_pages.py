"""The pages of the desk, and those before it: accessible, quiet, under the policy.

None is wider than the window.
"""

from html.parser import HTMLParser
from http import HTTPStatus
from typing import override

import pytest
from django.conf import settings
from django.contrib import admin
from django.contrib.auth.models import User
from django.test import Client
from playwright.sync_api import Browser, expect
from pytest_django.live_server_helper import LiveServer

from tests.browser.looking import Window, log_in
from tests.docs.test_roles import PLACES, a_row, address, pattern, routes_of

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

# the browser notes it itself
REFUSED = "error: Failed to load resource: the server responded with a status of 429"
OF_ITS_OWN = ("", "add/", "<path:object_id>/change/")  # pages that look otherwise for every table
SAME = "#nav-sidebar"  # the same on every page, and long
ADVICE = frozenset({"info", "verbose"})  # of Chromium to whoever wrote Django's own forms
NO_PAGES = ("download/<slug:form>/", "import/<int:pk>/rejected/")  # files to keep
OF_A_TABLE = (
    "app-",
    "change-",
    "column-",
    "dynamic-",
    "empty-",
    "field-",
    "model-",
)  # what such classes begin with
OF_A_VALUE = {"autofocus", "max", "maxlength", "min", "required", "step", "value"}


class Elements(HTMLParser):
    """A page's elements as kinds: tag, classes, type, role, attributes, and whether labelled.

    Classes and attributes are left out that say no more than whose table, field or value it is.
    """

    def __init__(self, html: str) -> None:
        """Read a page."""
        super().__init__()
        self._found: set[tuple[str, ...]] = set()
        self._labelled: set[str] = set()
        self.feed(html)

    @override
    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        if tag == "label" and "for" in values:
            self._labelled.add(values["for"])
        classes = sorted(
            name for name in values.get("class", "").split() if not name.startswith(OF_A_TABLE)
        )
        words = (
            values.get("type", ""),
            values.get("role", ""),
            *classes,
            *sorted(values.keys() - OF_A_VALUE),
        )
        self._found.add((values.get("id", ""), tag, *words))

    def kinds(self) -> set[tuple[object, ...]]:
        """Return them."""
        return {(identity in self._labelled, *words) for identity, *words in self._found}


def test_every_kind_of_page_is_accessible_and_quiet(
    browser: Browser, live_server: LiveServer
) -> None:
    """Every page is opened by a client, and some in the browser.

    The browser opens as many as it takes to see every kind of element.
    """
    boss = Client()
    boss.force_login(User.objects.create_superuser("boss"))
    left = {where: Elements(text).kinds() for where, text in pages(boss).items()}
    key = boss.cookies[settings.SESSION_COOKIE_NAME].value
    window = Window(browser.new_page(), unheard=ADVICE)
    window.page.context.add_cookies(
        [{"name": settings.SESSION_COOKIE_NAME, "value": key, "url": live_server.url}]
    )
    while (where := max(left, key=lambda each: len(left[each]))) and (seen := left[where]):
        window.page.goto(live_server.url + where)
        window.look(without=SAME if window.looked else "")
        left = {each: kinds - seen for each, kinds in left.items()}
    window.page.context.close()

    assert window.wrong == {}
    assert window.looked > 10


def pages(boss: Client) -> dict[str, str]:
    """Store a row of every table and return the pages of all by address.

    Lists and forms of every table; of the pages that all tables share, such as a history, one.
    """
    tables = {
        f"{model._meta.app_label}/{model._meta.model_name}": model for model in admin.site._registry
    }
    found: dict[str, str] = {}
    for place in [*PLACES, ""]:
        row = a_row(tables[place]) if place else None
        for route in routes_of(place):
            of_its_own = route.removeprefix(f"{place}/") in OF_ITS_OWN
            if not route.endswith(NO_PAGES):
                found.setdefault(route if of_its_own else pattern(route), address(route, row))
    queries = {"/admin/catalog/cell/": "?fit=no"}
    answers = {
        where: boss.get(where)
        for where in (each + queries.get(each, "") for each in found.values())
    }
    return {
        where: answer.content.decode()
        for where, answer in answers.items()
        if answer.status_code == HTTPStatus.OK
    }


def test_who_may_not_come_in_sees_accessible_pages(window: Window, live_server: LiveServer) -> None:
    page = window.page
    page.goto(f"{live_server.url}/admin/login/")
    window.look()
    assert window.wrong == {}

    for _ in range(settings.AXES_FAILURE_LIMIT):
        log_in(page, "nobody", "wrong")
    expect(page.get_by_role("heading", level=1)).to_have_text("Wait a little")
    window.look()

    assert [line.partition(" (")[0] for line in window.wrong.pop(page.url)] == [REFUSED]
    assert window.wrong == {}
