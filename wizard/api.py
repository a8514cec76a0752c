"""The wizard's part of the API: its questions as a schema, and a decision from answers.

Nothing is stored.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Annotated, Any

import msgspec
from django.http import HttpRequest, HttpResponse
from ninja import Field, Query, Router, Schema
from pydantic import WithJsonSchema

from catalog.api.endpoints import One, Problem, answer, reading, responds
from catalog.api.params import Params
from catalog.api.responses import CALL, json
from config import problems
from config.problems import ProblemError
from config.request_cost import Lane, declares
from wizard.exports.plan_json import ANSWERS, MOST_PAGES
from wizard.plans.deciding import Decided, decide_now
from wizard.plans.stored import core_of, plain
from wizard.questions.fields import AllValues
from wizard.questions.flow import Journey, StoredPages
from wizard.questions.forms import PageForm
from wizard.questions.page_order import PAGES, AnyQuestion, all_questions, journey_of

TAGS = {
    "The wizard": "Its questions, and a decision from answers.",
}

router = Router(tags=["The wizard"])


@dataclass(frozen=True, slots=True, kw_only=True)
class Pick:
    """An answer that can be picked, and what it says."""

    value: str
    label: str
    hint: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class WizardQuestion:
    """A question: its words, and what can be picked.

    An answer stands under its page and its field. Where `for_each_job` is true, the field is the
    key of the job, a hyphen and the name: the key is the id of a use case, or own-1 and so on for
    jobs in own words.
    """

    page: str
    step: str
    name: str
    title: str
    short: str
    hint: str
    for_each_job: bool
    several: bool  # a list of answers
    before_the_plan: bool  # others are asked on the plan
    picks: tuple[Pick, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Questions:
    """Every question of the wizard, and the JSON Schema of the answers to decide from."""

    questions: tuple[WizardQuestion, ...]  # in the order of asking
    answers: dict[str, Any]


@router.get(
    "/questions",
    response=responds(One[Questions]),
    operation_id="getQuestionnaire",
    summary="The questions",
)
def questions(request: HttpRequest, asked: Query[Params]) -> HttpResponse:
    """Give the wizard's questions with their choices, and the JSON Schema of stored answers."""
    now = reading(request, asked)

    def make() -> Questions:
        return Questions(questions=tuple(map(_question, all_questions())), answers=ANSWERS)

    return answer(request, now, make)


def _question(question: AnyQuestion) -> WizardQuestion:
    field = question.field
    return WizardQuestion(
        page=question.page.key,
        step=question.page.step.value,
        name=question.name,
        title=str(field.label),
        short=field.short,
        hint=str(field.help_text),
        for_each_job=question.of_job,
        several=isinstance(field.widget, AllValues),
        before_the_plan=not question.page.on_plan,
        picks=tuple(Pick(value=row.value, label=row.label, hint=row.hint) for row in field.choices),
    )


AnswersSchema = {
    "title": "Answers",
    "description": (
        "What each page of questions sent, as a plan stores it; GET /questions has the schema."
    ),
    **ANSWERS,
    "maxProperties": MOST_PAGES,
}


class AnswersGiven(Schema):
    """Answers as a plan stores them: by page of questions, then by field."""

    answers: Annotated[
        dict[str, dict[str, str | list[str]]],
        Field(max_length=MOST_PAGES),
        WithJsonSchema(AnswersSchema),
    ]


@dataclass(frozen=True, slots=True, kw_only=True)
class AssumedAnswer:
    """A question for which our usual answer counts, because none was given."""

    page: str
    job: str
    name: str
    answer: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionAnswer:
    """A decision with its trail, and what would change it.

    Every reason names a rule with its parameters, answers and facts.
    """

    release: int
    digest: str
    as_of: date
    assumed: tuple[AssumedAnswer, ...]
    decision: dict[str, Any]
    would_change: dict[str, Any]


@router.post(
    "/decide",
    response={**responds(DecisionAnswer), 409: Problem, 413: Problem, 415: Problem, 429: Problem},
    operation_id="decide",
    summary="A decision",
)
@declares(replace(CALL, lane=Lane.HEAVY, limit="decisions"))
def decided(request: HttpRequest, asked: Query[Params], given: AnswersGiven) -> HttpResponse:
    """Make a decision from answers, with its trail.

    The same answers, release and day give the same decision.
    """
    now = reading(request, asked)
    journey = journey_of(given.answers, now.catalog, now.on)
    wrong = dict(wrong_answers(given.answers, journey))
    if wrong:
        count = "One answer" if len(wrong) == 1 else f"{len(wrong)} answers"
        detail = (
            f"{count} cannot be taken, or {'is' if len(wrong) == 1 else 'are'} missing; problems "
            "says which."
        )
        raise ProblemError(problems.WRONG_ANSWERS, detail, {"problems": wrong})
    made = decide_now(journey.answers, now.catalog, now.on, now.sightings)
    response = json(msgspec.json.encode(_answer(made, journey, now)))
    response.headers["Cache-Control"] = "no-store"
    return response


def _answer(made: Decided, journey: Journey, now: Any) -> DecisionAnswer:
    return DecisionAnswer(
        release=now.number,
        digest=now.digest,
        as_of=now.on,
        assumed=tuple(
            AssumedAnswer(
                page=row.page, job=row.job, name=row.field, answer="; ".join(row.usual.values)
            )
            for row in journey.assumed()
        ),
        decision=plain(core_of(made.decision)),
        would_change=plain(made.changes),
    )


def wrong_answers(answers: StoredPages, journey: Journey) -> Iterator[tuple[str, str]]:
    """Yield what cannot be taken, each with a sentence.

    Every answer is read as if it had been typed into the wizard.
    """
    pages = {page.key for page in PAGES}
    for page in answers.keys() - pages:
        yield page[:100], "There is no such page of questions"
    if not journey.answers.jobs:
        yield "what", "Name a job first"
    for stop in journey.stops:
        filled = stop.filled
        if stop.fields and isinstance(filled, PageForm):
            yield from _of_page(stop.page.key, filled, stop.fields.keys())


def _of_page(page: str, filled: PageForm, fields: Any) -> Iterator[tuple[str, str]]:
    names = {question.html_name for form in filled.forms for question in form.drawn()}
    for name in fields - names:
        yield f"{page}.{name[:100]}", "There is no such question"
    for form in filled.forms:
        for question in form.drawn():
            if question.errors:
                yield f"{page}.{question.html_name}", str(question.errors[0])
