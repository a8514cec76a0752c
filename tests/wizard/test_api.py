"""Questions and decisions over the API: what the wizard asks and says, with nothing stored."""

import json
from collections.abc import Mapping
from typing import Any

import jsonschema_rs
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from catalog.models import Release
from config.environment import PROJECT
from tests.support import starter_catalog
from tests.wizard.plans import ON, answers_of
from wizard.decision.rules import Rule
from wizard.models import Plan, PlanVersion
from wizard.plans.deciding import decide_now
from wizard.plans.examples import all_examples
from wizard.plans.stored import dump
from wizard.questions.page_order import PAGES, all_questions, journey_of

EXAMPLES = all_examples()


def post(client: Client, answers: Any, query: str = "", **headers: str) -> Any:
    body = answers if isinstance(answers, bytes) else json.dumps({"answers": answers}).encode()
    return client.post(
        f"/api/v1/decide{query}", body, content_type="application/json", headers=headers
    )


def decided(client: Client, answers: Any, query: str = "") -> Any:
    response = post(client, answers, query)
    assert response.status_code == 200, response.content
    return response.json()


def problems(client: Client, answers: Mapping[str, Any]) -> Mapping[str, str]:
    response = post(client, answers)
    assert (response.status_code, response.headers["Content-Type"]) == (
        409,
        "application/problem+json",
    )
    found: Mapping[str, str] = response.json()["problems"]
    return found


# ---------------------------------------------------------------------------------------- questions


def test_every_question_is_told_in_the_order_of_asking(
    starter_release: Release, client: Client
) -> None:
    rows = client.get("/api/v1/questions").json()["item"]["questions"]

    assert list(dict.fromkeys(row["page"] for row in rows)) == [page.key for page in PAGES]
    assert [row["name"] for row in rows] == [question.name for question in all_questions()]


def test_examples_fit_the_schema_of_answers(starter_release: Release, client: Client) -> None:
    schema = jsonschema_rs.validator_for(client.get("/api/v1/questions").json()["item"]["answers"])

    for example in EXAMPLES:
        schema.validate(example.answers)
    assert not schema.is_valid([["title", "A"]])


# ---------------------------------------------------------------------------------------- decisions


def test_decision_is_the_engines(starter_release: Release, client: Client) -> None:
    catalog = starter_catalog()
    for example in EXAMPLES:
        found = decided(client, example.answers, f"?as_of={ON}")
        expected = decide_now(journey_of(example.answers, catalog, ON).answers, catalog, ON)
        assert found["decision"] == json.loads(dump(expected.decision)), example.slug
        assert (found["release"], found["as_of"]) == (1, ON.isoformat())


def test_every_reason_carries_its_trail(starter_release: Release, client: Client) -> None:
    made = decided(client, EXAMPLES[0].answers)
    reasons = [reason for job in made["decision"]["jobs"] for reason in job["reasons"]]

    assert reasons
    assert made["would_change"]
    assert {reason["rule"] for reason in reasons} <= set(Rule)
    assert any(reason.get("facts") for reason in reasons)


def test_nothing_is_stored_and_no_cookie_is_set(starter_release: Release, client: Client) -> None:
    with CaptureQueriesContext(connection) as queries:
        response = post(client, EXAMPLES[0].answers)

    asked = [
        query["sql"]
        for query in queries
        if "payload" not in query["sql"] and "ratewindow" not in query["sql"]
    ]
    assert [sql.split()[0] for sql in asked] == ["SELECT"]
    assert (Plan.objects.count(), PlanVersion.objects.count()) == (0, 0)
    assert response.cookies == {}
    assert response.headers["Cache-Control"] == "no-store"


def test_no_token_is_asked_for(starter_release: Release) -> None:
    assert post(Client(enforce_csrf_checks=True), EXAMPLES[0].answers).status_code == 200


def test_what_was_not_answered_is_named_with_what_counts(
    starter_release: Release, client: Client
) -> None:
    found = decided(client, {"what": {"jobs": ["product-description"]}})

    assumed = {row["name"]: row["answer"] for row in found["assumed"]}
    assert assumed["wage_usd"] == "25"
    assert found["decision"]["jobs"]


# ----------------------------------------------------------------------------------------- problems


def test_missing_job_is_named(starter_release: Release, client: Client) -> None:
    assert problems(client, {})["what"] == "Name a job first"


@pytest.mark.parametrize(
    ("page", "name", "value"),
    [
        ("colour", "red", "yes"),
        ("what", "jobs", ["no-such-job"]),
        ("what", "strange", "yes"),
        ("amounts", "product-description-results", "-3"),
        ("amounts", "product-description-results", "NaN"),
        ("mistakes", "product-description-stakes", "everything"),
        ("by-hand", "people", "1.5"),
        ("material", "place", "the moon"),
        ("limit", "limit_usd", "40 CHF"),
        ("scale", "title", "x" * 5_000),
    ],
)
def test_answer_that_cannot_be_taken_is_named_with_what_to_do(
    starter_release: Release, client: Client, page: str, name: str, value: Any
) -> None:
    found = problems(client, answers_of("garden-shop", **{page: {name: value}}))

    assert any(key.startswith(page) for key in found), found
    assert all(found.values())


BODIES = {
    413: (b" " * 64_001,),
    400: (
        b"not json",
        b"\xff\xfe",
        b'{"answers": {"scale": {"firm": "\\ud800"}}}',
        b"[" * 60_000,
        b'{"answers": {"a": {"b": 1e999}}}',
    ),
    422: (
        *(b"", b"{}", b"[]", b'{"answers": []}', b'{"answers": {"a": 1}}'),
        json.dumps({"answers": {str(number): {} for number in range(51)}}).encode(),
    ),
}


def test_body_that_is_not_answers_is_refused(starter_release: Release, client: Client) -> None:
    form = client.post("/api/v1/decide", {"answers": "x"})
    answers = [(status, post(client, body)) for status, bodies in BODIES.items() for body in bodies]

    for status, response in ((415, form), *answers):
        assert (response.status_code, response.headers["Content-Type"]) == (
            status,
            "application/problem+json",
        )
        assert response.json()["status"] == status


def test_any_day_of_the_century_is_decided(starter_release: Release, client: Client) -> None:
    for day in ("2000-01-01", "2099-12-31"):
        assert decided(client, answers_of("wholesaler"), f"?as_of={day}")["as_of"] == day


def test_example_of_the_documentation_is_decided(starter_release: Release, client: Client) -> None:
    text = (PROJECT / "docs" / "api.md").read_text(encoding="utf-8")
    body = text.partition("-d '")[2].partition("'\n```")[0]

    response = post(client, body.encode())

    assert response.status_code == 200, response.content
    assert response.json()["decision"]["jobs"]
