"""The rows of the wizard."""

from wizard.models.colleagues import Opinion, PlanQuestion, Reply, SignOff, TakenBackBy
from wizard.models.pilots import CaseFile, Pilot, PilotCase, PilotResult
from wizard.models.plans import About, CitedFacts, ClosedLink, Plan, PlanVersion, VersionPage, Why
from wizard.models.publishing import Acceptance, GoldenPlan, LinkCheck, Look, TaskChoice
