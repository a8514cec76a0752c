"""A plan as JSON keeps to its published schema, and its answers start a plan again."""

import json
from datetime import date
from typing import Any

import jsonschema_rs
import pytest

from tests.wizard.exports import kit
from wizard.exports.plan_json import NotAPlanError, plan_json, read, schema
from wizard.plans.overlay import VendorReply, dump


@pytest.fixture(scope="module")
def published() -> jsonschema_rs.Validator:
    return jsonschema_rs.validator_for(json.loads(schema()))


@pytest.mark.parametrize("slug", kit.SLUGS)
def test_every_example_keeps_to_the_schema(slug: str, published: jsonschema_rs.Validator) -> None:
    assert [
        error.message for error in published.iter_errors(json.loads(plan_json(kit.example(slug))))
    ] == []


def test_hostile_words_keep_to_the_schema_and_another_shape_does_not(
    published: jsonschema_rs.Validator,
) -> None:
    assert published.is_valid(json.loads(plan_json(kit.hostile())))
    whole = json.loads(plan_json(kit.example("wholesaler")))
    changes: tuple[dict[str, Any], ...] = (
        {"format": "another"},
        {"version": 0},
        {"decided_on": 1},
        {"more": True},
    )
    for change in (*changes, {"answers": []}, {"decision": []}):
        assert not published.is_valid(whole | change), change


def test_decision_stands_in_it_as_it_was_stored() -> None:
    copy = kit.example("garden-shop")

    assert copy.version.decision.encode() in plan_json(copy)
    assert copy.version.inputs.encode() in plan_json(copy)


def test_replies_that_it_was_decided_with_stand_in_it(published: jsonschema_rs.Validator) -> None:
    day, until = date(2026, 11, 24), date(2027, 5, 24)
    given = {"number": 1, "point": "acme@acme|region", "value": "eu", "name": "Ada, Acme"}
    copy = kit.copy()
    copy.version.replies = dump((VendorReply(**given, on=day, until=until),)).decode()  # type: ignore[arg-type]  # as given
    document = json.loads(plan_json(copy))

    assert document["replies"] == [{**given, "on": day.isoformat(), "until": until.isoformat()}]
    assert published.is_valid(document)


# Back again


@pytest.mark.parametrize("slug", kit.SLUGS)
def test_answers_come_back_as_they_were(slug: str) -> None:
    copy = kit.example(slug)

    assert read(plan_json(copy)) == dict(copy.version.answers)


def refused(text: bytes) -> str:
    with pytest.raises(NotAPlanError) as found:
        read(text)
    return str(found.value)


WHOLE = {"format": "pilotlight-plan", "edition": 3}


NO_PLAN = {
    "nothing in it": (b"", b"  \n"),
    "not JSON": (
        b"{" * 100_000,
        b"[" * 100_000,
        b"\xff\xfe",
        b"name: plan",
        b'{"format": "\\ud800"}',
    ),
    "not a plan of ours": (b"[]", b"null", b"{}", b'{"format": "another"}'),
    "larger than 1 MB": (b" " * 1_000_000 + b"1",),
    "more than 100,000 values": (b"[" + b"1," * 100_000 + b"1]",),
    "another edition": (json.dumps(WHOLE | {"edition": 1}).encode(),),
    "None of its answers": (json.dumps(WHOLE).encode(),),
}
# fmt: off
NO_ANSWERS: dict[str, tuple[Any, ...]] = {
    "not a plan of ours": ([], {"what": 1}, {"what": {"jobs": 1}}, {"what": {"jobs": [1]}}, {str(number): {} for number in range(51)}),
    "None of its answers": ({}, {"scale": {"title": "a\0b"}}, {"is_admin": {"yes": "1"}}, {"what": {str(number): "x" for number in range(501)}}),
}


def test_what_is_no_plan_is_refused_in_a_sentence() -> None:
    for says, texts in NO_PLAN.items():
        for text in (
            *texts,
            *(json.dumps(WHOLE | {"answers": each}).encode() for each in NO_ANSWERS.get(says, ())),
        ):
            assert says in refused(text), text[:200]


def test_answer_to_no_question_of_ours_is_left_out() -> None:
    text = json.dumps(
        WHOLE | {"answers": {"scale": {"title": "A"}, "is_admin": {"yes": "1"}}}
    ).encode()

    assert read(text) == {"scale": {"title": "A"}}


def test_mark_of_the_byte_order_is_no_obstacle() -> None:
    assert read(b"\xef\xbb\xbf" + plan_json(kit.example("wholesaler"))) == dict(
        kit.example("wholesaler").version.answers
    )
