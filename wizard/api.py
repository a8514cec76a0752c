"""The wizard's part of the API: its questions as a schema, and a decision from answers; nothing is stored."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Annotated, Any

import msgspec
from django.http import HttpRequest, HttpResponse
from ninja import Field, Query, Router, Schema
from pydantic import WithJsonSchema

from catalog.api.endpoints import One, Problem, answer, responds, snapshot
from catalog.api.params import Params
from catalog.api.responses import CALL, json
from catalog.parsing import Problem as Wrong
from catalog.schema import Catalog
from catalog.vocabulary import Medium
from config import problems
from config.problems import ProblemError
from config.request_cost import Lane, declares
from wizard import forms
from wizard.decision.answers import Answers, Job
from wizard.decision.decision import Decision, Reason
from wizard.plans.advice import advise
from wizard.steps.asking import Asked, Json, Nothing, Option, Question, Situation, Stored
from wizard.steps.journey import STEPS, Journey, all_questions, schema, travel
from wizard.steps.kinds.outputs import Outputs
from wizard.steps.kinds.picking import ManyOf, ModelChoice

TAGS = {
    "The wizard": "Its questions, and a decision from answers.",
}

router = Router(tags=["The wizard"])
MOST_ANSWERS = 200
A_SITUATION_KEY = "own-text"  # the output by which questions asked of each output are shown


@dataclass(frozen=True, slots=True, kw_only=True)
class WizardQuestion:
    """A question: its words, whether it may be left out, and the JSON Schema of its answer.

    Where `for_each_output` is true, the answer's name is the key, a full stop and the output: the id of a use case, or
    own- and a medium.
    """

    key: str
    step: str
    page: str
    title: str
    short: str
    hint: str
    optional: bool
    not_sure: str
    for_each_output: bool
    picks: tuple[Option, ...]
    answer: dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Questions:
    """Every question of the wizard, and the JSON Schema of the answers that a decision is made from."""

    questions: tuple[WizardQuestion, ...]  # in the order of asking
    answers: dict[str, Any]


@router.get(
    "/questions",
    response=responds(One[Questions]),
    operation_id="getQuestionnaire",
    summary="The questions",
)
def questions(request: HttpRequest, asked: Query[Params]) -> HttpResponse:
    """Give the wizard's questions with what can be picked, and the JSON Schema of stored answers."""
    now = snapshot(request, asked)

    def make() -> Questions:
        output = Job(key=A_SITUATION_KEY, medium=Medium.TEXT)
        situation = Situation(answers=Answers(), catalog=now.edition.catalog, on=now.on)
        return Questions(
            questions=tuple(
                _question(question, step.key, page.key, situation, output)
                for step in STEPS
                for page in step.pages
                for question in page.questions
            ),
            answers=schema(),
        )

    return answer(request, now, make)


def _question(
    question: Question, step: str, page: str, situation: Situation, output: Job
) -> WizardQuestion:
    asked = Asked(
        question=question, situation=situation, output=output if question.per_output else None
    )
    return WizardQuestion(
        key=question.key,
        step=step,
        page=page,
        title=asked.title,
        short=asked.short,
        hint=asked.hint,
        optional=bool(question.empty),
        not_sure=asked.unsure,
        for_each_output=question.per_output is not None,
        picks=asked.options,
        answer=dict(question.kind.schema()),
    )


AnswersSchema = {
    "title": "Answers",
    "description": "Pairs of a question’s name and its answer, as a plan stores them; GET /questions has the schema.",
    "type": "array",
    "maxItems": MOST_ANSWERS,
    "items": {
        "type": "array",
        "prefixItems": [{"type": "string"}, {}],
        "minItems": 2,
        "maxItems": 2,
    },
}


class AnswersGiven(Schema):
    """Answers as a plan stores them: pairs of a question's name and its answer."""

    answers: Annotated[
        list[tuple[str, Any]], Field(max_length=MOST_ANSWERS), WithJsonSchema(AnswersSchema)
    ]


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOver:
    """An answer that was given but does not count, because its question is not asked after the others."""

    question: str
    answer: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    """A decision with its trail: every reason names a rule with parameters, answers and facts; and what would change it."""

    release: int
    digest: str
    as_of: date
    left_over: tuple[LeftOver, ...]
    decision: Decision
    would_change: tuple[Reason, ...]


@router.post(
    "/decide",
    response={**responds(Decided), 409: Problem, 413: Problem, 415: Problem, 429: Problem},
    operation_id="decide",
    summary="A decision",
)
@declares(replace(CALL, lane=Lane.HEAVY, limit="decisions"))
def decided(request: HttpRequest, asked: Query[Params], given: AnswersGiven) -> HttpResponse:
    """Make a decision from answers, with its trail. The same answers, release and day give the same decision."""
    now = snapshot(request, asked)
    journey, wrong = checked(given.answers, now.edition.catalog, now.on)
    if wrong:
        count = "One answer" if len(wrong) == 1 else f"{len(wrong)} answers"
        detail = f"{count} cannot be taken, or {'is' if len(wrong) == 1 else 'are'} missing; problems says which."
        raise ProblemError(problems.WRONG_ANSWERS, detail, {"problems": wrong})
    advice = advise(journey.answers, now.edition.catalog, now.on)
    made = Decided(
        release=now.edition.number,
        digest=now.edition.digest,
        as_of=now.on,
        left_over=tuple(LeftOver(question=row.short, answer=row.text) for row in journey.left_over),
        decision=advice.decision,
        would_change=advice.changes,
    )
    response = json(msgspec.json.encode(made))
    response.headers["Cache-Control"] = "no-store"
    return response


def checked(
    answers: Sequence[tuple[str, Json]], catalog: Catalog, on: date
) -> tuple[Journey, Mapping[str, str]]:
    """Return the way that the answers make, and what is wrong with them, question by question.

    Every answer goes through the same reading as what is typed into the wizard. A question that may be left empty, or
    to which "I'm not sure" is fair, may be left out.
    """
    keys = {question.key for _, _, question in all_questions()}
    names = Counter(name for name, _ in answers)
    strange = {
        name[:100]: "There is no such question"
        for name in names
        if name.partition(".")[0] not in keys
    }
    twice = {name[:100]: "This is answered twice" for name, count in names.items() if count > 1}
    journey = _filled(dict(answers), catalog, on)
    return journey, {**dict(_wrong(journey)), **twice, **strange}


def _filled(stored: Stored, catalog: Catalog, on: date) -> Journey:
    """Travel, and take every question that may be left out for left out."""
    while True:
        journey = travel(stored, catalog, on)
        left_out = {
            given.asked.name: None
            for given in journey.given
            if given.asked.name not in stored
            and (given.asked.question.empty or given.asked.question.unsure)
        }
        if not left_out:
            return journey
        stored = {**stored, **left_out}


def _wrong(journey: Journey) -> Iterator[tuple[str, str]]:
    sound = True
    for given in journey.given:
        if not sound and isinstance(given.asked.question.kind, ModelChoice):
            continue  # which models can be chosen follows from the answers before
        asked, problem = given.asked, given.gone
        if not given.answered:
            problem = forms.missing(asked)
        elif not problem and given.value is not None:
            problem = _misread(asked, given.value, journey.stored[asked.name])
        if problem:
            sound = False
            yield asked.name, problem


def _misread(asked: Asked, value: Any, stored: Json) -> str:
    """Read an answer as if it had been typed, and say what the reader says."""
    kind = asked.question.kind
    found = kind.read(kind.typed(value, asked), asked)
    if isinstance(found, Wrong):
        return found.text
    if isinstance(found, Nothing):
        return "" if asked.question.empty or asked.question.unsure else forms.missing(asked)
    if isinstance(kind, (ManyOf, Outputs)) and _in_order(kind.dump(found)) != _in_order(stored):
        return "One of these is given twice, or cannot be picked; GET /questions says what can be"
    return ""


def _in_order(value: Json) -> Any:
    """Return a stored answer with its parts, and their names, in one order."""
    return (
        sorted(msgspec.json.encode(each, order="sorted") for each in value)
        if isinstance(value, list)
        else value
    )
