"""How long it takes to say what a publication does to ten thousand live plans."""

import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from django.db import connection
from django.utils.timezone import localdate

from catalog import releases
from catalog.schema import Catalog
from tests.bench.table import Row, at_most
from tests.support import with_ends
from tests.wizard.impact import put
from tests.wizard.wandering import wander
from wizard.decision.tools import tools_of
from wizard.models import CitedFacts, Plan, PlanVersion
from wizard.plans import drifting, stored
from wizard.plans.deciding import Decided, decide_now
from wizard.publishing import impact_run
from wizard.publishing.impact import FIRSTS
from wizard.questions.pages import journey_of

PLANS = 10_000
BASES = 300  # walks through the wizard
BUDGET_S = 20


@dataclass(frozen=True, slots=True)
class Base:
    """A plan by chance, decided in full."""

    pages: Mapping[str, Any]
    made: Decided


def rows() -> Iterator[Row]:
    """Yield the seconds from asking to the last count for three publications. Needs a database with a release."""
    edition, on = releases.current(), localdate()
    bases = list(_bases(edition.catalog, on))
    _keep(bases, edition, on)
    names = [name for base in bases for name in _names(base.made)]
    first = _most([tool.slug for name in names for tool in tools_of(name)])
    now = edition.catalog
    models = [row.slug for row in now.models if any(row.slug in name for name in names)]
    changes = {
        "a price": put(
            now,
            "prices",
            lambda row: row.app_plan == first or (row.offer or "").startswith(f"{first}@"),
            lambda row: replace(row, amount=row.usd * 3),
        ),
        "a model that ends": with_ends(now, {models[0]: on + timedelta(days=30)}, on),
    }
    for name, following in changes.items():
        begun, worked = time.perf_counter(), time.process_time()
        done = impact_run.go_on(impact_run.begin(edition, following, on), seconds=3600)
        seconds, cpu = time.perf_counter() - begun, time.process_time() - worked
        assert done.done
        assert done.looked == PLANS
        of = f"impact of {name}"
        yield Row(f"{of} on {PLANS:,} live plans (budget {BUDGET_S})", round(seconds, 2), "s")
        yield Row(f"{of}: of that, our own work", round(cpu, 2), "s", at_most(BUDGET_S))
        yield Row(f"{of}: plans with another first choice", done.counts.get(FIRSTS, 0), "plans")


def _bases(catalog: Catalog, on: date) -> Iterator[Base]:
    for seed in range(BASES):
        pages = wander(seed, catalog)
        yield Base(pages, decide_now(journey_of(pages, catalog, on).answers, catalog, on))


def _names(made: Decided) -> list[str]:
    return [name for names in drifting.tools_by_job(made.decision).values() for name in names]


def _keep(bases: list[Base], edition: releases.Edition, on: date) -> None:
    plans = Plan.objects.bulk_create(
        Plan(view_key=f"bench-plan-{number:08}", edit_key_hash=f"{number:064x}")
        for number in range(PLANS)
    )
    kept = [
        (
            stored.dump(base.made.inputs),
            stored.dump(base.made.decision),
            sorted(drifting.facts_cited(base.made.decision)),
            drifting.tools_by_job(base.made.decision),
        )
        for base in bases
    ]
    versions = PlanVersion.objects.bulk_create(
        [
            PlanVersion(
                plan=plan,
                number=1,
                answers=bases[place % BASES].pages,
                inputs=kept[place % BASES][0],
                decision=kept[place % BASES][1],
                release=edition.number,
                release_digest=edition.digest,
                decided_on=on,
                engine=1,
            )
            for place, plan in enumerate(plans)
        ],
        batch_size=1000,
    )
    CitedFacts.objects.bulk_create(
        [
            CitedFacts(
                plan_id=version.plan_id,
                version=version,
                facts=kept[place % BASES][2],
                shown=kept[place % BASES][3],
            )
            for place, version in enumerate(versions)
        ],
        batch_size=1000,
    )
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE wizard_citedfacts, wizard_plan, wizard_planversion")


def _most(values: list[str]) -> str:
    return max(sorted(set(values)), key=values.count)
