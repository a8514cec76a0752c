"""The ladder: which rung now, which next, which the chosen model does not allow."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from catalog.schema import Catalog, Tuning
from catalog.vocabulary import Adaptation, Available, Known, Medium
from tests.wizard.engine.strategies import ON
from tests.wizard.engine.toys import PLAIN, STAMP, catalog, model, offer
from wizard.engine.answers import Answers, Output
from wizard.engine.decide import decide
from wizard.engine.decision import Step
from wizard.engine.vocabulary import Rung, RungState, Symptom


def steps(answers: Answers = PLAIN, known: Catalog | None = None) -> dict[Rung, Step]:
    (ladder,) = decide(answers, known or catalog(), ON).ladders
    return {step.rung: step for step in ladder.steps}


def with_tuning(available: Available, ends: date | None = None) -> Catalog:
    values: dict[str, Any] = {
        "slug": "alpha-acme",
        "model": "alpha",
        "model_name": "Alpha",
        "host": "acme",
        "adaptations": (Adaptation.FINE_TUNING,),
        "note": "Ask first.",
        **STAMP,
    }
    return replace(catalog(), tunings=(Tuning(available=available, ends=ends, **values),))


def test_language_ladder_runs_from_instructions_to_tuning() -> None:
    assert list(steps()) == [Rung.INSTRUCTIONS, Rung.EXAMPLES, Rung.RETRIEVAL, Rung.FINE_TUNING]


def test_first_rung_is_always_now() -> None:
    assert steps()[Rung.INSTRUCTIONS].state is RungState.NOW


@pytest.mark.parametrize(
    ("symptom", "called"),
    [(Symptom.TONE, Rung.EXAMPLES), (Symptom.NOT_OURS, Rung.RETRIEVAL), (Symptom.MADE_UP, Rung.RETRIEVAL)],
)
def test_symptom_calls_its_rung(symptom: Symptom, called: Rung) -> None:
    found = steps(replace(PLAIN, symptoms=(symptom,)))

    assert [rung for rung, step in found.items() if step.state is RungState.NEXT] == [called]


@pytest.mark.parametrize(
    ("known", "allowed", "text"),
    [
        (with_tuning(Available.YES), Known.YES, "At Acme."),
        (with_tuning(Available.YES, date(2027, 1, 6)), Known.YES, "At Acme, until 6 Jan 2027."),
        (with_tuning(Available.YES, ON - timedelta(days=1)), Known.NO, "Ended at Acme. Ask first."),
        (with_tuning(Available.INVITATION), Known.NO, "By invitation at Acme. Ask first."),
        (with_tuning(Available.UNCLEAR), Known.UNKNOWN, "Unclear at Acme. Ask first."),
        (catalog(), Known.NO, "Alpha: tuning no."),
    ],
)
def test_chosen_model_says_whether_it_can_be_tuned(known: Catalog, allowed: Known, text: str) -> None:
    step = steps(known=known)[Rung.FINE_TUNING]

    assert (step.allowed, step.allowed_text) == (allowed, text)
    assert (step.state is RungState.BLOCKED) is (allowed is Known.NO)


@pytest.mark.parametrize(
    ("medium", "rungs"),
    [
        (Medium.IMAGE, [Rung.INSTRUCTIONS, Rung.REFERENCE, Rung.STYLE]),
        (Medium.VIDEO, [Rung.INSTRUCTIONS, Rung.REFERENCE, Rung.STYLE]),
        (Medium.SPEECH, [Rung.INSTRUCTIONS, Rung.VOICE]),
        (Medium.MUSIC, [Rung.INSTRUCTIONS, Rung.VOICE]),
    ],
)
def test_media_have_ladders_of_their_own(medium: Medium, rungs: list[Rung]) -> None:
    known = catalog()
    made = replace(
        known, models=(*known.models, model("iris", outputs=(medium,))), offers=(*known.offers, offer("iris"))
    )

    assert list(steps(replace(PLAIN, outputs=(Output(key="own", medium=medium),)), made)) == rungs
