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

TEST_ON = "Results without a model: test on, about 15 more"
USE_IT = "Results without a model: use it"


def paste(page: Page, start: str, text: str) -> None:
    """Paste a column, look at it, and take it in."""
    page.goto(f"{start}bring/")
    page.get_by_label("Paste a column or a table").fill(text)
    page.get_by_role("button", name="Look at it first").click()
    page.get_by_role("button", name="Take in 40 results").click()
    expect(page.get_by_role("heading", name="40 results taken in")).to_be_visible()


def run(page: Page, server: str, edit_key: str, address: str) -> None:
    """Run the demo pilot; after each step the plan's page says how it stands, and no longer how it stood."""
    start, plan = f"{server}/plan/{edit_key}/pilot/", f"{server}{address}"

    def says(sentence: str, *, no_longer: str) -> None:
        page.goto(plan)
        expect(page.locator("main")).to_contain_text(sentence)
        expect(page.locator("main")).not_to_contain_text(no_longer)

    page.goto(f"{start}terms/")
    page.get_by_label("Minutes of work for one").fill("")
    page.get_by_label("Cost of one description that is used").fill("")
    page.locator("#f-accepted_worth").fill("12")
    page.get_by_role("button", name="Save the targets").click()
    page.get_by_role("link", name="Lock the targets…").click()
    page.get_by_role("button", name="Lock them").click()
    paste(page, start, column(37, 3))
    says(TEST_ON, no_longer=USE_IT)
    paste(page, start, column(38, 2))
    says(USE_IT, no_longer=TEST_ON)
    page.goto(f"{start}terms/")
    page.locator("#f-accepted").fill("75")
    page.get_by_role("button", name="Change the targets…").click()
    page.get_by_role("button", name="Change it, and mark it").click()
    says("The quality target changed from 80 % to 75 % after 80 results were entered.", no_longer=TEST_ON)


def test_demo_pilot_runs_with_scripts(page: Page, live_server: LiveServer) -> None:
    plan, edit_key = planned()

    run(page, live_server.url, edit_key, plan.get_absolute_url())


def test_demo_pilot_runs_without_scripts(plain: Page, live_server: LiveServer) -> None:
    plan, edit_key = planned()

    run(plain, live_server.url, edit_key, plan.get_absolute_url())


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
