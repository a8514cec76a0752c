"""A plan as JSON keeps to its published schema, and its answers start a plan again."""

import json
from datetime import date
from typing import Any

import jsonschema_rs
import msgspec
import pytest

from tests.wizard.exports import kit
from wizard.exports.plan_json import MOST_BYTES, NotAPlan, plan_json, read, schema
from wizard.plans.overlay import VendorReply, dump


@pytest.fixture(scope="module")
def published() -> jsonschema_rs.Validator:
    return jsonschema_rs.validator_for(json.loads(schema()))


@pytest.mark.parametrize("slug", kit.SLUGS)
def test_every_example_keeps_to_the_schema(slug: str, published: jsonschema_rs.Validator) -> None:
    assert [error.message for error in published.iter_errors(json.loads(plan_json(kit.example(slug))))] == []


def test_hostile_words_keep_to_the_schema(published: jsonschema_rs.Validator) -> None:
    assert published.is_valid(json.loads(plan_json(kit.hostile())))


@pytest.mark.parametrize(
    "change",
    [{"format": "another"}, {"version": 0}, {"decided_on": 1}, {"more": True}, {"answers": {}}, {"decision": {}}],
)
def test_schema_refuses_another_shape(change: dict[str, Any], published: jsonschema_rs.Validator) -> None:
    assert not published.is_valid(json.loads(plan_json(kit.example("wholesaler"))) | change)


def test_decision_stands_in_it_as_it_was_stored() -> None:
    copy = kit.example("garden-shop")

    assert msgspec.json.encode(copy.basis.decision) in plan_json(copy)
    assert msgspec.json.encode(copy.basis.changes) in plan_json(copy)


def test_replies_that_it_was_decided_with_stand_in_it(published: jsonschema_rs.Validator) -> None:
    reply = VendorReply(
        number=1,
        point="acme@acme|region",
        value="eu",
        name="Ada, Acme",
        on=date(2026, 11, 24),
        until=date(2027, 5, 24),
    )
    copy = kit.copy()
    copy.version.replies = dump((reply,)).decode()
    document = json.loads(plan_json(copy))

    assert document["replies"] == [
        {
            "number": 1,
            "point": "acme@acme|region",
            "value": "eu",
            "name": "Ada, Acme",
            "on": "2026-11-24",
            "until": "2027-05-24",
        }
    ]
    assert published.is_valid(document)


# Back again


@pytest.mark.parametrize("slug", kit.SLUGS)
def test_answers_come_back_as_they_were(slug: str) -> None:
    copy = kit.example(slug)

    assert read(plan_json(copy)) == dict(copy.version.answers)


def refused(text: bytes) -> str:
    found = read(text)
    assert isinstance(found, NotAPlan)
    return found.text


WHOLE = {"format": "pilotlight-plan", "edition": 2}


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (b"", "nothing in it"),
        (b"  \n", "nothing in it"),
        (b"{" * 100_000, "not JSON"),
        (b"[" * 100_000, "not JSON"),
        (b"\xff\xfe", "not JSON"),
        (b"name: plan", "not JSON"),
        (b'{"format": "\\ud800"}', "not JSON"),
        (b"[]", "not a plan of ours"),
        (b"null", "not a plan of ours"),
        (b"{}", "not a plan of ours"),
        (b'{"format": "another"}', "not a plan of ours"),
        (b" " * (MOST_BYTES + 1) + b"1", "too large"),
        (json.dumps(WHOLE | {"edition": 1}).encode(), "another edition"),
        (json.dumps(WHOLE).encode(), "None of its answers"),
        (json.dumps(WHOLE | {"answers": {}}).encode(), "not a plan of ours"),
        (json.dumps(WHOLE | {"answers": []}).encode(), "None of its answers"),
        (json.dumps(WHOLE | {"answers": [["a"]]}).encode(), "not a plan of ours"),
        (json.dumps(WHOLE | {"answers": [[1, 2]]}).encode(), "not a plan of ours"),
        (json.dumps(WHOLE | {"answers": [["title", "a"]] * 201}).encode(), "not a plan of ours"),
        (json.dumps(WHOLE | {"answers": [["title", "a\0b"]]}).encode(), "None of its answers"),
        (json.dumps(WHOLE | {"answers": [["title", {"a\0": 1}]]}).encode(), "None of its answers"),
        (json.dumps(WHOLE | {"answers": [["is_admin", True]]}).encode(), "None of its answers"),
    ],
    ids=range(22),
)
def test_what_is_no_plan_is_refused_in_a_sentence(text: bytes, says: str) -> None:
    assert says in refused(text)


def test_answer_to_no_question_of_ours_is_left_out() -> None:
    text = json.dumps(WHOLE | {"answers": [["title", "A"], ["is_admin", True], ["titles", "B"]]}).encode()

    assert read(text) == {"title": "A"}


def test_mark_of_the_byte_order_is_no_obstacle() -> None:
    assert read(b"\xef\xbb\xbf" + plan_json(kit.example("wholesaler"))) == dict(
        kit.example("wholesaler").version.answers
    )
