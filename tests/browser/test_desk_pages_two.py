"""The other half of the pages of the desk, and those that belong to no table: as the first."""

import pytest
from playwright.sync_api import Browser
from pytest_django.live_server_helper import LiveServer

from tests.browser.desk_pages import HALVES, look_at

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_every_page_is_accessible_and_quiet(browser: Browser, live_server: LiveServer) -> None:
    look_at(browser, live_server.url, HALVES[1])
