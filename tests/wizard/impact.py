"""Many plans without their pages, and what a publication does to each, worked out one plan at a time."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import cache
from typing import Any

from catalog.registry import without_orphans
from catalog.schema import Catalog
from tests.support import remembered, starter_catalog
from tests.wizard.wandering import wander
from wizard.decision.answers import Answers
from wizard.decision.decide import METHOD, rankings_of
from wizard.decision.ranking import Ranking
from wizard.decision.suitability import suitability
from wizard.models import PlanVersion
from wizard.plans import drafts, drifting, versions
from wizard.plans.advice import PlanAdvice, advise, dump, load
from wizard.publishing.impact import CHEAPER, DEARER, FIRSTS, LOSSES, UNREAD
from wizard.steps.journey import travel

ON = date(2026, 11, 25)


COUNTED = (FIRSTS, LOSSES, DEARER, CHEAPER, UNREAD)


def put(
    catalog: Catalog, kind: str, fits: Callable[[Any], bool], change: Callable[[Any], Any]
) -> Catalog:
    """Return a catalog with some rows of a kind changed, or taken out."""
    rows = (change(row) if fits(row) else row for row in getattr(catalog, kind))
    return without_orphans(
        replace(catalog, **{kind: tuple(row for row in rows if row is not None)})
    )


def shown(effects: Mapping[str, int]) -> Counter[str]:
    """Return to how many plans each effect happens that the publishing page counts."""
    return Counter({effect: effects.get(effect, 0) for effect in COUNTED})


@cache
def wandered(seed: int) -> tuple[tuple[tuple[str, Any], ...], PlanAdvice]:
    """Return a plan by chance, decided on the starter catalog."""
    journey = travel(wander(seed, starter_catalog(), ON), starter_catalog(), ON)
    return tuple(journey.counting), advise(journey.answers, starter_catalog(), ON)


def keep_plans(seeds: Iterable[int], digest: str) -> list[PlanVersion]:
    """Store plans with a version each and what it leans on, but no page, which takes longest."""
    found = []
    for seed in seeds:
        answers, advice = wandered(seed)
        plan, _ = drafts.start(dict(answers))
        version = PlanVersion.objects.create(
            plan=plan,
            number=1,
            answers=[list(pair) for pair in answers],
            release=1,
            release_digest=digest,
            decided_on=ON,
            engine=METHOD,
            advice=dump(advice),
        )
        versions.store_cited_facts(version, advice.decision)
        found.append(version)
    return found


_ranked = remembered(rankings_of)  # the catalog before is the same for every change


def full_counts(
    versions: Sequence[PlanVersion], now: Catalog, following: Catalog, on: date
) -> Counter[str]:
    """Rank every plan on both catalogs, and count."""
    plans = [
        (dict(version.answers), drifting.named(load(version.advice).decision))
        for version in versions
    ]
    return counts_of(plans, now, following, on)


def counts_of(
    plans: Sequence[tuple[Mapping[str, Any], Mapping[str, Sequence[str]]]],
    now: Catalog,
    following: Catalog,
    on: date,
) -> Counter[str]:
    """Rank stored answers on both catalogs, and count; with each the models that its plan names."""
    found: Counter[str] = Counter(dict.fromkeys(COUNTED, 0))
    for stored, named in plans:
        was, will = travel(stored, now, on), travel(stored, following, on)
        if _gone(will) and not _gone(was):
            found[UNREAD] += 1
        elif not _gone(was):
            found.update(
                _effects(_ranks(was.answers, now, on), _ranks(will.answers, following, on), named)
            )
    return found


def _ranks(answers: Answers, catalog: Catalog, on: date) -> Mapping[str, Ranking]:
    return {each.case.task.key: each for each in _ranked(answers, catalog, on)}


def _effects(
    before: Mapping[str, Ranking], after: Mapping[str, Ranking], named: Mapping[str, Sequence[str]]
) -> Iterator[str]:
    if {key: _first_name(each) for key, each in before.items()} != {
        k: _first_name(e) for k, e in after.items()
    }:
        yield FIRSTS
    shown_before = ((task, model) for task, models in named.items() for model in models)
    if any(
        _passes(before.get(task), model) and not _passes(after.get(task), model)
        for task, model in shown_before
    ):
        yield LOSSES
    old, new = _usd(before), _usd(after)
    if old is not None and new is not None and abs(new - old) > old / 10:
        yield DEARER if new > old else CHEAPER


def _gone(journey: Any) -> bool:
    return any(given.gone for stop in journey.stops for given in stop.given)


def _first_name(ranking: Ranking) -> str:
    ended = suitability(ranking.case.task, ranking.case.table.catalog)
    if ended is not None:
        return ended.state.value
    return ranking.pick.row.model.slug if ranking.pick else ranking.state.value


def _passes(ranking: Ranking | None, model: str) -> bool:
    return ranking is not None and any(row.row.model.slug == model for row in ranking.table)


def _usd(rankings: Mapping[str, Ranking]) -> float | None:
    """Return the fees of a month of every pick, to the hundredth of a cent as they are stored."""
    picks = [
        each.pick
        for each in rankings.values()
        if each.pick and not suitability(each.case.task, each.case.table.catalog)
    ]
    fees = [round(pick.fees, 4) if pick.cost else None for pick in picks]
    return None if None in fees else sum(fee or 0.0 for fee in fees)
