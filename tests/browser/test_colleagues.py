"""What colleagues do with a plan, in a real browser: a second opinion from start to end, and every page accessible."""

import pytest
from playwright.sync_api import Browser
from pytest_django.live_server_helper import LiveServer

from tests.browser.test_journey import answer, faults, go_on
from tests.wizard.quick import made
from wizard.colleagues import questions, signoffs, vendors
from wizard.models import Opinion

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("starter_release"),
]


@pytest.mark.parametrize(("width", "scheme", "script"), [(390, "dark", False), (1280, "light", True)])
def test_colleague_gives_a_second_opinion_and_every_page_is_accessible(
    browser: Browser, live_server: LiveServer, width: int, scheme: str, *, script: bool
) -> None:
    plan, edit_key, version = made()
    questions.ask(version, about="goal", name="Ines", text="Why not the blog as well?")
    signoffs.sign(version, "Ada", signoffs.new_key())
    point = vendors.pack_of(version)[0].questions[0].point.key
    context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)  # type: ignore[arg-type]
    walker = browser.new_context(viewport={"width": width, "height": 900}, java_script_enabled=script)
    page, walk = context.new_page(), walker.new_page()
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    walk.on("console", lambda message: complaints.append(message.text))
    found: dict[str, list[str]] = {}

    walk.goto(f"{live_server.url}{plan.get_absolute_url()}second-opinion/")
    walk.get_by_role("button", name="Start").click()
    for _ in range(12):
        if walk.get_by_role("button", name="Show where we differ").count():
            break
        assert plan.title not in walk.content()
        if walk.url.endswith("/outputs/"):
            walk.locator("main input[name=outputs]").first.check()
        answer(walk)
        go_on(walk)
    walk.get_by_role("button", name="Show where we differ").click()
    walk.get_by_label("Your name").fill("Ines")
    walk.get_by_label("Keep my answers with my name").check()
    walk.get_by_role("button", name="Keep them for the owner").click()
    walk.get_by_role("heading", name="Kept for the owner").wait_for()
    kept = Opinion.objects.kept().get()

    others = [
        f"{plan.get_absolute_url()}{end}" for end in ("", "questions/", "sign-off/", "second-opinion/", "vendors/")
    ]
    owners = ["questions/", "opinions/", f"opinions/{kept.pk}/", "vendors/", f"vendors/reply/?point={point}"]
    for path in (walk.url.removeprefix(live_server.url), *others, *(f"/plan/{edit_key}/{end}" for end in owners)):
        page.goto(live_server.url + path)
        sideways = page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")
        found[path] = [*faults(page), *(["scrolls sideways"] if sideways else [])]
    context.close()
    walker.close()

    assert {path: wrong for path, wrong in found.items() if wrong} == {}
    assert complaints == []
