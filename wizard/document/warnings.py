"""Warnings: what is said of a job above everything else, and which notes stand below the fold instead."""

from wizard.decision.guesses import GUESSES
from wizard.decision.rules import Rule
from wizard.decision.trail import Reason
from wizard.document.ageing import most_are_old
from wizard.document.basis import Basis, JobBasis
from wizard.document.blocks import Sentences
from wizard.document.sums import sums_of, total
from wizard.document.trails import sentence

# What stands in the lead: what a person does beside AI.
IN_LEAD = frozenset(
    {
        Rule.FIRST_WITHOUT_AI,
        Rule.FIRST_WHAT_YOU_HAVE,
        Rule.THROUGH_APP,
        Rule.A_PROGRAM_ADDS,
        Rule.SUM_FROM_A_SHEET,
        Rule.A_PERSON_DECIDES,
    }
)
# What is only a mark of our guesses, or explains a choice: it stands among the reasons.
BELOW = frozenset(
    {
        Rule.RESULTS_USUAL,
        Rule.WAGE_USUAL,
        Rule.MINUTES_UNKNOWN,
        Rule.READ_BY_LAW,
        Rule.LIKE_ANOTHER_JOB,
        Rule.WORTH_UNSAID,
    }
)


def warnings(basis: Basis) -> Sentences:
    """Yield what cannot be counted with, or does not fit together: of the plan, then of its jobs."""
    beyond = tuple(_beyond_people(basis))
    yield from beyond
    for job in basis.jobs:
        yield from most_are_old(job)
        for note in job.decided.notes:
            if note.rule == Rule.READING_TOO_LONG and (beyond or job.trial is None):
                continue
            if note.rule not in IN_LEAD | BELOW:
                yield sentence(job, note)


def first_of_too_many(basis: Basis) -> JobBasis | None:
    """Return the job to start with where all take more hours than the firm’s people have; the shortest."""
    monthly = [job for job in basis.running if not job.work.once]
    by_key = sums_of(monthly)
    if total(by_key.values()).hours <= _capacity(basis):
        return None
    return min(monthly, key=lambda job: by_key[job.job.key].hours)


def _capacity(basis: Basis) -> float:
    """Return how many hours the people of the firm have in a month."""
    return basis.jobs[0].work.people * GUESSES.month_hours


def _beyond_people(basis: Basis) -> Sentences:
    """Yield that it takes more hours than the firm has, and with what to start: a job, or a part of one."""
    first, capacity = first_of_too_many(basis), _capacity(basis)
    if first is None:
        return
    by_key = sums_of(job for job in basis.running if not job.work.once)
    alone = by_key[first.job.key].hours
    yield first.say(
        "too-much",
        "part" if alone > capacity else "job",
        hours=total(by_key.values()).hours,
        people=first.work.people,
        capacity=capacity,
        results=first.work.results * capacity / alone,
    )


def notes_in_lead(job: JobBasis) -> Sentences:
    """Yield the notes that belong to what to do."""
    for note in job.decided.notes:
        if note.rule in IN_LEAD:
            yield sentence(job, note)


def works_without_ai(job: JobBasis) -> bool:
    """Return whether something without AI comes first, and the firm has what does it."""
    rules = {note.rule for note in job.decided.notes}
    return {Rule.FIRST_WITHOUT_AI, Rule.FIRST_WHAT_YOU_HAVE} <= rules


def notes_below(job: JobBasis) -> tuple[Reason, ...]:
    """Return the notes that stand among the reasons."""
    return tuple(note for note in job.decided.notes if note.rule in BELOW)


def failed_in_lead(job: JobBasis) -> Sentences:
    """Yield what the owner’s test put out, which belongs to what to do: it stands once, on top."""
    for reason in job.decided.reasons:
        if reason.rule in {Rule.OUT_BY_TEST, Rule.OUT_BY_HARM}:
            yield sentence(job, reason)
