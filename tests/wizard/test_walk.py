"""The whole way from the start page to the permalink, by reading forms only."""

import json
import re
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wizard.decision.vocabulary import Outcome
from wizard.plans.advice import load

from tests.support import queries_of, starter_catalog
from tests.wizard.steps.answering import example_answers
from tests.wizard.walker import Walker, filled
from wizard.models import Plan, PlanVersion
from wizard.plans.drafts import find, start
from wizard.views.browser import COOKIE

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("starter_release")]

TWO = [{"use_case": "product-description"}, {"use_case": "product-photo-background"}]
TEXTS = [{"use_case": "product-description"}, {"use_case": "support-email-reply"}]
MISTAKES = {
    f"{question}.{row['use_case']}": answer
    for question, answer in (("wrong_result", "money"), ("exactness", "forecast"))
    for row in TEXTS
} | {"check": "every"}
LIKELY = {name: "likely" for name in MISTAKES if name.startswith("exactness")}


def begun(**answers: Any) -> tuple[Walker, str]:
    """Return a walker at the first open page of a draft with these answers, and the draft's key."""
    _, edit_key = start(answers)
    return Walker().get(f"/plan/{edit_key}/"), edit_key


def finished() -> tuple[Walker, str]:
    """Return a walker at "Check your answers", and the draft's key."""
    _, edit_key = start(example_answers())
    return Walker().get(f"/plan/{edit_key}/"), edit_key


# ---------------------------------------------------------------------------------------------------------- the way


def test_client_that_reads_forms_lands_on_the_owners_page_with_the_link_for_colleagues() -> None:
    walker = Walker().get("/plan/new/")

    walker.send().walk()
    assert walker.page.heading == "Check your answers"
    walker.send()

    plan = Plan.objects.get()
    assert walker.address == f"/plan/{walker.seen[-2].split('/')[2]}/"
    assert walker.permalink == f"/p/{plan.view_key}/"
    assert PlanVersion.objects.get().plan == plan
    assert Walker().get(walker.permalink).status == 200


def test_way_back_to_an_answer_leads_to_its_place_on_the_page() -> None:
    walker, edit_key = finished()
    links = [link for link in walker.page.links if f"/{edit_key}/" in link and "#" in link]

    missed = [
        link
        for link in links
        if f'id="{link.partition("#")[2]}"' not in Walker().get(link.partition("#")[0]).text
    ]

    assert len(links) > 15
    assert missed == []


def test_plan_can_be_made_from_the_model_on() -> None:
    walker = Walker().get("/plan/new/").send()
    walker.walk(to="/model/")

    walker.send(make="now")

    assert walker.permalink == Plan.objects.get().get_absolute_url()


def test_whoever_changes_one_answer_is_back_at_the_answers_even_where_later_steps_are_open() -> (
    None
):
    walker = Walker().get("/plan/new/").send()
    walker.walk(to="/pilot/")
    edit_key = walker.address.split("/")[2]

    walker.get(f"/plan/{edit_key}/goal/use/?to=check").send(people="3")

    assert walker.page.heading == "Check your answers"


def test_question_that_a_change_opens_says_why_and_leads_back() -> None:
    walker, edit_key = finished()

    walker.get(f"/plan/{edit_key}/goal/material/?to=check").send(place="own-servers")

    assert walker.page.heading == "Which machine could run it?"
    assert "You changed an answer" in walker.text
    assert walker.answer().page.heading == "Check your answers"


def test_start_page_makes_nothing_and_takes_use_case_and_words_along() -> None:
    of_a_job, of_words = (
        Walker().get(f"/plan/new/?{query}") for query in ("use_case=menu-photos&q=x", "q=menu")
    )
    assert Plan.objects.count() == 0

    of_a_job.send()
    of_words.send()

    assert of_a_job.address.endswith("/goal/jobs/")
    assert [box.value for box in of_a_job.form.named("outputs") if box.checked] == ["menu-photos"]
    assert "for “menu”" in of_words.text
    assert of_words.form.named("q")[0].value == "menu"
    for query in ("use_case=withdrawn", "example=withdrawn"):
        assert "not in the catalog, or no longer" in Walker().get(f"/plan/new/?{query}").text


def test_back_leads_to_the_page_before_with_its_answer() -> None:
    walker, _ = begun(outputs=TWO)
    back = walker.page.links[walker.page.links.index("/plan/") + 1]

    walker.get(back)

    assert walker.address.endswith("/goal/jobs/")
    assert {box.value for box in walker.form.named("outputs") if box.checked} == {
        row["use_case"] for row in TWO
    }


def test_closed_page_leads_to_the_open_one() -> None:
    walker, edit_key = begun()

    walker.get(f"/plan/{edit_key}/pilot/test/")

    assert walker.address.partition("?")[0].endswith("/goal/jobs/")
    assert "This comes first" in walker.text


def test_change_of_an_earlier_answer_keeps_the_later_ones() -> None:
    walker, edit_key = finished()
    walker.get(f"/plan/{edit_key}/goal/jobs/").send(outputs=["product-description"])

    plan = find(edit_key)
    assert plan is not None
    assert "volume.product-photo-background" in dict(plan.answers)
    assert walker.page.heading == "Check your answers"
    assert "no longer counts" in walker.text
    walker.get(f"/plan/{edit_key}/goal/jobs/").send(outputs=[row["use_case"] for row in TWO])
    assert "no longer counts" not in walker.text


def test_search_without_javascript_keeps_what_was_ticked() -> None:
    walker, _ = begun()
    sent = walker.form.sent() | {
        "q": ["menu"],
        "outputs": ["product-description"],
        "outputs.name.0": ["Labels"],
        "outputs.medium.0": ["image"],
    }

    walker._take(walker.client.get(walker.address, sent, follow=True), walker.address)

    assert [box.value for box in walker.form.named("outputs") if box.checked] == [
        "product-description"
    ]
    assert [(box.value, box.checked) for box in walker.form.named("outputs.name.0")] == [
        ("Labels", True)
    ]
    assert "csrfmiddlewaretoken" not in walker.address
    assert walker.form.named("q")[0].value == "menu"


def test_form_that_comes_without_its_cookie_is_kept_and_sent_again() -> None:
    walker, edit_key = begun()
    walker.client.cookies.clear()

    walker.send(
        **{
            "outputs": ["product-description"],
            "outputs.medium.0": "text",
            "outputs.name.0": "Zwölf & <b>",
        }
    )

    assert walker.status == 403
    assert "product-description" in walker.text
    assert walker.send().status == 200
    plan = find(edit_key)
    assert plan is not None
    assert plan.stored["outputs"] == [
        {"use_case": "product-description"},
        {"medium": "text", "name": "Zwölf & <b>"},
    ]


def test_form_without_its_cookie_is_not_filled_in_where_anybody_knows_the_address() -> None:
    response = Client(enforce_csrf_checks=True).post("/plan/new/", {"example": "restaurant"})

    assert response.status_code == 403
    assert b"restaurant" not in response.content


# -------------------------------------------------------------------------------------------------------- the exits


def test_exit_keeps_the_answers_and_can_be_saved() -> None:
    walker, edit_key = begun(outputs=TEXTS, **MISTAKES)

    assert walker.address == f"/plan/{edit_key}/exit/"
    assert f"/plan/{edit_key}/goal/jobs/" in walker.page.links
    assert "a forecast from past figures" in walker.text
    walker.send()

    version = PlanVersion.objects.get()
    assert walker.permalink == version.plan.get_absolute_url()
    assert load(version.advice).decision.outcome is Outcome.WRONG_TOOL
    assert [name for name, _ in version.answers] == ["outputs", *MISTAKES]
    walker.get(f"/plan/{edit_key}/goal/mistakes/").send(**LIKELY)
    assert walker.address.endswith("/goal/amounts/")  # another answer leads out of it


# --------------------------------------------------------------------------------------------------------- the plan


def test_button_pressed_twice_makes_one_version() -> None:
    walker, edit_key = finished()
    form = walker.form.sent()
    walker.send()

    walker.client.post(f"/plan/{edit_key}/make/", form)

    assert PlanVersion.objects.count() == 1


# ----------------------------------------------------------------------------------------------------- the two keys


def test_edit_key_is_not_stored() -> None:
    _, edit_key = finished()

    with connection.cursor() as cursor:
        cursor.execute("SELECT row_to_json(wizard_plan)::text FROM wizard_plan")
        assert edit_key not in json.dumps(cursor.fetchall())


def test_private_link_stands_in_words_before_the_plan_is_made() -> None:
    walker, edit_key = finished()

    assert f"testserver/plan/{edit_key}/</a>" in walker.text


def test_browser_remembers_its_plans_by_a_cookie_that_never_leaves_their_pages() -> None:
    walker = Walker()
    keys = [walker.get("/plan/new/").send().address.split("/")[2] for _ in range(2)]

    assert {f"/plan/{key}/" for key in keys} <= {*walker.get("/plan/").page.links}
    cookie = walker.client.cookies[COOKIE]

    assert cookie["path"] == "/plan/"
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"


def test_other_browser_goes_on_by_the_private_link_alone() -> None:
    walker, edit_key = begun()
    other, forged = Walker(), Walker()
    forged.client.cookies[COOKIE] = edit_key

    assert other.get(f"/plan/{edit_key}/").address == walker.address
    assert f"/plan/{edit_key}/" in other.get("/plan/").page.links
    assert edit_key not in forged.get("/plan/").text


# ------------------------------------------------------------------------------------------------------ with htmx


def test_htmx_gets_the_inside_of_a_page_and_the_whole_when_it_restores_history() -> None:
    walker, _ = begun()
    inside, whole = (
        walker.client.get(walker.address, headers={"HX-Request": "true", **more}).content.decode()
        for more in ({}, {"HX-History-Restore-Request": "true"})
    )

    assert "<html" not in inside
    assert "<title>What do you want AI to do?" in inside
    assert "<html" in whole


def test_htmx_is_answered_with_the_next_page_and_its_address() -> None:
    walker, edit_key = begun()
    asks = {"HX-Request": "true", "HX-Target": "main"}
    address, text, went = walker.address, walker.text, []

    while not address.endswith(f"{edit_key}/check/"):
        form, sent = filled(text)
        answer = walker.client.post(form.action, sent, headers=asks)
        address, text = answer.headers["HX-Push-Url"], answer.content.decode()
        went.append(address)
        assert (answer.status_code, answer.headers["Cache-Control"]) == (200, "no-store")
        assert _without_tokens(text) == _without_tokens(
            walker.client.get(address, headers=asks).content.decode()
        )

    assert went == [*dict.fromkeys(went)]
    assert len(went) > 8
    assert walker.get(f"/plan/{edit_key}/").address == address  # and all of it is saved


def test_htmx_is_answered_with_the_exit_and_its_address() -> None:
    walker, edit_key = begun(outputs=TEXTS)
    form, sent = filled(walker.text)

    answer = walker.client.post(
        form.action,
        sent | {name: [value] for name, value in MISTAKES.items()},
        headers={"HX-Request": "true"},
    )

    assert answer.headers["HX-Push-Url"] == f"/plan/{edit_key}/exit/"
    assert "What does it instead" in answer.content.decode()


def _without_tokens(text: str) -> str:
    return re.sub(r'name="csrfmiddlewaretoken" value="[^"]+"', "", text)


def test_htmx_search_swaps_the_list_only() -> None:
    walker, _ = begun()

    swapped = walker.client.get(
        walker.address,
        {"q": "menu", "outputs": "product-description", "seen": "x"},
        headers={"HX-Request": "true", "HX-Target": "pick"},
    ).content.decode()

    assert swapped.strip().startswith('<div id="pick">')
    assert 'value="product-description" checked' in swapped


def test_page_without_a_search_has_no_list_to_swap() -> None:
    _, edit_key = start({"outputs": TWO})
    aimed = {"HX-Request": "true", "HX-Target": "pick"}

    answer = Client().post(
        f"/plan/{edit_key}/goal/mistakes/", {"check": "no such answer"}, headers=aimed
    )

    assert answer.status_code == 422
    assert "There is a problem" in answer.content.decode()


# -------------------------------------------------------------------------------------------------------- queries


def _asked_of_the_database(caught: CaptureQueriesContext) -> int:
    return sum("SAVEPOINT" not in row["sql"] for row in caught.captured_queries)


def test_page_and_save_take_the_same_few_queries_however_many_outputs() -> None:
    for count in (1, 6):
        slugs = [row.slug for row in starter_catalog().use_cases[:count]]
        walker, _ = begun(
            trade=None,
            outputs=[{"use_case": slug} for slug in slugs],
            **{f"exactness.{slug}": "likely" for slug in slugs},
            **{f"wrong_result.{slug}": None for slug in slugs},
            check="every",
        )
        sent = walker.form.sent() | {"wage": ["30"]}
        with CaptureQueriesContext(connection) as shown:
            walker.client.get(walker.address)
        with CaptureQueriesContext(connection) as saved:
            walker.client.post(walker.address, sent)
        assert (
            _asked_of_the_database(shown) == 2
        )  # plan, release; replies only where something is decided
        assert _asked_of_the_database(saved) == 4  # the plan, its lock, the release, its answers


def test_own_plans_take_the_same_few_queries_however_many() -> None:
    counts = []
    walker = Walker()
    for _ in range(2):
        walker.get("/plan/new/").send()
        counts.append(queries_of(lambda: walker.client.get("/plan/")))

    assert counts[0] == counts[1]
