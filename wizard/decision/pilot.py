"""The pilot of one task: how many cases by when, what ends it, what it proves, and who lets results go out."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from math import ceil, floor

from catalog.vocabulary import Risk
from wizard.decision.answers import Answers, per_month
from wizard.decision.decision import Parameter, PilotPlan, Reason, SecondLook
from wizard.decision.tasks import Task
from wizard.decision.vocabulary import Certainty, Check, Releaser, WrongResult

CASES = 20
CASES_WHEN_THIN = 40
SECOND_LOOK_CASES = 150
CONFIDENCE = 0.95
MONTHS_OF_CASES = 12  # ours: cases are taken from the past year, and a second look that takes longer is not planned
YEAR_DAYS = 365
# Ours: of 100 results, how many have to be usable before the model is taken into daily work. Where a wrong result is
# severe it counts results without a harmful error; wording that needs mending is counted by the misses alone.
TARGET_OF_100 = {
    WrongResult.NUISANCE: 80,
    WrongResult.MONEY: 85,
    WrongResult.HARM: 98,
    WrongResult.LAW: 98,
}
# Ours: of 20 cases, how many may need to be done again. Harm has a rule of its own: one harmful error ends the pilot.
MOST_MISSES_OF_20 = {WrongResult.NUISANCE: 4, WrongResult.MONEY: 3, WrongResult.HARM: 3, WrongResult.LAW: 3}
CLEAN_MEANS = {
    Check.EVERY: "clean-means-start-with-every-result-released",
    Check.SAMPLE: "clean-means-start-with-a-sample",
    Check.NOBODY: "clean-means-start-with-a-sample-of-ours",
}


def pilot_plan(task: Task, answers: Answers, on: date, certainty: Certainty) -> PilotPlan:
    """Return the pilot of a task. It never asks for more cases than a year brings."""
    stakes, results = task.job.stakes, float(per_month(task.job))
    starts = answers.starts(on)
    wanted = CASES_WHEN_THIN if certainty is Certainty.THIN else CASES
    cases = max(1, min(wanted, floor(results * MONTHS_OF_CASES)))
    come_up = min(cases, floor(results * MONTHS_OF_CASES / YEAR_DAYS * max((starts - on).days, 0)))
    plan = PilotPlan(
        cases=cases,
        from_past=cases - come_up,
        decides_by=starts,
        target_of_100=TARGET_OF_100[stakes],
        most_misses=MOST_MISSES_OF_20[stakes] * cases // CASES,
        ends_after_harmful=1 if stakes.severe else None,
        wrong_of_100=wrong_of_100(cases),
        release=answers.check_of(task.job),
        releaser=releaser(task),
        second_look=_second_look(cases, results, starts),
    )
    return replace(plan, reasons=tuple(_reasons(plan, task, wanted)))


def wrong_of_100(clean: int) -> int:
    """Return how many of 100 results may still be wrong after so many clean cases, with 95 % confidence, rounded up."""
    at_most = 1 - float((1 - CONFIDENCE) ** (1 / clean))
    return ceil(100 * at_most)


def releaser(task: Task, risks: Sequence[Risk] = ()) -> Releaser:
    """Return who lets a result of the task go out where a person releases it."""
    carried = {*(task.use_case.risks if task.use_case is not None else ()), *risks}
    if task.use_case is not None and task.use_case.high_risk:
        return Releaser.DECIDER
    if Risk.REGULATED_ADVICE in carried:
        return Releaser.LICENSED
    if Risk.SAFETY in carried or task.job.stakes is WrongResult.HARM:
        return Releaser.TRAINED
    return Releaser.RIGHTS if Risk.DEEPFAKE in carried else Releaser.OWNER


def _second_look(cases: int, results: float, starts: date) -> SecondLook | None:
    """Return when 150 results will have been checked; what a year brings where that takes longer; None for too few."""
    looked = min(SECOND_LOOK_CASES, floor(results * MONTHS_OF_CASES))
    if looked <= cases:
        return None
    days = ceil(looked / (results * MONTHS_OF_CASES) * YEAR_DAYS)
    return SecondLook(cases=looked, on=starts + timedelta(days=days), wrong_of_100=wrong_of_100(looked))


def _reasons(plan: PilotPlan, task: Task, wanted: int) -> Iterator[Reason]:
    """Yield the pilot in rules: the cases, what ends it, what it proves, what follows when all are clean."""
    units: tuple[str, Parameter] = ("unit_plural", task.unit_plural)
    cases: tuple[str, Parameter] = ("cases", plan.cases)
    day = ("day", plan.decides_by.isoformat())
    yield Reason(rule="pilot-cases", parameters=(cases, units, day), answers=("volume", "start"))
    if plan.cases < wanted:
        yield Reason(rule="pilot-as-many-as-a-year-brings", parameters=(cases, units), answers=("volume",))
    elif plan.from_past:
        come_up = plan.cases - plan.from_past
        parameters = (("come_up", come_up), ("past", plan.from_past))
        yield Reason(rule="pilot-some-from-the-past", parameters=parameters, answers=("volume",))
    ending = "pilot-ends-after-misses" if plan.ends_after_harmful is None else "pilot-ends-after-harm"
    yield Reason(rule=ending, parameters=(("misses", plan.most_misses), cases), answers=("wrong_result",))
    yield Reason(rule="pilot-proves", parameters=(cases, ("wrong", plan.wrong_of_100)))
    yield Reason(
        rule=CLEAN_MEANS[plan.release],
        parameters=(("releaser", plan.releaser.value),),
        answers=("wrong_result", "check"),
    )
    second = plan.second_look
    if second is not None:
        yield Reason(
            rule="pilot-second-look",
            parameters=(("cases", second.cases), ("day", second.on.isoformat()), ("wrong", second.wrong_of_100)),
            answers=("volume",),
        )
