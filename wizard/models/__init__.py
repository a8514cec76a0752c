"""The rows of the wizard."""

from wizard.models.golden import Acceptance, GoldenPlan, GoldenPlanQuerySet
from wizard.models.leaning import Leaning, LeaningQuerySet
from wizard.models.links import ClosedLink, Why
from wizard.models.looks import Affected, LinkCheck, Look
from wizard.models.opinions import Opinion, OpinionQuerySet
from wizard.models.pilots import (
    ModelVerdict,
    Pilot,
    PilotChange,
    PilotImport,
    PilotQuerySet,
    PilotTarget,
    TrialRow,
    TrialRowQuerySet,
)
from wizard.models.plans import Plan, PlanQuerySet, PlanVersion, PlanVersionQuerySet, VersionPage
from wizard.models.questions import PlanQuestion, PlanQuestionQuerySet
from wizard.models.replies import Reply, ReplyQuerySet
from wizard.models.sections import About
from wizard.models.signoffs import SignOff, SignOffQuerySet, TakenBackBy

__all__ = [
    "About",
    "Acceptance",
    "Affected",
    "ClosedLink",
    "GoldenPlan",
    "GoldenPlanQuerySet",
    "Leaning",
    "LeaningQuerySet",
    "LinkCheck",
    "Look",
    "ModelVerdict",
    "Opinion",
    "OpinionQuerySet",
    "Pilot",
    "PilotChange",
    "PilotImport",
    "PilotQuerySet",
    "PilotTarget",
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
    "TrialRow",
    "TrialRowQuerySet",
    "VersionPage",
    "Why",
]
