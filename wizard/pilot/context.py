"""What a pilot is about, and what its plan proposes to agree."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from catalog.formatting import format_list
from catalog.releases import edition
from catalog.schema import Catalog, ExchangeRate
from wizard.decision.answers import Job
from wizard.decision.costs import Priced
from wizard.decision.decision import Decision, JobDecision
from wizard.decision.endings import Recommendation, Try
from wizard.document.basis import Basis, JobBasis
from wizard.document.instructions import instructions
from wizard.document.progress import NEW
from wizard.models import Pilot, PlanVersion
from wizard.pilot.protocol import Contender, Protocol
from wizard.plans import stored
from wizard.plans.tools import job_name, main_part, named, tool_name, units_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """A job of a version that can be tested, with what the plan proposes."""

    version: PlanVersion
    basis: JobBasis
    protocol: Protocol

    @property
    def job(self) -> Job:
        return self.basis.job

    @property
    def decides_by(self) -> date:
        return self.basis.decided_by

    @property
    def branch(self) -> str:
        """Return the column of the matrix that the job is in; empty where its medium has none."""
        medium = main_part(self.job, self.basis.plan.catalog).medium
        return branch.value if (branch := medium.branch) is not None else ""

    @property
    def how(self) -> Iterator[str]:
        """Yield which cases to take, when an answer is good, and by when, in the plan’s words."""
        yield from self.basis.at("which-cases")
        yield self.basis.say("test", "good")
        yield self.basis.say("test", "decide", decided=self.decides_by)


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


def frames_of(version: PlanVersion) -> tuple[Frame, ...]:
    """Return every job of a version that can be tested, by the release that it was decided on."""
    return frames_with(version, edition(version.release).catalog)


def frames_with(version: PlanVersion, catalog: Catalog) -> tuple[Frame, ...]:
    """Return every job of a version that can be tested."""
    jobs = _basis_with(version, catalog).jobs
    return tuple(
        Frame(version=version, basis=job, protocol=_proposed(job, job.recommendation))
        for job in jobs
        if job.recommendation is not None and not job.stop.shows_nothing
    )


def frame_of(version: PlanVersion, job: str) -> Frame | None:
    """Return what a version proposes for the job of a key; None where it tests it no more."""
    return next((frame for frame in frames_of(version) if frame.job.key == job), None)


def _proposed(job: JobBasis, advice: Recommendation) -> Protocol:
    """Return what the plan proposes: two tools on the same cases, or one where no other passes."""
    catalog = job.plan.catalog
    unit, units = units_of(job.job, catalog)
    if job.work.parts > 1:
        unit, units = "part", job.phrases.parts
    contenders = tuple(
        Contender(model=priced.option.tool, name=tool_name(catalog, priced.option.tool))
        for priced in tested(job.decided)
    )
    return Protocol(
        contenders=contenders,
        rule=advice.stop,
        stakes=job.work.stakes,
        job=job_name(job.job, catalog),
        unit=unit,
        units=units,
    )


def named_in(decision: Decision) -> dict[str, tuple[str, ...]]:
    """Return by job what a decision names for it, of the jobs that are tested."""
    return {job.work.key: named_tools(job) for job in decision.jobs if tested(job)}


def instructions_of(pilot: Pilot) -> str:
    """Return the instructions for a model that answers the cases of a pilot."""
    basis = _basis_of(pilot.version)
    job = basis.job_of[pilot.job].job
    return "\n".join(instructions(job, basis.answers, basis.catalog))


def rate_of(version: PlanVersion) -> ExchangeRate:
    """Return the rate of the currency in which a version counts."""
    return _basis_of(version).narrator.rate


def _basis_of(version: PlanVersion) -> Basis:
    return _basis_with(version, edition(version.release).catalog)


def _basis_with(version: PlanVersion, catalog: Catalog) -> Basis:
    """Return what the sentences on a version are made from, as it was before any test."""
    return Basis(
        decision=stored.load_decision(version.decision),
        answers=stored.load_inputs(version.inputs).answers,
        catalog=catalog,
        progress=NEW,
        changes={},
    )


def moved_on(pilot: Pilot, protocol: Protocol, latest: PlanVersion) -> str:
    """Return a sentence where the latest version tests another job or other tools, or none.

    It is held against what the pilot tested.
    """
    frame = frame_of(latest, pilot.job)
    if frame is not None and frame.protocol.name_of.keys() == protocol.name_of.keys():
        return ""
    return (
        f"Version {latest.number} of the plan tries something else. These results are of "
        f"“{protocol.job}”, "
        f"tried on version {pilot.version.number} with {format_list(protocol.names)}, and "
        "say nothing of anything else."
    )
