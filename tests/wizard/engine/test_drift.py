"""Drift: what holds, what would be different and why, and which changes are corrections."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, strategies as st

from catalog import query
from catalog.registry import KINDS, ordered
from catalog.schema import AiModel, Catalog, Price
from catalog.vocabulary import Fit, Known, Training
from tests.support import starter_catalog
from tests.wizard.engine.strategies import ON, answers, tries
from wizard.engine.adapter import adapted
from wizard.engine.answers import Answers
from wizard.engine.changes import Change, Nature
from wizard.engine.decide import ENGINE, decide
from wizard.engine.decision import Decision
from wizard.engine.drift import FIRST, FLIPPED, Drift, State, Then, drift, facts_of
from wizard.engine.vocabulary import FactKind
from wizard.plans.examples import all_examples
from wizard.steps.journey import read

STARTER = starter_catalog()
LATER = ON + timedelta(days=3)  # before any announced price comes into force
NEW_YEAR = date(2027, 1, 2)


def example(slug: str) -> tuple[Answers, Decision]:
    """Return an example's answers and what was decided on them."""
    stored = next(each for each in all_examples() if each.slug == slug).stored
    said = adapted(read(stored, STARTER, ON))
    return said, decide(said, STARTER, ON)


def look(slug: str, now: Catalog, on: date = LATER) -> Drift:
    """Return how an example's plan stands on another catalog and day."""
    said, decided = example(slug)
    return drift(Then(decision=decided, catalog=STARTER), said, now, on)


def with_rows(kind: str, *rows: Any, catalog: Catalog = STARTER) -> Catalog:
    """Return the catalog with rows in place of those of the same natural key, or beside them."""
    known = {KINDS[kind].key_of(row): row for row in getattr(catalog, kind)}
    known |= {KINDS[kind].key_of(row): row for row in rows}
    return replace(catalog, **{kind: ordered(KINDS[kind], known.values())})


def model(slug: str) -> AiModel:
    return STARTER.model[slug]


def prices(offer: str) -> list[Price]:
    """Return an offer's prices in force."""
    return [row for row in STARTER.prices_of[offer] if query.holds(row, ON)]


def dearer(offer: str, times: str, since: date) -> Catalog:
    """Return the catalog with new rows for an offer from a day on, the old ones closed the day before."""
    rows: list[Price] = []
    for row in prices(offer):
        rows.append(replace(row, valid_to=since - timedelta(days=1)))
        rows.append(replace(row, usd=row.usd * Decimal(times), valid_from=since, valid_to=None, as_of=since))
    return with_rows("prices", *rows)


def only(found: Drift) -> Change:
    """Return the one change."""
    assert len(found.moved) == 1, [row.change.text for row in found.moved]
    return found.moved[0].change


# ----------------------------------------------------------------------------------------------------------- the three


@pytest.mark.parametrize("each", all_examples(), ids=lambda each: each.slug)
def test_plan_holds_on_its_own_release_and_day(each: Any) -> None:
    found = look(each.slug, STARTER, ON)

    assert (found.state, found.differences, found.moved) == (State.HOLDS, (), ())
    assert found.sentence == "Nothing it leans on has changed."


@tries
@given(answers(), st.integers(0, 400))
def test_any_plan_holds_on_its_own_release_and_day(said: Answers, days: int) -> None:
    on = ON + timedelta(days=days)
    decided = decide(said, STARTER, on)

    found = drift(Then(decision=decided, catalog=STARTER), said, STARTER, on)

    assert (found.state, found.moved) == (State.HOLDS, ())


@tries
@given(answers(), st.integers(1, 400))
def test_state_says_whether_outcome_and_first_choices_are_the_same(said: Answers, days: int) -> None:
    decided, on = decide(said, STARTER, ON), ON + timedelta(days=days)

    found = drift(Then(decision=decided, catalog=STARTER), said, STARTER, on)

    today = decide(said, STARTER, on)
    same = decided.outcome is today.outcome and {part.key: part.chosen for part in decided.parts} == {
        part.key: part.chosen for part in today.parts
    }
    assert found.state is (State.HOLDS if same else State.DIFFERENT)
    assert bool(found.differences) is not same


def test_rules_of_a_later_version_cannot_be_checked() -> None:
    said, decided = example("garden-shop")

    found = drift(Then(decision=replace(decided, engine=ENGINE + 1), catalog=STARTER), said, STARTER, ON)

    assert found.state is State.UNCHECKED
    assert str(ENGINE + 1) in found.sentence


def test_retired_first_choice_flips_and_lays_open_the_rule() -> None:
    gone = replace(model("muse-image-1-0"), retires=LATER, as_of=LATER)

    found = look("garden-shop", with_rows("models", gone))

    assert found.state is State.DIFFERENT
    assert "would come first in place of Muse Image 1.0" in found.differences[0].text
    assert "A model that is no longer sold is never recommended." in found.differences[0].text
    assert found.differences[0].reasons[0].rule == "on-sale"
    assert found.moved[0].weight == FLIPPED
    assert found.moved[0].change.nature is Nature.WORLD
    assert found.moved[0].effect == "It is off the list now."


def test_flipped_cell_changes_the_outcome_with_its_trail() -> None:
    cell = next(row for row in STARTER.cells if (row.use_case, row.branch) == ("menu-photos", "media"))
    flipped = replace(cell, fit=Fit.NO, reason="A picture of a dish must show the dish.", as_of=LATER)

    found = look("restaurant", with_rows("cells", flipped))

    assert found.state is State.DIFFERENT
    assert len(found.differences) == 1
    assert "No generative AI for the menu pictures" in found.differences[0].text
    (reason,) = found.differences[0].reasons
    assert reason.rule == "matrix-says-no"
    assert [fact.kind for fact in reason.facts] == [FactKind.CELL]
    assert found.moved[0].change.kind is FactKind.CELL
    assert "now no, before yes" in found.moved[0].change.text


def test_difference_without_a_changed_fact_says_that_the_day_did_it() -> None:
    said, decided = example("garden-shop")
    other = replace(decided, parts=tuple(replace(part, chosen="nobody") for part in decided.parts))

    found = drift(Then(decision=other, catalog=STARTER), said, STARTER, ON)

    assert found.sentence.endswith("No fact changed; the day did, and with it the weeks of the pilot.")


# ------------------------------------------------------------------------------------------------------------- changes


def test_new_dated_price_is_the_world_and_says_how_much() -> None:
    found = look("garden-shop", dearer("muse-image-1-0@meta", "0.5", ON + timedelta(days=1)))

    change = only(found)
    assert (found.state, change.nature, change.on) == (State.HOLDS, Nature.WORLD, ON + timedelta(days=1))
    assert change.text == "Muse Image 1.0 became half as dear on 25 Nov 2026: $0.005 a picture, before $0.01."
    assert found.moved[0].weight == FIRST
    assert found.sentence == "One fact it leans on has changed; the answer has not."


def test_same_price_row_with_another_figure_is_a_correction() -> None:
    (row,) = prices("muse-image-1-0@meta")

    change = only(look("garden-shop", with_rows("prices", replace(row, usd=Decimal("0.05")))))

    assert change.nature is Nature.CORRECTION
    assert change.text == "Muse Image 1.0: the price was wrong on file. It is $0.05 a picture, before $0.01."


def test_announced_price_comes_into_force_by_the_day_alone() -> None:
    found = look("garden-shop", STARTER, date(2026, 12, 2))

    change = only(found)
    assert change.on == date(2026, 12, 1)
    assert change.text.startswith(
        "Gemini 4 Argon became twice as dear on 1 Dec 2026: $4 a million tokens in, before $2;"
    )


def test_price_announced_since_is_told_before_it_comes() -> None:
    change = only(look("garden-shop", dearer("muse-image-1-0@meta", "3", NEW_YEAR)))

    assert change.text.startswith("Muse Image 1.0 becomes three times as dear on 2 Jan 2027: $0.03 a picture")
    assert (change.nature, change.on) == (Nature.WORLD, NEW_YEAR)


def test_price_of_a_stranger_is_no_news() -> None:
    others = [offer for offer in STARTER.prices_of if offer.startswith("whisper")]
    rows = [replace(each, usd=each.usd * 3) for offer in others for each in prices(offer)]

    assert rows
    assert look("garden-shop", with_rows("prices", *rows)).moved == ()


@pytest.mark.parametrize(
    ("retires", "words"),
    [
        (date(2027, 9, 1), "goes off sale on 1 Sep 2027."),
        (ON + timedelta(days=1), "is no longer sold since 25 Nov 2026."),
    ],
)
def test_end_of_sale_is_the_world(retires: date, words: str) -> None:
    gone = replace(model("muse-image-1-0"), retires=retires)

    change = only(look("garden-shop", with_rows("models", gone)))

    assert change.text == f"Muse Image 1.0 {words}"
    assert (change.nature, change.on) == (Nature.WORLD, retires)


@pytest.mark.parametrize(
    ("days_later", "before", "nature"),
    [
        (0, Known.NO, Nature.CORRECTION),
        (3, Known.NO, Nature.READ),
        (3, Known.UNKNOWN, Nature.FOUND),
        (0, Known.UNKNOWN, Nature.FOUND),
    ],
)
def test_other_value_of_a_row_is_told_apart(days_later: int, before: Known, nature: Nature) -> None:
    said, decided = example("garden-shop")
    row = model("grok-imagine-image-2")
    then = with_rows("models", replace(row, open_weights=before))
    now = with_rows("models", replace(row, open_weights=Known.YES, as_of=row.as_of + timedelta(days=days_later)))

    found = drift(Then(decision=decided, catalog=then), said, now, LATER)

    change = next(each.change for each in found.moved if each.change.aspect == "open_weights")
    assert change.nature is nature
    word = "unknown" if before is Known.UNKNOWN else "no"
    assert change.text == f"Grok Imagine Image 2.0: open weights is now yes, before {word}."


def test_row_that_was_only_read_again_is_no_change() -> None:
    again = tuple(replace(row, as_of=LATER, note="Read again.") for row in STARTER.models)

    assert look("garden-shop", replace(STARTER, models=again)).moved == ()


def test_new_measurement_is_the_world_and_another_figure_for_the_old_a_correction() -> None:
    _, decided = example("garden-shop")
    first = decided.parts[1].candidates[0].model
    fact = next(
        fact for mark in decided.parts[1].candidates[0].marks for fact in mark.facts if fact.kind is FactKind.SCORE
    )
    row = next(each for each in STARTER.scores_of[first] if f"{each.benchmark}/{first}" == fact.subject)

    anew = look("garden-shop", with_rows("scores", replace(row, value=row.value + 1, as_of=LATER)))
    mended = look("garden-shop", with_rows("scores", replace(row, value=row.value + 1)))

    assert Nature.WORLD in {each.change.nature for each in anew.moved if each.change.subject == fact.subject}
    assert Nature.CORRECTION in {each.change.nature for each in mended.moved if each.change.subject == fact.subject}


def test_terms_are_told_in_words() -> None:
    said, decided = next(
        (said, decided)
        for said, decided in (example(each.slug) for each in all_examples())
        if any(fact.kind is FactKind.TERMS for fact in facts_of(decided))
    )
    row = next(STARTER.terms_of[fact.subject] for fact in facts_of(decided) if fact.kind is FactKind.TERMS)
    other = Training.YES if row.trains_on_inputs is not Training.YES else Training.NO
    now = with_rows("data_terms", replace(row, trains_on_inputs=other, as_of=LATER))

    found = drift(Then(decision=decided, catalog=STARTER), said, now, LATER)

    assert any("training on what you send is now" in each.change.text for each in found.moved)


def test_model_taken_out_of_the_catalog_is_told() -> None:
    kept = tuple(row for row in STARTER.models if row.slug != "muse-image-1-0")
    offers = tuple(row for row in STARTER.offers if row.model != "muse-image-1-0")
    scores = tuple(row for row in STARTER.scores if row.model != "muse-image-1-0")
    now = replace(STARTER, models=kept, offers=offers, scores=scores)

    found = look("restaurant", now)

    assert "Muse Image 1.0 is no longer in the catalog." in found.differences[0].text
    assert "Muse Image 1.0 is no longer in the catalog." in {each.change.text for each in found.moved}
    assert not next(each.change for each in found.moved if each.change.aspect == "gone").there


# ---------------------------------------------------------------------------------------------------------- their order


def test_changes_come_by_consequence() -> None:
    first = dearer("muse-image-1-0@meta", "0.9", ON + timedelta(days=1))
    gone = replace(model("grok-imagine-image-2"), retires=NEW_YEAR + timedelta(days=300))
    cheapest = replace(model("muse-image-1-0"), retires=LATER)

    calm = look("garden-shop", with_rows("models", gone, catalog=first))
    flip = look("garden-shop", with_rows("models", gone, cheapest, catalog=first))

    assert [each.weight for each in calm.moved] == sorted(each.weight for each in calm.moved)
    assert "Muse Image" in calm.moved[0].change.text
    assert "Grok Imagine" in calm.moved[1].change.text
    assert flip.state is State.DIFFERENT
    assert flip.moved[0].weight == FLIPPED


@tries
@given(answers(), st.randoms(use_true_random=False))
def test_no_change_is_told_twice_and_all_are_sentences(said: Answers, chance: Any) -> None:
    decided = decide(said, STARTER, ON)
    rows = [replace(row, usd=row.usd * chance.choice((1, 2, 3))) for row in STARTER.prices]
    models = [replace(row, retires=chance.choice((row.retires, LATER, NEW_YEAR))) for row in STARTER.models]
    cells = [replace(row, fit=chance.choice((row.fit, Fit.NO))) for row in STARTER.cells]
    now = replace(STARTER, prices=tuple(rows), models=tuple(models), cells=tuple(cells))

    found = drift(Then(decision=decided, catalog=STARTER), said, now, LATER)

    keys = [each.change.key for each in found.moved]
    assert len(keys) == len(set(keys))
    for text in [found.sentence, *(each.change.text for each in found.moved), *(d.text for d in found.differences)]:
        assert text.endswith((".", "”", "!")), text
        assert "None" not in text
        assert "  " not in text
