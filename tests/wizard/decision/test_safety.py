"""Safety: what somebody decides by a job ends it before any model is looked at."""

from dataclasses import replace
from typing import Any

import pytest

from catalog.vocabulary import Medium
from tests.support import starter_catalog
from wizard.decision.answers import Job
from wizard.decision.endings import AskBack, Ending, WrongTool
from wizard.decision.own_words import NOT_ON_FILE
from wizard.decision.safety import (
    DANGERS as DANGERS_ON_FILE,
    UsedToDecide,
    chooses,
    hinted,
    refusal,
    what_is_decided,
)
from wizard.decision.vocabulary import DecidesOn, GoesIn, JobAct, Stakes

DANGERS = {
    DecidesOn.TREATMENT: ("dose", "diagnos*"),
    DecidesOn.FIT: ("dental bridge",),
}


def written(words: str, **fields: Any) -> Job:
    return Job(key="own", words=words, **fields)


def decided_on(*what: DecidesOn | None) -> UsedToDecide:
    return UsedToDecide(on=frozenset(row for row in what if row is not None))


@pytest.mark.parametrize(
    ("words", "decided"),
    [
        ("Check the dose", DecidesOn.TREATMENT),
        ("Check the doses", None),  # only a star stands for an ending
        ("Write overdose leaflets", None),
        ("DIAGNOSING by phone", DecidesOn.TREATMENT),
        ("Design a dental bridge", DecidesOn.FIT),
        ("Describe a bridge", None),
        ("", None),
    ],
)
def test_words_hint_at_a_danger_where_nobody_answered(
    words: str, decided: DecidesOn | None
) -> None:
    hints = frozenset({decided} if decided is not None else ())

    assert what_is_decided(written(words), NOT_ON_FILE, DANGERS) == UsedToDecide(
        on=hints, certain=not hints
    )


def test_an_answer_goes_before_words() -> None:
    job = written("Check the dose", decides_on=frozenset())

    assert what_is_decided(job, NOT_ON_FILE, DANGERS) == UsedToDecide()


@pytest.mark.parametrize(
    ("act", "fields", "decided"),
    [
        (JobAct.PLAN, {}, DecidesOn.ROSTER),
        (JobAct.PLAN, {"medium": Medium.TEXT}, DecidesOn.ROSTER),
        (JobAct.PLAN, {"medium": Medium.IMAGE}, None),  # it is drawn
        (JobAct.PLAN, {"decides_on": frozenset({DecidesOn.LIST})}, DecidesOn.ROSTER),
        (JobAct.COUNT, {}, DecidesOn.COUNT),
        (JobAct.COUNT, {"goes_in": GoesIn.PHOTO}, DecidesOn.COUNT),
        (JobAct.CALCULATE, {}, DecidesOn.SUM),
        (JobAct.FORECAST, {"decides_on": frozenset()}, DecidesOn.FUTURE),
        (JobAct.FORECAST, {"medium": Medium.TEXT}, DecidesOn.FUTURE),
        (JobAct.VALUE, {}, DecidesOn.WORTH),
        (JobAct.VALUE, {"goes_in": GoesIn.PHOTO}, DecidesOn.WORTH),
        (JobAct.MATCH, {"decides_on": frozenset()}, DecidesOn.MATCH),
        (JobAct.MATCH, {"goes_in": GoesIn.TEXT}, DecidesOn.MATCH),
        (JobAct.MATCH, {"goes_in": GoesIn.PHOTO}, None),  # on no list
        (JobAct.MATCH, {"medium": Medium.TEXT}, None),  # somebody is answered
        (JobAct.FIND, {"decides_on": frozenset()}, None),  # in texts, and on no list
        (JobAct.FIND, {"goes_in": GoesIn.TEXT}, None),
        (JobAct.FIND, {"goes_in": GoesIn.PHOTO}, None),
        (JobAct.FIND, {"decides_on": frozenset({DecidesOn.FIT})}, DecidesOn.CHOICE),
        (JobAct.FIND, {"medium": Medium.TEXT}, None),
        (JobAct.LISTS, {}, DecidesOn.LISTS),
        (JobAct.LISTS, {"goes_in": GoesIn.PAPER}, None),  # paper is read first
        (JobAct.TELL, {"medium": Medium.TEXT, "stakes": Stakes.HURT}, DecidesOn.STATE),
        (JobAct.TELL, {"medium": Medium.TEXT, "stakes": Stakes.LAW}, None),
        (JobAct.ANSWER, {"medium": Medium.TEXT, "stakes": Stakes.HURT}, None),
        (JobAct.COMPARE, {}, None),
        (JobAct.CHECK, {}, None),
        (JobAct.COPY, {}, None),
        (JobAct.WRITE, {"medium": Medium.TEXT}, None),
        (None, {}, None),
        (JobAct.PLAN, {"use_case": "letters"}, None),  # what is done stands on file
    ],
)
@pytest.mark.parametrize("words", ["x", "Plan the loads of each route"])
def test_what_is_done_is_no_work_for_ai_whatever_the_words(
    words: str, act: JobAct | None, fields: dict[str, Any], decided: DecidesOn | None
) -> None:
    job = Job(key="own", words=words, act=act, **({"medium": Medium.DATA} | fields))
    answered = replace(job, decides_on=job.decides_on or frozenset())
    ending = refusal(answered, what_is_decided(answered, NOT_ON_FILE, DANGERS_ON_FILE))

    assert (ending.decides_on if isinstance(ending, WrongTool) else None) is decided
    assert ending is None or (isinstance(ending, WrongTool) and ending.certain)


@pytest.mark.parametrize(
    ("act", "fields", "decided"),
    [
        # a dealer chooses from what is on sale
        (JobAct.FIND, {}, DecidesOn.CHOICE),
        (JobAct.MATCH, {}, DecidesOn.CHOICE),
        (JobAct.ANSWER, {"medium": Medium.TEXT}, DecidesOn.CHOICE),
        (JobAct.SORT, {"goes_in": GoesIn.PHOTO}, DecidesOn.CHOICE),
        (JobAct.COPY, {}, DecidesOn.CHOICE),
        # whoever makes or checks a thing measures it
        (JobAct.WRITE, {"medium": Medium.TEXT}, DecidesOn.FIT),
        (JobAct.CHECK, {}, DecidesOn.FIT),
        (JobAct.CALCULATE, {}, DecidesOn.FIT),
        (JobAct.FIND, {"medium": Medium.MODEL_3D}, DecidesOn.FIT),
        (None, {"medium": Medium.IMAGE}, DecidesOn.FIT),
    ],
)
def test_what_fits_is_chosen_or_made(
    act: JobAct | None, fields: dict[str, Any], decided: DecidesOn
) -> None:
    fits = frozenset({DecidesOn.FIT})
    job = Job(key="own", words="x", act=act, decides_on=fits, **({"medium": Medium.DATA} | fields))
    said = what_is_decided(job, NOT_ON_FILE, DANGERS)
    ending = refusal(job, said)

    assert isinstance(ending, WrongTool)
    assert ending.decides_on is decided
    assert DecidesOn.FIT in said.as_answered


@pytest.mark.parametrize(
    ("use_case", "decided"),
    [
        ("support-email-reply", DecidesOn.CHOICE),
        ("size-chart-extraction", DecidesOn.CHOICE),
        ("prototype-3d-model", DecidesOn.FIT),
        ("proposal-draft", DecidesOn.FIT),
    ],
)
def test_what_fits_is_chosen_where_a_job_on_file_makes_nothing(
    use_case: str, decided: DecidesOn
) -> None:
    job = Job(key=use_case, use_case=use_case, decides_on=frozenset({DecidesOn.FIT}))

    assert what_is_decided(job, starter_catalog().use_case[use_case], DANGERS) == decided_on(
        decided
    )


FEARED = "A guest with an allergy reads that there is none in it"


@pytest.mark.parametrize(
    ("words", "fields", "decided"),
    [
        ("Weekly menus with allergens", {"stakes": Stakes.HURT}, DecidesOn.LIST),
        ("Weekly menus with allergens", {"stakes": Stakes.MONEY}, None),
        ("Weekly menus", {"stakes": Stakes.HURT}, None),
        ("", {"stakes": Stakes.HURT, "use_case": "letters", "worst": FEARED}, DecidesOn.LIST),
        # what is feared names it
        ("Weekly menus", {"stakes": Stakes.HURT, "worst": FEARED}, DecidesOn.LIST),
        ("Weekly menus", {"stakes": Stakes.MONEY, "worst": FEARED}, None),
        ("Weekly menus", {"stakes": Stakes.HURT, "worst": "Someone slips on it"}, None),
        ("Plans of exercises", {"stakes": Stakes.HURT}, DecidesOn.LIST),
        ("Plans of exercises", {"stakes": Stakes.NUISANCE}, None),
    ],
)
def test_what_may_hurt_comes_from_the_list_whatever_was_answered(
    words: str, fields: dict[str, Any], decided: DecidesOn | None
) -> None:
    job = written(words, medium=Medium.TEXT, decides_on=frozenset(), **fields)

    assert what_is_decided(job, NOT_ON_FILE, DANGERS_ON_FILE) == decided_on(decided)


@pytest.mark.parametrize(
    ("words", "hint"),
    [
        ("Read load tables of our cranes", DecidesOn.LIMIT),
        ("Read torques from the manual", DecidesOn.LIMIT),
        ("Bill each load of a lorry", None),
        ("Download tables", None),
        ("Answer under pressure", None),
        ("Turn sketches into stitch files", DecidesOn.MACHINE_FILE),
        ("Make a clean drawing for the embroidery machine", DecidesOn.MACHINE_FILE),
        ("Zeichnungen für die Stickmaschine", DecidesOn.MACHINE_FILE),
        ("Draw posters for the machine fair", None),
        ("Photos of a laser show", None),
    ],
)
def test_a_limit_or_a_machine_is_hinted_at_and_asked(words: str, hint: DecidesOn | None) -> None:
    hints = frozenset({hint} if hint is not None else ())

    assert hinted(words, DANGERS_ON_FILE) == hints
    # What the owner answered counts.
    assert (
        what_is_decided(written(words, decides_on=frozenset()), NOT_ON_FILE, DANGERS_ON_FILE).on
        == set()
    )


@pytest.mark.parametrize(
    ("words", "is_choice"),
    [
        ("Rank applicants", True),
        ("Say who gets the flat", True),
        ("Bewerber bewerten", True),
        ("Summarise applications without ranking", False),
        ("Do not rank applicants, list them", False),
        ("Copy what applicants state", False),
        ("", False),
    ],
)
def test_words_that_choose(words: str, *, is_choice: bool) -> None:
    assert chooses(words) is is_choice


@pytest.mark.parametrize(
    ("decided", "kind"),
    [
        (None, None),
        (DecidesOn.LIST, None),
        (DecidesOn.LIMIT, WrongTool),
        (DecidesOn.MACHINE_FILE, WrongTool),
        (DecidesOn.SUM, WrongTool),
        (DecidesOn.TREATMENT, WrongTool),
        (DecidesOn.PERSON, WrongTool),
        (DecidesOn.FIT, WrongTool),
        (DecidesOn.FUTURE, WrongTool),
        (DecidesOn.FEELINGS, WrongTool),
        (DecidesOn.ROSTER, WrongTool),
        (DecidesOn.EVERYTHING, AskBack),
    ],
)
def test_what_ends_a_job(decided: DecidesOn | None, kind: type[Ending] | None) -> None:
    ending = refusal(written("x"), decided_on(decided))

    assert (type(ending) if ending is not None else None) is kind


@pytest.mark.parametrize(
    ("decided", "besides", "kind"),
    [
        ((DecidesOn.SUM,), {DecidesOn.SUM}, None),
        ((DecidesOn.SUM,), {DecidesOn.PERSON}, WrongTool),
        ((DecidesOn.PERSON,), {DecidesOn.SUM, DecidesOn.PERSON}, None),
        ((DecidesOn.PERSON, DecidesOn.TREATMENT), {DecidesOn.PERSON}, WrongTool),
    ],
)
def test_beside_some_decisions_ai_still_writes(
    decided: tuple[DecidesOn, ...], besides: set[DecidesOn], kind: type[Ending] | None
) -> None:
    ending = refusal(written("x"), decided_on(*decided), besides)

    assert (type(ending) if ending is not None else None) is kind


@pytest.mark.parametrize(
    ("what", "gravest"),
    [
        ((DecidesOn.FUTURE, DecidesOn.TREATMENT), DecidesOn.TREATMENT),
        ((DecidesOn.LIST, DecidesOn.FIT), DecidesOn.FIT),
        ((DecidesOn.PERSON, DecidesOn.FEELINGS), DecidesOn.FEELINGS),
        # what is counted or reckoned is that, whatever state it is in
        ((DecidesOn.STATE, DecidesOn.COUNT), DecidesOn.COUNT),
        ((DecidesOn.STATE, DecidesOn.SUM), DecidesOn.SUM),
    ],
)
def test_of_several_answers_the_gravest_is_named(
    what: tuple[DecidesOn, ...], gravest: DecidesOn
) -> None:
    ending = refusal(written("x"), decided_on(*what))

    assert isinstance(ending, WrongTool)
    assert ending.decides_on is gravest


def test_everything_is_asked_back_whatever_else_holds() -> None:
    decided = decided_on(DecidesOn.EVERYTHING, DecidesOn.TREATMENT)

    assert isinstance(refusal(written("x"), decided), AskBack)
