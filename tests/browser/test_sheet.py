"""The sheet in a browser: a tile fills it on the first page, each answer writes it later.

It works for everybody.
"""

import re

import pytest
from playwright.sync_api import Page, ViewportSize, expect
from pytest_django.live_server_helper import LiveServer

from tests.bench import sheet
from tests.browser.looking import Window
from wizard.plans import drafts

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("starter_release"),
]

PHONE: ViewportSize = {"width": 390, "height": 844}
ONE = {"what": {"jobs": ["product-description"]}}
COST = "#sheet-cost dd"


def amounts(live_server: LiveServer) -> str:
    return f"{live_server.url}/plan/{drafts.start(ONE)[1]}/goal/amounts/"


def test_tile_fills_the_sheet_without_a_script_and_leads_to_the_second_page(
    plain: Page, live_server: LiveServer
) -> None:
    plain.goto(live_server.url)
    sheet = plain.locator(".sheet3")
    expect(sheet.get_by_text("Your plan")).to_be_visible()
    expect(sheet.get_by_text("from usual answers").first).to_be_hidden()

    plain.get_by_role("radio", name="Describe products").focus()
    plain.keyboard.press("Space")

    expect(sheet.locator("div.pre:visible dt")).to_have_text(
        ["What to do", "Cost", "Test it first", "When to stop", "Biggest risk"]
    )
    expect(sheet.get_by_text("Your plan")).to_be_hidden()
    plain.keyboard.press("ArrowRight")
    expect(plain.get_by_role("radio", name="Product photos")).to_be_checked()
    plain.get_by_role("button", name="Make it yours").click()
    expect(plain.get_by_role("heading", level=1)).to_have_text("How many, and how long?")


def test_on_a_phone_a_bar_carries_name_and_cost(plain: Page, live_server: LiveServer) -> None:
    plain.set_viewport_size(PHONE)
    plain.goto(live_server.url)
    bar = plain.locator(".botbar")

    plain.get_by_role("radio", name="Answer e-mails").focus()
    plain.keyboard.press("Space")

    expect(bar.locator("div.pre:visible b")).to_be_in_viewport()
    expect(bar.locator("div.pre:visible b + span")).to_contain_text("$")


def test_first_page_is_open_to_everybody(window: Window, live_server: LiveServer) -> None:
    window.page.goto(live_server.url)
    window.look()
    window.page.get_by_role("radio", name="Check contracts").focus()
    window.page.keyboard.press("Space")
    expect(window.page.get_by_text("nothing is named before these two").first).to_be_attached()
    window.look()

    assert dict(window.wrong) == {}


def test_answer_writes_the_sheet_marks_what_changed_and_says_it(
    page: Page, live_server: LiveServer
) -> None:
    page.goto(amounts(live_server))
    before = page.locator(COST).inner_text()

    page.get_by_label("How many descriptions?").fill("2000")
    page.get_by_label("How many descriptions?").press("Tab")

    expect(page.locator(COST)).not_to_have_text(before)
    expect(page.locator(COST)).to_contain_text("2,000")
    expect(page.locator(COST)).to_have_class(re.compile("flash"))
    expect(page.locator("#sheet-says")).to_contain_text("Cost: About")
    expect(page.locator("#sheet-says")).not_to_contain_text("Biggest risk")
    expect(page.locator("#bar")).to_contain_text("2,000")


def test_chip_writes_the_sheet_and_continue_saves_it(page: Page, live_server: LiveServer) -> None:
    page.goto(amounts(live_server))

    page.get_by_text("Once, then it is done").click()

    expect(page.locator(COST)).to_contain_text("Nothing for 100")
    page.get_by_role("button", name="Continue").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("How is it done today?")
    expect(page.locator(COST)).to_contain_text("Nothing for 100")


def test_without_a_script_the_sheet_follows_after_continue(
    plain: Page, live_server: LiveServer
) -> None:
    plain.goto(amounts(live_server))
    plain.get_by_label("How many descriptions?").fill("2000")
    plain.get_by_role("button", name="Continue").click()

    expect(plain.locator(COST)).to_contain_text("2,000")


def test_bench_waits_until_the_sheet_says_what_was_typed(
    page: Page, live_server: LiveServer
) -> None:
    page.goto(amounts(live_server))
    before = page.locator(COST).inner_text()

    waited = sheet.milliseconds(page, tries=1)

    assert waited > 0
    assert page.locator(COST).inner_text() != before
