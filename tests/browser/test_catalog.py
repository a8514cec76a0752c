"""Looking models up in a real browser: the list, the boxes, days, and a report.

The list swaps, and the boxes lead to a comparison.
"""

import re
from statistics import fmean

import pytest
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from catalog.models import Report
from tests.browser.looking import Window

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("starter_release"),
]

PAGES = (
    "/models/?makes=image&price=0.03",
    "/models/?q=zzz",
    "/models/?makes=smell",
    "/models/?as_of=2026-03-01",
    "/models/compare/",
    "/models/compare/?m=gemini-4-argon&m=glm-5-3-flash&m=gemini-3-8-flash&m=midjourney-v7&results=500&job=product-description",
    "/models/compare/?m=gemini-4-argon&m=glm-5-3-flash",
    "/models/gpt-4/",
    "/apps/",
    "/apps/?job=customer-support-chatbots&results=290&people=3&must=out-of-training",
    "/apps/?kind=nothing&q=zzz",
    "/apps/claude/",
    "/apps/gorgias/?results=290",
    "/apps/spellbook/",
    "/apps/compare/?m=intercom-fin&m=gorgias&m=spellbook&job=customer-support-chatbots",
    "/use-cases/menu-photos/?results=40",
    "/use-cases/?department=Marketing",
    "/use-cases/?out=3d&industry=legal",
    "/releases/1/",
    "/releases/changes/?from=1&to=9",
    "/report/?page=/models/gemini-4-argon/",
)


def test_pages_of_the_catalog_are_accessible_and_fit(
    window: Window, live_server: LiveServer
) -> None:
    for address in PAGES:
        window.page.goto(live_server.url + address)
        window.unfold()
        window.look()

    assert window.wrong == {}


def test_a_choice_swaps_the_list_and_back_brings_the_old_one(
    page: Page, live_server: LiveServer
) -> None:
    page.goto(f"{live_server.url}/models/")
    before = page.locator("#results [role=status] b").inner_text()

    page.get_by_label("Makes").focus()
    page.get_by_label("Makes").select_option("image")

    expect(page).to_have_url(re.compile(r"makes=image"))
    expect(page.locator("#results .chip")).to_have_text(re.compile("Makes: pictures"))
    assert page.locator("#results [role=status] b").inner_text() != before
    expect(page.get_by_label("Makes")).to_be_focused()
    page.go_back()
    expect(page.locator("#results [role=status] b")).to_have_text(before)
    expect(page.locator("#results .chip")).to_have_count(0)
    expect(page.get_by_label("Makes")).to_have_value("")


def test_boxes_lead_to_a_comparison_and_a_month_without_javascript(
    plain: Page, live_server: LiveServer
) -> None:
    plain.goto(f"{live_server.url}/models/?makes=text&task=chat")
    for box in plain.locator("input[name=m]").all()[:2]:
        box.check()

    plain.get_by_role("button", name="Compare the ticked").click()
    plain.get_by_label("For this job").select_option(label="Draft replies to customers’ e-mails")
    plain.get_by_label("Results a month").fill("2,000")
    plain.get_by_role("button", name="Count the month").click()

    expect(plain.get_by_role("row", name=re.compile("Your month"))).to_contain_text("2,000 replies")
    expect(plain.get_by_text(re.compile(r"rows are the same for\s+both"))).to_be_visible()
    plain.get_by_role("link", name="€", exact=True).click()
    expect(plain.get_by_role("row", name=re.compile("Your month"))).to_contain_text("€")
    assert "results=2000" in plain.url


def test_a_row_of_the_list_of_models_is_no_higher_than_it_needs(
    page: Page, live_server: LiveServer
) -> None:
    page.set_viewport_size({"width": 1280, "height": 900})
    page.goto(f"{live_server.url}/models/")

    heights = [row.bounding_box() for row in page.locator(".models tbody tr").all()]
    mean = fmean(box["height"] for box in heights if box is not None)
    assert mean <= 62


@pytest.mark.parametrize("path", ["/models/", "/apps/"])
def test_the_narrowest_list_still_has_its_boxes(
    page: Page, live_server: LiveServer, path: str
) -> None:
    page.set_viewport_size({"width": 320, "height": 700})
    page.goto(live_server.url + path)

    expect(page.locator("input[name=m]").first).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") == 320


def test_a_day_is_kept_from_page_to_page_until_it_is_left(
    page: Page, live_server: LiveServer
) -> None:
    page.goto(f"{live_server.url}/models/gemini-4-carbon/")
    page.get_by_label("See prices as of another day").fill("2026-12-02")
    page.get_by_role("button", name="Show that day").click()

    expect(page.locator("#price")).to_contain_text("$20 out a million tokens")
    page.get_by_role("link", name="Google", exact=True).first.click()
    expect(page.get_by_role("note", name="As of when you read this")).to_contain_text(
        "As of 2 December 2026"
    )
    page.get_by_role("link", name="Back to now").click()
    assert "as_of" not in page.url


def test_a_reader_tells_the_editors(
    page: Page, live_server: LiveServer, console: list[str]
) -> None:
    page.goto(f"{live_server.url}/models/gemini-4-argon/")
    page.get_by_role("link", name="Something here is wrong").first.click()
    page.get_by_role("button", name="Send it to the editors").click()
    expect(page.get_by_role("alert")).to_contain_text("Say what is wrong")
    console.clear()  # the browser reports the 422

    page.get_by_label(re.compile("What is wrong")).fill("The price is for a thousand tokens.")
    page.get_by_role("button", name="Send it to the editors").click()

    expect(page.get_by_role("heading", name="Thank you")).to_be_visible()
    assert [report.page for report in Report.objects.order_by("pk")] == ["/models/gemini-4-argon/"]
