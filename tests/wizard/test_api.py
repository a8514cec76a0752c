"""Questions and decisions over the API: what the wizard asks and says, with nothing stored."""

import json
from collections.abc import Mapping
from typing import Any

import jsonschema_rs
import msgspec
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wizard.decision.decide import decide
from wizard.decision.rules import RULES
from wizard.steps.journey import STEPS, all_questions, read

from catalog.models import Release
from config.environment import PROJECT
from tests.support import starter_catalog
from tests.wizard.steps.answering import ON, example_answers
from wizard.api import checked
from wizard.models import Plan, PlanVersion
from wizard.plans.examples import all_examples

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
    response = post(client, list(answers.items()))
    assert (response.status_code, response.headers["Content-Type"]) == (
        409,
        "application/problem+json",
    )
    found: Mapping[str, str] = response.json()["problems"]
    return found


# ----------------------------------------------------------------------------------------------------------- questions


def test_every_question_is_told_in_the_order_of_asking(
    starter_release: Release, client: Client
) -> None:
    found = client.get("/api/v1/questions").json()["item"]["questions"]

    assert list(dict.fromkeys(row["step"] for row in found)) == [step.key for step in STEPS]
    assert [row["page"] for row in found] == [
        page.key for step in STEPS for page in step.pages for _ in page.questions
    ]
    assert list(dict.fromkeys(row["key"] for row in found)) == [
        question.key for _, _, question in all_questions()
    ]


def test_picks_are_those_of_the_wizard(starter_release: Release, client: Client) -> None:
    by_key = {
        row["key"]: row for row in client.get("/api/v1/questions").json()["item"]["questions"]
    }

    assert {pick["value"] for pick in by_key["outputs"]["picks"]} == {
        row.slug for row in starter_catalog().use_cases
    }
    assert [pick["value"] for pick in by_key["exactness"]["picks"]] == by_key["exactness"][
        "answer"
    ]["enum"]


def test_examples_fit_the_schema_of_answers(starter_release: Release, client: Client) -> None:
    schema = jsonschema_rs.validator_for(client.get("/api/v1/questions").json()["item"]["answers"])

    for example in EXAMPLES:
        schema.validate([list(pair) for pair in example.answers])


# ------------------------------------------------------------------------------------------------------------ decisions


def test_decision_is_the_engines_to_the_byte(starter_release: Release, client: Client) -> None:
    catalog = starter_catalog()
    for example in EXAMPLES:
        response = post(client, example.answers, f"?as_of={ON}")
        expected = msgspec.json.encode(decide(read(example.stored, catalog, ON), catalog, ON))
        assert response.status_code == 200, example.slug
        assert expected in response.content, example.slug
        assert (response.json()["release"], response.json()["as_of"]) == (1, ON.isoformat())


def test_every_reason_carries_its_trail(starter_release: Release, client: Client) -> None:
    made = decided(client, EXAMPLES[0].answers)
    reasons = [reason for part in made["decision"]["parts"] for reason in part["reasons"]]

    assert reasons
    assert made["would_change"]
    assert all(
        reason["rule"] in RULES and (reason["facts"] or reason["answers"]) for reason in reasons
    )


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


def test_what_may_be_left_empty_may_be_left_out(starter_release: Release, client: Client) -> None:
    answers = example_answers()
    fair = {question.key for _, _, question in all_questions() if question.empty or question.unsure}
    needed = {name: value for name, value in answers.items() if name.partition(".")[0] not in fair}

    assert decided(client, list(needed.items()))["decision"]["parts"]


def test_answer_to_a_question_that_is_not_asked_is_told_and_does_not_count(
    starter_release: Release, client: Client
) -> None:
    answers = {**example_answers(), "volume.something-else": {"low": "5", "high": "5"}}

    found = decided(client, list(answers.items()), f"?as_of={ON}")

    assert len(found["left_over"]) == 1
    assert (
        found["decision"]
        == decided(client, list(example_answers().items()), f"?as_of={ON}")["decision"]
    )


# ------------------------------------------------------------------------------------------------------------ problems


def test_missing_answers_are_named(starter_release: Release, client: Client) -> None:
    found = problems(client, {})

    assert found["outputs"] == "Tick at least one"
    assert all(not text.endswith(".") and text for text in found.values())


REFUSED: dict[str, tuple[tuple[Any, str], ...]] = {
    "colour": (("red", "There is no such question"),),
    "check": (("everything", "please"), (7, "please"), ({"deep": [[[[]]]]}, "please")),
    "outputs": (
        ([], "Tick at least one"),
        ([{"use_case": "no-such-job"}], "no longer in the catalog"),
        ([{"medium": "text", "name": "x"}] * 4, "stands here twice"),
        ([{"use_case": "product-description"}] * 2, "GET /questions"),
        ([{"medium": "text", "name": "bell \x07"}], "cannot be shown"),
        ("product-description", "please"),
    ),
    "volume.product-description": (
        ({"low": "9" * 40, "high": "9" * 40}, "or less"),
        ({"low": "0", "high": "0"}, "more than 0"),
        ({"low": "9", "high": "1"}, "please"),
        ({"low": "NaN", "high": "NaN"}, "please"),
        (120, "please"),
    ),
    "people": (("0", "or more"),),
    "start": (("9999-12-31", "Pick a day before"), ("2020-01-01", "Pick a day from today")),
    "roles": ((["marketer", "wizard"], "GET /questions"),),
    "firm": (("x" * 5_000, "characters"), ("\u202e", "invisible sign")),
    "choice": (([{"task": "product-description/language", "model": "nobody"}], "on this page"),),
    "wage": (({"amount": "1", "currency": "XAU"}, "please"),),
    "preference": (({"quality": "very"}, "please"),),
}


@pytest.mark.parametrize("name", REFUSED)
def test_answer_that_cannot_be_taken_is_named_with_what_to_do(
    starter_release: Release, client: Client, name: str
) -> None:
    for value, says in REFUSED[name]:
        assert says in problems(client, {**example_answers(), name: value})[name], value


def test_answer_given_twice_is_named(starter_release: Release, client: Client) -> None:
    response = post(client, [*example_answers().items(), ["check", "every"]])

    assert response.json()["problems"] == {"check": "This is answered twice"}


def test_fractions_of_a_thousandth_are_no_thousands() -> None:
    answers = {
        **example_answers(),
        "minutes.product-description": {"low": "1.075", "high": "1.075"},
    }

    journey, wrong = checked(list(answers.items()), starter_catalog(), ON)

    assert wrong == {}
    assert str(journey.answers.jobs[0].minutes_by_hand) == "1.075"


BODIES = {
    413: (b" " * 64_001,),
    400: (
        b"not json",
        b"\xff\xfe",
        b'{"answers": [["firm", "\\ud800"]]}',
        b"[" * 60_000,
        b'{"answers": [["a", 1e999]]}',
    ),
    422: (
        *(b"", b"{}", b"[]", b'{"answers": {}}', b'{"answers": [["a"]]}'),
        b'{"answers": ' + json.dumps([["a", 1]] * 201).encode() + b"}",
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
    answers = {name: value for name, value in example_answers().items() if name != "start"}

    for day in ("2000-01-01", "2099-12-31"):
        assert decided(client, list(answers.items()), f"?as_of={day}")["as_of"] == day


def test_example_of_the_documentation_is_decided(starter_release: Release, client: Client) -> None:
    text = (PROJECT / "docs" / "api.md").read_text(encoding="utf-8")
    body = text.partition("-d '")[2].partition("'\n```")[0]

    response = post(client, body.encode())

    assert response.status_code == 200, response.content
    assert response.json()["decision"]["outcome"] == "language"
