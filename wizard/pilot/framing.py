"""What a pilot is about, and the terms that its plan proposes."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from catalog.formatting import CENT, format_limit, format_list, format_minutes, format_rounded
from catalog.releases import edition
from catalog.schema import Catalog
from catalog.vocabulary import Branch
from wizard.decision.answers import Answers, Job
from wizard.decision.decision import Decision, Part, PilotPlan
from wizard.models import PlanVersion
from wizard.pilot.forms import Given, Wanted, usual_worth
from wizard.pilot.terms import Rule, TargetSlug
from wizard.plans import advice as advising
from wizard.steps import wording
from wizard.steps.journey import read as read_answers

HIGHEST_SHARE = Decimal(99)  # no number of trials shows that all can be used
HALF = Decimal("0.5")  # of today: what a target of time or cost is where its owner named none; ours


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """What the pilot must reach for one result, and today's figure where it is known."""

    slug: str
    text: str
    threshold: Decimal
    today: Decimal | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """What a pilot is about, as the version of the plan says it that it is locked on, or else the latest."""

    version: PlanVersion
    catalog: Catalog
    part: Part
    plan: PilotPlan
    workflow: str
    targets: tuple[Target, ...]
    usd_per_hour: Decimal | None
    use_case: str  # empty for something of the owner's own

    @property
    def branch(self) -> Branch | None:
        """Return the column of the matrix."""
        return self.part.medium.branch

    @property
    def models(self) -> tuple[str, ...]:
        """Return the names of the models to try: what the owner chose, the pick, or the three where none is measured."""
        slugs = dict.fromkeys(choice.model for choice in self.part.to_test)
        return tuple(self.catalog.model[slug].name for slug in slugs if slug in self.catalog.model)

    def today(self, slug: str) -> Decimal | None:
        """Return today's figure for a target."""
        return next((target.today for target in self.targets if target.slug == slug), None)


def frame_of(version: PlanVersion) -> Frame | None:
    """Return what a pilot of this version is about; None where the plan has none."""
    return frame_on(version, edition(version.release).catalog)


def frame_on(version: PlanVersion, catalog: Catalog) -> Frame | None:
    """Return the same by the catalog that the version was decided on."""
    answers = read_answers(dict(version.answers), catalog, version.decided_on)
    part = tried_first(advising.load(version.advice).decision, answers)
    if part is None or part.pilot is None:
        return None
    job = next(job for job in answers.jobs if job.key == part.job)
    return Frame(
        version=version,
        catalog=catalog,
        part=part,
        plan=part.pilot,
        workflow=_name(job, catalog),
        targets=tuple(_targets(answers, job, part, catalog)),
        usd_per_hour=answers.wage_usd,
        use_case=part.job if part.job in catalog.use_case else "",
    )


def moved_on(frame: Frame, latest: PlanVersion) -> str:
    """Return a sentence where the latest version of the plan tries another job, or other models, than the pilot did."""
    now = frame_of(latest) if latest.pk != frame.version.pk else None
    if latest.pk == frame.version.pk or (now and (now.part.key, now.models) == (frame.part.key, frame.models)):
        return ""
    tries = f"tries “{now.workflow}” with {format_list(now.models)}" if now else "has no pilot"
    return (
        f"Version {latest.number} of the plan {tries}. These results are of “{frame.workflow}”, "
        f"tried on version {frame.version.number}, and say nothing of anything else."
    )


def _name(job: Job, catalog: Catalog) -> str:
    use_case = catalog.use_case.get(job.use_case or "")
    return use_case.name if use_case is not None else wording.name_of(job, catalog)


def tried_first(decision: Decision, answers: Answers) -> Part | None:
    """Return the part to try first: the one that the owner named, or else the first that has something to try."""
    tried = [part for part in decision.parts if part.pilot is not None and (part.pick or part.to_try)]
    named = [part for part in tried if part.job == answers.pilot_job]
    return next(iter((*named, *tried)), None)


def _targets(answers: Answers, job: Job, part: Part, catalog: Catalog) -> Iterator[Target]:
    use_case = catalog.use_case.get(job.use_case or "")
    today = job.minutes_by_hand or (use_case.minutes_by_hand if use_case else None)
    minutes = answers.targets.minutes or (today * HALF if today else None)
    if minutes:
        yield Target(
            slug="minutes",
            text=f"At most {_work(minutes, part.unit)} for one {part.unit}",
            threshold=round(minutes, 2),
            today=None if today is None else round(today, 2),
        )
    usable = part.pilot.target_of_100 if part.pilot else 80
    share = min(answers.targets.accepted_percent or Decimal(usable), HIGHEST_SHARE)
    yield Target(
        slug="accepted",
        text=f"At least {format_rounded(share)} of 100 {part.unit_plural} can be used",
        threshold=share,
    )
    usd_today = today * answers.wage_usd / 60 if today and answers.wage_usd else None
    usd = answers.targets.usd or (usd_today * HALF if usd_today else None)
    if usd and usd >= CENT:
        yield Target(
            slug="usd",
            text=f"At most {format_limit(usd)} for one {part.unit} that is used",
            threshold=round(usd, 2),
            today=None if usd_today is None else round(usd_today, 2),
        )


def _work(minutes: Decimal, unit: str) -> str:
    """Return a time; where results are counted in minutes too, which minutes are meant."""
    return f"{format_minutes(minutes)} of work" if {"minute", "hour"} & set(unit.split()) else format_minutes(minutes)


def proposed(frame: Frame) -> Given:
    """Return the terms that the plan itself proposes."""
    return Given(
        goals=tuple(
            Wanted(
                slug=target.slug,
                threshold=target.threshold,
                worth_having=usual_worth(target.slug, target.threshold),
                primary=target.slug == TargetSlug.ACCEPTED,
            )
            for target in frame.targets
        ),
        rule=Rule.ALL.value,
        quality="share",
        usd_per_hour=frame.usd_per_hour,
    )
