"""build(): the one entry from a decision to the document that every renderer reads."""

from collections.abc import Sequence
from dataclasses import replace

from catalog.schema import Catalog
from wizard.decision.answers import Answers
from wizard.decision.decide import rankings_of
from wizard.decision.decision import Decision, Reason
from wizard.plans.document import ask_first, evidence, risks, sections
from wizard.plans.document.blocks import DRAFT, Document, PlanState
from wizard.plans.document.head import head
from wizard.plans.document.part import parts_in_words
from wizard.plans.document.stages import stages
from wizard.sensitivity.changes import what_would_change


def build(
    decision: Decision,
    changes: Sequence[Reason],
    answers: Answers,
    catalog: Catalog,
    state: PlanState = DRAFT,
) -> Document:
    """Return a decision in words: the head, then the folds. The same arguments give the same document."""
    parts = parts_in_words(decision, answers, catalog)
    top = head(decision, parts, answers, catalog, state)
    found = (
        sections.why(parts, answers, catalog),
        sections.alternatives(parts),
        sections.money(decision.bill, parts, answers),
        sections.changes_(changes, parts, catalog),
        ask_first.section(parts, changes),
        risks.section(decision, parts, catalog),
        sections.steps(decision, parts),
    )
    return Document(
        title=top.kicker,
        on=decision.on,
        head=top,
        sections=tuple(each for each in found if each is not None),
    )


def build_evidence(document: Document, decision: Decision, answers: Answers, catalog: Catalog) -> Document:
    """Return the document with the pages below it: pilot, tuning, scale, and the evidence of everything."""
    rankings = rankings_of(answers, catalog, decision.on)
    parts = parts_in_words(decision, answers, catalog)
    with_stages = replace(document, stages=stages(decision, parts, answers, catalog))
    reasons = evidence.reasons(decision, what_would_change(rankings), answers, catalog)
    return replace(with_stages, evidence=evidence.sections(with_stages, parts, rankings, reasons))
