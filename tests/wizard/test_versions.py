"""Versions: pages that never change by a byte, a history in sentences, any two side by side."""

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from functools import partial
from html import unescape
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.support import publish_catalog, queries_of, starter_catalog
from tests.wizard.plans import ON, decided_again, whole
from wizard.models import PlanVersion, VersionPage
from wizard.plans import pages

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("starter_release")]


def changes_of(version: PlanVersion) -> list[str]:
    changes: list[str] = VersionPage.objects.get(version=version).changes
    return changes


def words(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", response.content.decode())))


# ----------------------------------------------------------------------------------------------------------- the page


def test_page_of_a_version_is_the_same_whoever_asks_however(client: Client, settings: Any) -> None:
    settings.ALLOWED_HOSTS = ["testserver", "plans.example.org"]
    plan, edit_key, _ = whole()
    address = f"{plan.get_absolute_url()}v/1/"
    plain = client.get(address)
    decided_again(plan, title="Another name")
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


# -------------------------------------------------------------------------------------------------------- the history


def test_history_says_what_changed_in_the_words_of_the_questions() -> None:
    plan, _, _ = whole(people="3", preference="balanced", symptoms=["made-up", "tone"])
    changes: tuple[tuple[Mapping[str, Any], str], ...] = (
        ({"people": "9"}, "People changed from 3 people to 9 people."),
        ({"people": None}, "People changed from 3 people to one."),
        (
            {"title": "Other words"},
            "Name of the plan changed from “product pages” to “Other words”.",
        ),
        ({"firm": "x" * 70}, "Firm was written anew."),
        ({"symptoms": ["tone"]}, "May go wrong: "),
        ({"preference": "best"}, "What counts changed from “A good balance” to “The best result”."),
    )
    same = dict(plan.versions.get().answers)
    for changed, sentence in changes:
        sentences = changes_of(decided_again(plan, **changed))
        assert any(each.startswith(sentence) for each in sentences), sentences
        assert all(each.endswith((".", "?")) for each in sentences), sentences
        decided_again(plan, **{name: same[name] for name in changed})


def test_history_says_what_came_and_went_of_what_comes_out() -> None:
    plan, _, _ = whole()
    outputs = [{"use_case": "product-description"}]

    sentences = changes_of(
        decided_again(plan, outputs=outputs, pilot_output="product-description", joining=None)
    )

    assert "Jobs: “Product photos” went out." in sentences
    assert any(
        each.startswith("Product photos: how many a month is no longer asked; it was ")
        for each in sentences
    )
    assert any(
        each == "The kind of AI changed from “Both” to “A language model”." for each in sentences
    )


def test_history_tells_release_and_day(client: Client) -> None:
    plan, _, _ = whole()
    decided_again(plan, ON + timedelta(days=2))
    publish_catalog(replace(starter_catalog(), terms=()))
    decided_again(plan, ON + timedelta(days=3))

    text = words(client, f"{plan.get_absolute_url()}history/")

    assert (
        "Worked out again on 27 November 2026 from the same answers and the same release." in text
    )
    assert "Worked out on release 2, before on release 1." in text
    assert "Decided 28 November 2026 on release 2 ." in text
    assert text.index("Version 3") < text.index("Version 2") < text.index("Version 1")


def test_history_takes_the_same_queries_however_many_versions(client: Client) -> None:
    counts = []
    plan, _, _ = whole()
    for number in range(4):
        decided_again(plan, title=f"Name {number}")
        history = partial(client.get, f"{plan.get_absolute_url()}history/")
        history()
        counts.append(queries_of(history))

    assert len(set(counts)) == 1
    assert counts[0] <= 8


# -------------------------------------------------------------------------------------------------------- side by side


def test_two_versions_stand_side_by_side(client: Client) -> None:
    plan, _, _ = whole(people="3")
    decided_again(plan, people="9", check="sample")
    address = f"{plan.get_absolute_url()}compare/1/2/"
    with CaptureQueriesContext(connection) as queries:
        text = words(client, address)

    assert "Version 1 beside version 2" in text
    assert "People 3 people 9 people" in text
    assert "Money" in text
    assert (
        "Descriptions: Google Workspace Business Standard comes first, before it was ChatGPT Business."
        in text.replace("\xa0", " ")
    )
    assert len(queries) <= 8
    turned = words(client, f"{plan.get_absolute_url()}compare/2/1/")
    assert "People 9 people 3 people" in turned


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
