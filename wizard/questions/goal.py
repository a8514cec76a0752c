"""Step 1, the goal: which jobs, how many, done how today, a mistake's harm, what is decided."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal
from functools import cached_property
from typing import Any, override

from django.http import QueryDict

from catalog.formatting import CURRENCIES, SIGNS, format_rough_money
from catalog.parsing import Bounds, format_input, parse_minutes, tidy
from catalog.plan_costs import counts_sites
from catalog.schema import Catalog, group_pairs
from catalog.vocabulary import OUTPUT_MEDIA, Medium
from wizard.decision.acts import WITH_AN_ACT, usual_act
from wizard.decision.answers import USUAL_PEOPLE, USUAL_RESULTS, Answers, Job
from wizard.decision.costs import Costing
from wizard.decision.guesses import GUESSES
from wizard.decision.vocabulary import DecidesOn, GoesIn, JobAct, Review, Stakes
from wizard.questions.fields import (
    NOTHING,
    AmountChipsField,
    BoundQuestion,
    ChipField,
    ChipsField,
    Choice,
    DrawnChoice,
    FigureField,
    LengthField,
    MoneyField,
    OwnWordsField,
    labels_of,
    sent_values,
)
from wizard.questions.flow import Sending, Situation, Step, UsualAnswer, UsualSource
from wizard.questions.forms import PageForm, QuestionsForm, SentFields, Values, usual_of
from wizard.questions.guessed import guessed_answers
from wizard.questions.lengths import usual_length

MOST_JOBS = 6
MOST_WORDS = 120  # letters of a job in own words
SEARCHED = "searched"  # the words that a search left in the row for own ones


def rough(what: str, example: str, most: int) -> Bounds:
    """Return the bounds of a figure that is more than nothing."""
    return Bounds(what, example, most=Decimal(most), least_counts=False)


# -------------------------------------------------------------------------------- 1 what

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
        "What comes out?",
        "What comes out",
        (Choice("", "Choose"), *labels_of(OUTPUT_MEDIA)),
        Medium.read,
        template="select",
        missing="Choose what comes out: text, pictures, video or something else",
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
        "What goes in?", "What goes in", labels_of(GoesIn), GoesIn.read, template="select"
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
        used = [
            form
            for form in self.of_jobs
            if form.is_bound and form["words"].data and not self._is_left(form, words)
        ]
        free = [
            OwnJobForm(self.situation, {}, job=form.job)
            for form in self.of_jobs
            if form not in used
        ]
        for form in free[:1]:
            form.initial = {"words": row_words}
        if isinstance(self.whole, WhatForm):
            self.whole.searched = row_words or _sent(self.data, SEARCHED)
            self.whole.words, self.whole.matches, self.whole.own_rows = (
                words,
                matches,
                [*used, *free[:1]],
            )

    def _is_left(self, form: QuestionsForm, words: str) -> bool:
        """Return whether a new search takes the place of the words of an earlier one."""
        key = form.job.key if form.job is not None else ""
        return bool(words) and is_left_by_search(self.data, key)


# ----------------------------------------------------------------------------- 2 how many


class AmountsOfJob(QuestionsForm):
    results = FigureField(
        "How many {units}?",
        "How many",
        rough("the number of {units}", "120 or 100 to 150", 100_000_000),
        after="{units}",
    )
    once = ChipField(
        "Each month, or once?",
        "How often",
        (Choice("monthly", "Each month"), Choice("once", "Once, then it is done")),
        "once".__eq__,
    )
    length = LengthField("How long is one?", "How long")

    @override
    def adapt(self) -> None:
        length = usual_length(self.case)
        if length is None:
            del self.fields["length"]
        else:
            self.field("length", LengthField).usual_length = length

    @cached_property
    @override
    def usual(self) -> Mapping[str, UsualAnswer]:
        usual = {"results": usual_of(USUAL_RESULTS), "once": usual_of("monthly")}
        length = usual_length(self.case)
        return usual | ({"length": usual_of(length.text, UsualSource.JOB)} if length else {})


class AmountsPage(PageForm):
    key, step = "amounts", Step.GOAL
    title = "How many, and how long?"
    why = "Rough figures will do: about 300, or 100 to 150."
    of_job = AmountsOfJob


# ------------------------------------------------------------------------ 3 by hand today

PEOPLE = Bounds("the number of people", "12", most=Decimal(1_000_000), whole=True)


class ByHandOfJob(QuestionsForm):
    minutes_by_hand = FigureField(
        "How long does one take by hand?",
        "By hand",
        rough("the minutes for one", "20, 1.5 h or 20 to 40", 100_000),
        parse=parse_minutes,
        after="minutes",
    )
    doers = FigureField(
        "How many people do it?", "Who do it", PEOPLE, hint="0 if nobody does it today."
    )

    @cached_property
    @override
    def usual(self) -> Mapping[str, UsualAnswer]:
        work = self.case.work
        doers = UsualAnswer(values=(f"{work.doers:.0f}",), filled_in=False)
        if not work.minutes_by_hand:
            return {"doers": doers}
        minutes = format_input(Decimal(str(work.minutes_by_hand)))
        return {"minutes_by_hand": usual_of(minutes, UsualSource.JOB), "doers": doers}


class PeopleForm(QuestionsForm):
    wage_usd = MoneyField(
        "What would you pay somebody for an hour of it?",
        "An hour",
        Bounds("the cost of an hour", "32", most=Decimal(100_000)),
        zero="An hour is worth something: write what you would pay somebody for it",
    )
    currency = ChipField("Currency", "Currency", template="select")
    people = FigureField(
        "How many people work in the firm?", "People", replace(PEOPLE, least=Decimal(1))
    )

    sites = FigureField(
        "How many sites do you have?",
        "Sites",
        replace(PEOPLE, what="the number of sites", least=Decimal(1)),
        hint="Shops, houses or offices: some programs cost so much for each.",
    )

    @override
    def adapt(self) -> None:
        cases = self.situation.cases.values()
        jobs = {case.row.filed_under for case in cases}
        if not any(counts_sites(self.situation.catalog, job) for job in jobs):
            del self.fields["sites"]
        rates = self.situation.catalog.exchange_rates
        codes = dict.fromkeys(("USD", *(row.currency.value for row in rates)))
        choices = tuple(Choice(code, f"{CURRENCIES[code]} ({SIGNS[code]})") for code in codes)
        self.field("currency", ChipField).choices = choices

    @property
    @override
    def currency_code(self) -> str:
        """Return the currency that this page itself names."""
        sent = "".join(sent_values(self.data, "currency")[-1:])
        return sent if sent in self._usual_wages else super().currency_code

    @cached_property
    @override
    def usual(self) -> Mapping[str, UsualAnswer]:
        return {
            "wage_usd": usual_of(self._usual_wages[self.currency_code]),
            "currency": usual_of("USD"),
            "people": usual_of(USUAL_PEOPLE),
        }

    @cached_property
    def _usual_wages(self) -> Mapping[str, str]:
        """Our guess in each currency."""
        codes = [choice.value for choice in self.field("currency", ChipField).choices]
        usd = Decimal(GUESSES.wage_usd)
        wages = {code: usd / (self.usd_per(code) or 1) for code in codes}
        return {
            code: f"{wage.quantize(Decimal(1), ROUND_HALF_UP):f}" for code, wage in wages.items()
        }

    @override
    def stored(self) -> dict[str, str | list[str]]:
        """Leave our guess ours where only its currency was changed."""
        is_ours = self["wage_usd"].data in self._usual_wages.values()
        return super().stored() | ({"wage_usd": ""} if is_ours else {})


class ByHandPage(PageForm):
    key, step = "by-hand", Step.GOAL
    title = "How is it done today?"
    why = "The plan compares what AI costs with your own work."
    of_job = ByHandOfJob
    of_all = PeopleForm


# ------------------------------------------------------------------- 4 what a mistake does


class MistakesOfJob(QuestionsForm):
    stakes = ChipField(
        "If one is wrong …",
        "If one is wrong",
        labels_of(
            Stakes,
            {
                Stakes.NUISANCE: "You see it and do it again.",
                Stakes.MONEY: "A wrong price, a lost order.",
                Stakes.LAW: "A person then approves every result.",
                Stakes.HURT: "Health, allergies, safety. A person then approves every result.",
            },
        ),
        Stakes.read,
    )
    damage_usd = AmountChipsField(
        "What does one bad mistake cost?",
        "A bad mistake costs",
        Bounds("the cost of a bad mistake", "500", most=Decimal(1_000_000)),
        hint="One that nobody noticed in time.",
        amounts=(50, 250, 1_000, 5_000),
        zero="A mistake that costs nothing is a nuisance: pick that above, or write an amount",
        when="when-costly",
    )
    review = ChipField(
        "Who reads a result before it is used?",
        "Who reads it",
        labels_of(
            Review,
            {
                Review.EVERY: "Finds about 7 of 10 mistakes.",
                Review.SAMPLE: "Finds fewer than 1 of 10 mistakes.",
                Review.NOBODY: "Only after a longer test.",
            },
        ),
        Review.read,
        when="when-mild",
    )
    worst = OwnWordsField(
        "What is the worst that could happen?",
        "The worst",
        hint="In your own words. The plan quotes them, and says what to do against it.",
        most=200,
    )

    @override
    def adapt(self) -> None:
        rows = ((Stakes.MONEY, "for money"), (Stakes.LAW, "for the law"))
        guesses = [(self._guessed(stakes), words) for stakes, words in rows]
        self.field("damage_usd", AmountChipsField).guess = ", ".join(
            f"{format_rough_money(usd, self.rate)} {words}" for usd, words in guesses if usd
        )

    def _guessed(self, stakes: Stakes) -> float:
        work = replace(self.case.work, stakes=stakes, damage_usd=None)
        return Costing(work=work, guesses=GUESSES).damage_usd

    @cached_property
    @override
    def usual(self) -> Mapping[str, UsualAnswer]:
        work = self.case.work
        return {
            "stakes": usual_of(work.stakes),
            "damage_usd": UsualAnswer(values=("",), filled_in=not self.is_row),
            "review": usual_of(work.review),
        }

    @override
    def is_asked(self, name: str, values: Values) -> bool:
        stakes = values.get("stakes") or Stakes.MONEY
        if name == "damage_usd":
            return stakes in {Stakes.MONEY, Stakes.LAW}
        return name != "review" or not stakes.severe


class MistakesPage(PageForm):
    key, step = "mistakes", Step.GOAL
    title = "What happens if one is wrong?"
    why = "No AI is always right. Your answer decides how careful the plan is."
    of_job = MistakesOfJob


# ------------------------------------------------------------------ 5 what somebody decides


# Whether a job is one of these follows from what is done, and nobody has to be asked.
SAID_BY_THE_ACT = frozenset(
    {
        DecidesOn.CHOICE,
        DecidesOn.COUNT,
        DecidesOn.MATCH,
        DecidesOn.LISTS,
        DecidesOn.WORTH,
        DecidesOn.STATE,
    }
)
ASKED_ABOUT = tuple(word for word in DecidesOn if word not in SAID_BY_THE_ACT)


class DecisionsOfJob(QuestionsForm):
    decides_on = ChipsField(
        "Does somebody decide by it, or does it prepare or sort for a decision?",
        "Decided by it",
        labels_of(
            ASKED_ABOUT,
            {
                DecidesOn.LIST: "Such as prices, stock, opening hours.",
                DecidesOn.EVERYTHING: "We then ask you for one job.",
            },
        ),
        DecidesOn.read,
        nothing="Nothing of these",
    )

    @cached_property
    @override
    def usual(self) -> Mapping[str, UsualAnswer]:
        """Return what the job's row says.

        Own words may hint at a danger, and never say that there is none.
        """
        case = self.case
        decided = case.decided.as_answered
        values = tuple(word.value for word in ASKED_ABOUT if word in decided)
        if case.is_on_file:
            return {"decides_on": UsualAnswer(values=values or (NOTHING,), source=UsualSource.JOB)}
        return {"decides_on": UsualAnswer(values=values)} if values else {}


class DecisionsPage(PageForm):
    key, step = "decisions", Step.GOAL
    title = "Does somebody decide something by it?"
    why = "Some decisions are no work for AI, or not without a lawyer."
    of_job = DecisionsOfJob
