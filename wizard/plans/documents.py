"""The documents of stored versions: a decision in words, by the catalog it was made on."""

from collections.abc import Iterable

from catalog.schema import Catalog
from wizard.models import PlanVersion
from wizard.plans import advice as advising
from wizard.plans.document import basis_of, build, with_pages
from wizard.plans.document.basis import Basis
from wizard.plans.document.blocks import DRAFT, Document, PlanState
from wizard.plans.replies import catalog_of
from wizard.steps.journey import read


def basis_of_version(version: PlanVersion, catalog: Catalog | None = None) -> Basis:
    """Return what the document of a version is made from, by the catalog that it was decided on."""
    catalog = catalog or catalog_of(version)
    answers = read(dict(version.answers), catalog, version.decided_on)
    advice = advising.load(version.advice)
    return basis_of(advice.decision, advice.changes, answers, catalog)


def document_of(version: PlanVersion, state: PlanState = DRAFT, pages: Iterable[str] = ()) -> Document:
    basis = basis_of_version(version)
    return with_pages(build(basis, state), basis, pages)
