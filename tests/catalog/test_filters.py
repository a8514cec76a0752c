"""Filters of lists: read, written back, taken back one by one, and honest about what is unknown."""

import re
from dataclasses import fields, replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.http import QueryDict
from django.test import Client
from hypothesis import given, strategies as st

from catalog import filters
from catalog.filters import MatrixFilter, ModelFilter
from catalog.models import Release
from catalog.schema import AiModel, Catalog, Offer, Price
from catalog.views.models import ListContext
from catalog.views.pictures import chosen_work
from catalog.vocabulary import LANGUAGE_MEDIA, BenchmarkTask, Branch, Known, Medium, PriceUnit
from tests.support import starter_catalog, statement, with_ends

ON = date(2026, 11, 24)
EVERYTHING = (
    "q=gem&makes=image&reads=image&reads=video&branch=media&provider=google&open_weights=yes&self_hosting=open&commercial_use=open&tuning=open&eu_region=open"
    "&price=0.05&unit=image&length=128000&unstated=1&sale=all&task=images"
    "&job=image-creation&sort=price"
)


def read(query: str) -> ModelFilter:
    return ModelFilter.read(QueryDict(query), starter_catalog())


def made(
    slug: str,
    *,
    usd: str | None = None,
    unit: PriceUnit = PriceUnit.IMAGE,
    outputs: tuple[Medium, ...] = (),
    **facts: object,
) -> Catalog:
    model = AiModel(slug=slug, name=slug, provider="p", source="s", as_of=ON, **facts)  # type: ignore[arg-type]  # as given
    offer = Offer(slug=f"{slug}@p", model=slug, seller="p", source="s", as_of=ON)
    price = Price(
        offer=offer.slug, unit=unit, amount=Decimal(usd or 0), valid_from=ON, source="s", as_of=ON
    )
    says = (statement(slug, makes=outputs),) if outputs else ()
    return Catalog(
        models=(model,), model_statements=says, offers=(offer,), prices=(price,) if usd else ()
    )


def fit(wanted: ModelFilter, catalog: Catalog) -> Known:
    return wanted.fit(catalog, catalog.models[0], ON)


def test_an_address_comes_back_as_it_was() -> None:
    assert read(EVERYTHING).query == EVERYTHING
    assert read(EVERYTHING).complaints == ()
    assert read("").query == ""


def test_every_choice_has_a_chip_that_takes_it_back() -> None:
    wanted = read(EVERYTHING)
    chips = wanted.chips(starter_catalog())

    assert len({chip.words for chip in chips}) == len(chips) == 15
    for chip in chips:
        assert len(read(chip.query).chips(starter_catalog())) == len(chips) - 1
        assert read(chip.query).task is BenchmarkTask.IMAGES  # what is no filter stays


def test_what_cannot_be_used_is_left_out_with_a_sentence_each() -> None:
    wanted = read("makes=smell&reads=image&reads=x&price=cheap&sort=luck&provider=nobody&job=none")

    assert replace(wanted, complaints=()) == ModelFilter(reads=(Medium.IMAGE,))
    assert len(wanted.complaints) == 6
    assert (
        "“cheap” was left out. Write “Costs at most” in digits, for example 1200 or 0.05."
        in wanted.complaints
    )


def test_what_is_no_amount_is_no_number() -> None:
    for written in ("-1", "0", "€ 40", "1.125", "40 to 50", "1" * 40, "."):
        query = QueryDict(mutable=True)
        query["price"] = written
        asked = filters.QueryParser(query)
        assert (asked.number("price", "Price"), len(asked.complaints)) == (None, 1), written


def test_the_ceiling_is_in_the_unit_of_what_comes_out() -> None:
    assert read("price=1").price_unit is PriceUnit.OUTPUT_MTOK
    assert read("price=1&makes=video").price_unit is PriceUnit.VIDEO_SECOND
    assert read("price=1&makes=video&unit=input_mtok").price_unit is PriceUnit.INPUT_MTOK
    wanted = ModelFilter(price=Decimal("0.05"), makes=Medium.IMAGE)

    assert fit(wanted, made("a", usd="0.05", outputs=(Medium.IMAGE,))) is Known.YES
    assert fit(wanted, made("a", usd="0.06", outputs=(Medium.IMAGE,))) is Known.NO


def test_a_figure_that_nobody_states_is_neither_in_nor_out() -> None:
    picture = made("a", outputs=(Medium.IMAGE,))

    assert fit(ModelFilter(price=Decimal(1), makes=Medium.IMAGE), picture) is Known.UNKNOWN
    assert fit(ModelFilter(length=Decimal(1)), picture) is Known.UNKNOWN
    assert fit(ModelFilter(length=Decimal(1), makes=Medium.VIDEO), picture) is Known.NO


def test_yes_is_stated_and_unknown_only_where_asked_for() -> None:
    for stated in Known:
        catalog = made("a", open_weights=stated, self_hosting=stated, tuning=stated)
        for name in ("open_weights", "self_hosting", "tuning"):
            yes, open_ = (
                fit(ModelFilter(answers={name: asked}), catalog) is Known.YES
                for asked in ("yes", "open")
            )
            assert (yes, open_) == (stated is Known.YES, stated is not Known.NO), (stated, name)


def test_what_is_gone_or_not_yet_out_is_no_longer_on_sale() -> None:
    ending = with_ends(made("a", released=date(2026, 1, 1)), {"a": date(2027, 1, 1)}, ON)

    assert ModelFilter().fit(ending, ending.models[0], date(2027, 1, 1)) is Known.NO
    assert ModelFilter(sale="all").fit(ending, ending.models[0], date(2027, 1, 1)) is Known.YES
    assert ModelFilter().fit(ending, ending.models[0], date(2025, 1, 1)) is Known.NO  # not out yet


def test_the_picture_follows_the_choice() -> None:
    assert read("").medium(starter_catalog()) is Medium.TEXT
    assert read("branch=media").medium(starter_catalog()) is Medium.IMAGE
    assert read("task=film").medium(starter_catalog()) is Medium.VIDEO
    assert read("task=film&makes=image").medium(starter_catalog()) is Medium.IMAGE
    assert (read("").order, read("task=film").order, read("task=film&sort=name").order) == (
        "use",
        "score",
        "name",
    )


@given(
    st.dictionaries(
        st.sampled_from([field.name for field in fields(ModelFilter)]), st.text(max_size=40)
    )
)
def test_no_address_breaks_a_filter(query: dict[str, str]) -> None:
    asked = QueryDict(mutable=True)
    asked.update(query)

    wanted = ModelFilter.read(asked, starter_catalog())

    assert replace(read(wanted.query), complaints=()) == replace(wanted, complaints=())
    MatrixFilter.read(asked, starter_catalog())


# The matrix


def test_the_matrix_is_narrowed_by_trade_department_and_both_media() -> None:
    catalog = starter_catalog()
    trade = catalog.industries[0].slug
    query = f"industry={trade}&department=Marketing&put=image&out=image&only=disputed"
    wanted = MatrixFilter.read(QueryDict(query), catalog)

    assert wanted.query == query
    assert len(wanted.chips(catalog)) == 5
    for chip in wanted.chips(catalog):
        assert len(MatrixFilter.read(QueryDict(chip.query), catalog).chips(catalog)) == 4
    case = next(case for case in catalog.use_cases if case.department == "Marketing")
    marks = dict.fromkeys(filters.ONLY, False)
    assert MatrixFilter(department="Marketing").passes(case, marks)
    assert not MatrixFilter(department="Legal").passes(case, marks)
    assert not MatrixFilter(only=("disputed",)).passes(case, marks)
    assert MatrixFilter(only=("disputed", "both")).passes(case, marks | {"both": True})


# The pages


def test_htmx_gets_the_results_alone_under_a_tag_of_their_own(
    client: Client, starter_release: Release
) -> None:
    whole = client.get("/models/?makes=image")
    inside = client.get("/models/?makes=image", headers={"HX-Request": "true"})

    assert inside.content.decode().strip().startswith('<section class="part" id="results">')
    assert b"<html" not in inside.content
    assert inside["ETag"] != whole["ETag"]
    assert "HX-Request" in whole["Vary"]
    assert inside.content.decode().strip() in whole.content.decode()


def test_a_list_says_what_else_to_try(client: Client, starter_release: Release) -> None:
    empty, doubtful = (
        client.get(f"/models/?{query}").text
        for query in ("q=nothing-is-called-this", "branch=media&price=0.03")
    )

    assert "No model on file fits all of this" in empty
    assert 'href="/search/?q=nothing-is-called-this"' in empty
    assert "No job on file" in client.get("/use-cases/?out=3d&industry=legal").text
    assert Branch.MEDIA.label in doubtful
    assert "more might fit: no source says whether" in doubtful
    assert "unstated=1" in doubtful


def test_cheapest_first_goes_by_what_is_asked_for() -> None:
    price = Price(
        offer="a@p",
        unit=PriceUnit.IMAGE,
        amount=Decimal("0.05"),
        valid_from=ON,
        source="s",
        as_of=ON,
    )
    tokens = replace(price, unit=PriceUnit.INPUT_MTOK, amount=Decimal("0.01"))
    rows = {"b": (tokens, replace(price, amount=Decimal("0.07"))), "a": (price,), "c": (tokens,)}
    catalogs = [made(slug, outputs=(Medium.IMAGE,)) for slug in rows]
    catalog = Catalog(
        models=tuple(catalog.models[0] for catalog in catalogs),
        model_statements=tuple(catalog.model_statements[0] for catalog in catalogs),
        offers=tuple(catalog.offers[0] for catalog in catalogs),
        prices=tuple(
            replace(row, offer=f"{slug}@p") for slug, prices in rows.items() for row in prices
        ),
    )

    def order(address: str) -> list[str]:
        wanted = read(address)
        look = ListContext(catalog=catalog, on=ON, test=None, work=chosen_work(catalog, wanted))
        return [model.slug for model in look.in_order(catalog.models, wanted)]

    assert order("makes=image&sort=price") == ["a", "b", "c"]


def test_every_job_can_be_priced() -> None:
    """A thousand results cost what a thousand times the amounts of one cost, in the unit of what comes out."""
    media = {
        Medium.IMAGE: (PriceUnit.IMAGE, 1),
        Medium.VIDEO: (PriceUnit.VIDEO_SECOND, 1),
        Medium.SPEECH: (PriceUnit.AUDIO_MINUTE, 60),
        Medium.MUSIC: (PriceUnit.AUDIO_MINUTE, 60),
        Medium.MODEL_3D: (PriceUnit.GENERATION, 1),
    }
    for case in starter_catalog().use_cases:
        if case.outputs[0] in LANGUAGE_MEDIA:
            units = {PriceUnit.INPUT_MTOK: 1, PriceUnit.OUTPUT_MTOK: 2}
            assert case.tokens_in is not None
            assert case.tokens_out is not None
            cost = Decimal(case.tokens_in + 2 * case.tokens_out) / 1000
        else:
            assert case.media_amount is not None
            unit, parts = media[case.outputs[0]]
            units, cost = {unit: 3}, case.media_amount / parts * 3000

        work = chosen_work(starter_catalog(), ModelFilter(job=case.slug))

        dated: dict[str, Any] = {"valid_from": ON, "source": "a", "as_of": ON}
        prices = [
            Price(offer="a@a", unit=unit, amount=Decimal(usd), **dated)
            for unit, usd in units.items()
        ]
        assert work.name == f"1,000 {case.unit_plural}"
        assert work.cost(prices) == pytest.approx(cost), case.slug


def test_the_list_offers_every_job(client: Client, starter_release: Release) -> None:
    html = (
        client.get("/models/").content.decode().partition('id="f-job"')[2].partition("</select>")[0]
    )

    assert set(re.findall(r'value="([^"]+)"', html)) == {
        case.slug for case in starter_catalog().use_cases
    }
