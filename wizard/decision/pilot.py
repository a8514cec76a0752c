"""The pilot of one task: how many cases by when, what ends it, what it proves, and who lets results go out."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from math import ceil, floor

from catalog.vocabulary import Risk
from wizard.decision.choices import RankedPart, rounded
from wizard.decision.decision import PilotPlan, Reason, SecondLook, because
from wizard.decision.eligibility import Case
from wizard.decision.tasks import Task, check_of, checking_minutes
from wizard.decision.vocabulary import USED, Certainty, Check, Releaser, WrongResult

CASES = 20
CASES_WHEN_THIN = 40
READING_HOURS = 8  # ours: reading for the test, of all jobs together, takes a working day at most
READING_HOURS_OF_A_NUISANCE = 3  # ours: one evening is enough where a wrong result is a nuisance
FEWEST_CASES = 5  # ours: fewer are a look, no proof
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
MOST_MISSES_OF_20 = {
    WrongResult.NUISANCE: 4,
    WrongResult.MONEY: 3,
    WrongResult.HARM: 3,
    WrongResult.LAW: 3,
}
CLEAN_MEANS = {
    Check.EVERY: "clean-means-start-with-every-result-released",
    Check.SAMPLE: "clean-means-start-with-a-sample",
    Check.NOBODY: "clean-means-start-with-a-sample-of-ours",
}


def with_pilots(ranked: Sequence[RankedPart], on: date) -> list[RankedPart]:
    """Return the parts with their pilots, of which all cases are read in one working day."""
    tried = [
        each
        for each in ranked
        if each.part.state in USED and not (each.part.waits or each.part.list_alone)
    ]
    hours = _hours_of_jobs(tried)
    plans = {each.part.key: pilot_plan(each, on, hours[each.part.job]) for each in tried}
    return [
        replace(each, part=replace(each.part, pilot=plans.get(each.part.key))) for each in ranked
    ]


def _hours_of_jobs(tried: Sequence[RankedPart]) -> dict[str, float]:
    """Return how many hours of reading each job may take: of a working day, those that take longest get equal parts."""
    wanted: dict[str, float] = {}
    for each in tried:
        nuisance = each.task.job.stakes is WrongResult.NUISANCE
        cases = case_count(each, READING_HOURS_OF_A_NUISANCE if nuisance else READING_HOURS)
        wanted[each.part.job] = max(
            wanted.get(each.part.job, 0.0), cases * (minutes_of_one(each) or 0.0) / 60
        )
    left, found = float(READING_HOURS), dict[str, float]()
    for place, job in enumerate(sorted(wanted, key=lambda job: (wanted[job], job))):
        found[job] = min(wanted[job], left / (len(wanted) - place))
        left -= found[job]
    return found


def minutes_of_one(tried: RankedPart) -> float | None:
    """Return the minutes to read and mend one result of a pilot, of which a person reads every one."""
    return checking_minutes(replace(tried.case.answers, check=Check.EVERY), tried.task)


def case_count(tried: RankedPart, hours: float) -> int:
    """Return how many cases are tried: no more than a year brings, and than can be read in so many hours; one at least."""
    wanted = CASES_WHEN_THIN if tried.ranking.selection.certainty is Certainty.THIN else CASES
    minutes = minutes_of_one(tried)
    if minutes:
        wanted = min(wanted, floor(hours * 60 / minutes + 1e-9))
    return max(1, min(wanted, a_year(tried.case)))


def a_year(case: Case) -> int:
    """Return how many results a year brings."""
    return floor(case.results * MONTHS_OF_CASES)


def pilot_plan(tried: RankedPart, on: date, hours: float) -> PilotPlan:
    """Return the pilot of a task, of which so many hours may be read."""
    case, task, answers = tried.case, tried.task, tried.case.answers
    stakes, decides_by = task.job.stakes, answers.starts(on)
    cases, minutes = case_count(tried, hours), minutes_of_one(tried)
    come_up = min(
        cases, floor(case.results * MONTHS_OF_CASES / YEAR_DAYS * max((decides_by - on).days, 0))
    )
    plan = PilotPlan(
        cases=cases,
        from_past=cases - come_up,
        decides_by=decides_by,
        hours=rounded(min(cases * minutes / 60, hours)) if minutes is not None else None,
        target_of_100=TARGET_OF_100[stakes],
        most_misses=max(
            MOST_MISSES_OF_20[stakes] * cases // CASES,
            0 if stakes.severe or cases < FEWEST_CASES else 1,
        ),
        ends_after_harmful=1 if stakes.severe else None,
        wrong_of_100=wrong_of_100(cases),
        release=check_of(answers, task),
        releaser=releaser(task),
        second_look=_second_look(cases, case, decides_by),
    )
    return replace(plan, reasons=tuple(_reasons(plan, case)))


def wrong_of_100(clean: int) -> int:
    """Return how many of 100 results may still be wrong after so many clean cases, with 95 % confidence, rounded up."""
    at_most = 1 - float((1 - CONFIDENCE) ** (1 / clean))
    return ceil(100 * at_most)


def releaser(task: Task) -> Releaser:
    """Return who lets a result of the task go out where a person releases it."""
    if task.high_risk:
        return Releaser.DECIDER
    if Risk.REGULATED_ADVICE in task.risks:
        return Releaser.LICENSED
    if Risk.SAFETY in task.risks or task.job.stakes is WrongResult.HARM:
        return Releaser.TRAINED
    return Releaser.RIGHTS if Risk.DEEPFAKE in task.risks else Releaser.OWNER


def _second_look(cases: int, case: Case, starts: date) -> SecondLook | None:
    """Return when 150 results will have been checked; what a year brings where that takes longer; None for too few."""
    looked = min(SECOND_LOOK_CASES, a_year(case))
    if looked <= cases:
        return None
    days = ceil(looked / (case.results * MONTHS_OF_CASES) * YEAR_DAYS)
    return SecondLook(
        cases=looked, on=starts + timedelta(days=days), wrong_of_100=wrong_of_100(looked)
    )


def _reasons(plan: PilotPlan, case: Case) -> Iterator[Reason]:
    """Yield the pilot in rules: the cases, what ends it, what it proves, what follows when all are clean."""
    cases, harmful = plan.cases, plan.ends_after_harmful is not None
    units = case.task.unit_plural if cases > 1 else case.task.unit
    yield because(
        "pilot-cases",
        "volume",
        "start",
        cases=cases,
        unit_plural=units,
        day=plan.decides_by.isoformat(),
    )
    if cases == a_year(case):
        yield because("pilot-as-many-as-a-year-brings", "volume", cases=cases, unit_plural=units)
    elif plan.from_past:
        yield because("pilot-some-from-the-past", "volume", past=plan.from_past)
    if plan.hours is not None and cases < min(CASES, a_year(case)):
        yield because("pilot-fewer-because-long", "minutes", hours=plan.hours)
    yield because(
        "pilot-target-without-harm" if harmful else "pilot-target",
        "wrong_result",
        target=str(plan.target_of_100),
    )
    ending = (
        f"pilot-ends-after-{'harm' if harmful else 'misses'}{'' if plan.most_misses else '-one'}"
    )
    yield because(ending, "wrong_result", misses=plan.most_misses, cases=cases)
    yield because("pilot-proves", cases=cases, wrong=plan.wrong_of_100)
    yield because(CLEAN_MEANS[plan.release], "wrong_result", "check", releaser=plan.releaser.value)
    if (second := plan.second_look) is not None:
        day = second.on.isoformat()
        yield because(
            "pilot-second-look", "volume", cases=second.cases, day=day, wrong=second.wrong_of_100
        )
