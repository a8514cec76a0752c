"""Every kind of public page in a real browser: accessible, quiet, no wider than the screen."""

import pytest
from playwright.sync_api import Page
from pytest_django.live_server_helper import LiveServer

from tests.audit import keyboard
from tests.browser.looking import Window
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
    "/changes/",
    "/use-cases/",
    "/use-cases/menu-photos/",
    "/use-cases/code-generation/media/",
    "/use-cases/code-review/language/",
    "/industries/",
    "/modalities/image/",
    "/providers/google/",
    "/apps/",
    "/apps/chatgpt/",
    "/learn/",
    "/learn/prompting-retrieval-or-tuning/",
    "/learn/coding-assistants-compared/",
    "/models/compare/?m=gemini-4-argon&m=claude-opus-5-5",
    "/glossary/",
    "/questions/",
    "/claims/",
    "/benchmarks/",
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

# One of each kind of control, and its width: links in the head of a table that stacks, a form,
# facts, a list, a plan.
TABBED = {
    "/": 390,
    "/models/?makes=video": 1280,
    "/models/compare/?m=gemini-4-argon&m=glm-5-3-flash&m=midjourney-v7": 390,
    "/models/gemini-4-argon/": 1280,
    "/plan/new/": 1280,
    "/plan/examples/restaurant/": 390,
}


def test_public_pages_are_accessible_and_fit_the_screen(
    window: Window, live_server: LiveServer
) -> None:
    for address in PAGES:
        window.page.goto(live_server.url + address)
        window.look()

    assert window.wrong == {}


def test_example_plans_are_accessible_with_every_reason_open(
    window: Window, live_server: LiveServer
) -> None:
    for example in all_examples():
        window.page.goto(f"{live_server.url}/plan/examples/{example.slug}/")
        window.unfold()
        window.look()

    assert window.wrong == {}


def test_keyboard_reaches_everything_and_shows_where_it_is(
    page: Page, live_server: LiveServer
) -> None:
    """`make audit` tabs through pages of each kind in both widths."""
    wrong: list[str] = []
    for address, width in TABBED.items():
        page.set_viewport_size({"width": width, "height": 900})
        page.goto(live_server.url + address)
        wrong += [f"{address}: {words}" for words in keyboard.faults(page)]

    assert wrong == []


def test_theme_is_kept_and_shown(page: Page, live_server: LiveServer) -> None:
    page.goto(f"{live_server.url}/")
    with page.expect_response("**/theme/"):
        page.get_by_label("Dark", exact=True).check()

    page.goto(f"{live_server.url}/models/")

    assert page.locator("html").get_attribute("data-theme") == "dark"
    assert page.evaluate("getComputedStyle(document.documentElement).colorScheme") == "dark"
