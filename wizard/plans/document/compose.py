"""build(): the one entry from a decision to the document that every renderer reads."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from catalog.schema import Catalog
from wizard.decision.answers import Answers
from wizard.decision.decision import Decision, Reason
from wizard.plans.document import ask_first, own_choice, risks, sections
from wizard.plans.document.basis import Basis
from wizard.plans.document.blocks import DRAFT, Document, PlanState
from wizard.plans.document.head import head
from wizard.plans.document.pages import PAGES
from wizard.plans.document.part import parts_in_words
from wizard.plans.document.spine import spine


def basis_of(decision: Decision, changes: Sequence[Reason], answers: Answers, catalog: Catalog) -> Basis:
    """Return what a document is made from."""
    parts = parts_in_words(decision, answers, catalog)
    return Basis(decision=decision, changes=tuple(changes), answers=answers, catalog=catalog, parts=parts)


def build(basis: Basis, state: PlanState = DRAFT) -> Document:
    """Return a decision in words: the head, the five steps, the folds. The same arguments give the same document."""
    decision, parts, catalog = basis.decision, basis.parts, basis.catalog
    top = head(basis, state)
    found = (
        own_choice.section(basis),
        sections.why(basis),
        sections.alternatives(parts),
        sections.money(basis),
        sections.changes_(basis),
        ask_first.section(parts, basis.changes),
        risks.section(decision, parts, catalog),
        sections.steps(decision, parts, late=state.late),
    )
    return Document(
        title=top.kicker,
        on=decision.on,
        head=top,
        spine=spine(decision, parts, state),
        sections=tuple(each for each in found if each is not None),
    )


def with_pages(document: Document, basis: Basis, keys: Iterable[str] = PAGES) -> Document:
    """Return the document with pages below it; the evidence ranks all models once more."""
    return replace(document, pages=tuple(PAGES[key](basis) for key in keys))
