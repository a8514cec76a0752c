"""The page of ways to ask: it looks right everywhere, and its JavaScript runs as it is printed."""

import pytest
from playwright.sync_api import Page
from pytest_django.live_server_helper import LiveServer

from tests.browser.looking import Window

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("starter_release"),
]


def test_page_of_ways_to_ask(live_server: LiveServer, window: Window) -> None:
    window.page.goto(f"{live_server.url}/use-it/")
    window.look()


def test_javascript_of_the_page_prints_prices(live_server: LiveServer, page: Page) -> None:
    page.goto(f"{live_server.url}/use-it/")
    program = page.locator('code[data-language="javascript"]').inner_text()
    printed: list[str] = []
    page.on("console", lambda message: printed.append(message.text))

    page.evaluate(f"async () => {{ {program} }}")

    assert printed
    assert all("USD per " in line for line in printed)
