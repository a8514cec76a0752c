"""Blind second opinions: nothing of the plan before the answers, nothing kept unasked.

Only what turns the plan matters.
"""

from datetime import timedelta
from html import unescape
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from tests.support import starter_catalog
from tests.wizard.plans import ON, Pages, answers_of, changed, made
from wizard.colleagues import opinions
from wizard.decision.decide import decide
from wizard.models import Opinion, Plan
from wizard.plans.pages import document_of_version
from wizard.plans.tools import ending_word, tools_named
from wizard.questions.page_order import journey_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("starter_release")]

OWNER = answers_of("garden-shop")
GOALS = {page.key: OWNER[page.key] for page in opinions.GOAL_PAGES}


def begun(client: Client, plan: Plan) -> str:
    """Begin a second opinion and return the address of its walk."""
    response = client.post(f"{plan.get_absolute_url()}second-opinion/")
    assert response.status_code == 303
    return str(response.headers["Location"])


def answered(client: Client, plan: Plan) -> tuple[str, list[bytes]]:
    """Walk all questions with the owner's answers; return the address and the pages seen."""
    address = begun(client, plan)
    seen = []
    for page, fields in GOALS.items():
        here = f"{address}{page}/"
        seen.append(client.get(here).content)
        done = client.post(here, fields)
        assert done.status_code == 303, unescape(done.content.decode())[:2000]
    seen.append(client.get(address).content)
    return address, seen


def said(client: Client, plan: Plan, **changes: Any) -> str:
    """Begin a second opinion, answered as the owner did but for a few; return its address."""
    address = begun(client, plan)
    opinion = opinions.find(plan.view_key, address.rstrip("/").rsplit("/", 1)[1])
    assert opinion is not None
    opinion.answers = changed(GOALS, changes)
    opinion.save()
    return address


def compared(client: Client, address: str) -> str:
    """Let the plan be shown, and return the words of the comparison."""
    response = client.post(address)
    assert response.headers["Location"] == f"{address}compare/"
    return unescape(client.get(f"{address}compare/").content.decode())


def test_nothing_of_the_plan_is_sent_before_the_answers(client: Client) -> None:
    plan, edit_key, version = made("garden-shop")
    document = document_of_version(version)
    secrets = {document.head.headline, OWNER["scale"]["title"], OWNER["scale"]["firm"], edit_key}

    start = client.get(f"{plan.get_absolute_url()}second-opinion/").content
    address, seen = answered(client, plan)

    for page in (start, *seen):
        text = unescape(page.decode())
        assert [secret for secret in secrets if secret in text] == []
    assert client.get(f"{address}compare/").headers["Location"] == address


def test_only_a_difference_that_turns_the_plan_is_said_to_matter(client: Client) -> None:
    plan, _, _ = made("garden-shop")
    assert "No difference at all" in compared(client, said(client, plan))

    text = compared(client, said(client, plan, **MANY, people="7"))

    matters = text.partition("matter")[2].partition("<details")[0]
    assert "90000 pictures" in matters
    assert " for product photos" in matters


MANY = {"amounts": {"product-photo-background-results": "90000"}}
LEGAL = {"mistakes": {"product-description-stakes": "law"}}


@pytest.mark.parametrize(
    ("page", "name", "value"),
    [
        ("mistakes", "product-description-stakes", "law"),
        ("by-hand", "wage_usd", "400"),
        ("amounts", "product-description-results", "90000"),
        ("by-hand", "people", "4"),
    ],
)
def test_differences_matter_exactly_where_the_names_of_the_plan_turn(
    page: str, name: str, value: str
) -> None:
    catalog = starter_catalog()
    colleague = changed(GOALS, {page: {name: value}})

    found = opinions.compare(OWNER, colleague, catalog, ON)

    before, after = (said_of(answers) for answers in (OWNER, changed(OWNER, {page: {name: value}})))
    assert len(found.differences) == 1
    assert bool(found.mattering) is (before != after)
    assert found.together == (found.mattering[0].turns if found.mattering else "")


def said_of(answers: Pages) -> list[tuple[str, str]]:
    """Return what a plan says of each job: how it ends, and what is named where something is."""
    read = journey_of(answers, starter_catalog(), ON).answers
    return [
        (tools_named(job)[0], "") if tools_named(job) else ("", ending_word(job))
        for job in decide(read, starter_catalog(), ON).jobs
    ]


def test_kept_only_by_consent_and_read_by_the_owner_alone(client: Client) -> None:
    plan, edit_key, _ = made("garden-shop")
    address = said(client, plan, **LEGAL)
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
    assert "It breaks the law or a contract" in one
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

    response = client.post(f"{address}by-hand/", {"people": "77"})

    assert (response.status_code, response.headers["Location"]) == (303, f"{address}compare/")
    assert Opinion.objects.get().answers["by-hand"] == GOALS["by-hand"]
