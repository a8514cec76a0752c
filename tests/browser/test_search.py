"""The search box in a real browser: as one types, by keyboard alone, accessible.

Without scripts it is a plain form.
"""

import re

import pytest
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from tests.browser.looking import Window

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("starter_release"),
]


def test_results_come_while_one_types_and_by_keyboard(page: Page, live_server: LiveServer) -> None:
    page.goto(f"{live_server.url}/search/")
    box = page.get_by_label("Search jobs, apps, models, words and claims")

    box.press_sequentially("menu photos", delay=20)

    first = page.locator("#results .hit").first
    expect(first).to_have_text("Make pictures for the menu")
    expect(page.locator("#status")).to_have_text(re.compile(r"^\d+ hits for menu photos$"))
    expect(page).to_have_url(re.compile(r"/search/\?q=menu(\+|%20)photos"))
    expect(page.get_by_role("link", name="Plan this")).to_be_visible()
    box.press("ArrowDown")
    expect(first).to_be_focused()
    page.keyboard.press("ArrowUp")
    expect(box).to_be_focused()
    page.keyboard.press("Escape")
    expect(box).to_have_value("")
    expect(page.locator("#results .hit")).to_have_count(0)


def test_search_is_a_plain_form_without_scripts(plain: Page, live_server: LiveServer) -> None:
    plain.goto(live_server.url)
    plain.get_by_role("link", name="Search", exact=True).click()

    plain.get_by_label("Search jobs, apps, models, words and claims").fill("chatbt")
    plain.keyboard.press("Enter")

    expect(plain.locator("#results .hit").first).to_have_text(
        "Answer customer support questions with a chatbot"
    )


def test_search_is_accessible_and_fit_the_screen(window: Window, live_server: LiveServer) -> None:
    for address in (
        "/search/",
        "/search/?q=chatbt",
        "/search/?q=picture&kind=models",
        "/search/?q=xqzzv",
    ):
        window.page.goto(live_server.url + address)
        window.look()

    assert window.wrong == {}
