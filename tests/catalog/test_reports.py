"""“This is wrong”: a reader's words reach the queue, a machine's do not, and nobody floods it."""

import re
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test import Client, RequestFactory, override_settings

from catalog import reports
from catalog.models import RateWindow, Release, Report

GOOD = {"page": "/models/gemini-4-argon/", "text": "The price is for 1,000 tokens.", "contact": "ada@example.org"}


@pytest.mark.django_db
def test_a_report_reaches_the_queue(client: Client, starter_release: Release) -> None:
    response = client.post("/report/", GOOD)

    assert (response.status_code, response["Location"]) == (302, "/report/thanks/")
    assert client.get("/report/thanks/").status_code == 200
    (report,) = Report.objects.open_first()
    assert (report.page, report.text, report.contact, report.state, report.release) == (*GOOD.values(), "open", 1)


@pytest.mark.django_db
def test_every_model_leads_to_a_form_about_itself(client: Client, starter_release: Release) -> None:
    html = client.get("/models/gemini-4-argon/").content.decode()
    link = re.search(r'href="(/report/\?page=[^"]+)"', html)
    assert link

    form = client.get(link[1]).content.decode()

    assert 'name="page" value="/models/gemini-4-argon/"' in form
    assert "csrfmiddlewaretoken" in form


@pytest.mark.parametrize(
    "named", ["https://evil.example/", "//evil.example/", "/admin/", "javascript:alert(1)", "/" * 400, ""]
)
@pytest.mark.django_db
def test_a_page_that_is_not_ours_counts_as_the_whole_site(named: str, client: Client, starter_release: Release) -> None:
    assert 'name="page" value="/"' in client.get("/report/", {"page": named}).content.decode()
    client.post("/report/", GOOD | {"page": named})

    assert [report.page for report in Report.objects.open_first()] == ["/"]


@pytest.mark.parametrize(
    ("sent", "words"),
    [
        ({"text": " "}, "Say what is wrong, for example"),
        ({"text": "x" * 4001}, "Write at most 4,000 letters; these are 4,001."),
        ({"contact": "x" * 201}, "Write at most 200 letters here."),
    ],
)
@pytest.mark.django_db
def test_what_cannot_be_taken_is_said_and_nothing_is_lost(sent: dict[str, str], words: str, client: Client) -> None:
    response = client.post("/report/", GOOD | sent)
    html = response.content.decode()

    assert response.status_code == 422
    assert words in html
    assert (GOOD | sent)["contact"] in html
    assert (GOOD | sent)["text"] in html
    assert not Report.objects.open_first()


@pytest.mark.django_db
def test_a_machine_that_fills_every_field_is_thanked_and_forgotten(client: Client) -> None:
    assert client.post("/report/", GOOD | {"website": "https://spam.example"}).status_code == 302
    assert not Report.objects.open_first()


@pytest.mark.django_db
def test_the_sixth_in_an_hour_waits_and_keeps_its_words(client: Client, starter_release: Release) -> None:
    answers = [client.post("/report/", GOOD | {"text": f"Report number {place}"}) for place in range(6)]

    assert [answer.status_code for answer in answers] == [302] * 5 + [429]
    assert "Report number 5" in answers[-1].content.decode()
    assert answers[-1]["Retry-After"] == "3600"
    assert client.post("/report/", GOOD, REMOTE_ADDR="192.0.2.7").status_code == 302


def test_a_visitor_is_a_fingerprint_that_changes_each_day() -> None:
    asked = RequestFactory().get("/", REMOTE_ADDR="192.0.2.7", headers={"X-Forwarded-For": "203.0.113.9, 198.51.100.1"})
    day = datetime(2026, 11, 24, 10, tzinfo=UTC)

    seen = reports.visitor(asked, day)
    assert "192.0.2.7" not in seen
    assert seen == reports.visitor(asked, day + timedelta(hours=1)) != reports.visitor(asked, day + timedelta(days=1))
    with override_settings(SECURE_PROXY_SSL_HEADER=("HTTP_X_FORWARDED_PROTO", "https")):
        behind = reports.visitor(asked, day)
        direct = RequestFactory().get("/", REMOTE_ADDR="198.51.100.1")
        assert behind == reports.visitor(direct, day) != seen


@pytest.mark.django_db
def test_windows_that_are_over_go_away() -> None:
    now = datetime(2026, 11, 24, 10, 59, tzinfo=UTC)

    assert [reports.count("a", now, reports.HOUR) for _ in range(2)] == [1, 2]
    assert reports.count("b", now, reports.HOUR) == 1
    assert reports.count("a", now + timedelta(minutes=1), reports.HOUR) == 1
    assert RateWindow.objects.count() == 3
    reports.count("c", now + timedelta(days=2), reports.HOUR)
    assert RateWindow.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_many_at_once_are_counted_once_each() -> None:
    now = datetime(2026, 11, 24, 10, tzinfo=UTC)

    def one(_: int) -> int:
        try:
            return reports.count("a", now, reports.HOUR)
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        assert sorted(pool.map(one, range(12))) == list(range(1, 13))
