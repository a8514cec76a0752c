"""The way through the steps, tried on toy steps that no real question can break."""

from datetime import date
from decimal import Decimal

import pytest

from catalog.parsing import Bounds
from catalog.schema import EDITORS_JUDGEMENT, Catalog, Source
from catalog.vocabulary import Medium, Voice
from wizard.decision.vocabulary import Exactness, Place
from wizard.steps.asking import Json, Page, Question, Situation, Step
from wizard.steps.journey import Journey, travel
from wizard.steps.kinds.figures import Number
from wizard.steps.kinds.outputs import Outputs
from wizard.steps.kinds.picking import words, yes_no
from wizard.steps.kinds.texts import Text

ON = date(2026, 11, 25)
CATALOG = Catalog(
    sources=(Source(slug=EDITORS_JUDGEMENT, title="The editors", voice=Voice.EDITOR),)
)


def _people_answered(situation: Situation) -> bool:
    return situation.answers.people is not None


PEOPLE = Question(
    key="toy_people",
    title="How many people?",
    short="People",
    kind=Number(bounds=Bounds("the people", "6", most=Decimal(52), whole=True)),
    feeds="people",
    empty="Not answered",
)
FIRM = Question(
    key="toy_firm",
    title="Which firm?",
    short="Firm",
    kind=Text(what="the firm", most=20),
    feeds="firm",
    applies=_people_answered,
)
SURE = Question(
    key="toy_sure", title="Sure?", short="Sure", kind=yes_no(), unsure="Nothing changes."
)
THINGS = Question(key="toy_things", title="What?", short="Things", kind=Outputs(), feeds="jobs")
PICTURE = Question(
    key="toy_picture",
    title="{name}: a picture?",
    short="{name}: picture",
    kind=yes_no(),
    feeds="given_picture",
    per_output=lambda output, _: output.medium is Medium.IMAGE,
)
KIND = Question(
    key="toy_kind",
    title="{name}: what kind?",
    short="Kind",
    kind=words(Exactness.LIKELY, Exactness.FORECAST),
    feeds="exactness",
    per_output=lambda _job, _: True,
)
LATER = Question(
    key="toy_later", title="Later?", short="Later", kind=yes_no(), feeds="rented_counts"
)
WANTED = Question(key="toy_wanted", title="Wanted?", short="Wanted", kind=yes_no(), empty="Nothing")
EACH = Question(
    key="toy_place",
    title="Where?",
    short="Where",
    kind=words(Place.ANYWHERE, Place.EU),
    feeds="place",
    every_job=True,
    empty="Not answered",
)


def page(question: Question, *, exits: bool = False) -> Page:
    """Return a page of its own for one question."""
    return Page(key=question.key, title=question.title, questions=(question,), exits=exits)


STEPS = (
    Step(key="one", name="Begin", pages=(page(PEOPLE), page(FIRM))),
    Step(
        key="two",
        name="Go on",
        pages=(
            Page(
                key="pair",
                title="Two things",
                why="To try a page of two.",
                questions=(SURE, THINGS),
            ),
            page(PICTURE),
            page(KIND, exits=True),
        ),
    ),
    Step(
        key="three",
        name="Later",
        pages=(
            page(EACH),
            page(LATER),
            Page(key="asked", title="Ask", questions=(WANTED,), on_request=True),
        ),
        later=True,
    ),
)


def way(**stored: Json) -> Journey:
    """Return the journey through the toy steps."""
    return travel(stored, CATALOG, ON, STEPS)


def _own(medium: str, name: str) -> dict[str, Json]:
    return {"medium": medium, "name": name}


REPLIES: dict[str, Json] = {
    "toy_sure": True,
    "toy_things": [_own("text", "Replies")],
    "toy_kind.own-text": "likely",
}


@pytest.mark.parametrize(
    ("stored", "opens"),
    [
        ({}, "toy_people"),
        ({"toy_people": "6"}, "toy_firm"),
        ({"toy_people": "6", "toy_firm": None}, "toy_firm"),  # one is needed
        ({"toy_people": None}, "pair"),  # left empty, which counts as answered
        ({"toy_people": None, "no_such_question": "x"}, "pair"),
        ({"toy_people": None, "toy_sure": True}, "pair"),  # a page of two wants both
        ({"toy_people": "6", **REPLIES}, "toy_firm"),
        (
            {"toy_people": None, **REPLIES},
            "toy_place",
        ),  # a later step, which a plan does not wait for
        (
            {"toy_people": "6", "toy_firm": "Moss", **REPLIES},
            "toy_place",
        ),  # an earlier change left the later answers
        (
            {"toy_people": None, **REPLIES, "toy_place": None, "toy_later": True},
            None,
        ),  # what is asked on request is left
    ],
)
def test_first_open_page_follows_from_the_answers(
    stored: dict[str, Json], opens: str | None
) -> None:
    journey = way(**stored)

    assert (journey.next_open.page.key if journey.next_open else None) == opens
    assert journey.complete == (opens in {"toy_place", None})
    assert journey.left_over == ()


def test_page_is_found_where_it_applies_and_is_open() -> None:
    later = way(toy_people=None, **REPLIES)

    assert way().find("one", "toy_people")
    assert later.find("three", "toy_later")
    assert later.find("three", "asked")
    assert way().find("two", "pair") is None
    assert way(toy_people=None).find("one", "toy_firm") is None


def test_question_for_each_output_is_asked_of_those_it_is_about() -> None:
    journey = way(
        toy_people=None,
        toy_sure=None,
        toy_things=[_own("image", "Labels"), _own("text", "Replies")],
    )

    stop = journey.next_open
    assert stop is not None
    assert [given.asked.name for given in stop.given] == ["toy_picture.own-image"]
    assert stop.given[0].asked.title == "Labels: a picture?"


def test_answer_for_an_output_goes_to_that_output() -> None:
    journey = way(
        toy_people=None,
        toy_sure=None,
        toy_things=[_own("image", "Labels")],
        **{"toy_picture.own-image": True},
    )

    assert [job.given_picture for job in journey.answers.jobs] == [True]


def test_hidden_answer_stops_counting_and_is_kept() -> None:
    journey = way(toy_people=None, toy_firm="Moss & Son")

    assert journey.answers.firm == ""
    assert [(row.short, row.text) for row in journey.left_over] == [("Firm", "Moss & Son")]
    assert "toy_firm" not in dict(journey.counting)


def test_emptied_answer_takes_back_the_old_one() -> None:
    assert way(toy_people="6").answers.people == 6
    assert way(toy_people=None).answers.people is None


def test_exit_ends_the_way_and_keeps_the_answers() -> None:
    journey = way(
        toy_people=None,
        toy_sure=True,
        toy_things=[_own("text", "Replies")],
        **{"toy_kind.own-text": "forecast"},
    )

    assert journey.exit is not None
    assert not journey.complete
    assert journey.next_open is None
    assert [name for name, _ in journey.counting] == [
        "toy_people",
        "toy_sure",
        "toy_things",
        "toy_kind.own-text",
    ]


def test_answer_that_cannot_be_read_any_more_is_asked_again() -> None:
    unread: tuple[Json, ...] = ("six", 6, ["6"], {"low": "6"})
    for stored in unread:
        journey = way(toy_people=stored)
        assert journey.answers.people is None
        assert journey.next_open is not None
        assert "give it again" in journey.next_open.given[0].gone


def test_back_leads_to_the_page_before() -> None:
    journey = way(toy_people="6", toy_firm="Moss")
    pair = journey.find("two", "pair")
    assert pair is not None

    before = journey.before(pair)

    assert before is not None
    assert before.page.key == "toy_firm"
    assert journey.before(before) is not None


def test_answer_for_every_job_reaches_each_of_them() -> None:
    things = [_own("text", "Replies"), _own("image", "Labels")]
    journey = way(toy_people=None, toy_sure=True, toy_things=things, toy_place="eu")

    assert [job.place for job in journey.answers.jobs] == [Place.EU, Place.EU]
