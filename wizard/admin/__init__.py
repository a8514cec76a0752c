"""The desk's pages for what plans do: plans themselves, golden plans, publishing, what lists propose."""

from wizard.admin import golden, plans, proposals, publishing, wordings

__all__ = ["golden", "plans", "proposals", "publishing", "wordings"]
