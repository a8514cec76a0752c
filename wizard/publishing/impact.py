"""What a publication would do to one plan, worked out without publishing it.

No word of the plan's owner is used.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from catalog.differences import Difference
from catalog.schema import Catalog
from wizard.decision.decide import outline
from wizard.decision.decision import Decision, JobDecision
from wizard.models import CitedFacts
from wizard.plans import stored
from wizard.plans.deciding import gone
from wizard.plans.drifting import cited_as
from wizard.plans.stored import Inputs, StoredFormError
from wizard.plans.tools import ending_word, named, tools_named

FIRSTS, LOSSES, DEARER, CHEAPER, UNREAD = "firsts", "losses", "dearer", "cheaper", "unread"
UNSAID = "unsaid"  # today's release cannot read an answer either
NOTABLE = 0.1  # of what the plan costs; one that moves less stays where it was


def changed_facts(changes: Iterable[Difference]) -> list[str]:
    """Return the facts that plans may cite and that read differently, as they are kept."""
    return sorted({cited_as(change.kind, change.key) for change in changes})


@dataclass(frozen=True, kw_only=True)
class Sides:
    """The release there is and the one that would be, on one day."""

    before: Catalog
    after: Catalog
    on: date


def effects_on(row: CitedFacts, between: Sides) -> tuple[str, ...]:
    """Return what happens to one plan; nothing where it still says what its owner reads.

    What it would no longer say may not hold today either: only then is it decided on both sides.
    """
    try:
        inputs = stored.load_inputs(row.version.inputs)
        says = stored.load_decision(row.version.decision)
    except StoredFormError:
        return (UNSAID,)
    if gone(inputs.answers, between.before):
        return (UNSAID,)
    if gone(inputs.answers, between.after):
        return (UNREAD,)
    after = _decided(inputs, between.after, between.on)
    if not _compared(says, after):
        return ()
    return _compared(_decided(inputs, between.before, between.on), after)


def _decided(inputs: Inputs, catalog: Catalog, on: date) -> Decision:
    return outline(inputs.answers, catalog, on, inputs.measured)


def _compared(before: Decision, after: Decision) -> tuple[str, ...]:
    way = _way(before.usd_month, after.usd_month)
    happens = {
        FIRSTS: _firsts(before) != _firsts(after),
        LOSSES: bool(_lost(before, after)),
        way: bool(way),
    }
    return tuple(name for name, holds in happens.items() if holds)


def _firsts(decision: Decision) -> Mapping[str, tuple[str, str]]:
    """Return what is said of each job: how it ends, and what is named first."""
    return {job.work.key: (ending_word(job), _first(job)) for job in decision.jobs}


def _first(job: JobDecision) -> str:
    advice = named(job)
    return advice.first.option.tool if advice is not None else ""


def _lost(before: Decision, after: Decision) -> list[str]:
    """Return the tools that are named, and would no longer pass for their job."""
    passing = {job.work.key: _passing(job) for job in after.jobs}
    return [
        tool
        for job in before.jobs
        for tool in tools_named(job)
        if tool not in passing[job.work.key]
    ]


def _passing(job: JobDecision) -> frozenset[str]:
    ranking = job.ranking
    if ranking is None:
        return frozenset()
    return frozenset(row.option.tool for row in ranking.passing)


def _way(before: float, after: float) -> str:
    if abs(after - before) <= NOTABLE * before:
        return ""
    return DEARER if after > before else CHEAPER
