"""Every kind of public page in a real browser: accessible, quiet, and never wider than the screen."""

import pytest
from playwright.sync_api import Browser, Page
from pytest_django.live_server_helper import LiveServer

from tests.browser.test_journey import faults
from wizard.plans.examples import all_examples

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("starter_release"),
]

PAGES = (
    "/",
    "/models/",
    "/models/gemini-4-argon/",
    "/use-cases/",
    "/use-cases/?turn=1",
    "/use-cases/menu-photos/",
    "/use-cases/code-generation/media/",
    "/industries/",
    "/modalities/image/",
    "/providers/google/",
    "/learn/",
    "/learn/running-a-pilot/",
    "/glossary/",
    "/questions/",
    "/claims/",
    "/sources/",
    "/guidance/",
    "/method/",
    "/releases/",
    "/privacy/",
    "/record/",
    "/credits/",
    "/plan/",
    "/plan/new/",
    "/plan/examples/",
    "/api/v1/docs",
)


@pytest.mark.parametrize(("width", "scheme"), [(390, "dark"), (1280, "light")])
def test_public_pages_are_accessible_and_fit_the_screen(
    browser: Browser, live_server: LiveServer, width: int, scheme: str
) -> None:
    context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)  # type: ignore[arg-type]
    page = context.new_page()
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    found: dict[str, list[str]] = {}

    for address in PAGES:
        page.goto(live_server.url + address)
        sideways = page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")
        found[address] = [*faults(page), *(["scrolls sideways"] if sideways else [])]
    context.close()

    assert {address: rows for address, rows in found.items() if rows} == {}
    assert complaints == []


def test_example_plans_are_accessible_with_every_reason_open(page: Page, live_server: LiveServer) -> None:
    found: dict[str, list[str]] = {}

    for example in all_examples():
        page.goto(f"{live_server.url}/plan/examples/{example.slug}/")
        page.evaluate("document.querySelectorAll('details').forEach(row => { row.open = true })")
        found[example.slug] = faults(page)

    assert {slug: rows for slug, rows in found.items() if rows} == {}


def test_theme_is_kept_and_shown(page: Page, live_server: LiveServer) -> None:
    page.goto(f"{live_server.url}/")
    page.get_by_label("Dark", exact=True).check()
    page.get_by_role("button", name="Keep").click()

    page.goto(f"{live_server.url}/models/")

    assert page.locator("html").get_attribute("data-theme") == "dark"
    assert page.evaluate("getComputedStyle(document.documentElement).colorScheme") == "dark"
