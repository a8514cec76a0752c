"""Many plans without their pages, and what a publication does to each.

It is worked out one plan at a time.
"""

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
from wizard.decision.decide import decide
from wizard.decision.decision import Decision, JobDecision
from wizard.decision.endings import Advised, FromList
from wizard.models import PlanVersion
from wizard.plans import drafts, stored, versions
from wizard.plans.stored import Inputs
from wizard.publishing.impact import CHEAPER, DEARER, FIRSTS, LOSSES, UNREAD
from wizard.questions.page_order import journey_of

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
def wandered(seed: int) -> tuple[Mapping[str, Any], Answers, Decision]:
    """Return a plan by chance, decided on the starter catalog."""
    pages = wander(seed, starter_catalog())
    answers = journey_of(pages, starter_catalog(), ON).answers
    return pages, answers, decide(answers, starter_catalog(), ON)


def keep_plans(seeds: Iterable[int], digest: str) -> list[PlanVersion]:
    """Store plans with a version each and what it leans on, but no page, which takes longest."""
    rows = []
    for seed in seeds:
        pages, answers, decision = wandered(seed)
        plan, _ = drafts.start(pages)
        version = PlanVersion.objects.create(
            plan=plan,
            number=1,
            answers=pages,
            inputs=stored.dump(Inputs(answers=answers)),
            decision=stored.dump(decision),
            release=1,
            release_digest=digest,
            decided_on=ON,
            engine=decision.method,
        )
        versions.store_cited_facts(version, decision)
        rows.append(version)
    return rows


_decided = remembered(decide)  # the catalog before is the same for every change


def full_counts(
    versions: Sequence[PlanVersion], now: Catalog, following: Catalog, on: date
) -> Counter[str]:
    """Decide every plan on both catalogs, and count."""
    counts: Counter[str] = Counter(dict.fromkeys(COUNTED, 0))
    for version in versions:
        answers = stored.load_inputs(version.inputs).answers
        if any(job.use_case not in {None, *following.use_case} for job in answers.jobs):
            counts[UNREAD] += 1
            continue
        counts.update(_effects(_decided(answers, now, on), _decided(answers, following, on)))
    return counts


def _effects(before: Decision, after: Decision) -> Iterator[str]:
    if [_says(job) for job in before.jobs] != [_says(job) for job in after.jobs]:
        yield FIRSTS
    pairs = zip(before.jobs, after.jobs, strict=True)
    if any(not _tools(was) <= _passing(job) for was, job in pairs):
        yield LOSSES
    old, new = before.usd_month, after.usd_month
    if abs(new - old) > old / 10:
        yield DEARER if new > old else CHEAPER


def _says(job: JobDecision) -> tuple[str, str]:
    advised = _advised(job)
    name = advised.recommendation.first.option.tool if advised is not None else ""
    return type(job.ending).__name__, name


def _advised(job: JobDecision) -> Advised | None:
    ending = job.ending.wording if isinstance(job.ending, FromList) else job.ending
    return ending if isinstance(ending, Advised) else None


def _tools(job: JobDecision) -> set[str]:
    advised = _advised(job)
    if advised is None:
        return set()
    both = (advised.recommendation.first, advised.recommendation.second)
    return {row.option.tool for row in both if row is not None}


def _passing(job: JobDecision) -> set[str]:
    rows = job.ranking.passing if job.ranking is not None else ()
    return {row.option.tool for row in rows}
