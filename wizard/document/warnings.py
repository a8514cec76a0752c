"""Warnings: what is said of a job above everything else, and which notes stand below the fold instead."""

from collections.abc import Collection
from math import floor

from wizard.decision.endings import LeaveIt, WrongTool
from wizard.decision.rules import Rule
from wizard.decision.trail import Reason
from wizard.document.ageing import most_are_old
from wizard.document.basis import Basis, JobBasis
from wizard.document.blocks import Sentences
from wizard.document.sums import sums_of, total
from wizard.document.trails import sentence

# What does it without AI: said where AI is weighed at all.
FIRST = frozenset({Rule.FIRST_WITHOUT_AI})
# What stands in the lead: what a person does beside AI.
IN_LEAD = frozenset(
    {
        Rule.FIRST_WITHOUT_AI,
        Rule.FIRST_WHAT_YOU_HAVE,
        Rule.OF_THE_KIND,
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
BY_TEST = frozenset({Rule.OUT_BY_TEST, Rule.OUT_BY_HARM})
ROUGH = 10  # results, to which a number of what fits is cut


def warnings(basis: Basis) -> Sentences:
    """Yield what cannot be counted with, or does not fit together: of the plan, then of its jobs."""
    if basis.is_too_much:
        hours = sum(basis.hours.values())
        yield basis.foremost.say("too-much", "hours", hours=hours, capacity=basis.capacity)
    yield from _dearer(basis)
    for job in basis.jobs:
        yield from most_are_old(job)
        for note in job.decided.notes:
            is_moot = basis.is_too_much or job.trial is None
            if note.rule == Rule.READING_TOO_LONG and is_moot:
                continue
            if note.rule not in IN_LEAD | BELOW:
                yield sentence(job, note)


def _dearer(basis: Basis) -> Sentences:
    """Yield that several jobs together cost more than by hand: what each tool takes once is then too much."""
    costs = total(sums_of(basis.counted).values())
    with_ai, by_hand = costs.with_ai_usd, costs.by_hand_usd
    if by_hand is not None and with_ai > by_hand and not basis.is_alone:
        yield basis.say("dearer", basis.counted[0].per, with_ai=with_ai, by_hand=by_hand)


def enough(job: JobBasis) -> int:
    """Return about how many results the people of the firm can check in a month."""
    basis = job.plan
    results = job.work.results * basis.capacity / basis.hours[job.job.key]
    return floor(results / ROUGH) * ROUGH if results >= ROUGH else max(floor(results), 1)


def in_lead(job: JobBasis) -> Sentences:
    """Yield what belongs to what to do: notes, and what the owner’s test put out."""
    in_lead = IN_LEAD - FIRST if isinstance(job.ending, WrongTool | LeaveIt) else IN_LEAD
    yield from _of_rules(job, job.decided.notes, in_lead)
    yield from _of_rules(job, job.decided.reasons, BY_TEST)


def _of_rules(job: JobBasis, reasons: Collection[Reason], rules: Collection[Rule]) -> Sentences:
    return (sentence(job, reason) for reason in reasons if reason.rule in rules)


def works_without_ai(job: JobBasis) -> bool:
    """Return whether something without AI comes first, and the firm has what does it."""
    rules = {note.rule for note in job.decided.notes}
    has_it = bool(rules & {Rule.FIRST_WHAT_YOU_HAVE, Rule.OF_THE_KIND})
    return has_it and Rule.FIRST_WITHOUT_AI in rules


def notes_below(job: JobBasis) -> tuple[Reason, ...]:
    """Return the notes that stand among the reasons."""
    return tuple(note for note in job.decided.notes if note.rule in BELOW)
