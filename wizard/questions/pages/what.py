"""Which jobs the plan is for: those on file, and those in own words."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from typing import Any, override

from django.http import QueryDict

from catalog.parsing import tidy
from catalog.schema import Catalog, group_pairs
from catalog.vocabulary import OUTPUT_MEDIA, Medium
from wizard.decision.acts import WITH_AN_ACT, usual_act
from wizard.decision.answers import Answers, Job
from wizard.decision.vocabulary import GoesIn, JobAct
from wizard.questions.fields import (
    BoundQuestion,
    ChipField,
    ChipsField,
    Choice,
    DrawnChoice,
    OwnWordsField,
    labels_of,
    sent_values,
)
from wizard.questions.flow import Sending, Situation, Step, UsualAnswer, UsualSource
from wizard.questions.forms import PageForm, QuestionsForm, SentFields, Values, usual_of
from wizard.questions.guessed import guessed_answers

MOST_JOBS = 6
MOST_WORDS = 120  # letters of a job in own words
SEARCHED = "searched"  # the words that a search left in the row for own ones
OWN_KEYS = tuple(f"own-{number}" for number in range(1, MOST_JOBS + 1))
STARTS_FROM_PICTURES = frozenset({Medium.IMAGE, Medium.VIDEO, Medium.MODEL_3D})
READ_IT = "Look whether this is what is done, then continue"
PICK_IT = "Pick what is done"
ACTS = tuple(act for act in JobAct if act is not JobAct.MAKE)


def job_choices(catalog: Catalog) -> tuple[Choice, ...]:
    """Return the use cases, each with its trade as a hint; the trade with the most comes first."""
    trades = {row.slug: row.name for row in catalog.industries}
    rows = [Choice(row.slug, row.name, trades.get(row.industry, "")) for row in catalog.use_cases]
    jobs = Counter(row.hint for row in rows)
    return tuple(sorted(rows, key=lambda row: (-jobs[row.hint], row.hint, row.label, row.value)))


class BoundJobs(BoundQuestion):
    """The jobs to pick: first those found by a search or picked, then all others by trade."""

    form: "WhatForm"

    @cached_property
    def first(self) -> list[DrawnChoice]:
        rows = {row.choice.value: row for row in self.choices}
        matches = [rows[slug] for slug in self.form.matches if slug in rows]
        return [*matches, *(row for row in rows.values() if row.is_picked and row not in matches)]

    @property
    def groups(self) -> Mapping[str, tuple[DrawnChoice, ...]]:
        first = {row.id for row in self.first}
        return group_pairs((row.choice.hint, row) for row in self.choices if row.id not in first)


class JobsField(ChipsField):
    bound_field_class = BoundJobs

    @override
    def prepare(self, form: QuestionsForm) -> None:
        catalog = form.situation.catalog
        self.choices = catalog.once("questions-jobs", lambda: job_choices(catalog))


class WhatForm(QuestionsForm):
    jobs = JobsField(
        "Jobs on file", "Jobs", template="jobs", collect=tuple, empty="None of those on file"
    )

    words = ""  # of a search
    searched = ""  # of the last search, as far as a row for own words holds them
    matches: tuple[str, ...] = ()  # slugs that it found
    own_rows: Sequence[QuestionsForm] = ()  # that are drawn for own words

    @override
    def clean(self) -> dict[str, Any]:
        own = [words for key in OWN_KEYS if (words := own_words(self.data, key))]
        if "jobs" in self.errors:
            return self.cleaned_data
        count = len(self.cleaned_data["jobs"]) + len(own)
        if not count:
            self.add_error("jobs", "Pick a job, or say it in your own words")
        elif count > MOST_JOBS:
            most = f"Pick {MOST_JOBS} at most; these are {count}"
            self.add_error("jobs", f"{most}. You can make another plan for the rest")
        elif len({words.casefold() for words in own}) < len(own):
            self.add_error("jobs", "Two of your own jobs have the same words; write each once")
        return self.cleaned_data


def own_words(data: Any, key: str) -> str:
    return _sent(data, f"{key}-words")


def _sent(data: Any, name: str) -> str:
    return tidy("".join(sent_values(data, name)[-1:]))


def is_left_by_search(data: Any, key: str) -> bool:
    """Return whether a row holds the words of a search, and nobody said what comes out."""
    words = own_words(data, key)
    return bool(words) and words == _sent(data, SEARCHED) and not _sent(data, f"{key}-medium")


def without_search(data: SentFields) -> SentFields:
    """Return what was sent without the words of a search, where a job on file is picked instead."""
    if not isinstance(data, QueryDict) or not sent_values(data, "jobs"):
        return data
    counted = data.copy()
    for key in OWN_KEYS:
        if is_left_by_search(data, key):
            counted[f"{key}-words"] = ""
    return counted


class OwnJobForm(QuestionsForm):
    """A job in the owner's own words."""

    words = OwnWordsField("In your own words", "Own words", most=MOST_WORDS)
    medium = ChipField(
        "What is the result?",
        "The result",
        (Choice("", "Choose"), *labels_of(OUTPUT_MEDIA)),
        Medium.read,
        template="select",
        missing="Choose the result: text, pictures, video or something else",
    )
    act = ChipField(
        "What is done?",
        "What is done",
        labels_of(
            ACTS,
            {
                JobAct.LISTS: "Row by row.",
                JobAct.FIND: "What has changed, is contradictory or is damaged.",
                JobAct.MATCH: "Who takes a shift, which gift suits whom.",
            },
        ),
        JobAct.read,
    )
    goes_in = ChipField(
        "From what?",
        "What it starts from",
        labels_of(GoesIn),
        GoesIn.read,
        template="select",
    )

    @cached_property
    @override
    def usual(self) -> Mapping[str, UsualAnswer]:
        """Return what the words seem to ask for, which the owner reads before it counts.

        Of what nobody read, as where a program sent it, nothing follows from words.
        """
        sent = _sent(self.data, self.add_prefix("medium"))
        medium = next((row for row in OUTPUT_MEDIA if row == sent), None)
        if self.is_bound and self.sending is Sending.STORED:
            act = UsualAnswer(values=(usual_act(medium).value,), filled_in=False)
            return {"act": act, "goes_in": usual_of(GoesIn.TEXT)}
        words = own_words(self.data, self.prefix or "") or self.initial.get("words", "")
        guessed = guessed_answers(words, medium)
        return {name: usual_of(value, UsualSource.WORDS) for name, value in guessed.items()}

    @override
    def clean(self) -> dict[str, Any]:
        """Show what the words seem to ask for, where nobody saw it yet."""
        answers = super().clean()
        is_seen = answers.get("act") is not None or "act" in self.errors
        is_asked = self.is_asked("act", answers)
        if self.sending is Sending.SENT and is_asked and not is_seen:
            self.add_error("act", READ_IT if "act" in self.usual else PICK_IT)
        return answers

    @override
    def is_asked(self, name: str, values: Values) -> bool:
        medium = values.get("medium")
        match name:
            case "words":
                return True
            case "medium":
                return bool(values.get("words"))
            case "act":
                return medium in WITH_AN_ACT
        return medium in WITH_AN_ACT | STARTS_FROM_PICTURES


class WhatPage(PageForm):
    key, step = "what", Step.GOAL
    title = "What do you want AI to do?"
    why = "Pick up to six jobs, or say it in your own words."
    of_job = OwnJobForm
    of_all = WhatForm

    def __init__(
        self, situation: Situation, data: SentFields, sending: Sending = Sending.STORED
    ) -> None:
        super().__init__(situation, without_search(data), sending)

    @override
    def jobs(self) -> tuple[Job, ...]:
        return tuple(Job(key=key) for key in OWN_KEYS)

    @property
    @override
    def is_answered(self) -> bool:
        """Return whether jobs were named; rows for own words may be missing."""
        return any(form.is_bound for form in self.forms)

    @override
    def fill(self, answers: Answers) -> Answers:
        """Return the answers with the jobs: those on file in the order picked, then own ones."""
        slugs = self.whole.filling.get("jobs", ()) if self.whole is not None else ()
        on_file = [Job(key=slug, use_case=slug) for slug in slugs]
        own = [replace(form.job, **form.filling) for form in self.own if form.job is not None]
        return replace(answers, jobs=(*on_file, *own)[:MOST_JOBS])

    @property
    def own(self) -> list[QuestionsForm]:
        """Return the jobs in own words."""
        return [form for form in self.of_jobs if form.values.get("words")]

    @property
    @override
    def in_words(self) -> tuple[QuestionsForm, ...]:
        """The jobs on file, then those in own words; free rows say nothing."""
        return (*self.forms[-1:], *self.own)

    def search(self, words: str, matches: tuple[str, ...]) -> None:
        """Show what a search found, and a free row for own words, which holds those of the search.

        So nobody types them twice; they count where no job is picked, or who wrote them says what
        comes out.
        """
        row_words = words[:MOST_WORDS]
        is_new = bool(words) and row_words != _sent(self.data, SEARCHED)
        used = [
            form
            for form in self.of_jobs
            if form.is_bound and form["words"].data and not (is_new and self._is_left(form))
        ]
        free = [
            OwnJobForm(self.situation, {}, job=form.job)
            for form in self.of_jobs
            if form not in used
        ]
        # Who has not finished a row, and searched for nothing else, is shown no second one.
        if not is_new and any(form.errors for form in used):
            free = []
        for form in free[:1]:
            form.initial = {"words": row_words}
        if isinstance(self.whole, WhatForm):
            self.whole.searched = row_words or _sent(self.data, SEARCHED)
            self.whole.words, self.whole.matches, self.whole.own_rows = (
                words,
                matches,
                [*used, *free[:1]],
            )

    def _is_left(self, form: QuestionsForm) -> bool:
        """Return whether a row holds the words of an earlier search: a new one takes its place."""
        key = form.job.key if form.job is not None else ""
        return is_left_by_search(self.data, key)
