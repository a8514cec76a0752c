"""What a pilot is about, and what its plan proposes to agree."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from catalog.formatting import format_day, format_list
from catalog.query import exchange_rate, usd_per
from catalog.releases import edition
from catalog.schema import Catalog
from wizard.decision.answers import Answers, Job
from wizard.decision.decision import Part, PilotPlan
from wizard.models import Pilot, PlanVersion
from wizard.pilot.metrics import PlanMoney
from wizard.pilot.protocol import Contender, Protocol
from wizard.plans import advice as advising
from wizard.plans.document.words import TEXTS, advised_slug
from wizard.plans.prompt import prompt_of
from wizard.steps import wording
from wizard.steps.journey import read as read_answers


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    version: PlanVersion
    catalog: Catalog
    part: Part
    plan: PilotPlan
    protocol: Protocol  # as the plan proposes it

    @property
    def when(self) -> str:
        """Return how many cases come up by the day of the decision, and how many to take from the past."""
        day, units = format_day(self.plan.decides_by), self.part.unit_plural
        come_up = self.plan.cases - self.plan.from_past
        if not self.plan.from_past:
            return f"About as many {units} come up by {day}."
        if not come_up:
            return f"Take all {self.plan.cases} from the past year, and decide by {day}."
        return f"About {come_up} {units} come up by {day}. Take {self.plan.from_past} from the past year."


def frames_of(version: PlanVersion, catalog: Catalog | None = None) -> tuple[Frame, ...]:
    """Return every part of a version that can be tried, by the catalog that it was decided on, the first to try in front."""
    answers, catalog = _answered(version, catalog)
    jobs = {
        each.key: each for each in answers.jobs
    }  # today's questions may read other jobs from the answers of then
    return tuple(
        Frame(
            version=version,
            catalog=catalog,
            part=part,
            plan=part.pilot,
            protocol=_proposed(part, part.pilot, jobs[part.job], answers, catalog),
        )
        for part in sorted(_to_try(version), key=lambda each: each.job != answers.pilot_job)
        if part.pilot is not None and part.job in jobs
    )


def _to_try(version: PlanVersion) -> list[Part]:
    found = advising.load(version.advice).decision.parts
    return [each for each in found if each.pilot and (each.to_test or each.seat)]


def fees_of(part: Part) -> dict[str, Any]:
    """Return what a pilot of a part runs, what the plan names first, each with what a month of it costs in US dollars."""
    apps = {each.app_plan: each.usd_month for each in part.seats_to_test}
    return apps or {each.model: each.fee for each in part.to_test}


def named_by(version: PlanVersion) -> dict[str, tuple[str, ...]]:
    """Return by part to try what a version names for it, by slug: one, or the two to try where it names none."""
    named = {}
    for part in _to_try(version):
        tried = tuple(fees_of(part))[:2]
        named[part.key] = tried[:1] if part.chosen or advised_slug(part) in tried[:1] else tried
    return named


def instructions_of(pilot: Pilot) -> str:
    part = next((each for each in _to_try(pilot.version) if each.key == pilot.part), None)
    return prompt_of(*_answered(pilot.version), part)


def money_of(version: PlanVersion) -> PlanMoney:
    answers, known = _answered(version)
    own = exchange_rate(known, answers.currency, version.decided_on)
    return PlanMoney(own=own, usd_per=lambda currency: usd_per(known, currency, version.decided_on))


def _answered(version: PlanVersion, catalog: Catalog | None = None) -> tuple[Answers, Catalog]:
    catalog = catalog or edition(version.release).catalog
    return read_answers(dict(version.answers), catalog, version.decided_on), catalog


def moved_on(pilot: Pilot, protocol: Protocol, latest: PlanVersion) -> str:
    """Return a sentence where the latest version tries another job, or other models, than the pilot did, or none at all."""
    now = frames_of(latest)
    same = next((each for each in now if each.part.key == pilot.part), None)
    if same is not None and same.protocol.name_of.keys() == protocol.name_of.keys():
        return ""
    if same is not None:
        tries = f"tries {format_list(same.protocol.names)}"
    elif now:
        tries = f"tries “{now[0].protocol.job}” with {format_list(now[0].protocol.names)}"
    else:
        tries = "has nothing to try"
    return (
        f"Version {latest.number} of the plan {tries}. These results are of “{protocol.job}”, "
        f"tried on version {pilot.version.number} with {format_list(protocol.names)}, and say nothing of anything else."
    )


def _proposed(
    part: Part, plan: PilotPlan, job: Job, answers: Answers, catalog: Catalog
) -> Protocol:
    """Return what the plan proposes: two apps or two models on the same cases, or one where no other passes."""
    names = {row.slug: row.name for row in catalog.models} | {
        row.slug: row.name for row in catalog.app_plans
    }
    contenders = tuple(
        Contender(
            model=slug,
            name=names[slug],
            fee=round(Decimal(repr(usd / part.results)), 6)
            if usd is not None and part.results
            else None,
        )
        for slug, usd in fees_of(part).items()
        if slug in names
    )[:2]
    use_case = catalog.use_case.get(job.use_case or "")
    return Protocol(
        contenders=contenders,
        cases=plan.cases,
        job=use_case.name if use_case is not None else wording.name_of(job, catalog),
        unit=part.unit,
        units=part.unit_plural,
        most_misses=plan.most_misses,
        harm=TEXTS["harmful"][job.stakes],
        ends_after_harmful=plan.ends_after_harmful,
        second_look=plan.second_look.cases if plan.second_look else None,
        usd_per_hour=answers.wage_usd,
    )
