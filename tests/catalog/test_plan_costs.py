"""What a plan costs for a volume: by what it holds, what goes beyond, seats and billing.

What is not said stays so.
"""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from catalog import ages, query
from catalog.ages import NEVER_SEEN_AGAIN
from catalog.plan_costs import (
    FREE_RESULTS,
    CostState,
    PlanCost,
    Volume,
    app_costs,
    plan_cost,
    takes_of,
)
from catalog.schema import (
    App,
    AppPlan,
    AppStatement,
    Catalog,
    ExchangeRate,
    Price,
    Solution,
    Source,
    UseCase,
)
from catalog.vocabulary import (
    AppAnswer,
    AppKind,
    AppQuestion,
    Billing,
    Confidence,
    Currency,
    Known,
    Measure,
    Medium,
    PriceFor,
    PriceStanding,
    PriceUnit,
    SolutionKind,
    Voice,
)
from tests.support import starter_catalog

ON = date(2026, 11, 30)
SELLER = Source(slug="seller", title="Prices", voice=Voice.SELLER)
OTHERS = Source(slug="others", title="A comparison", voice=Voice.REPEATS)
EURO = ExchangeRate(
    currency=Currency.EUR, usd=Decimal("1.2"), valid_from=ON, source="others", as_of=ON
)
CLIPS = {Measure.RESULT: Decimal(1), Measure.PIECE: Decimal(1), Measure.SECOND: Decimal(10)}


def app(kind: AppKind = AppKind.FILM_GENERATOR, **facts: Any) -> App:
    described = {"slug": "reel", "name": "Reel", "maker": "acme", "about": "Clips.", **facts}
    return App(main_kind=kind, source="seller", as_of=ON, **described)


def plan(slug: str = "basic", **facts: Any) -> AppPlan:
    return AppPlan(slug=slug, name=slug, app="reel", source="seller", as_of=ON, **facts)


def price(
    amount: str, unit: PriceUnit = PriceUnit.ACCOUNT_MONTH, of: str = "basic", **facts: Any
) -> Price:
    dated = {"valid_from": date(2026, 10, 1), "source": "seller", "as_of": date(2026, 10, 1)}
    return Price(app_plan=of, unit=unit, amount=Decimal(amount), **{**dated, **facts})


def beyond(amount: str, unit: PriceUnit, **facts: Any) -> Price:
    return price(amount, unit, covers=PriceFor.BEYOND, **facts)


def catalog(*rows: Price, plans: tuple[AppPlan, ...] = (), of: App | None = None) -> Catalog:
    return Catalog(
        sources=(SELLER, OTHERS),
        apps=(of or app(),),
        app_plans=plans or (plan(),),
        prices=rows,
        exchange_rates=(EURO,),
    )


def cost(
    *rows: Price,
    results: str = "100",
    people: int = 1,
    takes: dict[Measure, Decimal] | None = None,
    of: App | None = None,
    **facts: Any,
) -> PlanCost:
    """Return what the plan of a toy catalog costs for so many results."""
    toy = catalog(*rows, plans=(plan(**facts),), of=of)
    volume = Volume(results=Decimal(results), takes=takes or CLIPS, people=people)
    return plan_cost(toy, toy.app_plans[0], volume, ON, kind=toy.apps[0].main_kind)


def number(amount: Decimal | None) -> float | None:
    return None if amount is None else float(amount)


HOLDS_20: dict[str, Any] = {"capacity": Decimal(20), "capacity_unit": PriceUnit.RESULT}
CREDITS: dict[str, Any] = {"capacity": Decimal(1000), "capacity_unit": PriceUnit.CREDIT}
FIVE_A_SECOND: dict[str, Any] = {
    "credits_low": Decimal(1),
    "credits_high": Decimal(5),
    "credits_unit": PriceUnit.VIDEO_SECOND,
}


@pytest.mark.parametrize(
    ("results", "state", "usd"),
    [
        ("19", CostState.PRICED, 30),
        ("20", CostState.PRICED, 30),
        ("21", CostState.TOO_SMALL, 30),
        ("290", CostState.TOO_SMALL, 30),
    ],
)
def test_no_plan_is_sold_for_290_clips_that_holds_20(
    results: str, state: CostState, usd: int
) -> None:
    found = cost(price("30"), results=results, **HOLDS_20)

    assert (found.state, number(found.usd), number(found.holds)) == (state, usd, 20)


@pytest.mark.parametrize(("results", "usd"), [("20", "30"), ("21", "30.5"), ("290", "165")])
def test_what_goes_beyond_a_plan_is_paid_at_its_price(results: str, usd: str) -> None:
    found = cost(price("30"), beyond("0.5", PriceUnit.RESULT), results=results, **HOLDS_20)

    assert (found.state, number(found.usd)) == (CostState.PRICED, float(usd))
    assert (found.beyond is None) is (results == "20")


def test_what_goes_beyond_counts_from_the_first_where_nobody_says_what_is_included() -> None:
    found = cost(price("30"), beyond("0.5", PriceUnit.RESULT), results="290")

    assert (found.state, number(found.usd), found.included_unknown) == (CostState.PRICED, 175, True)


def test_unknown_capacity_is_unknown_in_a_kind_that_is_metered() -> None:
    metered = cost(price("30"))
    seat = cost(price("30"), of=app(AppKind.EMAIL))

    assert (metered.state, number(metered.usd)) == (CostState.CAPACITY_UNKNOWN, 30)
    assert (seat.state, number(seat.usd), number(seat.holds)) == (CostState.PRICED, 30, None)


@pytest.mark.parametrize(
    ("results", "terms", "state"),
    [
        ("60", None, CostState.PRICED),
        ("61", None, CostState.CAPACITY_UNKNOWN),
        ("61", AppAnswer.PRIVATE_TERMS, CostState.CAPACITY_UNKNOWN),
        ("61", AppAnswer.BUSINESS_TERMS, CostState.PRICED),
    ],
)
def test_a_private_plan_that_costs_nothing_is_counted_on_for_a_few_results(
    results: str, terms: AppAnswer | None, state: CostState
) -> None:
    said = AppStatement(
        app="reel",
        app_plan="basic",
        question=AppQuestion.CONTRACT,
        answer=terms or AppAnswer.PRIVATE_TERMS,
        says="So it says.",
        confidence=Confidence.HIGH,
        source="seller",
    )
    toy = catalog(price("0", PriceUnit.SEAT_MONTH), of=app(AppKind.ASSISTANT))
    toy = replace(toy, app_statements=(said,) if terms else ())
    volume = Volume(results=Decimal(results), takes=CLIPS)

    found = plan_cost(toy, toy.app_plans[0], volume, ON, kind=toy.apps[0].main_kind)

    assert (found.state, number(found.usd)) == (state, 0)


def test_what_each_result_costs_besides_comes_on_top_of_what_a_plan_holds() -> None:
    """Tickets are included, and each that AI solves costs extra.

    Beyond the plan a ticket costs as well.
    """
    rows = (
        price("60"),
        beyond("0.4", PriceUnit.CONVERSATION),
        price("1", PriceUnit.RESOLUTION, covers=PriceFor.ON_TOP),
    )
    desk = app(AppKind.SUPPORT_DESK)
    inside, over = (cost(*rows, results=results, of=desk, **HOLDS_20) for results in ("20", "30"))

    assert (number(inside.usd), inside.beyond is None) == (80, True)
    assert number(over.usd) == 60 + 30 + 4
    assert inside.on_top is not None


@pytest.mark.parametrize(("covers", "usd"), [(PriceFor.ON_TOP, 0), (PriceFor.ADD_ON, 24)])
def test_a_plan_of_the_firm_may_ask_for_its_seats_on_top(covers: PriceFor, usd: int) -> None:
    seats: dict[str, Any] = {"covers": covers, "unit": PriceUnit.SEAT_MONTH}
    found = cost(
        price("79", paid=Billing.MONTHLY),
        price("59", paid=Billing.YEARLY),
        price("8", paid=Billing.MONTHLY, **seats),
        price("6", paid=Billing.YEARLY, **seats),
        people=3,
        unlimited=Known.YES,
    )

    assert (number(found.usd), number(found.usd_by_the_year)) == (79 + 3 * 8, 59 + 3 * 6)
    assert number(found.add_on_usd) == usd


@pytest.mark.parametrize(
    ("unit", "sites", "usd"),
    [
        (PriceUnit.LOCATION_MONTH, 1, 10),
        (PriceUnit.LOCATION_MONTH, 5, 50),
        (PriceUnit.ACCOUNT_MONTH, 5, 10),
        (PriceUnit.CHANNEL_MONTH, 5, 30),  # the networks it posts to, wherever the firm is
    ],
)
def test_what_is_sold_by_the_site_is_paid_at_each(unit: PriceUnit, sites: int, usd: int) -> None:
    toy = catalog(price("10", unit, paid=Billing.MONTHLY), price("8", unit, paid=Billing.YEARLY))
    volume = Volume(results=Decimal(10), takes=CLIPS, sites=sites)

    found = plan_cost(toy, toy.app_plans[0], volume, ON, kind=AppKind.REVIEWS_FEEDBACK)

    assert (number(found.usd), number(found.usd_by_the_year)) == (usd, usd * 0.8)


def test_a_plan_without_limit_holds_everything() -> None:
    found = cost(price("30"), results="1000000", unlimited=Known.YES)

    assert (found.state, number(found.usd)) == (CostState.PRICED, 30)


@pytest.mark.parametrize("unit", [PriceUnit.OTHER, PriceUnit.OPERATION, PriceUnit.MAIL])
def test_capacity_in_a_unit_that_nothing_converts_is_unknown(unit: PriceUnit) -> None:
    held: dict[str, Any] = {"capacity": Decimal(10_000), "capacity_unit": unit}

    assert cost(price("30"), **held).state is CostState.CAPACITY_UNKNOWN
    assert cost(price("30"), of=app(AppKind.EMAIL), **held).state is CostState.PRICED


@pytest.mark.parametrize(
    ("kind", "holds"),
    [
        (AppKind.FILM_GENERATOR, "6.667"),  # 1,000 credits, 5 a second, 10 seconds, 3 tries
        (AppKind.VIDEO_EDITOR, "20"),  # nothing is made anew
    ],
)
def test_credits_count_at_the_dear_end_and_with_the_tries(kind: AppKind, holds: str) -> None:
    found = cost(price("30"), results="6", of=app(kind, **FIVE_A_SECOND), **CREDITS)

    assert found.holds is not None
    assert (found.state, round(found.holds, 3)) == (CostState.PRICED, Decimal(holds))


def test_credits_that_nobody_converts_are_unknown() -> None:
    assert cost(price("30"), **CREDITS).state is CostState.CAPACITY_UNKNOWN


MESSAGES = {**CREDITS, "capacity_of": "message credits"}


@pytest.mark.parametrize(
    ("kind", "facts", "results", "state"),
    [
        (AppKind.SUPPORT_DESK, MESSAGES, "333", CostState.PRICED),  # three messages each: 999
        (AppKind.SUPPORT_DESK, MESSAGES, "334", CostState.TOO_SMALL),
        # nobody says what such a credit is, and a call is no conversation in messages
        (AppKind.SUPPORT_DESK, CREDITS, "333", CostState.CAPACITY_UNKNOWN),
        (AppKind.PHONE, MESSAGES, "333", CostState.CAPACITY_UNKNOWN),
    ],
)
def test_a_conversation_with_customers_takes_three_messages(
    kind: AppKind, facts: dict[str, Any], results: str, state: CostState
) -> None:
    assert cost(price("40"), results=results, of=app(kind), **facts).state is state


def test_the_smallest_plan_holds_a_months_messages_with_those_that_are_bought_besides() -> None:
    more = beyond("0.04", PriceUnit.CREDIT)
    few = cost(price("40"), more, results="400", of=app(AppKind.SUPPORT_DESK), **MESSAGES)

    assert (few.state, few.usd) == (CostState.PRICED, Decimal(48))  # 200 more than 1,000


@pytest.mark.parametrize(
    ("unit", "amount", "usd"),
    [
        (PriceUnit.RESULT, "0.99", "99"),
        (PriceUnit.AUDIO_MINUTE, "0.12", "6"),  # 100 results of 30 seconds in three tries of 10
        (PriceUnit.AUDIO_HOUR, "6", "5"),
        (PriceUnit.VIDEO_SECOND, "0.1", "300"),
        (PriceUnit.GENERATION, "1", "300"),
    ],
)
def test_what_is_paid_by_use_costs_its_amount(unit: PriceUnit, amount: str, usd: str) -> None:
    found = cost(price(amount, unit))

    assert found.usd is not None
    assert (found.state, round(found.usd, 6)) == (CostState.PRICED, Decimal(usd))


@pytest.mark.parametrize("unit", [PriceUnit.PAGE, PriceUnit.CREDIT, PriceUnit.GB_MONTH])
def test_what_is_priced_by_something_nobody_counts_has_no_cost(unit: PriceUnit) -> None:
    found = cost(price("1", unit))

    assert (found.state, number(found.usd)) == (CostState.UNIT_UNKNOWN, None)


@pytest.mark.parametrize(
    ("people", "seats", "usd"), [(1, 2, 40), (2, 2, 40), (3, 3, 60), (10, 10, 200)]
)
def test_seats_are_for_all_people_and_no_fewer_than_are_sold(
    people: int, seats: int, usd: int
) -> None:
    found = cost(
        price("20", PriceUnit.SEAT_MONTH),
        people=people,
        of=app(AppKind.EMAIL),
        least_seats=2,
        most_seats=10,
    )

    assert (found.state, found.seats, number(found.usd)) == (CostState.PRICED, seats, usd)


@pytest.mark.parametrize(
    ("facts", "state", "holds"),
    [
        # what is given once runs out, however few are made in a month
        ({"given_once": True}, CostState.TOO_SMALL, 0),
        ({"given_once": True, **HOLDS_20}, CostState.TOO_SMALL, 0),
        (HOLDS_20, CostState.PRICED, 20),
        ({}, CostState.CAPACITY_UNKNOWN, None),
    ],
)
def test_what_is_given_once_is_in_no_month(
    facts: dict[str, Any], state: CostState, holds: int | None
) -> None:
    free = cost(price("0"), results="1", takes={Measure.RESULT: Decimal(1)}, **facts)

    assert (free.state, number(free.holds)) == (state, holds)


def test_a_plan_by_the_channel_is_bought_for_each_of_three() -> None:
    by_channel = cost(
        price("6", PriceUnit.CHANNEL_MONTH, paid=Billing.MONTHLY),
        price("5", PriceUnit.CHANNEL_MONTH, paid=Billing.YEARLY),
        of=app(AppKind.SUPPORT_DESK),
    )

    assert (number(by_channel.usd), number(by_channel.usd_by_the_year)) == (18, 15)
    assert by_channel.seats == 1


@pytest.mark.parametrize(
    ("kind", "unit", "state"),
    [
        (AppKind.PHONE, PriceUnit.RESOLUTION, CostState.UNIT_UNKNOWN),
        (AppKind.PHONE, PriceUnit.CONVERSATION, CostState.UNIT_UNKNOWN),
        (AppKind.PHONE, PriceUnit.AUDIO_MINUTE, CostState.PRICED),
        (AppKind.CRM, PriceUnit.RESOLUTION, CostState.UNIT_UNKNOWN),  # briefings are made, say
        (AppKind.FILM_GENERATOR, PriceUnit.CONVERSATION, CostState.UNIT_UNKNOWN),
        (AppKind.SUPPORT_DESK, PriceUnit.RESOLUTION, CostState.PRICED),
        (AppKind.EMAIL, PriceUnit.CONVERSATION, CostState.PRICED),
    ],
)
def test_only_who_answers_requests_is_counted_by_them(
    kind: AppKind, unit: PriceUnit, state: CostState
) -> None:
    assert cost(price("1", unit), of=app(kind)).state is state


@pytest.mark.parametrize("unit", [PriceUnit.RESOLUTION, PriceUnit.CONVERSATION])
def test_of_a_seat_that_answers_requests_besides_nobody_says_how_much_it_holds(
    unit: PriceUnit,
) -> None:
    seats = price("85", PriceUnit.SEAT_MONTH)
    credit = {"credits_unit": unit, "credits_high": Decimal(50)}

    phone = cost(seats, beyond("1", unit), of=app(AppKind.PHONE))
    records = cost(seats, of=app(AppKind.CRM, **credit), **CREDITS)
    desk = cost(seats, of=app(AppKind.SUPPORT_DESK, **credit), **CREDITS)

    assert phone.state is CostState.UNIT_UNKNOWN
    assert (records.state, records.holds) == (CostState.PRICED, None)  # a seat holds what one does
    assert (desk.state, desk.holds) == (CostState.TOO_SMALL, Decimal(20))


def test_no_more_seats_are_counted_than_are_sold() -> None:
    seats = cost(price("20", PriceUnit.SEAT_MONTH), people=11, most_seats=10)
    firm = cost(price("20"), people=11, of=app(AppKind.EMAIL), most_seats=10)

    assert (seats.state, number(seats.usd)) == (CostState.TOO_MANY_PEOPLE, None)
    assert (firm.state, number(firm.usd)) == (CostState.TOO_MANY_PEOPLE, None)


def test_more_people_than_a_plan_serves_pay_for_their_seats_where_that_is_stated() -> None:
    found = cost(
        price("29"),
        beyond("10", PriceUnit.SEAT_MONTH),
        people=4,
        of=app(AppKind.EMAIL),
        most_seats=1,
    )

    assert (found.state, number(found.usd)) == (CostState.PRICED, 59)


def test_each_seat_holds_what_a_seat_holds_and_an_account_is_bought_once() -> None:
    seats = cost(price("20", PriceUnit.SEAT_MONTH), results="60", people=3, **HOLDS_20)
    account = cost(price("20"), results="60", people=3, **HOLDS_20)

    assert (seats.state, number(seats.usd), number(seats.holds)) == (CostState.PRICED, 60, 60)
    assert (account.state, number(account.usd), number(account.holds)) == (
        CostState.TOO_SMALL,
        20,
        20,
    )


def test_paying_by_the_year_is_said_as_such() -> None:
    monthly, yearly = price("30", paid=Billing.MONTHLY), price("24", paid=Billing.YEARLY)
    both = cost(monthly, yearly, of=app(AppKind.EMAIL))
    only = cost(yearly, of=app(AppKind.EMAIL))
    more = cost(monthly, yearly, beyond("1", PriceUnit.RESULT), results="30", **HOLDS_20)

    assert (number(both.usd), number(both.usd_by_the_year), both.by_the_year) == (30, 24, False)
    assert (number(only.usd), number(only.usd_by_the_year), only.by_the_year) == (24, None, True)
    assert (number(more.usd), number(more.usd_by_the_year)) == (40, 34)


def test_prices_that_begin_somewhere_are_said_to() -> None:
    assert cost(price("30", lowest=True), of=app(AppKind.EMAIL)).at_least
    assert not cost(price("30"), of=app(AppKind.EMAIL)).at_least


def test_a_licence_is_bought_once() -> None:
    found = cost(price("295", PriceUnit.ONCE))

    assert (found.state, number(found.usd), number(found.usd_once)) == (CostState.PRICED, 0, 295)


@pytest.mark.parametrize(
    ("currency", "state", "usd"),
    [(Currency.EUR, CostState.PRICED, 36), (Currency.NOK, CostState.NO_RATE, None)],
)
def test_a_currency_without_a_rate_has_a_price_and_no_cost(
    currency: Currency, state: CostState, usd: int | None
) -> None:
    found = cost(price("30", currency=currency), of=app(AppKind.EMAIL))

    assert (found.state, number(found.usd)) == (state, usd)
    assert found.price is not None
    assert found.price.amount == 30


def test_a_plan_without_a_price_has_no_cost() -> None:
    found = cost()

    assert (found.state, number(found.usd), found.price) == (CostState.NO_PRICE, None, None)


def test_the_sellers_price_counts_before_what_others_say_and_both_stand() -> None:
    own, rival = price("30"), price("25", standing=PriceStanding.RIVAL, source="others")
    for rows in ((own, rival), (rival, own)):
        toy = catalog(*rows)
        assert query.plan_price(toy, "basic", ON) is own
        assert query.rival_prices(toy, "basic", ON) == (rival,)


def test_a_rival_counts_where_it_is_the_sellers_own() -> None:
    """Whoever ticked the wrong one of two is overruled by who says it."""
    ticked = price("25", source="others")
    own = price("30", standing=PriceStanding.RIVAL)
    toy = catalog(ticked, own)

    assert query.plan_price(toy, "basic", ON) is own
    assert query.rival_prices(toy, "basic", ON) == (ticked,)


def test_a_price_whose_page_nobody_could_reading_part_is_old_and_not_gone() -> None:
    """An app whose only source is dead keeps what it said, with the day."""
    long_ago = ON - timedelta(days=400)
    only = price("30", valid_from=long_ago, as_of=long_ago)
    toy = catalog(only, of=app(AppKind.EMAIL))
    volume, kind = Volume(results=Decimal(1), takes=CLIPS), toy.apps[0].main_kind
    found = plan_cost(toy, toy.app_plans[0], volume, ON, kind=kind)

    assert number(found.usd) == 30
    age = ages.age_of(toy, only, ON, NEVER_SEEN_AGAIN)
    assert query.current(toy, only, ON)
    assert age is not None
    assert (age.seen, age.days, age.is_old, age.asks) == (long_ago, 400, True, True)


def test_the_cheapest_plan_that_does_it_is_named_and_none_that_does_not() -> None:
    plans = (
        plan("small", **HOLDS_20),
        plan("large", capacity=Decimal(300), capacity_unit=PriceUnit.RESULT),
        plan("odd"),
    )
    rows = (price("9", of="small"), price("90", of="large"), price("5", of="odd"))
    toy = catalog(*rows, plans=plans)
    kind = toy.apps[0].main_kind
    few, many, most = (Volume(results=Decimal(results), takes=CLIPS) for results in (20, 290, 301))
    first = [app_costs(toy, toy.apps[0], volume, ON, kind=kind)[0] for volume in (few, many, most)]

    assert [(cost.plan.slug, cost.state is CostState.PRICED) for cost in first[:2]] == [
        ("small", True),
        ("large", True),
    ]
    assert first[2].state is not CostState.PRICED
    assert [found.plan.slug for found in app_costs(toy, toy.apps[0], many, ON, kind=kind)] == [
        "large",
        "odd",
        "small",
    ]


def test_an_app_that_comes_with_the_plan_of_another_costs_what_that_does() -> None:
    other = replace(app(AppKind.CODING), slug="coder", name="Coder")
    toy = replace(
        catalog(price("20", PriceUnit.SEAT_MONTH), plans=(plan(also_holds=("coder",)),)),
        apps=(app(), other),
    )
    (found,) = app_costs(
        toy, other, Volume(results=Decimal(5), takes=CLIPS), ON, kind=other.main_kind
    )

    assert (found.state, number(found.usd), found.plan.slug) == (CostState.PRICED, 20, "basic")


JOB = UseCase(
    slug="calls",
    name="Answer calls",
    result="calls",
    industry="a",
    inputs=(Medium.TEXT,),
    outputs=(Medium.TEXT,),
    tasks=(),
    unit="call",
    unit_plural="calls",
    source="a",
    as_of=ON,
)
SPOKEN = {"outputs": (Medium.SPEECH,), "media_amount": Decimal(60)}


@pytest.mark.parametrize(
    ("facts", "measure", "amount"),
    [
        ({"tokens_in": 300, "tokens_out": 130}, Measure.CHARACTER, "600"),
        ({"tokens_in": 300, "tokens_out": 130}, Measure.TOKEN, "430"),
        ({"outputs": (Medium.IMAGE,), "media_amount": Decimal(4)}, Measure.PICTURE, "4"),
        ({"outputs": (Medium.IMAGE,), "media_amount": Decimal(4)}, Measure.SECOND, "120"),
        ({"outputs": (Medium.VIDEO,), "media_amount": Decimal(15)}, Measure.SECOND, "15"),
        (SPOKEN | {"inputs": (Medium.TEXT,)}, Measure.CHARACTER, "900"),
        # what is dubbed is no text that is read aloud
        (SPOKEN | {"inputs": (Medium.VIDEO,)}, Measure.CHARACTER, None),
        ({}, Measure.SECOND, "120"),
        ({}, Measure.PAGE, "3"),
        ({}, Measure.PICTURE, None),
        ({}, Measure.TOKEN, None),
        ({}, Measure.RESULT, "1"),
    ],
)
def test_what_one_result_takes_is_what_the_editors_estimate(
    facts: dict[str, Any], measure: Measure, amount: str | None
) -> None:
    solution = Solution(
        use_case="calls",
        kinds=(SolutionKind.NONE,),
        reason="x",
        minutes_each=Decimal(2),
        pages_each=Decimal(3),
        source="a",
        as_of=ON,
    )
    takes = takes_of(Catalog(solutions=(solution,)), replace(JOB, **facts))

    assert takes.get(measure) == (None if amount is None else Decimal(amount))


def test_what_is_bought_once_it_is_chosen_is_not_bought_for_each_try() -> None:
    """Who sells the licence of a download is paid for what is used, not for what was looked at."""
    pictures = {Measure.RESULT: Decimal(1), Measure.PICTURE: Decimal(6)}
    generator = app(AppKind.IMAGE_GENERATOR)
    licence, picture = (
        cost(price("75", unit), takes=pictures, of=generator)
        for unit in (PriceUnit.RESULT, PriceUnit.IMAGE)
    )

    assert number(licence.usd) == 7500
    assert number(picture.usd) == 7500 * 6 * AppKind.IMAGE_GENERATOR.tries


def test_no_firm_is_told_to_buy_a_single_licence_hundreds_of_times() -> None:
    """Who sells by the single licence says nothing of a month."""
    real = starter_catalog()
    maker, job = real.app["exactly-ai"], real.use_case["graphic-design"]
    volume = Volume(results=Decimal(300), takes=takes_of(real, job))
    (found,) = app_costs(real, maker, volume, ON, kind=maker.main_kind)

    assert (found.state, found.usd) == (CostState.UNIT_UNKNOWN, None)


def test_no_unit_holds_nothing_of_its_measure() -> None:
    for unit in PriceUnit:
        assert unit.times > 0, unit
        assert unit.measure is not None or unit.times == 1, unit


def test_every_public_plan_has_a_cost_or_a_reason_for_every_job_it_is_made_for() -> None:
    """No figure is below the plan's own cost.

    None is given where a state says that there is none.
    """
    real = starter_catalog()
    for row in real.apps:
        for job in row.made_for:
            volume = Volume(results=Decimal(300), takes=takes_of(real, real.use_case[job]))
            for found in app_costs(real, row, volume, ON, kind=row.main_kind):
                if found.state is CostState.PRICED:
                    assert found.usd is not None
                    assert found.usd >= 0
                    assert found.holds is None or found.holds >= 300 or found.beyond is not None
                elif found.state in {CostState.NO_PRICE, CostState.NO_RATE}:
                    assert found.usd is None


@pytest.mark.parametrize(
    ("takes", "results"),
    [
        (Measure.TOKEN, 3 * FREE_RESULTS),
        (Measure.PICTURE, FREE_RESULTS),
        (Measure.SECOND, FREE_RESULTS),
    ],
)
def test_free_plans_of_all_count_for_texts_alone(takes: Measure, results: int) -> None:
    volume = Volume(results=Decimal(1), takes={takes: Decimal(1)}, people=3)

    assert volume.free_results == results
