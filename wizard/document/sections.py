"""The folds below the decision: each says its finding while it is closed."""

from collections.abc import Callable, Iterable, Iterator
from itertools import takewhile

from wizard.decision.endings import AskBack, LeaveIt, NothingPasses, OverLimit, Try
from wizard.decision.trail import Reason
from wizard.decision.vocabulary import Certainty, WhyTry
from wizard.document.ageing import is_thin
from wizard.document.basis import Basis, JobBasis
from wizard.document.blocks import Block, ListBlock, Section
from wizard.document.folding import fold, pairs, section_of
from wizard.document.lead import below_headline
from wizard.document.money import figures, finding_of_money
from wizard.document.others import finding_of_others, others
from wizard.document.steps import finding_of_steps, to_do
from wizard.document.trails import reasons_block, sentence
from wizard.document.turning import change_rows, finding_of_changes
from wizard.document.warnings import notes_below

# Endings by which nothing is bought, and nothing new goes to anybody.
STAYS = (AskBack, NothingPasses, LeaveIt, OverLimit)


def sections(basis: Basis) -> tuple[Section, ...]:
    """Return the folds that have something to say."""
    rows = (make(basis) for make in SECTIONS)
    return tuple(row for row in rows if row is not None)


def why(basis: Basis) -> Section | None:
    """Return why these endings and names, each reason with what it rests on."""
    only = basis.jobs if basis.is_alone else basis.running
    finding = _how_sure(only[0]) if len(only) == 1 else _how_sure_of_all(basis)
    return fold(basis, "why", _reasons, finding=finding, more="evidence/#why")


def _how_sure_of_all(basis: Basis) -> str:
    """Return for which of the jobs that start the choice stands whatever our guesses; empty where none starts."""
    if not basis.running:
        return ""
    clear = [job.say("kicker", "noun") for job in basis.running if _is_clear(job)]
    others = [job.say("kicker", "noun") for job in basis.running if not _is_clear(job)]
    if not others:
        return basis.say("certainty-of-all", "clear")
    if not clear:
        return basis.say("certainty-of-all", "none")
    if len(clear) <= len(others):
        return basis.say("certainty-of-all", "some", jobs=clear)
    return basis.say("certainty-of-all", "most", jobs=others)


def _is_clear(job: JobBasis) -> bool:
    """Return whether nothing that we guess, and no age, makes the name of a job doubtful."""
    is_clear = job.trial is not None and job.trial.certainty is Certainty.CLEAR
    return is_clear and not is_thin(job)


def _how_sure(job: JobBasis) -> str:
    """Return how sure the name is, or what its seller does not say; empty where the top says it."""
    if job.waits is not None:
        return job.say("unsaid", job.waits.questions[0])
    if job.trial is None:
        return ""
    if isinstance(job.ending, Try):
        is_for_both = job.ending.why is WhyTry.UNMEASURED and job.challenger is not None
        return job.say("why-try", "unmeasured-both" if is_for_both else job.ending.why)
    certainty = job.trial.certainty
    if certainty is not Certainty.THIN and is_thin(job):
        return job.say("age", "thin")
    is_rivalled = certainty is Certainty.CLOSE and job.challenger is not None
    return job.say("certainty-beside" if is_rivalled else "certainty", certainty)


def alternatives(basis: Basis) -> Section | None:
    """Return what may be used instead, and what that must spare to be worth its price."""
    finding = finding_of_others(basis)
    return fold(basis, "others", _others, finding=finding, more="evidence/#table")


def money(basis: Basis) -> Section | None:
    """Return what a month costs by hand and with what is named."""
    return fold(basis, "money", figures, finding=finding_of_money(basis), more="money/")


def changes(basis: Basis) -> Section | None:
    """Return what would change the name; None where that was not looked for."""
    if not basis.changes:
        return None
    return fold(basis, "changes", _changes, finding=finding_of_changes(basis))


def risks(basis: Basis) -> Section | None:
    """Return what can go wrong with each job, the biggest first."""
    return fold(basis, "risks", _risks, more="evidence/#risks")


def steps(basis: Basis) -> Section | None:
    """Return what to do next, each by a day; None where nothing is to be done."""
    rows = tuple(to_do(basis))
    if not rows:
        return None
    finding = finding_of_steps(basis)
    return section_of(basis, "steps", ListBlock(rows=rows, kind="checklist"), finding=finding)


def _reasons(job: JobBasis) -> Iterable[Block]:
    return _new_rows(job, lambda row: (*notes_below(row), *row.decided.reasons))


def _risks(job: JobBasis) -> Iterable[Block]:
    return _new_rows(job, _risks_of)


def _risks_of(job: JobBasis) -> Iterable[Reason]:
    """Return what can go wrong with a job; nothing of one that stays as it is done today."""
    stays = isinstance(job.decided.ending, STAYS) or job.gains_nothing
    return () if stays else job.decided.risks


def _new_rows(job: JobBasis, reasons_of: Callable[[JobBasis], Iterable[Reason]]) -> Iterable[Block]:
    """Return the reasons that stand neither on top nor below a job before it: the evidence has them all."""
    before = takewhile(lambda row: row is not job, job.plan.jobs)
    earlier = {sentence(row, reason) for row in before for reason in reasons_of(row)}
    earlier |= {*below_headline(job)}
    rows = [reason for reason in reasons_of(job) if sentence(job, reason) not in earlier]
    return reasons_block(job, rows)


def _others(job: JobBasis) -> Iterator[Block]:
    return pairs(others(job))


def _changes(job: JobBasis) -> Iterator[Block]:
    return pairs(change_rows(job))


SECTIONS: tuple[Callable[[Basis], Section | None], ...] = (
    why,
    alternatives,
    money,
    changes,
    risks,
    steps,
)
