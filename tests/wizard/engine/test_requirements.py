"""Hard requirements drop models one by one; what nobody knows drops none."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, strategies as st

from catalog.schema import Catalog
from catalog.vocabulary import Known, Medium, Training
from tests.support import starter_catalog
from tests.wizard.engine.strategies import ON, PLAIN_NAMES, answers, tries
from tests.wizard.engine.toys import PLAIN, STAMP, both_ways, case, catalog, offer, price, terms
from wizard.engine.answers import Answers
from wizard.engine.counting import options_left
from wizard.engine.decide import decide
from wizard.engine.judging import judge
from wizard.engine.requirements import Case, could_make
from wizard.engine.vocabulary import Check, Importance, Length, Place, Sensitivity, TrainingWish
from wizard.engine.workload import PriceBook, needs

STARTER = starter_catalog()


def dropped(answers_given: Answers = PLAIN, known: Catalog | None = None) -> dict[str, str]:
    """Return what drops each dropped model."""
    looked = case(answers_given, known)
    judged = [judge(looked, model) for model in looked.catalog.models if could_make(looked, model)]
    return {row.model.slug: row.dropped_by for row in judged if row.dropped_by}


def with_model(slug: str, **changes: Any) -> Catalog:
    rows = catalog()
    models = tuple(replace(row, **changes) if row.slug == slug else row for row in rows.models)
    return replace(rows, models=models)


def with_terms(trains: Training, **given: Any) -> Catalog:
    rows = catalog()
    offers = tuple(replace(row, terms="acme-api") if row.model == "beta" else row for row in rows.offers)
    return replace(rows, offers=offers, data_terms=(terms("acme-api", trains, **given),))


EU = replace(PLAIN, place=Place.EU)
OWN = replace(PLAIN, place=Place.OWN_SERVERS)
UNTRAINED = replace(PLAIN, training=TrainingWish.RULED_OUT)


@pytest.mark.parametrize(
    ("given_answers", "known", "rule"),
    [
        (PLAIN, with_model("beta", retires=date(2026, 11, 24)), "on-sale"),
        (PLAIN, with_model("beta", commercial_use=Known.NO), "business-licence"),
        (PLAIN, with_model("beta", inputs=(Medium.IMAGE,)), "reads-inputs"),
        (PLAIN, with_model("beta", context_tokens=1_499), "fits-length"),
        (PLAIN, with_model("beta", released=date(2026, 11, 25)), "on-sale"),
        (PLAIN, with_model("beta", retires=date(2027, 7, 21)), "outlives-pilot"),  # six months after the pilot
        (OWN, with_model("beta", self_hosting=Known.NO), "own-servers"),
        (EU, with_terms(Training.NO, eu_region=Known.NO), "eu-only"),
        (UNTRAINED, with_terms(Training.YES), "no-training"),
    ],
)
def test_known_breach_drops_the_model_by_its_rule(given_answers: Answers, known: Catalog, rule: str) -> None:
    closed = {} if given_answers is not OWN else {"alpha": "own-servers", "delta": "own-servers"}
    assert dropped(given_answers, known) == closed | {"beta": rule}


@pytest.mark.parametrize(
    ("given_answers", "known"),
    [
        (PLAIN, with_model("beta", retires=date(2027, 7, 22))),
        (PLAIN, with_model("beta", context_tokens=1_500)),
        (PLAIN, with_model("beta", context_tokens=None)),
        (PLAIN, with_model("beta", inputs=())),
        (PLAIN, with_model("beta", commercial_use=Known.UNKNOWN)),
        (EU, catalog()),
        (UNTRAINED, with_terms(Training.UNKNOWN)),
        (UNTRAINED, with_terms(Training.OPT_OUT)),
        (replace(EU, training=TrainingWish.RULED_OUT), with_terms(Training.NO, eu_region=Known.YES)),
    ],
)
def test_unknown_or_enough_drops_nobody(given_answers: Answers, known: Catalog) -> None:
    assert dropped(given_answers, known) == {}


def test_one_seller_that_may_be_used_is_enough() -> None:
    rows = with_terms(Training.YES)
    bolt = offer("beta", seller="bolt", terms="bolt-api")
    known = replace(
        rows, offers=(*rows.offers, bolt), data_terms=(*rows.data_terms, terms("bolt-api", Training.NO, seller="bolt"))
    )

    assert dropped(UNTRAINED, known) == {}


@pytest.mark.parametrize(
    ("trains", "questions"), [(Training.OPT_OUT, ()), (Training.UNKNOWN, ("Does Acme train on what you send?",))]
)
def test_seller_that_lets_training_be_switched_off_will_do(trains: Training, questions: tuple[str, ...]) -> None:
    judged = judge(case(UNTRAINED, with_terms(trains)), with_terms(trains).model["beta"])

    assert judged.open_points == questions


def test_budget_drops_what_is_known_to_cost_more() -> None:
    told = replace(PLAIN, budget_usd=Decimal("0.5"), budget_weight=Importance.MUST)

    assert dropped(told) == {"alpha": "within-budget", "delta": "within-budget"}  # 100 letters at a cent are a dollar


def test_budget_that_is_nice_drops_nobody() -> None:
    assert dropped(replace(PLAIN, budget_usd=Decimal("0.5"), budget_weight=Importance.NICE)) == {}


def test_dearer_seller_does_not_hide_a_cheaper_one_that_states_less() -> None:
    rows = with_terms(Training.NO)
    bolt = offer("beta", seller="bolt")
    cheap = tuple(replace(row, offer="beta@bolt", usd=Decimal("0.01")) for row in both_ways("beta", "1"))
    told = replace(UNTRAINED, budget_usd=Decimal("0.05"), budget_weight=Importance.MUST)
    known = replace(rows, offers=(*rows.offers, bolt), prices=(*rows.prices, *cheap))

    judged = judge(case(told, known), known.model["beta"])

    assert judged.dropped_by == ""
    assert judged.offered.offer == bolt


def test_seller_without_a_price_keeps_a_model_that_is_too_dear_elsewhere() -> None:
    rows = catalog()
    bolt = offer("alpha", seller="bolt")
    told = replace(PLAIN, budget_usd=Decimal("0.5"), budget_weight=Importance.MUST)

    assert dropped(told, replace(rows, offers=(*rows.offers, bolt))) == {"delta": "within-budget"}


def test_cheapest_seller_counts() -> None:
    rows = catalog()
    bolt = offer("alpha", seller="bolt")
    cheap = tuple(price("alpha", "1", row.unit, offer="alpha@bolt") for row in both_ways("alpha", "1"))

    judged = judge(
        case(known=replace(rows, offers=(*rows.offers, bolt), prices=(*rows.prices, *cheap))), rows.model["alpha"]
    )

    assert (judged.offered.offer, judged.offered.unit_usd) == (bolt, Decimal("0.002"))


# --- over the starter catalog

BLANKS: dict[str, Any] = {
    "context_tokens": None,
    "inputs": (),
    "self_hosting": Known.UNKNOWN,
    "commercial_use": Known.UNKNOWN,
    "retires": None,
    "tuning": Known.UNKNOWN,
}


def able(given_answers: Answers, known: Catalog) -> list[set[str]]:
    prices = PriceBook(known, ON)
    cases = [
        Case(answers=given_answers, catalog=known, on=ON, need=need, prices=prices)
        for need in needs(given_answers, known)
    ]
    return [
        {model.slug for model in known.models if could_make(each, model) and not judge(each, model).dropped_by}
        for each in cases
    ]


@tries
@given(answers(words=PLAIN_NAMES), st.sampled_from(STARTER.models), st.sampled_from([*BLANKS]))
def test_forgetting_a_fact_about_a_model_drops_nobody(given_answers: Answers, model: Any, field: str) -> None:
    models = tuple(replace(row, **{field: BLANKS[field]}) if row == model else row for row in STARTER.models)
    known = replace(STARTER, models=models)

    for before, after in zip(able(given_answers, STARTER), able(given_answers, known), strict=True):
        assert before <= after


@tries
@given(answers(words=PLAIN_NAMES), st.sampled_from(STARTER.offers))
def test_forgetting_terms_and_prices_of_an_offer_drops_nobody(given_answers: Answers, forgotten: Any) -> None:
    offers = tuple(
        replace(row, terms=None, eu_region=Known.UNKNOWN) if row == forgotten else row for row in STARTER.offers
    )
    prices = tuple(row for row in STARTER.prices if row.offer != forgotten.slug)
    known = replace(STARTER, offers=offers, prices=prices)

    for before, after in zip(able(given_answers, STARTER), able(given_answers, known), strict=True):
        assert before <= after | {forgotten.model}
        if STARTER.model[forgotten.model].outputs:
            assert before <= after


DEFINITE: list[tuple[str, Any]] = [
    *(("place", word) for word in Place),
    *(("training", word) for word in TrainingWish),
    *(("check", word) for word in Check),
    *(("sensitivity", word) for word in Sensitivity),
    *(("budget_weight", word) for word in Importance),
    ("budget_usd", Decimal(1)),
]


def answering(given_answers: Answers, field: str, value: Any) -> Answers:
    changed: dict[str, Any] = {field: value}
    return replace(given_answers, **changed)


@tries
@given(answers(words=PLAIN_NAMES), st.sampled_from(DEFINITE))
def test_not_sure_leaves_at_least_as_many_options(given_answers: Answers, definite: tuple[str, Any]) -> None:
    field, value = definite
    unsure = options_left(answering(given_answers, field, None), STARTER, ON)
    sure = {row.noun: row.able for row in options_left(answering(given_answers, field, value), STARTER, ON)}

    assert all(row.able >= sure[row.noun] for row in unsure)


@tries
@given(
    answers(words=PLAIN_NAMES),
    st.sampled_from([*(("length", word) for word in Length), ("pictures_go_in", True), ("pictures_go_in", False)]),
)
def test_not_sure_of_an_output_leaves_at_least_as_many_options(
    given_answers: Answers, definite: tuple[str, Any]
) -> None:
    field, value = definite

    given_answers = replace(given_answers, budget_weight=None)  # what the usual length costs counts against a must

    def left(held: Any) -> list[set[str]]:
        outputs = tuple(replace(output, **{field: held}) for output in given_answers.outputs)
        return able(replace(given_answers, outputs=outputs), STARTER)

    for sure, unsure in zip(left(value), left(None), strict=True):
        assert sure <= unsure


def test_excluded_models_are_grouped_with_the_answer_that_dropped_them() -> None:
    told = replace(PLAIN, budget_usd=Decimal("0.5"), budget_weight=Importance.MUST)

    (exclusion,) = decide(told, catalog(), ON).parts[0].exclusions

    assert exclusion.reason.text == "2 language models cost more than your budget."
    assert [told.text for told in exclusion.reason.told] == ["At most $0.50 a month, a must."]
    assert [(row.name, row.detail) for row in exclusion.models] == [
        ("Alpha", "about $1 a month"),
        ("Delta", "about $1 a month"),
    ]


def test_stamp_is_used_by_every_toy_row() -> None:
    assert {row.source for row in catalog().models} == {STAMP["source"]}
