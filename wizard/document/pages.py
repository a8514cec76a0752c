"""The pages below a plan, each one click away."""

from collections.abc import Callable, Iterator, Mapping

from wizard.document.answered import answers_of_all, answers_of_job
from wizard.document.basis import Basis, JobBasis
from wizard.document.blocks import (
    AnswerLine,
    Block,
    DocumentPage,
    Group,
    ListBlock,
    ListRow,
    Section,
)
from wizard.document.sections import folded
from wizard.document.trails import reasons_block


def evidence(basis: Basis) -> DocumentPage:
    """Return the proof: from your answers to the name, with every rule, fact and source."""
    sections = (_answers(basis), folded(basis, "why", lambda job: _reasons(basis, job)))
    return DocumentPage(
        key="evidence",
        title=basis.say("page", "evidence"),
        finding=basis.say("page-finding", "evidence"),
        sections=tuple(row for row in sections if row is not None),
    )


def _answers(basis: Basis) -> Section:
    """Return what was answered for each job, then for all of them."""
    groups = [Group(blocks=(_lines(answers_of_all(basis)),), heading=basis.say("label", "of-all"))]
    for job in basis.jobs:
        lines = _lines(answers_of_job(basis, job))
        groups.append(Group(blocks=(lines,), heading=job.say("kicker", "job")))
    return Section(
        key="answers",
        title=basis.say("label", "answers"),
        finding=basis.say("finding", "answers"),
        groups=tuple(groups),
    )


def _lines(answers: tuple[AnswerLine, ...]) -> ListBlock:
    return ListBlock(rows=tuple(ListRow(says=(row.text,)) for row in answers), kind="answers")


def _reasons(basis: Basis, job: JobBasis) -> Iterator[Block]:
    decided = job.decided
    yield from reasons_block(basis, job, (*decided.notes, *decided.reasons, *decided.risks))


PAGES: Mapping[str, Callable[[Basis], DocumentPage]] = {"evidence": evidence}
