"""The desk in a real browser: the grid by keyboard, and pages that keep nobody out.

Nothing violates the policy.
"""

import pytest
from django.conf import settings
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from catalog import releases
from catalog.models import Offer, Price, Revision, Source
from tests.browser.looking import faults
from tests.support import member, take_published_desk

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

GRID = "/admin/catalog/cell/grid/"


@pytest.fixture
def editor(page: Page, live_server: LiveServer) -> Page:
    """Return a page whose visitor is an editor of a desk that holds the starter catalog."""
    take_published_desk()
    page.context.add_cookies(
        [{"name": settings.SESSION_COOKIE_NAME, "value": key_of("Editor"), "url": live_server.url}]
    )
    return page


def key_of(role: str) -> str:
    """Sign in as somebody with a role and return what their browser holds."""
    return member(role).cookies[settings.SESSION_COOKIE_NAME].value


def test_editor_changes_a_cell_by_keyboard(editor: Page, live_server: LiveServer) -> None:
    editor.goto(f"{live_server.url}{GRID}?industry=hospitality")
    assert faults(editor) == []
    editor.locator(".square").first.focus()
    place = editor.evaluate("document.activeElement.parentElement.id")
    editor.keyboard.press("Enter")

    reason = editor.get_by_label("Reason")
    reason.focus()
    editor.keyboard.press("Control+A")
    editor.keyboard.type("It draws them, and a cook checks the plate.")
    editor.get_by_role("button", name="Save", exact=True).last.focus()
    editor.keyboard.press("Enter")

    expect(editor.locator(".messagelist")).to_contain_text("was changed successfully")
    expect(editor.locator(f"#{place}")).to_contain_text("draft")
    revision = Revision.objects.filter(kind="cells").order_by("-pk").first()
    assert revision is not None
    assert (revision.fact.reason, revision.state) == (
        "It draws them, and a cook checks the plate.",
        "draft",
    )
    assert revision.fact not in releases.compile_desk().cells


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
@pytest.mark.usefixtures("editor")
def test_price_is_made_by_searching_for_offer_and_source(
    browser: Browser, live_server: LiveServer, *, scripts: bool
) -> None:
    """The first field of the form is a search for a row.

    Without scripts, words that find it are typed.
    """
    offer = Offer.objects.filter(state="published").order_by("slug")[0]
    source = Source.objects.order_by("slug")[0]
    context = browser.new_context(
        java_script_enabled=scripts, viewport={"width": 390, "height": 844}
    )
    key = key_of("Reviewer")
    context.add_cookies(
        [{"name": settings.SESSION_COOKIE_NAME, "value": key, "url": live_server.url}]
    )
    page = context.new_page()
    page.goto(f"{live_server.url}/admin/catalog/price/add/")
    for name, row in {"offer": offer, "source": source}.items():
        if scripts:
            page.locator(f"#select2-id_{name}-container").click()
            page.locator(".select2-search__field").fill(row.slug)
            page.locator(".select2-results__option--highlighted", has_text=str(row)).click()
        else:
            page.locator(f"[name={name}-words]").fill(row.slug)
    page.locator("#id_unit").select_option("generation")
    for name, value in {"amount": "2", "valid_from": "2026-11-20", "as_of": "2026-11-20"}.items():
        page.locator(f"#id_{name}").fill(value)
    page.locator("input[name=_save]").click()

    expect(page.locator(".messagelist")).to_contain_text("was added successfully")
    assert Price.objects.filter(offer=offer, source=source, unit="generation", amount=2).exists()
    # the list scrolls inside the page
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    context.close()
