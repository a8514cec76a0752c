"""Two handles of a plan: each stop names what the rules name there.

Moving one shows what the plan would say.
"""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from itertools import pairwise, product

import pytest
from django.test import Client

from catalog.charts.marks import Box, Dot, LineMark, TextMark
from tests.catalog.drawn import outside, overlaps
from tests.support import page_of, starter_catalog
from tests.wizard.plans import answers_of
from tests.wizard.questions.timing import least_ms
from wizard.decision.answers import Job
from wizard.decision.decide import decide
from wizard.decision.endings import NothingPasses, first_of
from wizard.decision.vocabulary import Stakes
from wizard.document.basis import Basis
from wizard.document.compose import document_of
from wizard.document.moved import span_in_words
from wizard.document.progress import NEW
from wizard.plans.deciding import Decided, decide_now
from wizard.plans.examples import all_examples
from wizard.plans.handles import Handle, HandleScale, has_handles, move, scales_of, with_amount
from wizard.questions.page_order import journey_of

CATALOG = starter_catalog()
ON = date(2026, 11, 30)
DRAWN = ("law-office", "garden-shop", "municipality", "restaurant")


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
    return first.option.tool if first is not None else type(job.ending).__name__


def test_what_nobody_named_is_not_said_to_cost_nothing() -> None:
    """Without minutes by hand no mistake is counted, as nobody knows what it costs."""
    unsaid = decided(
        "garden-shop", stakes=Stakes.MONEY, minutes_by_hand=Decimal(0), damage_usd=None
    )
    damage = next(scale for scale in scales_of(unsaid) if scale.handle is Handle.DAMAGE)

    assert damage.own_says == "your plan: not said"
    assert move(unsaid, {}).says == ("In your plan an hour costs $34. Move one.",)
    assert "a bad mistake costs" in move(decided("garden-shop"), {}).says[0]


@pytest.mark.parametrize("slug", DRAWN)
def test_stops_rise_and_hold_the_plans_own_amount_once(slug: str) -> None:
    assert Handle.WAGE in scales(slug)
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
    assert len(scales("law-office")[Handle.DAMAGE].parts) > 1


@pytest.mark.parametrize("slug", DRAWN)
def test_parts_are_all_stops_in_stretches_of_one_choice(slug: str) -> None:
    for scale in scales(slug).values():
        spans = [range(part.first, part.last + 1) for part in scale.parts]
        count = len(scale.stops)
        assert [place for span in spans for place in span] == [*range(-1, count + 1)]
        for part, span in zip(scale.parts, spans, strict=True):
            inside = [scale.stops[place].names for place in span if 0 <= place < count]
            assert {*inside} <= {part.names}
        assert all(one.names != two.names for one, two in pairwise(scale.parts))


def test_amounts_of_a_part_are_said_by_its_ends() -> None:
    scale = scales("law-office")[Handle.DAMAGE]

    first, second = scale.parts[:2]
    assert first.says == f"up to {scale.stops[first.last].says}"
    assert second.says.startswith(f"from {scale.stops[second.first].says}")
    (alone,) = scales("municipality")[Handle.WAGE].parts
    assert alone.says == "at any amount"


def test_what_is_named_beyond_the_ends_is_decided_there_too() -> None:
    plan = decided("law-office")
    for scale in scales_of(plan):
        least, most = scale.stops[0].usd, scale.stops[-1].usd
        inner = (first_tool(plan, scale.handle, usd) for usd in (least, most))
        outer = (first_tool(plan, scale.handle, usd) for usd in (least / 10, most * 10))
        is_alike = [one == other for one, other in zip(inner, outer, strict=True)]
        ends = (scale.parts[0].last >= 0, scale.parts[-1].first < len(scale.stops))
        assert [*ends] == is_alike


@pytest.mark.parametrize(
    ("first", "last", "says"),
    [
        (0, 4, "at any amount"),
        (0, 1, "up to $10"),
        (1, 4, "from $10"),
        (1, 3, "from $10 to $50"),
        (2, 2, "at $25"),
        (0, 0, "at $1"),
        (4, 4, "at $500"),
    ],
)
def test_amounts_of_a_choice_are_said_by_where_it_begins_and_ends(
    first: int, last: int, says: str
) -> None:
    plan = decided("law-office")
    basis = Basis(
        decision=plan.decision, answers=plan.answers, catalog=CATALOG, progress=NEW, changes={}
    )

    assert span_in_words(basis, ("$1", "$10", "$25", "$50", "$500"), first, last) == says


def test_each_handle_counts_with_the_other_where_it_was_moved() -> None:
    plan = decided("law-office")
    for damage in ("50", "500", "50000"):
        scale = move(plan, {"damage": damage}).scales[1]
        answers = with_amount(plan.answers, Handle.DAMAGE, Decimal(damage))
        beside = replace(plan, inputs=replace(plan.inputs, answers=answers))
        tools = [first_tool(beside, Handle.WAGE, stop.usd) for stop in scale.stops]
        turns = [one != other for one, other in pairwise(tools)]
        assert [one.names != other.names for one, other in pairwise(scale.stops)] == turns
        assert first_tool(beside, Handle.WAGE, scale.usd) == tools[scale.place]


@pytest.mark.parametrize("slug", DRAWN)
def test_both_handles_stand_at_the_choice_that_the_plan_would_name(slug: str) -> None:
    for sent in product(("own", "50", "50000"), ("own", "10", "200")):
        moved = move(decided(slug), dict(zip(("damage", "wage"), sent, strict=True)))
        (names,) = {scale.here.names for scale in moved.scales}
        scale = moved.scales[0]
        assert scale.stops[scale.place].names == names
        plain = move(decided(slug), {}).scales[0]
        assert moved.is_same == (names == plain.stops[plain.own_place].names)


@pytest.mark.parametrize("slug", DRAWN)
@pytest.mark.parametrize("width", [354.0, 560.0])
def test_words_of_a_scale_touch_no_other_and_marks_stand_where_the_slider_does(
    slug: str, width: float
) -> None:
    for scale in move(decided(slug), {"damage": "50", "wage": "200"}).scales:
        drawing = scale.draw(width)
        assert overlaps(drawing) == []
        assert outside(drawing) == []
        (dot,) = [mark for mark in drawing.marks if isinstance(mark, Dot)]
        (own,) = [mark for mark in drawing.marks if isinstance(mark, LineMark)]
        said = [mark.words for mark in drawing.marks if isinstance(mark, TextMark)]
        assert {scale.stops[0].says, scale.stops[-1].says} <= {*said}
        (here,) = [mark for mark in drawing.marks if getattr(mark, "style", "") == "time-f"]
        last = len(scale.stops) - 1
        assert dot.x == pytest.approx(scale.place / last * width, abs=1)
        assert own.x1 == pytest.approx(scale.own_place / last * width, abs=1)
        assert isinstance(here, Box)
        assert here.x <= dot.x <= here.x + here.width + 3


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
    was = document_of(plan.decision, plan.answers, CATALOG).head
    told = document_of(decide(answers, CATALOG, ON), answers, CATALOG).head
    assert not moved.is_same
    assert [scale.picked for scale in moved.scales] == ["50", "own"]
    lines = {line.label: (line.before, line.after) for line in moved.lines}
    assert lines["What to do"] == (was.headline, told.headline)
    assert lines["Cost"] == (was.tiles[0].big, told.tiles[0].big)
    assert all(before != after for before, after in lines.values())
    assert all(tile.label in lines or tile.label in moved.stays for tile in told.tiles)


def test_sentence_names_before_and_after_and_where_it_turns() -> None:
    plan = decided("law-office")

    changed, held = move(plan, {"damage": "50"}), move(plan, {"damage": "50000"})

    scale = changed.scales[0]
    was, now = (scale.stops[place].names for place in (scale.own_place, scale.place))
    assert was != now
    assert changed.says == (
        f"If a bad mistake costs $50: {now} in place of {was}.",
        f"That holds {scale.here.says}.",
    )
    assert held.is_same
    assert held.says[0] == f"If a bad mistake costs $50,000, the choice stays: {was}."
    assert held.lines == ()


def test_handle_that_stays_in_its_part_says_where_the_choice_would_change() -> None:
    plan = decided("law-office")
    own = move(plan, {}).scales[0]
    before = own.stops[own.own_place - 1]
    assert own.here.holds(own.own_place - 1)

    says = move(plan, {"damage": before.value}).says

    ahead = own.parts[own.parts.index(own.here) - 1]
    assert says[-1] == f"It changes {ahead.says}: {ahead.names}."


def test_job_that_turns_is_named_where_there_are_several() -> None:
    answers = journey_of(answers_of("law-office"), CATALOG, ON).answers
    minutes = Job(key="minutes", use_case="meeting-minutes", stakes=Stakes.NUISANCE)
    plan = decide_now(replace(answers, jobs=(*answers.jobs, minutes)), CATALOG, ON)

    says = move(plan, {"damage": "50"}).says[0]

    assert says.startswith("If a bad mistake costs $50: for contract summaries ")
    assert "minutes" not in says


def test_both_handles_are_said_together() -> None:
    says = move(decided("law-office"), {"damage": "50", "wage": "10"}).says

    assert says[0].startswith("If a bad mistake costs $50 and an hour costs $10")
    assert len(says) == 1


@pytest.mark.parametrize("sent", [{}, {"damage": "own"}, {"damage": "7", "wage": "<b>"}])
def test_what_is_no_stop_leaves_the_plan_as_it_is(sent: dict[str, str]) -> None:
    moved = move(decided("law-office"), sent)

    assert moved.is_same
    assert moved.lines == ()
    assert moved.says == (
        "In your plan a bad mistake costs $5,000 and an hour costs $120. Move one.",
    )


def test_move_is_worked_out_in_time_once_the_scales_are_known() -> None:
    plan = decided("garden-shop")
    scales_of(plan)

    assert least_ms(lambda: move(plan, {"damage": "50", "wage": "100"})) < 100


# Pages


@pytest.mark.django_db
@pytest.mark.usefixtures("starter_release")
def test_handles_stand_in_a_fold_and_on_a_page_of_their_own() -> None:
    client, address = Client(), "/plan/examples/law-office/"

    plan = page_of(client.get(address))
    page = page_of(client.get(f"{address}what-if/", {"damage": "50"}))
    both = page_of(client.get(f"{address}what-if/", headers={"HX-Request": "true"}))
    moved = client.get(f"{address}what-if/?damage=50", headers={"HX-Request": "true"})

    assert '<p data-fetch="what-if/"><a href="what-if/">' in plan
    assert 'value="50" selected' in page
    assert "The choice changes" in page
    assert "<main" not in both
    assert both.count("<select") == 2
    answer = page_of(moved)
    assert "The choice changes" in answer
    assert "<select" not in answer
    assert all(f'id="{name}"' in answer for name in ("turns-damage", "turns-wage", "moved"))


@pytest.mark.django_db
@pytest.mark.usefixtures("starter_release")
def test_plan_that_rests_on_no_money_has_no_handles() -> None:
    assert not has_handles(decided("wholesaler"))
    plans = [decided(row.slug) for row in all_examples()]
    nothing = [
        plan
        for plan in plans
        if all(isinstance(job.ending, NothingPasses) for job in plan.decision.jobs)
    ]
    assert [has_handles(plan) for plan in nothing] == [False for _ in nothing]
    assert any(has_handles(plan) for plan in plans)
    client, address = Client(), "/plan/examples/wholesaler/"
    assert "what-if/" not in client.get(address).content.decode()
    assert client.get(f"{address}what-if/").status_code == 404
