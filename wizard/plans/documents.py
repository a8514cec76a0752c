"""The documents of stored versions and of examples: a decision in words, by the catalog it was made on."""

from catalog.schema import Catalog
from wizard.models import PlanVersion
from wizard.plans import advice as advising
from wizard.plans.document import build, build_evidence
from wizard.plans.document.blocks import DRAFT, Document, PlanState
from wizard.plans.replies import catalog_of
from wizard.steps.journey import read


def document_of(version: PlanVersion, state: PlanState = DRAFT, catalog: Catalog | None = None) -> Document:
    """Return a version in words, by the catalog that it was decided on."""
    catalog = catalog or catalog_of(version)
    answers = read(dict(version.answers), catalog, version.decided_on)
    advice = advising.load(version.advice)
    return build(advice.decision, advice.changes, answers, catalog, state=state)


def evidence_of(version: PlanVersion) -> Document:
    """Return a version in words with its evidence: the whole ranking, who was dropped, the sources."""
    catalog = catalog_of(version)
    answers = read(dict(version.answers), catalog, version.decided_on)
    return build_evidence(document_of(version), advising.load(version.advice).decision, answers, catalog)
