"""Answers of today's questions as the old rules read them; goes with the old rules."""

from decimal import Decimal

from catalog.parsing import Span
from catalog.vocabulary import Material as Private, Medium
from wizard.decision.answers import Answers as New, Job
from wizard.decision.tasks import KIND_OF_MEDIUM
from wizard.decision.vocabulary import Exactness, Kind, Preference
from wizard.engine.answers import Answers, Brief, Choice, Output, Targets, Weights
from wizard.engine.vocabulary import (
    Check,
    Importance,
    Joining,
    Length,
    Material,
    Place,
    Result,
    Sensitivity,
    Symptom,
    TrainingWish,
)

_RESULTS = {
    Exactness.CALCULATED: Result.SUM,
    Exactness.FORECAST: Result.FORECAST,
    Exactness.RULING: Result.RULING,
}


def adapted(new: New) -> Answers:
    """Return the answers in the old shape."""
    first = next((job for job in new.jobs if job.key == new.pilot_job), new.jobs[0] if new.jobs else None)
    results = {_RESULTS.get(job.exactness, Result.CONTENT) if job.exactness else Result.CONTENT for job in new.jobs}
    private = {each for job in new.jobs for each in job.material or ()} - {Private.NONE}
    stated = any(job.material for job in new.jobs)
    nice = Importance.NICE
    return Answers(
        title=new.title,
        firm=new.firm,
        trade=new.trade,
        result=results.pop() if len(results) == 1 else Result.CONTENT,
        outputs=tuple(_output(job) for job in new.jobs),
        check=None if new.check is None else next(each for each in Check if each == new.check.value),
        sensitivity=_sensitivity(private, stated=stated),
        place=None if new.place is None else next(each for each in Place if each == new.place.value),
        training=TrainingWish.RULED_OUT if private else TrainingWish.FINE if stated else None,
        budget_usd=new.budget_usd,
        budget_weight=None if new.budget_usd is None else Importance.MUST,
        weights=Weights(
            quality=Importance.MUST if new.preference is Preference.BEST else nice,
            cost=Importance.MUST if new.preference is Preference.LOWEST_COST else nice,
        ),
        choices=tuple(
            Choice(part=f"{job.key}/{medium}", model=choice.model)
            for choice in new.choices
            for job in new.jobs
            for medium in Medium
            if choice.task.startswith(f"{job.key}/")
            and KIND_OF_MEDIUM.get(medium, Kind.LANGUAGE) == choice.task[len(job.key) + 1 :]
        ),
        pilot_output=new.pilot_job,
        minutes_today=_span(first.minutes_by_hand if first else None),
        usd_per_hour=new.wage_usd,
        targets=Targets(
            minutes=new.targets.minutes, accepted_percent=new.targets.accepted_percent, usd=new.targets.usd
        ),
        pilot_start=new.pilot_start,
        pilot_weeks=new.pilot_weeks,
        symptoms=tuple(each for each in Symptom if each.value in {word.value for word in new.symptoms}),
        material=tuple(each for each in Material if each.value in {word.value for word in new.at_hand}),
        example_count=new.example_count,
        brief=Brief(
            voice=new.brief.voice,
            audience=new.brief.audience,
            must=new.brief.must,
            never=new.brief.never,
            examples=new.brief.examples,
        ),
        joining=None if new.joining is None else next(each for each in Joining if each == new.joining.value),
        check_minutes=_span(new.check_minutes),
        setup_usd=new.setup_usd,
        roles=new.roles,
    )


def _output(job: Job) -> Output:
    lengths = {Decimal("0.5"): Length.SHORT, Decimal(1): Length.USUAL, Decimal(5): Length.LONG}
    return Output(
        key=job.key,
        use_case=job.use_case,
        medium=job.medium,
        name=job.name,
        per_month=_span(job.per_month),
        length=None if job.length is None else lengths[job.length],
        pictures_go_in=job.given_picture,
    )


def _span(value: Decimal | None) -> Span | None:
    return None if value is None else Span(low=value, high=value)


def _sensitivity(private: set[Private], *, stated: bool) -> Sensitivity | None:
    if private & {Private.CONFIDENTIAL, Private.CODE}:
        return Sensitivity.CONFIDENTIAL
    return Sensitivity.PERSONAL if private else Sensitivity.PUBLIC if stated else None
