"""Ways to better results: the first answers what was feared, none speaks of text where a model makes sound or pictures."""

from dataclasses import replace

import pytest

from catalog.schema import Tuning
from catalog.vocabulary import Adaptation, Available, Known, Purpose
from tests.support import starter_catalog
from tests.wizard.decision.firms import day
from wizard.decision.answers import Answers, Brief, Job
from wizard.decision.decide import decide
from wizard.decision.decision import Part
from wizard.decision.tasks import PURPOSES
from wizard.decision.vocabulary import AtHand, Kind, Symptom, Use

CATALOG = starter_catalog()
KINDS = {
    Kind.LANGUAGE: "support-email-reply",
    Kind.TRANSCRIPTION: "meeting-minutes",
    Kind.IMAGE: "virtual-staging",
    Kind.VIDEO: "short-video-ad",
    Kind.SPEECH: "podcast-voice-over",
    Kind.MUSIC: "background-music",
    Kind.SHAPE: "game-3d-asset",
}


def part_of(kind: Kind, *symptoms: Symptom, **answers: object) -> Part:
    """Return the part of a kind of model in a plan with one job."""
    job = Job(key=KINDS[kind], use_case=KINDS[kind])
    asked = Answers(jobs=(job,), use=Use.BUILT_IN, symptoms=symptoms, **answers)  # type: ignore[arg-type]
    return next(part for part in decide(asked, CATALOG, day()).parts if part.kind is kind)


@pytest.mark.parametrize("kind", list(KINDS))
@pytest.mark.parametrize("symptom", [None, *Symptom])
def test_advice_is_for_the_kind_of_model(kind: Kind, symptom: Symptom | None) -> None:
    steps = part_of(kind, *((symptom,) if symptom is not None else ())).tuning
    assert steps
    for step in steps:
        row = CATALOG.advice_row[step.advice]
        assert row.kinds == (PURPOSES[kind],)
        assert row.needs
        assert row.effort
        assert row.stop
        assert Purpose.GENERAL in row.kinds or "house style" not in row.action


@pytest.mark.parametrize(
    ("kind", "symptom", "first"),
    [
        (Kind.LANGUAGE, Symptom.MADE_UP, "look-up"),
        (Kind.LANGUAGE, Symptom.TONE, "instructions"),
        (Kind.IMAGE, Symptom.LOOK, "own-photo"),
        (Kind.IMAGE, Symptom.STYLE, "reference-pictures"),
        (Kind.VIDEO, Symptom.LOOK, "first-picture"),
        (Kind.SPEECH, Symptom.VOICE, "other-voice"),
        (Kind.TRANSCRIPTION, Symptom.NOT_OURS, "word-list"),
    ],
)
def test_first_step_answers_what_was_feared(kind: Kind, symptom: Symptom, first: str) -> None:
    step = part_of(kind, symptom).tuning[0]
    assert step.rung == first
    assert step.symptoms == (symptom,)


def test_a_symptom_of_other_kinds_leaves_the_first_step() -> None:
    (step,) = part_of(Kind.MUSIC, Symptom.MADE_UP).tuning
    assert (step.rung, step.symptoms) == ("music-request", ())


def test_training_needs_examples_and_a_seller_that_offers_it() -> None:
    few = part_of(Kind.LANGUAGE, Symptom.TONE, at_hand=(AtHand.EXAMPLES,), example_count=20).tuning[
        -1
    ]
    assert (few.rung, few.possible) == ("fine-tuning", Known.NO)
    assert AtHand.EXAMPLES in few.lacks
    examples = next(
        step
        for step in part_of(Kind.LANGUAGE, Symptom.TONE, at_hand=(AtHand.EXAMPLES,)).tuning
        if step.rung == "examples"
    )
    assert (examples.has, examples.lacks) == ((AtHand.EXAMPLES,), ())


@pytest.mark.parametrize(("here", "possible"), [(True, Known.YES), (False, Known.UNKNOWN)])
def test_training_is_possible_only_where_the_model_is_bought(here: bool, possible: Known) -> None:  # noqa: FBT001
    pick = part_of(Kind.LANGUAGE).pick
    assert pick is not None
    seller = next(offer.seller for offer in CATALOG.offers if offer.slug == pick.offer)
    row = Tuning(
        slug="made-for-this-test",
        model=pick.model,
        model_name=pick.model,
        host=seller if here else "another-host",
        adaptations=(Adaptation.FINE_TUNING,),
        available=Available.YES,
        source="editors-judgement",
        as_of=day(),
    )
    others = tuple(each for each in CATALOG.tunings if each.model != pick.model)
    catalog = replace(CATALOG, tunings=(*others, row))
    job = Job(key=KINDS[Kind.LANGUAGE], use_case=KINDS[Kind.LANGUAGE])
    asked = Answers(jobs=(job,), use=Use.BUILT_IN, symptoms=(Symptom.TONE,), example_count=500)
    step = next(
        step for step in decide(asked, catalog, day()).parts[0].tuning if step.rung == "fine-tuning"
    )
    assert step.possible is possible
    assert step.elsewhere == (() if here else ("another-host",))


def test_a_seat_cannot_be_trained() -> None:
    job = Job(key="hotel-review-reply", use_case="hotel-review-reply")
    asked = Answers(
        jobs=(job,), use=Use.BY_HAND, people=2, symptoms=(Symptom.TONE,), example_count=500
    )
    (part,) = decide(asked, CATALOG, day()).parts
    assert part.seat is not None
    assert part.tuning[-1].rung == "fine-tuning"
    assert part.tuning[-1].possible is Known.NO
    assert part.tuning[0].possible is Known.YES


def test_what_the_brief_holds_counts_as_at_hand() -> None:
    brief = Brief(voice="Warm and short.", examples="Dear guest, …")
    steps = {step.rung: step for step in part_of(Kind.LANGUAGE, Symptom.TONE, brief=brief).tuning}
    assert steps["instructions"].lacks == ()
    assert steps["examples"].lacks == ()


def test_a_step_rests_on_sourced_statements_where_there_are_some() -> None:
    steps = {
        step.rung: step for step in part_of(Kind.LANGUAGE, Symptom.MADE_UP, Symptom.TONE).tuning
    }
    for rung in ("instructions", "examples", "look-up", "fine-tuning"):
        assert "guidance" in {fact.kind for fact in steps[rung].reason.facts}
