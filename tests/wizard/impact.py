"""Many plans without their pages, and what a publication does to each, worked out by the full engine."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any

from catalog.schema import Catalog
from catalog.vocabulary import Fit
from tests.support import remembered, starter_catalog
from tests.wizard.wandering import wander
from wizard.engine.adapter import adapted
from wizard.engine.answers import Answers
from wizard.engine.decide import ENGINE, decide
from wizard.engine.decision import Decision, dump
from wizard.engine.judging import judge
from wizard.engine.requirements import Case, could_make
from wizard.engine.workload import PriceBook, needs
from wizard.models import PlanVersion
from wizard.plans import drafts, leaning
from wizard.plans.versions import decision_of
from wizard.steps.journey import travel

ON = date(2026, 11, 25)


@dataclass(frozen=True, kw_only=True)
class Counts:
    """What is counted on the publishing page."""

    other_first: int = 0
    lose_shown: int = 0
    dearer: int = 0
    cheaper: int = 0
    no_longer_read: int = 0


@cache
def wandered(seed: int) -> tuple[tuple[tuple[str, Any], ...], Decision]:
    """Return a plan by chance, decided on the starter catalog."""
    journey = travel(wander(seed, starter_catalog(), ON), starter_catalog(), ON)
    return tuple(journey.counting), decide(adapted(journey.answers), starter_catalog(), ON)


def keep_plans(seeds: Iterable[int], digest: str) -> list[PlanVersion]:
    """Store plans with a version each and what it leans on, but no page, which takes longest."""
    reader = leaning.Reader(catalog=starter_catalog(), on=ON)
    found = []
    for seed in seeds:
        answers, decision = wandered(seed)
        plan, _ = drafts.start(dict(answers))
        version = PlanVersion.objects.create(
            plan=plan,
            number=1,
            answers=[list(pair) for pair in answers],
            release=1,
            release_digest=digest,
            decided_on=ON,
            decision=dump(decision).decode(),
            engine=ENGINE,
        )
        leaning.keep(version, decision, reader)
        found.append(version)
    return found


_decided = remembered(decide)  # the catalog before is the same for every change


def full_counts(versions: Sequence[PlanVersion], now: Catalog, following: Catalog, on: date) -> Counts:
    """Decide every plan in full on both catalogs, and count."""
    plans = [
        (
            dict(version.answers),
            {part.key: [row.model for row in part.candidates] for part in decision_of(version).parts},
        )
        for version in versions
    ]
    return counts_of(plans, now, following, on)


def counts_of(
    plans: Sequence[tuple[Mapping[str, Any], Mapping[str, Sequence[str]]]], now: Catalog, following: Catalog, on: date
) -> Counts:
    """Decide stored answers in full on both catalogs, and count; with each the models that its plan shows."""
    rows = []
    old, new = World(now, on, PriceBook(now, on)), World(following, on, PriceBook(following, on))
    for stored, shown in plans:
        was, will = travel(stored, now, on), travel(stored, following, on)
        if _gone(was):
            continue
        rows.append(
            Counts(no_longer_read=1)
            if _gone(will)
            else _one(adapted(was.answers), adapted(will.answers), shown, old, new)
        )
    return _sum_of(rows)


@dataclass(frozen=True, slots=True)
class World:
    """A catalog on a day, with its prices looked up."""

    catalog: Catalog
    on: date
    prices: PriceBook


def _sum_of(rows: Sequence[Counts]) -> Counts:
    return Counts(**{name: sum(getattr(row, name) for row in rows) for name in Counts.__dataclass_fields__})


def _one(was: Answers, will: Answers, shown: Mapping[str, Sequence[str]], now: World, following: World) -> Counts:
    before, after = _decided(was, now.catalog, now.on), _decided(will, following.catalog, following.on)
    old, new = _usd(before), _usd(after)
    moved = old is not None and new is not None and abs(new - old) > old / 10
    return Counts(
        other_first=_firsts(before) != _firsts(after),
        lose_shown=any(
            _passing(was, now, part, model) and not _passing(will, following, part, model)
            for part, models in shown.items()
            if _alive(before, part) and _alive(after, part)
            for model in models
        ),
        dearer=bool(moved and new is not None and old is not None and new > old),
        cheaper=bool(moved and new is not None and old is not None and new < old),
    )


def _gone(journey: Any) -> bool:
    return any(given.gone for stop in journey.stops for given in stop.given)


def _firsts(decision: Decision) -> tuple[Any, ...]:
    return decision.outcome, {part.key: part.chosen for part in decision.parts}


def _alive(decision: Decision, key: str) -> bool:
    part = decision.part(key)
    return part is not None and part.fit is not Fit.NO


def _usd(decision: Decision) -> Decimal | None:
    chosen = [part.candidate(part.chosen) for part in decision.parts if part.chosen]
    usd = [row.unit_usd for row in chosen if row is not None]
    months = [row.month_usd.likely for row in chosen if row is not None]
    amounts = usd if None in months else months
    known = [amount for amount in amounts if amount is not None]
    return sum(known, Decimal(0)) if known and len(known) == len(amounts) else None


def _passing(answers: Answers, world: World, key: str, slug: str) -> bool:
    model = world.catalog.model.get(slug)
    need = next((need for need in needs(answers, world.catalog) if need.key == key), None)
    if model is None or need is None:
        return False
    case = Case(answers=answers, catalog=world.catalog, on=world.on, need=need, prices=world.prices)
    return could_make(case, model) and not judge(case, model).dropped_by
