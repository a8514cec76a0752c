"""Limits: counted for one visitor and for all, whoever asks at once.

A refusal says when it goes on.
"""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.conf import settings
from django.db import connection
from django.http import HttpRequest
from django.test import Client, RequestFactory, override_settings
from django.utils import timezone

from catalog import limits
from catalog.models import RateWindow, Release
from config.environment import HOUR, RateLimit
from wizard.models import Plan

TLS = ("HTTP_X_FORWARDED_PROTO", "https")
TWO = {limit.what: RateLimit(limit.what, 2, 3, HOUR) for limit in settings.LIMITS.values()}


def fingerprint(address: str, passed: str = "") -> str:
    asked = RequestFactory().get(
        "/", REMOTE_ADDR=address, headers={"X-Forwarded-For": passed} if passed else {}
    )
    return counted_as(asked, datetime(2026, 11, 24, 10, tzinfo=UTC))


def counted_as(asked: HttpRequest, now: datetime) -> str:
    """Return the name under which a visitor is counted."""
    return limits._shares(asked, TWO["plans"], now)[0][1]


def test_a_visitor_is_a_fingerprint_that_changes_each_day() -> None:
    asked = RequestFactory().get(
        "/", REMOTE_ADDR="192.0.2.7", headers={"X-Forwarded-For": "203.0.113.9, 198.51.100.1"}
    )
    day = datetime(2026, 11, 24, 10, tzinfo=UTC)

    seen = counted_as(asked, day)
    assert "192.0.2.7" not in seen
    assert (
        seen
        == counted_as(asked, day + timedelta(hours=1))
        != counted_as(asked, day + timedelta(days=1))
    )
    with override_settings(SECURE_PROXY_SSL_HEADER=("HTTP_X_FORWARDED_PROTO", "https")):
        behind = counted_as(asked, day)
        direct = RequestFactory().get("/", REMOTE_ADDR="198.51.100.1")
        assert behind == counted_as(direct, day) != seen


@pytest.mark.django_db
def test_each_window_is_counted_by_itself() -> None:
    now = datetime(2026, 11, 24, 10, 59, tzinfo=UTC)

    assert [limits.count("a", now, HOUR) for _ in range(2)] == [1, 2]
    assert limits.count("b", now, HOUR) == 1
    assert limits.count("a", now + timedelta(minutes=1), HOUR) == 1


@pytest.mark.django_db
def test_windows_that_are_over_go_when_another_begins(django_assert_num_queries: Any) -> None:
    asked = RequestFactory().get("/", REMOTE_ADDR="192.0.2.7")
    old, young = timezone.now() - timedelta(days=3), timezone.now() - timedelta(hours=3)
    for moment in (old, young):
        limits.count("a", moment, HOUR)

    limits.ask(asked, "reports")

    assert set(RateWindow.objects.filter(key="a").values_list("start", flat=True)) == {
        limits.window_start(young, HOUR)
    }
    with django_assert_num_queries(3):
        limits.ask(asked, "reports")


@pytest.mark.django_db(transaction=True)
def test_many_at_once_are_counted_once_each() -> None:
    now = datetime(2026, 11, 24, 10, tzinfo=UTC)

    def one(_: int) -> int:
        try:
            return limits.count("a", now, HOUR)
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        assert sorted(pool.map(one, range(12))) == list(range(1, 13))


# Who is one visitor


def test_behind_proxies_the_outermost_of_ours_names_the_visitor() -> None:
    for proxies, passed, visitor in (
        (1, "203.0.113.9, 198.51.100.1", "198.51.100.1"),
        (2, "203.0.113.9, 198.51.100.1", "203.0.113.9"),
        (2, "1.2.3.4, 203.0.113.9, 198.51.100.1", "203.0.113.9"),
        (3, "203.0.113.9, 198.51.100.1", "203.0.113.9"),
        (1, "198.51.100.1:4711", "198.51.100.1"),
        (1, "[2001:db8::1]:4711", "2001:db8::1"),
        (1, "", "192.0.2.1"),
        (1, "unknown", "unknown"),
    ):
        with override_settings(SECURE_PROXY_SSL_HEADER=TLS, PROXIES=proxies):
            behind = fingerprint("192.0.2.1", passed)
        assert behind == fingerprint(visitor), (proxies, passed)


def test_what_a_visitor_claims_changes_nothing_without_a_proxy() -> None:
    assert fingerprint("192.0.2.1", "203.0.113.9") == fingerprint("192.0.2.1")


def test_one_line_is_one_visitor() -> None:
    assert (
        fingerprint("2001:db8::1")
        == fingerprint("2001:db8::ffff:1")
        != fingerprint("2001:db8:0:1::1")
    )
    assert fingerprint("::ffff:192.0.2.1") == fingerprint("192.0.2.1") != fingerprint("192.0.2.2")


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("network", "most"),
    [("2001:db8:0:{0:x}::1", 4 * 5), ("2001:db8:0:{0:x}00::1", 16 * 5), ("192.0.2.{0}", 16 * 5)],
    ids=["IPv6 /56", "IPv6 /48", "IPv4 /24"],
)
def test_one_network_uses_up_no_more_than_its_share(network: str, most: int) -> None:
    def asked(place: str) -> limits.Refused | None:
        return limits.ask(RequestFactory().post("/", REMOTE_ADDR=place), "logins")

    with override_settings(LIMITS={"logins": RateLimit("logins", 5, 200, HOUR)}):
        answers = [asked(network.format(place)) for place in range(most // 4 + 1) for _ in range(4)]
        elsewhere = asked("2001:db8:ffff::1"), asked("198.51.100.1")

    assert [answer for answer in answers[:most] if answer] == []
    assert {answer.scope for answer in answers[most:] if answer} == {"one network"}
    assert all(answers[most:])
    assert elsewhere == (None, None)


# Refusals


def seconds_of(answer: object) -> int:
    return int(answer["Retry-After"])  # type: ignore[index]  # Django's response


def test_the_third_plan_waits_and_nothing_is_lost(client: Client, starter_release: Release) -> None:
    sent = {"use_case": "menu-photos", "plan": "no plan <b>"}
    with override_settings(LIMITS=TWO):
        answers = [client.post("/plan/new/", {"use_case": "menu-photos"}) for _ in range(2)]
        answers.append(client.post("/plan/new/", sent))

    assert [answer.status_code for answer in answers] == [303, 303, 429]
    text = answers[-1].content.decode()
    assert "2 plans an hour are the most from one visitor. It goes on at " in text
    assert 'name="use_case" value="menu-photos"' in text
    assert 0 < seconds_of(answers[-1]) <= 3600
    assert Plan.objects.count() == 2


def test_pasted_plan_is_still_there_after_a_refusal(
    client: Client, starter_release: Release
) -> None:
    with override_settings(LIMITS=TWO):
        answers = [client.post("/plan/new/", {"plan": "{<b>"}) for _ in range(3)]

    assert [answer.status_code for answer in answers] == [422, 422, 429]
    assert all("{&lt;b&gt;</textarea>" in answer.content.decode() for answer in answers)


def test_all_together_are_too_many_too(starter_release: Release) -> None:
    with override_settings(LIMITS=TWO):
        answers = [Client(REMOTE_ADDR=f"10.0.{place}.1").post("/plan/new/") for place in range(4)]

    assert [answer.status_code for answer in answers] == [303, 303, 303, 429]
    assert (
        "3 plans an hour are more than we can take from everybody together."
        in answers[-1].content.decode()
    )
