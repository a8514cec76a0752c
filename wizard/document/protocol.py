"""The page Pilot: how each job is tested, step by step, and what it can show."""

from collections.abc import Iterator

from wizard.decision.endings import AskFirst
from wizard.decision.trial import UNREAD_MOST_WRONG
from wizard.decision.vocabulary import Review, Stakes
from wizard.document.basis import Basis, JobBasis
from wizard.document.blocks import Block, DocumentPage, ListBlock, ListRow
from wizard.document.evidence import page_of_sections
from wizard.document.sections import fold
from wizard.document.tiles import collect, how_tested, stop_rules


def pilot(basis: Basis) -> DocumentPage:
    """Return how each job is tested, what ends it, and what it can show."""
    sections = (
        fold(basis, "how", basis.say("finding", "how"), lambda job: _steps(basis, job)),
        fold(basis, "ends", basis.say("finding", "ends"), _ends),
        fold(basis, "shows", basis.say("finding", "shows"), _shows),
    )
    return page_of_sections(basis, "pilot", tuple(row for row in sections if row is not None))


def _steps(basis: Basis, job: JobBasis) -> Iterator[Block]:
    """Yield what to do with the cases, in order."""
    advised = job.advised
    if advised is None or isinstance(advised, AskFirst):
        return
    says = (
        collect(job, advised.recommendation.stop),
        *how_tested(job, advised, basis),
        *_two_marks(job),
    )
    yield ListBlock(rows=tuple(ListRow(says=(row,)) for row in says), kind="numbered")


def _two_marks(job: JobBasis) -> Iterator[str]:
    """Yield what is noted of each case."""
    yield job.say("mark-case", "again")
    if job.work.stakes is not Stakes.NUISANCE:
        yield job.say("mark-case", job.work.stakes)
    yield job.say("mark-case", "minutes")


def _ends(job: JobBasis) -> Iterator[Block]:
    recommendation = job.recommendation
    if recommendation is None or isinstance(job.ending, AskFirst):
        return
    says = list(stop_rules(job, recommendation.stop))
    if job.work.review is Review.NOBODY and job.work.stakes is Stakes.MONEY:
        says.append(job.say("stop", "before-unread", most=UNREAD_MOST_WRONG))
    yield ListBlock(rows=tuple(ListRow(says=(row,)) for row in says), kind="numbered")


def _shows(job: JobBasis) -> Iterator[Block]:
    recommendation = job.recommendation
    if recommendation is None or isinstance(job.ending, AskFirst):
        return
    says = [job.say("shows", "passes", share=recommendation.passes)]
    if any(row.visible is not None for row in recommendation.sparing):
        visible = max(row.visible or 0.0 for row in recommendation.sparing) * job.pieces_in_one
        says.append(job.say("shows", "difference", n=visible, pieces=job.pieces))
    yield ListBlock(rows=tuple(ListRow(says=(row,)) for row in says), kind="numbered")
