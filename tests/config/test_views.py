"""Health, theme, robots, and the pages for when something is wrong."""

import logging
from datetime import datetime, timedelta
from hashlib import sha256
from http import HTTPStatus
from pathlib import Path

import psycopg
import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client, RequestFactory
from django.utils.timezone import now
from pytest_django import Settings

from catalog.models import Release
from config import context, views
from config.environment import PROJECT
from config.logs import without_keys
from tests.support import publish_catalog, starter_catalog


@pytest.mark.parametrize(
    ("address", "media_type", "begins"),
    [
        ("/favicon.ico", "image/x-icon", b"\0\0\1\0"),
        ("/apple-touch-icon.png", "image/png", b"\x89PNG"),
    ],
)
def test_icons_that_browsers_ask_for_are_there(
    client: Client, address: str, media_type: str, begins: bytes
) -> None:
    response = client.get(address)

    assert response.headers["Content-Type"] == media_type
    assert response.content.startswith(begins)


def test_manifest_names_the_site_and_icons_that_are_there(
    client: Client, settings: Settings
) -> None:
    settings.SITE_NAME = "Our plans"
    response = client.get("/site.webmanifest")
    shown = response.json()

    assert response.headers["Content-Type"] == "application/manifest+json"
    assert (shown["name"], shown["start_url"]) == ("Our plans", "/")
    for icon in shown["icons"]:
        file = Path("static") / icon["src"].removeprefix(settings.STATIC_URL)
        assert (PROJECT / file).is_file()


def test_health_is_asked_without_a_database(client: Client) -> None:
    assert client.get("/healthz").text == "ok\n"


@pytest.mark.usefixtures("starter_release")
def test_site_is_ready_with_tables_a_release_and_files(client: Client) -> None:
    assert client.get("/readyz").text == "ready\n"


@pytest.mark.parametrize(
    ("done", "text"),
    [
        (
            "DROP TABLE wizard_citedfacts CASCADE",
            "tables are missing, such as wizard_citedfacts: run migrate",
        ),
        (
            "DELETE FROM django_migrations WHERE app = 'wizard'",
            "the database is not up to date, run migrate: ",
        ),
        ("SET LOCAL transaction_read_only = on", "the database takes no writes: it is read-only"),
        (
            "SET LOCAL temp_file_limit = 0",
            "the database takes no writes: there is no room on its disk",
        ),
    ],
)
@pytest.mark.usefixtures("starter_release")
def test_site_is_not_ready_where_its_pages_would_fail(client: Client, done: str, text: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(done)

    answer = client.get("/readyz")

    assert (answer.status_code, answer.text[: len(text)]) == (HTTPStatus.SERVICE_UNAVAILABLE, text)


@pytest.mark.usefixtures("starter_release")
def test_version_that_cannot_read_the_release_is_not_to_be_served(client: Client) -> None:
    payload = '{"app_plans":[{"slug":"of-another-version"}]}'
    digest = sha256(payload.encode()).hexdigest()
    newest = Release.objects.create(
        number=999, payload=payload, digest=digest, published_at=now(), note="Another's."
    )

    answer = client.get("/readyz")

    text = "this version cannot read the published release: run the version before\n"
    assert (answer.status_code, answer.text) == (HTTPStatus.SERVICE_UNAVAILABLE, text)
    with pytest.raises(CommandError, match="cannot read the published release"):
        call_command("publish_release", "--if-none", note="The next step of an upgrade.")
    assert Release.objects.newest_first()[0] == newest


@pytest.mark.django_db(transaction=True)
def test_site_whose_pages_wait_for_a_lock_in_vain_is_not_ready(client: Client) -> None:
    publish_catalog(starter_catalog())
    parameters = connection.get_connection_params()
    server = {name: parameters[name] for name in ("host", "port", "user") if name in parameters}
    with connection.cursor() as cursor:
        cursor.execute("SET lock_timeout = '200ms'")
    try:
        with psycopg.connect(**server, dbname=connection.settings_dict["NAME"]) as other:
            other.execute("LOCK TABLE catalog_release IN ACCESS EXCLUSIVE MODE")
            statuses = {path: client.get(path).status_code for path in ("/", "/readyz")}
            other.rollback()
    finally:
        connection.close()

    assert statuses == {"/": 503, "/readyz": 503}


@pytest.mark.django_db
def test_site_is_not_ready_without_a_release(client: Client) -> None:
    assert (
        client.get("/readyz").text
        == "no release of the catalog is published: run publish_release\n"
    )


@pytest.mark.usefixtures("starter_release")
def test_site_is_not_ready_without_its_files(
    client: Client, settings: Settings, tmp_path: Path
) -> None:
    settings.STATIC_ROOT = tmp_path
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
    }

    assert (
        client.get("/readyz").text
        == "static files are missing: run collectstatic, then start again\n"
    )
    assert (
        'href="/static/css/pilotlight.css"'
        in client.get("/", headers={"host": "elsewhere.example"}).text
    )


@pytest.mark.usefixtures("starter_release")
def test_balancer_may_ask_by_number_and_without_tls(client: Client, settings: Settings) -> None:
    settings.ALLOWED_HOSTS, settings.SECURE_SSL_REDIRECT = [".example.org"], True
    inside = {"host": "10.0.0.7:8000"}

    answers = {
        path: client.get(path, headers=inside).status_code
        for path in ("/healthz", "/readyz", "/metrics", "/")
    }

    assert answers == {"/healthz": 200, "/readyz": 200, "/metrics": 404, "/": 400}


def test_theme_is_kept_for_a_year_and_leads_back(client: Client) -> None:
    answer = client.post("/theme/", {"theme": "dark", "next": "/models/?page=2"})

    assert (answer.status_code, answer.headers["Location"]) == (HTTPStatus.FOUND, "/models/?page=2")
    cookie = answer.cookies["theme"]
    assert (cookie.value, cookie["samesite"], cookie["max-age"]) == ("dark", "Lax", 365 * 24 * 3600)


def test_theme_needs_no_token_as_public_pages_set_no_cookie() -> None:
    answer = Client(enforce_csrf_checks=True).post("/theme/", {"theme": "dark", "next": "/"})

    assert (answer.status_code, answer.cookies["theme"].value) == (HTTPStatus.FOUND, "dark")


def test_theme_of_the_device_needs_no_cookie_and_none_leads_elsewhere(client: Client) -> None:
    for chosen in ("auto", "", "purple"):
        client.cookies["theme"] = "dark"
        assert client.post("/theme/", {"theme": chosen}).cookies["theme"].value == ""
    for elsewhere in (
        "https://example.org/",
        "//example.org/",
        "/\\example.org",
        "javascript:alert(1)",
        "models/",
        "",
    ):
        answer = client.post("/theme/", {"theme": "dark", "next": elsewhere})
        assert answer.headers["Location"] == "/", elsewhere


def test_theme_is_not_changed_by_a_link(client: Client) -> None:
    assert client.get("/theme/").status_code == HTTPStatus.METHOD_NOT_ALLOWED


@pytest.mark.parametrize(
    ("base", "address"), [("", "http://testserver"), ("https://a.example", "https://a.example")]
)
def test_page_knows_its_address_without_the_query(
    settings: object, base: str, address: str
) -> None:
    settings.BASE_URL = base  # type: ignore[attr-defined]  # pytest-django's wrapper
    request = RequestFactory().get("/models/?q=1", headers={"cookie": "theme=dark"})

    given = context.page(request)
    assert given["theme"] == "dark"
    assert given["base_url"] == address
    assert given["canonical_url"] == f"{address}/models/"


def test_site_says_whom_to_tell_of_a_hole(client: Client, settings: Settings) -> None:
    settings.SECURITY_CONTACT = "mailto:security@plans.example.org"
    settings.BASE_URL = "https://plans.example.org"

    answer = client.get("/.well-known/security.txt")

    fields = dict(line.split(": ", 1) for line in answer.text.splitlines())
    expires = datetime.fromisoformat(fields.pop("Expires"))
    assert answer.headers["Content-Type"] == "text/plain; charset=utf-8"
    assert timedelta(days=90) < expires - now() < timedelta(days=365)
    assert fields == {
        "Contact": "mailto:security@plans.example.org",
        "Preferred-Languages": "en",
        "Canonical": "https://plans.example.org/.well-known/security.txt",
    }


def test_site_that_names_nobody_has_no_such_page(client: Client) -> None:
    assert client.get("/.well-known/security.txt").status_code == HTTPStatus.NOT_FOUND


def test_form_from_elsewhere_is_explained() -> None:
    answer = Client(enforce_csrf_checks=True).post("/plan/new/")

    assert answer.status_code == HTTPStatus.FORBIDDEN
    assert "The form was not sent" in answer.text


def test_fault_page_asks_for_nothing() -> None:
    answer = views.failed(RequestFactory().get("/"))

    assert answer.status_code == HTTPStatus.INTERNAL_SERVER_ERROR
    assert "on our side" in answer.text


def test_keys_of_plans_stay_out_of_logs() -> None:
    lines = {
        "GET /p/8Qf2abcdEFGH/v/3/": "GET /p/…/v/3/",
        "GET /plan/8Qf2abcdEFGH/goal/2/": "GET /plan/…/goal/2/",
        **{line: line for line in ("GET /plan/new/", "GET /models/")},
    }

    assert {line: without_keys(line) for line in lines} == lines


def test_wrong_host_is_one_line_of_the_log(
    client: Client, settings: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO, "config.requests")
    settings.ALLOWED_HOSTS = ["plans.example.org"]

    client.get("/", headers={"host": "evil.example"})

    assert [(each.levelname, each.exc_info) for each in caplog.records] == [("INFO", None)]
    assert caplog.records[0].getMessage().startswith("GET (none) 400 ")
