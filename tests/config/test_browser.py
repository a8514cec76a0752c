"""The house itself in a real browser: the admin under the policy, with its console heard."""

import pytest
from django.contrib.auth.models import User
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from tests.browser.looking import log_in

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_admin_breaks_no_rule_of_the_policy(page: Page, live_server: LiveServer) -> None:
    User.objects.create_superuser("keeper", "keeper@example.org", "a long enough one")

    page.goto(f"{live_server.url}/admin/")
    log_in(page, "keeper", "a long enough one")

    expect(page.locator("#logout-form")).to_be_visible()
    for address in ("user/", "user/add/", "group/add/"):
        page.goto(f"{live_server.url}/admin/auth/{address}")
        expect(page.locator("#logout-form")).to_be_visible()


def test_console_hears_what_a_page_complains_of(
    page: Page, live_server: LiveServer, console: list[str]
) -> None:
    page.goto(f"{live_server.url}/admin/login/")

    page.evaluate("document.body.insertAdjacentHTML('beforeend', '<p style=\"color: red\">Hm</p>')")
    page.evaluate("console.error('Oh')")
    with page.expect_event("pageerror"):
        page.evaluate("setTimeout(() => { throw new Error('No') })")

    style, logged, thrown = console
    assert "Content Security Policy" in style
    assert logged.startswith("Oh")
    assert thrown.startswith("No")
    console.clear()
