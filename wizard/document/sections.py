"""The folds below the decision: each says its finding while it is closed."""

from collections.abc import Callable, Iterable, Iterator
from itertools import takewhile

from wizard.decision.endings import (
    AskBack,
    LeaveIt,
    NothingPasses,
    OverLimit,
)
from wizard.decision.rules import Rule
from wizard.decision.trail import Reason
from wizard.document.answered import answer_lines
from wizard.document.basis import Basis, JobBasis
from wizard.document.blocks import ListRow, Section, Trail
from wizard.document.folding import Fold, finding_at, listed, sections_of
from wizard.document.money import figures_of_all, figures_on_the_plan
from wizard.document.others import others
from wizard.document.steps import to_do
from wizard.document.trails import trails
from wizard.document.turning import change_rows, finding_of_changes

# Endings by which nothing is bought, and nothing new goes to anybody.
STAYS = (AskBack, NothingPasses, LeaveIt, OverLimit)


def sections(basis: Basis) -> tuple[Section, ...]:
    """Return the folds that have something to say."""
    return tuple(sections_of(basis, FOLDS))


# -------------------------------------------------------------------------------- reasons and risks


def _reasons(job: JobBasis) -> Iterator[ListRow]:
    """Yield the reasons of a job, then how sure the name is, where that is not said of why."""
    yield from _new_rows(job, lambda row: (*row.notes_below, *row.decided.reasons))
    if job not in job.plan.ruling:
        return
    reasons = {*job.at("why-of-a-job")}
    yield from listed(says for says in job.at("how-sure-of-a-job") if says not in reasons)


def _risks(job: JobBasis) -> Iterator[ListRow]:
    """Yield what the owner fears of a job, unless it stands on top, then what can go wrong."""
    is_on_top = job.plan.is_alone or job is job.plan.riskiest
    if not is_on_top and (fear := job.first_at("fear")):
        trail = Trail(rule=Rule.RISK, answers=tuple(answer_lines(job, ["worst"])))
        yield ListRow(says=(fear,), marked=True, trail=trail)
    yield from _new_rows(job, _risks_of)


def _risks_of(job: JobBasis) -> Iterable[Reason]:
    """Return what can go wrong with a job; nothing of one that stays as it is done today."""
    is_asked = isinstance(job.ending, NothingPasses) and bool(job.sellers_asked)
    stays = isinstance(job.ending, STAYS) or job.need_not_begin
    return () if stays and not is_asked else job.decided.risks


def _finding_of_risks(basis: Basis) -> str:
    """Return how many things can go wrong besides the biggest, which stands on top."""
    count = sum(len(list(_risks(job))) for job in basis.jobs)
    return basis.say("risks", "count", count=count)


def _new_rows(
    job: JobBasis, reasons_of: Callable[[JobBasis], Iterable[Reason]]
) -> Iterator[ListRow]:
    """Return the reasons that stand neither on top nor under an earlier job.

    The evidence has them all.
    """
    before = takewhile(lambda row: row is not job, job.plan.jobs)
    earlier = {row.sentence(reason) for row in before for reason in reasons_of(row)}
    earlier |= {*job.at("below-headline" if job.plan.is_alone else "below-verdict")}
    rows = [reason for reason in reasons_of(job) if job.sentence(reason) not in earlier]
    return trails(job, rows)


FOLDS = (
    Fold(
        key="why",
        kind="reasons",
        of_job=_reasons,
        finding=finding_at("reason"),
        more="evidence/#why",
    ),
    Fold(
        key="others",
        kind="pairs",
        of_job=others,
        finding=finding_at("difference"),
        more="evidence/#table",
    ),
    Fold(
        key="money",
        of_job=figures_on_the_plan,
        of_plan=figures_of_all,
        finding=finding_at("finding-of-money"),
        more="money/",
    ),
    Fold(key="changes", kind="pairs", of_job=change_rows, finding=finding_of_changes),
    Fold(
        key="risks",
        kind="reasons",
        of_job=_risks,
        finding=_finding_of_risks,
        more="evidence/#risks",
    ),
    Fold(key="steps", kind="checklist", of_plan=to_do, finding=finding_at("first-step")),
)
