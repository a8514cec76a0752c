"""What a question, a page of questions and a step are, and what a question may know when it is asked."""

from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import Enum
from functools import cached_property
from typing import Any, NamedTuple

from catalog.formatting import capitalise
from catalog.parsing import Problem
from catalog.schema import Catalog
from catalog.vocabulary import WordingPart
from wizard.decision.answers import Answers, Job
from wizard.decision.decide import decide, rankings_of
from wizard.decision.decision import Decision
from wizard.decision.ranking import Ranking
from wizard.decision.tasks import Task, tasks
from wizard.steps import wording

type Json = bool | int | str | Sequence["Json"] | Mapping[str, "Json"] | None
type Stored = Mapping[str, Json]
type Form = Mapping[str, Sequence[str]]


class Nothing(Enum):
    """What a form says where it says no value."""

    EMPTY = "empty"
    UNSURE = "unsure"


@dataclass(frozen=True, slots=True)
class Gone:
    """A stored answer that no longer fits the catalog, in a sentence for its owner; `remaining` is what still does."""

    text: str
    remaining: Any = None


@dataclass(frozen=True, slots=True)
class Option:
    """One thing to pick."""

    value: str
    label: str
    hint: str = ""
    means: str = ""  # what picking it brings, shown once it is picked
    group: str = ""
    head: str = ""  # a word for the head of its column, where several jobs are asked the same


@dataclass(frozen=True, kw_only=True)
class Situation:
    """What is known when a question is asked: the answers before it, the catalog, the day."""

    answers: Answers
    catalog: Catalog
    on: date

    @cached_property
    def tasks(self) -> tuple[Task, ...]:
        """What has to be made on the answers so far."""
        return tasks(self.answers, self.catalog)

    @cached_property
    def decision(self) -> Decision:
        return decide(self.answers, self.catalog, self.on, self.rankings)

    @cached_property
    def rankings(self) -> tuple[Ranking, ...]:
        return rankings_of(self.answers, self.catalog, self.on)

    def knowing(self, answers: Answers) -> "Situation":
        """Return the situation with these answers; itself where they are its own."""
        return (
            self
            if answers is self.answers
            else Situation(answers=answers, catalog=self.catalog, on=self.on)
        )


def always(_: Situation) -> bool:
    return True


def several(situation: Situation) -> bool:
    """Ask whoever wants more than one thing to come out."""
    return len(situation.answers.jobs) > 1


class Codec(NamedTuple):
    dump: Callable[[Any], Json]
    load: Callable[
        [Any], Any
    ]  # raises `ValueError`, `TypeError` or `KeyError` on what `dump` does not write
    schema: Mapping[str, Any]


class AnswerKind[V](ABC):
    """A kind of answer: how it is read, kept, told and shown."""

    control: str  # the template that draws it, without path and ending
    codec: Codec

    @abstractmethod
    def read(self, form: Form, asked: "Asked") -> V | Problem | Nothing:
        """Return what a form says."""

    def dump(self, value: V) -> Json:
        return self.codec.dump(value)

    def load(self, stored: Json, asked: "Asked") -> V | Gone:
        """Return the value of what `dump` wrote. Raises `ValueError`, `TypeError` or `KeyError` on any other shape."""
        return self.fit(self.codec.load(stored), asked)

    def fit(self, value: V, asked: "Asked") -> V | Gone:  # noqa: ARG002  # most values always fit
        """Return a stored value, or why it no longer fits."""
        return value

    @abstractmethod
    def typed(self, value: V | None, asked: "Asked") -> Form:
        """Return the form fields that would be read as this value; of None, as not being sure."""

    @abstractmethod
    def describe(self, value: V, asked: "Asked") -> str:
        """Return what the review and the trail show."""

    def schema(self) -> Mapping[str, Any]:
        return self.codec.schema

    def tell(self, value: V, asked: "Asked") -> Any:  # noqa: ARG002  # most values are told as they are
        """Return what the engine is told."""
        return value

    def options(self, asked: "Asked") -> tuple[Option, ...]:  # noqa: ARG002  # most kinds have none
        return ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A question: its words, what it takes, where its answer goes.

    `title`, `short` and `hint` may use {name}, {unit} and {units} of the job it is about, or of the one to try first.
    """

    key: str
    title: str
    short: str
    kind: AnswerKind[Any]
    hint: str | Callable[["Asked"], str] = ""
    empty: str = (
        ""  # what review shows where it was left empty; empty itself where there must be an answer
    )
    feeds: str | None = (
        None  # a field of Answers, or of Job where asked for each; dotted goes deeper
    )
    every_job: bool = False  # asked once, and fed to every job
    unsure: str = ""  # what "I'm not sure" means, in a sentence; empty where that is no fair answer
    applies: Callable[[Situation], bool] = always
    per_output: Callable[[Job, Situation], bool] | None = (
        None  # for which jobs it is asked, each by itself
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One page of the wizard: a heading, a sentence that says why, and the questions under it."""

    key: str
    title: str
    why: str = ""
    questions: tuple[Question, ...]
    exits: bool = False  # whether an answer here may show that generative AI is the wrong tool
    on_request: bool = False  # shown only to those who ask for it; nobody is led there
    decides: bool = False  # whether it shows what is decided on the answers

    @property
    def keys(self) -> frozenset[str]:
        return frozenset(question.key for question in self.questions)

    @property
    def alone(self) -> bool:
        """Return whether the heading is the question itself."""
        return len(self.questions) == 1 and self.questions[0].title == self.title


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    key: str
    name: str
    pages: tuple[Page, ...] = ()
    later: bool = False  # whether a plan can be made before it is answered


@dataclass(frozen=True, kw_only=True)
class Asked:
    """A question in a situation, of one output where it is asked for each."""

    question: Question
    situation: Situation
    output: Job | None = None

    @cached_property
    def name(self) -> str:
        return answer_name(self.question, self.output)

    @cached_property
    def _words(self) -> Mapping[str, str]:
        return wording.words_of(
            self.output or wording.piloted(self.situation.answers), self.situation.catalog
        )

    def say(self, text: str) -> str:
        """Return the text with the output's words in it."""
        if "{" not in text:
            return text
        for key, word in self._words.items():
            text = text.replace(f"{{{key}}}", word)
        return text

    def worded(self, part: WordingPart, text: str, answer: str = "") -> str:
        """Return an editor's words for a text of the question, where there are any, with the output's words in them."""
        return self.say(
            self.situation.catalog.wording.get((self.question.key, part.value, answer), text)
        )

    @cached_property
    def title(self) -> str:
        return capitalise(self.worded(WordingPart.TITLE, self.question.title))

    @property
    def short(self) -> str:
        return capitalise(self.worded(WordingPart.SHORT, self.question.short))

    @cached_property
    def hint(self) -> str:
        hint = self.question.hint
        return self.worded(WordingPart.HINT, hint if isinstance(hint, str) else hint(self))

    @cached_property
    def unsure(self) -> str:
        """What "I'm not sure" means; empty where that is no fair answer."""
        return self.worded(WordingPart.UNSURE, self.question.unsure) if self.question.unsure else ""

    @cached_property
    def options(self) -> tuple[Option, ...]:
        options = self.question.kind.options(self)
        if all(row.about != self.question.key for row in self.situation.catalog.wordings):
            return options
        return tuple(
            replace(
                option,
                label=self.worded(WordingPart.LABEL, option.label, option.value),
                hint=self.worded(WordingPart.ANSWER_HINT, option.hint, option.value),
                head=self.worded(WordingPart.HEAD, option.head, option.value),
            )
            for option in options
        )

    @property
    def job(self) -> str:
        """The name of the job it is about, where it is asked for each of several."""
        return self.say("{name}") if self.output is not None and several(self.situation) else ""

    def describe(self, value: Any) -> str:
        """Return what the review shows; None is no answer."""
        if value is None:
            return "I’m not sure" if self.question.unsure else self.question.empty or "Not answered"
        return self.question.kind.describe(value, self)


def offered_jobs(asked: Asked) -> tuple[Option, ...]:
    """Return the owner's jobs as things to pick."""
    catalog = asked.situation.catalog
    return tuple(
        Option(job.key, wording.name_of(job, catalog)) for job in asked.situation.answers.jobs
    )


def answer_name(question: Question, output: Job | None = None) -> str:
    """Return the name under which an answer is stored."""
    return question.key if output is None else f"{question.key}.{output.key}"


def ask(question: Question, situation: Situation) -> tuple[Asked, ...]:
    """Return the question as it is asked now: not at all, once, or once for each output it is about."""
    if not question.applies(situation):
        return ()
    if question.per_output is None:
        return (Asked(question=question, situation=situation),)
    return tuple(
        Asked(question=question, situation=situation, output=output)
        for output in situation.answers.jobs
        if question.per_output(output, situation)
    )
