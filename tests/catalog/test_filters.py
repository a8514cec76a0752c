"""Filters of lists: read, written back, taken back one by one, and honest about what is unknown."""

import re
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.http import QueryDict
from django.test import Client
from hypothesis import given, strategies as st

from catalog.filters.apps import AppForm
from catalog.filters.form import ListForm, NumberField, field_parts
from catalog.filters.models import ModelForm
from catalog.models import Release
from catalog.schema import AiModel, Catalog, Offer, Price
from catalog.views.changes import ChangeForm
from catalog.views.matrix import ONLY, MatrixForm
from catalog.views.models import list_context
from catalog.views.pictures import chosen_work
from catalog.views.use_cases import MatrixRow, matrix_row
from catalog.vocabulary import LANGUAGE_MEDIA, BenchmarkTask, Branch, Known, Medium, PriceUnit
from tests.support import starter_catalog, statement, with_ends

ON = date(2026, 11, 24)
EVERYTHING = (
    "q=gem&makes=image&reads=image&reads=video&branch=media&provider=google&open_weights=yes&self_hosting=open&commercial_use=open&tuning=open&eu_region=open"
    "&price=0.05&unit=image&length=128000&unstated=1&sale=all&task=images"
    "&job=image-creation&sort=price"
)


def read(query: str) -> ModelForm:
    return ModelForm(QueryDict(query), starter_catalog())


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


def fit(catalog: Catalog, *, on: date = ON, **chosen: Any) -> Known:
    """Return whether the only model of a catalog is on the list that these choices leave."""
    return ModelForm.of(catalog, **chosen).conditions(on).matches(catalog, catalog.models[0], on)


def test_an_address_comes_back_as_it_was() -> None:
    assert read(EVERYTHING).query == EVERYTHING
    assert read(EVERYTHING).complaints == ()
    assert read("").query == ""


def test_every_choice_has_a_chip_that_takes_it_back() -> None:
    form = read(EVERYTHING)
    chips = form.chips

    assert len({chip.words for chip in chips}) == len(chips) == 15
    for chip in chips:
        assert len(read(chip.query).chips) == len(chips) - 1
        assert read(chip.query).chosen("task") is BenchmarkTask.IMAGES  # what narrows nothing stays


def test_a_label_stands_once_and_speaks_everywhere() -> None:
    """Control, chip and complaint say what the field says."""
    form, wrong = read("makes=image&provider=google"), read("makes=smell")

    assert [chip.words for chip in form.chips] == ["Makes: pictures", "Maker: Google"]
    assert wrong.complaints == ("“smell” is none of the choices for “Makes”. We left it out.",)
    assert {form["makes"].label, form["provider"].label} == {"Makes", "Maker"}


def test_what_cannot_be_used_is_left_out_with_a_sentence_each() -> None:
    form = read("makes=smell&reads=image&reads=x&price=cheap&sort=luck&provider=nobody&job=none")

    assert form.query == "reads=image"
    assert len(form.complaints) == 6
    assert (
        "“cheap” was left out. Write “Costs at most, in US dollars” in digits, for example "
        "1200 or 0.05."
    ) in form.complaints


def test_what_is_no_amount_is_no_number() -> None:
    class Priced(ListForm):
        price = NumberField("Price")

    for written in ("-1", "0", "€ 40", "1.125", "40 to 50", "1" * 40, "."):
        form = Priced.of(Catalog(), price=written)
        assert (form.chosen("price"), len(form.complaints)) == (None, 1), written


def test_the_ceiling_is_in_the_unit_of_what_comes_out() -> None:
    assert read("price=1").price_unit is PriceUnit.OUTPUT_MTOK
    assert read("price=1&makes=video").price_unit is PriceUnit.VIDEO_SECOND
    assert read("price=1&makes=video&unit=input_mtok").price_unit is PriceUnit.INPUT_MTOK
    assert read("makes=video&unit=input_mtok").query == "makes=video"  # a unit of no price
    asked: dict[str, Any] = {"price": "0.05", "makes": Medium.IMAGE}

    assert fit(made("a", usd="0.05", outputs=(Medium.IMAGE,)), **asked) is Known.YES
    assert fit(made("a", usd="0.06", outputs=(Medium.IMAGE,)), **asked) is Known.NO


def test_a_figure_that_nobody_states_is_neither_in_nor_out() -> None:
    picture = made("a", outputs=(Medium.IMAGE,))

    assert fit(picture, price=1, makes=Medium.IMAGE) is Known.UNKNOWN
    assert fit(picture, length=1) is Known.UNKNOWN
    assert fit(picture, length=1, makes=Medium.VIDEO) is Known.NO


def test_yes_is_stated_and_unknown_only_where_asked_for() -> None:
    for stated in Known:
        catalog = made("a", open_weights=stated, self_hosting=stated, tuning=stated)
        for name in ("open_weights", "self_hosting", "tuning"):
            answers: list[dict[str, Any]] = [{name: "yes"}, {name: "open"}]
            yes, open_ = (fit(catalog, **asked) is Known.YES for asked in answers)
            assert (yes, open_) == (stated is Known.YES, stated is not Known.NO), (stated, name)


def test_what_is_gone_or_not_yet_out_is_no_longer_on_sale() -> None:
    ending = with_ends(made("a", released=date(2026, 1, 1)), {"a": date(2027, 1, 1)}, ON)

    assert fit(ending, on=date(2027, 1, 1)) is Known.NO
    assert fit(ending, on=date(2027, 1, 1), sale="all") is Known.YES
    assert fit(ending, on=date(2025, 1, 1)) is Known.NO  # not out yet


def test_the_picture_follows_the_choice() -> None:
    assert read("").medium is Medium.TEXT
    assert read("branch=media").medium is Medium.IMAGE
    assert read("task=film").medium is Medium.VIDEO
    assert read("task=film&makes=image").medium is Medium.IMAGE
    assert (read("").order, read("task=film").order, read("task=film&sort=name").order) == (
        "use",
        "score",
        "name",
    )


FORMS: tuple[type[ListForm], ...] = (ModelForm, AppForm, MatrixForm, ChangeForm)


@pytest.mark.parametrize("form", FORMS)
@given(st.data())
def test_no_address_breaks_a_form(form: type[ListForm], data: st.DataObject) -> None:
    names = st.sampled_from(sorted(form(QueryDict(), starter_catalog()).fields))
    asked = QueryDict(mutable=True)
    asked.update(data.draw(st.dictionaries(names, st.text(max_size=40))))

    read_ = form(asked, starter_catalog())

    again = form(QueryDict(read_.query), starter_catalog())
    assert (again.query, again.complaints) == (read_.query, ())


# The matrix


def test_the_matrix_is_narrowed_by_trade_department_and_both_media() -> None:
    catalog = starter_catalog()
    trade = catalog.industries[0].slug
    query = f"industry={trade}&department=Marketing&put=image&out=image&only=disputed"
    form = MatrixForm(QueryDict(query), catalog)

    assert form.query == query
    assert len(form.chips) == 5
    for chip in form.chips:
        assert len(MatrixForm(QueryDict(chip.query), catalog).chips) == 4


def test_of_several_marks_any_will_do() -> None:
    catalog = starter_catalog()
    case = next(case for case in catalog.use_cases if case.department == "Marketing")
    row = matrix_row(catalog, case, ON)

    def passes(row: MatrixRow, **chosen: object) -> bool:
        return MatrixForm.of(catalog, **chosen).passes(row)

    assert {*row.marks} == {*ONLY}
    assert passes(row, department="Marketing")
    assert not passes(row, department="Legal")
    doubted = replace(row, cells=tuple(replace(cell, contested=True) for cell in row.cells))
    assert not doubted.marks["unknown"]
    assert not passes(row, only=("disputed",))
    assert passes(doubted, only=("disputed", "unknown"))
    assert not passes(doubted, only=("unknown",))


# The pages


def test_htmx_gets_the_results_alone_under_a_tag_of_their_own(
    client: Client, starter_release: Release
) -> None:
    whole = client.get("/models/?makes=image")
    inside = client.get("/models/?makes=image", headers={"HX-Request": "true"})

    assert inside.content.decode().strip().startswith('<section id="results">')
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
        look = list_context(ModelForm(QueryDict(address), catalog), ON)
        return [model.slug for model in look.in_order(catalog.models)]

    assert order("makes=image&sort=price") == ["a", "b", "c"]


def test_every_job_can_be_priced() -> None:
    """A thousand results cost a thousand times the amounts of one, in the output's unit."""
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

        work = chosen_work(ModelForm.of(starter_catalog(), job=case.slug))

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


@pytest.mark.parametrize(
    ("query", "is_open"),
    [
        ("", False),
        ("makes=image&eu_region=yes&provider=google", False),
        ("sort=price&currency=EUR", False),  # chosen by links beside the list
        ("branch=media", True),
        ("results=50", True),
    ],
)
def test_what_few_people_use_is_folded_away_until_it_is_chosen(query: str, is_open: bool) -> None:  # noqa: FBT001  # a row
    form = ModelForm(QueryDict(query), starter_catalog())

    parts = field_parts(form, form.first_fields)

    assert parts.is_open is is_open
    assert len(parts.first) < len(parts.later)
    shown = [bound.name for bound in (*parts.first, *parts.later)]
    assert sorted(shown) == sorted(bound.name for bound in form.visible_fields())


def test_a_form_without_first_fields_folds_nothing_away() -> None:
    parts = field_parts(AppForm(QueryDict("price=5"), starter_catalog()), ())

    assert parts.first
    assert parts.later == ()


def test_page_of_models_has_its_controls_once(client: Client, starter_release: Release) -> None:
    html = client.get("/models/").text
    form = html.partition('id="filter"')[2].partition("</form>")[0]

    folded = form.partition("<details")[2]
    assert form.count("<details") == 1
    assert ">More filters<" in folded
    assert 'name="makes"' in form.partition("<details")[0]
    assert 'name="branch"' in folded
    assert (
        "<details"
        not in client.get("/apps/").text.partition('id="filter"')[2].partition("</form>")[0]
    )
