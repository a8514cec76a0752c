"""The demo pilot in a real browser: targets lock, forty results, forty more, a changed target; nothing is in anybody's way."""

import pytest
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from tests.browser.looking import Window
from tests.wizard.pilot.kit import column, lock, planned, rows
from wizard.pilot import holding, recording

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("starter_release"),
]


def paste(page: Page, start: str, text: str) -> None:
    """Paste a column, look at it, and take it in."""
    page.goto(f"{start}bring/")
    page.get_by_label("Paste a column or a table").fill(text)
    page.get_by_role("button", name="Look at it first").click()
    page.get_by_role("button", name="Take in 40 results").click()
    expect(page.get_by_role("heading", name="40 results taken in")).to_be_visible()


def run(page: Page, server: str, edit_key: str, address: str) -> list[str]:
    """Run the demo pilot and return what the plan's page says after each step."""
    start, plan = f"{server}/plan/{edit_key}/pilot/", f"{server}{address}"
    said = []

    def look() -> None:
        page.goto(plan)
        said.append(page.locator("#pilot .answer").inner_text())

    page.goto(f"{start}terms/")
    page.get_by_label("Minutes of work for one").fill("")
    page.get_by_label("Cost of one description that is used").fill("")
    page.locator("#f-accepted_worth").fill("12")
    page.get_by_role("button", name="Save the targets").click()
    page.get_by_role("link", name="Lock the targets…").click()
    page.get_by_role("button", name="Lock them").click()
    paste(page, start, column(37, 3))
    look()
    paste(page, start, column(38, 2))
    look()
    page.goto(f"{start}terms/")
    page.locator("#f-accepted").fill("75")
    page.get_by_role("button", name="Change the targets…").click()
    page.get_by_role("button", name="Change it, and mark it").click()
    page.goto(plan)
    said.append(page.locator("#pilot .notice-warn li").first.inner_text().partition(" entered.")[0])
    return said


SAID = [
    "Results without a model: test on, about 15 more",
    "Results without a model: use it",
    "The quality target changed from 80 % to 75 % after 80 results were",
]


def test_demo_pilot_runs_with_scripts(page: Page, live_server: LiveServer) -> None:
    plan, edit_key = planned()

    assert run(page, live_server.url, edit_key, plan.get_absolute_url()) == SAID


def test_demo_pilot_runs_without_scripts(plain: Page, live_server: LiveServer) -> None:
    plan, edit_key = planned()

    assert run(plain, live_server.url, edit_key, plan.get_absolute_url()) == SAID


def test_pages_of_the_pilot_are_accessible_and_fit_the_screen(window: Window, live_server: LiveServer) -> None:
    fresh, fresh_key = planned()
    plan, edit_key = planned()
    lock(plan)
    recording.take(plan, rows(20, 3))
    rated, rated_key = planned("restaurant")
    lock(rated, quality="rubric")
    own = [f"/plan/{edit_key}/pilot/{place}" for place in ("", "terms/", "trial/", "trials/", "trials/1/", "bring/")]
    own += [f"/plan/{fresh_key}/pilot/", f"/plan/{fresh_key}/pilot/terms/", f"/plan/{rated_key}/pilot/trial/"]
    own += [f"{plan.get_absolute_url()}pilot/"]
    for address in (*own, plan.get_absolute_url()):
        window.page.goto(live_server.url + address)
        window.look()

    assert window.wrong == {}
    assert holding.of(fresh) is None
