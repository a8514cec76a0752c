"""The folds below the decision: each says its finding while it is closed."""

from collections.abc import Callable, Iterable, Iterator
from itertools import takewhile

from wizard.decision.endings import AskBack, LeaveIt, NothingPasses, OverLimit, Try
from wizard.decision.trail import Reason
from wizard.decision.vocabulary import Certainty, WhyTry
from wizard.document.ageing import is_thin
from wizard.document.basis import Basis, JobBasis
from wizard.document.blocks import ListRow, Section
from wizard.document.folding import Fold, sections_of
from wizard.document.lead import below_headline
from wizard.document.money import figures, finding_of_money
from wizard.document.others import finding_of_others, others
from wizard.document.steps import finding_of_steps, to_do
from wizard.document.trails import sentence, trails
from wizard.document.turning import change_rows, finding_of_changes
from wizard.document.warnings import notes_below

# Endings by which nothing is bought, and nothing new goes to anybody.
STAYS = (AskBack, NothingPasses, LeaveIt, OverLimit)


def sections(basis: Basis) -> tuple[Section, ...]:
    """Return the folds that have something to say."""
    return tuple(sections_of(basis, FOLDS))


# ---------------------------------------------------------------------------------- how sure it is


def _how_sure(basis: Basis) -> str:
    """Return for which jobs the choice stands whatever our guesses; empty where nothing is named."""
    only = basis.jobs if basis.is_alone else basis.running
    if len(only) == 1:
        return _how_sure_of(only[0])
    clear = [job.say("kicker", "noun") for job in only if _is_clear(job)]
    others = [job.say("kicker", "noun") for job in only if not _is_clear(job)]
    if not only:
        return ""
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


def _how_sure_of(job: JobBasis) -> str:
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


# --------------------------------------------------------------------------------- reasons and risks


def _reasons(job: JobBasis) -> Iterator[ListRow]:
    return _new_rows(job, lambda row: (*notes_below(row), *row.decided.reasons))


def _risks(job: JobBasis) -> Iterator[ListRow]:
    return _new_rows(job, _risks_of)


def _risks_of(job: JobBasis) -> Iterable[Reason]:
    """Return what can go wrong with a job; nothing of one that stays as it is done today."""
    stays = isinstance(job.ending, STAYS) or job.gains_nothing
    return () if stays else job.decided.risks


def _new_rows(
    job: JobBasis, reasons_of: Callable[[JobBasis], Iterable[Reason]]
) -> Iterator[ListRow]:
    """Return the reasons that stand neither on top nor below a job before it: the evidence has them all."""
    before = takewhile(lambda row: row is not job, job.plan.jobs)
    earlier = {sentence(row, reason) for row in before for reason in reasons_of(row)}
    earlier |= {*below_headline(job)}
    rows = [reason for reason in reasons_of(job) if sentence(job, reason) not in earlier]
    return trails(job, rows)


FOLDS = (
    Fold(key="why", kind="reasons", of_job=_reasons, finding=_how_sure, more="evidence/#why"),
    Fold(
        key="others", kind="pairs", of_job=others, finding=finding_of_others, more="evidence/#table"
    ),
    Fold(key="money", of_job=figures, finding=finding_of_money, more="money/"),
    Fold(key="changes", kind="pairs", of_job=change_rows, finding=finding_of_changes),
    Fold(key="risks", kind="reasons", of_job=_risks, more="evidence/#risks"),
    Fold(key="steps", kind="checklist", of_plan=to_do, finding=finding_of_steps),
)
