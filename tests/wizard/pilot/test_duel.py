"""One tap a case: what it puts on record, whichever side a model stands on."""

import pytest
from hypothesis import given, strategies as st

from tests.wizard.pilot.strategies import tries
from wizard.decision.trial import StopRule
from wizard.pilot.duel import OF_ONE, OF_TWO, DuelChoice, Side, Tap, last_tap, sides_of, tap_of
from wizard.pilot.metrics import Values
from wizard.pilot.protocol import Contender, Protocol
from wizard.views.keyed import whole_number

ASH, ELM = Contender(model="ash", name="Ash 1"), Contender(model="elm", name="Elm 2")
BOTH = {Side.ONE: ASH, Side.TWO: ELM}
RULE = StopRule(cases=20, most_redone=3)
DUEL = Protocol(contenders=(ASH, ELM), rule=RULE)


def said(accepted: str, better: str, harmful: str = "") -> dict[str, Values]:
    """Return marks of both: which are good enough, which is better, which is harmful."""
    return {
        model: {
            "accepted": model in accepted,
            "harmful": model in harmful,
            "better": better if better == "same" else ("no", "yes")[model == better],
        }
        for model in ("ash", "elm")
    }


@pytest.mark.parametrize(
    ("sent", "marks"),
    [
        ({"better": "one"}, said("ash elm", "ash")),
        ({"better": "two"}, said("ash elm", "elm")),
        ({"better": "same"}, said("ash elm", "same")),
        ({"better": "neither"}, said("", "same")),
        # The better one may have something wrong in it all the same.
        ({"better": "one", "wrong-one": "yes"}, said("elm", "ash")),
        ({"better": "one", "wrong-two": "yes"}, said("ash", "ash")),
        # Harm without the other tick says both.
        ({"better": "two", "harm-one": "yes"}, said("elm", "elm", harmful="ash")),
        ({"better": "neither", "harm-two": "yes"}, said("", "same", harmful="elm")),
    ],
)
def test_a_tap_says_all_of_both_answers(sent: dict[str, str], marks: dict[str, Values]) -> None:
    tap = tap_of(sent, OF_TWO, None)

    assert tap is not None
    assert tap.marks(BOTH) == marks


@pytest.mark.parametrize("sent", [{}, {"better": ""}, {"better": "left"}, {"better": "good"}])
def test_a_form_without_a_choice_says_nothing(sent: dict[str, str]) -> None:
    assert tap_of(sent, OF_TWO, None) is None


@pytest.mark.parametrize("choice", OF_TWO)
def test_what_was_tapped_is_shown_again(choice: DuelChoice) -> None:
    marks = Tap(choice=choice).marks(BOTH)

    again = last_tap({Side.ONE: marks["ash"], Side.TWO: marks["elm"]})

    assert again is not None
    assert again.choice is choice


def test_one_model_alone_is_good_enough_or_not() -> None:
    for choice, accepted in ((DuelChoice.GOOD, True), (DuelChoice.BAD, False)):
        tap = tap_of({"better": choice.value}, OF_ONE, None)
        assert tap is not None
        assert tap.marks({Side.ONE: ASH}) == {"ash": {"accepted": accepted, "harmful": False}}


@pytest.mark.parametrize(
    ("seconds", "minutes"),
    [
        ("60", 0.5),  # a minute for two answers
        ("1800", 15.0),
        ("1801", None),  # a clock that ran overnight
        ("0", None),
        ("", None),
        ("-5", None),
        ("abc", None),
        ("١٢", None),
        ("9" * 400, None),
    ],
)
def test_time_is_that_of_one_answer_and_no_night_counts(
    seconds: str, minutes: float | None
) -> None:
    tap = tap_of({"better": "same"}, OF_TWO, whole_number(seconds))

    assert tap is not None
    assert tap.marks(BOTH)["ash"].get("minutes") == minutes


taps = st.builds(
    Tap,
    choice=st.sampled_from(OF_TWO),
    wrong=st.frozensets(st.sampled_from(Side)),
    harmful=st.frozensets(st.sampled_from(Side)),
)


@tries
@given(taps, st.text(max_size=5), st.integers(0, 2), st.integers(1, 200))
def test_what_is_shown_again_says_the_same_once_more(
    tap: Tap, seed: str, rater: int, number: int
) -> None:
    sides = sides_of(DUEL, seed, rater, number)
    marks = tap.marks(sides)

    again = last_tap({side: marks[contender.model] for side, contender in sides.items()})

    assert again is not None
    assert again.marks(sides) == marks
    assert {contender.model for contender in sides.values()} == {"ash", "elm"}
