"""Jobs for which generative AI is the wrong tool."""

from dataclasses import replace

import pytest

from catalog.vocabulary import Branch, Fit, Medium
from tests.wizard.engine.strategies import ON
from tests.wizard.engine.toys import LETTERS, PLAIN, catalog, cell
from wizard.engine.answers import Output
from wizard.engine.decide import decide
from wizard.engine.vocabulary import Check, Outcome, Result


@pytest.mark.parametrize(
    ("result", "rule"),
    [(Result.FORECAST, "no-forecasts"), (Result.RECORD, "no-records"), (Result.RULING, "no-rulings")],
)
@pytest.mark.parametrize("check", [None, *Check])
def test_wrong_tool_ends_the_plan_whoever_checks(result: Result, rule: str, check: Check | None) -> None:
    found = decide(replace(PLAIN, result=result, check=check), catalog(), ON)

    assert found.outcome is Outcome.NEITHER
    assert found.exit is not None
    assert found.exit.reason.rule == rule
    assert found.exit.instead
    assert found.parts == ()
    assert found.verdict == f"{found.exit.title}."


@pytest.mark.parametrize(
    ("check", "ends"), [(None, False), (Check.EVERY, False), (Check.SAMPLE, True), (Check.NOBODY, True)]
)
def test_sums_are_refused_only_where_not_every_one_is_checked(check: Check | None, *, ends: bool) -> None:
    found = decide(replace(PLAIN, result=Result.SUM, check=check), catalog(), ON)

    assert (found.exit is not None) is ends


@pytest.mark.parametrize("result", [None, Result.CONTENT])
def test_content_goes_on(result: Result | None) -> None:
    assert decide(replace(PLAIN, result=result), catalog(), ON).exit is None


def test_matrix_that_says_no_to_everything_ends_the_plan() -> None:
    known = replace(catalog(), cells=(cell(fit=Fit.NO),))

    found = decide(PLAIN, known, ON)

    assert found.exit is not None
    assert found.exit.reason.text == "Write letters is not a job for language models, because the matrix says no."
    assert found.exit.lead == "It has been seen to work."


def test_matrix_that_says_no_to_one_output_lets_the_other_go_on() -> None:
    known = replace(catalog(), cells=(cell(fit=Fit.NO), cell("notes")))
    notes = Output(key="notes", use_case="notes")

    found = decide(replace(PLAIN, outputs=(LETTERS, notes)), known, ON)

    assert found.exit is None
    assert found.verdict == "Use a language model for the notes. No generative AI for the letters."
    assert [(part.key, part.able, part.chosen) for part in found.parts] == [
        ("letters/text", 0, None),
        ("notes/text", 5, "alpha"),
    ]


@pytest.mark.parametrize(
    ("outputs", "outcome", "verdict"),
    [
        ((LETTERS,), Outcome.LANGUAGE, "Use a language model for the letters."),
        (
            (Output(key="own-image", medium=Medium.IMAGE, name="Menu photos."),),
            Outcome.MEDIA,
            "Use an image model for “Menu photos”.",
        ),
        (
            (LETTERS, Output(key="own-3d", medium=Medium.MODEL_3D)),
            Outcome.BOTH,
            "Use both: a language model for the letters and a 3D model for 3D shapes.",
        ),
    ],
)
def test_verdict_says_what_to_use_for_what(outputs: tuple[Output, ...], outcome: Outcome, verdict: str) -> None:
    found = decide(replace(PLAIN, outputs=outputs), catalog(), ON)

    assert (found.outcome, found.verdict) == (outcome, verdict)


def test_no_model_left_is_said() -> None:
    found = decide(replace(PLAIN, outputs=(Output(key="own-music", medium=Medium.MUSIC),)), catalog(), ON)

    assert found.lead.startswith("No model is known to meet everything you asked for.")
    assert found.pilot is None
    assert found.scale is None
    assert [action.text for action in found.actions] == [
        "Change the answer that left no model, or look again in a quarter"
    ]


def test_condition_of_the_matrix_is_a_reason_of_its_own() -> None:
    known = replace(catalog(), cells=(cell(branch=Branch.LANGUAGE, condition="A person reads each."),))

    found = decide(PLAIN, known, ON)

    assert "Write letters: a person reads each." in [reason.text for reason in found.reasons]
