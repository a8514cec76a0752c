"""The desk's pages for plans, golden plans, publishing and what lists propose."""

from wizard.admin import golden, phrases, plans, proposals, publishing, wordings

__all__ = ["golden", "phrases", "plans", "proposals", "publishing", "wordings"]
