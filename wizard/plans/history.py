"""What two versions of a plan differ in: the answers, how each job ends, the money.

Answers are given in the words of the questions.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace

from catalog.formatting import capitalise, format_day, format_long_day, format_rough_money
from catalog.query import shown_rate
from catalog.schema import Catalog
from wizard.decision.answers import Job
from wizard.decision.decision import JobDecision
from wizard.models import PlanVersion
from wizard.pilot.story import use_words
from wizard.plans.answering import AnswerInWords
from wizard.plans.deciding import Decided
from wizard.plans.overlay import VendorReply
from wizard.plans.promise_words import ending_words
from wizard.plans.replies import of_version
from wizard.plans.tools import ending_word, named, results_name, tool_name

LONGEST_QUOTED = 60  # characters; longer words of the owner's own are not repeated in a sentence
NOT_ANSWERED = "Not answered"
NONE = "None"
NOT_THERE = "Not in this version"


@dataclass(frozen=True, slots=True)
class Summary:
    """One version as its history tells it: what was answered, and what was decided."""

    version: PlanVersion
    decided: Decided
    answers: Mapping[str, AnswerInWords]  # by page and field, in the order of asking

    @property
    def catalog(self) -> Catalog:
        return self.decided.catalog

    @property
    def jobs(self) -> Mapping[str, JobDecision]:
        return {job.work.key: job for job in self.decided.decision.jobs}

    def job(self, key: str) -> Job:
        return next(job for job in self.decided.answers.jobs if job.key == key)


@dataclass(frozen=True, slots=True, kw_only=True)
class ComparedLine:
    label: str
    before: str
    after: str


def sentences(before: Summary, after: Summary) -> tuple[str, ...]:
    """Return what changed between versions, a sentence each: answers, tests, facts, outcome."""
    old, new = before.version, after.version
    changes = [*_answers(before.answers, after.answers), *_tests(before, after)]
    changes += _replies(of_version(old), of_version(new))
    if old.release != new.release:
        changes.append(f"Decided on release {new.release}, before on release {old.release}.")
    elif old.decided_on != new.decided_on and not changes:
        day = format_long_day(new.decided_on)
        changes.append(f"Decided again on {day} from the same answers and the same release.")
    return (*changes, *_outcome(before, after))


def _answers(
    before: Mapping[str, AnswerInWords], after: Mapping[str, AnswerInWords]
) -> Iterator[str]:
    for place in dict.fromkeys([*after, *before]):
        old, new = before.get(place), after.get(place)
        if new is not None and old is None:
            yield f"{new.label} was answered for the first time{_sentence_of(new.text)}."
        elif old is not None and new is None:
            yield f"{old.label} is no longer answered{_sentence_of(old.text, '; it was ')}."
        elif old is not None and new is not None and old.text != new.text:
            yield _changed(old, new)


def _changed(old: AnswerInWords, new: AnswerInWords) -> str:
    if _is_short(old.text) and _is_short(new.text):
        return f"{new.label} changed from “{old.text}” to “{new.text}”."
    return f"{new.label} was written anew."


def _sentence_of(text: str, before: str = ": ") -> str:
    return f"{before}“{text}”" if _is_short(text) else ""


def _is_short(text: str) -> bool:
    return len(text) <= LONGEST_QUOTED and "\n" not in text


def _tests(before: Summary, after: Summary) -> Iterator[str]:
    """Yield whose test or daily use counts for the first time, or counted more since."""
    counted = {(row.job, row.tool): row for row in before.decided.inputs.measured}
    for row in after.decided.inputs.measured:
        old, name = counted.get((row.job, row.tool)), tool_name(after.catalog, row.tool)
        if old is None or replace(old, months=row.months) != row:
            yield f"The test of {name} counts: {row.redone} of {row.cases} had to be done again."
        if row.months and (old is None or old.months != row.months):
            yield f"A month of daily use of {name}: {use_words(row.months[-1])}."


def _replies(before: tuple[VendorReply, ...], after: tuple[VendorReply, ...]) -> Iterator[str]:
    """Yield which replies of vendors came in and which count no more."""
    for row in after:
        if row not in before:
            yield f"A reply came in: {row.name}, {format_day(row.on)}."
    for row in before:
        if row not in after:
            yield f"The reply by {row.name} of {format_day(row.on)} counts no more."


def _outcome(before: Summary, after: Summary) -> Iterator[str]:
    """Yield what the plan says differently, job by job: the name, or how the question ends."""
    for key in dict.fromkeys([*after.jobs, *before.jobs]):
        if key not in after.jobs:
            label = results_name(before.job(key), before.catalog)
            yield f"{capitalise(label)} are no longer part of it."
            continue
        label = results_name(after.job(key), after.catalog)
        now = _says(after, key)
        if key not in before.jobs:
            yield f"{capitalise(label)} are new: {now}."
        elif now != (was := _says(before, key)):
            yield f"{capitalise(label)}: {now}, before it was {was}."


def _says(summary: Summary, key: str) -> str:
    """Return what a version says of a job inside a sentence: the name, or how the question ends."""
    job = summary.jobs[key]
    advice = named(job)
    if advice is None:
        return ending_words(ending_word(job))
    return tool_name(summary.catalog, advice.first.option.tool)


def compared(before: Summary, after: Summary) -> Mapping[str, list[ComparedLine]]:
    """Return all lines of both by table: answers as asked, outcome, a month's cost."""
    places = dict.fromkeys([*after.answers, *before.answers])
    return {
        "Answers": [
            ComparedLine(
                label=(after.answers.get(place) or before.answers[place]).label,
                before=_text(before, place),
                after=_text(after, place),
            )
            for place in places
        ],
        "Outcome": list(_lines(before, after, OUTCOME)),
        "Money": list(_lines(before, after, MONEY)),
    }


def _text(summary: Summary, place: str) -> str:
    line = summary.answers.get(place)
    return line.text if line is not None else NOT_ANSWERED


type Describe = Callable[[JobDecision, Summary], str]


def _lines(
    before: Summary, after: Summary, table: Mapping[str, Describe]
) -> Iterator[ComparedLine]:
    for key in dict.fromkeys([*after.jobs, *before.jobs]):
        side = after if key in after.jobs else before
        job = capitalise(results_name(side.job(key), side.catalog))
        for label, describe in table.items():
            was, now = (
                describe(side.jobs[key], side) if key in side.jobs else NOT_THERE
                for side in (before, after)
            )
            yield ComparedLine(label=f"{job}: {label}", before=was, after=now)


def _first(job: JobDecision, summary: Summary) -> str:
    return capitalise(_says(summary, job.work.key))


def _second(job: JobDecision, summary: Summary) -> str:
    advice = named(job)
    if advice is None or advice.challenger is None:
        return NONE
    return tool_name(summary.catalog, advice.challenger.option.tool)


def _ends(job: JobDecision, _: Summary) -> str:
    return capitalise(ending_words(ending_word(job)))


def _certainty(job: JobDecision, _: Summary) -> str:
    advice = named(job)
    return capitalise(advice.certainty.label) if advice is not None else NONE


def _paid(job: JobDecision, summary: Summary) -> str:
    advice = named(job)
    if advice is None:
        return NONE
    decided = summary.decided
    rate = shown_rate(decided.catalog, decided.answers.currency, decided.on)
    return format_rough_money(advice.first.paid_usd, rate)


OUTCOME: Mapping[str, Describe] = {
    "first": _first,
    "how it ends": _ends,
    "to try beside it": _second,
    "how sure": _certainty,
}
MONEY: Mapping[str, Describe] = {"paid a month": _paid}
