"""What an operator learns of a request, and what nobody learns."""

import io
import json
import logging
from collections.abc import Callable, Iterator

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from pytest_django import Settings

from catalog.models import Release
from config.build import build_id
from config.logs import JsonLines, PlainLines, RefusalFilter, without_values
from config.tracing import HEADER, REQUEST_ID, request_log_middleware

TOKEN = "t0ken-for-these-tests-alone"
FORM = "application/x-www-form-urlencoded"


@pytest.fixture(autouse=True)
def outside_of_a_request() -> Iterator[None]:
    """Leave no id of a request of a test before."""
    REQUEST_ID.set("")
    yield
    REQUEST_ID.set("")


@pytest.fixture
def capture() -> Iterator[io.StringIO]:
    """Collect what the handler of the settings writes in production, of warnings and worse."""
    written = io.StringIO()
    handler = logging.StreamHandler(written)
    handler.setLevel(logging.WARNING)
    handler.setFormatter(JsonLines())
    handler.addFilter(RefusalFilter())
    logging.getLogger().addHandler(handler)
    yield written
    logging.getLogger().removeHandler(handler)


def line(record: logging.LogRecord) -> dict[str, object]:
    entry: dict[str, object] = json.loads(JsonLines().format(record))
    return entry


def test_request_keeps_the_id_its_proxy_gave(client: Client) -> None:
    answer = client.get("/healthz", headers={HEADER: "proxy-0123456789"})

    assert answer.headers[HEADER] == "proxy-0123456789"


def test_request_gets_an_id_of_its_own_where_none_fits(client: Client) -> None:
    for given in ("", "short", "a" * 65, "two words here", "new\tline-here", "ünfit-ünfit"):
        first, second = (
            client.get("/healthz", headers={HEADER: given}).headers[HEADER] for _ in range(2)
        )
        assert len(first) == 16
        assert first != second
        assert given not in {first, second}


def test_lines_within_a_request_carry_its_id() -> None:
    seen: list[str] = []

    def respond(request: HttpRequest) -> HttpResponse:
        seen.append(REQUEST_ID.get())
        return HttpResponse()

    request_log_middleware(respond)(RequestFactory().get("/", headers={HEADER: "proxy-0123456789"}))

    assert seen == ["proxy-0123456789"]


def test_what_django_says_of_an_answer_carries_its_id_too(
    client: Client, caplog: pytest.LogCaptureFixture
) -> None:
    answer = client.get("/heal%00thz")

    lines = [line(record) for record in caplog.records if record.name == "django.request"]
    assert [each["request_id"] for each in lines] == [answer.headers[HEADER]]


def test_line_of_a_request_names_the_pattern_and_never_the_key(
    client: Client, db: None, caplog: pytest.LogCaptureFixture
) -> None:
    key = "A1b2C3d4E5f6G7h8I9j0Kl"
    caplog.set_level(logging.INFO, "config.requests")

    client.get(f"/p/{key}/?secret=yes")

    entry = [record.getMessage() for record in caplog.records if record.name == "config.requests"]
    assert len(entry) == 1
    assert entry[0].startswith("GET /p/<key:view_key>/ 404 in ")
    assert key not in str([line(record) for record in caplog.records])
    assert "secret" not in entry[0]


def test_json_line_holds_the_facts_of_a_request_and_no_keys() -> None:
    record = logging.getLogger("x").makeRecord(
        "x",
        logging.INFO,
        "f",
        1,
        "saw %s",
        ("/p/A1b2C3d4E5f6G7h8I9j0Kl/",),
        None,
        extra={"facts": {"status": 200}},
    )

    entry = line(record)

    assert entry.pop("time")
    assert entry == {
        "level": "INFO",
        "logger": "x",
        "message": "saw /p/…/",
        "request_id": "",
        "status": 200,
    }


@pytest.mark.parametrize("formatter", [JsonLines(), PlainLines()])
def test_error_is_logged_with_its_traceback_and_no_keys(formatter: logging.Formatter) -> None:
    error = ValueError("/plan/A1b2C3d4E5f6G7h8I9j0Kl/goal/ broke\nDETAIL:  my answer")
    record = logging.getLogger("x").makeRecord(
        "x", logging.ERROR, "f", 1, "failed", (), (ValueError, error, None)
    )

    entry = formatter.format(record)

    assert "ValueError: /plan/…/goal/ broke" in entry
    assert "my answer" not in entry


# Metrics


def test_metrics_are_not_there_without_a_token(client: Client) -> None:
    assert client.get("/metrics").status_code == 404


def test_metrics_ask_for_the_token(client: Client, settings: Settings) -> None:
    settings.METRICS_TOKEN = TOKEN
    for sent in ("", "Bearer", "Bearer wrong", f"Basic {TOKEN}", "Bearer tökén"):
        answer = client.get("/metrics", headers={"Authorization": sent})
        assert answer.status_code == 401
        assert TOKEN not in answer.text


@pytest.mark.django_db
def test_metrics_count_requests_by_pattern(client: Client, settings: Settings) -> None:
    settings.METRICS_TOKEN = TOKEN

    def count() -> float:
        text = client.get("/metrics", headers={"Authorization": f"Bearer {TOKEN}"}).text
        wanted = 'pilotlight_request_seconds_count{method="GET",route="/healthz",status="200"}'
        return sum(
            float(row.removeprefix(wanted)) for row in text.splitlines() if row.startswith(wanted)
        )

    before = count()
    client.get("/healthz?a=1")
    client.get("/healthz?a=2")

    assert count() == before + 2


@pytest.mark.usefixtures("starter_release")
def test_metrics_tell_the_release_and_the_build(client: Client, settings: Settings) -> None:
    settings.METRICS_TOKEN = TOKEN
    number = Release.objects.newest_first().values_list("number", flat=True)[0]

    text = client.get("/metrics", headers={"Authorization": f"Bearer {TOKEN}"}).text

    assert f'pilotlight_release{{build="{build_id()}"}} {number}.0' in text


@pytest.mark.django_db
def test_unknown_methods_share_one_word(client: Client, settings: Settings) -> None:
    settings.METRICS_TOKEN = TOKEN
    client.generic("BREW", "/healthz")

    text = client.get("/metrics", headers={"Authorization": f"Bearer {TOKEN}"}).text

    assert 'method="OTHER"' in text
    assert "BREW" not in text


def test_traceback_quotes_nothing_that_people_wrote() -> None:
    then = (
        "\nThe above exception was the direct cause of the following exception:\n\nTraceback "
        "(most recent call last):\n"
    )
    for quoted in (
        "DETAIL:  Failing row",
        "LINE 1: INSERT INTO x",
        "CONTEXT:  JSON data",
        "QUERY:  SELECT",
    ):
        first = (
            f"psycopg.errors.CheckViolation: a rule is broken\n{quoted} (7, my answer,\nand its "
            "second line).\n"
        )
        last = f"django.db.utils.IntegrityError: a rule is broken\n{quoted} (7, my answer)"
        entry = without_values(f"{first}{then}{last}")
        assert "answer" not in entry
        assert "second line" not in entry
        assert entry.count("a rule is broken") == 2
        assert then in entry


# What is refused


@pytest.mark.parametrize(
    "send",
    [
        lambda client: client.post("/plan/new/", "q=" + "a" * 1_500_000, content_type=FORM),
        lambda client: client.post(
            "/plan/new/", {"q": "a" * 1_500_000, "file": SimpleUploadedFile("p.json", b"{}")}
        ),
        lambda client: client.post(
            "/theme/", "&".join("a=b" for _ in range(3_000)), content_type=FORM
        ),
        lambda client: client.post("/theme/", b"--b\r\n", content_type="multipart/form-data"),
        lambda client: client.get("/theme/\x00"),
    ],
    ids=["a long form", "a long field beside a file", "many fields", "no boundary", "a NUL"],
)
def test_what_is_refused_is_one_line(
    client: Client, send: Callable[[Client], HttpResponse], capture: io.StringIO
) -> None:
    answer = send(client)

    (line,) = capture.getvalue().splitlines()
    entry = json.loads(line)
    assert answer.status_code in {400, 413}
    assert entry["level"] == "WARNING"
    assert "traceback" not in entry
    assert len(line) < 500


def test_fault_of_ours_keeps_its_traceback(capture: io.StringIO) -> None:
    try:
        int("broken")
    except ValueError:
        logging.getLogger("django.request").exception("failed", extra={"status_code": 500})

    assert "ValueError: " in json.loads(capture.getvalue())["traceback"]
