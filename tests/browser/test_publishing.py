"""Publishing in a real browser: a reviewer sees what plans would do, accepts a golden plan by name, and publishes."""

import re

import pytest
from django.contrib.auth.models import Permission, User
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from tests.browser.looking import faults, log_in
from tests.browser.shops import turn_the_shop, with_plans
from tests.support import take_desk
from wizard.models import Acceptance
from wizard.plans import drafts
from wizard.roles import ROLES

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PUBLISH = "/admin/catalog/release/publish/"
REASON = "A quillwright writes it better."


@pytest.fixture
def site(db: None) -> dict[str, str]:
    """Publish the starter catalog with its golden plans and three plans of shops, then turn a cell on the desk."""
    take_desk()
    (version, edit_key), *_ = with_plans()
    _, alone = drafts.start({"outputs": [{"use_case": "product-description"}]})
    turn_the_shop(REASON)
    user = User.objects.create_user("reviewer", password="a long enough pass phrase", is_staff=True)
    mays = [permission.partition(".")[2] for permission in ROLES["Reviewer"]]
    user.user_permissions.set(Permission.objects.filter(codename__in=mays))  # emptying the tables takes the groups away
    return {"plan": version.plan.view_key, "edit": edit_key, "alone": alone}


def sign_in(page: Page, base: str, name: str) -> None:
    page.goto(f"{base}/admin/login/?next={PUBLISH}")
    log_in(page, name, "a long enough pass phrase")


def test_reviewer_accepts_a_flipped_golden_plan_and_publishes_without_scripts(
    page: Page, plain: Page, live_server: LiveServer, site: dict[str, str]
) -> None:
    base, fixed = live_server.url, f"/p/{site['plan']}/v/1/"
    before = page.request.get(base + fixed).text()
    cell, search = "/use-cases/product-description/language/", "/search/?q=quillwright"
    assert REASON not in page.request.get(base + cell).text()

    sign_in(page, base, "reviewer")
    expect(page.get_by_text("1 golden plan would no longer be as we expect.")).to_be_visible()
    assert faults(page) == []
    sign_in(plain, base, "reviewer")
    expect(plain.get_by_text("3 plans would get another first choice")).to_be_visible()
    plain.get_by_label("Note").fill("A quillwright had a look.")
    plain.get_by_role("button", name="Publish").click()
    expect(
        plain.get_by_text("Not published. Accept each golden plan that would turn out otherwise: Garden shop.")
    ).to_be_visible()
    plain.get_by_label("I accept that “Garden shop” turns out so").check()
    plain.get_by_label("and expect it from now on").check()
    plain.get_by_label("Why that is right").fill("It writes better than the one before.")
    plain.get_by_role("button", name="Publish").click()

    expect(plain.get_by_text("Release 2 is what readers see now.")).to_be_visible()
    assert Acceptance.objects.get().author == User.objects.get(username="reviewer")
    assert REASON in page.request.get(base + cell).text()
    assert REASON in page.request.get(f"{base}/api/v1/use-cases/product-description").text()
    page.goto(base + search)
    expect(
        page.get_by_role("main").get_by_role("link", name=re.compile("Write product descriptions")).first
    ).to_be_visible()
    page.goto(f"{base}/plan/{site['alone']}/check/")
    expect(page.get_by_role("heading", level=1)).to_have_text("This kind of AI cannot do it")
    page.goto(f"{base}/p/{site['plan']}/")
    expect(page.get_by_text("Would now differ").first).to_be_visible()
    assert page.request.get(base + fixed).text() == before
