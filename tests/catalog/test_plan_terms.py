"""What sources say of a plan comes to one answer a question.

For what a firm requires it comes to yes, no or unknown.
"""

from datetime import date
from typing import Any

import pytest

from catalog.plan_terms import (
    may_be_used_for_work,
    plan_answer,
    plan_answers,
    stays_in_the_eu,
    takes_private_material,
    who_sets_it_up,
)
from catalog.schema import App, AppPlan, AppStatement, Catalog, DataTerms
from catalog.vocabulary import (
    APP_ANSWERS,
    AppAnswer,
    AppKind,
    AppQuestion,
    Confidence,
    Known,
    PlainAnswer,
    Region,
    Training,
)
from tests.support import starter_catalog

ON = date(2026, 11, 30)
PLAN = AppPlan(slug="pro", name="Pro", app="chat", source="page", as_of=ON)
OTHER = AppPlan(slug="team", name="Team", app="chat", source="page", as_of=ON)
CHAT = App(
    slug="chat",
    name="Chat",
    maker="acme",
    about="It writes.",
    main_kind=AppKind.ASSISTANT,
    source="page",
    as_of=ON,
)


def says(
    answer: AppAnswer,
    question: AppQuestion = AppQuestion.TRAINING,
    plan: str | None = "pro",
    **facts: Any,
) -> AppStatement:
    dated = {"confidence": Confidence.HIGH, "source": "page", "as_of": ON, "app": "chat", **facts}
    return AppStatement(app_plan=plan, question=question, answer=answer, says="So.", **dated)


def catalog(*statements: AppStatement, **rows: Any) -> Catalog:
    return Catalog(apps=(CHAT,), app_plans=(PLAN, OTHER), app_statements=statements, **rows)


NO, YES = AppAnswer.NO, AppAnswer.YES
EARLIER = date(2026, 1, 1)
COUNTS = {
    "nobody says": ((), None),
    "one says": ((says(NO),), NO),
    "what names the plan before what speaks of all": ((says(NO), says(YES, plan=None)), NO),
    "though that is newer": (
        (says(NO, as_of=EARLIER), says(YES, plan=None, as_of=ON)),
        NO,
    ),
    "though that is surer": (
        (says(NO, confidence=Confidence.MEDIUM), says(YES, plan=None)),
        NO,
    ),
    "of all plans, where none names it": ((says(YES, plan=None), says(NO, plan="team")), YES),
    "surer before newer": (
        (says(NO, as_of=EARLIER), says(YES, confidence=Confidence.MEDIUM)),
        NO,
    ),
    "the later day": ((says(NO, as_of=EARLIER), says(YES)), YES),
    "a day before none": ((says(NO, as_of=None), says(YES, as_of=EARLIER)), YES),
    "two of a day that agree": ((says(NO), says(NO, source="other")), NO),
    "two of a day that do not": ((says(NO), says(YES, source="other")), None),
    "another question": ((says(AppAnswer.EU, AppQuestion.PLACE),), None),
    "another app": ((says(NO, app="mail"),), None),
}


@pytest.mark.parametrize(("statements", "answer"), COUNTS.values(), ids=COUNTS)
def test_one_answer_counts(statements: tuple[AppStatement, ...], answer: AppAnswer | None) -> None:
    for rows in (statements, tuple(reversed(statements))):
        found = plan_answer(catalog(*rows), PLAN, AppQuestion.TRAINING)
        assert found.answer == answer
        assert found.contradicted is (answer is None and len(statements) > 1)


def terms(**facts: Any) -> dict[str, Any]:
    row = DataTerms(
        slug="t",
        seller="acme",
        product="Chat",
        confidence=Confidence.HIGH,
        source="page",
        as_of=ON,
        **facts,
    )
    return {"data_terms": (row,)}


@pytest.mark.parametrize(
    ("facts", "question", "answer"),
    [
        ({"trains_on_inputs": Training.NO}, AppQuestion.TRAINING, NO),
        ({"trains_on_inputs": Training.OPT_OUT}, AppQuestion.TRAINING, AppAnswer.OFF_BY_SWITCH),
        ({"trains_on_inputs": Training.UNKNOWN}, AppQuestion.TRAINING, None),
        (
            {"trains_on_inputs": Training.NO, "eu_region": Known.NO},
            AppQuestion.PLACE,
            AppAnswer.ELSEWHERE,
        ),
        ({"trains_on_inputs": Training.NO, "eu_region": Known.YES}, AppQuestion.PLACE, None),
    ],
)
def test_data_terms_answer_where_no_statement_does(
    facts: dict[str, Any], question: AppQuestion, answer: AppAnswer | None
) -> None:
    """That a seller has regions in the EU does not say that this plan runs there."""
    plan = AppPlan(slug="pro", name="Pro", app="chat", terms="t", source="page", as_of=ON)
    found = plan_answer(catalog(**terms(**facts)), plan, question)

    assert (found.answer, found.terms is None) == (answer, answer is None)


BUSINESS = says(AppAnswer.BUSINESS_TERMS, AppQuestion.CONTRACT)
PRIVATE = says(AppAnswer.PRIVATE_TERMS, AppQuestion.CONTRACT)
SIGNED = says(YES, AppQuestion.PROCESSOR)
ON_REQUEST = says(AppAnswer.ON_REQUEST, AppQuestion.PROCESSOR)
UNSIGNED = says(NO, AppQuestion.PROCESSOR)
SWITCH = says(AppAnswer.OFF_BY_SWITCH)
LETTER = says(AppAnswer.OPT_OUT_BY_CONTRACT)
MATERIAL = {  # statements → of people's data, merely confidential
    "all agreed": ((BUSINESS, SIGNED, says(NO)), Known.YES, Known.YES),
    "a switch": ((BUSINESS, SIGNED, SWITCH), Known.YES, Known.YES),
    "a letter": ((BUSINESS, SIGNED, LETTER), Known.YES, Known.YES),
    "trains": ((BUSINESS, SIGNED, says(YES)), Known.NO, Known.NO),
    "nobody says whether it trains": ((BUSINESS, SIGNED), Known.UNKNOWN, Known.UNKNOWN),
    "no contract as processor": ((BUSINESS, UNSIGNED, says(NO)), Known.NO, Known.YES),
    "on request": ((BUSINESS, ON_REQUEST, says(NO)), Known.UNKNOWN, Known.YES),
    "nothing of a processor": ((BUSINESS, says(NO)), Known.UNKNOWN, Known.YES),
    "private terms": ((PRIVATE, SWITCH), Known.NO, Known.YES),
    "private terms, signed": ((PRIVATE, SIGNED, says(NO)), Known.NO, Known.YES),
    "private terms that train": ((PRIVATE, says(YES)), Known.NO, Known.NO),
    "nothing of the contract": ((SIGNED, says(NO)), Known.UNKNOWN, Known.UNKNOWN),
    "nothing": ((), Known.UNKNOWN, Known.UNKNOWN),
}


@pytest.mark.parametrize(("statements", "personal", "secret"), MATERIAL.values(), ids=MATERIAL)
def test_private_material_goes_in_on_terms(
    statements: tuple[AppStatement, ...], personal: Known, secret: Known
) -> None:
    toy = catalog(*statements)

    assert takes_private_material(toy, PLAN, personal=True).meets is personal
    assert takes_private_material(toy, PLAN, personal=False).meets is secret


def test_a_condition_is_named_and_so_is_what_is_open() -> None:
    agreed = takes_private_material(catalog(BUSINESS, SIGNED, SWITCH), PLAN, personal=True)
    asked = takes_private_material(catalog(says(NO)), PLAN, personal=True)

    assert [row.question for row in agreed.conditions] == [AppQuestion.TRAINING]
    assert agreed.open == ()
    assert [row.question for row in asked.open] == [AppQuestion.CONTRACT, AppQuestion.PROCESSOR]
    assert all(row.question.ask for row in asked.open)


@pytest.mark.parametrize(
    ("answer", "meets"),
    [
        (AppAnswer.EU, Known.YES),
        (AppAnswer.OWN_SERVER, Known.YES),
        (AppAnswer.EU_IN_PLAN, Known.YES),
        (AppAnswer.EU_IN_HIGHER_PLAN, Known.NO),
        (AppAnswer.USA, Known.NO),
        (AppAnswer.ELSEWHERE, Known.NO),
    ],
)
def test_a_plan_stays_in_the_eu_or_does_not(answer: AppAnswer, meets: Known) -> None:
    toy = catalog(says(answer, AppQuestion.PLACE))

    assert stays_in_the_eu(toy, PLAN).meets is meets
    assert stays_in_the_eu(toy, OTHER).meets is Known.UNKNOWN
    assert bool(stays_in_the_eu(toy, PLAN).conditions) is (answer is AppAnswer.EU_IN_PLAN)


HERE = says(
    AppAnswer.NOT_IN_COUNTRIES, AppQuestion.BUSINESS_USE, countries=(Region.EEA, Region.SWITZERLAND)
)


@pytest.mark.parametrize(
    ("statements", "country", "meets"),
    [
        ((HERE,), Region.EU, Known.NO),  # a part of the EEA
        ((HERE,), Region.EEA, Known.NO),
        ((HERE,), Region.SWITZERLAND, Known.NO),
        ((HERE,), Region.USA, Known.YES),
        ((HERE,), Region.UK, Known.YES),
        ((HERE,), Region.GERMANY, Known.NO),  # a part of a part of it
        ((HERE,), None, Known.YES),  # in no region that terms name
        ((says(NO, AppQuestion.BUSINESS_USE),), Region.USA, Known.NO),
        ((says(YES, AppQuestion.BUSINESS_USE),), None, Known.YES),
        ((BUSINESS,), None, Known.YES),  # terms for firms
        ((PRIVATE,), None, Known.UNKNOWN),
        ((), None, Known.UNKNOWN),
    ],
)
def test_a_plan_may_be_used_for_work_where_its_terms_let_it(
    statements: tuple[AppStatement, ...], country: Region | None, meets: Known
) -> None:
    regions = country.within if country is not None else frozenset()

    assert may_be_used_for_work(catalog(*statements), PLAN, regions).meets is meets


def test_anybody_sets_up_what_nobody_says_anything_of() -> None:
    assert who_sets_it_up(catalog(), PLAN) is AppAnswer.OWNER
    developer = says(AppAnswer.DEVELOPER, AppQuestion.SETUP, plan=None)
    assert who_sets_it_up(catalog(developer), PLAN) is AppAnswer.DEVELOPER


def test_every_question_has_answers_that_mean_something() -> None:
    assert [*APP_ANSWERS] == [*AppQuestion]
    assert {answer for answers in APP_ANSWERS.values() for answer in answers} == {*AppAnswer}
    assert all(PlainAnswer.UNKNOWN not in answers.values() for answers in APP_ANSWERS.values())


def test_private_plans_of_claude_and_perplexity_are_not_for_work_in_europe() -> None:
    real = starter_catalog()

    def allowed(plan: str, region: Region = Region.EU) -> Known:
        return may_be_used_for_work(real, real.app_plan[plan], region.within).meets

    assert {allowed(plan) for plan in ("claude-pro", "claude-free", "perplexity-pro")} == {Known.NO}
    assert allowed("claude-pro", Region.USA) is Known.YES
    assert allowed("perplexity-pro", Region.USA) is Known.NO
    assert {allowed(plan) for plan in ("claude-team", "chatgpt-plus", "chatgpt-business")} == {
        Known.YES
    }


def test_statements_of_the_starter_catalog_speak_of_their_own_app() -> None:
    """A plan that a statement names is one of its app, or one that the app comes with."""
    real = starter_catalog()
    for row in real.app_statements:
        if row.app_plan is None:
            continue
        plan = real.app_plan[row.app_plan]
        assert row.app == plan.app or row.app in plan.also_holds, row
    for plan in real.app_plans:
        for found in plan_answers(real, plan):
            assert not found.contradicted or len({row.answer for row in found.statements}) > 1
