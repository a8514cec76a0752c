"""A model is made on one page with its offers, prices and scores.

What was typed last is remembered, and slugs make themselves.
"""

import re
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from catalog.models import AiModel, ModelStatement, Offer, Price, Provider, Source
from tests.support import member, page_of, saved, text_of, with_rows

pytestmark = pytest.mark.django_db
ADD = reverse("admin:catalog_aimodel_add")


def sent(
    page: Any,
    *,
    offers: list[dict[str, Any]] | None = None,
    scores: list[dict[str, Any]] | None = None,
    statements: list[dict[str, Any]] | None = None,
    **model: Any,
) -> dict[str, Any]:
    """Return what a browser sends of the page of a model, with rows typed beside it."""
    return with_rows(page, statements or [], offers or [], scores or [], **model)


def test_page_of_a_model_shows_what_there_is_and_adds_to_it(editor: Client) -> None:
    offer = saved(Offer)
    price = saved(
        Price, offer=offer, unit="input_mtok", amount=7, valid_from="2026-01-01", valid_to=None
    )
    page = reverse("admin:catalog_aimodel_change", args=[offer.model_id])

    seen = page_of(editor.get(page))

    assert reverse("admin:catalog_price_change", args=[price.pk]) in seen
    assert "7 US dollars since 1 Jan 2026" in seen
    assert f"{reverse('admin:catalog_price_add')}?offer={offer.pk}" in seen


def test_editor_adds_an_offer_to_a_model_that_readers_have() -> None:
    editor, model = member("Editor"), saved(AiModel, state="published")
    page = reverse("admin:catalog_aimodel_change", args=[model.pk])
    row = {"seller": saved(Provider, slug="mart").pk, "usd_input_mtok": "3", "eu_region": "unknown"}

    answer = editor.post(page, sent(editor.get(page), offers=[row], scores=[]), follow=True)

    assert "was changed successfully" in page_of(answer)
    assert list(Offer.objects.values_list("seller__slug", "state")) == [("mart", "draft")]
    assert Price.objects.get().state == "draft"
    model.refresh_from_db()
    assert model.state == "published"


def test_editor_notes_what_a_source_says_on_the_page_of_the_model(editor: Client) -> None:
    model, other = saved(AiModel, as_of="2026-11-24"), saved(Source)
    page = reverse("admin:catalog_aimodel_change", args=[model.pk])
    rows = [
        {"reads": ["text", "image"], "makes": ["text"]},
        {"does_not_read": ["video"], "source": other.pk, "as_of": "2026-11-27"},
    ]

    editor.post(page, sent(editor.get(page), statements=rows))

    said = ModelStatement.objects.filter(model=model).order_by("as_of")
    fields = ("reads", "does_not_read", "makes", "source", "as_of")
    assert list(said.values_list(*fields)) == [
        (["text", "image"], [], ["text"], model.source_id, date(2026, 11, 24)),
        ([], ["video"], [], other.pk, date(2026, 11, 27)),
    ]
    assert "Does not read video." in text_of(editor, page)


def test_one_medium_is_not_both_read_and_not_read(editor: Client) -> None:
    model = saved(AiModel)
    page = reverse("admin:catalog_aimodel_change", args=[model.pk])
    row = {"reads": ["image"], "does_not_read": ["image"]}

    answer = editor.post(page, sent(editor.get(page), statements=[row]))

    assert "cannot say of one medium that the model reads it" in page_of(answer)
    assert not ModelStatement.objects.exists()


def test_prices_of_a_model_that_is_announced_start_when_it_is_on_sale(editor: Client) -> None:
    model = saved(AiModel, released="2027-01-15", as_of="2026-11-24")
    page = reverse("admin:catalog_aimodel_change", args=[model.pk])
    row = {"usd_image": "1", "eu_region": "unknown"}

    editor.post(page, sent(editor.get(page), offers=[row], scores=[]))

    assert Price.objects.values_list("valid_from", "as_of").get() == (
        date(2027, 1, 15),
        date(2026, 11, 24),
    )


def test_page_leads_to_each_field_that_is_wrong(editor: Client) -> None:
    row = {"eu_region": "unknown", "usd_image": "1", "as_of": "soon"}

    page = page_of(
        editor.post(ADD, sent(editor.get(ADD), as_of="yesterday", offers=[row], scores=[]))
    )

    listed = page[page.index('class="errornote"') - 2000 : page.index('class="errornote"')]
    assert '<a href="#id_as_of">As of</a>: Enter a valid date.' in listed
    assert re.search(r'Offer: <a href="#id_[^"]+-0-as_of">As of</a>: Enter a valid date.', listed)


def test_second_offer_of_a_seller_is_refused_in_words(editor: Client) -> None:
    """Without a seller, the maker is meant."""
    offer = saved(Offer)
    saved(Offer, model=offer.model, seller=offer.model.provider)
    page = reverse("admin:catalog_aimodel_change", args=[offer.model_id])
    for seller in (offer.seller_id, ""):
        row = {"seller": seller, "usd_image": "1", "eu_region": "unknown"}
        answer = editor.post(page, sent(editor.get(page), offers=[row], scores=[]))
        assert "This seller has an offer of this model." in page_of(answer)
    assert Offer.objects.count() == 2


def test_slug_of_a_long_title_ends_at_a_word_and_differs_from_others(editor: Client) -> None:
    title = "What sellers promise of the prices that hold for customers in the whole of Europe"
    for _ in range(2):
        typed = {"title": title, "publisher": "A", "voice": "seller", "retrieved": "2026-11-24"}
        editor.post(reverse("admin:catalog_source_add"), typed | {"state": "draft", "seen": "0"})

    slug = "what-sellers-promise-of-the-prices-that-hold-for-customers"
    assert list(Source.objects.order_by("slug").values_list("slug", flat=True)) == [
        slug,
        f"{slug}-2",
    ]


def test_source_and_day_are_remembered_and_a_row_is_duplicated(editor: Client) -> None:
    source = saved(Source)
    typed = {
        "question": "Why?",
        "answer": "So.",
        "position": "1",
        "source": source.pk,
        "as_of": "2026-11-20",
    }
    editor.post(reverse("admin:catalog_faqentry_add"), typed | {"state": "draft", "seen": "0"})
    row = AiModel.objects.create(
        slug="sol",
        name="Sol",
        provider=saved(Provider),
        source=source,
        as_of="2026-01-01",
        total_limit=9,
    )

    fresh = editor.get(reverse("admin:catalog_faqentry_add")).context["adminform"].form.initial
    market = editor.get(ADD).context["adminform"].form.initial
    copied = editor.get(f"{ADD}?copy={row.pk}").context["adminform"].form.initial

    assert (str(fresh["source"]), fresh["as_of"]) == (str(source.pk), "2026-11-20")
    assert "source" not in market  # of another group of kinds: a price page proves no judgement
    assert (copied["name"], copied["total_limit"], copied.get("slug")) == ("Sol", 9, None)
    assert f"{ADD}?copy={row.pk}" in page_of(
        editor.get(reverse("admin:catalog_aimodel_change", args=[row.pk]))
    )


def test_price_is_found_by_the_names_people_see_and_filtered_by_seller_and_model(
    editor: Client,
) -> None:
    model, seller = (
        saved(AiModel, slug="sol", name="Sol 6.2"),
        saved(Provider, slug="mart", name="The Mart"),
    )
    mine = saved(Price, offer=saved(Offer, model=model, seller=seller))
    saved(Price)
    prices = reverse("admin:catalog_price_changelist")
    asked = (
        {"q": "Sol 6.2"},
        {"q": "the mart"},
        {"offer__seller__id__exact": seller.pk},
        {"offer__model__id__exact": model.pk},
    )

    for query in asked:
        assert [row.pk for row in editor.get(prices, query).context["cl"].result_list] == [mine.pk]


def test_search_finds_rows_of_all_kinds_what_people_look_for_first(editor: Client) -> None:
    model = saved(AiModel, slug="sol", name="Sol 6.2")
    rows = [model, saved(Source, title="Page of Sol 6.2"), saved(Offer, model=model)]
    search = reverse("admin:search")

    page = page_of(editor.get(search, {"q": "Sol 6.2"}))

    places = [
        page.index(reverse(f"admin:catalog_{row._meta.model_name}_change", args=[row.pk]))
        for row in rows
    ]
    assert places == sorted(places)
    assert "Nothing is called “nonsense”." in page_of(editor.get(search, {"q": "nonsense"}))
    assert editor.get(search).status_code == 200
