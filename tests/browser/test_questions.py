"""Pages of questions in a browser keep nobody out, with and without scripts.

Moot questions are not seen.
"""

from typing import Any

import pytest
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from tests.browser.looking import Window
from wizard.plans import drafts
from wizard.questions.page_order import PAGES

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.urls("tests.wizard.questions.urls"),
    pytest.mark.usefixtures("starter_release"),
]

ONE = {"what": {"jobs": ["product-description"]}}
SEVERAL = {
    "what": {
        "jobs": ["contract-review", "menu-photos"],
        "own-1-words": "Write speeches for weddings, birthdays and farewells",
        "own-1-medium": "text",
        "own-1-act": "write",
    }
}


def home(stored: dict[str, Any], live_server: LiveServer) -> str:
    """Return the address of a draft with these answers."""
    _, edit_key = drafts.start(stored)
    return f"{live_server.url}/plan/{edit_key}"


@pytest.mark.parametrize("stored", [ONE, SEVERAL], ids=["one job", "several"])
def test_every_page_is_open_to_everybody(
    stored: dict[str, Any], window: Window, live_server: LiveServer
) -> None:
    at = home(stored, live_server)
    for address in [*(f"{page.step}/{page.key}/" for page in PAGES), "check/"]:
        window.page.goto(f"{at}/{address}")
        window.unfold()
        window.look()

    assert dict(window.wrong) == {}
    assert window.looked == 15


def test_page_that_says_what_is_wrong_is_open_to_everybody_and_takes_the_focus(
    window: Window, live_server: LiveServer
) -> None:
    page = window.page
    page.goto(f"{home(SEVERAL, live_server)}/goal/amounts/")

    page.get_by_label("How many contracts?").fill("1.125")
    page.get_by_role("button", name="Continue").click()

    expect(page.get_by_role("alert")).to_be_focused()
    window.look()
    page.get_by_role("link", name="Is “1.125” more than a thousand?").click()
    expect(page.get_by_label("How many contracts?")).to_be_focused()
    # A page that cannot be taken is answered 422, which the console calls an error.
    assert [row for rows in window.wrong.values() for row in rows if "422" not in row] == []


@pytest.mark.parametrize("runs_scripts", [True, False])
def test_walk_is_made_with_the_keyboard_alone(
    page: Page, plain: Page, live_server: LiveServer, *, runs_scripts: bool
) -> None:
    page = page if runs_scripts else plain
    page.goto(f"{home(ONE, live_server)}/goal/amounts/")

    field = page.get_by_label("How many descriptions?")
    field.focus()
    field.fill("about 300")
    page.keyboard.press("Enter")

    expect(page.get_by_role("heading", level=1)).to_have_text("How is it done today?")
    expect(page).to_have_url(f"{page.url.partition('/goal/')[0]}/goal/by-hand/")
    page.go_back()
    expect(page.get_by_label("How many descriptions?")).to_have_value("about 300")


@pytest.mark.parametrize("stored", [ONE, SEVERAL], ids=["one job", "several"])
def test_question_that_another_answer_makes_moot_is_not_seen(
    stored: dict[str, Any], plain: Page, live_server: LiveServer
) -> None:
    at = home(stored, live_server)
    plain.goto(f"{at}/goal/mistakes/")
    first = plain.locator(".of-job").first
    damage, review = first.locator(".when-costly"), first.locator(".when-mild")

    def pick(label: str) -> None:
        if stored is SEVERAL:
            first.get_by_label("If one is wrong").select_option(label=label)
        else:
            first.get_by_label(label).check()

    expect(damage).to_be_visible()
    expect(review).to_be_visible()
    pick("Somebody could be hurt")
    expect(damage).to_be_hidden()
    expect(review).to_be_hidden()
    pick("It breaks the law or a contract")
    expect(damage).to_be_visible()
    expect(review).to_be_hidden()

    plain.goto(f"{at}/model/material/")
    expect(plain.locator(".when-own").first).to_be_hidden()
    plain.get_by_label("Only on our own computers").last.check()
    expect(plain.locator(".when-own").first).to_be_visible()
