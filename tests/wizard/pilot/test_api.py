"""The API's way in: a token of one pilot alone, good rows taken and bad ones named, the same call taken once."""

from decimal import Decimal
from typing import Any

import msgspec
import pytest
from django.test import Client

from config.logs import without_keys
from tests.wizard.pilot.kit import locked, pilot_of
from wizard.models import Pilot, Plan, TrialRow
from wizard.pilot import tokens

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("starter_release")]


def send(plan: Plan, token: str | None, *trials: object) -> Any:
    headers = {"authorization": f"Bearer {token}"} if token else {}
    address = f"/api/v1/plans/{plan.view_key}/trials"
    return Client().post(address, msgspec.json.encode({"trials": trials}), content_type="application/json", headers=headers)  # fmt: skip


def opened(**changes: Any) -> tuple[Plan, str]:
    plan, _, _ = locked(**changes)
    return plan, tokens.make_token(plan) or ""


def test_good_rows_are_taken_and_bad_ones_named() -> None:
    plan, token = opened()

    answer = send(
        plan, token, {"accepted": True, "minutes": "1,5", "usd": 0.004}, {"minutes": "a while"}, {}, {"ratings": [2]}
    )

    assert answer.status_code == 200
    said = answer.json()
    assert (said["taken"], [row["row"] for row in said["refused"]]) == (1, [2, 3, 4])
    assert [(each["model"], each["state"]) for each in said["verdicts"]] == [("", "keep-measuring")]
    row = TrialRow.objects.get()
    assert (row.accepted, row.minutes, row.usd) == (True, Decimal("1.5"), Decimal("0.004"))


@pytest.mark.parametrize("named", [{}, {"id": "run-7"}, {"number": 3}])
def test_same_call_is_taken_once(named: dict[str, object]) -> None:
    plan, token = opened()

    answers = [send(plan, token, {"accepted": True, **named}).json() for _ in range(2)]

    assert [(each["taken"], each["on_file"]) for each in answers] == [(1, 0), (0, 1)]
    assert TrialRow.objects.count() == 1


def test_token_opens_one_pilot_alone_and_is_kept_as_a_hash() -> None:
    plan, token = opened()
    other, _ = opened()

    statuses = [send(each, key, {"accepted": True}).status_code for each, key in ((other, token), (plan, None), (plan, "x"), (plan, ""))]  # fmt: skip

    assert statuses == [401] * 4
    assert TrialRow.objects.count() == 0
    assert token not in str(Pilot.objects.values())
    assert send(plan, None, {"accepted": True}).headers["WWW-Authenticate"] == "Bearer"


def test_renewed_and_revoked_tokens_open_nothing() -> None:
    plan, old = opened()
    new = tokens.make_token(plan)
    assert [send(plan, key, {"accepted": True}).status_code for key in (old, new)] == [401, 200]

    tokens.revoke_token(plan)

    assert send(plan, new, {"accepted": True}).status_code == 401


def test_owner_sees_a_token_once() -> None:
    plan, edit_key, _ = locked()
    client = Client()

    made = client.post(f"/plan/{edit_key}/pilot/token/", {"act": "make"}).content.decode()

    token = made.partition('value="pilot_')[2].partition('"')[0]
    assert pilot_of(plan).token_hash == tokens.hash_of_token(f"pilot_{token}")
    assert token not in client.get(f"/plan/{edit_key}/pilot/").content.decode()


def test_keys_of_the_api_never_reach_a_log() -> None:
    assert without_keys("POST /api/v1/plans/8Qf2mXr0aZ4kLw1uPq9sTg/trials") == "POST /api/v1/plans/…/trials"


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b"{", 400),
        (b"{}", 422),
        (b'{"trials": []}', 422),
        (b'{"trials": [{"minutes": -1}]}', 200),
        (b"x" * 70_000, 413),
    ],
)
def test_wrong_bodies_get_a_problem_document(body: bytes, status: int) -> None:
    plan, token = opened()

    answer = Client().post(
        f"/api/v1/plans/{plan.view_key}/trials",
        body,
        content_type="application/json",
        headers={"authorization": f"Bearer {token}"},
    )

    assert answer.status_code == status
    if status != 200:
        assert answer.headers["Content-Type"] == "application/problem+json"


@pytest.mark.parametrize("number", [1, True])
def test_number_that_is_on_file_is_that_trial_whatever_its_id(number: object) -> None:
    plan, token = opened()
    send(plan, token, {"accepted": True, "number": 1}, {"accepted": True, "number": 2, "id": "b"})

    added = send(plan, token, {"id": "a", "number": number, "accepted": True, "minutes": 3}).json()
    other = send(plan, token, {"id": "a", "number": 2, "accepted": True}).json()

    assert (added["added_to"], added["refused"]) == (1, [])
    assert other["refused"][0]["reason"] == "Trial 2 is on file with another id. Correct it there."
