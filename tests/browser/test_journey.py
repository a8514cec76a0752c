"""The whole way in a real browser: by mouse, by keyboard alone, and without JavaScript."""

import re

import pytest
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from tests.browser.looking import Window, faults
from tests.browser.walking import answer, go_on, walk
from wizard.models import Plan
from wizard.plans import drafts

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("starter_release"),
]

JOBS = ("support-chat-agent", "menu-photos", "podcast-voice-over")


def test_walk_is_quiet_the_same_without_scripts_and_keeps_the_edit_link(
    browser: Browser, window: Window, plain: Page, live_server: LiveServer
) -> None:
    """One walk for all that is asked of its pages, because walking takes longest.

    That its questions keep nobody out, unfolded, for one job and for several, is seen in
    test_questions.
    """
    start = f"{live_server.url}/plan/new/"

    seen = walk(window.page, start)
    window.look()

    permalink = f"{live_server.url}{Plan.objects.get().get_absolute_url()}"
    assert window.wrong == {}
    expect(window.page.locator(f'input[value="{permalink}"]').first).to_be_visible()
    expect(window.page.locator("article h1")).to_be_visible()
    assert [_place(url) for url in walk(plain, start)] == [_place(url) for url in seen]
    _colleague_learns_nothing(browser, window.page, seen, permalink)


def _place(url: str) -> str:
    return re.sub(r"/(plan|p)/[\w-]{22}/", r"/\1/…/", url)


def _colleague_learns_nothing(
    browser: Browser, page: Page, seen: list[str], permalink: str
) -> None:
    """See that whoever has the permalink is not given the edit link, nor is it sent along."""
    edit_key = next(url.split("/plan/")[1].split("/")[0] for url in seen if "/goal/" in url)
    context = browser.new_context()
    colleague = context.new_page()

    answered = colleague.goto(permalink)

    assert answered is not None
    assert edit_key not in colleague.content()
    assert edit_key not in str(answered.all_headers())
    assert context.cookies() == []
    assert colleague.evaluate("document.referrer") == ""
    context.close()
    sent = page.context.cookies(permalink)
    assert not [cookie for cookie in sent if edit_key in cookie.get("value", "")]


def test_keyboard_alone_goes_on(page: Page, live_server: LiveServer) -> None:
    page.goto(f"{live_server.url}/plan/new/?use_case=menu-photos")
    page.keyboard.press("Tab")
    expect(page.locator(".skip")).to_be_focused()
    page.locator("main form .button:not(.button-plain)[type=submit]").last.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/goal/**")


def test_error_keeps_what_was_typed(
    page: Page, live_server: LiveServer, console: list[str]
) -> None:
    _, edit_key = drafts.start({"what": {"jobs": ["menu-photos"]}})
    page.goto(f"{live_server.url}/plan/{edit_key}/goal/amounts/")

    box = page.locator("main form input[type=text]").first
    box.fill("a few hundred <script>")
    page.locator("main form .button:not(.button-plain)[type=submit]").last.click()

    expect(page.get_by_role("alert")).to_be_visible()
    expect(page.locator("main form input[type=text]").first).to_have_value("a few hundred <script>")
    assert faults(page) == []
    console[:] = [
        line for line in console if "422" not in line
    ]  # the answer's status, which Chromium reports


def test_back_and_reload_show_what_was_saved(page: Page, live_server: LiveServer) -> None:
    page.goto(f"{live_server.url}/plan/new/?use_case=menu-photos")
    go_on(page)
    for _ in range(3):
        answer(page)
        go_on(page)
    checked = page.locator("main input:checked").count()

    for travel in (page.go_back, page.go_forward):
        travel()
        page.wait_for_timeout(1000)  # a page that was left is asked for anew, after the travel
        page.wait_for_load_state("networkidle")
    page.reload()

    assert page.locator("main input:checked").count() == checked
    expect(page.locator("header.head")).to_have_count(1)  # a whole page, not the inside of one


def test_pages_that_ask_several_jobs_alike_are_accessible(
    window: Window, live_server: LiveServer
) -> None:
    _, edit_key = drafts.start({"what": {"jobs": list(JOBS)}})

    for place in ("goal/mistakes", "goal/amounts", "goal/material", "goal/decisions"):
        window.page.goto(f"{live_server.url}/plan/{edit_key}/{place}/")
        window.look()

    assert window.wrong == {}
