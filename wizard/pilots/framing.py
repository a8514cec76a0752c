"""What a pilot is about, and the terms that its plan proposes."""

from dataclasses import dataclass
from decimal import Decimal

from catalog.formatting import format_list
from catalog.releases import edition
from catalog.vocabulary import Branch
from wizard.engine import decision as deciding
from wizard.engine.adapter import adapted
from wizard.engine.decision import Decision, Part, Target
from wizard.engine.terms import Rule, TargetSlug
from wizard.models import PlanVersion
from wizard.pilots.forms import Given, Wanted, usual_worth
from wizard.steps.journey import read as read_answers


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """What a pilot is about, as the version of the plan says it that it is locked on, or else the latest."""

    version: PlanVersion
    decision: Decision
    part: Part
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
        """Return the names of the models to try."""
        return _to_try(self.part)

    def today(self, slug: str) -> Decimal | None:
        """Return today's figure for a target."""
        return next((target.today for target in self.targets if target.slug == slug), None)


def frame_of(version: PlanVersion) -> Frame | None:
    """Return what a pilot of this version is about; None where the plan has none."""
    decision = deciding.load(version.decision)
    part = decision.part(decision.pilot.part) if decision.pilot else None
    if decision.pilot is None or part is None:
        return None
    catalog = edition(version.release).catalog
    answers = adapted(read_answers(dict(version.answers), catalog, version.decided_on))
    return Frame(
        version=version,
        decision=decision,
        part=part,
        workflow=decision.pilot.workflow,
        targets=decision.pilot.targets,
        usd_per_hour=answers.usd_per_hour,
        use_case=part.output if part.output in catalog.use_case else "",
    )


def moved_on(frame: Frame, latest: PlanVersion) -> str:
    """Return a sentence where the latest version of the plan tries another job, or other models, than the pilot did."""
    now = deciding.load(latest.decision) if latest.pk != frame.version.pk else None
    part = now.part(now.pilot.part) if now and now.pilot else None
    if now is None or (part and (part.key, _to_try(part)) == (frame.part.key, frame.models)):
        return ""
    tries = f"tries “{part.name}” with {format_list(_to_try(part))}" if part else "has no pilot"
    return (
        f"Version {latest.number} of the plan {tries}. These results are of “{frame.workflow}”, "
        f"tried on version {frame.version.number}, and say nothing of anything else."
    )


def _to_try(part: Part) -> tuple[str, ...]:
    found = (part.candidate(slug) for slug in dict.fromkeys((part.chosen, part.runner_up)))
    return tuple(candidate.name for candidate in found if candidate is not None)


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
