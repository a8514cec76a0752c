"""Signing in: guessing is slowed down, for the guesser alone.

A session is short, hidden and new.
"""

import json
import os
import subprocess
import sys
from datetime import timedelta
from typing import Any

import pytest
from axes.models import AccessAttempt
from django.conf import settings
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client, override_settings
from django.utils import timezone

from config.environment import HOUR, PROJECT, RateLimit

pytestmark = pytest.mark.django_db

LOGIN = "/admin/login/"
HERE, THERE = "192.0.2.1", "192.0.2.2"


@pytest.fixture(autouse=True)
def maria() -> User:
    """Return somebody of the staff."""
    return User.objects.create_user("maria", password="right and long", is_staff=True)


def attempt(
    password: str, *, name: str = "maria", place: str = HERE, client: Client | None = None
) -> Any:
    typed = {"username": name, "password": password}
    return (client or Client()).post(LOGIN, typed, REMOTE_ADDR=place)


def guess(times: int, **options: Any) -> list[int]:
    return [attempt("wrong", **options).status_code for _ in range(times)]


def test_fifth_wrong_password_is_the_last_for_a_while() -> None:
    assert guess(settings.AXES_FAILURE_LIMIT) == [200, 200, 200, 200, 429]

    stopped = attempt("right and long")

    assert stopped.status_code == 429
    assert "Those were 5 wrong passwords for “maria” from here." in stopped.content.decode()


def test_guesser_keeps_nobody_else_out_and_waiting_helps() -> None:
    guess(settings.AXES_FAILURE_LIMIT - 1)
    attempt("right and long")  # starts the count anew
    assert guess(settings.AXES_FAILURE_LIMIT)[-2:] == [200, 429]

    assert attempt("right and long", place=THERE).status_code == 302
    assert attempt("wrong", name="grace").status_code == 200
    AccessAttempt.objects.update(
        attempt_time=timezone.now() - settings.AXES_COOLOFF_TIME - timedelta(seconds=1)
    )
    assert attempt("right and long").status_code == 302


def test_place_behind_our_proxy_is_the_visitors(settings: Any) -> None:
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    for _ in range(settings.AXES_FAILURE_LIMIT):
        Client().post(
            LOGIN,
            {"username": "maria", "password": "wrong"},
            HTTP_X_FORWARDED_FOR=f"203.0.113.9, {HERE}",
        )

    right = {"username": "maria", "password": "right and long"}
    assert (
        Client().post(LOGIN, right, HTTP_X_FORWARDED_FOR=f"198.51.100.7, {HERE}").status_code == 429
    )
    assert Client().post(LOGIN, right, HTTP_X_FORWARDED_FOR=THERE).status_code == 302


def test_guesser_with_many_addresses_of_one_line_is_one_guesser() -> None:
    places = [f"2001:db8::{place}" for place in range(settings.AXES_FAILURE_LIMIT)]

    assert [attempt("wrong", place=place).status_code for place in places][-1] == 429
    assert attempt("right and long", place="2001:db8::ffff").status_code == 429
    assert attempt("right and long", place="2001:db8:0:1::1").status_code == 302


def test_browser_that_signed_in_before_is_not_shut_out_by_strangers() -> None:
    known = Client()
    attempt("right and long", client=known, place="203.0.113.1")
    known.post("/admin/logout/")
    with override_settings(LIMITS={**settings.LIMITS, "logins": RateLimit("logins", 3, 6, HOUR)}):
        strangers = [
            attempt("wrong", name=f"n{place}", place=f"10.0.{place}.1").status_code
            for place in range(7)
        ]
        unknown = attempt("right and long", place="198.51.100.1").status_code
        forged = Client()
        forged.cookies["known"] = ":forged:signature"
        forged_answer = attempt("right and long", client=forged, place="198.51.100.2").status_code
        repeated = attempt("right and long", client=known, place="198.51.100.3").status_code

    assert (strangers[-1], unknown, forged_answer, repeated) == (429, 429, 429, 302)


def test_password_is_never_kept() -> None:
    guess(1)

    attempt_row = AccessAttempt.objects.get()

    assert "wrong" not in f"{attempt_row.get_data}{attempt_row.post_data}"


def test_session_is_hidden_short_and_new_at_log_in() -> None:
    client = Client()
    client.session.save()
    client.cookies[settings.SESSION_COOKIE_NAME] = before = client.session.session_key or ""

    answer = attempt("right and long", client=client)

    cookie = answer.cookies[settings.SESSION_COOKIE_NAME]
    assert cookie.value != before
    assert (cookie["httponly"], cookie["samesite"], cookie["max-age"]) == (True, "Lax", 12 * 3600)


# By the header of a proxy

ANSWERED = """
import json, sys, django
django.setup()
from django.db import transaction
from django.test import Client
from django.contrib.auth.models import User

with transaction.atomic():
    client = Client(SERVER_NAME="localhost")
    SECRET = {"X-Sign-On-Secret": "the-secret-of-our-proxy"}
    def status(path, secret=SECRET, **headers):
        answer = client.get(path, headers={**secret, **headers})
        return answer.status_code
    print(json.dumps({
        "nobody": status("/admin/"),
        "elsewhere": status("/healthz", **{"X-Remote-User": "maria"}) and "sessionid" in client.cookies,
        "unknown": [status("/admin/", **{"X-Remote-User": "eve"}) for _ in range(7)],
        "past the proxy": [
            status("/admin/", {"X-Sign-On-Secret": secret} if secret else {}, **{"X-Remote-User": "maria"})
            for secret in ("", "the-secret-of-our-proxi", "the-secret-of-our-proxy2", "\u00fc")
        ],
        "known": status("/admin/", **{"X-Remote-User": "maria"}),
        "known, then past the proxy": status("/admin/", {}, **{"X-Remote-User": "maria"}),
        "without": status("/admin/"),
        "accounts": User.objects.count(),
    }))
    transaction.set_rollback(True)
"""


@pytest.mark.django_db(transaction=True)
def test_header_of_the_proxy_signs_in_whom_the_desk_knows_and_nobody_else() -> None:
    parts = connection.get_connection_params()
    address = f"postgres://{parts['user']}@/{connection.settings_dict['NAME']}?host={parts['host']}"
    given = {
        "DATABASE_URL": address,
        "SIGN_ON_HEADER": "X-Remote-User",
        "SIGN_ON_SECRET": "the-secret-of-our-proxy",
        "DJANGO_SETTINGS_MODULE": "config.settings",
    }

    output = subprocess.run(
        [sys.executable, "-c", ANSWERED],
        cwd=PROJECT,
        env={**os.environ, **given},
        check=True,
        stdout=subprocess.PIPE,
        text=True,
    ).stdout

    assert json.loads(output) == {
        "nobody": 302,
        "elsewhere": False,
        "unknown": [302] * 7,
        "past the proxy": [302] * 4,
        "known": 200,
        "known, then past the proxy": 302,
        "without": 302,
        "accounts": 1,
    }


def test_header_means_nothing_unless_it_is_named(client: Client) -> None:
    assert client.get("/admin/", headers={"X-Remote-User": "maria"}).status_code == 302
