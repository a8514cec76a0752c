"""A plan as one document: made once from a decision, read by every renderer."""

from wizard.document.compose import document_of
from wizard.document.progress import NEW, PlanProgress

__all__ = ["NEW", "PlanProgress", "document_of"]
