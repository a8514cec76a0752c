"""The owner's page for links: each act does what it says, a closed link says why.

Deleting leaves nothing.
"""

import re
from collections.abc import Iterator
from datetime import timedelta
from html import unescape

import pytest
from django.contrib.auth import get_user_model
from django.db import connection
from django.test import Client
from django.utils import timezone

from catalog.formatting import format_long_day
from tests.support import flat, page_of
from tests.wizard.pilot.kit import filled
from tests.wizard.plans import made, version_of
from tests.wizard.walker import Reader
from wizard.models import ClosedLink, Plan, PlanVersion, Why
from wizard.plans import drafts, links

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("starter_release")]

SECRET = "Photos of the Golden Goose"


@pytest.fixture
def owned() -> tuple[Plan, str]:
    plan, edit_key, _ = made(title=SECRET)
    return plan, edit_key


def words(content: bytes) -> str:
    """Return what a page says, days included, with its tags for days taken out."""
    return re.sub(r"</?time[^>]*>", "", unescape(flat(content.decode())))


def act(client: Client, edit_key: str, **sent: str) -> str:
    """Do something on the page, follow to where it leads, and return what stands there."""
    response = client.post(f"/plan/{edit_key}/links/", sent, follow=True)
    assert response.status_code == 200
    return words(response.content)


def text_of_page(client: Client, address: str, status: int = 410) -> str:
    response = client.get(address)
    assert response.status_code == status
    return words(response.content)


# ---------------------------------------------------------------------------------- link for others


def test_renewed_link_opens_and_the_old_one_says_that_it_was_renewed(
    client: Client, owned: tuple[Plan, str]
) -> None:
    plan, edit_key = owned
    old = plan.get_absolute_url()
    page = client.get(f"{old}v/1/").content

    assert "The link for others is new." in act(client, edit_key, act="view")

    plan.refresh_from_db()
    assert client.get(plan.get_absolute_url()).status_code == 200
    assert client.get(f"{plan.get_absolute_url()}v/1/").content == page
    for path in ("", "v/1/", "plan.pdf", "plan.ics", "history/"):
        text = text_of_page(client, f"{old}{path}")
        assert "This link was renewed" in text
        assert plan.view_key not in text
    assert text_of_page(client, f"/p/{'N' * 22}/", 404)


def test_withdrawn_link_says_so_until_it_is_opened_again(
    client: Client, owned: tuple[Plan, str]
) -> None:
    plan, edit_key = owned

    act(client, edit_key, act="withdrawn")
    text = text_of_page(client, plan.get_absolute_url())
    assert "This link is turned off" in text
    assert f"It was turned off on {format_long_day(timezone.localdate())}" in text
    assert client.get(f"/plan/{edit_key}/").status_code == 200

    act(client, edit_key, act="open")
    assert text_of_page(client, plan.get_absolute_url(), 200)


@pytest.mark.parametrize("days", [None, 0, 12, 365])
def test_link_runs_out_when_its_owner_says(
    client: Client, owned: tuple[Plan, str], days: int | None
) -> None:
    plan, edit_key = owned
    last = timezone.localdate() + timedelta(days=days) if days is not None else None

    text = act(client, edit_key, act="until", day=last.strftime("%d %B %Y") if last else "")

    plan.refresh_from_db()
    assert links.last_day(plan) == last
    assert (f"until {format_long_day(last)}" if last else "read the plan.") in text


def test_last_day_is_a_whole_day(client: Client, owned: tuple[Plan, str]) -> None:
    plan, _ = owned
    today = timezone.localdate()

    links.last_until(plan, today)
    assert text_of_page(client, plan.get_absolute_url(), 200)

    links.last_until(plan, today - timedelta(days=1))
    text = text_of_page(client, plan.get_absolute_url())
    assert "This link has run out" in text
    assert f"until {format_long_day(today - timedelta(days=1))}" in text
    links.reopen(plan)
    assert plan.expires is None


def test_what_cannot_be_is_said_and_changes_nothing(
    client: Client, owned: tuple[Plan, str]
) -> None:
    _, edit_key = owned
    before = Plan.objects.values().get()
    for day, sentence in {
        "soon": "Write the last day as day, month and year",
        "1 March 2020": "Pick a day from today",
        "1 March 2999": "Pick a day before the end of",
    }.items():
        response = client.post(f"/plan/{edit_key}/links/", {"act": "until", "day": day})
        text = unescape(response.content.decode())
        assert response.status_code == 422
        assert text.count(sentence) == 2  # above the page and at the field
        assert f'value="{day}"' in text
    for name in ("", "destroy", "previews"):
        assert client.post(f"/plan/{edit_key}/links/", {"act": name}).status_code == 404
    assert Plan.objects.values().get() == before


# ------------------------------------------------------------------------------------- private link


def test_renewed_private_link_is_remembered_in_place_of_the_old(
    client: Client, owned: tuple[Plan, str]
) -> None:
    plan, edit_key = owned
    _, other_key, _ = made()
    for key in (edit_key, other_key):
        client.get(f"/plan/{key}/")

    response = client.post(f"/plan/{edit_key}/links/", {"act": "edit"})
    new_key = response.headers["Location"].split("/")[2]

    assert new_key not in {edit_key, other_key}
    assert drafts.find(new_key) == plan
    mine = Reader(client.get("/plan/").content.decode()).links
    assert {f"/plan/{new_key}/", f"/plan/{other_key}/"} <= set(mine)
    assert not any(edit_key in link for link in mine)
    for address in (
        f"/plan/{edit_key}/",
        f"/plan/{edit_key}/goal/what/",
        f"/plan/{edit_key}/links/",
    ):
        text = text_of_page(client, address)
        assert "This private link was renewed" in text
        assert new_key not in text
        assert plan.view_key not in text


def test_browser_that_remembers_a_closed_private_link_forgets_it(owned: tuple[Plan, str]) -> None:
    plan, edit_key = owned
    other = Client()
    other.get(f"/plan/{edit_key}/")
    links.renew_edit(plan)

    other.get(f"/plan/{edit_key}/")

    assert other.cookies["plans"].value.partition(":")[0] == ""


# ----------------------------------------------------------------------------------------- deleting


def _rows() -> Iterator[tuple[str, str]]:
    """Yield every row of every table as text."""
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT t::text FROM {connection.ops.quote_name(table)} t")  # noqa: S608  # its own names
            yield from ((table, row) for (row,) in cursor.fetchall())


def _naming(plan: Plan, edit_key: str) -> set[str]:
    named = (plan.view_key, edit_key, SECRET)
    return {table for table, row in _rows() if any(each in row for each in named)}


def test_deleting_asks_once_more_and_leaves_no_row_that_names_the_plan(client: Client) -> None:
    plan, edit_key, _ = filled(SECRET)
    version_of(plan)
    client.get(f"{plan.get_absolute_url()}v/1/")
    client.get(f"{plan.get_absolute_url()}history/")
    # plan, versions, pages, questions, approvals, opinions, replies, cases
    assert len(_naming(plan, edit_key)) > 7

    asked = client.post(f"/plan/{edit_key}/delete/")
    assert f"Delete “{plan.title}” for good?" in unescape(page_of(asked))
    assert Plan.objects.filter(pk=plan.pk).exists()
    response = client.post(f"/plan/{edit_key}/delete/", {"sure": "yes"}, follow=True)

    assert "The plan was deleted for good." in page_of(response)
    assert _naming(plan, edit_key) == set()
    assert not PlanVersion.objects.filter(plan=plan.pk).exists()
    for address in (
        plan.get_absolute_url(),
        f"{plan.get_absolute_url()}v/1/",
        f"/plan/{edit_key}/",
    ):
        text = text_of_page(client, address)
        assert "This plan was deleted" in text
        assert format_long_day(timezone.localdate()) in text
    closed = ClosedLink.objects.exclude(why=Why.ENDED)  # and keys that followed from it
    assert sorted(closed.values_list("key_hash", "why")) == sorted(
        (drafts.hash_of(key), Why.DELETED) for key in (plan.view_key, edit_key)
    )


def test_draft_can_be_deleted_too(client: Client) -> None:
    plan, edit_key = drafts.start({"scale": {"title": SECRET}})
    client.get(f"/plan/{edit_key}/")
    assert f"/plan/{edit_key}/delete/" in Reader(client.get("/plan/").content.decode()).links

    client.post(f"/plan/{edit_key}/delete/", {"sure": "yes"})

    assert _naming(plan, edit_key) == set()


def test_editor_who_deletes_a_plan_leaves_the_same(client: Client, owned: tuple[Plan, str]) -> None:
    plan, edit_key = owned
    client.force_login(get_user_model().objects.create_superuser("keeper", password="x"))

    client.post(f"/admin/wizard/plan/{plan.pk}/delete/", {"post": "yes"})

    assert not Plan.objects.exists()
    assert _naming(plan, edit_key) == set()
    assert "This plan was deleted" in text_of_page(client, plan.get_absolute_url())


def test_page_names_the_days_that_purge_plans_keeps_to(
    client: Client, owned: tuple[Plan, str]
) -> None:
    text = text_of_page(client, f"/plan/{owned[1]}/links/", 200)

    assert "until nobody has opened or changed it for 3 years" in text
    assert "its links say so for one year" in text
    _, draft = drafts.start()
    assert "nobody changes for 180 days" in text_of_page(client, f"/plan/{draft}/links/", 200)
    privacy = text_of_page(client, "/privacy/", 200)
    assert all(
        words in privacy
        for words in ("for 3 years is deleted", "for 180 days", "For one year the old links")
    )
