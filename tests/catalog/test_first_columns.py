"""The first columns of lists of models, apps and prices: age, what is missing, what waits.

They are as quick for many rows as for one.
"""

import json
import re
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from catalog.models import (
    AiModel,
    App,
    AppPlan,
    AppStatement,
    Import,
    ImportChoice,
    ImportRow,
    ModelStatement,
    Offer,
    Price,
    Release,
    RowAct,
    Score,
)
from catalog.vocabulary import AppAnswer, AppQuestion, PriceUnit
from tests.support import empty_desk, saved

pytestmark = pytest.mark.django_db
MODELS, APPS, PRICES = (
    f"admin:catalog_{table}_changelist" for table in ("aimodel", "app", "price")
)


@pytest.fixture
def desk(editor: Client) -> Client:
    """Sign in as the editor of a desk that is empty, with no release."""
    empty_desk()
    return editor


def rows_of(client: Client, view: str) -> dict[str, Any]:
    answer: Any = client.get(reverse(view))
    assert answer.status_code == 200
    return {str(row): row for row in answer.context_data["cl"].result_list}


def propose(kind: str, **cells: str) -> ImportRow:
    run = saved(Import, kind=kind, watched=True)
    row: ImportRow = ImportRow.objects.create(
        run=run, number=1, act=RowAct.CHANGED.value, title="a row", cells=json.dumps(cells)
    )
    return row


def test_a_model_says_which_facts_nobody_has_entered(desk: Client) -> None:
    bare = saved(AiModel, name="Bare", released=None)
    full = saved(AiModel, name="Full", input_limit=1000, licence="MIT")
    offer = saved(Offer, model=full)
    saved(Price, offer=offer, unit=PriceUnit.INPUT_MTOK.value)
    saved(Score, model=full)
    saved(ModelStatement, model=full)

    rows = rows_of(desk, MODELS)

    assert rows[str(full)].first_facts.missing == (() if full.released else ("day of release",))
    assert rows[str(bare)].first_facts.missing[:4] == (
        "price",
        "score",
        "what it reads",
        "day of release",
    )


def test_an_app_says_which_facts_nobody_has_entered(desk: Client) -> None:
    bare, quoted = saved(App, name="Bare"), saved(App, name="Quoted", by_quote=True)
    plan = saved(AppPlan, app=quoted)
    saved(
        AppStatement,
        app=quoted,
        question=AppQuestion.TRAINING.value,
        answer=AppAnswer.OFF_BY_SWITCH.value,
    )

    rows = rows_of(desk, APPS)

    assert rows[str(bare)].first_facts.missing == ("plan", "price", "training", "place")
    assert rows[str(quoted)].first_facts.missing == ("place",)
    assert plan.app == quoted


def test_proposals_that_wait_are_counted_and_lead_to_their_run(desk: Client) -> None:
    offer = saved(Offer)
    price = saved(Price, offer=offer, unit=PriceUnit.INPUT_MTOK.value)
    first = propose("prices", offer=offer.slug, unit=PriceUnit.INPUT_MTOK.value)
    propose("prices", offer=offer.slug, unit=PriceUnit.OUTPUT_MTOK.value)
    refused = propose("prices", offer=offer.slug, unit=PriceUnit.INPUT_MTOK.value)
    ImportRow.objects.filter(pk=refused.pk).update(choice=ImportChoice.REFUSED.value)
    propose("scores", model=offer.model.slug, benchmark="board")

    of_price = rows_of(desk, PRICES)[str(price)].first_facts.waiting
    of_model = rows_of(desk, MODELS)[str(offer.model)].first_facts.waiting
    page = desk.get(reverse(PRICES)).content.decode()

    assert (of_price.count, of_price.run) == (1, first.run_id)
    assert of_model.count == 3
    link = reverse("admin:catalog_import_change", args=[first.run_id])
    assert f'<a href="{link}">1 proposal</a>' in page


def test_nothing_is_proposed_for_what_no_proposal_names(desk: Client) -> None:
    model = saved(AiModel)
    propose("prices", offer="another@firm", unit=PriceUnit.INPUT_MTOK.value)

    assert rows_of(desk, MODELS)[str(model)].first_facts.waiting.count == 0


@pytest.mark.parametrize("view", [MODELS, APPS, PRICES])
def test_the_columns_stand_after_what_names_a_row(desk: Client, view: str) -> None:
    saved(Price)
    saved(App)
    page = desk.get(reverse(view)).content.decode()
    columns = re.findall(r'<th scope="col" class="[^"]*?column-(\w+)', page)
    names = {MODELS: ["name"], APPS: ["name"], PRICES: ["offer", "app_plan"]}[view]
    first = {PRICES: ["source", "proposals"]}.get(view, ["read_last", "missing", "proposals"])

    assert columns[: len(names + first)] == names + first


def add_rows(count: int) -> None:
    for _ in range(count):
        offer = saved(Offer)
        saved(Price, offer=offer, unit=PriceUnit.INPUT_MTOK.value)
        saved(Score, model=offer.model)
        saved(AppPlan)
        propose("prices", offer=offer.slug, unit=PriceUnit.INPUT_MTOK.value)


@pytest.mark.parametrize("view", [MODELS, APPS, PRICES])
def test_a_list_of_many_asks_no_more_than_a_list_of_one(desk: Client, view: str) -> None:
    def queries() -> int:
        desk.get(reverse(view))
        with CaptureQueriesContext(connection) as captured:
            assert desk.get(reverse(view)).status_code == 200
        return len(captured)

    add_rows(1)
    one = queries()
    add_rows(12)

    assert queries() == one


def test_a_model_shows_when_its_oldest_price_was_read(
    editor: Client, starter_release: Release
) -> None:
    model = saved(AiModel, slug="gemini-4-argon", name="Gemini 4 Argon")
    offer = saved(Offer, model=model, slug="gemini-4-argon@google")
    saved(Price, offer=offer, unit=PriceUnit.INPUT_MTOK.value)

    row = rows_of(editor, MODELS)[str(model)]

    assert row.first_facts.oldest.row.offer == offer.slug
    assert str(row.first_facts.oldest.seen.year) in editor.get(reverse(MODELS)).content.decode()
