"""What an app is listed for: all that is asked must hold of one plan.

What nobody states does not count as no.
"""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from catalog.app_query import AppMatch, AppQuery, Must
from catalog.plan_costs import CostState
from catalog.schema import (
    App,
    AppPlan,
    AppStatement,
    Catalog,
    Price,
    Provider,
    Solution,
    Source,
    UseCase,
)
from catalog.vocabulary import (
    AppAnswer,
    AppKind,
    AppQuestion,
    Confidence,
    Known,
    Medium,
    PriceUnit,
    Software,
    SolutionKind,
    Voice,
)

ON = date(2026, 11, 30)
PAGE = Source(slug="page", title="Prices", voice=Voice.SELLER)
CALLS = UseCase(
    slug="calls",
    name="Answer calls",
    result="calls",
    industry="trades",
    inputs=(Medium.TEXT,),
    outputs=(Medium.TEXT,),
    tasks=(),
    unit="call",
    unit_plural="calls",
    source="page",
    as_of=ON,
)
BILLS = replace(CALLS, slug="bills", name="Read bills")
DESK = App(
    slug="desk",
    name="Front Desk",
    maker="acme",
    about="It answers the phone.",
    main_kind=AppKind.PHONE,
    made_for=("calls",),
    source="page",
    as_of=ON,
)
SMALL = AppPlan(
    slug="small",
    name="Small",
    app="desk",
    capacity=Decimal(50),
    capacity_unit=PriceUnit.RESULT,
    source="page",
    as_of=ON,
)
LARGE = replace(SMALL, slug="large", name="Large", capacity=Decimal(500))
ALL = (
    (Must.OUT_OF_TRAINING, AppQuestion.TRAINING, AppAnswer.NO, AppAnswer.YES),
    (Must.IN_THE_EU, AppQuestion.PLACE, AppAnswer.EU, AppAnswer.ELSEWHERE),
    (Must.FOR_WORK, AppQuestion.BUSINESS_USE, AppAnswer.YES, AppAnswer.NO),
)


def price(plan: str, usd: str, unit: PriceUnit = PriceUnit.ACCOUNT_MONTH) -> Price:
    return Price(
        app_plan=plan,
        unit=unit,
        amount=Decimal(usd),
        valid_from=date(2026, 10, 1),
        source="page",
        as_of=ON,
    )


def says(plan: str | None, question: AppQuestion, answer: AppAnswer) -> AppStatement:
    return AppStatement(
        app="desk",
        app_plan=plan,
        question=question,
        answer=answer,
        says="So it says.",
        source="page",
        as_of=ON,
        confidence=Confidence.HIGH,
    )


def catalog(
    *prices: Price,
    app: App = DESK,
    plans: tuple[AppPlan, ...] = (SMALL, LARGE),
    statements: tuple[AppStatement, ...] = (),
) -> Catalog:
    solution = Solution(
        use_case="calls",
        kinds=(SolutionKind.APP,),
        reason="An app answers them.",
        app_kinds=(AppKind.PHONE,),
        source="page",
        as_of=ON,
    )
    return Catalog(
        sources=(PAGE,),
        providers=(Provider(slug="acme", name="Acme Works"),),
        use_cases=(CALLS, BILLS),
        solutions=(solution,),
        apps=(app,),
        app_plans=plans,
        prices=prices or (price("small", "20"), price("large", "90")),
        app_statements=statements,
    )


def match(toy: Catalog, **conditions: Any) -> AppMatch:
    return AppQuery(catalog=toy, on=ON, **conditions).match(toy.apps[0])


def listed(toy: Catalog, **conditions: Any) -> Known:
    return match(toy, **conditions).fits


@pytest.mark.parametrize(
    ("conditions", "fits"),
    [
        ({}, Known.YES),
        ({"name": "front"}, Known.YES),
        ({"name": "ACME W"}, Known.YES),
        ({"name": "rear"}, Known.NO),
        ({"kind": AppKind.PHONE}, Known.YES),
        ({"kind": AppKind.EMAIL}, Known.NO),
        ({"case": CALLS}, Known.YES),
        ({"case": BILLS}, Known.NO),
    ],
)
def test_an_app_is_looked_for_by_what_it_is(conditions: dict[str, Any], fits: Known) -> None:
    assert listed(catalog(), **conditions) is fits


def test_another_kind_of_an_app_counts_as_its_first() -> None:
    toy = catalog(app=replace(DESK, more_kinds=(AppKind.EMAIL,)))

    assert listed(toy, kind=AppKind.EMAIL) is Known.YES


@pytest.mark.parametrize(
    ("inside", "software", "fits"),
    [
        ((Software.HUBSPOT,), Software.HUBSPOT, Known.YES),
        ((Software.HUBSPOT,), Software.CRM, Known.YES),  # it stands for the group
        ((Software.CRM,), Software.HUBSPOT, Known.UNKNOWN),  # nobody says which of the group
        ((Software.HUBSPOT,), Software.SALESFORCE, Known.NO),
        ((), Software.HUBSPOT, Known.UNKNOWN),
    ],
)
def test_a_software_stands_for_its_group(
    inside: tuple[Software, ...], software: Software, fits: Known
) -> None:
    assert listed(catalog(app=replace(DESK, works_inside=inside)), inside=software) is fits


@pytest.mark.parametrize(
    ("usd", "fits", "plan"),
    [
        ("19.99", Known.NO, "small"),
        ("20", Known.YES, "small"),
        ("90", Known.YES, "small"),
    ],
)
def test_without_a_volume_a_month_of_the_cheapest_plan_counts(
    usd: str, fits: Known, plan: str
) -> None:
    answer = match(catalog(), price=Decimal(usd))

    assert (answer.fits, answer.plan and answer.plan.slug) == (fits, plan)


@pytest.mark.parametrize(
    ("results", "usd", "fits", "plan"),
    [
        (50, "20", Known.YES, "small"),
        (51, "89", Known.NO, "large"),  # the small plan holds 50: it is not sold for 51
        (51, "90", Known.YES, "large"),
        (501, "9999", Known.NO, None),
    ],
)
def test_with_a_volume_only_a_plan_that_holds_it_counts(
    results: int, usd: str, fits: Known, plan: str | None
) -> None:
    answer = match(catalog(), case=CALLS, results=Decimal(results), price=Decimal(usd))

    assert answer.fits is fits
    assert answer.cost is not None
    if plan is None:
        assert answer.cost.state is CostState.TOO_SMALL
    else:
        assert answer.cost.plan.slug == plan


def test_no_price_and_a_price_by_use_are_no_price_a_month() -> None:
    by_call = price("small", "1", PriceUnit.RESULT)

    assert listed(catalog(price("other", "1")), price=Decimal(5)) is Known.UNKNOWN
    assert listed(catalog(by_call, plans=(SMALL,)), price=Decimal(5)) is Known.UNKNOWN


def test_an_app_of_which_no_plan_is_on_file_may_fit_any_price() -> None:
    toy = catalog(plans=())

    assert listed(toy) is Known.YES
    assert listed(toy, price=Decimal(1)) is Known.UNKNOWN
    assert listed(toy, must=(Must.IN_THE_EU,)) is Known.UNKNOWN


@pytest.mark.parametrize(("must", "question", "good", "bad"), ALL)
def test_what_a_plan_must_meet_is_yes_no_or_not_said(
    must: Must, question: AppQuestion, good: AppAnswer, bad: AppAnswer
) -> None:
    for answer, fits in ((good, Known.YES), (bad, Known.NO)):
        toy = catalog(statements=(says(None, question, answer),))
        assert listed(toy, must=(must,)) is fits
    assert listed(catalog(), must=(must,)) is Known.UNKNOWN


def test_all_that_is_asked_must_hold_of_one_plan() -> None:
    """One plan keeps out of training and another stays in the EU: neither does both."""
    training, place = AppQuestion.TRAINING, AppQuestion.PLACE
    crossed = (
        says("small", training, AppAnswer.NO),
        says("small", place, AppAnswer.ELSEWHERE),
        says("large", training, AppAnswer.YES),
        says("large", place, AppAnswer.EU),
    )
    both = (Must.OUT_OF_TRAINING, Must.IN_THE_EU)
    toy = catalog(statements=crossed)

    assert listed(toy, must=both[:1]) is Known.YES
    assert listed(toy, must=both[1:]) is Known.YES
    assert listed(toy, must=both) is Known.NO


def test_the_cheapest_plan_that_meets_all_is_shown() -> None:
    large_only = (
        says("small", AppQuestion.TRAINING, AppAnswer.YES),
        says("large", AppQuestion.TRAINING, AppAnswer.NO),
    )
    toy = catalog(statements=large_only)
    answer = match(toy, must=(Must.OUT_OF_TRAINING,))

    assert (answer.fits, answer.plan) == (Known.YES, LARGE)
    assert listed(toy, must=(Must.OUT_OF_TRAINING,), price=Decimal(50)) is Known.NO


@pytest.mark.parametrize(
    ("amount", "stated", "fits"),
    [
        ("0", Known.UNKNOWN, Known.YES),
        ("5", Known.UNKNOWN, Known.UNKNOWN),
        ("5", Known.NO, Known.NO),
        ("5", Known.YES, Known.YES),  # its row speaks of one that is not on file
    ],
)
def test_a_free_plan_is_one_on_file_or_one_that_is_spoken_of(
    amount: str, stated: Known, fits: Known
) -> None:
    toy = catalog(price("small", amount), price("large", "90"), app=replace(DESK, free_plan=stated))

    assert listed(toy, must=(Must.FREE,)) is fits


def test_what_does_not_match_is_not_listed() -> None:
    toy = catalog(statements=(says(None, AppQuestion.PLACE, AppAnswer.ELSEWHERE),))

    assert not [*AppQuery(catalog=toy, on=ON, must=(Must.IN_THE_EU,)).matches()]
    assert [row.app for row in AppQuery(catalog=toy, on=ON).matches()] == [DESK]
