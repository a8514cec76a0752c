"""The rows of the wizard."""

from wizard.models.plans import Plan, PlanQuerySet, PlanVersion, PlanVersionQuerySet, VersionPage

__all__ = ["Plan", "PlanQuerySet", "PlanVersion", "PlanVersionQuerySet", "VersionPage"]
