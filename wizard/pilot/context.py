"""What a pilot is about, and what its plan proposes to agree."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from catalog.formatting import format_list
from catalog.query import exchange_rate
from catalog.releases import edition
from catalog.schema import Catalog, ExchangeRate
from wizard.decision.answers import Job
from wizard.decision.costs import Priced
from wizard.decision.decision import Decision, JobDecision
from wizard.decision.endings import Recommendation, Try
from wizard.decision.scale import PILOT_IN_DAYS
from wizard.document.instructions import instructions
from wizard.document.patterns import Narrator
from wizard.document.phrases import phrases_of, slots, words_of
from wizard.models import Pilot, PlanVersion
from wizard.pilot.protocol import Contender, Protocol
from wizard.plans import stored
from wizard.plans.stored import Inputs
from wizard.plans.tools import job_name, main_part, named, tool_name, units_of


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
    def how(self) -> Iterator[str]:
        """Yield which cases to take, and when an answer is good, in the words of the plan."""
        phrases = phrases_of(self.job, self.catalog)
        words, facts = words_of(self.job, self.catalog), {"n": self.protocol.cases}
        narrator = Narrator().about(slots(phrases), words, facts)
        yield narrator.say("test", "collect")
        work = self.decided.work
        if self.protocol.cases > work.results * float(phrases.pieces) and not work.once:
            yield narrator.say("test", "older")
        yield narrator.say("test", "good")


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
    """Return the instructions for a model that answers the cases of a pilot."""
    answers = _read(pilot.version)[0].answers
    job = next(row for row in answers.jobs if row.key == pilot.job)
    return "\n".join(instructions(job, answers, edition(pilot.version.release).catalog))


def rate_of(version: PlanVersion) -> ExchangeRate | None:
    """Return the rate of the currency in which a version counts; None for US dollars."""
    inputs, _ = _read(version)
    catalog = edition(version.release).catalog
    return exchange_rate(catalog, inputs.answers.currency, version.decided_on)


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
