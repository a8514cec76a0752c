"""Warnings: what is said of a job above all else, and which notes stand below the fold."""

from collections.abc import Collection

from wizard.decision.endings import FromList, WrongTool
from wizard.decision.rules import Rule
from wizard.decision.trail import Reason
from wizard.document.ageing import most_are_old
from wizard.document.basis import Basis, JobBasis
from wizard.document.blocks import Sentences
from wizard.document.fears import before_ai
from wizard.document.status import Status
from wizard.document.trails import sentence

# What needs no AI: it comes before everything else that is to be done.
FIRST = frozenset({Rule.FIRST_WITHOUT_AI})
# What stands in the lead: what a person does beside AI.
IN_LEAD = frozenset(
    {
        Rule.FIRST_WHAT_YOU_HAVE,
        Rule.OF_THE_KIND,
        Rule.OWN_COSTS,
        Rule.OWN_IS_DEAR,
        Rule.THROUGH_APP,
        Rule.A_PROGRAM_ADDS,
        Rule.SUM_FROM_A_SHEET,
        Rule.PRICE_IS_A_RANGE,
        Rule.WRITTEN_DOWN_FIRST,
        Rule.DICTATED,
        Rule.A_PERSON_DECIDES,
        Rule.A_PERSON_JUDGES,
        Rule.CHOOSES_FROM_LIST,
    }
)
HEARING = frozenset({Rule.WRITTEN_DOWN_FIRST, Rule.DICTATED})
# Of these also of a job that is not begun: what the firm has, and what hears.
AT_ONCE = HEARING | {
    *(Rule.FIRST_WHAT_YOU_HAVE, Rule.OF_THE_KIND, Rule.OWN_COSTS, Rule.OWN_IS_DEAR)
}
# What is only a mark of our guesses, or explains a choice: it stands among the reasons.
BELOW = frozenset(
    {
        Rule.RESULTS_USUAL,
        Rule.WAGE_USUAL,
        Rule.MINUTES_UNKNOWN,
        Rule.MINUTES_FEW,
        Rule.LIKE_ANOTHER_JOB,
        Rule.WORTH_UNSAID,
    }
)
# What concerns only what is bought.
OF_THE_TRIED = frozenset({Rule.READING_TOO_LONG, Rule.LIMIT_BUYS, Rule.ONE_WRITER})
BY_TEST = frozenset({Rule.OUT_BY_TEST, Rule.OUT_BY_HARM})


def warnings(basis: Basis) -> Sentences:
    """Yield what cannot be counted with or does not fit together, in the plan, then its jobs."""
    if basis.is_too_much:
        yield basis.first_tested.say(
            "too-much",
            "hours",
            hours=basis.hours,
            capacity=basis.capacity,
            begun=basis.hours_begun,
        )
    for job in basis.planned:
        year = basis.capacity * job.work.months
        if job.work.once and job.alone.hours > year:
            yield job.say("too-much", "once", hours=job.alone.hours, capacity=year)
    for job in basis.jobs:
        yield from most_are_old(job)
        for note in job.decided.notes:
            if _is_moot(job, note.rule):
                continue
            if note.rule not in FIRST | IN_LEAD | BELOW:
                yield sentence(job, note)


def _is_moot(job: JobBasis, rule: str) -> bool:
    """Return whether a note says nothing above.

    Such a note is about something not bought, hours that stand there, or a later job.
    """
    if rule == Rule.COUNTED_IN_PIECES:
        return not job.plan.is_alone and job.status is not Status.NOW
    is_on_top = job.plan.is_too_much and rule == Rule.READING_TOO_LONG
    return rule in OF_THE_TRIED and (job.status is not Status.NOW or is_on_top)


def in_lead(job: JobBasis) -> Sentences:
    """Yield the notes that belong to what to do, first what is settled before AI."""
    yield from before_ai(job)
    yield from _of_rules(job, job.decided.notes, _notes_in_lead(job))


def out_by_test(job: JobBasis) -> Sentences:
    """Yield what the owner’s test put out."""
    yield from _of_rules(job, job.decided.reasons, BY_TEST)


def _notes_in_lead(job: JobBasis) -> frozenset[Rule]:
    """Return what stands in the lead.

    It is the app through which people use a model of one job, and what people do beside a tool.

    Of what is not begun there is only what comes before it.
    """
    if job.status in {Status.NEXT, Status.LATER, Status.LEFT}:
        return AT_ONCE
    return IN_LEAD if job.plan.is_alone else IN_LEAD - {Rule.THROUGH_APP}


def _of_rules(job: JobBasis, reasons: Collection[Reason], rules: Collection[Rule]) -> Sentences:
    return (sentence(job, reason) for reason in reasons if reason.rule in rules)


def works_without_ai(job: JobBasis) -> bool:
    """Return whether the job's row starts without AI, and the firm has what does it."""
    rules = {note.rule for note in job.decided.notes}
    has_it = bool(rules & {Rule.FIRST_WHAT_YOU_HAVE, Rule.OF_THE_KIND})
    return has_it and job.case.row.starts_without_ai


def begins_without_ai(job: JobBasis) -> bool:
    """Return whether something that needs no AI comes first, where AI is weighed at all."""
    is_weighed = not (isinstance(job.ending, WrongTool | FromList) or works_without_ai(job))
    return is_weighed and any(_of_rules(job, job.decided.notes, FIRST))


def first_steps(job: JobBasis) -> Sentences:
    """Yield what is done before anything is tested: what needs no AI, and what hears."""
    if begins_without_ai(job):
        yield of_the_row(job)
    yield from _of_rules(job, job.decided.notes, HEARING)


def of_the_row(job: JobBasis) -> str:
    """Return what comes first without AI, by the job's row. Raises StopIteration if nothing."""
    return next(_of_rules(job, job.decided.notes, FIRST))


def notes_below(job: JobBasis) -> tuple[Reason, ...]:
    """Return the notes that stand among the reasons."""
    below = BELOW | (IN_LEAD - _notes_in_lead(job))
    return tuple(note for note in job.decided.notes if note.rule in below)
