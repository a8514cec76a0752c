"""Decisions of versions: as made, and with what tests of the plan counted since.

Nothing finished is patched.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from catalog.ages import NEVER_SEEN_AGAIN, Sightings
from catalog.schema import Catalog
from wizard.decision.ageing import ages_of_decision
from wizard.decision.answers import Answers, Job
from wizard.decision.assembling import METHOD
from wizard.decision.changes import Changing, NameChange, changes
from wizard.decision.decide import decide
from wizard.decision.decision import Decision, JobDecision
from wizard.models import PlanVersion
from wizard.pilot.measured import JobTest, counting_tests, measured
from wizard.plans import stored
from wizard.plans.replies import catalog_of
from wizard.plans.stored import Inputs
from wizard.plans.tools import is_on_file


@dataclass(frozen=True, kw_only=True)
class Decided:
    """A decision with all that it was made of."""

    inputs: Inputs
    catalog: Catalog
    on: date
    decision: Decision

    @property
    def answers(self) -> Answers:
        return self.inputs.answers

    @cached_property
    def changes(self) -> Mapping[str, Sequence[NameChange]]:
        """What would change each name, by job."""
        pairs = zip(self.answers.jobs, self.decision.jobs, strict=True)
        return {job.key: tuple(self._changes(job, decided)) for job, decided in pairs}

    def _changes(self, job: Job, decided: JobDecision) -> Iterator[NameChange]:
        changing = Changing(
            job=job,
            decided=decided,
            answers=self.answers,
            catalog=self.catalog,
            on=self.on,
            measured=self.inputs.measured,
        )
        yield from changes(changing)


def decide_now(
    answers: Answers, catalog: Catalog, on: date, seen: Sightings = NEVER_SEEN_AGAIN
) -> Decided:
    """Return what the rules say of answers, before any test; `seen` is a day's sightings."""
    decision = decide(answers, catalog, on)
    inputs = Inputs(answers=answers, ages=ages_of_decision(decision, catalog, seen))
    return Decided(inputs=inputs, catalog=catalog, on=on, decision=decision)


def decided(version: PlanVersion) -> Decided:
    """Return what a version says, by the catalog that it was decided on. Raises `StoredFormError`.

    All options that were looked at are there as long as today's rules decide the same; what other
    rules decided stands as it was stored.
    """
    catalog = catalog_of(version)
    inputs, decision = stored.load_inputs(version.inputs), stored.load_decision(version.decision)
    if decision.method == METHOD:
        repeated = decide(inputs.answers, catalog, version.decided_on, inputs.measured)
        decision = repeated if stored.dump(repeated) == version.decision else decision
    return Decided(inputs=inputs, catalog=catalog, on=version.decided_on, decision=decision)


def untested(version: PlanVersion) -> Decided:
    """Return what a version says of its answers alone, before any test."""
    return _without_tests(decided(version))


def _without_tests(made: Decided) -> Decided:
    if not made.inputs.measured:
        return made
    answers = made.inputs.answers
    return replace(
        made,
        inputs=Inputs(answers=answers),
        decision=decide(answers, made.catalog, made.on),
    )


def with_results(version: PlanVersion, tests: Iterable[JobTest]) -> Decided:
    """Return what a version says with what its tests counted.

    That is the decision that would be made of all of it together.
    """
    made = decided(version)
    # Which terms a test has to meet follows from the plan as it is without it, as when a version is
    # made.
    results = measured(counting_tests(tests, _without_tests(made).decision))
    if results == made.inputs.measured:
        return made
    inputs = replace(made.inputs, measured=results)
    decision = decide(inputs.answers, made.catalog, made.on, results)
    return replace(made, inputs=inputs, decision=decision)


def gone(answers: Answers, catalog: Catalog) -> tuple[str, ...]:
    """Return what the answers name that a catalog no longer has; such a plan is undecidable."""
    jobs = [job.use_case for job in answers.jobs if job.use_case not in {None, *catalog.use_case}]
    tools = [
        *(row.plan for row in answers.paid),
        *(row.tool for row in answers.choices),
        *(job.tool_today for job in answers.jobs if job.tool_today),
    ]
    return (
        *(slug for slug in jobs if slug is not None),
        *(tool for tool in tools if not is_on_file(catalog, tool)),
    )
