"""How long it takes to say what a publication does to ten thousand live plans, and that a sample of it is exact."""

import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random
from typing import Any

from django.db import connection
from django.utils.timezone import localdate

from catalog import releases
from catalog.schema import Catalog
from catalog.vocabulary import Fit
from tests.bench.table import Row, at_most
from tests.support import with_ends
from tests.wizard.impact import COUNTED, counts_of, put
from tests.wizard.wandering import wander
from wizard.decision.decide import decide
from wizard.decision.decision import Decision
from wizard.decision.table import Tables
from wizard.decision.vocabulary import Place, Preference, WrongResult
from wizard.models import CitedFacts, Plan, PlanVersion
from wizard.plans import drifting
from wizard.publishing import impact_run
from wizard.publishing.impact import FIRSTS, Sides, effects_on
from wizard.steps.journey import travel

PLANS = 10_000
BASES = (
    300  # walks through the wizard; no two plans that came of the same one have the same answers
)
SAMPLE = 150
BUDGET_S = 30


@dataclass(frozen=True, slots=True)
class Base:
    """A plan by chance, decided in full."""

    stored: list[Any]
    decision: Decision


def rows() -> list[Row]:
    """Return the seconds from asking to the last count for three publications. Needs a database with a release."""
    edition, on = releases.current(), localdate()
    bases = list(_bases(edition.catalog, on))
    _keep(bases, edition, on)
    first = _most(
        [part.pick.model if part.pick else None for base in bases for part in base.decision.parts]
    )
    job = _most(
        [
            part.job
            for base in bases
            for part in base.decision.parts
            if not part.job.startswith("own")
        ]
    )
    ends, now = on + timedelta(days=30), edition.catalog
    changes = {
        "a price": put(
            now,
            "prices",
            lambda row: (row.offer or "").startswith(f"{first}@"),
            lambda row: replace(row, amount=row.usd * 3),
        ),
        "a cell": put(
            now, "cells", lambda row: row.use_case == job, lambda row: replace(row, fit=Fit.NO)
        ),
        "a model that ends": with_ends(now, {first: ends}, on),
    }
    found: list[Row] = []
    for name, following in changes.items():
        begun, worked = time.perf_counter(), time.process_time()
        look = impact_run.begin(edition, following, on)
        done = impact_run.go_on(look, seconds=3600)
        seconds, cpu = time.perf_counter() - begun, time.process_time() - worked
        assert done.done
        assert done.looked == PLANS
        found += [
            Row(
                f"impact of {name} on {PLANS:,} live plans (budget {BUDGET_S})",
                round(seconds, 2),
                "s",
            ),
            Row(f"impact of {name}: of that, our own work", round(cpu, 2), "s", at_most(BUDGET_S)),
            Row(
                f"impact of {name}: plans with another first choice",
                done.counts.get(FIRSTS, 0),
                "plans",
            ),
            Row(
                f"impact of {name}: off in a sample of {SAMPLE}",
                _off(edition, following, on),
                "counts",
                at_most(0),
            ),
        ]
    return found


def _bases(catalog: Catalog, on: date) -> Iterator[Base]:
    for seed in range(BASES):
        journey = travel(wander(seed, catalog, on), catalog, on)
        stored = [list(pair) for pair in journey.counting]
        yield Base(stored, decide(journey.answers, catalog, on))


def _keep(bases: list[Base], edition: releases.Edition, on: date) -> None:
    chance = Random(7)  # noqa: S311  # for a bench
    plans = Plan.objects.bulk_create(
        Plan(view_key=f"bench-plan-{number:08}", edit_key_hash=f"{number:064x}")
        for number in range(PLANS)
    )
    versions = PlanVersion.objects.bulk_create(
        [
            PlanVersion(
                plan=plan,
                number=1,
                answers=_varied(bases[place % BASES].stored, chance, on),
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
                facts=sorted(drifting.facts_cited(bases[place % BASES].decision)),
                shown=drifting.named(bases[place % BASES].decision),
            )
            for place, version in enumerate(versions)
        ],
        batch_size=1000,
    )
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE wizard_citedfacts, wizard_plan, wizard_planversion")


def _varied(stored: list[Any], chance: Random, on: date) -> list[Any]:
    """Return stored answers with other figures, wishes and days; most plans are of the past year, and begun by now."""
    start = on + timedelta(days=chance.randint(-330, 60))
    draw: dict[str, Callable[[], Any]] = {
        "volume": lambda: _number(round(10 ** chance.uniform(1, 4.5))),
        "minutes": lambda: _number(chance.randint(1, 90)),
        "wrong_result": lambda: chance.choice(list(WrongResult)).value,
        "wage": lambda: {"amount": str(chance.randint(15, 120)), "currency": "USD"},
        "place": lambda: chance.choices(list(Place), (6, 3, 1))[0].value,
        "preference": lambda: chance.choice(list(Preference)).value,
        "start": lambda: chance.choice((None, start.isoformat())),
    }
    names = {name: name.partition(".")[0] for name, _ in stored}
    return [[name, draw[names[name]]() if names[name] in draw else value] for name, value in stored]


def _number(value: int) -> dict[str, str]:
    return {"low": str(value), "high": str(value)}


def _off(edition: releases.Edition, following: Catalog, on: date) -> int:
    """Return how many of the counts over a sample differ from those of the full engine."""
    sample = list(
        CitedFacts.objects.select_related("version").order_by("plan_id")[:: PLANS // SAMPLE]
    )
    between = Sides(before=Tables(edition.catalog, on), after=Tables(following, on))
    found = Counter(name for row in sample for name in effects_on(row, between))
    plans = [(dict(row.version.answers), row.shown) for row in sample]
    full = counts_of(plans, edition.catalog, following, on)
    return sum(found.get(effect, 0) != full[effect] for effect in COUNTED)


def _most(values: list[Any]) -> Any:
    known = [value for value in values if value]
    return max(sorted(set(known)), key=known.count)
