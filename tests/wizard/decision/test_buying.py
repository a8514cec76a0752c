"""Apps for people who work by hand, and what stands beside a question about one."""

from dataclasses import replace
from decimal import Decimal
from itertools import islice
from typing import Any

import pytest

from catalog.plan_terms import stays_in_the_eu
from catalog.vocabulary import AppQuestion, Known, MachineSize, Material, SoldAs, Training
from tests.advice.sweep import random_answers
from tests.wizard.decision.cases import CATALOG, decided, decided_on, job, without_voices_in_the_eu
from tests.wizard.decision.firms import day
from wizard.decision.answers import Answers
from wizard.decision.buying import made_for, training_of
from wizard.decision.decide import decide
from wizard.decision.evidence import THINKING
from wizard.decision.explain import sentence
from wizard.decision.tasks import tasks
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


def names(slug: str) -> dict[str, set[str]]:
    """Return the apps that are made for each task of a use case."""
    return {
        task.kind.value: {
            app_plan.slug for app_plan in CATALOG.app_plans if made_for(app_plan, task)
        }
        for task in tasks(Answers(jobs=(job(slug),)), CATALOG)
    }


@pytest.mark.parametrize(
    ("slug", "kind", "there", "not_there"),
    [
        ("cv-screening-summary", "language", "google-workspace-business-standard", "deepl-pro"),
        ("catalog-translation", "language", "deepl-pro", "suno"),
        ("code-review", "language", "github-copilot-business", "claude-pro"),
        ("menu-photos", "image", "canva-business", "runway-standard"),
        ("short-video-ad", "video", "runway-standard", "canva-business"),
        ("podcast-voice-over", "speech", "elevenlabs-creator", "descript-creator"),
        ("background-music", "music", "suno", "elevenlabs-creator"),
        ("meeting-minutes", "transcription", "google-workspace-business-standard", "suno"),
        (
            "visit-dictation",
            "transcription",
            "descript-creator",
            "google-workspace-business-standard",
        ),
    ],
)
def test_product_is_named_for_what_it_is_made_for(
    slug: str, kind: str, there: str, not_there: str
) -> None:
    assert there in names(slug)[kind]
    assert not_there not in names(slug)[kind]


def test_meeting_and_its_minutes_are_one_product() -> None:
    decision = decided(job("meeting-minutes", 1000), use=Use.BY_HAND, people=5)

    assert {part.seat.app_plan for part in decision.parts if part.seat} == {
        "google-workspace-business-standard"
    }
    assert len(decision.bill.lines) == 1


@pytest.mark.parametrize("slug", ["background-music", "podcast-voice-over"])
def test_work_by_hand_that_nobody_measures_gets_a_product_to_try(slug: str) -> None:
    (part,) = [
        part
        for part in decided(job(slug, 300), use=Use.BY_HAND).parts
        if part.state is State.UNMEASURED
    ]

    assert part.seat is not None
    assert part.advised
    assert part.reasons[1].rule == "seat-not-measured"


COPILOT = "microsoft-365-copilot-business"
EUROPE = {"use": Use.BY_HAND, "place": Place.EU, "people": 4}


@pytest.mark.parametrize(
    ("check", "paid", "seat", "now"),
    [
        (Check.EVERY, True, COPILOT, None),
        (Check.SAMPLE, True, None, COPILOT),
        (Check.EVERY, False, None, None),
        (Check.SAMPLE, False, None, None),
    ],
)
def test_product_a_step_below_that_is_paid_comes_before_a_question(
    check: Check,
    paid: bool,  # noqa: FBT001
    seat: str | None,
    now: str | None,
) -> None:
    """In the EU nobody states a region of the first; Copilot states it, and its best model loses 56 of 100.

    Where only some are read it stands beside the question; without the licence that it needs it is not proposed.
    """
    given = EUROPE | {"check": check, "paid": (COPILOT,) if paid else ()}
    (part,) = decided(job("hotel-review-reply", 1000), **given).parts
    proposed = part.seat or part.seat_now

    assert part.seats_to_ask
    assert (part.seat and part.seat.app_plan, part.seat_now and part.seat_now.app_plan) == (
        seat,
        now,
    )
    if proposed is not None:
        assert stays_in_the_eu(CATALOG, CATALOG.app_plan[proposed.app_plan]).meets is Known.YES
        assert proposed.loses is not None
        assert 55 < proposed.loses <= 60
    assert ("seat-a-step-below-paid" in {reason.rule for reason in part.reasons}) == (
        seat is not None
    )


def test_what_is_paid_comes_before_a_new_product_that_is_a_little_better() -> None:
    given = {"use": Use.BY_HAND, "people": 4}
    paid = decided(job("hotel-review-reply", 1000), paid=(COPILOT,), **given).parts[0]
    new = decided(job("hotel-review-reply", 1000), **given).parts[0]

    assert paid.seat is not None
    assert new.seat is not None
    assert (paid.seat.app_plan, paid.seat.usd_month) == (COPILOT, 0)
    assert (paid.seat.loses or 0) > 55 >= (new.seat.loses or 0)


def test_plan_of_a_product_that_is_paid_says_nothing_of_its_other_plans() -> None:
    """Who pays for the plan of one person does not pay for the one of firms, whose terms are others."""
    given = {"use": Use.BY_HAND, "people": 2, "check": Check.EVERY}
    letters = job("hotel-review-reply", 1000, material=(Material.PERSONAL,))
    (of_a_firm,) = decided(letters, paid=("chatgpt-business",), **given).parts
    (of_a_person,) = decided(letters, paid=("chatgpt-plus",), **given).parts

    assert of_a_firm.seat is not None
    assert (of_a_firm.seat.app_plan, of_a_firm.seat.paid) == ("chatgpt-business", True)
    assert of_a_person.seat is None or not of_a_person.seat.paid


def test_app_that_says_nothing_of_training_is_held_to_its_data_terms() -> None:
    letters = job("hotel-review-reply", 1000, material=(Material.PERSONAL,))
    answers = Answers(
        jobs=(letters,), wage_usd=Decimal(30), use=Use.BY_HAND, paid=("chatgpt-business",)
    )
    unsaid = tuple(
        row for row in CATALOG.app_statements if row.question is not AppQuestion.TRAINING
    )

    assert (
        decide(answers, replace(CATALOG, app_statements=unsaid), day()).parts[0].seat
        == decide(answers, CATALOG, day()).parts[0].seat
    )


@pytest.mark.parametrize("slug", [row.slug for row in CATALOG.app_plans if row.advised_for])
def test_product_is_called_paid_only_where_its_own_plan_is(slug: str) -> None:
    for use_case in ("hotel-review-reply", "code-review", "menu-photos", "background-music"):
        for part in decided(
            job(use_case, 100), use=Use.BY_HAND, people=5, paid=(slug,), check=Check.EVERY
        ).parts:
            seats = [
                seat
                for seat in (part.seat, part.seat_now, part.seat_challenger, *part.seats_to_ask)
                if seat
            ]
            assert {seat.app_plan for seat in seats if seat.paid} <= {slug}
            assert all(seat.usd_month == 0 for seat in seats if seat.paid)


@pytest.mark.parametrize("budget", [70, 83, 100, 140, 1000])
def test_seats_that_one_job_bought_serve_the_next_where_no_money_is_left(budget: int) -> None:
    """200 hours of reviews and 100 of texts take eight seats, of $14: with less the limit says how many do both."""
    decision = decided(
        job("hotel-review-reply", 600, minutes_by_hand=Decimal(20)),
        job("product-description", 300, minutes_by_hand=Decimal(20)),
        use=Use.BY_HAND,
        people=15,
        check=Check.EVERY,
        budget_usd=Decimal(budget),
        wage_usd=Decimal(30),
    )

    (line,) = decision.bill.lines
    assert [part.state for part in decision.parts] == [State.PICKED, State.PICKED]
    assert line.parts == tuple(part.key for part in decision.parts)
    assert line.count == min(8, budget // 14)
    assert line.usd_month == line.count * 14 <= budget


@pytest.mark.parametrize("stakes", [WrongResult.HARM, WrongResult.LAW])
def test_nothing_stands_beside_the_question_where_harm_is_stated(stakes: WrongResult) -> None:
    given = EUROPE | {"paid": (COPILOT,)}
    (part,) = decided(job("hotel-review-reply", 1000, wrong_result=stakes), **given).parts

    assert part.seats_to_ask
    assert (part.seat, part.seat_now) == (None, None)


def test_reasons_of_a_product_argue_for_the_models_inside_it() -> None:
    decision = decided(
        job("hotel-review-reply", 1000), use=Use.BY_HAND, paid=("notion-business",), people=2
    )
    (part,) = decision.parts

    assert part.seat is not None
    inside = CATALOG.app[CATALOG.app_plan[part.seat.app_plan].app].families
    assert CATALOG.model[part.seat.model].provider in inside
    models = [
        dict(reason.parameters)["model"]
        for reason in part.reasons
        if "model" in dict(reason.parameters)
    ]
    assert models == [part.seat.model]
    assert not any(reason.rule.startswith(("takes-", "challenger-")) for reason in part.reasons)
    assert all(sentence(reason, CATALOG) for reason in part.reasons)


@pytest.mark.parametrize(("per_month", "warned"), [(2000, False), (20_000, True)])
def test_more_work_than_the_people_have_is_asked_about(per_month: int, warned: bool) -> None:  # noqa: FBT001
    """20,000 replies of six minutes are 2,000 hours; four people have 640."""
    decision = decided(
        job("hotel-review-reply", per_month, minutes_by_hand=Decimal(6)), use=Use.BY_HAND, people=4
    )

    rules = [reason.rule for reason in decision.reasons]
    assert ("more-work-than-people" in rules) == warned
    assert not warned or rules[0] == "more-work-than-people"


@pytest.mark.parametrize("slug", [row.slug for row in CATALOG.use_cases])
def test_nobody_is_sent_to_a_host_to_work_there_by_hand(slug: str) -> None:
    """What no app passes for is built in, or, where it is sold by seat alone, not done."""
    given = {"use": Use.BY_HAND, "place": Place.EU, "people": 2, "wage_usd": None}
    for part in decided(job(slug, 1000), **given).parts:
        if part.state in {State.PICKED, State.UNMEASURED}:
            assert (part.way is Way.SEAT) == (part.seat_first is not None)
            assert part.way is Way.SEAT or CATALOG.use_case[slug].sold_as is not SoldAs.SEAT


def test_products_and_fees_stay_within_the_limit_together() -> None:
    """Seats of one app are bought once; the model that words a list is paid for too."""
    jobs = (
        job("support-email-reply", 3000, exactness=Exactness.LISTED),
        job("menu-photos", 40, wrong_result=WrongResult.NUISANCE),
        job("product-description", 100),
        job("background-music", 40, wrong_result=WrongResult.NUISANCE, material=(Material.NONE,)),
    )
    for limit in (15, 30, 45, 60, 90, 120):
        decision = decided(
            *jobs, use=Use.BY_HAND, people=1, budget_usd=Decimal(limit), wage_usd=None
        )

        assert (decision.bill.usd_month or 0) <= limit or not decision.bill.advised


def test_tasks_of_one_job_are_within_the_limit_together_or_beyond_it_together() -> None:
    """The transcripts cost most; the text alone would fit, and be of no use."""
    found = [
        {
            part.state
            for part in decided(
                job("earnings-call-summary", 20_000), use=Use.BUILT_IN, budget_usd=limit
            ).parts
        }
        for limit in map(Decimal, (10, 60, 150, 300, 600, 700, 2000))
    ]

    assert {State.OVER_BUDGET} in found
    assert {State.PICKED} in found
    assert all(len(states) == 1 for states in found)


def test_measured_model_that_waits_for_an_answer_comes_before_an_unmeasured_one() -> None:
    """Of no film model on sale anybody says whether its seller trains on what is sent."""
    clips = job("video-production", 300, material=(Material.CONFIDENTIAL,))
    answers = Answers(jobs=(clips,), use=Use.BUILT_IN)
    (asked,) = decide(answers, CATALOG, day()).parts

    assert asked.state is State.ASK_FIRST
    assert asked.to_try == ()
    assert asked.ask_first[0].points is not None
    waiting = asked.ask_first[0]
    told = tuple(
        replace(row, trains_on_inputs=Training.NO) if row.slug == waiting.offer else row
        for row in CATALOG.offers
    )
    (answered,) = decide(answers, replace(CATALOG, offers=told), day()).parts
    assert answered.pick is not None
    assert answered.pick.model == waiting.model


def test_place_costs_what_the_model_that_is_taken_loses() -> None:
    """On a PC the pick is not the best there; it is compared with the best anywhere all the same."""
    given = {
        "use": Use.BUILT_IN,
        "machine_limit": MachineSize.SERVER,
        "preference": Preference.LOWEST_COST,
    }
    (here,) = decided(job("code-review", 800), place=Place.OWN_SERVERS, **given).parts
    (best,) = decided(
        job("code-review", 800), place=Place.OWN_SERVERS, **given | {"preference": Preference.BEST}
    ).parts

    assert here.must_loses is not None
    assert best.must_loses is not None
    assert here.pick != best.pick
    assert here.must_loses > best.must_loses


def test_job_that_is_left_takes_nothing_of_the_limit_on_cost() -> None:
    """Canva costs the 20 dollars of the limit to the cent."""
    given = {"use": None, "people": 1, "wage_usd": None, "budget_usd": Decimal(20)}
    little, pictures = job("ediscovery-classification", 1), job("blog-header-image", 20)
    parts = decided(little, pictures, **given).parts

    assert parts[0].state is State.LEAVE
    assert [seat.app_plan for seat in parts[1].seats_to_ask] == ["canva-business"]
    assert parts[1] == decided(pictures, **given).parts[0]


LIMITED = [
    *(
        replace(each, people=40, wage_usd=Decimal(30))
        for each in islice(random_answers(CATALOG), 24)
    ),
    *(
        Answers(
            jobs=(
                job(
                    slug, a_month, wrong_result=WrongResult.NUISANCE, material=(Material.PERSONAL,)
                ),
            ),
            check=Check.EVERY,
            use=Use.BY_HAND,
            people=people,
            place=Place.EU,
            wage_usd=Decimal(40),
        )
        for slug in ("meeting-minutes", "support-email-reply", "product-description")
        for a_month in (20, 60)
        for people in (15, 40)
    ),
]


@pytest.mark.parametrize("number", range(len(LIMITED)))
def test_a_limit_on_cost_turns_nothing_that_does_not_pay_into_something_to_use(number: int) -> None:
    """A limit only takes away: forty seats that do not pay are not made to pay by a limit that buys four."""
    without = replace(LIMITED[number], budget_usd=None)
    left = {part.key for part in decide(without, CATALOG, day()).parts if part.state is State.LEAVE}
    for limit in (14, 84, 500):
        parts = decide(replace(without, budget_usd=Decimal(limit)), CATALOG, day()).parts
        assert left <= {part.key for part in parts if part.state is State.LEAVE}, limit


def test_price_comes_before_data_terms_only_where_nothing_is_private() -> None:
    """ChatGPT Plus trains on what it gets until that is switched off; ChatGPT Business does not, and costs more."""
    given = {"use": Use.BY_HAND, "people": 2, "place": Place.ANYWHERE, "wage_usd": Decimal(22)}
    pictures = job("menu-photos", 5, minutes_by_hand=Decimal(60), wrong_result=WrongResult.NUISANCE)
    (public,) = decided(replace(pictures, material=(Material.NONE,)), **given).parts
    (private,) = decided(replace(pictures, material=(Material.PERSONAL,)), **given).parts
    terms = {row.slug: training_of(CATALOG, row) for row in CATALOG.app_plans}

    assert public.seat is not None
    assert private.seat is not None
    assert (public.seat.usd_month or 0) / public.seat.seats < (
        private.seat.usd_month or 0
    ) / private.seat.seats
    assert (terms[public.seat.app_plan], terms[private.seat.app_plan]) == (
        Training.OPT_OUT,
        Training.NO,
    )


REPLIES = job("hotel-review-reply", 25, minutes_by_hand=Decimal(10), material=(Material.NONE,))
MENU = job(
    "menu-photos",
    5,
    minutes_by_hand=Decimal(60),
    material=(Material.NONE,),
    wrong_result=WrongResult.NUISANCE,
)


@pytest.mark.parametrize("limit", [None, 20, 30, 34, 100])
@pytest.mark.parametrize("people", [1, 2])
def test_one_app_serves_two_jobs_where_two_would_cost_more(limit: int | None, people: int) -> None:
    """ChatGPT Plus ($20) makes pictures and is a step below for replies; Gemini ($14) would come beside it, for $34."""
    given = {"use": Use.BY_HAND, "check": Check.EVERY, "people": people, "place": Place.ANYWHERE}
    decision = decided(
        REPLIES, MENU, budget_usd=Decimal(limit) if limit is not None else None, **given
    )
    replies, menu = decision.parts

    assert [part.seat.app_plan for part in decision.parts if part.seat] == [
        "chatgpt-plus",
        "chatgpt-plus",
    ]
    assert (decision.bill.usd_month, len(decision.bill.lines), decision.bill.lines[0].count) == (
        20,
        1,
        1,
    )
    assert "seat-a-step-below-shared" in {reason.rule for reason in replies.reasons}
    assert "seat-a-step-below-shared" not in {reason.rule for reason in menu.reasons}


@pytest.mark.parametrize(
    "given",
    [
        {"check": Check.SAMPLE},  # nobody reads every result, so a step below is too far
        {"material": (Material.PERSONAL,)},  # nobody says whether it trains on what it gets
        {"wrong_result": WrongResult.HARM},
    ],
)
def test_no_app_serves_a_job_that_it_may_not_for_the_sake_of_another(given: dict[str, Any]) -> None:
    check = given.get("check", Check.EVERY)
    replies = replace(REPLIES, **{key: value for key, value in given.items() if key != "check"})
    decision = decided(replies, MENU, use=Use.BY_HAND, check=check, people=1, place=Place.ANYWHERE)

    assert decision.parts[0].seat is None or decision.parts[0].seat.app_plan != "chatgpt-plus"


@pytest.mark.parametrize(("limit", "named"), [(21, True), (13, False)])
def test_by_hand_the_limit_on_cost_is_held_against_seats_and_not_against_fees(
    limit: int,
    named: bool,  # noqa: FBT001
) -> None:
    """Fees of so many replies are above the limit; a seat, at $14 the cheapest, is not."""
    replies = replace(REPLIES, per_month=Decimal(4000), minutes_by_hand=Decimal("0.5"))
    (part,) = decided(
        replies,
        use=Use.BY_HAND,
        check=Check.EVERY,
        people=1,
        budget_usd=Decimal(limit),
        wage_usd=None,
    ).parts

    assert (part.seat is not None) == named
    assert part.state is (State.PICKED if named else State.OVER_BUDGET)
    assert named or (
        part.over is not None and part.over.seat is not None and part.over.seat.usd_month == 14
    )


CLIPS = job("short-video-ad", 10, minutes_by_hand=Decimal(180), material=(Material.NONE,))
BY_HAND = {"use": Use.BY_HAND, "people": 1, "place": Place.ANYWHERE}


@pytest.mark.parametrize("stakes", list(WrongResult))
@pytest.mark.parametrize(
    "slug", ["short-video-ad", "menu-photos", "blog-header-image", "product-description"]
)
def test_nobody_who_works_by_hand_is_told_to_have_it_built_in(
    slug: str, stakes: WrongResult
) -> None:
    """To have a model built in is offered, and is neither the name on top nor in the bill."""
    for paid in ((), ("runway-standard",), ("deepl-pro",)):
        for limit in (None, Decimal(10)):
            given = BY_HAND | {"paid": paid, "budget_usd": limit}
            decision = decided(
                job(slug, 20, wrong_result=stakes, material=(Material.NONE,)), **given
            )
            assert not any(part.advised and part.way is Way.API for part in decision.parts)
            assert decision.bill.connections == ()


def test_app_that_comes_nearest_is_tried_and_what_is_paid_for_is_the_first() -> None:
    """Runway makes clips, and its best model loses more than 60 of 100; where the law is at stake nothing is tried."""
    (paid,) = decided(CLIPS, paid=("runway-standard",), **BY_HAND).parts
    (law,) = decided(replace(CLIPS, wrong_result=WrongResult.LAW), **BY_HAND).parts

    assert paid.seat_tried is not None
    assert (paid.seat_tried.app_plan, paid.seat_tried.usd_month) == ("runway-standard", 0)
    assert (paid.seat_tried.loses or 0) > 60
    assert paid.or_built_in
    assert (law.state, law.or_built_in) == (State.PROJECT, True)
    assert law.pilot is None


@pytest.mark.parametrize(
    ("given", "rule"),
    [
        ({"material": (Material.CONFIDENTIAL,)}, "passed-over-training"),
        ({"place": Place.EU}, "passed-over-unknown"),
        ({"wrong_result": WrongResult.LAW}, "passed-over-family"),
    ],
)
def test_plan_says_why_the_app_that_is_paid_for_is_passed_over(
    given: dict[str, Any], rule: str
) -> None:
    (part,) = decided(replace(CLIPS, **given), paid=("runway-standard",), **BY_HAND).parts
    (why,) = (each for each in part.reasons if each.rule.startswith("passed-over-"))

    assert why.rule == rule
    assert "Runway Standard" in sentence(why, CATALOG)


@pytest.mark.parametrize(
    ("paid", "material", "second"),
    [
        ("deepl-pro", Material.CONFIDENTIAL, "deepl-pro"),  # nobody says which models are inside
        ("langdock", Material.CONFIDENTIAL, ""),  # nor whether it keeps to itself what it gets
        ("suno", Material.NONE, ""),
    ],
)
def test_app_that_is_paid_for_is_tried_beside_a_new_one(
    paid: str, material: Material, second: str
) -> None:
    """It costs nothing more, and the test tells whether it does as well. What breaks a limit is not tried."""
    wanted = job("catalog-translation", 40, minutes_by_hand=Decimal(60), material=(material,))
    (without,) = decided(wanted, **BY_HAND).parts
    (part,) = decided(wanted, paid=(paid,), **BY_HAND).parts
    assert part.seat is not None
    assert part.seat_challenger is not None
    assert without.seat_challenger is not None

    assert part.seat.app_plan != paid
    assert part.seat_challenger.app_plan == (second or without.seat_challenger.app_plan)


def test_app_that_only_the_limit_on_cost_keeps_out_is_named_with_its_price() -> None:
    pictures = job("menu-photos", 20, wrong_result=WrongResult.NUISANCE, material=(Material.NONE,))
    (within,) = decided(pictures, budget_usd=Decimal(30), **BY_HAND).parts
    (beyond,) = decided(pictures, budget_usd=Decimal(10), **BY_HAND).parts

    assert within.seat is not None
    assert beyond.over is not None
    assert beyond.over.seat is not None
    assert beyond.state is State.OVER_BUDGET
    assert (beyond.over.seat.app_plan, beyond.over.seat.usd_month) == (
        within.seat.app_plan,
        within.seat.usd_month,
    )


@pytest.mark.parametrize(("people", "seats"), [(2, 2), (40, 2), (400, 2)])
def test_seats_for_all_are_bought_only_where_so_many_pay(people: int, seats: int) -> None:
    """60 meeting hours of 45 minutes are 45 hours of work: two people have them, and forty seats cost more than they save."""
    minutes = job(
        "meeting-minutes", 60, minutes_by_hand=Decimal(45), wrong_result=WrongResult.NUISANCE
    )
    given = {"use": Use.BY_HAND, "place": Place.EU, "check": Check.EVERY, "wage_usd": Decimal(40)}
    for limit in (None, Decimal(84), Decimal(500), Decimal(1000)):
        decision = decided(minutes, people=people, budget_usd=limit, **given)
        assert {part.state for part in decision.parts} == {State.PICKED}
        (line,) = decision.bill.lines
        assert (line.name, line.count) == (COPILOT, seats)


def test_no_more_seats_are_bought_than_are_sold() -> None:
    """Copilot Business is sold to 300 people; 3,000 hours of work a month are 75 people's."""
    minutes = job(
        "meeting-minutes", 4000, minutes_by_hand=Decimal(45), wrong_result=WrongResult.NUISANCE
    )
    given = {"use": Use.BY_HAND, "place": Place.EU, "check": Check.EVERY, "wage_usd": Decimal(40)}
    (most,) = (row.most_seats for row in CATALOG.app_plans if row.slug == COPILOT)
    fewer, more = (decided(minutes, people=people, **given).parts[0].seat for people in (300, 301))

    assert most == 300
    assert (fewer and fewer.seats, more and more.seats) == (300, 75)


@pytest.mark.parametrize("turned", [False, True])
def test_a_limit_on_cost_serves_most_jobs_and_no_shared_model_breaks_it(turned: bool) -> None:  # noqa: FBT001
    """Any one of three could take the whole limit; those that cost least are served, in whatever order they stand."""
    given = {"material": (Material.NONE,), "wrong_result": WrongResult.NUISANCE}
    jobs = [
        job(slug, many, **given)
        for slug, many in (
            ("catalog-translation", 3000),
            ("pitch-deck", 3000),
            ("api-docs", 300),
            ("size-chart-extraction", 5),
        )
    ]
    for limit in (5, 20, 40, 100, 200):
        decision = decided(
            *(reversed(jobs) if turned else jobs), use=Use.BUILT_IN, budget_usd=Decimal(limit)
        )
        alone = {
            each.key: decided(each, use=Use.BUILT_IN, budget_usd=Decimal(limit)).parts
            for each in jobs
        }
        served = {part.job for part in decision.parts if part.state is State.PICKED}
        left = {part.job for part in decision.parts} - served

        assert (decision.bill.usd_month or 0) <= limit or not decision.bill.advised
        assert served or all(
            part.state is not State.PICKED for parts in alone.values() for part in parts
        )
        assert "pitch-deck" in left or not left  # the dearest goes first


def test_what_a_list_answers_by_hand_needs_no_developer() -> None:
    """Any app that is paid for or fits the limit words it; without one nothing is bought, and its owner words it."""
    listed = job(
        "support-email-reply", 200, exactness=Exactness.LISTED, wrong_result=WrongResult.HARM
    )
    given = {"use": Use.BY_HAND, "check": Check.EVERY, "people": 1}
    for limit, paid, usd in ((None, (), 14), (Decimal(0), (), 0), (None, ("chatgpt-business",), 0)):
        decision = decided(listed, budget_usd=limit, paid=paid, **given)
        (part,) = decision.parts

        assert part.state is State.LIST
        assert part.suitability is not None
        assert not part.suitability.copied
        assert (part.to_try, decision.bill.connections, decision.bill.usd_month) == ((), (), usd)
        assert (part.pilot is None) is (
            part.seat is None
        )  # without an app there is nothing to test


@pytest.mark.parametrize("stakes", [WrongResult.LAW, WrongResult.MONEY])
def test_a_copy_that_nobody_measured_is_tried_and_not_used_where_a_wrong_result_is_severe(
    stakes: WrongResult,
) -> None:
    memos = job("legal-research-memo", 30, minutes_by_hand=Decimal(120), wrong_result=stakes)
    given = {
        "use": Use.BUILT_IN,
        "place": Place.OWN_SERVERS,
        "machine_limit": MachineSize.PC,
        "preference": Preference.BEST,
    }
    (part,) = decided(memos, **given).parts
    (tried,) = part.to_test[:1]

    assert "other-precision" in tried.marks
    assert part.state is (State.UNMEASURED if stakes.severe else State.PICKED)
    assert part.advised is not stakes.severe


def test_severe_work_asks_for_each_app_whose_makers_cannot_be_told_from_the_best() -> None:
    memos = job("legal-research-memo", 30, wrong_result=WrongResult.LAW, material=(Material.NONE,))
    (part,) = decided(memos, use=Use.BY_HAND, place=Place.ANYWHERE, people=1).parts
    makers = (
        {CATALOG.model[slug].provider for slug in (part.pick.model, *part.level)}
        if part.pick
        else set()
    )
    asked = [CATALOG.app[CATALOG.app_plan[seat.app_plan].app] for seat in part.seats_to_ask]
    one_question = [
        seat.usd_month or 0.0 for seat in part.seats_to_ask if seat.unknown == ("version",)
    ]

    assert len(makers) > 1
    assert makers <= {maker for row in asked for maker in row.families}
    assert one_question == sorted(one_question)


@pytest.mark.parametrize("stakes", list(WrongResult))
def test_what_a_list_answers_is_worded_by_what_is_good_enough_for_wording(
    stakes: WrongResult,
) -> None:
    """A customer waits, and the program copies the figure: no stakes ask for a dearer or a thinking model."""
    listed = job(
        "customer-support-chatbots", 20_000, exactness=Exactness.LISTED, wrong_result=stakes
    )
    free = replace(listed, exactness=Exactness.LIKELY, wrong_result=WrongResult.MONEY)
    worded, answered = (
        decided(each, use=Use.BUILT_IN, check=Check.NOBODY) for each in (listed, free)
    )
    (part,) = worded.parts

    assert part.copied
    assert worded.bill.usd_month is not None
    assert worded.bill.usd_month <= (answered.bill.usd_month or 0)
    assert all(choice.effort not in THINKING for choice in part.to_try)
    assert worded.risks[0].risk == "wrong-row"
    assert "safety" not in {risk.risk for risk in worded.risks}


@pytest.mark.parametrize("size", [MachineSize.PC, MachineSize.CARD, MachineSize.SERVER])
def test_no_maker_is_asked_for_weights_that_no_machine_of_the_owner_can_hold(
    size: MachineSize,
) -> None:
    """Weights have a bit at least for each parameter, whatever their maker says of them."""
    holds = {MachineSize.PC: 20, MachineSize.CARD: 68, MachineSize.SERVER: 560}[size]
    given = {
        "place": Place.OWN_SERVERS,
        "machine_limit": size,
        "rented_counts": False,
        "use": Use.BUILT_IN,
    }
    jobs = [
        job(slug, 3000)
        for slug in ("code-completion", "onboarding-qa", "blog-draft", "contract-review")
    ]
    asked = {
        each.model
        for one in jobs
        for part in decided(one, **given).parts
        for each in part.ask_first
    }
    sizes = [CATALOG.model[slug].parameters_billion for slug in asked]

    assert all(billions is None or billions / 8 <= holds for billions in sizes)
    (completion,) = decided(jobs[0], **given).parts  # it answers in seconds, which no PC does
    assert (completion.state is State.NONE) is (size is MachineSize.PC)


def test_the_price_of_what_is_over_the_limit_holds_nothing_that_is_only_asked_about() -> None:
    letters = job(
        "catalog-translation", 3, minutes_by_hand=Decimal(4800), material=(Material.CONFIDENTIAL,)
    )
    spoken = job(
        "audio-generation", 3, minutes_by_hand=Decimal(1200), material=(Material.CONFIDENTIAL,)
    )
    given = {
        "use": Use.BY_HAND,
        "people": 3,
        "place": Place.EU,
        "budget_usd": Decimal(200),
        "check": Check.EVERY,
    }
    given["wage_usd"] = Decimal(45)
    decision = decided_on(without_voices_in_the_eu(), letters, spoken, **given)
    states = [part.state for part in decision.parts]

    assert states == [State.PICKED, State.OVER_BUDGET]
    assert not decision.bill.advised
    assert {key for line in decision.bill.lines for key in line.parts} == {decision.parts[1].key}
