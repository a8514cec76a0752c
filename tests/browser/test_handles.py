"""The two handles in a browser: sliders with a script, lists without one; open to everybody."""

import pytest
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from tests.browser.looking import Window

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("starter_release"),
]

PLAN = "/plan/examples/law-office/"


def test_slider_in_the_fold_of_a_plan_shows_where_the_name_turns(
    page: Page, live_server: LiveServer
) -> None:
    page.goto(f"{live_server.url}{PLAN}")
    page.locator("#what-if summary").click()
    damage = page.get_by_role("slider", name="One bad mistake costs")
    expect(damage).to_have_attribute("aria-valuetext", "$5,000, as in the plan")

    damage.focus()
    page.keyboard.press("Home")

    expect(damage).to_have_attribute("aria-valuetext", "$10")
    expect(page.locator("#moved")).to_contain_text("The choice changes")
    expect(page.get_by_role("button", name="Count again")).to_have_count(0)
    page.get_by_role("slider", name="An hour of work costs").focus()
    page.keyboard.press("Home")
    expect(page.locator("#moved .turned")).to_contain_text(
        "If a bad mistake costs $10 and an hour costs $10"
    )
    expect(page.locator("#turns-damage .here")).to_contain_text("up to")


def test_list_without_a_script_counts_again(plain: Page, live_server: LiveServer) -> None:
    plain.goto(f"{live_server.url}{PLAN}")
    plain.locator("#what-if summary").click()
    plain.get_by_role("link", name="Move them").click()
    plain.get_by_label("One bad mistake costs").select_option("50")
    plain.get_by_role("button", name="Count again").click()

    expect(plain.locator("#moved")).to_contain_text("The choice changes")
    expect(plain.get_by_label("One bad mistake costs")).to_have_value("50")


def test_handles_are_open_to_everybody(window: Window, live_server: LiveServer) -> None:
    window.page.goto(f"{live_server.url}{PLAN}what-if/?damage=50")
    window.look()

    assert dict(window.wrong) == {}
