"""The desk's pages for what plans do: plans themselves, golden plans, publishing, the queue."""

from wizard.admin import golden, plans, publishing

__all__ = ["golden", "plans", "publishing"]
