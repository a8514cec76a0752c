"""What holds for every question of the registry: it is asked, read, kept, shown, and refuses rubbish."""

import json
from collections.abc import Mapping
from dataclasses import fields, replace
from decimal import Decimal
from functools import cache
from typing import Any

import pytest

from catalog.parsing import Problem
from catalog.vocabulary import Medium, PriceUnit
from tests.support import starter_catalog
from tests.wizard.steps.answering import ON, completed, first_form
from wizard.decision.answers import Answers, Job
from wizard.decision.tasks import tasks
from wizard.decision.vocabulary import Place
from wizard.steps.asking import Asked, Form, Gone, Json, Nothing, Question, Situation
from wizard.steps.goal import JOBS
from wizard.steps.journey import STEPS, all_questions, put, read, schema, travel
from wizard.steps.scale import TEAM

QUESTIONS = {question.key: question for _, _, question in all_questions()}
OUTPUTS, JOINING = JOBS.questions[0], next(row for row in TEAM.questions if row.key == "joining")
RUBBISH = (
    "about",
    "-3",
    "1e99",
    "=cmd()",
    "<script>",
    "\u202egnp",
    "\0",
    "x" * 5000,
    "9" * 400,
    "no-such-thing",
)
STORED_RUBBISH: tuple[Json, ...] = (17, True, "no-such-thing", [], {}, [1], {"low": 1}, [["a"]])


@cache
def _situation() -> Situation:
    """Return a situation in which every question is asked: two use cases and two outputs of the owner's own."""
    catalog = starter_catalog()
    outputs = (
        *(Job(key=slug, use_case=slug) for slug in ("product-description", "menu-photos")),
        *(
            Job(key=f"own-{medium}", medium=medium, name=f"My {medium}")
            for medium in (Medium.IMAGE, Medium.SPEECH)
        ),
    )
    return Situation(
        answers=Answers(
            jobs=outputs,
            place=Place.OWN_SERVERS,
            jobs_apart=tuple(job.key for job in outputs),
            people=3,
        ),
        catalog=catalog,
        on=ON,
    )


def _asked(question: Question) -> Asked:
    situation = _situation()
    outputs: tuple[Job | None, ...] = situation.answers.jobs if question.per_output else (None,)
    fitting = [
        row
        for row in outputs
        if row is None or (question.per_output and question.per_output(row, situation))
    ]
    return Asked(question=question, situation=situation, output=fitting[0])


def _rubbish_form(asked: Asked, text: str) -> Form:
    kind, name = asked.question.kind, asked.name
    if kind.control == "choice":
        return {f"{name}.{each.case.task.key}": (text,) for each in asked.situation.rankings}
    return {name: (text,)}


@pytest.mark.parametrize("question", QUESTIONS.values(), ids=QUESTIONS)
class TestEveryQuestion:
    """What holds whatever the question."""

    def test_has_words(self, question: Question) -> None:
        asked = _asked(question)

        for text in (asked.title, asked.short, asked.hint, asked.unsure):
            assert "{" not in text
            assert "'" not in text
        assert asked.title
        assert asked.short

    def test_answer_is_stored_typed_and_described_and_reaches_the_engine(
        self, question: Question
    ) -> None:
        asked, kind = _asked(question), question.kind
        value = kind.read(first_form(asked), asked)
        assert not isinstance(value, (Problem, Nothing))
        stored = json.loads(json.dumps(kind.dump(value)))

        assert kind.load(stored, asked) == value
        assert _fits(kind.schema(), stored)
        assert kind.read(kind.typed(value, asked), asked) == value
        assert kind.describe(value, asked)
        assert asked.describe(None)
        if question.feeds is not None:
            record: Any = Job(key="x") if question.per_output or question.every_job else Answers()
            told = kind.tell(value, asked)
            assert put(record, {question.feeds: told}) != record or told == getattr(
                record, question.feeds
            )

    def test_nothing_picked_is_nothing(self, question: Question) -> None:
        asked = _asked(question)

        assert question.kind.read({}, asked) is Nothing.EMPTY

    def test_rubbish_is_refused_or_kept_as_words(self, question: Question) -> None:
        asked = _asked(question)

        for text in RUBBISH:
            found = question.kind.read(_rubbish_form(asked, text), asked)
            if isinstance(found, Problem):
                assert found.text, text
                assert not found.text.endswith("."), text
            else:
                assert found is Nothing.EMPTY or question.kind.describe(found, asked), text

    def test_stored_rubbish_does_no_harm(self, question: Question) -> None:
        asked = _asked(question)

        for stored in STORED_RUBBISH:
            try:
                found = question.kind.load(stored, asked)
            except (ValueError, TypeError, KeyError, ArithmeticError):
                continue
            assert isinstance(found, Gone) or question.kind.describe(found, asked) is not None, (
                stored
            )

    def test_not_sure_is_said_where_it_is_fair(self, question: Question) -> None:
        if question.unsure:
            asked = _asked(question)

            assert question.kind.read({asked.name: ("unsure",)}, asked) is Nothing.UNSURE
            assert question.unsure.endswith(".")


def _fits(schema: Mapping[str, Any], value: Any) -> bool:
    """Return whether a value fits the part of JSON schema that the kinds use."""
    if "enum" in schema:
        return value in schema["enum"]
    if "oneOf" in schema:
        return sum(_fits(each, value) for each in schema["oneOf"]) == 1
    types = schema["type"] if isinstance(schema["type"], list) else [schema["type"]]
    if value is None or isinstance(value, bool):
        return ("null" if value is None else "boolean") in types
    if isinstance(value, str):
        return "string" in types
    if isinstance(value, list):
        return "array" in types and all(_fits(schema["items"], item) for item in value)
    known = schema["properties"]
    return (
        "object" in types
        and set(schema.get("required", ())) <= value.keys() <= known.keys()
        and all(_fits(known[key], item) for key, item in value.items())
    )


def test_no_two_questions_share_a_key() -> None:
    assert len(QUESTIONS) == sum(1 for _ in all_questions())


def test_no_key_begins_another_questions_stored_names() -> None:
    assert all("." not in key for key in QUESTIONS)


def test_pages_have_addresses_of_their_own() -> None:
    for step in STEPS:
        assert len({page.key for page in step.pages}) == len(step.pages)


def test_every_field_of_the_answers_is_asked_for() -> None:
    fed = {
        question.feeds.partition(".")[0]
        for question in QUESTIONS.values()
        if question.feeds and not question.per_output and not question.every_job
    }

    assert fed == {row.name for row in fields(Answers)}


def test_every_fed_field_is_fed_by_one_question() -> None:
    fed = [
        (bool(question.per_output), question.every_job, question.feeds)
        for question in QUESTIONS.values()
        if question.feeds
    ]

    assert len(fed) == len(set(fed))


def test_schema_of_all_answers_names_every_question() -> None:
    titles = [pair["title"] for pair in schema()["items"]["anyOf"]]

    assert titles == [question.short for question in QUESTIONS.values()]


def test_own_outputs_of_one_medium_have_keys_of_their_own() -> None:
    asked = _asked(OUTPUTS)
    form = {
        "outputs.medium.0": ("image",), "outputs.name.0": ("Labels",),
        "outputs.medium.1": ("image",), "outputs.name.1": ("Posters",),
    }  # fmt: skip

    found = OUTPUTS.kind.read(form, asked)

    assert found == (
        Job(key="own-image", medium=Medium.IMAGE, name="Labels"),
        Job(key="own-image-2", medium=Medium.IMAGE, name="Posters"),
    )


@pytest.mark.parametrize(
    ("form", "part"),
    [
        ({"outputs": ("no-such-use-case",)}, "not in the catalog"),
        ({"outputs.name.0": ("Labels",)}, "Choose a result for “Labels”"),
        ({"outputs.medium.0": ("smell",), "outputs.name.0": ("Soap",)}, "from the list"),
        ({"outputs.medium.0": ("vector",), "outputs.name.0": ("Soap",)}, "from the list"),
        (
            {
                f"outputs.{field}.{row}": (value,)
                for row, name in enumerate(("Posters", " posters"))
                for field, value in (("medium", "image"), ("name", name))
            },
            "“posters” stands here twice",
        ),
        (
            {"outputs": tuple(row.slug for row in starter_catalog().use_cases[:7])},
            "Pick 6 at most; you picked 7",
        ),
    ],
)
def test_outputs_that_cannot_be_taken_get_a_sentence(form: Form, part: str) -> None:
    found = OUTPUTS.kind.read(form, _asked(OUTPUTS))

    assert isinstance(found, Problem)
    assert part in found.text


def test_withdrawn_use_case_is_said_and_the_others_still_count() -> None:
    stored = {"outputs": [{"use_case": "withdrawn-since"}, {"use_case": "menu-photos"}]}

    journey = travel(stored, starter_catalog(), ON)

    assert [output.key for output in journey.answers.jobs] == ["menu-photos"]
    assert journey.next_open is not None
    assert journey.next_open.page.key == "jobs"
    assert "no longer in the catalog" in journey.next_open.given[0].gone


def test_question_about_several_outputs_is_asked_of_several_only() -> None:
    situation = _situation()
    one = situation.knowing(replace(situation.answers, jobs=situation.answers.jobs[:1]))

    assert JOINING.applies(situation)
    assert not JOINING.applies(one)


def test_answers_of_outputs_that_are_gone_do_not_reach_the_engine() -> None:
    stored: dict[str, Json] = {
        "outputs": [{"use_case": "menu-photos"}],
        "volume.menu-photos": {"low": "40", "high": "40"},
        "volume.product-description": {"low": "1", "high": "2"},
        "joining": "together",
    }

    answers = read(stored, starter_catalog(), ON)
    left = travel(stored, starter_catalog(), ON).left_over

    assert [str(output.per_month) for output in answers.jobs if output.per_month] == ["40"]
    assert answers.joining is None
    assert [(row.short, row.text) for row in left] == [
        ("Product descriptions: how many a month", "1 to 2 descriptions"),
        ("Jobs follow one another", "One result feeds the next"),
    ]


@pytest.mark.parametrize(("typed", "seconds"), [("30 seconds", 30), ("1.5 min", 90), ("", 10)])
def test_length_of_a_clip_is_what_is_paid_for(typed: str, seconds: int) -> None:
    stored: dict[str, Json] = {"outputs": [{"use_case": "video-production"}]}
    asked = _asked(QUESTIONS["length"])
    asked = replace(asked, output=Job(key="video-production", use_case="video-production"))
    found = asked.question.kind.read({asked.name: (typed,)}, asked)
    if found is not Nothing.EMPTY:
        stored[asked.name] = asked.question.kind.dump(found)

    (task,) = tasks(read(stored, starter_catalog(), ON), starter_catalog())

    assert task.amounts == (((PriceUnit.VIDEO_SECOND, Decimal(seconds)),),)


def names_asked(stored: Mapping[str, Json]) -> set[str]:
    """Return the names of all that is asked of somebody with these answers."""
    journey = travel(completed(stored), starter_catalog(), ON)
    return {given.asked.name for stop in journey.stops for given in stop.given}


@pytest.mark.parametrize(
    ("question", "moot", "asked_for"),
    [
        (
            "check_minutes",
            {"check": "nobody"},
            {"check": "nobody", "wrong_result.product-description": "harm"},
        ),
        (
            "preference",
            {"wrong_result.product-description": "harm"},
            {"wrong_result.product-description": "money"},
        ),
        ("paid", {"place": "own-servers"}, {"place": "eu"}),
        ("machine_limit", {"place": "eu"}, {"place": "own-servers"}),
        ("roles", {"people": "1"}, {"people": "2"}),
        (
            "joining",
            {},
            {"outputs": [{"use_case": "product-description"}, {"use_case": "menu-photos"}]},
        ),
    ],
)
def test_moot_questions_are_skipped(
    question: str, moot: dict[str, Json], asked_for: dict[str, Json]
) -> None:
    one: dict[str, Json] = {"outputs": [{"use_case": "product-description"}]}

    assert question not in names_asked(one | moot)
    assert question in names_asked(one | asked_for)


def test_how_exact_is_asked_of_words_alone() -> None:
    names = names_asked(
        {"outputs": [{"use_case": "product-description"}, {"use_case": "menu-photos"}]}
    )

    assert {name for name in names if name.startswith("exactness")} == {
        "exactness.product-description"
    }
