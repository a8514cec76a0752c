"""How long it takes to say what a publication does to ten thousand live plans."""

import time
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.db import connection
from django.utils.timezone import localdate

from catalog import releases
from catalog.schema import Catalog, Price
from tests.bench.table import Row, at_most
from tests.support import with_ends
from tests.wizard.impact import put
from tests.wizard.wandering import wander
from wizard.decision.tools import tools_of
from wizard.models import CitedFacts, Plan, PlanVersion
from wizard.plans import drifting, stored
from wizard.plans.deciding import Decided, decide_now
from wizard.plans.stored import Inputs
from wizard.publishing import impact_run
from wizard.publishing.impact import FIRSTS
from wizard.questions.page_order import journey_of

PLANS = 10_000
WALKS = 300  # through the wizard
BUDGET_S = 50  # a decision takes three milliseconds, and a plan that moves takes two
USUAL_WAGE = Decimal(25)
AT_ONCE = 1_000  # rows that are stored


@dataclass(frozen=True, slots=True)
class Walk:
    """A walk through the wizard by chance, and what is stored of its plan."""

    pages: Mapping[str, Any]
    decided: Decided
    decision: str
    facts: Sequence[str]
    tools: Mapping[str, Sequence[str]]

    def inputs(self, number: int) -> str:
        """Return what one of many plans was decided on: no two pay the same wage."""
        answers = self.decided.answers
        wage = (answers.wage_usd or USUAL_WAGE) + Decimal(number) / 10_000
        return stored.dump(Inputs(answers=replace(answers, wage_usd=wage)))


def rows(plans: int = PLANS, walks: int = WALKS) -> Iterator[Row]:
    """Yield the seconds from asking to the last count for two publications.

    Needs a database with a release.
    """
    edition, on = releases.current(), localdate()
    walked = fill(plans, walks, edition, on)
    for name, following in _publications(edition.catalog, walked, on):
        begun, worked = time.perf_counter(), time.process_time()
        done = impact_run.go_on(impact_run.begin(edition, following, on), seconds=3600)
        seconds, own_work = time.perf_counter() - begun, time.process_time() - worked
        assert done.done
        assert done.looked == plans
        title = f"impact of {name} on {plans:,} live plans"
        yield Row(f"{title}, with the database", round(seconds, 1), "s")
        yield Row(title, round(own_work, 1), "s", at_most(BUDGET_S))
        yield Row(f"{title}: another first choice", done.counts.get(FIRSTS, 0), "plans")


def _publications(
    catalog: Catalog, walks: Iterable[Walk], on: date
) -> Iterator[tuple[str, Catalog]]:
    """Yield two publications that touch what most plans name: its price, its model's end."""
    tools = [tool.slug for name in _names(walks) for tool in tools_of(name)]
    tool = _most_frequent(tools)

    def is_its_price(row: Price) -> bool:
        return row.app_plan == tool or (row.offer or "").startswith(f"{tool}@")

    yield (
        "a price",
        put(catalog, "prices", is_its_price, lambda row: replace(row, amount=row.usd * 3)),
    )
    model = _most_frequent([slug for slug in tools if slug in catalog.model])
    yield "a model that ends", with_ends(catalog, {model: on + timedelta(days=30)}, on)


def _names(walks: Iterable[Walk]) -> Iterator[str]:
    for walk in walks:
        for names in walk.tools.values():
            yield from names


def _most_frequent(slugs: Sequence[str]) -> str:
    return Counter(sorted(slugs)).most_common(1)[0][0]


def fill(plans: int, walks: int, edition: releases.Edition, on: date) -> Sequence[Walk]:
    """Store so many plans without pages, made of so many random walks, and return those."""
    walked = [_walk(seed, edition.catalog, on) for seed in range(walks)]
    _store(walked, plans, edition, on)
    return walked


def _walk(seed: int, catalog: Catalog, on: date) -> Walk:
    pages = wander(seed, catalog)
    decided = decide_now(journey_of(pages, catalog, on).answers, catalog, on)
    return Walk(
        pages=pages,
        decided=decided,
        decision=stored.dump(decided.decision),
        facts=sorted(drifting.facts_cited(decided.decision)),
        tools=drifting.tools_by_job(decided.decision),
    )


def _store(walks: Sequence[Walk], count: int, edition: releases.Edition, on: date) -> None:
    plans = Plan.objects.bulk_create(
        Plan(view_key=f"bench-plan-{number:08}", edit_key_hash=f"{number:064x}")
        for number in range(count)
    )
    walk_of = [walks[number % len(walks)] for number in range(count)]
    versions = PlanVersion.objects.bulk_create(
        [
            PlanVersion(
                plan=plan,
                number=1,
                answers=walk.pages,
                inputs=walk.inputs(number),
                decision=walk.decision,
                release=edition.number,
                release_digest=edition.digest,
                decided_on=on,
                engine=walk.decided.decision.method,
            )
            for number, (plan, walk) in enumerate(zip(plans, walk_of, strict=True))
        ],
        batch_size=AT_ONCE,
    )
    CitedFacts.objects.bulk_create(
        [
            CitedFacts(plan_id=version.plan_id, version=version, facts=walk.facts, shown=walk.tools)
            for version, walk in zip(versions, walk_of, strict=True)
        ],
        batch_size=AT_ONCE,
    )
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE wizard_citedfacts, wizard_plan, wizard_planversion")
