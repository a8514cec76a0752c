"""The API's way in: a token of one pilot alone, good rows taken and bad ones named, the same call taken once."""

from typing import Any

import msgspec
import pytest
from django.test import Client

from tests.wizard.pilot.kit import names, started
from wizard.models import PilotResult, Plan
from wizard.pilot import store
from wizard.pilot.metrics import METRICS, MetricKind

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("starter_release")]


def send(plan: Plan, token: str | None, *trials: object) -> Any:
    headers = {"authorization": f"Bearer {token}"} if token else {}
    address = f"/api/v1/plans/{plan.view_key}/trials"
    return Client().post(address, msgspec.json.encode({"trials": trials}), content_type="application/json", headers=headers)  # fmt: skip


def opened() -> tuple[Plan, str, str]:
    """Return a plan, the token of its pilot, and the name of a model."""
    plan, _, pilot = started()
    return plan, store.make_key(pilot, "token_hash", opening="pilot_"), names(pilot)[0]


def test_good_rows_are_taken_and_bad_ones_named() -> None:
    plan, token, model = opened()
    good = {"model": model, "accepted": True, "minutes": "1,5", "usd": 0.004}
    bad = [{"minutes": "a while"}, {}, {"ratings": [2]}, {"accepted": True}, {"model": model, "usd": -1}]  # fmt: skip

    answer = send(plan, token, good, *bad).json()

    assert (answer["taken"], [row["place"] for row in answer["refused"]]) == (1, [2, 3, 4, 5, 6])
    assert [each["state"] for each in answer["verdicts"].values()] == ["test-on", "no-data"]
    assert PilotResult.objects.get().values == {"accepted": True, "minutes": "1.5", "usd": "0.004"}


def test_every_metric_is_a_field_of_the_document_and_is_taken() -> None:
    plan, token, model = opened()
    values = {MetricKind.YES_NO: True, MetricKind.CHOICE: "same", MetricKind.AMOUNT: 1.5}
    schema = Client().get("/api/v1/openapi.json").json()["components"]["schemas"]["ResultGiven"]

    answer = send(
        plan, token, *({"model": model, each.slug: values[each.kind]} for each in METRICS)
    ).json()

    assert answer["taken"] == len(METRICS)
    assert {each.slug for each in METRICS} <= {*schema["properties"]}


def test_same_call_is_taken_once() -> None:
    plan, token, model = opened()
    ways: tuple[dict[str, object], ...] = ({}, {"id": "run-7"}, {"number": 3})
    for count, named in enumerate(ways, start=1):
        answers = [
            send(plan, token, {"model": model, "accepted": True, **named}).json() for _ in range(2)
        ]
        assert [(each["taken"], each["on_file"]) for each in answers] == [(1, 0), (0, 1)], named
        assert PilotResult.objects.count() == count


def test_token_opens_one_pilot_alone_and_can_be_revoked() -> None:
    plan, token, model = opened()
    other, _, _ = opened()
    row = {"model": model, "accepted": True}

    statuses = [send(each, key, row).status_code for each, key in ((other, token), (plan, None), (plan, "x"), (plan, ""))]  # fmt: skip
    store.change(plan.pilots.get(), token_hash="")

    assert statuses == [401] * 4
    assert send(plan, token, row).status_code == 401
    assert not PilotResult.objects.exists()
