"""What a publication would do to one plan, worked out without publishing it and without a word of its owner."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from catalog.differences import Difference
from wizard.decision.decide import ends_with, selections_of
from wizard.decision.ranking import Selection
from wizard.decision.table import Tables
from wizard.decision.vocabulary import State
from wizard.models import CitedFacts
from wizard.plans.drifting import cited_as
from wizard.steps.journey import Journey, travel

FIRSTS, LOSSES, DEARER, CHEAPER, UNREAD = "firsts", "losses", "dearer", "cheaper", "unread"
UNSAID = "unsaid"  # today's release cannot read an answer either
NOTABLE = Decimal("0.1")  # of what the models cost; a plan that moves less stays where it was

# What the questions of every plan read of the catalog; of use cases and their cells a plan reads those of its jobs.
ASKED_OF = ("industries", "job_roles", "app_plans", "advice", "exchange_rates")


def changed_facts(found: Iterable[Difference]) -> list[str]:
    """Return the facts that plans may cite and that read differently, as they are kept."""
    return sorted({cited_as(each.kind, each.key) for each in found})


@dataclass(frozen=True, kw_only=True)
class Sides:
    """The release there is and the one that would be, on one day, each with the tables that all plans share."""

    before: Tables
    after: Tables

    def read_alike(self, journey: Journey) -> bool:
        """Return whether the answers of this way read the same on the other side."""
        return self._asked_alike and self._changed.isdisjoint(
            job.use_case for job in journey.answers.jobs
        )

    @cached_property
    def _asked_alike(self) -> bool:
        return all(
            getattr(self.before.catalog, kind) == getattr(self.after.catalog, kind)
            for kind in ASKED_OF
        )

    @cached_property
    def _changed(self) -> frozenset[str]:
        """The use cases that, or a cell of which, differ."""
        both = (self.before.catalog, self.after.catalog)
        use_cases, cells = (
            [set(each.use_cases) for each in both],
            [set(each.cells) for each in both],
        )
        changed = {row.slug for row in set.symmetric_difference(*use_cases)}
        return frozenset(changed | {row.use_case for row in set.symmetric_difference(*cells)})


def effects_on(row: CitedFacts, between: Sides) -> tuple[str, ...]:
    """Return what happens to one plan; nothing where it stays as it is."""
    stored = dict(row.version.answers)
    before = travel(stored, between.before.catalog, between.before.on)
    if _gone(before):
        return (UNSAID,)
    after = (
        before
        if between.read_alike(before)
        else travel(stored, between.after.catalog, between.after.on)
    )
    if _gone(after):
        return (UNREAD,)
    return _compared(
        _side(before, between.before, row.shown), _side(after, between.after, row.shown)
    )


def _gone(journey: Journey) -> bool:
    return any(given.gone for given in journey.given)


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanOutcome:
    names: Mapping[str, str]  # what is said of each task: the model, or how the question ends
    passing: Mapping[
        str, frozenset[str]
    ]  # of the models that the plan shows for each task, those that may be picked
    usd: Decimal | None  # fees of a month of all picks; None where one is not known


def _side(journey: Journey, tables: Tables, shown: Mapping[str, Sequence[str]]) -> PlanOutcome:
    selections = selections_of(journey.answers, tables.catalog, tables.on, tables)
    ended = [(each.case.task, each.first, ends_with(each)) for each in selections]
    picked = {
        task.key: first.pick for task, first, state in ended if state is State.PICKED and first.pick
    }
    fees = [round(pick.fees, 4) if pick.cost is not None else None for pick in picked.values()]
    return PlanOutcome(
        names={task.key: state.value for task, _, state in ended}
        | {key: pick.model for key, pick in picked.items()},
        passing={
            each.case.task.key: _passing(each, shown.get(each.case.task.key, ()))
            for each in selections
        },
        usd=None if None in fees else Decimal(str(sum(fee or 0.0 for fee in fees))),
    )


def _passing(selection: Selection, shown: Sequence[str]) -> frozenset[str]:
    """Return which of the models that a plan shows may be picked, within its limit on cost where one is picked."""
    found = [each for each in selection.allowed if each.model in shown]
    return frozenset(
        each.model for each in (selection.payable(found) if selection.first.pick else found)
    )


def _compared(before: PlanOutcome, after: PlanOutcome) -> tuple[str, ...]:
    lost = any(
        passing - after.passing.get(task, frozenset()) for task, passing in before.passing.items()
    )
    way = _way(before.usd, after.usd)
    happens = {FIRSTS: before.names != after.names, LOSSES: lost, way: way}
    return tuple(name for name, holds in happens.items() if holds)


def _way(before: Decimal | None, after: Decimal | None) -> str:
    if before is None or after is None or abs(after - before) <= NOTABLE * before:
        return ""
    return DEARER if after > before else CHEAPER
