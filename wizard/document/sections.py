"""The folds below the decision: each says its finding while it is closed."""

from collections.abc import Callable, Iterable, Iterator
from itertools import takewhile

from wizard.decision.costs import Priced
from wizard.decision.endings import (
    AskBack,
    LeaveIt,
    NothingPasses,
    OverLimit,
    Recommendation,
    Try,
)
from wizard.decision.trail import Reason
from wizard.decision.vocabulary import Certainty, WhyTry
from wizard.document.ageing import is_thin
from wizard.document.basis import Basis, JobBasis
from wizard.document.blocks import ListRow, Section
from wizard.document.fears import quoted_fear
from wizard.document.folding import Fold, sections_of
from wizard.document.lead import below_headline
from wizard.document.lines import below_verdict
from wizard.document.money import figures, finding_of_money
from wizard.document.others import finding_of_others, others, why_not_first
from wizard.document.steps import finding_of_steps, to_do
from wizard.document.sums import LEAST_USD
from wizard.document.tiles import riskiest
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
    """Return how sure the choice is for the job that is begun, or the only one.

    It is empty where nothing is named.
    """
    jobs = basis.jobs if basis.is_alone else basis.running
    return _how_sure_of(jobs[0]) if jobs else ""


def _how_sure_of(job: JobBasis) -> str:
    """Return how sure the name is, or what its seller does not say; empty where the top says it."""
    if job.waits is not None:
        return job.say("unsaid", job.waits.questions[0])
    if job.trial is None:
        return ""
    if isinstance(job.ending, Try):
        is_for_both = job.ending.why is WhyTry.UNMEASURED and job.challenger is not None
        of_one_usd = job.alone.with_ai_usd / job.pieces
        why = "unmeasured-both" if is_for_both else job.ending.why
        return job.say("why-try", why, usd=of_one_usd)
    if not job.work.minutes_by_hand:
        return job.say("why-try", "minutes-unsaid")
    return _how_sure_by_sums(job, job.trial)


def _how_sure_by_sums(job: JobBasis, advice: Recommendation) -> str:
    """Return how sure it is that what is named costs least, or why something dearer is."""
    certainty = advice.certainty
    if certainty is not Certainty.THIN and is_thin(job):
        return job.say("age", "thin")
    cheaper = _cheaper(job, advice)
    if cheaper is not None:
        why = _why_dearer(advice.first, cheaper)
        return job.say("certainty-dearer", why, second=job.short_name(cheaper))
    is_rivalled = certainty is Certainty.CLOSE and job.challenger is not None
    return job.say("certainty-beside" if is_rivalled else "certainty", certainty)


def _why_dearer(first: Priced, cheaper: Priced) -> str:
    """Return the name of the reason why something dearer is named.

    Fewer errors may be counted, or follow from votes.
    """
    why, strength = why_not_first(first, cheaper), first.option.strength
    return "votes" if why == "errors" and strength is not None and strength.votes else why


def _cheaper(job: JobBasis, advice: Recommendation) -> Priced | None:
    """Return what may be named and costs less in money and hours, mistakes not counted.

    It is None where nothing does.
    """
    ranking = job.decided.ranking
    rows = [] if ranking is None else [*ranking.candidates]
    if advice.second is not None:
        rows.append(advice.second)
    least = min(rows, key=lambda row: row.sure_usd, default=advice.first)
    return least if least.sure_usd < advice.first.sure_usd - LEAST_USD else None


# -------------------------------------------------------------------------------- reasons and risks


def _reasons(job: JobBasis) -> Iterator[ListRow]:
    return _new_rows(job, lambda row: (*notes_below(row), *row.decided.reasons))


def _risks(job: JobBasis) -> Iterator[ListRow]:
    """Yield what the owner fears of a job, unless it stands on top, then what can go wrong."""
    is_on_top = job.plan.is_alone or job is riskiest(job.plan)
    if not is_on_top and (fear := quoted_fear(job)):
        yield ListRow(says=(fear,), marked=True)
    yield from _new_rows(job, _risks_of)


def _risks_of(job: JobBasis) -> Iterable[Reason]:
    """Return what can go wrong with a job; nothing of one that stays as it is done today."""
    stays = isinstance(job.ending, STAYS) or job.gains_nothing
    return () if stays else job.decided.risks


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
    earlier = {sentence(row, reason) for row in before for reason in reasons_of(row)}
    earlier |= {*(below_headline if job.plan.is_alone else below_verdict)(job)}
    rows = [reason for reason in reasons_of(job) if sentence(job, reason) not in earlier]
    return trails(job, rows)


FOLDS = (
    Fold(key="why", kind="reasons", of_job=_reasons, finding=_how_sure, more="evidence/#why"),
    Fold(
        key="others", kind="pairs", of_job=others, finding=finding_of_others, more="evidence/#table"
    ),
    Fold(key="money", of_job=figures, finding=finding_of_money, more="money/"),
    Fold(key="changes", kind="pairs", of_job=change_rows, finding=finding_of_changes),
    Fold(
        key="risks",
        kind="reasons",
        of_job=_risks,
        finding=_finding_of_risks,
        more="evidence/#risks",
    ),
    Fold(key="steps", kind="checklist", of_plan=to_do, finding=finding_of_steps),
)
