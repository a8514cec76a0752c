"""What a pilot is about, and what its plan proposes to agree."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from catalog.formatting import format_day, format_list
from catalog.query import exchange_rate, usd_per
from catalog.releases import edition
from catalog.schema import Catalog
from wizard.decision.answers import Job
from wizard.decision.costs import Priced
from wizard.decision.decision import Decision, JobDecision
from wizard.decision.endings import Recommendation, Try
from wizard.decision.scale import PILOT_IN_DAYS
from wizard.models import Pilot, PlanVersion
from wizard.pilot.metrics import PlanMoney
from wizard.pilot.protocol import Contender, Protocol
from wizard.plans import stored
from wizard.plans.prompt import prompt_of
from wizard.plans.stored import Inputs
from wizard.plans.tools import job_name, main_part, named, tool_name, units_of

DAYS_A_MONTH = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """A job of a version that can be tested, with what the plan proposes."""

    version: PlanVersion
    catalog: Catalog
    job: Job
    decided: JobDecision
    protocol: Protocol
    decides_by: date

    @property
    def branch(self) -> str:
        """Return the column of the matrix that the job is in; empty where its medium has none."""
        medium = main_part(self.job, self.catalog).medium
        return branch.value if (branch := medium.branch) is not None else ""

    @property
    def when(self) -> str:
        """Return how many cases come up by the day of the decision, and how many to take from the past."""
        day, units = format_day(self.decides_by), self.protocol.units
        from_past = _from_past(self.decided, self.protocol.cases)
        if not from_past:
            return f"About as many {units} come up by {day}."
        if from_past == self.protocol.cases:
            return f"Take all {from_past} from the past year, and decide by {day}."
        come_up = self.protocol.cases - from_past
        return f"About {come_up} {units} come up by {day}. Take {from_past} from the past year."


def tested(decided: JobDecision) -> tuple[Priced, ...]:
    """Return what a test of a job compares: what is named, and what is tried beside it."""
    advice = named(decided)
    if advice is None:
        return ()
    return (advice.first,) if advice.challenger is None else (advice.first, advice.challenger)


def named_tools(decided: JobDecision) -> tuple[str, ...]:
    """Return what a plan names for a job; both where none of the two is called the better."""
    tools = tuple(priced.option.tool for priced in tested(decided))
    return tools if isinstance(decided.ending, Try) else tools[:1]


def frames_of(version: PlanVersion, catalog: Catalog | None = None) -> tuple[Frame, ...]:
    """Return every job of a version that can be tested, by the catalog that it was decided on."""
    inputs, decision = _read(version)
    catalog = catalog or edition(version.release).catalog
    jobs = {job.key: job for job in inputs.answers.jobs}
    return tuple(_frames(version, catalog, decision, jobs))


def _frames(
    version: PlanVersion,
    catalog: Catalog,
    decision: Decision,
    jobs: Mapping[str, Job],
) -> Iterator[Frame]:
    for decided in decision.jobs:
        advice = named(decided)
        if advice is None:
            continue
        job = jobs[decided.work.key]
        yield Frame(
            version=version,
            catalog=catalog,
            job=job,
            decided=decided,
            protocol=_proposed(job, decided, advice, catalog),
            decides_by=decision.starts + timedelta(days=PILOT_IN_DAYS),
        )


def _from_past(decided: JobDecision, cases: int) -> int:
    """Return how many cases do not come up in time."""
    if decided.work.once:
        return 0
    come_up = int(decided.work.results * PILOT_IN_DAYS / DAYS_A_MONTH)
    return max(cases - come_up, 0)


def _proposed(job: Job, decided: JobDecision, advice: Recommendation, catalog: Catalog) -> Protocol:
    """Return what the plan proposes: two tools on the same cases, or one where no other passes."""
    unit, units = units_of(job, catalog)
    contenders = tuple(
        Contender(model=priced.option.tool, name=tool_name(catalog, priced.option.tool))
        for priced in tested(decided)
    )
    return Protocol(
        contenders=contenders,
        rule=advice.stop,
        stakes=decided.work.stakes,
        job=job_name(job, catalog),
        unit=unit,
        units=units,
    )


def named_by(version: PlanVersion) -> dict[str, tuple[str, ...]]:
    """Return by job what a version names for it, of the jobs that are tested."""
    _, decision = _read(version)
    return {job.work.key: named_tools(job) for job in decision.jobs if tested(job)}


def instructions_of(pilot: Pilot) -> str:
    inputs, _ = _read(pilot.version)
    job = next((row for row in inputs.answers.jobs if row.key == pilot.job), None)
    return prompt_of(inputs.answers, edition(pilot.version.release).catalog, job)


def money_of(version: PlanVersion) -> PlanMoney:
    inputs, _ = _read(version)
    catalog, on = edition(version.release).catalog, version.decided_on
    own = exchange_rate(catalog, inputs.answers.currency, on)
    return PlanMoney(own=own, usd_per=lambda currency: usd_per(catalog, currency, on))


def _read(version: PlanVersion) -> tuple[Inputs, Decision]:
    return stored.load_inputs(version.inputs), stored.load_decision(version.decision)


def moved_on(pilot: Pilot, protocol: Protocol, latest: PlanVersion) -> str:
    """Return a sentence where the latest version tests another job, or other tools, than the pilot did, or none at all."""
    for frame in frames_of(latest):
        if frame.job.key == pilot.job and frame.protocol.name_of.keys() == protocol.name_of.keys():
            return ""
    return (
        f"Version {latest.number} of the plan tries something else. These results are of “{protocol.job}”, "
        f"tried on version {pilot.version.number} with {format_list(protocol.names)}, and say nothing of anything else."
    )
