"""document_of(): the one entry from a decision to the document that every renderer reads."""

from collections.abc import Collection, Mapping, Sequence
from types import MappingProxyType

from catalog.schema import Catalog
from wizard.decision.ageing import NO_AGES, PlanAges
from wizard.decision.answers import Answers
from wizard.decision.changes import NameChange
from wizard.decision.decision import Decision
from wizard.document.basis import Basis
from wizard.document.blocks import Document
from wizard.document.folding import document_page
from wizard.document.head import head
from wizard.document.pages import PAGES
from wizard.document.picture import picture
from wizard.document.progress import NEW, PlanProgress
from wizard.document.sections import sections
from wizard.document.spine import spine

NO_CHANGES: Mapping[str, Sequence[NameChange]] = MappingProxyType({})


def document_of(  # noqa: PLR0913  # a plan is made of no less
    decision: Decision,
    answers: Answers,
    catalog: Catalog,
    *,
    ages: PlanAges = NO_AGES,
    changes: Mapping[str, Sequence[NameChange]] = NO_CHANGES,
    progress: PlanProgress = NEW,
    pages: Collection[str] = (),
) -> Document:
    """Return a plan in words. Pure: the same arguments give the same document.

    `catalog` is the release that the decision was made on, and `ages` what is said
    of ages. `changes` are the reasons that would
    change each job's name, by the key of the job. `pages` are keys of `PAGES` to make below it.
    Raises ValueError where the answers name no job.
    """
    if not answers.jobs:
        raise ValueError("A plan without a job says nothing.")
    basis = Basis(
        decision=decision,
        answers=answers,
        catalog=catalog,
        progress=progress,
        changes=changes,
        ages=ages,
    )
    return Document(
        title=basis.first_at("title"),
        on=decision.on,
        head=head(basis),
        spine=spine(basis),
        sections=sections(basis),
        picture=picture(basis),
        days=basis.timetable,
        is_late=basis.is_late,
        pages=tuple(document_page(basis, key, PAGES[key]) for key in pages),
    )
