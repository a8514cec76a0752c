"""A plan as one document, built once from the decision; page, PDF, Markdown and JSON render it. Pure, no Django."""

from wizard.plans.document.compose import build, build_evidence

__all__ = ["build", "build_evidence"]
