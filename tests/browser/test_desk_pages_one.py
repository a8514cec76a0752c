"""Half of the pages of the desk: accessible, quiet, under the policy, and no wider than the window; and those before it."""

import pytest
from django.conf import settings
from playwright.sync_api import Browser, expect
from pytest_django.live_server_helper import LiveServer

from tests.browser.desk_pages import HALVES, look_at
from tests.browser.looking import Window, log_in
from tests.docs.test_roles import PLACES

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

REFUSED = "error: Failed to load resource: the server responded with a status of 429"  # the browser notes it itself


def test_every_page_is_accessible_and_quiet(browser: Browser, live_server: LiveServer) -> None:
    assert sorted([*HALVES[0], *HALVES[1]]) == ["", *PLACES]
    look_at(browser, live_server.url, HALVES[0])


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
