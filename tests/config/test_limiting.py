"""Every address that takes something without an account counts it, or says why not."""

from http import HTTPStatus
from typing import Any
from unittest.mock import patch

import pytest
from django.conf import settings
from django.contrib.auth.models import User
from django.db import InternalError
from django.test import Client, override_settings
from django.urls import resolve, reverse

from catalog.models import Release
from config.environment import HOUR, PROJECT, RateLimit
from config.request_cost import RequestCost, cost_at
from tests.addresses import DESK, PUBLIC
from tests.rights import RIGHTS
from tests.wizard.plans import made

pytestmark = pytest.mark.django_db

METHODS = ("POST", "PUT", "PATCH", "DELETE")
NONE = {limit.what: RateLimit(limit.what, 0, 0, HOUR) for limit in settings.LIMITS.values()}
TWO = {limit.what: RateLimit(limit.what, 2, 99, HOUR) for limit in settings.LIMITS.values()}
TLS = ("HTTP_X_FORWARDED_PROTO", "https")


def sent(name: str) -> tuple[str, dict[str, Any]]:
    """Return an address of this name, and what its view would take there."""
    if name == "catalog:report":
        return "/report/", {"data": {"text": "The price is per picture.", "page": "/models/"}}
    plan, edit_key, _ = made()
    right = next(
        each
        for each in RIGHTS
        if name in {each.address, f"wizard:{each.address}"} and each.method == "POST"
    )
    keys = {"view_key": plan.view_key, "edit_key": edit_key}
    own = {right.access.key: keys[right.access.key]} if right.access.key else {}
    return reverse(name, kwargs={**own, **right.parts}), {"data": dict(right.sends)}


# Every address


COSTS: dict[str, tuple[str, RequestCost]] = {
    address: (resolve(address).view_name, cost)
    for address in PUBLIC
    if (cost := cost_at(address)) is not None
}


def test_what_is_sent_is_counted() -> None:
    apart = {
        address: bool(cost.counts_itself or cost.uncounted) for address, (_, cost) in COSTS.items()
    }
    with override_settings(LIMITS=NONE):
        answers = [
            (method, address, apart[address], Client().generic(method, address))
            for address in PUBLIC
            for method in METHODS[apart[address] :]
        ]

    refused = {True: HTTPStatus.METHOD_NOT_ALLOWED, False: HTTPStatus.TOO_MANY_REQUESTS}
    assert {*COSTS} == {*PUBLIC}
    assert [each[:3] for each in answers if each[3].status_code != refused[each[2]]] == []
    assert all(
        0 < int(answer["Retry-After"]) <= 3600 for *_, is_apart, answer in answers if not is_apart
    )


def test_view_that_counts_for_itself_does(starter_release: Release) -> None:
    counting = {name: cost.limit for name, cost in COSTS.values() if cost.counts_itself}

    assert len(counting) > 5
    for name, what in counting.items():
        address, given = sent(name)
        others = {limit: RateLimit(limit, 99, 99, HOUR) for limit in NONE if limit != what}
        with override_settings(LIMITS={**others, what: NONE[what]}):
            answer = Client().post(address, **given)
        assert answer.status_code == HTTPStatus.TOO_MANY_REQUESTS, name
        assert 0 < int(answer["Retry-After"]) <= 3600


def test_desk_takes_nothing_without_an_account() -> None:
    with override_settings(LIMITS=NONE):
        answers = {address: Client().post(address) for address in DESK}

    refused = {
        address for address, answer in answers.items() if answer.status_code == HTTPStatus.FOUND
    }
    assert refused == set(DESK) - {"/admin/login/"}
    assert answers["/admin/login/"].status_code == HTTPStatus.TOO_MANY_REQUESTS


def test_desk_is_not_counted_for_its_people() -> None:
    client = Client()
    client.force_login(User.objects.create_superuser("chief"))

    with override_settings(LIMITS=NONE):
        assert client.post("/admin/catalog/provider/add/").status_code == HTTPStatus.OK


def test_documentation_says_what_is_not_counted() -> None:
    text = (PROJECT / "docs" / "security.md").read_text(encoding="utf-8")
    uncounted = {
        f"| `{name}` | {cost.uncounted} |" for name, cost in COSTS.values() if cost.uncounted
    }

    assert uncounted
    assert [line for line in uncounted if line not in text] == []


def test_what_a_plan_is_worked_out_into_is_counted(starter_release: Release) -> None:
    plan, _, _ = made()
    for address in (f"{plan.get_absolute_url()}{end}" for end in ("plan.pdf", "vendors/")):
        with override_settings(LIMITS=NONE):
            refused = Client().get(address)
        with (
            override_settings(LIMITS=NONE),
            patch("catalog.limits.count", side_effect=InternalError("read-only")),
        ):
            uncounted = Client().get(address)
        assert (refused.status_code, uncounted.status_code) == (
            HTTPStatus.TOO_MANY_REQUESTS,
            HTTPStatus.OK,
        ), address


# What a refusal says


def test_program_is_refused_with_a_problem_document() -> None:
    with override_settings(LIMITS=NONE):
        answer = Client().post("/api/v1/decide", {"answers": []}, content_type="application/json")

    assert answer.status_code == HTTPStatus.TOO_MANY_REQUESTS
    assert answer["Content-Type"] == "application/problem+json"
    problem = answer.json()
    assert (problem["type"], problem["status"]) == ("/api/v1/docs#too-many", 429)
    assert problem["detail"].startswith(
        "0 decisions an hour are the most from one visitor. It goes on at "
    )
    assert 0 < int(answer["Retry-After"]) <= 3600


def test_person_is_refused_with_a_plain_page(starter_release: Release) -> None:
    _, edit_key, _ = made()
    with override_settings(LIMITS=TWO):
        answers = [
            Client().post(f"/plan/{edit_key}/switch/", {"previews": "yes"}) for _ in range(3)
        ]

    assert [answer.status_code for answer in answers] == [303, 303, 429]
    assert "2 changes an hour are the most from one visitor. It goes on at " in answers[-1].text
    assert "no-store" in answers[-1]["Cache-Control"]


# Who is counted


@pytest.mark.parametrize(
    ("behind", "passed", "statuses"),
    [
        (
            True,
            ["1.1.1.{}, 198.51.100.1"] * 3,
            [404, 404, 429],
        ),  # what the visitor claims stands before it
        (True, ["1.1.1.1, 198.51.100.{}"] * 3, [404, 404, 404]),
        (False, ["198.51.100.{}"] * 3, [404, 404, 429]),  # without a proxy nobody is believed
    ],
    ids=["claimed", "told by our proxy", "no proxy"],
)
def test_nobody_gets_another_window_by_a_claim(
    behind: bool,  # noqa: FBT001  # a case
    passed: list[str],
    statuses: list[int],
) -> None:
    address, given = f"/plan/{'k' * 22}/switch/", {"previews": "yes"}
    headers = [
        {"X-Forwarded-For": each.format(place)} for place, each in enumerate(passed, start=1)
    ]
    with override_settings(LIMITS=TWO, SECURE_PROXY_SSL_HEADER=TLS if behind else None):
        answers = [Client().post(address, given, headers=each) for each in headers]

    assert [answer.status_code for answer in answers] == statuses
