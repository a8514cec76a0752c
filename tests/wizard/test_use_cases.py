"""A use case of the catalog shows the shortlist that a plan on that job alone would give."""

import re
from datetime import date

import pytest
from django.test import Client

from catalog.models import Release
from tests.support import starter_catalog, text_of
from wizard.decision.answers import Answers, Job
from wizard.decision.decide import decide
from wizard.decision.endings import AsDear, WrongTool
from wizard.document.compose import document_of
from wizard.plans.tools import named, tool_name

ON = "2026-11-26"
SOME = [case.slug for case in starter_catalog().use_cases][::7]


def read(client: Client, slug: str) -> str:
    shown = (
        text_of(client, f"/use-cases/{slug}/?as_of={ON}")
        .partition('id="pick"')[2]
        .partition("</section>")[0]
    )
    return " ".join(re.sub(r"<[^>]*>", "", shown).replace("\N{NO-BREAK SPACE}", " ").split())


@pytest.mark.django_db
def test_shortlist_names_what_the_rules_take(client: Client, starter_release: Release) -> None:
    catalog = starter_catalog()
    for slug in SOME:
        answers = Answers(jobs=(Job(key=slug, use_case=slug),))
        decision = decide(answers, catalog, date.fromisoformat(ON))
        shown = read(client, slug)
        advice = named(decision.jobs[0])
        tool = "" if advice is None else tool_name(catalog, advice.first.option.tool)
        short = tool.partition(" on ")[0]
        if isinstance(decision.jobs[0].ending, AsDear):
            # where nothing is gained while all is read, it stays with people and names no tool
            leave = catalog.phrases_of[slug].leave[1:]  # after a first step in the same sentence
            assert (leave in shown) is not (short in shown)
        elif advice is not None:
            assert short in shown
        if isinstance(decision.jobs[0].ending, WrongTool):
            assert "Do not use AI" in shown


@pytest.mark.django_db
def test_where_nobody_names_an_amount_prices_and_plan_count_the_same(
    client: Client, starter_release: Release
) -> None:
    page = " ".join(text_of(client, f"/use-cases/menu-photos/?as_of={ON}").split())

    assert "What 30 dishes a month cost" in page
    assert "Nothing for 30 dishes a month." in read(client, "menu-photos")


@pytest.mark.django_db
def test_what_we_would_use_stands_before_all_that_others_use(
    client: Client, starter_release: Release
) -> None:
    page = client.get(f"/use-cases/contract-summary/?as_of={ON}").content.decode()

    assert page.index('id="pick"') < page.index('id="use"') < page.index("Which kind of AI")


@pytest.mark.parametrize(
    ("doers", "says"),
    [
        (None, "No fewer than two seats are sold."),  # for one person, as nobody says more
        (2, "That is two seats."),
    ],
)
def test_seats_that_nobody_needs_are_the_fewest_that_are_sold(doers: int | None, says: str) -> None:
    job = Job(key="contract-summary", use_case="contract-summary", doers=doers)
    answers, catalog = Answers(people=5, jobs=(job,)), starter_catalog()
    plan = document_of(decide(answers, catalog, date.fromisoformat(ON)), answers, catalog)
    (cost,) = (tile for tile in plan.head.tiles if tile.key == "cost")

    assert [text for text in cost.fine if "seats" in text] == [says]


@pytest.mark.django_db
def test_shortlist_follows_the_day(client: Client, starter_release: Release) -> None:
    """A model that is off sale on a day is not named for it; links on the page keep that day."""
    response = client.get(f"/use-cases/code-review/?as_of={ON}")
    html = response.content.decode()

    assert (
        f"/use-cases/?as_of={ON}" in html or f"/use-cases/?as_of={ON}".replace("&", "&amp;") in html
    )
    assert client.get("/use-cases/no-such-job/").status_code == 404
    assert client.get("/use-cases/code-review/no-such-kind/").status_code == 404
