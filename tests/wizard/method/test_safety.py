"""Safety: what somebody decides by a job ends it before any model is looked at."""

from typing import Any

import pytest

from wizard.method.answers import Job
from wizard.method.endings import AskBack, Ending, WrongTool
from wizard.method.safety import Danger, decides_on, refusal
from wizard.method.vocabulary import DecidesOn

DANGERS = (
    Danger(decides_on=DecidesOn.TREATMENT, words=("dose", "diagnos*")),
    Danger(decides_on=DecidesOn.FIT, words=("dental bridge",)),
)


def written(words: str, **fields: Any) -> Job:
    return Job(key="own", words=words, **fields)


@pytest.mark.parametrize(
    ("words", "decided"),
    [
        ("Check the dose", DecidesOn.TREATMENT),
        ("Check the doses", DecidesOn.NOTHING),  # only a star stands for an ending
        ("Write overdose leaflets", DecidesOn.NOTHING),
        ("DIAGNOSING by phone", DecidesOn.TREATMENT),
        ("Design a dental bridge", DecidesOn.FIT),
        ("Describe a bridge", DecidesOn.NOTHING),
        ("", DecidesOn.NOTHING),
    ],
)
def test_words_hint_at_a_danger_where_nobody_answered(words: str, decided: DecidesOn) -> None:
    assert decides_on(written(words), None, DANGERS) == (decided, False)


def test_an_answer_goes_before_words() -> None:
    job = written("Check the dose", decides_on=DecidesOn.NOTHING)

    assert decides_on(job, None, DANGERS) == (DecidesOn.NOTHING, True)


@pytest.mark.parametrize(
    ("decided", "kind"),
    [
        (DecidesOn.NOTHING, None),
        (DecidesOn.LIST, None),
        (DecidesOn.SUM, None),
        (DecidesOn.TREATMENT, WrongTool),
        (DecidesOn.PERSON, WrongTool),
        (DecidesOn.FIT, WrongTool),
        (DecidesOn.FUTURE, WrongTool),
        (DecidesOn.FEELINGS, WrongTool),
        (DecidesOn.EVERYTHING, AskBack),
    ],
)
def test_what_ends_a_job(decided: DecidesOn, kind: type[Ending] | None) -> None:
    verdict = refusal(written("x"), decided, sure=True)

    assert (type(verdict) if verdict is not None else None) is kind


def test_a_sum_ends_a_job_only_where_ai_itself_would_add() -> None:
    assert isinstance(refusal(written("x"), DecidesOn.SUM, sure=True, adds_up=True), WrongTool)
