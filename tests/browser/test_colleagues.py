"""What colleagues do with a plan, in a real browser: a second opinion from start to end.

Every page is accessible.
"""

import pytest
from playwright.sync_api import Page
from pytest_django.live_server_helper import LiveServer

from tests.browser.looking import Window
from tests.browser.walking import answer, go_on
from tests.wizard.plans import approve, made
from wizard.colleagues import questions, vendors
from wizard.models import Opinion, Plan

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("starter_release"),
]


def second_opinion(walk: Page, base: str) -> tuple[Plan, str]:
    """Make a plan, answer it again as another person; return the plan and its edit key.

    The answers are kept for its owner.
    """
    plan, edit_key, version = made("games-studio")
    questions.ask(plan, version.number, about="goal", name="Ines", text="Why not the blog as well?")
    approve(plan, version, "Ada")
    walk.goto(f"{base}{plan.get_absolute_url()}second-opinion/")
    walk.get_by_role("button", name="Start").click()
    for _ in range(12):
        if walk.get_by_role("button", name="Show where we differ").count():
            break
        assert plan.title not in walk.content()
        answer(walk)
        go_on(walk)
    walk.get_by_role("button", name="Show where we differ").click()
    walk.get_by_label("Your name").fill("Ines")
    walk.get_by_label("Keep my answers with my name").check()
    walk.get_by_role("button", name="Keep them for the owner").click()
    walk.get_by_role("heading", name="Kept for the owner").wait_for()
    return plan, edit_key


def test_colleague_gives_a_second_opinion_without_scripts_and_every_page_is_accessible(
    plain: Page, window: Window, live_server: LiveServer
) -> None:
    plan, edit_key = second_opinion(plain, live_server.url)

    opinion, pack = Opinion.objects.agreed().get(name="Ines"), vendors.pack_of(plan.versions.get())
    others = [
        f"{plan.get_absolute_url()}{end}"
        for end in ("", "questions/", "sign-off/", "second-opinion/", "vendors/")
    ]
    reply = f"vendors/reply/?point={pack[0].questions[0].point.key}"
    owners = ["questions/", "opinions/", f"opinions/{opinion.pk}/", "vendors/", reply]
    for path in (
        plain.url.removeprefix(live_server.url),
        *others,
        *(f"/plan/{edit_key}/{end}" for end in owners),
    ):
        window.page.goto(live_server.url + path)
        window.look()

    assert window.wrong == {}
