"""A page of questions: a form for each job, and one for what is asked once."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from decimal import Decimal
from functools import cached_property
from typing import Any, ClassVar, override

from django import forms
from django.http import QueryDict
from django.utils.safestring import SafeString

from catalog import query
from catalog.filters.form import PartlyLeftOutError
from catalog.formatting import capitalise
from catalog.schema import Catalog, ExchangeRate
from catalog.vocabulary import WordingPart
from wizard.decision.answers import Answers, Job
from wizard.decision.cases import Case
from wizard.decision.own_words import NOT_ON_FILE, use_case_of
from wizard.questions.fields import BoundQuestion, Choice, QuestionField
from wizard.questions.flow import (
    AnswerRow,
    Assumed,
    PageFields,
    Sending,
    Situation,
    Step,
    UsualAnswer,
    UsualSource,
)

type Values = Mapping[str, Any]  # what the fields of a form come to, by name
type SentFields = PageFields | QueryDict
type Wordings = Mapping[tuple[str, str], str]  # an editor's words, by part and answer

OWN_JOB = "Something of your own"
GONE_JOB = "Something that is no longer on file"


def usual_of(value: object, source: UsualSource = UsualSource.OURS) -> UsualAnswer:
    return UsualAnswer(values=(str(value),), source=source)


def name_of_job(job: Job, catalog: Catalog) -> str:
    """Return what a job is called; own words stand as they are."""
    if job.use_case is None:
        return job.words or OWN_JOB
    return capitalise(use_case_of(job, catalog).result) or GONE_JOB


class WordedForm(forms.Form):
    """Questions in the words of their job, with money in the owner's currency."""

    def __init__(self, situation: Situation, job: Job | None = None) -> None:
        super().__init__(auto_id="f-%s", prefix=job.key if job is not None else None)
        self.situation, self.job = situation, job
        self.is_row = job is not None and situation.several

    @property
    def case(self) -> Case:
        """The job in the figures that the rules would count with. Raises `KeyError` if none."""
        return self.situation.cases[self.job.key if self.job is not None else ""]

    @property
    def job_name(self) -> str:
        return name_of_job(self.job, self.situation.catalog) if self.job is not None else ""

    def field[F: QuestionField](self, name: str, kind: type[F]) -> F:
        """Return a field that is of this kind. Raises `TypeError` where it is of another."""
        field = self.fields[name]
        if not isinstance(field, kind):
            raise TypeError(name)
        return field

    def questions(self) -> Iterator[tuple[str, QuestionField]]:
        for name in self.fields:
            yield name, self.field(name, QuestionField)

    def drawn(self) -> Iterator[BoundQuestion]:
        """Yield the questions as they stand on the page."""
        return (row for row in self if isinstance(row, BoundQuestion))

    def say(self, text: str) -> str:
        """Return a text with the words of the job in it, or of the only job."""
        if "{" not in text:
            return text
        one, many = self._units
        return text.replace("{unit}", one).replace("{units}", many)

    @cached_property
    def _units(self) -> tuple[str, str]:
        jobs = self.situation.answers.jobs
        job = jobs[0] if self.job is None and len(jobs) == 1 else self.job
        use_case = use_case_of(job, self.situation.catalog) if job is not None else NOT_ON_FILE
        return use_case.unit, use_case.unit_plural

    def _word(self, name: str, field: QuestionField) -> None:
        """Give a field the words of its job, and those of an editor where there are any."""
        about = about_of(name, of_job=self.job is not None)
        if words := self.situation.catalog.wording_of.get(about):
            self._reword(field, words)
        field.label = capitalise(self.say(str(field.label)))
        field.help_text = self.say(str(field.help_text))
        field.short = self.say(field.short)

    def _reword(self, field: QuestionField, words: Wordings) -> None:
        field.label = words.get((WordingPart.TITLE.value, ""), field.label)
        field.help_text = words.get((WordingPart.HINT.value, ""), field.help_text)
        field.short = words.get((WordingPart.SHORT.value, ""), field.short)
        field.choices = tuple(self._reworded(choice, words) for choice in field.choices)

    def _reworded(self, choice: Choice, words: Wordings) -> Choice:
        label = words.get((WordingPart.LABEL.value, choice.value), choice.label)
        hint = words.get((WordingPart.ANSWER_HINT.value, choice.value), choice.hint)
        return Choice(choice.value, self.say(label), self.say(hint))

    @property
    def currency_code(self) -> str:
        return self.situation.answers.currency

    @property
    def rate(self) -> ExchangeRate:
        """The rate at which the page shows US dollars."""
        situation = self.situation
        return query.shown_rate(situation.catalog, self.currency_code, situation.on)

    def usd_per(self, currency: str) -> Decimal | None:
        """Return the cost of one unit of a currency in US dollars on the day; None if unknown."""
        return query.usd_per(self.situation.catalog, currency, self.situation.on)


class QuestionsForm(WordedForm):
    """Questions of one page, all of one job or all of the whole plan.

    Each fills the field of `Job` or of `Answers` that has its name.
    """

    use_required_attribute = False
    ours: ClassVar[Mapping[str, str]] = {}  # the usual answers that are the same for everybody

    def __init__(
        self,
        situation: Situation,
        data: SentFields,
        sending: Sending = Sending.STORED,
        job: Job | None = None,
    ) -> None:
        super().__init__(situation, job)
        self.sending = sending
        self.remaining: dict[str, Any] = {}  # of answers that cannot be taken as a whole
        # Of a stored page a form may be missing: that of a job which came later.
        is_stored = any(self.add_prefix(name) in data for name in self.fields)
        self.is_bound = is_stored or sending is not Sending.STORED
        self.data = data
        self.adapt()
        for name, field in self.questions():
            self._word(name, field)
            field.prepare(self)

    def adapt(self) -> None:
        """Leave out what is moot, and fill in what differs by job."""

    @cached_property
    def usual(self) -> Mapping[str, UsualAnswer]:
        """The usual answer of each question that has one."""
        return {name: usual_of(value) for name, value in self.ours.items()}

    def is_asked(self, name: str, values: Values) -> bool:  # noqa: ARG002  # most are, whatever the others say
        """Return whether the form's other answers bring a question up; else its answer is moot."""
        return True

    @override
    def clean(self) -> dict[str, Any]:
        """Pass over what is moot, whatever stands in it."""
        for name in self.fields:
            if not self.is_asked(name, self.cleaned_data):
                self.errors.pop(name, None)
                self.cleaned_data.pop(name, None)
        return self.cleaned_data

    @cached_property
    def values(self) -> Values:
        """What can be taken of what was sent, by name; None where nothing was answered."""
        if not self.is_bound:
            return {}
        return dict.fromkeys(self.errors) | self.remaining | self.cleaned_data

    @override
    def add_error(self, field: str | None, error: Any) -> None:
        super().add_error(field, error)
        if field is not None and isinstance(error, PartlyLeftOutError):
            self.remaining[field] = error.remaining

    @property
    def filling(self) -> Values:
        """The fields of `Job` or `Answers` that are answered."""
        return {name: value for name, value in self.values.items() if value is not None}

    def stored(self) -> dict[str, str | list[str]]:
        """Return what is stored of what can be taken, by the names under which it was sent."""
        rows = (row for row in self.drawn() if row.name not in self.errors)
        return {
            row.html_name: row.field.stored(row.data, row.usual)
            for row in rows
            if row.name in self.values
        }

    def counted(self) -> Iterator[BoundQuestion]:
        """Yield the questions that the answers bring up."""
        return (row for row in self.drawn() if self.is_asked(row.name, self.values))


def about_of(name: str, *, of_job: bool) -> str:
    """Return the name by which editors word a question.

    `place` is of the whole plan, `job.place` of each job.
    """
    return f"job.{name}" if of_job else name


class AskedPage:
    """A page: the questions of each job first, then those that are asked once."""

    key: ClassVar[str]
    step: ClassVar[Step]
    title: ClassVar[str]
    why: ClassVar[str]
    on_plan: ClassVar[bool] = False
    of_job: ClassVar[type[QuestionsForm] | None] = None
    of_all: ClassVar[type[QuestionsForm] | None] = None

    def __init__(
        self, situation: Situation, data: SentFields, sending: Sending = Sending.STORED
    ) -> None:
        self.situation, self.data, self.sending = situation, data, sending

    @staticmethod
    def applies(situation: Situation) -> bool:
        """Return whether it is asked: where no job is named yet, or one that AI may do."""
        return bool(situation.open_jobs or not situation.answers.jobs)

    def jobs(self) -> tuple[Job, ...]:
        """Return the jobs that are asked here."""
        return self.situation.open_jobs

    @cached_property
    def of_jobs(self) -> tuple[QuestionsForm, ...]:
        if self.of_job is None:
            return ()
        of_jobs = (self.of_job(self.situation, self.data, self.sending, job) for job in self.jobs())
        return tuple(form for form in of_jobs if form.fields)

    @cached_property
    def whole(self) -> QuestionsForm | None:
        return self.of_all(self.situation, self.data, self.sending) if self.of_all else None

    @cached_property
    def forms(self) -> tuple[QuestionsForm, ...]:
        return self.of_jobs if self.whole is None else (*self.of_jobs, self.whole)

    @property
    def is_answered(self) -> bool:
        return all(form.is_bound for form in self.forms)

    @property
    def is_valid(self) -> bool:
        return not any(form.errors for form in self.forms)


class PageForm(AskedPage):
    """The same, with what its answers come to."""

    def fill(self, answers: Answers) -> Answers:
        """Return the answers with those of this page that can be taken."""
        of_jobs = {form.job.key: form.filling for form in self.of_jobs if form.job is not None}
        jobs = tuple(replace(job, **of_jobs.get(job.key, {})) for job in answers.jobs)
        whole = self.whole.filling if self.whole is not None else {}
        return replace(answers, **{"jobs": jobs, **whole})

    def stored(self) -> dict[str, str | list[str]]:
        """Return what is stored of what can be taken."""
        return {name: value for form in self.forms for name, value in form.stored().items()}

    @property
    def in_words(self) -> tuple[QuestionsForm, ...]:
        """The forms whose answers an owner reads again."""
        return self.forms

    def assumed(self) -> Iterator[Assumed]:
        for form in self.in_words:
            key = form.job.key if form.job is not None else ""
            for question in form.counted():
                if question.is_usual:
                    yield Assumed(page=self.key, job=key, field=question.name, usual=question.usual)

    def rows(self) -> Iterator[AnswerRow]:
        for form in self.in_words:
            for question in form.counted():
                yield AnswerRow(
                    field=question.name,
                    short=question.field.short,
                    job=form.job_name if form.is_row else "",
                    text=question.described,
                    note=question.usual.source.label if question.is_usual else "",
                    id=question.auto_id,
                )

    def problems(self) -> list[BoundQuestion]:
        """Return the questions whose answers cannot be taken."""
        return [question for form in self.forms for question in form.drawn() if question.error]

    @property
    def offered(self) -> SafeString:
        """Return the names that are offered while somebody types one of an app."""
        fields = (field for form in self.forms for _, field in form.questions())
        return next((field.offered for field in fields if field.offered), SafeString(""))


class PlanPageForm(PageForm):
    """A page on the plan. A plan is made without it."""

    on_plan = True
