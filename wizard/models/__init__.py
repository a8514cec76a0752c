"""The rows of the wizard."""

from wizard.models.golden import Acceptance, GoldenPlan, GoldenPlanQuerySet
from wizard.models.leaning import Leaning, LeaningQuerySet
from wizard.models.links import ClosedLink, Why
from wizard.models.looks import Affected, LinkCheck, Look
from wizard.models.opinions import Opinion, OpinionQuerySet
from wizard.models.pilots import (
    CaseFile,
    Pilot,
    PilotCase,
    PilotQuerySet,
    PilotResult,
)
from wizard.models.plans import Plan, PlanQuerySet, PlanVersion, PlanVersionQuerySet, VersionPage
from wizard.models.questions import PlanQuestion, PlanQuestionQuerySet
from wizard.models.replies import Reply, ReplyQuerySet
from wizard.models.sections import About
from wizard.models.signoffs import SignOff, SignOffQuerySet, TakenBackBy
from wizard.models.tasks import TaskChoice

__all__ = [
    "About",
    "Acceptance",
    "Affected",
    "CaseFile",
    "ClosedLink",
    "GoldenPlan",
    "GoldenPlanQuerySet",
    "Leaning",
    "LeaningQuerySet",
    "LinkCheck",
    "Look",
    "Opinion",
    "OpinionQuerySet",
    "Pilot",
    "PilotCase",
    "PilotQuerySet",
    "PilotResult",
    "Plan",
    "PlanQuerySet",
    "PlanQuestion",
    "PlanQuestionQuerySet",
    "PlanVersion",
    "PlanVersionQuerySet",
    "Reply",
    "ReplyQuerySet",
    "SignOff",
    "SignOffQuerySet",
    "TakenBackBy",
    "TaskChoice",
    "VersionPage",
    "Why",
]
