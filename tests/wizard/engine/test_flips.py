"""What would change a plan: the list equals brute force, and every figure tips on one side and not on the other."""

import itertools
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any

import pytest
from hypothesis import given, settings

from catalog.parsing import Span
from catalog.schema import Catalog, turned
from catalog.vocabulary import Fit, Medium, Word
from tests.support import starter_catalog
from tests.wizard.engine.strategies import ON, answers, tries
from wizard.engine import flips as flipping, sweep, tipping, turning
from wizard.engine.adapter import adapted
from wizard.engine.answers import Answers, Output, Weights
from wizard.engine.decide import decide, outline
from wizard.engine.flips import Flips, flips
from wizard.engine.requirements import Case
from wizard.engine.vocabulary import (
    Check,
    Criterion,
    FactKind,
    Importance,
    Length,
    Place,
    Result,
    TrainingWish,
)
from wizard.engine.workload import Need, PriceBook, needs
from wizard.plans.examples import all_examples
from wizard.steps.journey import read

CATALOG = starter_catalog()
SWEEP = sweep.Sweep.of(CATALOG, ON)
PLANS = {example.slug: adapted(read(example.stored, CATALOG, ON)) for example in all_examples()}

type Bones = tuple[str, dict[str, str | None]]


def bones(given_answers: Answers, catalog: Catalog = CATALOG) -> Bones:
    """Return approach and first choices, as the whole decision has them."""
    decision = decide(given_answers, catalog, ON)
    return decision.outcome, {part.key: part.chosen for part in decision.parts}


def case_of(given_answers: Answers, need: Need) -> Case:
    return Case(answers=given_answers, catalog=CATALOG, on=ON, need=need, prices=PriceBook(CATALOG, ON))


def every_other_answer(given_answers: Answers) -> Iterator[Answers]:
    """Yield, by hand, every definite other value of each answer that a rule reads."""
    words: dict[str, type[Word]] = {"result": Result, "check": Check, "place": Place, "training": TrainingWish}
    if given_answers.budget_usd is not None:
        words["budget_weight"] = Importance
    for field, kinds in words.items():
        yield from (
            changed(given_answers, field, word)
            for word in kinds
            if word is not getattr(given_answers, field) and (field, word) != ("budget_weight", Importance.NO_MATTER)
        )
    for criterion, importance in itertools.product(Criterion, Importance):
        if getattr(given_answers.weights, criterion) is not importance:
            yield replace(given_answers, weights=changed(given_answers.weights, criterion, importance))
    yield from (
        replace(given_answers, pilot_weeks=weeks) for weeks in (2, 12, 26) if weeks != given_answers.pilot_weeks
    )
    for place, output in enumerate(given_answers.outputs):
        before, after = given_answers.outputs[:place], given_answers.outputs[place + 1 :]
        if before or after:
            yield replace(given_answers, outputs=(*before, *after))
        yield from (replace(given_answers, outputs=(*before, other, *after)) for other in other_outputs(output))


def other_outputs(output: Output) -> Iterator[Output]:
    yield from (replace(output, length=length) for length in Length if length is not output.length)
    if output.use_case is None and output.medium is Medium.IMAGE:
        yield from (replace(output, pictures_go_in=goes) for goes in (True, False) if goes is not output.pictures_go_in)


def changed[Row](row: Row, field: str, value: object) -> Row:
    fields: dict[str, Any] = {field: value}
    return replace(row, **fields)  # type: ignore[type-var]  # every row here is a dataclass


def swept(given_answers: Answers) -> Bones:
    """Return the same by the sweep, which its own tests hold against whole decisions: many plans in little time."""
    found = SWEEP.look(sweep.bones(given_answers))
    return found.outcome, dict(found.firsts)


def flipping_answers(given_answers: Answers, look: Callable[[Answers], Bones]) -> list[str]:
    """Return, by brute force, the words of every other answer that changes approach or a first choice."""
    now = look(given_answers)
    found = []
    for turn in turning.answers(given_answers, CATALOG):
        outcome, firsts = look(turn.answers)
        kept = {key: model for key, model in now[1].items() if key not in turn.dropped}
        if outcome != now[0] or {key: firsts.get(key) for key in kept} != kept:
            found.append(turn.text)
    return found


@cache
def of_example(slug: str) -> Flips:
    """Return what would change an example plan, worked out once for all tests here."""
    return flips(PLANS[slug], CATALOG, ON)


def assert_lists_every_answer(listed: Flips, given_answers: Answers, look: Callable[[Answers], Bones]) -> None:
    if not outline(given_answers, CATALOG, ON).firsts:
        assert listed == Flips()
        return
    assert [flip.text for flip in listed.answers] == flipping_answers(given_answers, look)
    assert all(flip.then and flip.now and flip.told for flip in listed.answers)


@pytest.mark.parametrize("slug", PLANS)
def test_flips_of_an_example_equal_brute_force(slug: str) -> None:
    assert_lists_every_answer(of_example(slug), PLANS[slug], bones)


@settings(tries, max_examples=50)
@given(answers())
def test_flips_of_any_plan_equal_brute_force(given_answers: Answers) -> None:
    few = replace(given_answers, outputs=given_answers.outputs[:2])

    assert_lists_every_answer(flips(few, CATALOG, ON), few, swept)


@pytest.mark.parametrize("slug", PLANS)
def test_every_other_answer_is_turned_over(slug: str) -> None:
    tried = [turn.answers for turn in turning.answers(PLANS[slug], CATALOG)]

    expected = list(every_other_answer(PLANS[slug]))

    assert len(tried) == len(expected)
    assert all(other in tried for other in expected)


@pytest.mark.parametrize("slug", PLANS)
def test_facts_that_flip_an_example_equal_brute_force(slug: str) -> None:
    given_answers = PLANS[slug]
    now = bones(given_answers)
    expected = []
    for need in needs(given_answers, CATALOG):
        first = now[1].get(need.key)
        if first is None:
            continue
        for turn in turning.facts(case_of(given_answers, need), CATALOG.model[first]):
            outcome, firsts = bones(given_answers, turn.catalog)
            differs = (outcome, firsts) != now if turn.everywhere else firsts.get(need.key) != first
            expected += [turn.text] if differs else []

    assert [flip.text for flip in of_example(slug).facts] == expected


def tipped(given_answers: Answers, need: Need, first: str, tip: tipping.Tip, value: Decimal) -> str | None:
    """Return the first choice with the figure at a value, as the whole decision has it."""
    turned_answers, catalog = given_answers, CATALOG
    if tip.fact is not None and tip.fact.kind is FactKind.PRICE:
        catalog = tipping.dearer(CATALOG, first, value)
    elif tip.fact is not None:
        benchmark, model = tip.fact.subject.split("/")[:2]
        score = next(
            row
            for row in CATALOG.scores_of[model]
            if row.benchmark == benchmark and tip.now == f"{row.value.normalize():f}"
        )
        catalog = tipping.lower(CATALOG, score, value)
    elif tip.told is not None and tip.told.question == "budget":
        turned_answers = replace(given_answers, budget_usd=value)
    else:
        turned_answers = tipping.more(given_answers, need.output, value)
    return bones(turned_answers, catalog)[1].get(need.key)


@pytest.mark.parametrize("slug", PLANS)
def test_figures_tip_on_one_side_and_not_on_the_other(slug: str) -> None:
    given_answers = PLANS[slug]
    firsts = bones(given_answers)[1]

    for need in needs(given_answers, CATALOG):
        first = firsts.get(need.key)
        if first is None:
            continue

        def look(other: Answers, catalog: Catalog, need: Need = need) -> str | None:
            there = SWEEP if catalog is CATALOG else SWEEP.onto(catalog)
            return there.look(sweep.bones(other)).firsts.get(need.key)

        for tip in tipping.tips(case_of(given_answers, need), first, look):
            assert tipped(given_answers, need, first, tip, tip.value) == tip.then != first
            if tip.before is not None:
                assert tipped(given_answers, need, first, tip, tip.before) == first


def test_price_once_tipped_stays_tipped() -> None:
    given_answers = PLANS["garden-shop"]
    need = needs(given_answers, CATALOG)[0]
    first = str(outline(given_answers, CATALOG, ON).firsts[need.key])
    prices = [
        bones(given_answers, tipping.dearer(CATALOG, first, times))[1][need.key] != first
        for times in tipping.TIMES[::6]
    ]

    assert prices == sorted(prices)
    assert prices[0] is False
    assert prices[-1] is True


@pytest.mark.parametrize("slug", PLANS)
def test_outline_is_the_bones_of_the_decision(slug: str) -> None:
    found = outline(PLANS[slug], CATALOG, ON)

    assert (found.outcome, dict(found.firsts)) == bones(PLANS[slug])


@pytest.mark.parametrize("slug", PLANS)
def test_flips_survive_being_stored(slug: str) -> None:
    found = of_example(slug)

    assert flipping.load(flipping.dump(found)) == found


def test_what_was_left_open_and_matters_is_to_be_found_out_first() -> None:
    photo = Output(key="own-image", medium=Medium.IMAGE, name="Labels", length=Length.USUAL)
    unsure = Answers(
        outputs=(photo,), result=Result.CONTENT, check=Check.EVERY, place=Place.ANYWHERE, training=TrainingWish.FINE
    )
    sure = replace(unsure, weights=Weights(**dict.fromkeys(Criterion, Importance.MUST)))

    assert flips(unsure, CATALOG, ON).left_open == "Find this out first: what matters to you."
    assert flips(sure, CATALOG, ON).left_open == "You left nothing open."


def test_volume_tips_a_must_budget() -> None:
    many = Span(low=Decimal(40), high=Decimal(40))
    given_answers = Answers(
        outputs=(Output(key="menu-photos", use_case="menu-photos", per_month=many),),
        budget_usd=Decimal(20),
        budget_weight=Importance.MUST,
    )

    texts = [flip.text for flip in flips(given_answers, CATALOG, ON).numbers]

    assert any(text.startswith("the budget is $") for text in texts)
    assert any(text.startswith("you need ") and text.endswith(" dishes a month") for text in texts)


def test_turned_catalog_equals_one_that_was_built_that_way() -> None:
    cell = CATALOG.cells[0]
    other = replace(cell, fit=Fit.UNKNOWN)
    assert CATALOG.cell[cell.use_case, cell.branch] == cell

    found = turned(CATALOG, "cells", cell, other)

    assert found == replace(CATALOG, cells=(other, *CATALOG.cells[1:]))
    assert found.cell[cell.use_case, cell.branch] == other
    assert CATALOG.cell[cell.use_case, cell.branch] == cell
    assert found.model is CATALOG.model


def test_nothing_wanted_leaves_nothing_to_turn_over() -> None:
    assert flips(Answers(), CATALOG, date(2026, 11, 25)) == Flips()
