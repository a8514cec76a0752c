"""The way through the five steps, worked out from the answers; a current step is never stored."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from itertools import dropwhile
from typing import Any

from catalog.schema import Catalog
from catalog.vocabulary import WordingPart
from wizard.decision.answers import Answers, Job
from wizard.decision.suitability import WrongTool, wrong_tool
from wizard.steps.asking import (
    Asked,
    Gone,
    Page,
    Question,
    Situation,
    Step,
    Stored,
    answer_name,
    ask,
)
from wizard.steps.goal import GOAL
from wizard.steps.kinds.outputs import outputs_of
from wizard.steps.model import MODEL
from wizard.steps.pilot import PILOT
from wizard.steps.scale import SCALE
from wizard.steps.tune import TUNE

STEPS: tuple[Step, ...] = (GOAL, MODEL, PILOT, TUNE, SCALE)


@dataclass(frozen=True, kw_only=True)
class Given:
    """A question as it was asked, and what was answered: a value, None for no value, or Gone."""

    asked: Asked
    answered: bool
    value: Any = None

    @property
    def gone(self) -> str:
        """Why the stored answer no longer fits, or nothing."""
        return self.value.text if isinstance(self.value, Gone) else ""

    @property
    def fitting(self) -> Any:
        """What of the answer still fits the catalog, None for nothing."""
        return self.value.remaining if isinstance(self.value, Gone) else self.value

    @property
    def settled(self) -> bool:
        return self.answered and not isinstance(self.value, Gone)

    def describe(self) -> str:
        return f"{self.gone}." if self.gone else self.asked.describe(self.value)


@dataclass(frozen=True, kw_only=True)
class Stop:
    """A page on somebody's way: what was known before it, and what was answered on it."""

    step: Step
    page: Page
    situation: Situation
    given: tuple[Given, ...]

    @property
    def asked(self) -> tuple[Asked, ...]:
        return tuple(given.asked for given in self.given)

    @property
    def title(self) -> str:
        return self._worded(WordingPart.TITLE, self.page.title)

    @property
    def why(self) -> str:
        return self._worded(WordingPart.WHY, self.page.why)

    def _worded(self, part: WordingPart, text: str) -> str:
        return self.situation.catalog.wording.get((self.page.key, part.value, ""), text)

    @property
    def settled(self) -> bool:
        return self.page.on_request or all(given.settled for given in self.given)


@dataclass(frozen=True, kw_only=True)
class UncountedAnswer:
    """A stored answer to a question that is no longer asked: its step, its name in the review, and its text."""

    step: Step
    short: str
    text: str


@dataclass(frozen=True, kw_only=True)
class Journey:
    """Somebody's whole way: the pages that apply to them, their answers, an exit where they met one."""

    steps: Sequence[Step]
    stored: Stored
    stops: tuple[Stop, ...]
    situation: Situation  # with all the answers that count
    exit: WrongTool | None = None  # the last stop led to it

    @property
    def answers(self) -> Answers:
        return self.situation.answers

    @cached_property
    def open_until(self) -> int:
        """The place of the last stop that may be visited: the first one that a plan needs, or the last."""
        needed = (
            place
            for place, stop in enumerate(self.stops)
            if not stop.step.later and not stop.settled
        )
        return next(needed, len(self.stops) - 1)

    @property
    def complete(self) -> bool:
        """Whether a plan can be made: only later steps may be left to answer."""
        return self.exit is None and all(stop.settled or stop.step.later for stop in self.stops)

    @property
    def next_open(self) -> Stop | None:
        """The first page that still wants an answer; None at the end."""
        return next((stop for stop in self.stops if not stop.settled), None)

    def find(self, step: str, page: str) -> Stop | None:
        """Return the stop at this address, if it is on the way and open."""
        stop = self.on_the_way(step, page)
        return stop if stop in self.stops[: self.open_until + 1] else None

    def on_the_way(self, step: str, page: str) -> Stop | None:
        """Return the stop at this address, open or not yet; what is answered there is kept either way."""
        return next(
            (stop for stop in self.stops if (stop.step.key, stop.page.key) == (step, page)), None
        )

    def before(self, stop: Stop) -> Stop | None:
        place = self.stops.index(stop)
        return self.stops[place - 1] if place else None

    def answered(self, stop: Stop, stored: Stored) -> "Journey":
        """Return the whole way that other answers make, which differ at one stop alone: what comes before it stays."""
        before = self.stops[: self.stops.index(stop)]
        return _go_on(
            replace(self, stored=stored, stops=before, situation=stop.situation, exit=None),
            start=stop.page,
        )

    def withdrawn(self, stop: Stop) -> Iterator[Asked]:
        """Yield what a page asked about jobs that the catalog no longer knows; a page open since may still answer it."""
        asked = {job.key for job in stop.situation.answers.jobs}
        for job in _stored_jobs(self.stored):
            for question in stop.page.questions if job.key not in asked else ():
                if question.per_output:
                    yield Asked(question=question, situation=stop.situation, output=job)

    @property
    def given(self) -> tuple[Given, ...]:
        return tuple(given for stop in self.stops for given in stop.given)

    @cached_property
    def left_over(self) -> tuple[UncountedAnswer, ...]:
        counted = {given.asked.name for given in self.given}
        return tuple(self._left_over(counted))

    def _left_over(self, counted: set[str]) -> Iterator[UncountedAnswer]:
        for step, _, question in all_questions(self.steps):
            for name, value in self.stored.items():
                if (
                    name not in counted
                    and name.partition(".")[0] == question.key
                    and value is not None
                ):
                    asked = Asked(
                        question=question, situation=self.situation, output=_output_of(name, self)
                    )
                    yield UncountedAnswer(
                        step=step, short=asked.short, text=_given(asked, self.stored).describe()
                    )

    @property
    def counting(self) -> list[tuple[str, Any]]:
        """Return name and stored value of each answer that counts, in the order of asking."""
        return [
            (given.asked.name, self.stored[given.asked.name])
            for given in self.given
            if given.settled
        ]


def travel(
    stored: Stored,
    catalog: Catalog,
    on: date,
    steps: Sequence[Step] = STEPS,
    *,
    until: Page | None = None,
) -> Journey:
    """Replay the answers in order, and return the way they make, up to an exit; or up to a page, for showing it alone."""
    known = Situation(answers=Answers(), catalog=catalog, on=on)
    return _go_on(Journey(steps=steps, stored=stored, stops=(), situation=known), until=until)


def _go_on(begun: Journey, *, start: Page | None = None, until: Page | None = None) -> Journey:
    """Return a way that has begun, from its start or the page where it stands on."""
    stops, situation, found = list(begun.stops), begun.situation, None
    pages = ((step, page) for step in begun.steps for page in step.pages)
    for step, page in dropwhile(lambda place: place[1] is not (start or place[1]), pages):
        asked = tuple(asked for question in page.questions for asked in ask(question, situation))
        if not asked:
            continue
        stop = Stop(
            step=step,
            page=page,
            situation=situation,
            given=tuple(_given(row, begun.stored) for row in asked),
        )
        stops.append(stop)
        if page is until:
            break
        situation = situation.knowing(_with_answers(situation.answers, stop.given))
        if (
            page.exits
            and stop.settled
            and (found := wrong_tool(situation.tasks, situation.catalog))
        ):
            break
    return replace(begun, stops=tuple(stops), situation=situation, exit=found)


def read(stored: Stored, catalog: Catalog, on: date) -> Answers:
    """Return the stored answers that count, as the engine wants them."""
    return travel(stored, catalog, on).answers


def _given(asked: Asked, stored: Stored) -> Given:
    if asked.name not in stored:
        return Given(asked=asked, answered=False)
    value = stored[asked.name]
    if value is None:
        fair = bool(asked.question.empty or asked.question.unsure)
        return Given(asked=asked, answered=fair)
    try:
        return Given(asked=asked, answered=True, value=asked.question.kind.load(value, asked))
    except (ValueError, TypeError, KeyError, ArithmeticError):
        return Given(
            asked=asked,
            answered=True,
            value=Gone("This answer can no longer be read; please give it again"),
        )


def _with_answers(answers: Answers, given: Sequence[Given]) -> Answers:
    values: dict[str, Any] = {}
    of_outputs: dict[str, dict[str, Any]] = {}
    for row in given:
        question, output, value = row.asked.question, row.asked.output, row.fitting
        if question.feeds is None or value is None:
            continue
        answer = question.kind.tell(value, row.asked)
        for key in (
            [job.key for job in answers.jobs]
            if question.every_job
            else [output.key]
            if output
            else []
        ):
            of_outputs.setdefault(key, {})[question.feeds] = answer
        if output is None and not question.every_job:
            values[question.feeds] = answer
    if of_outputs:
        values["jobs"] = tuple(
            put(output, of_outputs.get(output.key, {})) for output in answers.jobs
        )
    return put(answers, values)


def put[R](record: R, values: Mapping[str, Any]) -> R:
    """Return a frozen record with the fields at dotted paths set; itself where there are none."""
    if not values:
        return record
    fields = {path: value for path, value in values.items() if "." not in path}
    deeper: dict[str, dict[str, Any]] = {}
    for path in values.keys() - fields.keys():
        head, _, rest = path.partition(".")
        deeper.setdefault(head, {})[rest] = values[path]
    fields |= {head: put(getattr(record, head), rest) for head, rest in deeper.items()}
    return replace(record, **fields)  # type: ignore[type-var]  # every record here is a dataclass


def _output_of(name: str, journey: Journey) -> Job | None:
    _, _, key = name.partition(".")
    if not key:
        return None
    slug = key if key in journey.situation.catalog.use_case else None
    return next(
        (row for row in _stored_jobs(journey.stored) if row.key == key), Job(key=key, use_case=slug)
    )


def _stored_jobs(stored: Stored) -> tuple[Job, ...]:
    try:
        return outputs_of(stored.get("outputs", []))
    except (ValueError, TypeError, KeyError):
        return ()


def all_questions(steps: Sequence[Step] = STEPS) -> Iterator[tuple[Step, Page, Question]]:
    """Yield every question once, with the place where it is asked first."""
    seen = set()
    for step in steps:
        for page in step.pages:
            for question in page.questions:
                if question.key not in seen:
                    seen.add(question.key)
                    yield step, page, question


def schema(steps: Sequence[Step] = STEPS) -> dict[str, Any]:
    """Return the JSON schema of stored answers: pairs of name and value, in the order of asking."""
    pairs = [
        {
            "title": question.short,
            "type": "array",
            "prefixItems": [
                {
                    "type": "string",
                    "pattern": f"^{answer_name(question)}"
                    + (r"\..+$" if question.per_output else "$"),
                },
                {"anyOf": [question.kind.schema(), {"type": "null"}]},
            ],
            "minItems": 2,
            "maxItems": 2,
        }
        for _, _, question in all_questions(steps)
    ]
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "type": "array",
        "items": {"anyOf": pairs},
    }
