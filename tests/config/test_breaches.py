"""What browsers report of the policy: counted, bounded, limited, and never kept; and the headers that ask for it."""

import json
import logging
from typing import Any

import pytest
from django.conf import settings
from django.test import Client, override_settings

from catalog.views import csp_reports
from config import metrics
from config.environment import HOUR, RateLimit

pytestmark = pytest.mark.django_db

KEY = "A1b2C3d4E5f6G7h8I9j0Kl"
OLD = {"csp-report": {"effective-directive": "script-src-elem", "document-uri": f"https://x.example/p/{KEY}/"}}
NEW = [
    {"type": "csp-violation", "body": {"effectiveDirective": "img-src", "documentURL": f"https://x.example/p/{KEY}/"}}
]


def sent(body: Any, client: Client | None = None) -> int:
    text = body if isinstance(body, str) else json.dumps(body)
    asker = client or Client(enforce_csrf_checks=True)
    return asker.post("/csp-report/", text, content_type="application/csp-report").status_code


def counted() -> float:
    return float(metrics.EVENTS.labels("csp-report")._value.get())


@pytest.mark.parametrize(("body", "directive"), [(OLD, "script-src-elem"), (NEW, "img-src")])
def test_report_is_counted_and_its_address_is_not_logged(
    body: Any, directive: str, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    before = counted()

    assert sent(body) == 204
    assert counted() == before + 1
    messages = [record.getMessage() for record in caplog.records]
    assert f"A browser stopped something for {directive}." in messages
    assert not any(KEY in line for line in messages)


def test_nobody_writes_into_the_log(caplog: pytest.LogCaptureFixture) -> None:
    assert sent({"csp-report": {"effective-directive": f"planted {KEY}"}}) == 204
    assert not any(KEY in record.getMessage() for record in caplog.records)


@pytest.mark.parametrize("body", ["{", "null", "[]", '{"a":1}', '[{"type":"deprecation","body":{}}]', "[" * 9_000])
def test_what_is_no_report_is_not_counted(body: str) -> None:
    before = counted()

    assert sent(body) == 400
    assert counted() == before


@pytest.mark.parametrize(
    "kind", ["multipart/form-data; boundary=b", "application/x-www-form-urlencoded", "text/plain", ""]
)
def test_report_of_another_media_type_is_refused_before_it_is_read(kind: str) -> None:
    body = b'--b\r\nContent-Disposition: form-data; name="a"\r\n\r\nb\r\n--b--\r\n'

    assert Client().generic("POST", "/csp-report/", body, content_type=kind).status_code == 415


def test_report_is_bounded() -> None:
    assert sent("x" * (csp_reports.MOST_BYTES + 1)) == 413
    assert len(csp_reports.stopped(json.dumps(NEW * 50).encode())) == csp_reports.MOST_AT_ONCE


def test_reports_are_limited() -> None:
    with override_settings(LIMITS={**settings.LIMITS, "breaches": RateLimit("breaches", 2, 9, HOUR)}):
        assert [sent(OLD) for _ in range(3)] == [204, 204, 429]


def test_answers_say_where_to_report_and_what_no_page_asks_for(client: Client) -> None:
    headers = client.get("/healthz").headers

    assert headers["Reporting-Endpoints"] == 'csp="/csp-report/"'
    assert headers["Content-Security-Policy"].endswith("report-to csp; report-uri /csp-report/")
    assert "camera=()" in headers["Permissions-Policy"]
    assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
