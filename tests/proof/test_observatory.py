"""The grader takes points where the published table takes them, so that A+ says something."""

from dataclasses import replace

import pytest

from tests.proof.observatory import Seen, grade, modifiers, score

HEADERS = {
    "content-type": "text/html",
    "content-security-policy": "default-src 'none'; script-src 'self'; style-src 'self'; frame-ancestors 'none'",
    "strict-transport-security": "max-age=31536000; includeSubDomains; preload",
    "referrer-policy": "same-origin",
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "cross-origin-resource-policy": "same-origin",
}
COOKIE = "__Host-sessionid=a; Path=/; Secure; HttpOnly; SameSite=Lax"
GOOD = Seen("x.example", HEADERS, [COOKIE], "<script src='/a.js'></script>", (301, "https://x.example/"))


def test_all_in_order_is_125_points() -> None:
    assert (score(GOOD), grade(GOOD)) == (125, "A+")
    assert score(replace(GOOD, cookies=[])) == 120


@pytest.mark.parametrize(
    ("name", "value", "test", "taken"),
    [
        ("content-security-policy", "", "policy", -25),
        ("content-security-policy", "default-src 'self'; script-src 'self' 'unsafe-inline'", "policy", -20),
        ("content-security-policy", "script-src 'self'", "policy", -20),
        ("content-security-policy", "default-src 'none'; script-src 'self' 'unsafe-eval'", "policy", -10),
        ("content-security-policy", "default-src 'none'; img-src http:", "policy", -10),
        ("content-security-policy", "default-src 'none'; style-src 'self' 'unsafe-inline'", "policy", 0),
        ("content-security-policy", "default-src 'self'", "policy", 5),
        ("strict-transport-security", "", "hsts", -20),
        ("strict-transport-security", "max-age=3600", "hsts", -10),
        ("referrer-policy", "unsafe-url", "referrer", -5),
        ("referrer-policy", "", "referrer", 0),
        ("x-content-type-options", "", "types", -5),
        ("cross-origin-resource-policy", "cross-origin", "embedding", -20),
    ],
)
def test_header_that_is_worse_costs_what_the_table_says(name: str, value: str, test: str, taken: int) -> None:
    found = replace(GOOD, headers={**HEADERS, name: value})

    assert modifiers(found)[test] == taken
    assert score(found) < 125


def test_frames_need_one_header_or_the_other() -> None:
    open_policy = {**HEADERS, "content-security-policy": "default-src 'none'"}

    assert modifiers(replace(GOOD, headers=open_policy))["frames"] == 0
    assert modifiers(replace(GOOD, headers={**open_policy, "x-frame-options": ""}))["frames"] == -20


@pytest.mark.parametrize(
    ("line", "taken"),
    [
        ("sessionid=a; HttpOnly; SameSite=Lax", -10),
        ("sessionid=a; Secure; SameSite=Lax", -30),
        ("theme=a; HttpOnly", -5),
        ("csrftoken=a; Secure; HttpOnly", -20),
        ("theme=a; Secure; SameSite=None", -20),
        ("theme=a; Secure", 0),
    ],
)
def test_cookie_that_is_worse_costs_what_the_table_says(line: str, taken: int) -> None:
    assert modifiers(replace(GOOD, cookies=[COOKIE, line]))["cookies"] == taken


@pytest.mark.parametrize(
    ("plain", "taken"),
    [((0, ""), 0), ((200, ""), -20), ((301, "http://x.example/"), -20), ((301, "https://elsewhere.example/"), -5)],
)
def test_plain_address_leads_to_this_host_over_tls(plain: tuple[int, str], taken: int) -> None:
    assert modifiers(replace(GOOD, plain=plain))["redirection"] == taken


def test_scripts_of_others_want_integrity() -> None:
    away = "<script src='https://cdn.example/a.js'></script>"

    assert modifiers(replace(GOOD, body=away))["scripts"] == -5
    assert modifiers(replace(GOOD, body=away.replace("src", "integrity='sha384-x' src")))["scripts"] == 5
    assert modifiers(replace(GOOD, body=away.replace("https", "http")))["scripts"] == -50
