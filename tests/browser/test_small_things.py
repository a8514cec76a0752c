"""Small things that people expect: the theme is kept at once, and the device shares.

What is meant to be copied has a button.
"""

import pytest
from django.utils.timezone import localdate
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from catalog import releases
from wizard.plans import drafts, versions
from wizard.plans.examples import find

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("starter_release"),
]
SHARED = "window.shared = []; navigator.share = async (what) => { window.shared.push(what.url); };"


def plan(live_server: LiveServer) -> tuple[str, str]:
    """Return the addresses of a plan: for its owner, for others."""
    example = find("law-office")
    assert example is not None
    row, edit_key = drafts.start(example.answers)
    versions.make(row, releases.current(), localdate())
    row.refresh_from_db()
    return f"{live_server.url}/plan/{edit_key}/", f"{live_server.url}{row.get_absolute_url()}"


def test_theme_is_kept_at_once(page: Page, live_server: LiveServer) -> None:
    page.goto(f"{live_server.url}/glossary/")
    expect(page.get_by_role("button", name="Keep")).to_be_hidden()

    with page.expect_response("**/theme/"):
        page.get_by_role("radio", name="Dark").check()
    page.goto(f"{live_server.url}/method/")

    expect(page.get_by_role("radio", name="Dark")).to_be_checked()


def test_theme_is_kept_by_a_button_without_a_script(plain: Page, live_server: LiveServer) -> None:
    plain.goto(f"{live_server.url}/glossary/")
    plain.get_by_role("radio", name="Dark").check()
    plain.get_by_role("button", name="Keep").click()

    expect(plain.get_by_role("radio", name="Dark")).to_be_checked()


def test_device_shares_the_link_for_others_and_never_the_private_one(
    page: Page, live_server: LiveServer
) -> None:
    private, shared = plan(live_server)
    page.add_init_script(SHARED)
    for address, name in ((shared, "Share"), (private, "Send it")):
        page.goto(address)
        page.get_by_role("link", name=name, exact=True).click()

        assert page.evaluate("window.shared") == [shared]


def test_what_is_meant_to_be_copied_has_a_button(page: Page, live_server: LiveServer) -> None:
    private, shared = plan(live_server)
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    for address, buttons in ((private, 2), (f"{private}links/", 2), (f"{shared}tune/", 1)):
        page.goto(address)
        copy = page.get_by_role("button", name="Copy", exact=True)
        expect(copy).to_have_count(buttons)
    copy.first.click()
    expect(page.get_by_role("button", name="Copied")).to_be_visible()
