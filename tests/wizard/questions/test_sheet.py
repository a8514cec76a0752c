"""The sheet beside the questions says what the plan would say now.

It writes itself with each answer, and nothing is saved.
"""

import re
from typing import Any

import pytest
from django.test import Client

from catalog import releases
from tests.support import page_of, starter_catalog
from tests.wizard.questions.timing import least_ms
from wizard.plans.drafts import find, start
from wizard.plans.sheets import sheet_of
from wizard.questions.flow import Situation
from wizard.questions.page_order import PAGES, journey_of

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.urls("tests.wizard.questions.urls"),
    pytest.mark.usefixtures("starter_release"),
]

ONE = {"what": {"jobs": ["product-description"]}}
SEVERAL = {
    "what": {
        "jobs": ["meeting-minutes", "menu-photos"],
        "own-1-words": "Write speeches for weddings",
        "own-1-medium": "text",
        "own-1-act": "write",
    }
}
AMOUNTS = "goal/amounts"
MOST_MS = 100.0  # of the processor, from the answers to the sheet


def draft(stored: dict[str, Any]) -> str:
    return start(stored)[1]


def shown(edit_key: str, page: str = AMOUNTS) -> str:
    """Return the sheet that stands on a page."""
    html = page_of(Client().get(f"/plan/{edit_key}/{page}/"))
    return html.partition('id="sheet"')[2].partition("</aside>")[0]


def written(edit_key: str, sent: dict[str, Any], page: str = AMOUNTS) -> str:
    """Return the sheet that these unsent answers write."""
    response = Client().post(f"/plan/{edit_key}/{page}/", sent | {"sheet": "now"})
    assert response.status_code == 200
    return page_of(response)


def said(sheet: str) -> dict[str, str]:
    """Return the lines of a sheet by their labels."""
    rows = re.findall(r"<dt>(.*?)</dt><dd>(.*?)</dd>", sheet, re.DOTALL)
    return {label: re.sub("<[^>]+>", "", text).replace("\u00a0", " ") for label, text in rows}


def told(stored: dict[str, Any]) -> dict[str, str]:
    """Return what the rules say of these stored answers, as a sheet says it."""
    catalog = releases.current().catalog
    situation = journey_of(stored, catalog, releases.current().published_at.date()).situation
    head = sheet_of(situation.answers, situation.decision, catalog).head
    assert head is not None
    tiles = {tile.label: tile.big for tile in head.tiles}
    rows = {head.label: head.headline} | tiles
    return {label: text.replace("\u00a0", " ") for label, text in rows.items()}


def test_page_shows_what_the_answers_so_far_come_to() -> None:
    lines = said(shown(draft(ONE)))

    assert lines == told(ONE)
    assert [*lines] == ["What to do", "Cost", "Test it first", "When to stop", "Biggest risk"]


def test_each_answer_writes_the_sheet_and_saves_nothing() -> None:
    edit_key = draft(ONE)
    sent = {"product-description-results": "2000", "product-description-once": "monthly"}

    lines = said(written(edit_key, sent))

    assert lines == told(ONE | {"amounts": sent})
    assert lines["Cost"] != said(shown(edit_key))["Cost"]
    plan = find(edit_key)
    assert plan is not None
    assert plan.stored == ONE


OURS = "as you named no number"


def test_figure_of_ours_that_stands_stays_marked_as_ours() -> None:
    edit_key = draft(ONE)
    usual = {"product-description-results": "100", "product-description-once": "once"}

    assert OURS in said(shown(edit_key))["Cost"]
    monthly = usual | {"product-description-once": "monthly"}
    assert OURS in said(written(edit_key, monthly))["Cost"]
    typed = monthly | {"product-description-results": "101"}
    assert OURS not in said(written(edit_key, typed))["Cost"]


@pytest.mark.parametrize("wrong", ["many", "1.125", "-5", "<script>alert(1)</script>", "9" * 300])
def test_what_cannot_be_taken_counts_as_it_was(wrong: str) -> None:
    edit_key = draft(ONE)

    lines = said(written(edit_key, {"product-description-results": wrong}))

    assert lines == said(shown(edit_key))


def test_sheet_is_blank_until_there_is_a_job_and_fills_with_the_first() -> None:
    edit_key = draft({})

    assert "to come" in shown(edit_key, "goal/what")
    lines = said(written(edit_key, {"jobs": "meeting-minutes"}, "goal/what"))
    assert lines == told({"what": {"jobs": ["meeting-minutes"]}})


def test_name_waits_for_the_two_questions_where_harm_law_or_people_are_usual() -> None:
    stored = {"what": {"jobs": ["contract-review"]}}
    edit_key = draft(stored)
    mistakes = {"contract-review-stakes": "law", "contract-review-review": "every"}
    decisions = {"contract-review-decides_on": "nothing"}

    assert "Say first what a mistake does" in shown(edit_key)
    assert "Say first" in written(edit_key, mistakes, "goal/mistakes")
    both = draft(stored | {"mistakes": mistakes})
    assert "Say first" in shown(both, "goal/decisions")
    lines = said(written(both, decisions, "goal/decisions"))
    assert lines == told(stored | {"mistakes": mistakes, "decisions": decisions})


@pytest.mark.parametrize("stored", [{}, ONE, SEVERAL], ids=["none", "one", "several"])
def test_sheet_stands_beside_every_question(stored: dict[str, Any]) -> None:
    edit_key = draft(stored)
    for page in PAGES:
        address = f"/plan/{edit_key}/{page.step}/{page.key}/"
        if Client().get(address).status_code != 200:
            continue
        for response in (Client().get(address), Client().post(address, {"sheet": "now"})):
            html = page_of(response)
            assert response.status_code == 200
            assert html.count('id="bar"') == 1
            assert html.count('id="sheet-cost"') == bool(stored)


def test_part_that_htmx_takes_brings_the_bar_along_and_no_page() -> None:
    html = written(draft(ONE), {"product-description-results": "50"})

    assert "<main" not in html
    assert '<div id="bar" data-hx-swap-oob="innerHTML">' in html


@pytest.mark.parametrize("stored", [ONE, SEVERAL], ids=["one", "several"])
def test_sheet_is_worked_out_in_time(stored: dict[str, Any]) -> None:
    catalog = starter_catalog()
    day = releases.current().published_at.date()
    journey = journey_of(stored, catalog, day)

    def work() -> None:
        situation = Situation(answers=journey.answers, catalog=catalog, on=day)
        sheet_of(situation.answers, situation.decision, catalog)

    assert least_ms(work) < MOST_MS
