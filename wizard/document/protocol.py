"""The page Pilot: how each job is tested, step by step, and what it can show."""

from collections.abc import Iterator

from wizard.decision.trial import StopRule
from wizard.document.basis import JobBasis
from wizard.document.blocks import ListRow, Sentences
from wizard.document.folding import Fold, PageLayout, listed
from wizard.document.tiles import how_tested, stop_rules

NEVER_SURE = 0.99  # of passing


def _steps(job: JobBasis) -> Iterator[ListRow]:
    """Yield what to do with the cases, in order."""
    if job.trial is not None:
        yield from listed((*how_tested(job), *_marks(job)))


def _marks(job: JobBasis) -> Sentences:
    """Yield what is noted of each case."""
    yield job.say("mark-case", "again")
    if job.stop.known_bad:
        yield job.say("mark-case", "missed")
    if job.stop.second_reads:
        yield job.say("mark-case", job.work.stakes)


def _ends(job: JobBasis) -> Iterator[ListRow]:
    if job.trial is not None:
        yield from listed((*stop_rules(job), *_before_unread(job, job.trial.stop)))


def _before_unread(job: JobBasis, rule: StopRule) -> Sentences:
    """Yield what the test has to show before anybody reads less."""
    if rule.most_wrong is not None:
        yield job.say("stop", "before-unread", n=rule.shown_from)


def _shows(job: JobBasis) -> Iterator[ListRow]:
    if job.trial is None:
        return
    says = [job.say("shows", "passes", share=min(job.trial.passes, NEVER_SURE))]
    visible = [row.visible for row in job.trial.sparing if row.visible is not None]
    if visible and max(visible) < job.work.results:
        n = max(visible) * job.pieces_in_one
        says.append(job.say("shows", "difference", n=n, pieces=job.pieces))
    yield from listed(says)


PILOT = PageLayout(
    folds=(
        Fold(key="how", kind="numbered", of_job=_steps),
        Fold(key="ends", kind="numbered", of_job=_ends),
        Fold(key="shows", kind="numbered", of_job=_shows),
    )
)
