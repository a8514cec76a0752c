"""Chains run through, what becomes of them if one thing goes another way, and what one might regret."""

import json
from dataclasses import replace
from decimal import Decimal

from hypothesis import given, strategies as st

from catalog.parsing import Span
from tests.wizard.engine.strategies import ON, tries
from tests.wizard.engine.test_money import BOTH, assumed, plans
from tests.wizard.engine.toys import PLAIN, catalog
from wizard.engine.assumptions import with_measured
from wizard.engine.bill import bill, through
from wizard.engine.decide import decide
from wizard.engine.decision import Assumptions, Chain, Figure, Regret, Scale, dump, load
from wizard.engine.regret import AS_PLANNED, WORLDS, Option, World, in_world, options, regret, year
from wizard.engine.terms import Trial
from wizard.engine.vocabulary import Basis, Input, Joining
from wizard.engine.whatif import fails_twice_as_often, model_retires, price_doubles, run

SET_UP = Span(low=Decimal(1000), high=Decimal(2000))
CHAINED = replace(BOTH, joining=Joining.TOGETHER, setup_usd=SET_UP)


def everyday() -> Scale:
    found = decide(CHAINED, catalog(), ON).scale
    assert found is not None
    return found


def chained() -> tuple[Chain, Assumptions]:
    found = everyday()
    assert found.assumed is not None
    return found.chains[0], found.assumed


def test_piece_sent_back_twice_at_most_comes_through() -> None:
    chain, _ = chained()

    # Of 100 results 80 pass, of the 20 sent back 16, of the last 4 again 3.2: 99.2; of two such checks 98.4.
    assert through(Figure.of(Decimal("0.8"))).likely == Decimal("0.992")
    assert (chain.first_pass_percent, chain.through_percent) == (64, Decimal("98.4"))
    assert chain.weakest == ""


def test_weakest_hand_off_is_named_with_what_it_takes_away() -> None:
    _, plan = chained()
    lines = plan.lines
    weaker = plan.replaced(f"{Input.ACCEPTED}:{lines[1].part}", Figure.of(Decimal("0.5")), Basis.OWN)
    mended = weaker.replaced(f"{Input.ACCEPTED}:{lines[1].part}", Figure.of(Decimal(1)), Basis.OWN)

    assert run(weaker, lines).first_pass == Decimal("0.40")
    assert run(mended, lines).first_pass == Decimal("0.8")


@tries
@given(plans(), st.data())
def test_removing_one_steps_loss_raises_the_yield_as_stated(plan: Assumptions, data: st.DataObject) -> None:
    line = data.draw(st.sampled_from(plan.lines))
    share = plan.figure(Input.ACCEPTED, line.part)
    assert share is not None
    mended = plan.replaced(f"{Input.ACCEPTED}:{line.part}", Figure.of(Decimal(1)), Basis.OWN)

    before, after = run(plan, plan.lines), run(mended, plan.lines)

    assert round(after.first_pass, 12) == round(before.first_pass / share.likely, 12)
    assert round(after.through, 12) == round(before.through / through(share).likely, 12)


@tries
@given(plans())
def test_worse_worlds_never_cost_less(plan: Assumptions) -> None:
    now = run(plan, plan.lines).usd
    assert now is not None
    for world in (fails_twice_as_often(plan, plan.lines[0]), price_doubles(plan, plan.lines[0])):
        then = run(world, plan.lines).usd
        assert then is not None
        assert then.likely >= now.likely


def test_what_if_says_what_becomes_of_the_chain() -> None:
    chain, _ = chained()

    assert [(row.slug, row.label, row.first_pass_percent) for row in chain.what_ifs] == [
        ("fails-twice", "Of the letters twice as many are sent back", 48),
        ("price-doubles", "Alpha costs twice as much", 64),
        ("model-retires", "Alpha is taken off sale and Gamma steps in", 64),
    ]


def test_model_without_a_spare_cannot_be_replaced() -> None:
    _, plan = chained()

    assert model_retires(plan, replace(plan.lines[0], spare="")) is None


def test_measured_fee_goes_with_the_price_of_the_spare_model() -> None:
    _, plan = chained()
    line = plan.lines[0]
    trials = [Trial(number=place, accepted=True, minutes=Decimal(2), usd=Decimal(1)) for place in range(4)]
    measured = with_measured(plan, line.part, trials)
    moved = model_retires(measured, line, Decimal(2))

    assert line.spare_usd is not None
    assert moved is not None
    assert moved.figure(Input.FEE, line.part) == Figure.of(line.spare_usd / 2)
    assert model_retires(measured, line) is None


def test_price_nobody_knows_cannot_double() -> None:
    _, plan = chained()
    line = plan.lines[0]
    unpriced = plan.replaced(f"{Input.PRICE}:{line.part}", None, Basis.CATALOG)

    assert price_doubles(unpriced, line) == unpriced


def regrets() -> Regret:
    found = everyday().regret
    assert found is not None
    return found


def test_regret_names_the_options_and_the_worlds() -> None:
    found = regrets()

    assert found.worlds == ("As planned", *(world.name for world in WORLDS))
    assert [row.name for row in found.rows] == [
        "The first choices",
        "Gamma for the letters",
        "Beta for the letters",
        "Gamma for the notes",
        "Beta for the notes",
        "Wait six months",
    ]
    assert found.sentence.endswith(".")


def test_regret_of_one_output_names_the_models_alone() -> None:
    found = decide(replace(PLAIN, setup_usd=SET_UP), catalog(), ON).scale

    assert found is not None
    assert found.regret is not None
    assert [row.name for row in found.regret.rows] == ["Alpha", "Gamma", "Beta", "Wait six months"]


def test_regret_is_reckoned_for_the_whole_plan() -> None:
    """A table says what another model for one output costs the year of all outputs."""
    decision = decide(CHAINED, catalog(), ON)
    assert decision.scale is not None
    assert decision.scale.assumed is not None
    first, *others, wait = options(decision.scale.assumed, decision.parts)

    assert {line.part for line in decision.scale.assumed.lines} == {
        row.about
        for option in others
        for row, as_chosen in zip(option.assumptions.rows, first.assumptions.rows, strict=True)
        if row != as_chosen
    }
    assert year(wait, AS_PLANNED) != year(first, AS_PLANNED)


def test_measured_fee_goes_with_the_price_of_another_model() -> None:
    decision = decide(replace(PLAIN, setup_usd=SET_UP), catalog(), ON)
    assert decision.scale is not None
    assert decision.scale.assumed is not None
    part = decision.parts[0]
    trials = [Trial(number=place, accepted=True, minutes=Decimal(2), usd=Decimal(1)) for place in range(4)]
    first, other, *_ = options(with_measured(decision.scale.assumed, part.key, trials), decision.parts)
    fees = [option.assumptions.figure(Input.FEE, part.key) for option in (first, other)]
    prices = [row.unit_usd for row in (part.candidate(part.chosen), part.candidate(part.runner_up)) if row]

    assert fees[0] == Figure.of(Decimal(1))
    assert prices[0]
    assert prices[1]
    assert fees[1] == Figure.of(prices[1] / prices[0])


def test_each_world_has_a_best_option() -> None:
    found = regrets()

    for place in range(len(found.worlds)):
        assert min(row.cells[place] for row in found.rows) == 0
    assert all(row.worst == max(row.cells) for row in found.rows)


@tries
@given(
    st.lists(
        st.builds(
            World,
            slug=st.just("drawn"),
            name=st.just("Drawn"),
            price=st.decimals("0.1", 4, places=2),
            volume=st.decimals("0.1", 4, places=2),
            quality_points=st.decimals(-20, 40, places=0),
            retires_after=st.one_of(st.none(), st.integers(1, 24)),
        ),
        max_size=4,
    )
)
def test_each_world_anybody_draws_has_a_best_option(worlds: list[World]) -> None:
    decision = decide(CHAINED, catalog(), ON)
    assert decision.scale is not None
    assert decision.scale.assumed is not None
    found = regret(decision.scale.assumed, decision.parts, worlds)

    assert found is not None
    assert len(found.worlds) == len(worlds) + 1
    for place in range(len(found.worlds)):
        assert min(row.cells[place] for row in found.rows) == 0


def test_year_by_hand() -> None:
    """$1,126.25 a month for letters, $3,000 today, $1,500 to set up (see test_scale)."""
    plan = assumed(replace(PLAIN, setup_usd=SET_UP))
    now, wait = Option(name="Alpha", assumptions=plan), Option(name="Wait", assumptions=plan, waits=True)

    assert year(now, AS_PLANNED) == Decimal("1126.25") * 12 + 1500
    assert year(wait, AS_PLANNED) == 3000 * 6 + 1500 + Decimal("1126.25") * 6
    assert year(now, WORLDS[3]) == Decimal("1126.25") * 12 + 3000
    assert year(now, WORLDS[0]) == (Decimal(1125) + Decimal("0.625")) * 12 + 1500
    assert year(now, WORLDS[1]) == Decimal("1126.25") * 24 + 1500


def test_lower_quality_accepts_fewer() -> None:
    plan = assumed()
    share = in_world(plan, WORLDS[2]).figure(Input.ACCEPTED, plan.lines[0].part)

    assert share == Figure.of(Decimal("0.6"), Decimal("0.7"), Decimal("0.8"))


def test_nothing_is_regretted_where_no_year_is_known() -> None:
    found = decide(replace(PLAIN, usd_per_hour=None), catalog(), ON).scale

    assert found is not None
    assert found.regret is None
    assert bill(assumed()).year is not None


def test_decision_of_the_first_rules_still_loads() -> None:
    stored = json.loads(dump(decide(CHAINED, catalog(), ON)))
    stored["engine"] = 1
    for later in ("usable", "spread", "spread_words", "missing", "assumed", "regret"):
        del stored["scale"][later]
    for chain in stored["scale"]["chains"]:
        for later in ("through_percent", "minutes", "usd", "weakest", "what_ifs"):
            del chain[later]

    found = load(json.dumps(stored))

    assert found.engine == 1
    assert found.scale is not None
    assert (found.scale.assumed, found.scale.regret, found.scale.usable) == (None, None, ())
    assert (found.scale.chains[0].through_percent, found.scale.chains[0].what_ifs) == (None, ())
