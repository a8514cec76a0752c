"""A sweep says of any answers what the full engine says, whatever the catalog."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from random import Random
from typing import Any

from hypothesis import given, strategies as st

from catalog.schema import Catalog
from catalog.vocabulary import Fit, Known
from tests.support import starter_catalog
from tests.wizard.engine.strategies import ON, answers, tries
from wizard.engine.answers import Answers
from wizard.engine.decide import decide, outline
from wizard.engine.decision import Decision
from wizard.engine.judging import judge
from wizard.engine.requirements import Case, could_make
from wizard.engine.shortlist import judgements
from wizard.engine.sweep import Bare, Sweep, bones
from wizard.engine.workload import PriceBook, needs

STARTER = starter_catalog()


def shaken(catalog: Catalog, seed: int) -> Catalog:
    """Return the catalog with some of everything that rules read changed, and some of it gone."""
    random = Random(seed)  # noqa: S311 - a shuffle, no secret
    share = random.choice((0.005, 0.02, 0.1))

    def some(rows: tuple[Any, ...], change: Any) -> tuple[Any, ...]:
        changed = (change(row) if random.random() < share else row for row in rows)
        return tuple(row for row in changed if row is not None)

    def model(row: Any) -> Any:
        return random.choice(
            (
                replace(row, retires=ON + timedelta(days=random.randint(-100, 600))),
                replace(row, self_hosting=random.choice(list(Known)), open_weights=random.choice(list(Known))),
                replace(row, context_tokens=random.choice((None, 4000, 1_000_000)), listed=random.random() < 0.5),
                replace(row, inputs=(), outputs=row.outputs[:1]),
            )
        )

    return replace(
        catalog,
        models=some(catalog.models, model),
        prices=some(
            catalog.prices, lambda row: replace(row, usd=row.usd * random.choice((0, 1, 2, 9))) if seed % 2 else None
        ),
        offers=some(catalog.offers, lambda row: replace(row, eu_region=random.choice(list(Known)))),
        scores=some(catalog.scores, lambda row: replace(row, value=row.value * Decimal("1.1")) if seed % 3 else None),
        cells=some(catalog.cells, lambda row: replace(row, fit=random.choice(list(Fit)))),
        use_cases=some(catalog.use_cases, lambda row: replace(row, tokens_in=9000) if row.tokens_in else row),
    )


def bare(decision: Decision) -> Bare:
    """Return what a full decision says, without its reasons."""
    chosen = [part.candidate(part.chosen) for part in decision.parts if part.chosen]
    usd = [row.unit_usd for row in chosen if row is not None]
    months = [row.month_usd.likely for row in chosen if row is not None]
    return Bare(
        outcome=decision.outcome,
        firsts={part.key: part.chosen for part in decision.parts},
        alive=frozenset(part.key for part in decision.parts if part.fit is not Fit.NO),
        usd=_sum(usd if None in months else months),
    )


def _sum(amounts: list[Decimal | None]) -> Decimal | None:
    known = [amount for amount in amounts if amount is not None]
    return sum(known, Decimal(0)) if known and len(known) == len(amounts) else None


@tries
@given(st.lists(answers(), min_size=1, max_size=4), st.integers(0, 10_000))
def test_sweep_says_what_the_full_engine_says(told: list[Answers], seed: int) -> None:
    catalog = shaken(STARTER, seed) if seed % 4 else STARTER
    sweep = Sweep.of(catalog, ON)

    found = [sweep.look(bones(each)) for each in told]

    assert found == [bare(decide(each, catalog, ON)) for each in told]
    assert [(each.outcome, each.firsts) for each in found] == [
        (each.outcome, each.firsts) for each in (outline(each, catalog, ON) for each in told)
    ]


@tries
@given(st.lists(answers(), min_size=1, max_size=4), st.integers(0, 10_000))
def test_sweep_of_the_next_catalog_says_what_the_full_engine_says(told: list[Answers], seed: int) -> None:
    """Few rows differ for most seeds, so that both ways are gone: with what is known, and all over again."""
    before = Sweep.of(STARTER, ON)
    catalog = shaken(STARTER, seed)
    after = before.onto(catalog)

    for each in told:
        before.look(bones(each))

    assert [after.look(bones(each)) for each in told] == [bare(decide(each, catalog, ON)) for each in told]


@tries
@given(answers(), st.integers(0, 10_000))
def test_sweep_knows_which_models_pass(told: Answers, seed: int) -> None:
    catalog = shaken(STARTER, seed)
    prices = PriceBook(catalog, ON)
    sweep = Sweep.of(catalog, ON)

    for need in needs(told, catalog):
        if need.key in {key for key, first in outline(told, catalog, ON).firsts.items() if first}:
            case = Case(answers=told, catalog=catalog, on=ON, need=need, prices=prices)
            passing = {m.slug for m in catalog.models if could_make(case, m) and not judge(case, m).dropped_by}
            assert sweep.passes(bones(told), need.key, [*catalog.model, "gone"]) == passing


@tries
@given(answers(), st.integers(0, 10_000))
def test_sweep_knows_what_stays_open_of_each_model(told: Answers, seed: int) -> None:
    catalog = shaken(STARTER, seed)
    prices = PriceBook(catalog, ON)
    cases = [Case(answers=told, catalog=catalog, on=ON, need=need, prices=prices) for need in needs(told, catalog)]
    judged = [judgements(case) for case in cases]

    assert [(row.need.key, row.of, row.open_points) for row in Sweep.of(catalog, ON).passing(told)] == [
        (case.need.key, len(rows), {row.model.slug: len(row.open_points) for row in rows if not row.dropped_by})
        for case, rows in zip(cases, judged, strict=True)
    ]
