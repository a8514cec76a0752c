"""The whole way in a real browser: with htmx, by keyboard alone, and without JavaScript."""

import re

import pytest
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from tests.browser.looking import Window, faults
from tests.browser.walking import answer, go_on, walk
from tests.wizard.steps.answering import completed
from wizard.models import Plan
from wizard.plans import drafts

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("starter_release"),
]

JOBS = ("support-chat-agent", "menu-photos", "podcast-voice-over")


def test_walk_is_accessible_the_same_without_scripts_and_keeps_the_edit_link(
    browser: Browser, window: Window, plain: Page, live_server: LiveServer
) -> None:
    """One walk for all that is asked of its pages, because walking takes longest."""
    start = f"{live_server.url}/plan/new/"

    seen = walk(window.page, start, window.look)

    permalink = f"{live_server.url}{Plan.objects.get().get_absolute_url()}"
    assert window.wrong == {}
    expect(
        window.page.get_by_text(permalink.partition("//")[2])
        .or_(window.page.locator(f'input[value="{permalink}"]'))
        .first
    ).to_be_visible()
    expect(window.page.locator("article h1")).to_contain_text(re.compile("^(Use|Let|Try|Ask) "))
    assert [_place(url) for url in walk(plain, start)] == [_place(url) for url in seen]
    _colleague_learns_nothing(browser, window.page, seen, permalink)


def _place(url: str) -> str:
    return re.sub(r"/(plan|p)/[\w-]{22}/", r"/\1/…/", url)


def _colleague_learns_nothing(
    browser: Browser, page: Page, seen: list[str], permalink: str
) -> None:
    """See that who is given the permalink is not given the edit link, and that it is not sent along."""
    edit_key = next(url.split("/plan/")[1].split("/")[0] for url in seen if "/goal/" in url)
    context = browser.new_context()
    colleague = context.new_page()

    answered = colleague.goto(permalink)

    assert answered is not None
    assert edit_key not in colleague.content()
    assert edit_key not in str(answered.all_headers())
    assert context.cookies() == []
    assert colleague.evaluate("document.referrer") == ""
    context.close()
    sent = page.context.cookies(permalink)
    assert not [cookie for cookie in sent if edit_key in cookie.get("value", "")]


def test_keyboard_alone_answers_a_page(page: Page, live_server: LiveServer) -> None:
    page.goto(f"{live_server.url}/plan/new/?use_case=menu-photos")
    page.keyboard.press("Tab")
    expect(page.locator(".skip")).to_be_focused()
    page.locator("main form .button:not(.button-plain)[type=submit]").last.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/goal/jobs/")

    for place in ("mistakes",):
        page.locator("main form .button:not(.button-plain)[type=submit]").last.focus()
        page.keyboard.press("Enter")
        page.wait_for_url(f"**/goal/{place}/")
        first = page.locator("main input[type=radio]").first
        _tab_to(page, first.get_attribute("id") or "")
        page.keyboard.press("Space")
        expect(first).to_be_checked()


def _tab_to(page: Page, element_id: str) -> None:
    """Press Tab until the element has the focus, as a person without a mouse does."""
    for _ in range(60):
        if page.evaluate("document.activeElement.id") == element_id:
            return
        page.keyboard.press("Tab")
    raise AssertionError(element_id)


def test_error_takes_the_focus_and_keeps_what_was_typed(
    page: Page, live_server: LiveServer, console: list[str]
) -> None:
    page.goto(f"{live_server.url}/plan/new/?use_case=menu-photos")
    for place in ("jobs", "mistakes", "amounts"):
        go_on(page)
        assert page.url.endswith(f"/goal/{place}/")
        answer(page)

    page.get_by_label("How many in a normal month?").fill("a few hundred <script>")
    page.locator("main form .button:not(.button-plain)[type=submit]").last.click()

    expect(page.get_by_role("alert")).to_be_focused()
    expect(page.get_by_label("How many in a normal month?")).to_have_value("a few hundred <script>")
    assert faults(page) == []
    console[:] = [
        line for line in console if "422" not in line
    ]  # the answer's status, which Chromium reports


def test_answer_that_cannot_be_saved_says_so(
    page: Page, live_server: LiveServer, console: list[str]
) -> None:
    page.goto(f"{live_server.url}/plan/new/?use_case=menu-photos")
    go_on(page)
    answer(page)
    unsent, heading = page.locator("#unsent"), page.locator("h1")
    expect(unsent).to_be_hidden()

    page.route("**/plan/**", lambda route: route.abort())
    page.get_by_role("button", name="Continue").click()
    expect(unsent).to_be_focused()
    page.unroute("**/plan/**")
    Plan.objects.all().delete()
    page.get_by_role("button", name="Continue").click()

    expect(heading).to_have_text("There is no page here")
    expect(heading).to_be_focused()
    expect(page.locator("main")).to_have_count(1)
    console.clear()  # the line that was cut and the 404, which htmx and Chromium report


def test_back_forward_and_reload_show_what_was_saved(page: Page, live_server: LiveServer) -> None:
    page.goto(f"{live_server.url}/plan/new/?use_case=menu-photos")
    for place in ("jobs", "mistakes", "amounts", "material"):
        go_on(page)
        assert page.url.endswith(f"/goal/{place}/")
        answer(page)

    with page.expect_event("load"):  # the page is loaded anew
        page.go_back()
    expect(page).to_have_url(re.compile("/goal/amounts/$"))
    with page.expect_event("load"):
        page.go_back()
    expect(page).to_have_url(re.compile("/goal/mistakes/$"))
    expect(page.locator("main input:checked")).to_have_count(2)
    with page.expect_event("load"):
        page.go_forward()
    expect(page).to_have_title(re.compile("^How many, how long"))
    with page.expect_event("load"):
        page.go_back()
    expect(page).to_have_url(re.compile("/goal/mistakes/$"))
    page.reload()
    expect(page.locator("main input:checked")).to_have_count(2)
    expect(page.locator("header.head")).to_have_count(1)  # a whole page, not the inside of one


def test_pages_that_ask_several_jobs_alike_are_accessible(
    window: Window, live_server: LiveServer
) -> None:
    plain = {f"wrong_result.{job}": "nuisance" for job in JOBS} | {
        f"exactness.{job}": "likely" for job in JOBS
    }
    given = {
        "outputs": [{"use_case": job} for job in JOBS],
        "place": "anywhere",
        "apart": list(JOBS),
        "use": None,
    }
    later = {"use": "by-hand", "preference": "balanced", "check": "every"}
    _, edit_key = drafts.start(completed({**given, **plain, **later}))

    for place in ("goal/mistakes", "goal/amounts", "goal/material", "goal/each", "model/choice"):
        window.page.goto(f"{live_server.url}/plan/{edit_key}/{place}/")
        window.look()
        assert place in window.page.url

    assert window.wrong == {}
