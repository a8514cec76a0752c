"""The desk's pages for what plans do: plans themselves, golden plans, publishing, what lists propose."""

from wizard.admin import golden, phrases, plans, proposals, publishing, wordings

__all__ = ["golden", "phrases", "plans", "proposals", "publishing", "wordings"]
