"""Blind second opinions: nothing of the plan before the answers, only what turns it matters, nothing kept unasked."""

import re
from datetime import timedelta
from html import unescape
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from wizard.decision.decide import decide
from wizard.decision.vocabulary import State
from wizard.plans.advice import load
from wizard.steps.goal import GOAL
from wizard.steps.journey import read, travel

from tests.support import starter_catalog
from tests.wizard.plans import ON, made
from wizard.colleagues import opinions
from wizard.models import Opinion, Plan
from wizard.plans.examples import find
from wizard.plans.pages import document_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("starter_release")]

OWNER = dict(find("garden-shop").stored)  # type: ignore[union-attr]  # it is there
ASKED = [question.key for page in GOAL.pages for question in page.questions]
GOALS = {name: value for name, value in OWNER.items() if name.partition(".")[0] in ASKED}


def begun(client: Client, plan: Plan) -> str:
    """Begin a second opinion and return the address of its walk."""
    response = client.post(f"{plan.get_absolute_url()}second-opinion/")
    assert response.status_code == 303
    return str(response.headers["Location"])


def answered(client: Client, plan: Plan, **changes: object) -> tuple[str, list[bytes]]:
    """Walk through all questions with the owner's answers but for a few; return the address and the pages seen."""
    address = begun(client, plan)
    wanted = {**GOALS, **changes}
    seen = []
    for _ in range(20):
        response = client.get(address)
        if response.status_code == 200:
            break
        here = response.headers["Location"]
        if here == address:
            break
        page = client.get(here)
        seen.append(page.content)
        key = address.rstrip("/").rsplit("/", 1)[1]
        opinion = opinions.find(plan.view_key, key)
        assert opinion is not None
        stop = opinions.way_of(opinion).find("goal", here.rstrip("/").rsplit("/", 1)[1])
        assert stop is not None
        sent: dict[str, Any] = {}
        for given in stop.given:
            value = wanted.get(given.asked.name)
            kind = given.asked.question.kind
            loaded = None if value is None else kind.load(value, given.asked)
            if loaded is not None or given.asked.question.unsure:
                sent |= kind.typed(loaded, given.asked)
        sent["seen"] = re.findall(r'name="seen" value="([^"]*)"', page.content.decode())[0]
        done = client.post(here, sent)
        assert done.status_code == 303, unescape(done.content.decode())[:2000]
    seen.append(client.get(address).content)
    return address, seen


def said(client: Client, plan: Plan, **changes: object) -> str:
    """Begin a second opinion with all answered as the owner did but for a few, and return its address."""
    address = begun(client, plan)
    opinion = opinions.find(plan.view_key, address.rstrip("/").rsplit("/", 1)[1])
    assert opinion is not None
    opinion.answers = [list(pair) for pair in {**GOALS, **changes}.items()]
    while (
        stop := opinions.way_of(opinion).next_open
    ) is not None:  # what the changes open is left unsure
        opinion.answers += [[given.asked.name, None] for given in stop.given if not given.answered]
    opinion.save()
    return address


def compared(client: Client, address: str) -> str:
    """Let the plan be shown, and return the words of the comparison."""
    response = client.post(address)
    assert response.headers["Location"] == f"{address}compare/"
    return unescape(client.get(f"{address}compare/").content.decode())


def test_nothing_of_the_plan_is_sent_before_the_answers(client: Client) -> None:
    plan, edit_key, version = made("garden-shop")
    document = document_of(version)
    secrets = {*document.head.headline, str(OWNER["title"]), str(OWNER["firm"]), edit_key}
    picks = [part.pick for part in load(version.advice).decision.parts]
    secrets |= {starter_catalog().model[pick.model].name for pick in picks if pick is not None}

    start = client.get(f"{plan.get_absolute_url()}second-opinion/").content
    address, seen = answered(client, plan)

    for page in (start, *seen):
        text = unescape(page.decode())
        assert [secret for secret in secrets if secret in text] == []
    assert client.get(f"{address}compare/").headers["Location"] == address


def test_only_a_difference_that_turns_the_plan_is_said_to_matter(client: Client) -> None:
    plan, _, _ = made("garden-shop")
    assert "No difference at all" in compared(client, said(client, plan))

    text = compared(client, said(client, plan, place="own-servers", people="7"))

    matters = text.partition("matter")[2].partition("<details")[0]
    assert "Only on our own servers" in matters
    assert " for descriptions" in matters
    assert "One difference that would change nothing" in text


@pytest.mark.parametrize("name", [name for name in GOALS if name not in {"apart", "currency"}])
def test_differences_matter_exactly_where_the_bones_of_the_plan_turn(name: str) -> None:
    catalog = starter_catalog()
    changed = {**GOALS, name: other(name)}
    journey = travel(changed, catalog, ON, opinions.STEPS)

    found = opinions.compare(OWNER, changed, catalog, ON)

    before, after = (named(answers) for answers in (OWNER, {**OWNER, name: changed[name]}))
    assert not any(given.gone for stop in journey.stops for given in stop.given)
    assert len(found.differences) == 1
    assert bool(found.mattering) is any(before.get(key) != name for key, name in after.items())
    assert found.together == (found.mattering[0].turns if found.mattering else "")


def named(answers: dict[str, Any]) -> dict[str, str]:
    """Return what a plan names for each task: its app, else its model, else how the question ends."""
    catalog = starter_catalog()
    parts = decide(read(answers, catalog, ON), catalog, ON).parts
    apps = {part.key: seat.app_plan for part in parts if (seat := part.seat or part.seat_tried)}
    models = {
        part.key: part.pick.model for part in parts if part.pick and part.state is State.PICKED
    }
    return {part.key: part.state.value for part in parts} | models | apps


def other(name: str) -> object:
    """Return another answer to a question of the goal than the owner's."""
    values: dict[str, list[object]] = {
        "outputs": [GOALS["outputs"][:1]],
        "exactness": ["calculated"],
        "wrong_result": ["harm", "nuisance"],
        "use": ["built-in", "by-hand"],
        "people": ["9"],
        "paid": [["claude-team"]],
        "minutes": [{"low": "7", "high": "7"}],
        "check_minutes": [{"low": "7", "high": "7"}],
        "wage": [{"amount": "7", "currency": "USD"}],
        "material": [["confidential"]],
        "check": ["nobody", "sample"],
        "place": ["own-servers", "eu"],
        "budget": [{"amount": "1", "currency": "USD"}],
        "length": [{"amount": "9", "unit": "pages"}],
        "preference": ["best", "lowest-cost"],
        "volume": [{"low": "7", "high": "7"}],
        "pictures": [True, False],
    }
    return next(value for value in values[name.partition(".")[0]] if value != GOALS[name])


def test_kept_only_by_consent_and_read_by_the_owner_alone(client: Client) -> None:
    plan, edit_key, _ = made("garden-shop")
    address = said(client, plan, place="own-servers")
    compared(client, address)
    alone = client.get(f"/plan/{edit_key}/opinions/").content.decode()
    assert "Nobody has let you keep one yet." in alone
    assert f'value="http://testserver/p/{plan.view_key}/second-opinion/"' in alone

    for unwilling in ({"act": "keep", "name": "Ines"}, {"act": "keep", "keep": "on"}):
        assert client.post(f"{address}compare/", unwilling).status_code == 422
    assert not Opinion.objects.agreed().exists()
    assert (
        client.post(f"{address}compare/", {"act": "keep", "name": "Ines", "keep": "on"}).status_code
        == 303
    )

    opinion = Opinion.objects.agreed().get()
    listed = client.get(f"/plan/{edit_key}/opinions/").content.decode()
    one = unescape(client.get(f"/plan/{edit_key}/opinions/{opinion.pk}/").content.decode())
    assert "Ines" in listed
    assert "Only on our own servers" in one
    assert "Ines" not in client.get(plan.get_absolute_url()).content.decode()
    assert "Kept for the owner" in client.get(f"{address}compare/").content.decode()
    client.post(f"/plan/{edit_key}/opinions/{opinion.pk}/delete/")
    assert not Opinion.objects.exists()


def test_unkept_answers_are_gone_after_a_day_and_at_once_where_asked(client: Client) -> None:
    plan, _, _ = made("garden-shop")
    address = said(client, plan)
    compared(client, address)

    Opinion.objects.update(changed=timezone.now() - timedelta(days=1, minutes=1))
    assert client.get(f"{address}compare/").status_code == 404
    begun(client, plan)
    assert Opinion.objects.count() == 1

    repeated = said(client, plan)
    compared(client, repeated)
    response = client.post(f"{repeated}compare/", {"act": "discard"})
    assert response.headers["Location"] == plan.get_absolute_url()
    assert client.get(repeated).status_code == 404


def test_kept_opinion_stays_and_its_giver_can_delete_it(client: Client) -> None:
    plan, edit_key, _ = made("garden-shop")
    address = said(client, plan)
    compared(client, address)
    client.post(f"{address}compare/", {"act": "keep", "name": "Ines", "keep": "on"})
    Opinion.objects.update(changed=timezone.now() - timedelta(days=400))

    assert opinions.purge() == 0
    client.post(f"{address}compare/", {"act": "discard"})

    assert not Opinion.objects.exists()
    assert "Ines" not in client.get(f"/plan/{edit_key}/opinions/").content.decode()


def test_answers_stay_as_they_are_once_the_plan_was_shown(client: Client) -> None:
    plan, _, _ = made("garden-shop")
    address = said(client, plan)
    compared(client, address)

    response = client.post(f"{address}material/", {"place": "own-servers", "seen": "x"})

    assert (response.status_code, response.headers["Location"]) == (303, f"{address}compare/")
    assert dict(Opinion.objects.get().answers)["place"] == GOALS["place"]


def test_second_window_overwrites_nothing_unseen(client: Client) -> None:
    plan, _, _ = made("garden-shop")
    address = begun(client, plan)
    here = client.get(address).headers["Location"]
    seen = re.findall(r'name="seen" value="([^"]*)"', client.get(here).content.decode())[0]
    client.post(here, {"outputs": "menu-photos", "seen": seen})

    response = client.post(here, {"outputs": "job-ad", "seen": seen})

    assert response.status_code == 409
    assert "Another window changed this page meanwhile" in response.content.decode()
    assert dict(Opinion.objects.get().answers)["outputs"] == [{"use_case": "menu-photos"}]


def test_answer_that_leads_to_an_exit_is_compared_too(client: Client) -> None:
    plan, _, _ = made("garden-shop")
    address, seen = answered(
        client,
        plan,
        **{
            "outputs": [{"use_case": "product-description"}],
            "exactness.product-description": "forecast",
        },
    )

    assert "By your answers it is not a job for generative AI" in seen[-1].decode()
    assert "ot a job for generative AI for descriptions" in compared(client, address)
