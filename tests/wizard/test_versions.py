"""Versions: pages that never change by a byte, a history in sentences, any two side by side."""

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from html import unescape
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from catalog import releases
from tests.support import publish_catalog, starter_catalog
from tests.wizard.steps.answering import example_answers
from wizard.models import Plan, PlanVersion, VersionPage
from wizard.plans import drafts, pages, versions

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("starter_release")]

ON = date(2026, 11, 25)


def made(**changes: Any) -> tuple[Plan, str]:
    """Return a plan of one version and its edit key."""
    plan, edit_key = drafts.start({**example_answers(), **changes})
    versions.make(plan, releases.current(), ON)
    plan.refresh_from_db()
    return plan, edit_key


def next_version(plan: Plan, on: date = ON, **changes: Any) -> PlanVersion:
    """Change answers and make the next version."""
    plan.refresh_from_db()
    plan.answers = [list(pair) for pair in {**plan.stored, **changes}.items()]
    plan.save()
    return versions.make(plan, releases.current(), on)


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
    plan, edit_key = made()
    address = f"{plan.get_absolute_url()}v/1/"
    plain = client.get(address)
    next_version(plan, title="Another name")
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
    plan, edit_key = made()

    text = client.get(f"{plan.get_absolute_url()}v/1/").content.decode()

    for secret in (plan.view_key, edit_key, plan.edit_key_hash, "testserver", "csrf"):
        assert secret not in text
    assert {"/static/css/pilotlight.css", "/static/css/plan.css"} <= set(re.findall(r'"(/static/[^"]+)"', text))


def test_hashed_names_of_files_are_replaced_by_lasting_ones(monkeypatch: pytest.MonkeyPatch) -> None:
    hashed = {"css/plan.css": "css/plan.0123456789ab.css"}
    monkeypatch.setattr(pages, "staticfiles_storage", type("Storage", (), {"hashed_files": hashed})())

    text = pages._with_lasting_files('<link href="/static/css/plan.0123456789ab.css"><a href="/static/other.css">')

    assert text == '<link href="/static/css/plan.css"><a href="/static/other.css">'


def test_page_of_a_version_leads_to_the_catalog_as_it_was(client: Client) -> None:
    plan, _ = made()
    text = unescape(client.get(f"{plan.get_absolute_url()}v/1/").content.decode())
    article = text.partition('<article class="document">')[2].partition("</article>")[0]

    models = re.findall(r'href="(/models/[^"#]+)', article)

    assert all(address.endswith("?as_of=2026-11-25&release=1") for address in models)
    assert 'href="/models/"' in text


def test_page_of_a_version_survives_a_new_key(client: Client) -> None:
    plan, _ = made()
    before = client.get(f"{plan.get_absolute_url()}v/1/").content
    plan.view_key = "B" * 22
    plan.save()

    assert client.get(f"/p/{'B' * 22}/v/1/").content == before
    assert 'href="../../"' in before.decode()


def test_reader_who_has_the_page_of_a_version_is_told_so(client: Client) -> None:
    plan, _ = made()
    address = f"{plan.get_absolute_url()}v/1/"
    tag = client.get(address).headers["ETag"]

    response = client.get(address, headers={"if-none-match": tag})

    assert (response.status_code, response.content) == (304, b"")
    assert response.headers["Cache-Control"] == "private, no-cache"
    assert VersionPage.objects.get().digest.startswith(tag.strip('"'))


def test_database_refuses_to_change_the_page_of_a_version() -> None:
    made()

    with pytest.raises(DatabaseError, match="never changes"), transaction.atomic():
        VersionPage.objects.update(text="Something else")


def test_version_from_before_pages_were_kept_gets_its_page_at_first_reading(client: Client) -> None:
    plan, _ = made()
    next_version(plan, title="Another name")
    VersionPage.objects.all().delete()

    first, second = (client.get(f"{plan.get_absolute_url()}v/2/").content for _ in range(2))

    assert first == second
    assert changes_of(plan.versions.get(number=2))


# -------------------------------------------------------------------------------------------------------- the history


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"people": "9"}, "People changed from 3 people to 9 people."),
        ({"people": None}, "People changed from 3 people to one."),
        ({"title": "Other words"}, "Name of the plan changed from “product pages” to “Other words”."),
        ({"firm": "x" * 70}, "Firm was written anew."),
        ({"symptoms": ["tone"]}, "May go wrong: "),
        ({"preference": "best"}, "What counts changed from “A good balance” to “The best result”."),
    ],
)
def test_history_says_what_changed_in_the_words_of_the_questions(changes: Mapping[str, Any], sentence: str) -> None:
    plan, _ = made(people="3", preference="balanced", symptoms=["made-up", "tone"])

    sentences = changes_of(next_version(plan, **changes))

    assert any(each.startswith(sentence) for each in sentences), sentences
    assert all(each.endswith((".", "?")) for each in sentences), sentences


def test_history_says_what_came_and_went_of_what_comes_out() -> None:
    plan, _ = made()
    outputs = [{"use_case": "product-description"}]

    sentences = changes_of(next_version(plan, outputs=outputs, pilot_output="product-description", joining=None))

    assert "Jobs: “Product photos” went out." in sentences
    assert any(each.startswith("Product photos: how many is no longer asked; it was ") for each in sentences)
    assert any(each == "The kind of AI changed from “Both” to “A language model”." for each in sentences)


def test_history_tells_release_and_day(client: Client) -> None:
    plan, _ = made()
    next_version(plan, ON + timedelta(days=2))
    publish_catalog(replace(starter_catalog(), terms=()))
    next_version(plan, ON + timedelta(days=3))

    text = words(client, f"{plan.get_absolute_url()}history/")

    assert "Worked out again on 27 November 2026 from the same answers and the same release." in text
    assert "Worked out on release 2, before on release 1." in text
    assert "Decided 28 November 2026 on release 2 ." in text
    assert text.index("Version 3") < text.index("Version 2") < text.index("Version 1")


def test_history_takes_the_same_queries_however_many_versions(client: Client) -> None:
    counts = []
    plan, _ = made()
    for number in range(4):
        next_version(plan, title=f"Name {number}")
        client.get(f"{plan.get_absolute_url()}history/")
        with CaptureQueriesContext(connection) as queries:
            client.get(f"{plan.get_absolute_url()}history/")
        counts.append(len(queries))

    assert len(set(counts)) == 1
    assert counts[0] <= 8


# -------------------------------------------------------------------------------------------------------- side by side


def test_two_versions_stand_side_by_side(client: Client) -> None:
    plan, _ = made(people="3")
    next_version(plan, people="9", check="sample")
    address = f"{plan.get_absolute_url()}compare/1/2/"
    with CaptureQueriesContext(connection) as queries:
        text = words(client, address)

    assert "Version 1 beside version 2" in text
    assert "People 3 people 9 people" in text
    assert "Money" in text
    assert len(queries) <= 8
    turned = words(client, f"{plan.get_absolute_url()}compare/2/1/")
    assert "People 9 people 3 people" in turned


def test_same_version_beside_itself_says_so(client: Client) -> None:
    plan, _ = made()

    text = words(client, f"{plan.get_absolute_url()}compare/1/1/")

    assert "They are the same version." in text
    assert text.count("All the same.") == 3


def test_form_leads_to_the_two_that_were_picked(client: Client) -> None:
    address = made()[0].get_absolute_url()

    assert client.get(f"{address}compare/?a=1&b=3").headers["Location"] == f"{address}compare/1/3/"
    for query in ("", "?a=1", "?a=x&b=1", "?a=-1&b=2", f"?a={'9' * 40}&b=1", "?a=١&b=2"):
        assert client.get(f"{address}compare/{query}").headers["Location"] == f"{address}history/"


PATHS = ("v/1/", "history/", "compare/1/1/", "plan.atom", "plan.ics")


@pytest.mark.parametrize("path", PATHS)
def test_pages_about_versions_are_for_those_with_the_link(client: Client, path: str) -> None:
    plan, edit_key = made()
    address = f"{plan.get_absolute_url()}{path}"

    open_ = client.get(address)
    closed = client.get(f"/p/{'A' * 22}/{path}")
    wrong = client.get(f"/p/{edit_key}/{path}")
    posted = client.post(address)
    plan.withdrawn = timezone.now()
    plan.save()
    withdrawn = client.get(address)

    assert [open_.status_code, closed.status_code, wrong.status_code, posted.status_code] == [200, 404, 404, 405]
    assert withdrawn.status_code == 410
    assert open_.headers["X-Robots-Tag"] == "noindex, nofollow"
    assert open_.headers["Cache-Control"] == "private, no-cache"
    assert edit_key not in open_.content.decode() + str(open_.headers)
    assert not open_.cookies


@pytest.mark.parametrize("path", ["history/", "plan.atom", "plan.ics"])
def test_draft_has_no_versions_to_read(client: Client, path: str) -> None:
    plan, _ = drafts.start({})

    assert client.get(f"{plan.get_absolute_url()}{path}").status_code == 404


@pytest.mark.parametrize("path", ["compare/1/9/", "compare/0/1/", f"compare/{'9' * 30}/1/"])
def test_version_that_is_not_there_is_not_found(client: Client, path: str) -> None:
    assert client.get(f"{made()[0].get_absolute_url()}{path}").status_code == 404


def test_only_the_owner_decides_again(client: Client) -> None:
    plan, _ = made()

    assert client.post(f"/plan/{plan.view_key}/redecide/").status_code == 404
    assert client.get(f"/plan/{plan.view_key}/redecide/").status_code == 405
    _, draft_key = drafts.start({})
    assert client.post(f"/plan/{draft_key}/redecide/").status_code == 303
    assert Client(enforce_csrf_checks=True).post(f"/plan/{draft_key}/redecide/").status_code == 403


def test_words_of_the_owner_stay_words_in_history_and_comparison(client: Client) -> None:
    plan, _ = made(title="<script>alert(1)</script>")
    next_version(plan, title="{{ boom }} <b>")

    for path in ("history/", "compare/1/2/", "plan.atom"):
        text = client.get(f"{plan.get_absolute_url()}{path}").content.decode()
        assert "<script>alert" not in text
        assert "<b>”" not in text
