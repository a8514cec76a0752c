"""The pilot of one task: how many cases, against what, by when, and what ends it."""

from dataclasses import dataclass
from datetime import date

from wizard.decision.answers import Answers
from wizard.decision.tasks import Task
from wizard.decision.vocabulary import Certainty, Check, WrongResult

CASES = 20
CASES_WHEN_THIN = 40
# Ours: of 100 results, how many have to be usable before the model is taken into daily work.
TARGET_OF_100 = {
    WrongResult.NUISANCE: 80,
    WrongResult.MONEY: 85,
    WrongResult.HARM: 98,
    WrongResult.LAW: 98,
}
# Ours: of 20 cases, how many may need to be done again. Harm has a rule of its own: one harmful error ends the pilot.
MOST_MISSES_OF_20 = {WrongResult.NUISANCE: 4, WrongResult.MONEY: 3, WrongResult.HARM: 3, WrongResult.LAW: 3}


@dataclass(frozen=True, slots=True, kw_only=True)
class PilotPlan:
    """What the owner tries before anything is built."""

    cases: int
    decides_by: date
    target_of_100: int
    most_misses: int  # more than so many of the cases ends it
    ends_after_harmful: int | None  # so many harmful errors end it at once; None where no harm was stated
    release: Check  # who looks at a result before it is used


def pilot_plan(task: Task, answers: Answers, on: date, certainty: Certainty) -> PilotPlan:
    """Return the pilot of a task."""
    stakes = task.job.stakes
    cases = CASES_WHEN_THIN if certainty is Certainty.THIN else CASES
    return PilotPlan(
        cases=cases,
        decides_by=answers.starts(on),
        target_of_100=TARGET_OF_100[stakes],
        most_misses=MOST_MISSES_OF_20[stakes] * cases // CASES,
        ends_after_harmful=1 if stakes.severe else None,
        release=answers.check_of(task.job),
    )
