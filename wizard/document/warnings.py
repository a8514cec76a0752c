"""Warnings: what is said of a job above everything else, and which notes stand below the fold instead."""

from wizard.document.basis import JobBasis
from wizard.document.blocks import Sentences
from wizard.document.trails import sentence
from wizard.method.rules import Rule
from wizard.method.trail import Reason

# What stands in the lead: what comes before AI, and what a person does beside it.
IN_LEAD = frozenset({Rule.FIRST_WITHOUT_AI, Rule.A_PROGRAM_ADDS})
# What is only a mark of our guesses, or explains a choice: it stands among the reasons.
BELOW = frozenset(
    {
        Rule.RESULTS_USUAL,
        Rule.WAGE_USUAL,
        Rule.MINUTES_UNKNOWN,
        Rule.READ_BY_LAW,
        Rule.PLACE_IS_FREE,
        Rule.LIKE_ANOTHER_JOB,
        Rule.WORTH_UNSAID,
    }
)


def warnings(job: JobBasis) -> Sentences:
    """Yield what cannot be counted with, or does not fit together."""
    for note in job.decided.notes:
        if note.rule not in IN_LEAD | BELOW:
            yield sentence(job, note)


def notes_in_lead(job: JobBasis) -> Sentences:
    """Yield the notes that belong to what to do."""
    for note in job.decided.notes:
        if note.rule in IN_LEAD:
            yield sentence(job, note)


def notes_below(job: JobBasis) -> tuple[Reason, ...]:
    """Return the notes that stand among the reasons."""
    return tuple(note for note in job.decided.notes if note.rule in BELOW)


def reason_in_lead(job: JobBasis) -> Reason | None:
    """Return why an adviser names this kind of solution, which stands right below the headline."""
    rows = (reason for reason in job.decided.reasons if reason.rule == Rule.ROW_OF_JOB)
    return next(rows, None)
