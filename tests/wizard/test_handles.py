"""Two handles of a plan: each stop names what the rules name there, and moving one shows what the plan would say."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from itertools import pairwise

import pytest
from django.test import Client

from tests.catalog.test_bars import outside, overlaps
from tests.support import starter_catalog
from tests.wizard.plans import answers_of
from tests.wizard.questions.test_speed import least_ms
from wizard.decision.decide import decide
from wizard.decision.endings import first_of
from wizard.decision.vocabulary import Stakes
from wizard.document.compose import document_of
from wizard.plans.deciding import Decided, decide_now
from wizard.plans.handles import Handle, HandleScale, has_handles, move, scales_of, with_amount
from wizard.questions.pages import journey_of

CATALOG = starter_catalog()
ON = date(2026, 11, 30)
DRAWN = ("law-office", "garden-shop", "municipality", "software-firm")


def decided(slug: str, **of_job: object) -> Decided:
    answers = journey_of(answers_of(slug), CATALOG, ON).answers
    jobs = tuple(replace(job, **of_job) for job in answers.jobs)  # type: ignore[arg-type]
    return decide_now(replace(answers, jobs=jobs), CATALOG, ON)


def scales(slug: str, **of_job: object) -> dict[Handle, HandleScale]:
    return {scale.handle: scale for scale in scales_of(decided(slug, **of_job))}


def first_tool(plan: Decided, handle: Handle, usd: Decimal) -> str:
    answers = with_amount(plan.answers, handle, usd)
    job = decide(answers, CATALOG, ON).jobs[0]
    first = first_of(job.ending)
    assert first is not None
    return first.option.tool


@pytest.mark.parametrize("slug", DRAWN)
def test_stops_rise_and_hold_the_plans_own_amount_once(slug: str) -> None:
    for scale in scales(slug).values():
        amounts = [stop.usd for stop in scale.stops]
        assert amounts == sorted(amounts)
        assert [stop.is_own for stop in scale.stops].count(True) == 1
        assert len({stop.says for stop in scale.stops}) == len(scale.stops)


def test_each_stop_names_what_the_rules_name_there() -> None:
    plan = decided("law-office")
    for scale in scales_of(plan):
        tools = [first_tool(plan, scale.handle, stop.usd) for stop in scale.stops]
        turns = [one != other for one, other in pairwise(tools)]
        said = [one.names != other.names for one, other in pairwise(scale.stops)]
        assert said == turns
    assert not scales("law-office")[Handle.DAMAGE].never_turns


@pytest.mark.parametrize("slug", DRAWN)
def test_turns_are_all_stops_in_stretches_of_one_name(slug: str) -> None:
    for scale in scales(slug).values():
        places = [
            (scale.stops.index(first), scale.stops.index(last)) for first, last in scale.turns
        ]
        assert [place for first, last in places for place in range(first, last + 1)] == [
            *range(len(scale.stops))
        ]
        assert scale.never_turns == (len({stop.names for stop in scale.stops}) == 1)


@pytest.mark.parametrize("slug", DRAWN)
@pytest.mark.parametrize("width", [354.0, 560.0])
def test_names_of_a_scale_touch_no_other(slug: str, width: float) -> None:
    for scale in scales(slug).values():
        drawing = scale.draw(width)
        assert overlaps(drawing) == []
        assert outside(drawing) == []


@pytest.mark.parametrize("stakes", [Stakes.HURT, Stakes.NUISANCE])
def test_nobody_says_what_an_injury_or_a_nuisance_costs(stakes: Stakes) -> None:
    assert Handle.DAMAGE not in scales("law-office", stakes=stakes)
    assert Handle.WAGE in scales("law-office", stakes=stakes)


def test_amounts_are_of_the_plans_currency() -> None:
    assert {stop.says[0] for stop in scales("municipality")[Handle.WAGE].stops} == {"€"}


def test_moved_plan_says_what_the_rules_say_of_the_moved_answers() -> None:
    plan = decided("law-office")

    moved = move(plan, {"damage": "50", "wage": "own"})

    answers = with_amount(plan.answers, Handle.DAMAGE, Decimal(50))
    assert answers.jobs[0].damage_usd == 50
    told = document_of(decide(answers, CATALOG, ON), answers, CATALOG).head
    assert moved.document.head == told
    assert not moved.is_same
    assert [scale.picked for scale in moved.scales] == ["50", "own"]


@pytest.mark.parametrize("sent", [{}, {"damage": "own"}, {"damage": "7", "wage": "<b>"}])
def test_what_is_no_stop_leaves_the_plan_as_it_is(sent: dict[str, str]) -> None:
    plan = decided("law-office")

    moved = move(plan, sent)

    assert moved.is_same
    assert moved.document.head == document_of(plan.decision, plan.answers, CATALOG).head


def test_move_is_worked_out_in_time_once_the_scales_are_known() -> None:
    plan = decided("garden-shop")
    scales_of(plan)

    assert least_ms(lambda: move(plan, {"damage": "50", "wage": "100"})) < 100


# Pages


@pytest.mark.django_db
@pytest.mark.usefixtures("starter_release")
def test_handles_stand_in_a_fold_and_on_a_page_of_their_own() -> None:
    client, address = Client(), "/plan/examples/law-office/"

    plan = client.get(address).content.decode()
    page = client.get(f"{address}what-if/", {"damage": "50"}).content.decode()
    both = client.get(f"{address}what-if/", headers={"HX-Request": "true"}).content.decode()
    moved = client.get(f"{address}what-if/?damage=50", headers={"HX-Request": "true"})

    assert '<p data-fetch="what-if/"><a href="what-if/">' in plan
    assert 'value="50" selected' in page
    assert "The name turns" in page
    assert "<main" not in both
    assert both.count("<select") == 2
    assert "The name turns" in moved.content.decode()
    assert "<select" not in moved.content.decode()


@pytest.mark.django_db
@pytest.mark.usefixtures("starter_release")
def test_plan_that_rests_on_no_money_has_no_handles() -> None:
    assert not has_handles(decided("wholesaler"))
    client, address = Client(), "/plan/examples/wholesaler/"
    assert "what-if/" not in client.get(address).content.decode()
    assert client.get(f"{address}what-if/").status_code == 404
