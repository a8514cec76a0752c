"""A colleague's copy: own links, the same answers, and what differs from the original.

There is no way back into the original.
"""

from html import unescape

import pytest
from django.test import Client

from tests.support import text_of
from tests.wizard.plans import made, version_of
from tests.wizard.walker import Walker
from wizard.models import Plan, Why
from wizard.plans import drafts, links

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("starter_release")]


def copied(walker: Walker, plan: Plan) -> tuple[Plan, str]:
    """Press through to a copy, and return it with its edit key."""
    walker.get(f"{plan.get_absolute_url()}copy/").send()
    edit_key = walker.address.split("/")[2]
    copy = drafts.find(edit_key)
    assert copy is not None
    return copy, edit_key


def close(plan: Plan, end: str) -> None:
    if end == "withdrawn":
        links.withdraw(plan)
    elif end == "renewed":
        links.renew_view(plan)
    else:
        links.delete([plan], Why.DELETED)


def test_colleague_copies_a_plan_without_an_account() -> None:
    plan, edit_key, version = made()
    before = Plan.objects.values().get(pk=plan.pk)
    walker = Walker()
    assert f"{plan.get_absolute_url()}copy/" in walker.get(plan.get_absolute_url()).page.links

    copy, copy_key = copied(walker, plan)

    assert copy.answers == version.answers
    assert (copy.copied_from, copy.copied_number) == (version, 1)
    assert {copy.view_key, copy_key} & {plan.view_key, edit_key} == set()
    assert walker.address == f"/plan/{copy_key}/check/"
    assert edit_key not in walker.text
    assert Plan.objects.values().get(pk=plan.pk) == before


def test_copying_keeps_the_plans_that_the_browser_remembers() -> None:
    plan, _, _ = made()
    walker = Walker()
    _, my_key, _ = made()
    walker.get(f"/plan/{my_key}/")

    # Where the cookie with them is sent: what is set elsewhere would replace it unread.
    assert walker.get(f"{plan.get_absolute_url()}copy/").form.action == "/plan/new/"
    _, copy_key = copied(walker, plan)

    links_there = walker.get("/plan/").page.links
    assert {f"/plan/{my_key}/", f"/plan/{copy_key}/"} <= set(links_there)


def test_copy_says_how_answers_and_outcome_differ(client: Client) -> None:
    plan, edit_key, version = made()
    copy, copy_key, _ = made(copied_from=version, people="5")

    changed = "People changed from “2” to “5”."
    own, shared = text_of(client, f"/plan/{copy_key}/"), text_of(client, copy.get_absolute_url())
    assert f'href="/plan/{copy_key}/original/"' in own
    assert changed not in shared
    for text in (own, shared):
        assert "Copied from version 1 of a plan" in text
        assert plan.view_key not in text
        assert edit_key not in text
    assert copy_key not in shared
    assert client.get(f"{copy.get_absolute_url()}original/").status_code == 404
    comparison = text_of(client, f"/plan/{copy_key}/original/")
    assert "The original beside this copy" in comparison
    assert changed in comparison
    assert [title for title in ("Answers", "Outcome", "Money") if f"<h2>{title}</h2>" in comparison] == [
        "Answers", "Outcome", "Money",
    ]  # fmt: skip
    assert plan.view_key not in comparison
    assert "Copied from" not in text_of(client, f"{copy.get_absolute_url()}v/1/")


def test_copy_that_changed_nothing_says_so(client: Client) -> None:
    _, _, version = made()
    _, copy_key, _ = made(copied_from=version)

    assert "Nothing differs so far." in text_of(client, f"/plan/{copy_key}/original/")


@pytest.mark.parametrize("end", ["withdrawn", "renewed", "deleted"])
def test_copy_stands_when_the_original_is_gone(client: Client, end: str) -> None:
    plan, _, version = made()
    copy, copy_key, _ = made(copied_from=version, people="5")
    key, original = plan.view_key, f"/plan/{copy_key}/original/"
    copying, first = (
        f"{plan.get_absolute_url()}copy/",
        client.get(copy.get_absolute_url()).headers["ETag"],
    )
    assert client.get(original).status_code == 200
    close(plan, end)
    plans = Plan.objects.count()

    assert client.post("/plan/new/", {"copy": key}).status_code == 410
    assert Plan.objects.count() == plans
    response = client.get(copy.get_absolute_url(), headers={"if-none-match": first})
    assert response.status_code == 200
    said = (
        "that was deleted since"
        if end == "deleted"
        else "whose owner has closed or renewed its link"
    )
    assert said in unescape(response.content.decode())
    assert original not in text_of(client, f"/plan/{copy_key}/")
    assert client.get(original).status_code == 404
    assert client.get(copying).status_code == 410


def test_any_version_can_be_copied(client: Client) -> None:
    plan, _, _ = made(title="The first")
    version_of(plan, title="The second")

    for version, title in (("", "The second"), ("v/1/", "The first")):
        form = Walker().get(f"{plan.get_absolute_url()}{version}copy/").send()
        copy = drafts.find(form.address.split("/")[2])
        assert copy is not None
        assert copy.stored["scale"]["title"] == title


def test_what_is_no_version_starts_nothing(client: Client) -> None:
    plan, _, _ = made()
    numbers = [{"copy": plan.view_key, "version": number} for number in ("9", "1; --", "9" * 30)]
    for sent in ({"copy": ""}, {"copy": "N" * 22}, {"copy": "x" * 5000}, *numbers):
        assert client.post("/plan/new/", sent).status_code == 404, sent
    assert Plan.objects.count() == 1
