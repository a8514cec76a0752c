"""A form of the desk in which something was typed asks before it is left.

A page that was only read does not.
"""

from collections.abc import Callable

import pytest
from django.conf import settings
from playwright.sync_api import Dialog, Page
from pytest_django.live_server_helper import LiveServer

from catalog.models import Provider
from tests.support import member, saved

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def form(page: Page, live_server: LiveServer) -> Page:
    """Return a page that shows the form of a provider to an editor."""
    row = saved(Provider, slug="acme")
    key = member("Editor").cookies[settings.SESSION_COOKIE_NAME].value
    page.context.add_cookies(
        [{"name": settings.SESSION_COOKIE_NAME, "value": key, "url": live_server.url}]
    )
    page.goto(f"{live_server.url}/admin/catalog/provider/{row.pk}/change/")
    return page


def nothing(_: Page) -> None:
    """Do nothing."""


def types(page: Page) -> None:
    page.get_by_label("Name", exact=False).first.press_sequentially("!")


def chooses(page: Page) -> None:
    page.locator("#id_state").select_option(index=1)


def searches(page: Page) -> None:
    """Type where nothing is saved."""
    page.locator("#nav-filter").press_sequentially("pro")


def types_and_saves(page: Page) -> None:
    types(page)
    page.get_by_role("button", name="Save", exact=True).last.click()


@pytest.mark.parametrize(
    ("acts", "asks"),
    [(nothing, False), (types, True), (chooses, True), (searches, False), (types_and_saves, False)],
)
def test_form_asks_before_it_is_left_where_something_is_not_saved(
    form: Page, live_server: LiveServer, acts: Callable[[Page], None], *, asks: bool
) -> None:
    asked: list[str] = []

    def accept(dialog: Dialog) -> None:
        asked.append(dialog.type)
        dialog.accept()

    form.on("dialog", accept)
    acts(form)
    form.goto(f"{live_server.url}/admin/")

    assert asked == (["beforeunload"] if asks else [])
