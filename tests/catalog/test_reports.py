"""“This is wrong”: a reader's words reach the queue, a machine's do not, and nobody floods it."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from catalog.admin.readers import page_of
from catalog.models import AiModel, Cell, Release, Report, UseCase
from tests.support import member, saved

CELL = "/use-cases/menu-photos/language/"
GOOD = {
    "page": "/models/gemini-4-argon/",
    "text": "The price is for 1,000 tokens.",
    "contact": "ada@example.org",
}


def test_a_report_reaches_the_queue(client: Client, starter_release: Release) -> None:
    response = client.post("/report/", GOOD)

    assert (response.status_code, response["Location"]) == (302, "/report/thanks/")
    assert client.get("/report/thanks/").status_code == 200
    (report,) = Report.objects.order_by("pk")
    assert (report.page, report.text, report.contact, report.state, report.release) == (
        *GOOD.values(),
        "open",
        1,
    )


def test_every_model_leads_to_a_form_about_itself(client: Client, starter_release: Release) -> None:
    html = client.get("/models/gemini-4-argon/").content.decode()
    link = re.search(r'href="(/report/\?page=[^"]+)"', html)
    assert link

    form = client.get(link[1]).content.decode()

    assert 'name="page" value="/models/gemini-4-argon/"' in form
    assert "csrfmiddlewaretoken" in form


@pytest.mark.parametrize(
    ("page", "kind"),
    [
        ("/models/gemini-4-argon/?as_of=2026-11-26#price", "models"),
        (CELL, "cells"),
        ("/glossary/", ""),
        ("/gone/", ""),
    ],
)
@pytest.mark.django_db
def test_a_report_leads_to_the_row_on_the_desk(page: str, kind: str) -> None:
    rows = {"models": saved(AiModel, slug="gemini-4-argon")}
    rows["cells"] = saved(Cell, use_case=saved(UseCase, slug="menu-photos"), branch="language")
    report = Report.objects.create(page=page, text="Wrong.", release=1)

    html = (
        member("Editor")
        .get(reverse("admin:catalog_report_change", args=[report.pk]))
        .content.decode()
    )

    found = [each for each, row in rows.items() if f'href="{page_of(row)}"' in html]
    assert found == ([kind] if kind else [])


@pytest.mark.parametrize(
    "named",
    ["https://evil.example/", "//evil.example/", "/admin/", "javascript:alert(1)", "/" * 400, ""],
)
def test_a_page_that_is_not_ours_counts_as_the_whole_site(
    named: str, client: Client, starter_release: Release
) -> None:
    assert 'name="page" value="/"' in client.get("/report/", {"page": named}).content.decode()
    client.post("/report/", GOOD | {"page": named})

    assert [report.page for report in Report.objects.order_by("pk")] == ["/"]


@pytest.mark.parametrize(
    ("sent", "words"),
    [
        ({"text": " "}, "Say what is wrong, for example"),
        ({"text": "x" * 4001}, "Write at most 4,000 letters; these are 4001."),
        ({"contact": "x" * 201}, "Write at most 200 letters here."),
    ],
)
@pytest.mark.django_db
def test_what_cannot_be_taken_is_said_and_nothing_is_lost(
    sent: dict[str, str], words: str, client: Client
) -> None:
    response = client.post("/report/", GOOD | sent)
    html = response.content.decode()

    assert response.status_code == 422
    assert words in html
    assert (GOOD | sent)["contact"] in html
    assert (GOOD | sent)["text"] in html
    assert not Report.objects.exists()


@pytest.mark.django_db
def test_a_machine_that_fills_every_field_is_thanked_and_forgotten(client: Client) -> None:
    assert client.post("/report/", GOOD | {"website": "https://spam.example"}).status_code == 302
    assert not Report.objects.exists()


def test_the_sixth_in_an_hour_waits_and_keeps_its_words(
    client: Client, starter_release: Release
) -> None:
    answers = [
        client.post("/report/", GOOD | {"text": f"Report number {place}"}) for place in range(6)
    ]

    assert [answer.status_code for answer in answers] == [302] * 5 + [429]
    assert "Report number 5" in answers[-1].content.decode()
    assert "5 reports an hour are the most from one visitor." in answers[-1].content.decode()
    assert 0 < int(answers[-1]["Retry-After"]) <= 3600
    assert client.post("/report/", GOOD, REMOTE_ADDR="192.0.2.7").status_code == 302


@pytest.mark.django_db
def test_all_that_is_wrong_with_a_report_is_said_at_once(client: Client) -> None:
    response = client.post("/report/", {"page": "/", "text": "no", "contact": "x" * 500})

    html = response.content.decode()
    assert response.status_code == 422
    assert {"#r-text", "#r-contact"} <= set(re.findall(r'href="(#r-[a-z]+)"', html))
    assert html.count('aria-invalid="true"') == 2
