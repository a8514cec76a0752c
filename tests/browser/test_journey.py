"""The whole way in a real browser: with htmx, by keyboard alone, and without JavaScript."""

import re
from collections.abc import Iterator

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from wizard.models import Plan

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("starter_release"),
]

MOST_PAGES = 40
RULES = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "resultTypes": ["violations"],
}
# What passed is many times as much, and stays in the browser.
FAULTS = """async ([without, rules]) => (await axe.run({exclude: without}, rules)).violations.flatMap(
    row => row.nodes.map(node => `${row.id}: ${node.html.slice(0, 120)}`))"""


def faults(page: Page, *, without: str = "") -> list[str]:
    """Return what axe finds on a page, as rule and place; a part may be left out that was looked at before."""
    page.evaluate(AXE_SCRIPT)
    found: list[str] = page.evaluate(FAULTS, [[[without]] if without else [], RULES])
    return found


def answer(page: Page) -> None:
    """Give this page the first answer it takes, where it wants one."""
    if page.url.endswith("/goal/outputs/"):
        if not page.locator("main input[name=outputs]:checked").count():
            page.get_by_label(re.compile("chatbots", re.IGNORECASE)).first.check()
        return
    for group in page.locator("main form fieldset:not(.weights fieldset)").all():
        radios = group.locator("input[type=radio]")
        if radios.count() and not group.locator("input:checked").count():
            radios.first.check()


def go_on(page: Page) -> None:
    """Press the page's one button and wait for the next page."""
    here = re.escape(page.url)
    page.locator("main form .button:not(.button-plain)[type=submit]").last.click()
    page.wait_for_url(re.compile(f"^(?!{here}$)"))
    page.wait_for_load_state()


def walk(page: Page, start: str) -> list[str]:
    """Walk from the start page to the permalink and return the addresses seen."""
    page.goto(start)
    seen: list[str] = []
    for _ in range(MOST_PAGES):
        seen.append(page.url)
        if "/p/" in page.url:
            return seen
        answer(page)
        go_on(page)
    raise AssertionError(seen)


@pytest.fixture
def plain(browser: Browser) -> Iterator[Page]:
    """Open a page in a browser that runs no scripts."""
    context = browser.new_context(java_script_enabled=False)
    yield context.new_page()
    context.close()


def test_faults_are_found(page: Page) -> None:
    page.set_content("<!doctype html><html lang=en><title>A page</title><main><h1>A page</h1><img src='data:,'></main>")

    assert faults(page) == ['image-alt: <img src="data:,">']


def test_walk_with_scripts_ends_on_the_permalink(page: Page, live_server: LiveServer) -> None:
    seen = walk(page, f"{live_server.url}/plan/new/")

    plan = Plan.objects.get()
    assert seen[-1] == f"{live_server.url}/p/{plan.view_key}/"
    expect(page.locator("article h1")).to_contain_text("language model")


def test_walk_without_scripts_sees_the_same_pages(page: Page, plain: Page, live_server: LiveServer) -> None:
    start = f"{live_server.url}/plan/new/"

    with_scripts, without = walk(page, start), walk(plain, start)

    def places(seen: list[str]) -> list[str]:
        return [re.sub(r"/(plan|p)/[\w-]{22}/", r"/\1/…/", url) for url in seen]

    assert places(without) == places(with_scripts)


def test_keyboard_alone_answers_a_page(page: Page, live_server: LiveServer) -> None:
    page.goto(f"{live_server.url}/plan/new/?use_case=menu-photos")
    page.keyboard.press("Tab")
    expect(page.locator(".skip")).to_be_focused()
    page.locator("main form .button:not(.button-plain)[type=submit]").last.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/goal/outputs/")

    for place in ("result", "check"):
        page.locator("main form .button:not(.button-plain)[type=submit]").last.focus()
        page.keyboard.press("Enter")
        page.wait_for_url(f"**/goal/{place}/")
        first = page.locator("main input[type=radio]").first
        _tab_to(page, first.get_attribute("id") or "")
        page.keyboard.press("Space")
        expect(first).to_be_checked()


def _tab_to(page: Page, element_id: str) -> None:
    """Press Tab until the element has the focus, as a person without a mouse does."""
    for _ in range(60):
        if page.evaluate("document.activeElement.id") == element_id:
            return
        page.keyboard.press("Tab")
    raise AssertionError(element_id)


def test_error_takes_the_focus_and_keeps_what_was_typed(
    page: Page, live_server: LiveServer, console: list[str]
) -> None:
    page.goto(f"{live_server.url}/plan/new/?use_case=menu-photos")
    for place in ("outputs", "result", "check", "volume"):
        go_on(page)
        assert page.url.endswith(f"/goal/{place}/")
        answer(page)

    page.get_by_label("Menu pictures").fill("about a hundred <script>")
    page.locator("main form .button:not(.button-plain)[type=submit]").last.click()

    expect(page.get_by_role("alert")).to_be_focused()
    expect(page.get_by_label("Menu pictures")).to_have_value("about a hundred <script>")
    assert faults(page) == []
    console[:] = [line for line in console if "422" not in line]  # the answer's status, which Chromium reports


@pytest.mark.parametrize(("width", "scheme"), [(390, "light"), (1280, "dark")])
def test_every_page_of_the_walk_is_accessible(
    browser: Browser, live_server: LiveServer, width: int, scheme: str
) -> None:
    context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)  # type: ignore[arg-type]
    page = context.new_page()
    found: dict[str, list[str]] = {}

    page.goto(f"{live_server.url}/plan/new/")
    for _ in range(MOST_PAGES):
        sideways = page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")
        found[page.url] = [*faults(page), *(["scrolls sideways"] if sideways else [])]
        if "/p/" in page.url:
            break
        answer(page)
        go_on(page)
    context.close()

    assert {url: rows for url, rows in found.items() if rows} == {}


def test_colleague_learns_nothing_of_the_edit_link(browser: Browser, page: Page, live_server: LiveServer) -> None:
    seen = walk(page, f"{live_server.url}/plan/new/")
    edit_key = next(url.split("/plan/")[1].split("/")[0] for url in seen if "/goal/" in url)
    context = browser.new_context()
    colleague = context.new_page()

    answered = colleague.goto(seen[-1])

    assert answered is not None
    assert edit_key not in colleague.content()
    assert edit_key not in str(answered.all_headers())
    assert context.cookies() == []
    assert colleague.evaluate("document.referrer") == ""
    context.close()
    sent = page.context.cookies(seen[-1])
    assert not [cookie for cookie in sent if edit_key in cookie.get("value", "")]
