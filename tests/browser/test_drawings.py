"""Pictures in a browser: their marks lead to rows by mouse and by keyboard.

They do without a script too, and are open to everybody.
"""

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


def test_mark_leads_by_keyboard_to_its_row_which_opens(
    plain: Page, live_server: LiveServer
) -> None:
    plain.goto(f"{live_server.url}{PLAN}")
    mark = plain.locator(".drawing a.hit:visible").nth(1)
    row = plain.locator("#row-2")
    expect(row).not_to_be_visible()
    name = mark.locator("title").text_content()

    mark.focus()
    plain.keyboard.press("Enter")

    expect(row).to_be_visible()
    expect(row.locator("th")).to_have_text(name or "")
    assert plain.evaluate("document.querySelector(':target').id") == "row-2"


def test_every_mark_is_a_stop_of_the_keyboard_in_the_order_of_the_table(
    page: Page, live_server: LiveServer
) -> None:
    page.goto(f"{live_server.url}{PLAN}evidence/")
    marks = page.locator(".drawing a.hit:visible")
    marks.first.focus()
    seen = []
    for _ in range(marks.count()):
        seen.append(page.evaluate("document.activeElement.getAttribute('href')"))
        page.keyboard.press("Tab")

    assert seen == [f"#row-{number}" for number in range(1, marks.count() + 1)]
    for address in seen:
        expect(page.locator(address)).to_have_count(1)


@pytest.mark.parametrize("key", ["evidence", "money", "tune", "scale"])
@pytest.mark.parametrize("example", ["law-office", "garden-shop"])
def test_pages_below_a_plan_are_open_to_everybody(
    window: Window, live_server: LiveServer, key: str, example: str
) -> None:
    window.page.goto(f"{live_server.url}/plan/examples/{example}/{key}/")
    window.unfold()
    window.look()

    assert dict(window.wrong) == {}
