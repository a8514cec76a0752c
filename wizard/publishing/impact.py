"""What a publication would do to the plans there are, counted without publishing it and without a word of their owners."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property

from catalog.differences import Difference
from wizard.decision.decide import contests_of, ends_with, outcome_of
from wizard.decision.ranking import Contest
from wizard.decision.table import Tables
from wizard.decision.vocabulary import Outcome, State
from wizard.models import Leaning
from wizard.plans.drifting import cited_as
from wizard.plans.leaning import shown_of
from wizard.steps.journey import Journey, travel

DEARER, CHEAPER = "dearer", "cheaper"
NOTABLE = Decimal("0.1")  # of what the models cost; a plan that moves less stays where it was


def changed_facts(found: Iterable[Difference]) -> list[str]:
    """Return the facts that plans may cite and that read differently, as they are kept."""
    return sorted({cited_as(each.kind, each.key) for each in found})


@dataclass(frozen=True, slots=True, order=True)
class Move:
    """What happens to a plan: for which work, from which model to which."""

    work: str
    before: str
    after: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Effect:
    """What a publication would do to one plan; nothing that its owner wrote."""

    approach_before: Outcome | None = None
    approach_after: Outcome | None = None
    other_first: bool = False
    firsts: tuple[Move, ...] = ()
    losses: tuple[Move, ...] = ()
    costs: tuple[Move, ...] = ()
    way: str = ""  # dearer or cheaper, where that is notable
    share: Decimal | None = None  # how much more that is; None where its models cost nothing today
    no_longer_read: bool = False

    @property
    def any(self) -> bool:
        """Return whether it does anything."""
        return self.other_first or bool(self.losses or self.way) or self.no_longer_read


@dataclass(kw_only=True)
class Tally:
    """How many of the plans looked at a publication would change, and in what way."""

    plans: int = 0
    unread: int = 0  # whose answers today's release cannot read either
    no_longer_read: int = 0
    other_first: int = 0
    lose_shown: int = 0
    dearer: int = 0
    cheaper: int = 0
    firsts: Counter[Move] = field(default_factory=Counter)
    losses: Counter[Move] = field(default_factory=Counter)
    costs: Counter[Move] = field(default_factory=Counter)

    @property
    def other_cost(self) -> int:
        """Return how many would cost notably more or less."""
        return self.dearer + self.cheaper

    def add(self, effect: Effect | None) -> None:
        """Count one plan; None where its answers cannot be read today either."""
        self.plans += 1
        if effect is None:
            self.unread += 1
            return
        self.no_longer_read += effect.no_longer_read
        self.other_first += effect.other_first
        self.lose_shown += bool(effect.losses)
        self.dearer += effect.way == DEARER
        self.cheaper += effect.way == CHEAPER
        self.firsts.update(effect.firsts)
        self.losses.update(effect.losses)
        self.costs.update(effect.costs)


# What the questions read of the catalog: where none of it changes, a plan's answers read alike on both sides.
ASKED_OF = ("use_cases", "cells", "industries", "job_roles", "products", "advice", "exchange_rates")


@dataclass(frozen=True, kw_only=True)
class Sides:
    """The release there is and the one that would be, on one day, each with the tables that all plans share."""

    before: Tables
    after: Tables

    @cached_property
    def read_alike(self) -> bool:
        """Return whether the questions find the same on both sides."""
        return all(getattr(self.before.catalog, kind) == getattr(self.after.catalog, kind) for kind in ASKED_OF)


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """Plans that were looked at: what would happen to those that anything happens to."""

    effects: dict[int, Effect]  # by plan


def count(rows: Iterable[Leaning], between: Sides, tally: Tally) -> Seen:
    """Add these plans to a tally, and return what would happen to them."""
    seen = Seen(effects={})
    for row in rows:
        effect = _effect(row, between)
        tally.add(effect)
        if effect is not None and effect.any:
            seen.effects[row.plan_id] = effect
    return seen


def _effect(row: Leaning, between: Sides) -> Effect | None:
    """Return what would happen to one plan; None where its answers cannot be read today either."""
    stored = dict(row.version.answers)
    before = travel(stored, between.before.catalog, between.before.on)
    if _gone(before):
        return None
    after = before if between.read_alike else travel(stored, between.after.catalog, between.after.on)
    if _gone(after):
        return Effect(no_longer_read=True)
    shown = shown_of(row)
    return _compared(_side(before, between.before, shown), _side(after, between.after, shown))


def _gone(journey: Journey) -> bool:
    return any(given.gone for stop in journey.stops for given in stop.given)


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanOutcome:
    """What a plan says on one catalog."""

    outcome: Outcome
    names: Mapping[str, str]  # what is said of each task: the model, or how the question ends
    picks: tuple[tuple[str, str], ...]  # task and model
    passing: Mapping[str, frozenset[str]]  # of the models that the plan shows for each task, those that may be picked
    usd: Decimal | None  # fees of a month of all picks; None where one is not known


def _side(journey: Journey, tables: Tables, shown: Mapping[str, Sequence[str]]) -> PlanOutcome:
    contests = contests_of(journey.answers, tables.catalog, tables.on, tables)
    ended = [(each.case.task, each.first, ends_with(each)) for each in contests]
    picked = [(task.key, first.pick) for task, first, state in ended if state is State.PICKED and first.pick]
    fees = [round(pick.fees, 4) if pick.cost is not None else None for _, pick in picked]
    picks = tuple((task, pick.model) for task, pick in picked)
    return PlanOutcome(
        outcome=outcome_of((state, task.kind) for task, _, state in ended),
        names={task.key: state.value for task, _, state in ended} | dict(picks),
        picks=picks,
        passing={each.case.task.key: _passing(each, shown.get(each.case.task.key, ())) for each in contests},
        usd=None if None in fees else Decimal(str(sum(fee or 0.0 for fee in fees))),
    )


def _passing(contest: Contest, shown: Sequence[str]) -> frozenset[str]:
    """Return which of the models that a plan shows may be picked, within its limit on cost where one is picked."""
    found = [each for each in contest.allowed if each.model in shown]
    return frozenset(each.model for each in (contest.payable(found) if contest.first.pick else found))


def _compared(before: PlanOutcome, after: PlanOutcome) -> Effect:
    firsts = tuple(
        Move(task, before.names.get(task, ""), after.names.get(task, ""))
        for task in sorted({*before.names, *after.names})
        if before.names.get(task) != after.names.get(task)
    )
    way = _way(before.usd, after.usd)
    share = (after.usd - before.usd) / before.usd if way and before.usd and after.usd is not None else None
    return Effect(
        approach_before=before.outcome,
        approach_after=after.outcome,
        other_first=bool(firsts),
        firsts=firsts,
        losses=tuple(
            Move(task, slug)
            for task, passing in before.passing.items()
            for slug in sorted(passing - after.passing.get(task, frozenset()))
        ),
        costs=tuple(Move(task, slug, way) for task, slug in before.picks) if way else (),
        way=way,
        share=share,
    )


def _way(before: Decimal | None, after: Decimal | None) -> str:
    if before is None or after is None or abs(after - before) <= NOTABLE * before:
        return ""
    return DEARER if after > before else CHEAPER
