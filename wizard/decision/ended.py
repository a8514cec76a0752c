"""Ended jobs: what notes, reasons and risks are found in."""

from dataclasses import dataclass
from datetime import date

from catalog.schema import App, AppPlan, Catalog
from catalog.vocabulary import SolutionKind
from wizard.decision.answers import Answers
from wizard.decision.boards import Judge
from wizard.decision.cases import Case
from wizard.decision.costs import Priced
from wizard.decision.endings import Ending, WrongTool
from wizard.decision.measured import TrialResult
from wizard.decision.options import NO_OPTION, Option
from wizard.decision.own_words import is_about_patients
from wizard.decision.progress import RankedProgress
from wizard.decision.ranking import Ranking
from wizard.decision.vocabulary import DecidesOn


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """What a plan names for a job, among what it was chosen, and what it serves besides."""

    first: Priced
    ranking: Ranking
    judge: Judge
    plan: AppPlan | None  # None where a model is named
    serves: tuple[str, ...]  # keys of all jobs that the tool serves

    @property
    def option(self) -> Option:
        return self.first.option


@dataclass(frozen=True, slots=True, kw_only=True)
class EndedJob:
    """A job that has ended, with what it was decided on."""

    case: Case
    answers: Answers
    catalog: Catalog
    on: date
    ending: Ending
    results: tuple[TrialResult, ...]  # of tests that count
    ranked: RankedProgress | None  # None where AI must not do it, or the owner is asked back
    named: Named | None  # None where nothing is named

    @property
    def option(self) -> Option:
        """Return what is named; an option without a tool where nothing is."""
        return self.named.option if self.named is not None else NO_OPTION

    @property
    def app(self) -> App | None:
        """Return the app that is named; None where that is a model, or nothing is."""
        plan = self.catalog.app_plan.get(self.option.tool)
        return None if plan is None else self.catalog.app[plan.app]

    @property
    def asks_certified(self) -> bool:
        """Return whether a certified medical program may do it, and a general AI must not.

        Then the makers of such programs are asked.
        """
        is_medical = is_about_patients(self.case.use_case)
        match self.ending:
            case WrongTool(decides_on=DecidesOn.TREATMENT):
                return is_medical and SolutionKind.APP in self.case.row.kinds
        return False
