"""A site as in production behind a proxy that ends TLS: headers, cookies, logs.

Also its database going and coming back.
"""

import re
import secrets
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from http import HTTPStatus

import psycopg
import pytest

from tests.http_client import Response, Visitor
from tests.proof.walked import MARK, Walked, mark, walked
from tests.serving import Served, leave, manage, served
from tests.support import cookies_named
from tests.wizard.walker import filled

pytestmark = pytest.mark.fault

HOST = "plans.example.org"
VISITOR = "203.0.113.9"
BEHIND = {"Host": HOST, "X-Forwarded-Proto": "https", "X-Forwarded-For": VISITOR}
FORGED = ("X_Forwarded_Proto", "X-Forwarded_Proto")
PASSWORD = f"{MARK}-{secrets.token_urlsafe(12)}"


@pytest.fixture(scope="module")
def site() -> Iterator[Served]:
    settings = {
        "BASE_URL": f"https://{HOST}",
        "ALLOWED_HOSTS": f"{HOST},127.0.0.1",
        "SECURE_PROXY": "true",
        "LOG_LEVEL": "INFO",
    }
    with served(workers=1, settings=settings) as made:
        yield made


@pytest.fixture(scope="module")
def walk(site: Served) -> Iterator[Walked]:
    """Return a walk with a mark in everything that was typed, log-in and all."""
    with Visitor(site.base, headers=dict(BEHIND), origin=f"https://{HOST}") as visitor:
        done = walked(visitor)
        manage(
            {**site.environment, "DJANGO_SUPERUSER_PASSWORD": PASSWORD},
            *["createsuperuser", "--noinput", "--username", "chief", "--email", "c@x.example"],
        )
        visitor.close()  # idle for as long as that took, the site may have hung up
        for password in (mark(), PASSWORD):
            sent = filled(visitor.get("/admin/login/").text)[1]
            entered = visitor.post(
                "/admin/login/?next=/admin/", {**sent, "username": "chief", "password": password}
            )
        assert entered.status_code == HTTPStatus.FOUND
        token = filled(visitor.get("/admin/").text)[1]["csrfmiddlewaretoken"]
        added = visitor.post(
            "/admin/auth/group/add/", {"csrfmiddlewaretoken": token, "name": mark()}
        )
        assert added.status_code == HTTPStatus.FOUND, added.text
        visitor.post("/theme/", {"theme": "dark", "next": "/"})
        done.secrets |= {visitor.cookies["__Host-sessionid"], site.environment["SECRET_KEY"]}
        yield done


@contextmanager
def broken(site: Served, statement: str) -> Iterator[None]:
    """Have the database refuse every report in this way."""
    with psycopg.connect(site.environment["DATABASE_URL"], autocommit=True) as server:
        server.execute(
            "CREATE FUNCTION odd() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
            f"{statement}; END $$"
        )
        server.execute(
            "CREATE TRIGGER odd BEFORE INSERT ON catalog_report FOR EACH ROW EXECUTE FUNCTION odd()"
        )
        yield
        server.execute("DROP FUNCTION odd CASCADE")


# Headers

HEADERS = {
    "strict-transport-security": "max-age=31536000; includeSubDomains; preload",
    "x-content-type-options": "nosniff",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
}
SOURCES = {"'none'", "'self'"}  # no inline code, no other host, no scheme; a nonce is of one answer


def check_headers(answer: Response) -> None:
    """See that an answer over TLS lets a browser load and embed no more than it must."""
    policy = dict(
        part.strip().partition(" ")[::2]
        for part in answer.headers["content-security-policy"].split(";")
    )

    assert {name: answer.headers.get(name) for name in HEADERS} == HEADERS
    assert answer.headers["referrer-policy"] in {
        "same-origin",
        "strict-origin",
    }  # no address leaves the site
    assert [policy.get(name) for name in ("default-src", "base-uri", "frame-ancestors")] == [
        "'none'"
    ] * 3
    for name, sources in policy.items():
        assert (
            name.startswith("report-")
            or {*re.sub(r"'nonce-[^']+'", "", sources).split()} <= SOURCES
        ), name


PAGES = {
    "home": "/",
    "model list": "/models/",
    "matrix": "/use-cases/",
    "search": "/search/?q=photo",
    "privacy": "/privacy/",
    "start of a plan": "/plan/new/",
    "log-in": "/admin/login/",
    "permalink": "/p/{view_key}/",
    "a version": "/p/{view_key}/v/1/",
    "as PDF": "/p/{view_key}/plan.pdf",
    "as JSON": "/p/{view_key}/plan.json",
    "an answer": "/plan/{edit_key}/goal/what/",
    "links": "/plan/{edit_key}/links/",
    "API": "/api/v1/models",
    "API document": "/api/v1/openapi.json",
    "feed": "/releases/feed/",
    "site map": "/sitemap.xml",
    "stylesheet": "/static/css/pilotlight.css",
    "icon": "/static/img/flame.svg",
    "missing page": "/nowhere/",
    "missing file": "/static/nowhere.css",
    "missing in the API": "/api/v1/nowhere",
    "desk": "/admin/",
}


@pytest.mark.parametrize("path", PAGES.values(), ids=PAGES.keys())
def test_every_answer_is_guarded_and_plain_http_leads_to_tls(
    site: Served, walk: Walked, path: str
) -> None:
    path = path.format(view_key=walk.view_key, edit_key=walk.edit_key)
    with Visitor(site.base, headers=dict(BEHIND), origin=f"https://{HOST}") as visitor:
        check_headers(visitor.get(path))
    with Visitor(site.base, headers={"Host": HOST, "X-Forwarded-Proto": "http"}) as visitor:
        plain = visitor.get(path)

    assert (plain.status_code, plain.headers["location"]) == (
        HTTPStatus.MOVED_PERMANENTLY,
        f"https://{HOST}{path}",
    )


@pytest.mark.parametrize(
    ("statement", "status"),
    [
        ("RAISE EXCEPTION 'odd' USING DETAIL = NEW::text, ERRCODE = 'check_violation'", 500),
        ("RAISE EXCEPTION 'full' USING ERRCODE = 'disk_full'", 503),
    ],
)
def test_errors_are_guarded_and_say_nothing(
    site: Served, walk: Walked, statement: str, status: int
) -> None:
    form = filled(walk.visitor.get("/report/?page=/models/").text)[1]
    with broken(site, statement):
        answer = walk.visitor.post("/report/", {**form, "text": mark(), "website": ""})

    assert answer.status_code == status
    check_headers(answer)
    assert MARK.encode() not in answer.content


# Cookies


def test_every_cookie_is_in_the_table_and_guarded(walk: Walked) -> None:
    cookies = [line.split("; ") for line in walk.visitor.set_cookies if "Max-Age=0" not in line]
    replica_alone = {"wrote"}

    names = {name.partition("=")[0].removeprefix("__Host-") for name, *_ in cookies}
    assert names == {*cookies_named(walk.visitor.get("/privacy/").text)} - replica_alone
    for name, *flags in cookies:
        assert {"Secure", "HttpOnly", "SameSite=Lax"} <= {*flags}, name


# Logs


def test_log_holds_no_answer_key_or_password(site: Served, walk: Walked) -> None:
    log = site.log.read_text("utf-8")

    assert walk.posts > 80
    assert log.count('"route"') > 200
    assert "(what the database quoted is not logged)" in log
    assert [line for line in log.splitlines() if MARK in line] == []
    assert VISITOR not in log
    assert [secret for secret in walk.secrets if secret in log] == []


# The site by itself


def ask(site: Served, path: str) -> Response:
    """Ask as somebody who is signed in, so that the session is looked up; follow no redirect."""
    with Visitor(site.base, headers=BEHIND | {"Cookie": f"__Host-sessionid={'a' * 32}"}) as visitor:
        return visitor.get(path)


def test_header_that_is_spelt_otherwise_is_not_taken_for_the_proxys(site: Served) -> None:
    plain = {"Host": HOST, "X-Forwarded-Proto": "http"}
    with Visitor(site.base) as visitor:
        statuses = {
            name: visitor.send("GET", "/models/", None, plain | {name: "https"}).status_code
            for name in FORGED
        }
        by_proxy = visitor.send(
            "GET", "/models/", None, plain | {"X-Forwarded-Proto": "https"}
        ).status_code

    assert statuses == dict.fromkeys(FORGED, HTTPStatus.MOVED_PERMANENTLY)
    assert by_proxy == HTTPStatus.OK


def test_production_pages_name_their_policy(site: Served) -> None:
    answer = ask(site, "/healthz")

    assert answer.headers["content-security-policy"].startswith("default-src 'none'; ")
    assert answer.headers["referrer-policy"] == "same-origin"


@pytest.mark.parametrize("packed", ["br", "gzip", ""])
def test_page_of_an_error_names_the_stylesheet_of_its_version_packed_as_browsers_take_it(
    site: Served, packed: str
) -> None:
    with Visitor(site.base, headers=BEHIND | {"Accept-Encoding": packed}) as visitor:
        page = visitor.send(
            "GET", "/", None, BEHIND | {"Host": "elsewhere.example", "Accept-Encoding": ""}
        )
        (stylesheet,) = re.findall(r'<link rel="stylesheet" href="([^"]+)"', page.text)
        answer = visitor.get(stylesheet)

    assert page.status_code == HTTPStatus.BAD_REQUEST
    assert re.fullmatch(r"/static/css/pilotlight\.[0-9a-f]{12}\.css", stylesheet)

    assert answer.status_code == HTTPStatus.OK
    assert answer.headers["content-type"].startswith("text/css")
    assert answer.headers.get("content-encoding", "") == packed


def test_absent_database_is_503_and_the_next_request_after_it_is_back_works(site: Served) -> None:
    assert ask(site, "/readyz").status_code == HTTPStatus.OK
    assert ask(site, "/admin/").status_code == HTTPStatus.FOUND

    leave(site.cluster)
    with ThreadPoolExecutor() as several:  # each waits a while for the database to come back
        away, ready, alive = several.map(
            lambda path: ask(site, path), ("/admin/", "/readyz", "/healthz")
        )

    assert away.status_code == HTTPStatus.SERVICE_UNAVAILABLE
    assert away.headers["retry-after"] == "10"
    assert b"cannot use its database" in away.content
    assert ready.status_code == HTTPStatus.SERVICE_UNAVAILABLE
    assert alive.status_code == HTTPStatus.OK

    site.cluster.ensure()

    assert ask(site, "/admin/").status_code == HTTPStatus.FOUND


def test_restart_of_the_database_is_not_noticed(site: Served) -> None:
    assert ask(site, "/admin/").status_code == HTTPStatus.FOUND

    leave(site.cluster)
    site.cluster.ensure()

    assert [ask(site, "/admin/").status_code for _ in range(8)] == [HTTPStatus.FOUND] * 8
