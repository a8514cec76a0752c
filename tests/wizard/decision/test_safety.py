"""Safety: what somebody decides by a job ends it before any model is looked at."""

from typing import Any

import pytest

from catalog.vocabulary import Medium
from tests.wizard.decision.toy_catalog import use_case
from wizard.decision.answers import Job
from wizard.decision.endings import AskBack, Ending, WrongTool
from wizard.decision.safety import (
    DANGERS as DANGERS_ON_FILE,
    Danger,
    UsedToDecide,
    chooses,
    refusal,
    what_is_decided,
)
from wizard.decision.vocabulary import DecidesOn, Stakes

DANGERS = (
    Danger(decides_on=DecidesOn.TREATMENT, words=("dose", "diagnos*")),
    Danger(decides_on=DecidesOn.FIT, words=("dental bridge",)),
)


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

    assert what_is_decided(written(words), None, DANGERS) == UsedToDecide(
        on=hints, certain=not hints
    )


def test_an_answer_goes_before_words() -> None:
    job = written("Check the dose", decides_on=frozenset())

    assert what_is_decided(job, None, DANGERS) == UsedToDecide()


@pytest.mark.parametrize(
    "words",
    [
        (
            "Make the monthly roster of the lifeguards so that everybody has the rest that the "
            "law wants"
        ),
        "Plan the routes of our vans",
        "Draw up next week’s shift plan",
        "Say who works when",
        "Plan each night which truck clears which street",
        "Assign guests to rooms",
        "Say in which order the orders are sawn",
        "Plan in what order we drive",
        "Die Dienstpläne der Pflege für den Monat erstellen",
        "Touren unserer Fahrer planen",
    ],
)
@pytest.mark.parametrize("decides_on", [None, frozenset[DecidesOn](), frozenset({DecidesOn.LIST})])
def test_to_plan_a_roster_is_counting_whatever_was_answered(
    words: str, decides_on: frozenset[DecidesOn] | None
) -> None:
    job = written(words, medium=Medium.DATA, decides_on=decides_on)
    ending = refusal(job, what_is_decided(job, None, ()))

    assert isinstance(ending, WrongTool)
    assert ending.decides_on is DecidesOn.ROSTER
    assert ending.certain


@pytest.mark.parametrize(
    ("words", "fields"),
    [
        ("Make a summary of the rosters", {}),
        ("Write letters about the new timetable", {}),
        ("Write texts for our guided tours", {}),
        ("Answer questions about the timetable", {}),
        ("Translate the timetables", {}),
        ("Explain in which order the steps are done", {}),
        ("Read the roster from a photo into our list", {}),
        ("Texte für unsere Touren schreiben", {}),
        ("Den Brief zum Dienstplan schreiben", {}),
        ("Make a timetable", {"medium": Medium.IMAGE}),  # it is drawn
        ("Make the roster", {"use_case": "letters"}),  # the words of a job on file do not count
        ("", {}),
    ],
)
def test_to_write_beside_a_roster_is_left_to_ai(words: str, fields: dict[str, Any]) -> None:
    job = written(words, **fields)

    assert refusal(job, what_is_decided(job, None, ())) is None


@pytest.mark.parametrize(
    ("words", "fields", "decided"),
    [
        ("Count cars", {}, DecidesOn.COUNT),
        ("Say from a photo how many grains are broken", {"picture_goes_in": True}, DecidesOn.COUNT),
        ("Find for each broken thing who can mend it", {}, DecidesOn.MATCH),
        ("Match payments with invoices", {"decides_on": frozenset()}, DecidesOn.MATCH),
        ("Find who can stand in", {}, DecidesOn.MATCH),
        ("Calculate the price of a fence", {}, DecidesOn.SUM),
        ("Work out how many boxes of floor a room takes", {}, DecidesOn.SUM),
        ("Work out a plan for the summer", {}, None),
        ("Predict which machine fails", {"decides_on": frozenset()}, DecidesOn.FUTURE),
        ("Guess how many boxes go out", {}, DecidesOn.FUTURE),
        ("Copy forecasts into our list", {}, None),
        ("Read the weights and measures from papers", {}, None),
        ("Predict which machine fails", {"medium": Medium.TEXT}, None),
        ("Match photos with products", {"picture_goes_in": True}, None),  # on no list
        ("Find the right part for a caller", {"medium": Medium.TEXT}, None),  # in manuals
        ("Write match reports", {}, None),
        ("Find in the logs what delayed each repair", {}, None),
        ("Count cars", {"use_case": "letters"}, None),
        ("Measure the room", {"medium": Medium.IMAGE}, None),
    ],
)
def test_what_is_counted_or_looked_up_is_no_work_for_ai(
    words: str, fields: dict[str, Any], decided: DecidesOn | None
) -> None:
    job = written(words, **({"medium": Medium.DATA} | fields))
    ending = refusal(job, what_is_decided(job, None, ()))

    assert (ending.decides_on if isinstance(ending, WrongTool) else None) is decided


SUMS = frozenset({DecidesOn.SUM})
TICKETS = "Check our weigh tickets against what the mill paid"


@pytest.mark.parametrize(
    ("words", "fields", "decided"),
    [
        (TICKETS, {"decides_on": SUMS}, DecidesOn.LISTS),
        (TICKETS, {"decides_on": SUMS, "picture_goes_in": True}, None),  # paper is read first
        (TICKETS, {"decides_on": frozenset()}, None),
        ("Compare the bids with each other", {"decides_on": SUMS}, None),
        ("What is this used tractor worth", {"decides_on": SUMS}, DecidesOn.WORTH),
        ("What is this used tractor worth", {"medium": Medium.TEXT}, DecidesOn.WORTH),
        ("What is this used tractor worth", {"medium": Medium.IMAGE}, None),
        ("Write what a tractor is worth", {"medium": Medium.TEXT}, None),
        (
            "Say which lifts run",
            {"medium": Medium.TEXT, "stakes": Stakes.HURT, "decides_on": frozenset()},
            DecidesOn.STATE,
        ),
        ("Say which lifts run", {"medium": Medium.TEXT, "stakes": Stakes.MONEY}, None),
        ("Tell guests how the lifts began", {"medium": Medium.TEXT, "stakes": Stakes.HURT}, None),
    ],
)
def test_what_a_sheet_or_a_fixed_sentence_gives(
    words: str, fields: dict[str, Any], decided: DecidesOn | None
) -> None:
    job = written(words, **({"medium": Medium.DATA} | fields))
    # Of a job that compares, the sums are no refusal: AI lists what is missing.
    ending = refusal(job, what_is_decided(job, None, ()), {DecidesOn.SUM})

    assert (ending.decides_on if isinstance(ending, WrongTool) else None) is decided


@pytest.mark.parametrize(
    ("words", "fields", "decided"),
    [
        ("Weekly menus with allergens", {"stakes": Stakes.HURT}, DecidesOn.LIST),
        ("Weekly menus with allergens", {"stakes": Stakes.MONEY}, None),
        ("Weekly menus", {"stakes": Stakes.HURT}, None),
        ("Weekly menus with allergens", {"stakes": Stakes.HURT, "use_case": "letters"}, None),
    ],
)
def test_what_may_hurt_comes_from_the_list_whatever_was_answered(
    words: str, fields: dict[str, Any], decided: DecidesOn | None
) -> None:
    job = written(words, medium=Medium.TEXT, decides_on=frozenset(), **fields)

    assert what_is_decided(job, None, DANGERS_ON_FILE) == decided_on(decided)


HURT: dict[str, Any] = {"stakes": Stakes.HURT, "medium": Medium.DATA}


@pytest.mark.parametrize(
    ("words", "fields", "decided"),
    [
        ("Read load tables", HURT, DecidesOn.LIMIT),
        ("Read tables", HURT | {"worst": "A load is one row too low"}, DecidesOn.LIMIT),
        ("", HURT | {"use_case": "data", "worst": "A dose is wrong"}, DecidesOn.LIMIT),
        ("Read load tables", HURT | {"stakes": Stakes.MONEY}, None),
        ("Read load tables", HURT | {"medium": Medium.TEXT}, None),  # it is written about
        ("", HURT | {"medium": None, "use_case": "text", "worst": "A dose is wrong"}, None),
        ("Read tables", HURT | {"worst": "We download the wrong one"}, None),
    ],
)
def test_no_model_reads_a_limit_that_may_hurt(
    words: str, fields: dict[str, Any], decided: DecidesOn | None
) -> None:
    job = written(words, **fields)
    outputs = (Medium.TEXT,) if job.use_case == "text" else (Medium.DATA,)
    of = use_case(outputs=outputs) if job.use_case else None
    ending = refusal(job, what_is_decided(job, of, ()))

    assert (ending.decides_on if isinstance(ending, WrongTool) else None) is decided


@pytest.mark.parametrize(
    ("words", "medium", "is_refused"),
    [
        ("Make a clean drawing for the embroidery machine from a picture", Medium.IMAGE, True),
        ("Draw parts for our laser", Medium.IMAGE, True),
        ("Turn sketches into stitch files", Medium.DATA, True),
        ("Zeichnungen für die Stickmaschine", Medium.IMAGE, True),
        ("Write instructions for the embroidery machine", Medium.TEXT, False),
        ("Draw posters for the machine fair", Medium.IMAGE, False),
        ("Make a picture of our machine", Medium.IMAGE, False),
        ("Photos of a laser show", Medium.IMAGE, False),
    ],
)
def test_no_model_draws_what_a_machine_follows(
    words: str,
    medium: Medium,
    is_refused: bool,  # noqa: FBT001  # a case
) -> None:
    job = written(words, medium=medium)
    ending = refusal(job, what_is_decided(job, None, ()))

    assert isinstance(ending, WrongTool) is is_refused
    assert ending is None or ending == WrongTool(
        job="own", decides_on=DecidesOn.MACHINE_FILE, certain=True
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
