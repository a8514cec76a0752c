"""Any decision can be laid out and drawn, whatever an owner says."""

import re
from datetime import UTC, datetime
from functools import lru_cache
from html import unescape

from django.shortcuts import render
from django.test import RequestFactory
from hypothesis import given

from catalog.releases import Edition
from tests.support import starter_catalog
from tests.wizard.engine.strategies import answers, decided, of_same_plans
from tests.wizard.engine.walking import facts, reasons
from wizard.engine.answers import Answers
from wizard.engine.decision import Decision
from wizard.plans.proof import Proof
from wizard.plans.sheet import Sheet, lay_out

EDITION = Edition(
    number=1,
    digest="0" * 64,
    published_at=datetime(2026, 11, 24, tzinfo=UTC),
    note="",
    author="",
    catalog=starter_catalog(),
)


@lru_cache(100)
def laid_out(said: Answers) -> tuple[Decision, Sheet]:
    decision = decided(said)
    return decision, lay_out(decision, title=said.title, firm=said.firm, proof=Proof(catalog=EDITION.catalog))


@lru_cache(100)
def drawn(said: Answers) -> str:
    """Return the whole page; an undefined variable in a template is an error."""
    context = {
        "sheet": laid_out(said)[1],
        "edition": EDITION,
        "version": 1,
        "latest": 1,
        "address": "/p/key/",
        "fixed_address": "/p/key/v/1/",
        "private": True,
        "owner": None,
        "example": None,
    }
    return render(RequestFactory().get("/p/key/"), "wizard/plan.html", context).content.decode()


@of_same_plans
@given(answers())
def test_page_can_be_drawn_and_its_numbers_lead_to_sources(said: Answers) -> None:
    _, sheet = laid_out(said)

    page = drawn(said)

    assert [section.number for section in sheet.sections] == list(range(1, len(sheet.sections) + 1))
    assert set(re.findall(r'href="#(s\d+)"', page)) == {note.anchor for note in sheet.sources}
    ids = re.findall(r'\sid="([^"]+)"', page)
    assert len(ids) == len(set(ids))


@of_same_plans
@given(answers())
def test_every_reason_and_every_fact_is_on_the_page(said: Answers) -> None:
    decision, _ = laid_out(said)

    page = unescape(drawn(said))

    assert [reason.text for reason in reasons(decision) if reason.text not in page] == []
    assert [fact.text for fact in facts(decision) if fact.text not in page] == []


@of_same_plans
@given(answers())
def test_listed_sources_are_those_the_facts_name(said: Answers) -> None:
    decision, sheet = laid_out(said)

    assert {note.source.slug for note in sheet.sources} == {fact.source for fact in facts(decision)}


@of_same_plans
@given(answers())
def test_counts_beside_a_shortlist_add_up(said: Answers) -> None:
    _, sheet = laid_out(said)

    for shown in sheet.shortlists:
        left_out = sum(int(count.replace(",", "")) for count in re.findall(r"([\d,]+) more", shown.left_out))
        assert len(shown.rows) + len(shown.more_rows) + left_out == shown.part.able
