"""A source that carries no day is cited without one, on the page, in Markdown and on paper."""

import io
from dataclasses import replace

import pytest
from django.template.loader import render_to_string
from pypdf import PdfReader

from tests.support import flat
from tests.wizard.exports import kit
from wizard.document.blocks import (
    Citation,
    CitedFact,
    DocumentPage,
    Group,
    ListBlock,
    ListRow,
    Section,
    Trail,
)
from wizard.exports.copies import Copy
from wizard.exports.documents import plan_md, plan_pdf

UNDATED = Citation(slug="undated", title="Terms of a shop", publisher="The shop", as_of=None)


@pytest.fixture(scope="module")
def copy() -> Copy:
    """Return a plan whose evidence cites a source without a day."""
    fact = CitedFact(text="It keeps all in the EU", source=UNDATED)
    line = ListRow(says=("It stays here.",), trail=Trail(rule="stays", facts=(fact,)))
    group = Group(blocks=(ListBlock(rows=(line,), kind="reasons"),))
    section = Section(key="why", title="Why", finding="", groups=(group,))
    page = DocumentPage(key="evidence", title="Evidence", finding="All of it.", sections=(section,))
    whole = kit.example("garden-shop")
    return replace(whole, document=replace(whole.document, pages=(page,)))


def test_page_cites_a_source_without_a_day() -> None:
    shown = flat(render_to_string("wizard/plan_document/source.html", {"source": UNDATED}))

    assert "Terms of a shop</a>, The shop" in shown
    assert "read" not in shown


def test_page_cites_nothing_for_a_price_that_no_source_states() -> None:
    row = ListRow(says=("In the EU, 1.1 times the list price.",))
    block = ListBlock(rows=(row,), kind="prices")

    shown = flat(render_to_string("wizard/plan_document/prices.html", {"block": block}))

    assert "<li>In the EU, 1.1 times the list price.</li>" in shown


def test_markdown_cites_a_source_without_a_day(copy: Copy) -> None:
    text = plan_md(copy).decode()

    assert "Source: Terms of a shop, The shop\n" in text
    assert "\n**\n" not in text  # nor is a finding written that there is not


def test_paper_cites_a_source_without_a_day(copy: Copy) -> None:
    reader = PdfReader(io.BytesIO(plan_pdf(copy)))
    text = "".join("".join(page.extract_text().split()) for page in reader.pages)

    assert "(Termsofashop,Theshop)" in text
