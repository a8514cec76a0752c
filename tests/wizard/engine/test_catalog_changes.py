"""What a change of the catalog does to a decision, and what it must not do."""

import random
from dataclasses import replace
from decimal import Decimal
from typing import Any

from hypothesis import given, strategies as st

from catalog.registry import KINDS
from catalog.schema import AiModel, Catalog, Score
from catalog.vocabulary import Known, Medium, Voice
from tests.support import starter_catalog
from tests.wizard.engine.strategies import ON, PLAIN_NAMES, answers, tries
from tests.wizard.engine.walking import facts
from wizard.engine import cite
from wizard.engine.answers import Answers, Output
from wizard.engine.decide import decide
from wizard.engine.decision import Decision, dump
from wizard.engine.ranking import Entry
from wizard.engine.requirements import Case
from wizard.engine.scoring import Yardsticks
from wizard.engine.shortlist import shortlist
from wizard.engine.vocabulary import FactKind
from wizard.engine.workload import USUAL, PriceBook, needs

STARTER = starter_catalog()
CITED = {FactKind.GUIDANCE: "guidance", FactKind.SCORE: "scores", FactKind.PRICE: "prices", FactKind.TUNING: "tunings"}


def outcome(decision: Decision) -> list[Any]:
    """Return what a decision says of models, without the facts it cites."""
    return [
        (
            part.key,
            part.able,
            part.of,
            part.tied,
            part.chosen,
            part.runner_up,
            [(row.model, row.low, row.high, row.standing, row.unit_usd) for row in part.candidates],
        )
        for part in decision.parts
    ]


@tries
@given(answers(words=PLAIN_NAMES), st.integers(0, 1000))
def test_order_of_rows_changes_nothing(given_answers: Answers, seed: int) -> None:
    """Guidance is left in order: of several statements on a topic the first are quoted."""
    mix = random.Random(seed)  # noqa: S311 - a shuffle, no secret
    shuffled: dict[str, Any] = {
        name: tuple(mix.sample(getattr(STARTER, name), len(getattr(STARTER, name))))
        for name in (
            "models",
            "offers",
            "prices",
            "scores",
            "benchmarks",
            "cells",
            "use_cases",
            "data_terms",
            "sources",
        )
    }

    before = outcome(decide(given_answers, STARTER, ON))

    assert outcome(decide(given_answers, replace(STARTER, **shuffled), ON)) == before


def renamed(catalog: Catalog, slugs: set[str]) -> Catalog:
    """Return the catalog with other slugs and names for some models; their offers and scores go along."""
    kept = {slug: f"zz-{slug}" for slug in slugs}

    def offer_slug(slug: str | None) -> str | None:
        model, at, seller = (slug or "").partition("@")
        return f"{kept[model]}{at}{seller}" if model in kept else slug

    def moved(row: Any) -> Any:
        return replace(row, model=kept[row.model]) if row.model in kept else row

    return replace(
        catalog,
        models=tuple(
            replace(row, slug=kept[row.slug], name=f"Famous {row.name}") if row.slug in kept else row
            for row in catalog.models
        ),
        offers=tuple(replace(moved(row), slug=offer_slug(row.slug)) for row in catalog.offers),
        prices=tuple(replace(row, offer=offer_slug(row.offer)) for row in catalog.prices),
        scores=tuple(moved(row) for row in catalog.scores),
        tunings=tuple(moved(row) for row in catalog.tunings),
    )


def test_names_of_models_that_are_not_shown_change_nothing() -> None:
    outputs = (Output(key="own-image", medium=Medium.IMAGE, name="Posters"), Output(key="own-text", name="Letters"))
    told = Answers(outputs=outputs)
    before = decide(told, STARTER, ON)
    shown = {row.model for part in before.parts for row in part.candidates}
    others = set(STARTER.model) - shown

    after = decide(told, renamed(STARTER, others), ON)

    assert len(others) > 100
    assert outcome(after) == outcome(before)


@tries
@given(answers(words=PLAIN_NAMES), st.integers(0, 10_000))
def test_fact_that_is_deleted_takes_its_sentences_along(given_answers: Answers, pick: int) -> None:
    cited = [fact for fact in facts(decide(given_answers, STARTER, ON)) if fact.kind in CITED]
    if not cited:
        return
    gone = cited[pick % len(cited)]
    row = cite.resolve(STARTER, gone)
    kind = CITED[gone.kind]
    changed: dict[str, Any] = {kind: tuple(each for each in getattr(STARTER, kind) if each is not row)}
    reduced = replace(STARTER, **changed)

    found = facts(decide(given_answers, reduced, ON))

    assert [fact for fact in found if cite.resolve(reduced, fact) is None] == []
    assert gone.kind is FactKind.SCORE or gone not in found


def entry_of(model: AiModel, catalog: Catalog, told: Answers) -> Entry | None:
    (need,) = needs(told, catalog)
    looked = Case(answers=told, catalog=catalog, on=ON, need=need, prices=PriceBook(catalog, ON))
    found = shortlist(looked, Yardsticks.of(catalog))
    return next((entry for entry in found.entries if entry.model.slug == model.slug), None)


UNKNOWN_FIELDS = ("open_weights", "tuning", "structured_output", "tools", "context_tokens")


@tries
@given(
    st.sampled_from([model for model in STARTER.models if model.listed]),
    st.sampled_from(list(USUAL)),
    st.sampled_from(UNKNOWN_FIELDS),
    st.sampled_from([Known.YES, Known.NO]),
    answers(words=PLAIN_NAMES),
)
def test_learning_a_property_never_widens_a_range(
    model: AiModel, medium: Medium, field: str, value: Known, others: Answers
) -> None:
    told = Answers(outputs=(Output(key=f"own-{medium}", medium=medium),), weights=others.weights)
    learnt: dict[str, Any] = {field: 1_000_000 if field == "context_tokens" else value}
    if getattr(model, field) not in {Known.UNKNOWN, None}:
        return
    known = replace(STARTER, models=tuple(replace(row, **learnt) if row is model else row for row in STARTER.models))

    before, after = entry_of(model, STARTER, told), entry_of(model, known, told)

    if before is not None and after is not None:
        assert before.low <= after.low <= after.high <= before.high


@tries
@given(
    st.sampled_from([model for model in STARTER.models if model.listed]),
    st.sampled_from(list(USUAL)),
    st.integers(0, 100),
    answers(words=PLAIN_NAMES),
)
def test_learning_a_score_never_widens_a_range(model: AiModel, medium: Medium, place: int, others: Answers) -> None:
    told = Answers(outputs=(Output(key=f"own-{medium}", medium=medium),), weights=others.weights)
    yardsticks = Yardsticks.of(STARTER)
    for task in USUAL[medium].tasks:
        slugs = yardsticks.by_task.get(task, ())
        if slugs and not any(row.benchmark in slugs for row in STARTER.scores_of.get(model.slug, ())):
            break
    else:
        return
    scale = yardsticks.scales[slugs[0]]
    value = scale.worst + (scale.best - scale.worst) * Decimal(place) / 100
    learnt = Score(
        benchmark=slugs[0],
        model=model.slug,
        value=value,
        voice=Voice.MEASURED,
        measured_by="a lab",
        source="editors-judgement",
        as_of=ON,
    )

    before = entry_of(model, STARTER, told)
    after = entry_of(model, replace(STARTER, scores=(*STARTER.scores, learnt)), told)

    if before is not None and after is not None:
        assert before.low <= after.low <= after.high <= before.high


def test_same_catalog_read_twice_decides_the_same() -> None:
    told = Answers(outputs=(Output(key="own-text", name="Letters"),))
    again = replace(STARTER)

    assert dump(decide(told, again, ON)) == dump(decide(told, STARTER, ON))


def test_every_kind_that_facts_cite_is_a_kind_of_the_catalog() -> None:
    assert set(CITED.values()) <= set(KINDS)
