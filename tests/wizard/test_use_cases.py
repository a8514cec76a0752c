"""A use case of the catalog shows the shortlist that a plan on that job alone would give."""

import re
from datetime import date

import pytest
from django.test import Client
from wizard.decision.answers import Answers, Job
from wizard.decision.decide import decide
from wizard.decision.vocabulary import Outcome

from catalog.models import Release
from catalog.naming import name_or_slug
from tests.support import starter_catalog, text_of

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
        decision = decide(
            Answers(jobs=(Job(key=slug, use_case=slug),)), catalog, date.fromisoformat(ON)
        )
        shown = read(client, slug)
        for part in decision.parts:
            for choice in (part.pick, part.challenger, *(rung.choice for rung in part.rungs)):
                if choice is not None and part.seat is None:
                    assert name_or_slug(catalog.model, choice.model) in shown
            if part.seat is not None:
                assert (
                    next(row.name for row in catalog.app_plans if row.slug == part.seat.app_plan)
                    in shown
                )
        if decision.outcome is Outcome.WRONG_TOOL:
            assert "Do not use generative AI" in shown


@pytest.mark.django_db
def test_shortlist_follows_the_day(client: Client, starter_release: Release) -> None:
    """A model that is off sale on a day is not named for it, and the page keeps its day in its links."""
    response = client.get(f"/use-cases/code-review/?as_of={ON}")
    html = response.content.decode()

    assert (
        f"/use-cases/?as_of={ON}" in html or f"/use-cases/?as_of={ON}".replace("&", "&amp;") in html
    )
    assert client.get("/use-cases/no-such-job/").status_code == 404
    assert client.get("/use-cases/code-review/no-such-kind/").status_code == 404
