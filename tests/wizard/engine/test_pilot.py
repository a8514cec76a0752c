"""The pilot: targets, trials and whether the weeks bring enough."""

from dataclasses import replace
from decimal import Decimal

import pytest

from catalog.parsing import Span
from catalog.schema import Catalog
from catalog.vocabulary import Medium, PriceUnit, Task
from tests.wizard.engine.strategies import ON
from tests.wizard.engine.toys import LETTERS, PLAIN, catalog, model, offer, price, use_case
from wizard.engine.answers import Answers, Output, Targets
from wizard.engine.decide import decide
from wizard.engine.decision import Pilot


def trial(answers: Answers = PLAIN, known: Catalog | None = None) -> Pilot:
    found = decide(answers, known or catalog(), ON).pilot
    assert found is not None
    return found


def a_month(low: str, high: str | None = None) -> Answers:
    volume = Span(low=Decimal(low), high=Decimal(high or low))
    return replace(PLAIN, outputs=(replace(LETTERS, per_month=volume),))


def test_targets_nobody_named_are_half_of_today_and_80_of_100() -> None:
    found = {target.slug: target for target in trial().targets}

    assert {slug: (str(target.threshold), target.trials) for slug, target in found.items()} == {
        "minutes": ("15.00", 101),
        "accepted": ("80", 83),
        "usd": ("15.00", 101),
    }
    assert found["usd"].text == "At most $15 an accepted letter"
    assert found["minutes"].text == "At most 15 minutes a letter"
    assert trial().trials == 101


def test_named_targets_stand() -> None:
    told = replace(PLAIN, targets=Targets(minutes=Decimal(150), accepted_percent=Decimal(95), usd=Decimal(2)))

    assert [target.text for target in trial(told).targets] == [
        "At most 2.5 hours a letter",
        "At least 95 of 100 letters accepted",
        "At most $2 an accepted letter",
    ]


def test_everything_accepted_is_read_as_99_of_100() -> None:
    told = replace(PLAIN, targets=Targets(accepted_percent=Decimal(100)))

    accepted = next(target for target in trial(told).targets if target.slug == "accepted")

    assert (accepted.threshold, accepted.trials) == (Decimal(99), 268)


@pytest.mark.parametrize(
    ("answers", "words"),
    [
        # Six weeks are 42 days of 30.4 a month.
        (a_month("100", "300"), "From 8 Dec 2026 to 19 Jan 2027 about 138 letters come up: enough for 101 trials."),
        (
            a_month("50"),
            "From 8 Dec 2026 to 19 Jan 2027 about 69 letters come up: too few for 101 trials. 69 of them only tell a figure from one 12 % better. Let it run for 9 weeks, or try it on older cases too.",  # 61.4 days
        ),
        (
            a_month("1"),
            "From 8 Dec 2026 to 19 Jan 2027 hardly one letter comes up: too few for 101 trials. Try it on older cases too.",
        ),
        (
            replace(PLAIN, outputs=(replace(LETTERS, per_month=None),)),
            "You need 101 letters. How many a month there are is not known.",
        ),
    ],
)
def test_pilot_says_whether_its_weeks_bring_enough(answers: Answers, words: str) -> None:
    assert trial(answers).enough == words


def test_own_minutes_belong_to_the_piloted_output_alone() -> None:
    notes = Output(key="notes", use_case="notes", per_month=LETTERS.per_month)
    told = replace(
        PLAIN,
        outputs=(LETTERS, notes),
        pilot_output="notes",
        minutes_today=Span(low=Decimal(10), high=Decimal(10)),
    )

    found = decide(told, catalog(), ON)

    assert found.pilot is not None
    assert found.pilot.targets[0].today == 10
    assert found.scale is not None
    minutes = next(row for row in found.scale.costs if row.slug == "minutes")
    assert minutes.today == 100 * 30 + 100 * 10


def test_what_is_made_is_piloted_and_not_the_speech_written_down_for_it() -> None:
    known = catalog()
    heard = replace(
        known,
        models=(*known.models, model("echo", inputs=(Medium.SPEECH,))),
        offers=(*known.offers, offer("echo")),
        prices=(*known.prices, price("echo", "0.01", PriceUnit.AUDIO_MINUTE)),
        use_cases=(use_case(inputs=(Medium.SPEECH,), tasks=(Task.TRANSCRIPTION, Task.WRITING)),),
    )

    found = decide(PLAIN, heard, ON)

    assert [part.key for part in found.parts] == ["letters/transcript", "letters/text"]
    assert found.pilot is not None
    assert found.pilot.part == "letters/text"
    assert found.verdict == "Use a model that writes down speech and a language model for the letters."
    assert found.prompt.startswith("You work for a small firm. Your job: write letters.")


def test_actions_name_as_many_targets_as_there_are() -> None:
    only_accepted = replace(PLAIN, outputs=(Output(key="own-text", medium=Medium.TEXT, name="Poems"),))

    said = {action.text for action in decide(only_accepted, catalog(), ON).actions}
    told = {action.text for action in decide(PLAIN, catalog(), ON).actions}

    assert "Write down the target and do not touch it again" in said
    assert "Write down the three targets and do not touch them again" in told


def test_minutes_of_work_are_told_from_minutes_of_sound() -> None:
    known = replace(catalog(), use_cases=(use_case(unit="minute of sound", unit_plural="minutes of sound"),))

    assert trial(PLAIN, known).targets[0].text == "At most 15 minutes of work a minute of sound"


def test_two_kinds_of_text_are_one_result() -> None:
    known = replace(catalog(), use_cases=(use_case(outputs=(Medium.TEXT, Medium.DATA)),))

    assert decide(PLAIN, known, ON).verdict == "Use a language model for the letters."


def test_common_job_is_put_to_the_model_as_a_verb() -> None:
    known = replace(catalog(), use_cases=(use_case(name="Letters", common=True),))

    assert decide(PLAIN, known, ON).prompt.startswith("You work for a small firm. Your job: make letters.")
