"""A plan as one document: built once from a decision, read by every renderer."""

from wizard.plans.document.compose import basis_of, build, with_pages

__all__ = ["basis_of", "build", "with_pages"]
