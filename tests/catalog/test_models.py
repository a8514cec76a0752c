"""The desk has the fields of the facts, says what goes into them, and knows rows by name."""

from dataclasses import fields
from datetime import date
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import models

from catalog import schema
from catalog.models import DESK, DeskRow, Offer, Release, RowState
from catalog.references import as_html
from catalog.registry import KINDS, FactKind
from catalog.schema import Catalog
from tests.support import saved, unsaved

TABLES: dict[str, type[models.Model]] = {**DESK, "releases": Release}


def test_desk_has_a_table_for_every_kind_of_fact() -> None:
    assert set(DESK) == set(KINDS) == {each.name for each in fields(Catalog)}


@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
def test_parents_are_protected_and_links_may_go(kind: FactKind) -> None:
    fields: list[Any] = [field for field in DESK[kind.name]._meta.fields if field.is_relation]

    rules = {field.name: field.remote_field.on_delete for field in fields}

    assert rules == {
        field.name: models.PROTECT if field.name in kind.parents else models.SET_NULL
        for field in fields
    }


def test_every_field_helps_with_an_example() -> None:
    fields = {
        f"{name}.{field.name}": field
        for name, table in TABLES.items()
        for field in (*table._meta.fields, *table._meta.many_to_many)
        if not field.primary_key
    }

    assert len(fields) > 300
    assert [name for name, field in fields.items() if "Example: " not in str(field.help_text)] == []
    assert [name for name, field in fields.items() if not str(field.verbose_name)] == []


@pytest.mark.django_db
@pytest.mark.parametrize("table", DESK.values(), ids=DESK)
def test_rows_start_as_drafts_and_only_published_ones_are_published(table: type[DeskRow]) -> None:
    draft, review = saved(table), saved(table, state=RowState.REVIEW.value)
    published = saved(table, state=RowState.PUBLISHED.value)

    mine = table.objects.filter(pk__in=[draft.pk, review.pk, published.pk])

    assert unsaved(table).state == RowState.DRAFT
    assert list(mine.published()) == [published]


@pytest.mark.django_db
def test_offer_is_named_after_its_model_and_seller() -> None:
    offer = unsaved(Offer, slug="another@seller")

    with pytest.raises(
        ValidationError, match=f"The slug of this offer is {offer.model.slug}@{offer.seller.slug}."
    ):
        offer.full_clean()


def test_text_of_an_article_is_shown_without_scripts() -> None:
    markdown = "## Heading\n\n<script>alert(1)</script> [link](javascript:alert(1))"
    html = as_html(markdown, schema.Catalog(), date(2026, 11, 24))

    assert "<h2>Heading</h2>" in html
    assert "<script" not in html
    assert "href" not in html
