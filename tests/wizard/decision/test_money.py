"""What is bought once is counted once, and a job for which AI does not pay is left as it is."""

from dataclasses import replace
from decimal import Decimal
from random import Random
from typing import Any

import pytest

from catalog.vocabulary import MachineSize, Material, Medium, PriceUnit
from tests.wizard.decision.cases import CATALOG, decided, job
from tests.wizard.decision.firms import day
from wizard.decision.answers import Answers, Job
from wizard.decision.decide import rankings_of
from wizard.decision.explain import sentence
from wizard.decision.fees import HOURS_A_MONTH, machine_prices
from wizard.decision.vocabulary import (
    Check,
    Exactness,
    Place,
    Preference,
    State,
    Use,
    Way,
    WrongResult,
)
from wizard.sensitivity.changes import what_would_change

CARD = (
    next(price.likely for size, price in machine_prices(CATALOG).items() if size == "card")
    * HOURS_A_MONTH
)


def test_machine_that_holds_all_tasks_is_counted_once() -> None:
    jobs = (job("brand-voice-check"), job("onboarding-qa", 3000), job("maintenance-assistant"))
    decision = decided(*jobs, place=Place.OWN_SERVERS, use=Use.BUILT_IN)

    assert {part.pick.model for part in decision.parts if part.pick} == {"gemma-4-31b"}
    (line,) = decision.bill.lines
    assert (line.way, len(line.parts)) == (Way.MACHINE, 3)
    assert decision.bill.usd_month == pytest.approx(CARD, abs=0.01)
    assert decision.bill.usd_once == 2500


def test_machine_that_does_not_hold_all_is_bought_besides() -> None:
    """62 GB of words and 12 GB of pictures do not fit into the 68 of one card; the measured words of mock-ups do beside them."""
    jobs = (job("brand-voice-check", 3000), job("ui-mockup", 3000))
    decision = decided(*jobs, place=Place.OWN_SERVERS, use=Use.BUILT_IN)

    assert [(line.name, len(line.parts)) for line in decision.bill.lines] == [
        ("card", 1),
        ("card", 2),
    ]


def test_seats_of_a_product_are_counted_once() -> None:
    jobs = (job("hotel-review-reply", 2000), job("support-email-reply", 2000))
    decision = decided(*jobs, use=Use.BY_HAND, people=12)

    (line,) = decision.bill.lines
    assert len(line.parts) == 2
    assert line.count == 12
    assert decision.bill.usd_month == pytest.approx(12 * 14)


def test_everybody_who_will_use_it_gets_a_seat_and_of_several_jobs_those_who_have_a_week_of_its_work() -> (
    None
):
    """500 replies of 6 minutes are fifty hours a month: more than a week of one person."""
    one = decided(job("hotel-review-reply", 500), use=Use.BY_HAND, people=5)
    several = decided(
        job("hotel-review-reply", 500), job("virtual-staging", 300), use=Use.BY_HAND, people=5
    )

    assert [
        decision.parts[0].seat.seats for decision in (one, several) if decision.parts[0].seat
    ] == [5, 2]


def test_seller_is_connected_once() -> None:
    jobs = (job("product-description", 3000), job("review-insights", 3000))
    decision = decided(*jobs, use=Use.BUILT_IN)

    sellers = {
        part.pick.offer.partition("@")[2]
        for part in decision.parts
        if part.pick and part.pick.offer
    }
    assert decision.bill.usd_once == 2500 * len(sellers)
    assert decision.bill.usd_month == pytest.approx(
        sum(part.pick.fee or 0 for part in decision.parts if part.pick)
    )


@pytest.mark.parametrize("use", Use)
@pytest.mark.parametrize("per_month", [1, 10, 100, 1000, 10_000])
def test_job_is_left_as_it_is_exactly_where_reading_takes_longer_than_pays(
    per_month: int, use: Use
) -> None:
    """By hand: seats and two minutes of pasting. Built in: fees and the connection over a year. 80 of 100 are usable.

    Reading and mending one of six minutes is counted with 1.8.
    """
    decision = decided(job("hotel-review-reply", per_month), use=use, people=4)
    (part,) = decision.parts

    taken = part.seat if use is Use.BY_HAND else part.pick
    assert taken is not None
    assert part.pick is not None
    monthly = (part.seat.usd_month or 0) if part.seat else part.pick.fee or 0
    setup = 0 if use is Use.BY_HAND else 2500 / 12
    share, pasting, cent_a_minute = part.pick.share or 0, 2 if use is Use.BY_HAND else 0, 30 / 60
    below = (
        share * (6 - setup / per_month / cent_a_minute)
        - monthly / per_month / cent_a_minute
        - pasting
    )
    assert (part.state is State.LEAVE) == (below <= 1.8)
    assert part.pays_below_minutes == pytest.approx(0 if below <= 1.8 else below, abs=0.06)
    assert (part.pilot is None) == (part.state is State.LEAVE)


@pytest.mark.parametrize("use", Use)
def test_month_at_the_limit_costs_as_much_as_by_hand(use: Use) -> None:
    """What a month costs with the plan, at as many minutes for each, is what the usable results cost by hand."""
    decision = decided(job("hotel-review-reply", 1000), use=use, people=4)
    (part,), (line,) = decision.parts, decision.bill.lines
    money, hour = part.money, 1000 * 30 / 60
    assert money is not None
    assert (money.by_use + money.fixed, money.care) == (line.usd_month, 0)
    assert money.reading == pytest.approx(1.8)
    assert money.setup * 12 == pytest.approx(decision.bill.usd_once)

    paid = money.by_use + money.fixed + money.pasting * hour + money.below_minutes * hour
    assert paid == pytest.approx(money.share * (6 * hour - money.setup))


def test_job_that_is_left_says_from_how_many_results_it_pays() -> None:
    few = decided(job("hotel-review-reply", 10), use=Use.BUILT_IN).parts[0]
    assert few.state is State.LEAVE
    assert few.pays_from is not None

    assert (
        decided(job("hotel-review-reply", round(few.pays_from * 1.05)), use=Use.BUILT_IN)
        .parts[0]
        .state
        is State.PICKED
    )


@pytest.mark.parametrize(
    "paid", ["google-workspace-business-standard", "microsoft-365-copilot-business"]
)
def test_job_that_does_not_pay_built_in_is_done_by_hand_in_an_app_that_is_paid_for(
    paid: str,
) -> None:
    """Ten replies of thirty minutes are 300 minutes a month: less than to connect a seller, more than to paste ten times."""
    asked = job("hotel-review-reply", 10, minutes_by_hand=Decimal(30))
    without, with_app = (
        decided(asked, use=Use.BUILT_IN, paid=apps).parts[0] for apps in ((), (paid,))
    )

    assert without.state is State.LEAVE
    assert (with_app.state, with_app.way, with_app.advised) == (State.PICKED, Way.SEAT, True)
    assert with_app.seat is not None
    assert (with_app.seat.app_plan, with_app.seat.usd_month) == (paid, 0)
    assert with_app.reasons[0].rule == "by-hand-in-what-is-paid-for"
    assert with_app.pays_below_minutes == pytest.approx(0.8 * 30 - 2, abs=0.06)


@pytest.mark.parametrize(
    ("slug", "minutes"), [("hotel-review-reply", "0.5"), ("customer-support-chatbots", "30")]
)
def test_job_is_left_all_the_same_where_pasting_takes_longer_or_it_is_sold_by_use_alone(
    slug: str, minutes: str
) -> None:
    asked = job(slug, 10, minutes_by_hand=Decimal(minutes))
    (part,) = decided(asked, use=Use.BUILT_IN, paid=("google-workspace-business-standard",)).parts

    assert part.state is State.LEAVE


def test_nothing_is_said_to_pay_or_not_without_a_wage() -> None:
    part = decided(job("hotel-review-reply", 300), use=Use.BUILT_IN, wage_usd=None).parts[0]

    assert (part.state, part.pays_below_minutes) == (State.PICKED, None)


def test_job_that_nobody_reads_is_left_where_fees_cost_more_than_the_work() -> None:
    given = {"use": Use.BUILT_IN, "check": Check.NOBODY}
    few = decided(job("support-email-triage", 20, wrong_result=WrongResult.NUISANCE), **given)
    many = decided(job("support-email-triage", 20_000, wrong_result=WrongResult.NUISANCE), **given)

    assert [each.parts[0].state for each in (few, many)] == [State.LEAVE, State.PICKED]
    assert many.parts[0].pays_below_minutes is None


@pytest.mark.parametrize(("results", "size"), [(100, "pc"), (8_000, "card"), (20_000, None)])
def test_machine_makes_so_many_in_a_month_or_is_not_advised(results: int, size: str | None) -> None:
    """One card makes 60 of them an hour, a PC 15, and a month has 176 hours."""
    (part,) = decided(
        job("game-3d-asset", results), place=Place.OWN_SERVERS, use=Use.BUILT_IN
    ).parts

    assert {choice.machine for choice in part.to_try} == ({size} if size else set())


@pytest.mark.parametrize(
    ("slug", "seconds", "longer"),
    [("video-production", 10, 30), ("podcast-voice-over", 60, 180), ("background-music", 90, 270)],
)
def test_what_plays_longer_costs_more(slug: str, seconds: int, longer: int) -> None:
    """Three times as long takes three times the seconds, and so three times the fees of the same offer."""
    usual, long = (
        fees_of(job(slug, 1000, length=length)) for length in (None, Decimal(longer) / seconds)
    )
    timed = [offer for offer in usual.keys() & long.keys() if not priced_by_generation(offer)]

    assert timed
    assert [long[offer] for offer in timed] == pytest.approx([3 * usual[offer] for offer in timed])


def fees_of(wanted: Job) -> dict[str, float]:
    """Return the fees of a month of the models that are paid for by use, by the slug of the offer."""
    answers = Answers(jobs=(wanted,), wage_usd=Decimal(30), use=Use.BUILT_IN)
    (ranking,) = rankings_of(answers, CATALOG, day())
    found = [each for each in (*ranking.table, *ranking.to_try) if each.cost is not None]
    return {each.row.offer.slug: each.fees for each in found if each.row.offer is not None}


def priced_by_generation(offer: str) -> bool:
    return any(row.unit is PriceUnit.GENERATION for row in CATALOG.prices_of[offer])


def test_images_are_counted_and_not_timed() -> None:
    usual, long = (
        decided(job("menu-photos", 1000, length=length)).parts[0].pick
        for length in (None, Decimal(3))
    )

    assert usual is not None
    assert long is not None
    assert (usual.model, usual.fee) == (long.model, long.fee)


@pytest.mark.parametrize(
    ("slug", "few", "given"),
    [
        ("product-description", 5, {"use": Use.BUILT_IN, "budget_usd": Decimal("0.001")}),
        ("game-3d-asset", 1, {"use": Use.BUILT_IN}),
        ("menu-photos", 5, {"use": Use.BY_HAND, "place": Place.EU}),
    ],
)
@pytest.mark.parametrize("wage", [None, Decimal(30)])
def test_nobody_asks_or_raises_a_limit_for_little_work(
    slug: str, few: int, given: dict[str, Any], wage: Decimal | None
) -> None:
    """Up to two hours by hand a month; above them the question stands."""
    (left,) = decided(job(slug, few, minutes_by_hand=Decimal(20)), wage_usd=wage, **given).parts
    (asked,) = decided(job(slug, 2000, minutes_by_hand=Decimal(20)), wage_usd=wage, **given).parts

    assert left.state is State.LEAVE
    assert not asked.advised
    assert asked.state is not State.LEAVE


def test_limit_on_cost_is_not_raised_where_it_would_not_pay() -> None:
    """A card costs $660 a month and the work by hand $500; ten times as much work is worth more than the card."""
    given = {"use": Use.BUILT_IN, "place": Place.OWN_SERVERS, "budget_usd": Decimal(20)}
    slug = "clinical-note-summary"
    little, much = (
        decided(job(slug, n, minutes_by_hand=Decimal(10)), **given).parts[0] for n in (100, 10_000)
    )

    assert (little.state, much.state) == (State.LEAVE, State.OVER_BUDGET)
    assert little.pays_from is not None
    assert 100 < little.pays_from < 10_000


@pytest.mark.parametrize(
    ("slug", "results", "left"),
    [
        ("energy-report", 1, True),  # ten minutes a month
        ("energy-report", 300, False),  # fifty hours
        ("grant-application", 1, False),  # fifteen hours
        ("short-video-ad", 1, True),  # eight hours
    ],
)
def test_nothing_is_connected_for_little_work_alone(slug: str, results: int, left: bool) -> None:  # noqa: FBT001
    """Nobody named a wage, so nobody knows whether it pays; the usual minutes of the use case count."""
    given = {"use": Use.BUILT_IN, "wage_usd": None}
    (part,) = decided(job(slug, results, minutes_by_hand=None), **given).parts

    assert (part.state is State.LEAVE) == left


def test_what_is_connected_anyway_serves_little_work_too() -> None:
    given = {"use": Use.BUILT_IN, "wage_usd": None}
    small, large = job("hotel-review-reply", 10), job("support-email-reply", 3000)
    alone, both = decided(small, **given), decided(small, large, **given)

    assert alone.parts[0].state is State.LEAVE
    assert both.parts[0].state is State.PICKED
    assert len(both.bill.connections) == 1


def test_own_words_without_minutes_are_little_by_their_results() -> None:
    own = Job(key="own-text", medium=Medium.TEXT, name="Answer letters")
    given = {"use": Use.BUILT_IN, "wage_usd": None}
    states = [decided(replace(own, per_month=Decimal(n)), **given).parts[0].state for n in (19, 20)]

    assert states == [State.LEAVE, State.PICKED]


@pytest.mark.parametrize("seed", range(12))
def test_what_is_bought_stays_within_the_limit_on_cost(seed: int) -> None:
    """Also where a job that was left as it is pays with what the others leave."""
    chance = Random(seed)  # noqa: S311 (a test)
    for _ in range(5):
        slugs = chance.sample([case.slug for case in CATALOG.use_cases], chance.choice((2, 3)))
        jobs = [
            job(
                slug,
                chance.choice((5, 20, 60, 200)),
                minutes_by_hand=Decimal(chance.choice((5, 15, 40, 120))),
            )
            for slug in slugs
        ]
        limit, people = chance.choice((20, 30, 40, 60, 100)), chance.choice((1, 2, 5))
        bill = decided(*jobs, use=Use.BY_HAND, people=people, budget_usd=Decimal(limit)).bill
        assert not bill.advised or (bill.usd_month or 0) <= limit + 0.01, (slugs, limit)


def test_a_job_that_is_left_does_not_spend_the_limit_a_second_time() -> None:
    """A baker's replies, which are private, cost $14 and the pictures $20: a limit of $20 pays for one of them."""
    replies = job(
        "hotel-review-reply", 25, minutes_by_hand=Decimal(10), material=(Material.PERSONAL,)
    )
    pictures = job(
        "menu-photos",
        5,
        minutes_by_hand=Decimal(60),
        material=(Material.NONE,),
        wrong_result=WrongResult.NUISANCE,
    )
    given = {"use": Use.BY_HAND, "people": 1, "place": Place.ANYWHERE, "wage_usd": Decimal(22)}

    assert (decided(replies, pictures, budget_usd=Decimal(20), **given).bill.usd_month or 0) <= 20
    assert decided(replies, pictures, budget_usd=Decimal(34), **given).bill.usd_month == 34


def test_the_only_one_to_try_takes_its_part_of_the_limit_too() -> None:
    """Nobody has measured music; where one alone may be tried, the jobs after it have what it leaves of the limit."""
    spoken = job(
        "background-music", 20_000, minutes_by_hand=Decimal(5), material=(Material.CONFIDENTIAL,)
    )
    texts = job("brand-voice-check", 20_000, wrong_result=WrongResult.NUISANCE)
    given = {"use": Use.BUILT_IN, "place": Place.ANYWHERE, "preference": Preference.BEST}
    (voice,) = decided(spoken, **given).parts
    assert (voice.state, len(voice.to_try)) == (State.UNMEASURED, 1)
    usd = voice.to_try[0].fee or 0.0

    for limit in (usd + 100, usd + 400, usd + 1000):
        bill = decided(spoken, texts, budget_usd=Decimal(str(limit)), **given).bill
        assert not bill.advised or (bill.usd_month or 0.0) <= limit + 0.01


def test_what_never_pays_names_no_volume_from_which_it_would() -> None:
    """The minutes of reading are those by hand: what is left is an error of rounding."""
    own = Job(
        key="own-text", medium=Medium.TEXT, name="Check doses", per_month=Decimal(600), minutes_by_hand=Decimal(4),
        wrong_result=WrongResult.HARM, material=(Material.PERSONAL,), exactness=Exactness.LIKELY,
    )  # fmt: skip
    (part,) = decided(
        own, use=Use.BY_HAND, people=4, place=Place.EU, check=Check.EVERY, wage_usd=Decimal(35)
    ).parts

    assert (part.state, part.pays_from) == (State.LEAVE, None)
    assert part.reasons[0].rule == "never-pays"


def test_a_list_whose_wording_is_over_the_limit_says_what_the_limit_buys() -> None:
    listed = job(
        "customs-classification", 3000, exactness=Exactness.LISTED, wrong_result=WrongResult.LAW
    )
    states = []
    for limit in (1, 100_000):
        (part,) = decided(listed, use=Use.BUILT_IN, budget_usd=Decimal(limit)).parts
        states.append((part.state, part.over is not None and part.over.results > 0))

    assert states == [(State.OVER_BUDGET, True), (State.LIST, False)]


@pytest.mark.parametrize("size", list(MachineSize))
@pytest.mark.parametrize(
    "slug", ["brand-voice-check", "onboarding-qa", "maintenance-assistant", "contract-review"]
)
def test_leave_to_rent_a_machine_takes_nothing_away(slug: str, size: MachineSize) -> None:
    given = {"use": Use.BUILT_IN, "place": Place.OWN_SERVERS, "machine_limit": size}
    bills = [decided(job(slug, 3000), rented_counts=may, **given).bill for may in (False, True)]

    assert bills[1].advised or not bills[0].advised
    assert (bills[1].usd_month or 0) <= (bills[0].usd_month or 0) or not bills[0].advised


def test_no_copy_that_nobody_measured_runs_where_somebody_could_be_hurt() -> None:
    given = {"use": Use.BUILT_IN, "place": Place.OWN_SERVERS, "machine_limit": MachineSize.PC}
    picks = {}
    for stakes in (WrongResult.MONEY, WrongResult.HARM):
        (part,) = decided(job("brand-voice-check", 3000, wrong_result=stakes), **given).parts
        assert part.pick is not None
        picks[stakes] = "other-precision" in part.pick.marks

    assert picks == {WrongResult.MONEY: True, WrongResult.HARM: False}


def test_work_that_has_to_be_there_all_day_does_not_keep_a_card_on_that_is_paid_at_night() -> None:
    """Sorting overnight takes 8 hours of a rented card; a text of one's own would keep it on for 176."""
    given = {
        "place": Place.OWN_SERVERS,
        "machine_limit": MachineSize.CARD,
        "rented_counts": True,
        "use": Use.BUILT_IN,
    }
    night, day_ = (
        job("ediscovery-classification", 100),
        job("brand-voice-check", 100, wrong_result=WrongResult.NUISANCE),
    )
    apart = [decided(each, **given).bill.usd_month or 0 for each in (night, day_)]

    assert (decided(night, day_, **given).bill.usd_month or 0) <= sum(apart)


@pytest.mark.parametrize("rented", [True, False])
def test_a_measured_card_comes_before_a_copy_on_a_pc_that_nobody_measured(rented: bool) -> None:  # noqa: FBT001
    """The measured weights need a card; a smaller copy of them would fit on a PC for a sixth of the money."""
    given = {
        "use": Use.BUILT_IN,
        "place": Place.OWN_SERVERS,
        "machine_limit": MachineSize.CARD,
        "check": Check.SAMPLE,
    }
    photos = job(
        "visual-defect-description",
        20000,
        minutes_by_hand=Decimal(1),
        material=(Material.CONFIDENTIAL,),
    )
    (free,) = decided(photos, rented_counts=rented, **given).parts
    (short,) = decided(photos, rented_counts=rented, budget_usd=Decimal(200), **given).parts

    assert free.pick is not None
    assert (free.pick.machine, "other-precision" in free.pick.marks) == (MachineSize.CARD, False)
    assert short.pick is not None
    assert (short.pick.machine, "other-precision" in short.pick.marks) == (MachineSize.PC, True)


def test_a_list_over_the_limit_says_that_another_limit_changes_it() -> None:
    answers = Answers(
        jobs=(
            job(
                "customs-classification",
                3000,
                exactness=Exactness.LISTED,
                wrong_result=WrongResult.LAW,
            ),
        ),
        use=Use.BUILT_IN,
        budget_usd=Decimal(1),
    )
    lines = what_would_change(rankings_of(answers, CATALOG, day()))

    assert (
        "You set no limit on cost: take the answer from your list, and let a model only word it."
        in {sentence(line, CATALOG) for line in lines}
    )


@pytest.mark.parametrize("size", [MachineSize.SERVER, MachineSize.CLUSTER])
def test_who_owns_a_larger_machine_is_not_told_to_do_without(size: MachineSize) -> None:
    """Eight cards cost more than these letters take by hand; one card does not, and does them too."""
    letters = Job(
        key="own-text",
        medium=Medium.TEXT,
        name="Prepare the letters to tenants",
        per_month=Decimal(300),
        minutes_by_hand=Decimal(45),
        wrong_result=WrongResult.LAW,
        material=(Material.PERSONAL,),
    )
    given = {
        "use": Use.BUILT_IN,
        "place": Place.OWN_SERVERS,
        "rented_counts": True,
        "wage_usd": Decimal(45),
    }
    card, larger = (
        decided(letters, machine_limit=each, **given).parts[0] for each in (MachineSize.CARD, size)
    )

    assert card.state is State.PICKED
    assert (larger.state, larger.pick) == (card.state, card.pick)
    assert larger.reasons[0].rule == "on-a-smaller-machine"
    assert (card.money, card.must_loses) == (larger.money, larger.must_loses)


def test_what_is_connected_at_three_sellers_needs_work_for_three() -> None:
    """Nobody knows the minutes of a call; five are usual. Three models at three sellers hear, answer and speak."""
    states = {}
    for calls in (250, 320):  # 21 and 27 hours; eight for each seller are 24
        states[calls] = {
            part.state
            for part in decided(job("support-voice-agent", calls, minutes_by_hand=None)).parts
        }

    assert states[250] == {State.LEAVE}
    assert State.LEAVE not in states[320]
