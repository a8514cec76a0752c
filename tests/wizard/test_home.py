"""The first page is the first question: a tile fills the sheet from usual answers.

The form leads on.
"""

import re
from dataclasses import replace
from datetime import date

import pytest
from django.test import Client
from django.utils.timezone import localdate

from catalog import releases
from catalog.vocabulary import Risk
from tests.support import page_of, starter_catalog
from wizard.decision.answers import Answers, Job
from wizard.decision.decide import decide
from wizard.decision.vocabulary import DecidesOn, Stakes
from wizard.document.compose import document_of
from wizard.models import Plan
from wizard.plans.sheets import sheet_of, usual_sheet, withholds
from wizard.views.home import TILES

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("starter_release")]

CATALOG = starter_catalog()
ON = date(2026, 11, 30)
GRAVE = (
    "contract-review",
    "contract-summary",
    "patient-letter",
    "cv-screening-summary",
    "visit-dictation",
    "underwriting-summary",
)


def page(client: Client) -> str:
    response = client.get("/")
    assert response.status_code == 200
    return page_of(response)


def sheets(html: str) -> list[str]:
    """Return the sheets of the tiles in their order, as they are written."""
    body = html.partition('<div class="sheet3"')[2].partition("</aside>")[0]
    return re.split(r'<div class="pre p-\d+">', body)[1:]


def told(answers: Answers) -> str:
    return document_of(decide(answers, CATALOG, ON), answers, CATALOG).head.headline


def test_each_tile_has_its_job_its_drawing_and_its_sheet(client: Client) -> None:
    html = page(client)

    assert re.findall(r'name="jobs" class="j-\d+" value="([^"]+)"', html) == [*TILES]
    tiles = html.partition('<fieldset class="tiles">')[2].partition("</fieldset>")[0]
    drawings = re.findall(r'<svg class="ic"[^>]*>(.*?)</svg>', tiles, re.DOTALL)
    assert all("<" in drawing for drawing in drawings)
    assert len({*drawings}) == len(sheets(html)) == len(TILES) == 12


def test_sheet_of_a_tile_says_what_the_rules_say_of_usual_answers(client: Client) -> None:
    edition, on = releases.current(), localdate()

    for use_case, sheet in zip(TILES, sheets(page(client)), strict=True):
        usual = usual_sheet(use_case, edition, on)
        if usual.head is None:
            assert "Say first what a mistake does" in sheet
            continue
        answers = Answers(jobs=(Job(key=use_case, use_case=use_case),))
        head = document_of(decide(answers, edition.catalog, on), answers, edition.catalog).head
        assert usual.head == head
        assert "from usual answers" in sheet
        for label in ("What to do", "Cost", "Test it first", "When to stop", "Biggest risk"):
            assert f"<dt>{label}</dt>" in sheet or use_case == "invoice-capture"


@pytest.mark.parametrize("use_case", GRAVE)
def test_nothing_is_named_before_the_two_questions_where_harm_law_or_people_are_usual(
    use_case: str,
) -> None:
    job = Job(key=use_case, use_case=use_case)
    answers = Answers(jobs=(job,))
    one = Job(key=use_case, use_case=use_case, stakes=Stakes.MONEY)
    both = Job(key=use_case, use_case=use_case, stakes=Stakes.MONEY, decides_on=frozenset())

    sheet = sheet_of(answers, decide(answers, CATALOG, ON), CATALOG)

    assert (sheet.head, sheet.picture, sheet.is_withheld) == (None, None, True)
    assert withholds(one, Answers(jobs=(one,)), CATALOG)
    answered = Answers(jobs=(both,))
    named = sheet_of(answered, decide(answered, CATALOG, ON), CATALOG)
    assert named.head is not None
    assert named.head.headline == told(answered)


def test_risks_of_a_row_say_whether_the_questions_come_first() -> None:
    """Harm, law and unequal treatment ask first; what costs money or a good name does not."""
    withheld = {
        row.slug
        for row in CATALOG.use_cases
        if withholds(job := Job(key=row.slug, use_case=row.slug), Answers(jobs=(job,)), CATALOG)
    }
    grave = {"safety", "regulated-advice", "discrimination"}

    assert withheld == {row.slug for row in CATALOG.use_cases if grave & {*row.risks}}
    of_health_or_law = {
        row.slug for row in CATALOG.use_cases if row.industry in {"healthcare", "legal"}
    }
    assert of_health_or_law <= withheld
    row = CATALOG.use_case["product-description"]
    risky = replace(row, risks=(*row.risks, Risk.SAFETY))
    others = (use_case for use_case in CATALOG.use_cases if use_case.slug != row.slug)
    changed = replace(CATALOG, use_cases=(*others, risky))
    job = Job(key=row.slug, use_case=row.slug)
    assert withholds(job, Answers(jobs=(job,)), changed)


@pytest.mark.parametrize(
    "job",
    [
        Job(key="own-1", words="Rank applicants for a job"),
        Job(key="product-description", use_case="product-description", stakes=Stakes.HURT),
    ],
)
def test_words_and_answers_that_tell_of_danger_withhold_the_name_too(job: Job) -> None:
    assert withholds(job, Answers(jobs=(job,)), CATALOG)


def test_an_everyday_job_is_named_at_once() -> None:
    job = Job(key="product-description", use_case="product-description")

    assert not withholds(job, Answers(jobs=(job,)), CATALOG)
    sure = Job(key="own-1", words="Rank applicants", stakes=Stakes.LAW, decides_on=frozenset())
    assert not withholds(sure, Answers(jobs=(sure,)), CATALOG)
    person = frozenset({DecidesOn.PERSON})
    refused = Job(key="own-1", words="Rank applicants", stakes=Stakes.LAW, decides_on=person)
    answers = Answers(jobs=(refused,))
    sheet = sheet_of(answers, decide(answers, CATALOG, ON), CATALOG)
    assert sheet.head is not None
    assert "Do not use AI" in sheet.head.headline


def test_sheet_that_withholds_writes_no_name(client: Client) -> None:
    place = [*TILES].index("contract-review")
    answers = Answers(jobs=(Job(key="contract-review", use_case="contract-review"),))

    assert told(answers) not in page(client)
    assert "<dd>Say first" in sheets(page(client))[place]


def test_a_tile_leads_to_the_second_page(client: Client) -> None:
    response = client.post("/plan/start/", {"jobs": "product-description", "q": ""})

    assert response.status_code == 303
    assert response.headers["Location"].endswith("/goal/amounts/")


@pytest.mark.parametrize("picked", [{}, {"jobs": "product-description"}])
def test_own_words_lead_to_a_search_and_a_tile_stays_picked(
    client: Client, picked: dict[str, str]
) -> None:
    response = client.post("/plan/start/", {"q": "wedding speeches", **picked}, follow=True)

    assert response.request["PATH_INFO"].endswith("/goal/what/")
    html = response.content.decode()
    assert 'value="wedding speeches"' in html
    boxes = re.findall(r'value="product-description"[^>]*>', html)
    assert any("checked" in box for box in boxes) == bool(picked)


def test_nothing_picked_leads_to_all_jobs(client: Client) -> None:
    response = client.post("/plan/start/", {"q": ""})

    assert response.headers["Location"].endswith("/goal/what/")


def test_first_page_sets_no_cookie_and_its_form_takes_no_post_of_other_sites() -> None:
    client = Client(enforce_csrf_checks=True)

    assert client.get("/").cookies == {}
    sent = {"jobs": "product-description"}
    other = {"Sec-Fetch-Site": "cross-site", "Origin": "https://evil.example"}
    assert client.post("/plan/start/", sent, headers=other).status_code == 403
    assert Plan.objects.count() == 0
    own = {"Sec-Fetch-Site": "same-origin", "Origin": "http://testserver"}
    assert client.post("/plan/start/", sent, headers=own).status_code == 303


def test_what_stands_below_is_of_the_catalog(client: Client) -> None:
    html = page(client)

    assert f"{len(releases.current().catalog.app_plans):,} plans of apps" in html
    assert html.count("<svg viewBox") >= 3
    assert re.search(r"(This week|The last change):</b> <a href=\"/changes/\">\s*\w", html)
