"""The rows of the wizard."""

from wizard.models.plans import Plan, PlanVersion, VersionPage

__all__ = ["Plan", "PlanVersion", "VersionPage"]
