"""Versions: pages that never change by a byte, a history in sentences, any two side by side."""

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import timedelta
from functools import partial
from html import unescape
from types import ModuleType
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils.timezone import now

from tests.support import publish_catalog, queries_of, starter_catalog
from tests.wizard.plans import ON, version_of, whole
from wizard.decision.decision import Decision
from wizard.models import PlanVersion, VersionPage
from wizard.plans import deciding, drifting, pages, versions
from wizard.views import owner_page

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("starter_release")]


def changes_of(version: PlanVersion) -> list[str]:
    changes: list[str] = VersionPage.objects.get(version=version).changes
    return changes


def words(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", response.content.decode())))


@pytest.fixture
def decisions(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return the modules that decide anew from here on, one for each decision."""
    deciders: list[str] = []

    def noting(module: ModuleType, decide: Callable[..., Decision]) -> Callable[..., Decision]:
        def noted(*answers: Any, **more: Any) -> Decision:
            deciders.append(module.__name__.rpartition(".")[2])
            return decide(*answers, **more)

        return noted

    for module in (versions, deciding, drifting):
        monkeypatch.setattr(module, "decide", noting(module, module.decide))
    return deciders


# ----------------------------------------------------------------------------------------- the page


def test_version_is_decided_once_when_it_is_made(decisions: list[str]) -> None:
    plan, _, _ = whole()

    assert decisions == ["versions"]

    version_of(plan, ON, title="Another name")

    assert decisions[1:] == ["versions", "deciding"]  # what the version before says


def test_page_of_a_plan_decides_once_and_what_holds_today_once(
    client: Client, decisions: list[str]
) -> None:
    plan, _, _ = whole()
    decisions.clear()

    client.get(plan.get_absolute_url())

    assert decisions == ["deciding", "drifting"]

    client.get(plan.get_absolute_url())

    assert decisions[2:] == ["deciding"]  # what holds on a day is remembered


@pytest.mark.parametrize("today", ["langdock", "shopify-grow"])  # one passes, one is out
def test_plan_of_a_firm_that_says_what_it_uses_today(client: Client, today: str) -> None:
    plan, _, version = whole(scale={"product-description-tool_today": today})

    assert '"tool_today"' in version.decision
    assert client.get(plan.get_absolute_url()).status_code == 200


def test_page_of_a_version_is_the_same_whoever_asks_however(client: Client, settings: Any) -> None:
    settings.ALLOWED_HOSTS = ["testserver", "plans.example.org"]
    plan, edit_key, _ = whole()
    address = f"{plan.get_absolute_url()}v/1/"
    plain = client.get(address)
    version_of(plan, ON, title="Another name")
    publish_catalog(replace(starter_catalog(), terms=()))
    client.get(f"/plan/{edit_key}/")
    client.cookies["theme"] = "dark"

    others = [
        client.get(address),
        client.get(address, headers={"hx-request": "true", "accept-language": "de"}),
        client.get(address, headers={"host": "plans.example.org"}),
        client.get(f"{address}?theme=dark"),
    ]

    assert {response.content for response in others} == {plain.content}
    assert {response.headers["ETag"] for response in others} == {plain.headers["ETag"]}
    assert not any(response.cookies for response in others)


def test_page_of_a_version_names_no_key_no_host_and_no_hashed_file(client: Client) -> None:
    plan, edit_key, _ = whole()

    text = client.get(f"{plan.get_absolute_url()}v/1/").content.decode()

    for secret in (plan.view_key, edit_key, plan.edit_key_hash, "testserver", "csrf"):
        assert secret not in text
    assert {"/static/css/pilotlight.css", "/static/css/plan.css"} <= set(
        re.findall(r'"(/static/[^"]+)"', text)
    )


def test_hashed_names_of_files_are_replaced_by_lasting_ones(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    hashed = {"css/plan.css": "css/plan.0123456789ab.css"}
    monkeypatch.setattr(
        pages, "staticfiles_storage", type("Storage", (), {"hashed_files": hashed})()
    )

    text = pages._with_lasting_files(
        '<link href="/static/css/plan.0123456789ab.css"><a href="/static/other.css">'
    )

    assert text == '<link href="/static/css/plan.css"><a href="/static/other.css">'


def test_page_of_a_version_leads_to_the_catalog_as_it_was(client: Client) -> None:
    plan, _, _ = whole()
    text = unescape(client.get(f"{plan.get_absolute_url()}v/1/").content.decode())
    article = text.partition('<article class="document">')[2].partition("</article>")[0]

    models = re.findall(r'href="(/models/[^"#]+)', article)

    assert all(address.endswith("?as_of=2026-11-25&release=1") for address in models)
    assert 'href="/models/"' in text


def test_page_of_a_version_survives_a_new_key(client: Client) -> None:
    plan, _, _ = whole()
    before = client.get(f"{plan.get_absolute_url()}v/1/").content
    plan.view_key = "B" * 22
    plan.save()

    assert client.get(f"/p/{'B' * 22}/v/1/").content == before
    assert 'href="../../"' in before.decode()


# -------------------------------------------------------------------------------------- the history


def test_history_says_what_changed_in_the_words_of_the_questions() -> None:
    plan, _, _ = whole(people="3", fears=["made-up", "tone"])
    changes: tuple[tuple[Mapping[str, Any], str], ...] = (
        ({"people": "9"}, "People changed from “3” to “9”."),
        ({"people": ""}, "People is no longer answered; it was “9”."),
        ({"title": "Other words"}, "Name changed from “product pages” to “Other words”."),
        (
            {"fears": ["tone"]},
            (
                "Might go wrong changed from “It makes things up; It does not sound like us” to "
                "“It does not sound like us”."
            ),
        ),
    )
    for changed, sentence in changes:
        sentences = changes_of(version_of(plan, ON, **changed))
        assert sentence in sentences, sentences
        assert all(line.endswith((".", "?")) for line in sentences), sentences


def test_history_says_which_job_is_gone() -> None:
    plan, _, _ = whole()

    sentences = changes_of(version_of(plan, ON, what={"jobs": ["product-description"]}))

    assert any(line.startswith("Jobs ") for line in sentences), sentences
    assert "Product photos are no longer part of it." in sentences


def test_history_tells_release_and_day(client: Client) -> None:
    plan, _, _ = whole()
    version_of(plan, ON + timedelta(days=2))
    publish_catalog(replace(starter_catalog(), terms=()))
    version_of(plan, ON + timedelta(days=3))

    text = words(client, f"{plan.get_absolute_url()}history/")

    assert "Decided again on 27 November 2026 from the same answers and the same release." in text
    assert "Decided on release 2, before on release 1." in text
    assert "Decided 28 November 2026 on release 2 ." in text
    assert text.index("Version 3") < text.index("Version 2") < text.index("Version 1")


def test_history_takes_the_same_queries_however_many_versions(client: Client) -> None:
    counts = []
    plan, _, _ = whole()
    for number in range(4):
        version_of(plan, ON, title=f"Name {number}")
        history = partial(client.get, f"{plan.get_absolute_url()}history/")
        history()
        counts.append(queries_of(history))

    assert len(set(counts)) == 1
    assert counts[0] <= 8


# ------------------------------------------------------------------------------------- side by side


def test_two_versions_stand_side_by_side(client: Client) -> None:
    plan, _, _ = whole(people="3")
    version_of(plan, ON, people="9")
    address = f"{plan.get_absolute_url()}compare/1/2/"
    with CaptureQueriesContext(connection) as queries:
        text = words(client, address)

    assert "Version 1 beside version 2" in text
    assert "People 3 9" in text
    assert "Money" in text
    assert "Product descriptions: to try beside it" in text
    assert len(queries) <= 8
    turned = words(client, f"{plan.get_absolute_url()}compare/2/1/")
    assert "People 9 3" in turned


def test_same_version_beside_itself_says_so(client: Client) -> None:
    plan, _, _ = whole()

    text = words(client, f"{plan.get_absolute_url()}compare/1/1/")

    assert "They are the same version." in text
    assert text.count("All the same.") == 3


def test_form_leads_to_the_two_that_were_picked(client: Client) -> None:
    address = whole()[0].get_absolute_url()

    assert client.get(f"{address}compare/?a=1&b=3").headers["Location"] == f"{address}compare/1/3/"
    for query in ("", "?a=1", "?a=x&b=1", "?a=-1&b=2", f"?a={'9' * 40}&b=1", "?a=١&b=2"):
        assert client.get(f"{address}compare/{query}").headers["Location"] == f"{address}history/"


@pytest.mark.parametrize("path", ["compare/1/9/", "compare/0/1/", f"compare/{'9' * 30}/1/"])
def test_version_that_is_not_there_is_not_found(client: Client, path: str) -> None:
    assert client.get(f"{whole()[0].get_absolute_url()}{path}").status_code == 404


# --------------------------------------------------------------------------------------------- undo


def test_undo_lets_the_version_before_hold_again_and_deletes_nothing(client: Client) -> None:
    plan, edit_key, first = whole(people="3")
    second = version_of(plan, ON, people="9")
    pages_before = [
        client.get(f"{plan.get_absolute_url()}v/{number}/").content for number in (1, 2)
    ]
    home = f"/plan/{edit_key}/"
    assert 'name="version" value="2"' in client.get(home).content.decode()

    response = client.post(f"{home}undo/", {"version": "2"})

    assert response.headers["Location"] == home
    third = plan.versions.newest_first()[0]
    assert third.number == 3
    for field in ("answers", "inputs", "decision", "release", "decided_on", "replies", "engine"):
        assert getattr(third, field) == getattr(first, field)
    assert changes_of(third) == [
        "Version 2 was undone: version 1 holds again.",
        "People changed from “9” to “3”.",
    ]
    plan.refresh_from_db()
    assert plan.answers == first.answers
    assert plan.cited_facts.version == third
    address = plan.get_absolute_url()
    assert [client.get(f"{address}v/{number}/").content for number in (1, 2)] == pages_before
    assert second in plan.versions.all()


def test_undo_of_an_undo_brings_the_other_back() -> None:
    plan, _, _ = whole(people="3")
    second = version_of(plan, ON, people="9")
    versions.undo(plan, 2)

    fourth = versions.undo(plan, 3)

    assert fourth is not None
    assert (fourth.number, fourth.decision) == (4, second.decision)


@pytest.mark.parametrize("sent", ["1", "3", "", "x"])
def test_undo_of_another_version_than_the_latest_does_nothing(client: Client, sent: str) -> None:
    plan, edit_key, _ = whole(people="3")
    version_of(plan, ON, people="9")

    response = client.post(f"/plan/{edit_key}/undo/", {"version": sent})

    assert response.status_code == 303
    assert plan.versions.count() == 2


def test_undo_leaves_answers_that_were_changed_since(client: Client) -> None:
    plan, edit_key, _ = whole(people="3")
    version_of(plan, ON, people="9")
    plan.answers = {**plan.answers, "noted": {"later": "kept"}}
    plan.save()

    client.post(f"/plan/{edit_key}/undo/", {"version": "2"})

    plan.refresh_from_db()
    assert plan.answers["noted"] == {"later": "kept"}


def test_undo_is_offered_for_a_day_and_not_for_the_first_version(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    plan, edit_key, _ = whole(people="3")
    home = f"/plan/{edit_key}/"
    assert "Undo it" not in client.get(home).content.decode()
    version_of(plan, ON, people="9")
    assert "Undo it" in client.get(home).content.decode()

    tomorrow = now() + timedelta(days=1)
    monkeypatch.setattr(owner_page, "now", lambda: tomorrow)
    assert "Undo it" not in client.get(home).content.decode()


def test_first_version_has_nothing_to_go_back_to() -> None:
    plan, _, _ = whole()

    assert versions.undo(plan, 1) is None
    assert plan.versions.count() == 1
