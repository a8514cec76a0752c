"""Each format at the plan's address: for whom, with which headers, at what price."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.wizard.plans import made, version_of
from wizard.exports.formats import FORMATS
from wizard.exports.plan_json import schema
from wizard.models import Plan
from wizard.plans import drafts

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("starter_release")]

NAMES = list(FORMATS)
TYPES = {
    "plan.pdf": ("application/pdf", "inline"),
    "plan.md": ("text/markdown; charset=utf-8", "attachment"),
    "decision.md": ("text/markdown; charset=utf-8", "attachment"),
    "plan.json": ("application/json", "attachment"),
    "scorecard.csv": ("text/csv; charset=utf-8", "attachment"),
    "promptfoo.yaml": ("application/yaml", "attachment"),
}


def test_file_comes_with_its_headers_once_without_the_private_key_and_stays_with_its_version(
    client: Client,
) -> None:
    plan, edit_key, _ = made("law-office")
    shared, first = plan.get_absolute_url(), {}
    for name, (content_type, disposition) in TYPES.items():
        response = client.get(f"{shared}{name}")
        again = client.get(f"{shared}{name}", headers={"if-none-match": response.headers["ETag"]})
        head = client.head(f"{shared}{name}")
        assert response.status_code == 200
        assert response.headers["Content-Type"] == content_type
        assert response.headers["Content-Disposition"] == f'{disposition}; filename="{name}"'
        assert response.headers["X-Robots-Tag"] == "noindex, nofollow"
        assert response.headers["Cache-Control"] == "private, no-cache"
        assert response.headers["X-Content-Type-Options"] == "nosniff"
        assert edit_key.encode() not in response.content
        assert plan.edit_key_hash.encode() not in response.content
        assert (again.status_code, again.content) == (304, b"")
        assert (head.status_code, head.content, head.headers["ETag"]) == (
            200,
            b"",
            response.headers["ETag"],
        )
        assert client.post(f"{shared}{name}").status_code == 405
        assert client.get(f"{shared}v/1/{name}").content == response.content
        first[name] = response.content
    version_of(plan, title="Another name")

    for name, content in first.items():
        assert client.get(f"{shared}v/1/{name}").content == content
        assert (
            client.get(f"{shared}{name}").content
            == client.get(f"{shared}v/2/{name}").content
            != content
        )


def test_queries_do_not_grow_with_versions_and_parts(client: Client) -> None:
    small, _, _ = made("medical-practice")
    large, _, _ = made("games-studio")
    for title in ("b", "c", "d"):
        version_of(large, title=title)
    for name in NAMES:
        counts = []
        for plan in (small, large):
            with CaptureQueriesContext(connection) as queries:
                client.get(f"{plan.get_absolute_url()}{name}")
            counts.append(sum("catalog_ratewindow" not in each["sql"] for each in queries))
        assert counts[0] == counts[1] <= 3, name  # beside the counting of those who ask


def offered_on(client: Client, page: str, start: str = "<main") -> list[str]:
    """Return the links to files of a plan that a page offers from there on."""
    written = client.get(page).content.decode()
    assert start in written
    addresses: list[str] = re.findall(r'href="([^"]+)"', written.partition(start)[2])
    return [address for address in addresses if address.rpartition("/")[2] in FORMATS]


OFFERED = {
    "law-office": [name for name in NAMES if name != "vendors.md"],
    "garden-shop": [name for name in NAMES if name not in {"promptfoo.yaml", "vendors.md"}],
    "wholesaler": ["plan.pdf", "plan.md", "decision.md", "plan.json"],
}


def test_every_file_that_a_page_offers_is_there(client: Client) -> None:
    for slug, names in OFFERED.items():
        plan, edit_key, _ = made(slug)
        shared, fixed = plan.get_absolute_url(), f"{plan.get_absolute_url()}v/1/"
        for page, base in ((shared, shared), (fixed, fixed), (f"/plan/{edit_key}/", "")):
            offered = offered_on(client, page, 'id="files"')
            assert [address.rpartition("/")[2] for address in offered] == names
            assert all(client.head(f"{base}{address}").status_code == 200 for address in offered)
    assert offered_on(client, "/plan/examples/garden-shop/") == []


# The schema


def test_schema_is_published_for_everybody(client: Client) -> None:
    response = client.get("/p/plan.schema.json")

    assert response.headers["Content-Type"] == "application/schema+json"
    assert response.content == schema()
    repeated = client.get(
        "/p/plan.schema.json", headers={"if-none-match": response.headers["ETag"]}
    )
    assert repeated.status_code == 304
    plan, _, _ = made("medical-practice")
    assert (
        client.get(f"{plan.get_absolute_url()}plan.json").json()["$schema"]
        == "http://testserver/p/plan.schema.json"
    )


# Bringing a plan along


def answers_behind(address: str) -> dict[str, object]:
    found = drafts.find(address.strip("/").rpartition("/")[2])
    assert found is not None
    return dict(found.stored)


def test_plan_as_json_starts_a_copy(client: Client) -> None:
    for slug in OFFERED:
        plan, edit_key, version = made(slug)
        text = client.get(f"{plan.get_absolute_url()}plan.json").content
        for sent in (SimpleUploadedFile("plan.json", text), text.decode()):
            response = client.post("/plan/new/", {"plan": sent})
            started = response.headers["Location"]
            assert response.status_code == 303
            assert answers_behind(started) == version.answers
            assert edit_key not in started
            onward = client.get(started).headers["Location"]
            assert "/plan/" in onward


def test_what_is_no_plan_starts_nothing_and_a_large_file_is_refused_unread(client: Client) -> None:
    answer = client.post(
        "/plan/new/", {"plan": '{"format": "pilotlight-plan", "edition": 1, "answers": {}}'}
    )
    large = client.post("/plan/new/", {"plan": SimpleUploadedFile("plan.json", b"[" * 1_100_000)})

    assert (answer.status_code, large.status_code) == (422, 422)
    assert "This plan could not be taken" in answer.content.decode()
    assert "larger than 1 MB" in large.content.decode()
    assert not Plan.objects.exists()
