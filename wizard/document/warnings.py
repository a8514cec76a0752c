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


def _beyond_people(basis: Basis) -> Sentences:
    """Yield that the jobs which may start take more hours than the people of the firm have in a month."""
    monthly = [job for job in basis.running if not job.work.once]
    if not monthly:
        return
    work = monthly[0].work
    hours = total(sums_of(monthly).values()).hours
    capacity = work.people * GUESSES.month_hours
    if hours <= capacity:
        return
    yield monthly[0].say(
        "too-much",
        "one" if len(monthly) == 1 else "several",
        hours=hours,
        people=work.people,
        capacity=capacity,
        results=work.results * capacity / hours,
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
