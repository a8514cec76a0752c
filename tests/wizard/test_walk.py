"""The whole way from the start page to the permalink, by reading forms only."""

import json

import pytest
from django.db import connection

from tests.support import queries_of
from tests.wizard.plans import answers_of
from tests.wizard.walker import Walker
from wizard.models import Plan, PlanVersion
from wizard.plans.drafts import start
from wizard.views.browser import COOKIE

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("starter_release")]


def finished() -> tuple[Walker, str]:
    """Return a walker at "Check your answers", and the draft's key."""
    _, edit_key = start(answers_of("garden-shop"))
    return Walker().get(f"/plan/{edit_key}/check/"), edit_key


def test_client_that_reads_forms_lands_on_the_owners_page_with_the_link_for_colleagues() -> None:
    walker = Walker().get("/plan/new/")

    walker.send()
    walker.send(jobs=["product-description"]).walk(to="/check/")
    assert walker.page.heading == "Check your answers"
    walker.send()

    plan = Plan.objects.get()
    assert walker.permalink == f"/p/{plan.view_key}/"
    assert PlanVersion.objects.get().plan == plan
    assert Walker().get(walker.permalink).status == 200


def test_plan_can_be_made_as_soon_as_a_job_is_named() -> None:
    _, edit_key = start({"what": {"jobs": ["product-description"]}})
    walker = Walker().get(f"/plan/{edit_key}/check/")

    walker.send()

    assert PlanVersion.objects.count() == 1
    assert walker.address == f"/plan/{edit_key}/"


def test_draft_without_a_job_makes_no_plan() -> None:
    _, edit_key = start({"scale": {"title": "Nothing yet"}})

    walker = Walker().get(f"/plan/{edit_key}/check/")

    assert walker.address.endswith("/goal/what/")
    assert not PlanVersion.objects.exists()


def test_button_pressed_twice_makes_one_version() -> None:
    walker, edit_key = finished()
    form = walker.form.sent()
    walker.send()

    walker.client.post(f"/plan/{edit_key}/make/", form)

    assert PlanVersion.objects.count() == 1


def test_pages_on_the_plan_make_the_next_version_another() -> None:
    walker, edit_key = finished()
    walker.send()

    walker.get(f"/plan/{edit_key}/tune/tune/").send(brief_voice="Like a pirate.")
    walker.get(f"/plan/{edit_key}/check/").send()

    latest = PlanVersion.objects.get(number=2)
    assert "Like a pirate." in latest.inputs


# ------------------------------------------------------------------------------------- the two keys


def test_edit_key_is_not_stored() -> None:
    _, edit_key = finished()

    with connection.cursor() as cursor:
        cursor.execute("SELECT row_to_json(wizard_plan)::text FROM wizard_plan")
        assert edit_key not in json.dumps(cursor.fetchall())


def test_browser_remembers_its_plans_by_a_cookie_that_never_leaves_their_pages() -> None:
    walker = Walker()
    keys = [walker.get("/plan/new/").send().address.split("/")[2] for _ in range(2)]

    assert {f"/plan/{key}/" for key in keys} <= {*walker.get("/plan/").page.links}
    cookie = walker.client.cookies[COOKIE]

    assert cookie["path"] == "/plan/"
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"


def test_other_browser_goes_on_by_the_private_link_alone() -> None:
    _, edit_key = start({"what": {"jobs": ["product-description"]}})
    walker = Walker().get(f"/plan/{edit_key}/")
    other, forged = Walker(), Walker()
    forged.client.cookies[COOKIE] = edit_key

    assert other.get(f"/plan/{edit_key}/").address == walker.address
    assert f"/plan/{edit_key}/" in other.get("/plan/").page.links
    assert edit_key not in forged.get("/plan/").text


def test_own_plans_take_the_same_few_queries_however_many() -> None:
    counts = []
    walker = Walker()
    for _ in range(2):
        walker.get("/plan/new/").send()
        counts.append(queries_of(lambda: walker.client.get("/plan/")))

    assert counts[0] == counts[1]
