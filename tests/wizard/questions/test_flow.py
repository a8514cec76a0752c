"""The way through the questions, on toy pages that no real question can break.

It holds with anything that may be stored.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

import pytest
from hypothesis import given, strategies as st

from catalog.schema import Catalog
from tests.wizard.questions.cases import CATALOG, ON
from wizard.decision.answers import Answers, Job
from wizard.questions.flow import (
    AnswerRow,
    Assumed,
    Journey,
    Page,
    PageFields,
    Sending,
    Situation,
    Step,
    UsualAnswer,
    always,
    travel,
)
from wizard.questions.page_order import PAGES, all_questions, form_of, journey_of

# ------------------------------------------------------------------------------ toy pages


@dataclass(frozen=True)
class ToyPage:
    """A page with one field that fills one field of the answers.

    A text of letters alone is refused.
    """

    key: str
    fields: PageFields

    @property
    def is_answered(self) -> bool:
        return self.key in self.fields

    @property
    def is_valid(self) -> bool:
        return self.fields.get(self.key) != "wrong"

    def fill(self, answers: Answers) -> Answers:
        value = self.fields.get(self.key, "")
        if self.key == "jobs":
            return replace(answers, jobs=tuple(Job(key=key) for key in value))
        fields: dict[str, Any] = {self.key: value}
        return replace(answers, **fields) if self.is_valid else answers

    def assumed(self) -> Iterable[Assumed]:
        if not self.is_answered:
            yield Assumed(page=self.key, job="", field=self.key, usual=UsualAnswer(values=("x",)))

    def rows(self) -> Iterable[AnswerRow]:
        return ()


def toy(key: str, step: Step = Step.GOAL, **more: Any) -> Page:
    def ask(_: Situation, fields: PageFields) -> ToyPage:
        return ToyPage(key, fields)

    return Page(key=key, step=step, title=key, why="", ask=ask, **{"applies": always} | more)


TOYS = (
    toy("jobs"),
    toy("title"),
    toy("firm", Step.MODEL, applies=lambda situation: situation.answers.title == "long"),
    toy("currency", Step.MODEL),
    toy("starts", Step.PILOT, on_plan=True),
)


def way(**pages: Any) -> Journey:
    return travel({key: {key: value} for key, value in pages.items()}, Catalog(), ON, TOYS)


@pytest.mark.parametrize(
    ("stored", "shown", "opens"),
    [
        ({}, ["jobs"], "jobs"),
        ({"jobs": []}, ["jobs"], None),
        ({"jobs": ["a"]}, ["jobs", "title", "currency", "starts"], "title"),
        ({"jobs": ["a"], "title": "long"}, ["jobs", "title", "firm", "currency", "starts"], "firm"),
        ({"jobs": ["a"], "title": "short"}, ["jobs", "title", "currency", "starts"], "currency"),
        ({"jobs": ["a"], "title": "wrong"}, ["jobs", "title", "currency", "starts"], "title"),
        ({"jobs": ["a"], "title": "", "currency": ""}, ["jobs", "title", "currency", "starts"], None),
        ({"jobs": ["a"], "currency": "EUR"}, ["jobs", "title", "currency", "starts"], "title"),
        ({"title": "long"}, ["jobs"], "jobs"),
    ],
)  # fmt: skip
def test_pages_and_the_first_open_one_follow_from_what_is_stored(
    stored: dict[str, Any], shown: list[str], opens: str | None
) -> None:
    journey = way(**stored)

    assert [stop.page.key for stop in journey.stops] == shown
    assert (journey.next_open.page.key if journey.next_open else None) == opens
    assert journey.is_complete == (opens is None)


def test_page_that_is_moot_keeps_its_answer_and_does_not_count() -> None:
    assert way(jobs=["a"], title="long", firm="Moss").answers.firm == "Moss"
    assert way(jobs=["a"], title="short", firm="Moss").answers.firm == ""


def test_plan_can_be_made_from_usual_answers_but_not_from_broken_ones() -> None:
    assert way(jobs=["a"]).can_be_decided
    assert not way().can_be_decided
    assert not way(jobs=["a"], currency="wrong").can_be_decided
    # asked on the plan, which needs no answer
    assert way(jobs=["a"], starts="wrong").can_be_decided


def test_pages_are_numbered_before_the_plan_and_lead_back() -> None:
    journey = way(jobs=["a"])
    stops = {stop.page.key: stop for stop in journey.stops}

    assert [journey.number(stop) for stop in journey.before_plan] == [1, 2, 3]
    assert journey.before(stops["jobs"]) is None
    assert journey.before(stops["currency"]) is stops["title"]
    assert journey.before(stops["starts"]) is None


def test_page_is_found_at_its_own_address_alone() -> None:
    journey = way(jobs=["a"], title="short")

    assert journey.stop("goal", "title") is not None
    assert journey.stop("model", "title") is None
    assert journey.stop("model", "firm") is None


def test_what_is_usual_is_marked_until_it_is_answered() -> None:
    assert [row.page for row in way(jobs=["a"]).assumed()] == ["title", "currency"]
    assert [row.page for row in way(jobs=["a"], title="").assumed()] == ["currency"]


# ------------------------------------------------------------------------- anything stored

KEYS = [page.key for page in PAGES]
SLUGS = [*(row.slug for row in CATALOG.use_cases), "own-1", "own-2", "gone"]
NAMES = sorted(
    {row.name for row in all_questions()}
    | {f"{slug}-{row.name}" for row in all_questions() if row.of_job for slug in SLUGS}
)
PICKS = sorted({choice.value for row in all_questions() for choice in row.field.choices})
TEXTS = st.one_of(
    st.sampled_from(
        [*PICKS, *SLUGS, "300", "about 5", "1.125", "0", "-1", "20 EUR", "3 pages", ""]
    ),
    st.text(max_size=8),
)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | TEXTS,
    lambda rows: st.lists(rows, max_size=3) | st.dictionaries(TEXTS, rows, max_size=3),
    max_leaves=6,
)
FIELDS = st.dictionaries(
    st.sampled_from(NAMES) | st.text(max_size=5), st.one_of(TEXTS, st.lists(TEXTS, max_size=4), JSON), max_size=12
)  # fmt: skip
STORED = st.one_of(
    JSON,
    st.fixed_dictionaries(
        {"what": st.fixed_dictionaries({"jobs": st.lists(st.sampled_from(SLUGS), max_size=4)})},
        optional={key: st.one_of(FIELDS, JSON) for key in KEYS[1:]},
    ),
)


@given(stored=STORED)
def test_anything_stored_gives_pages_and_answers(stored: object) -> None:
    journey = journey_of(stored, CATALOG, ON)

    assert journey.stops
    assert isinstance(journey.answers, Answers)
    assert len({job.key for job in journey.answers.jobs}) == len(journey.answers.jobs) <= 6
    assert all(stop.is_settled in {True, False} for stop in journey.stops)
    assert all(row.usual.values for row in journey.assumed())
    assert journey_of(stored, CATALOG, ON).answers == journey.answers


@given(stored=STORED)
def test_whatever_is_stored_every_page_can_be_drawn_and_described(stored: object) -> None:
    for stop in journey_of(stored, CATALOG, ON).stops:
        assert all(row.short for row in stop.filled.rows())
        for form in form_of(stop, stop.fields, Sending.STORED).forms:
            for question in form.drawn():
                assert question.described or question.field.empty == ""
                assert question.note is not None
                assert len({row.id for row in question.choices}) == len(question.choices)
