"""Where a site bends: 100 times the starter catalog, and 100,000 plans.

Takes half an hour; run it by name.
"""

import resource
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from io import StringIO
from itertools import chain
from typing import Any

from django.core.handlers.base import BaseHandler
from django.core.management import call_command
from django.db import connection, models
from django.test import RequestFactory
from django.test.utils import override_settings
from django.utils.timezone import localdate, now

from catalog import releases
from catalog.schema import Catalog, dump
from catalog.search.entries import index_release
from tests.bench.impact import WALKS, fill
from tests.bench.large import multiplied
from tests.bench.pages import FEW_ROUNDS, page_rows
from tests.bench.table import Row
from tests.support import publish_catalog, starter_catalog
from tests.wizard.impact import put
from wizard.models import CitedFacts, Plan, PlanVersion
from wizard.plans import drafts
from wizard.plans.examples import all_examples
from wizard.plans.versions import make
from wizard.publishing import impact_run

LISTS = ("/models/?makes=text&order=price", "/apps/", "/search/?q=picture", "/use-cases/")


@dataclass(frozen=True, slots=True, kw_only=True)
class Scale:
    """How many plans there are, from how many walks, how many are old; sizes of catalogs."""

    plans: int = 100_000
    walks: int = WALKS
    old: int = 20_000
    turn: float = 60  # seconds in which a publication is looked at: all of it would take hours
    times: tuple[int, ...] = (10, 100)


FULL = Scale()


def rows(scale: Scale = FULL) -> Iterator[Row]:
    """Yield what plans and pages cost with many of either, each told at once.

    Needs a database with a release.
    """
    with override_settings(DEBUG=False):
        for row in chain(_of_many_plans(scale), *map(_of_a_large_catalog, scale.times)):
            sys.stdout.write(f"{row.name}: {row.value} {row.unit}\n")
            yield row


# -------------------------------------------------------------------------------- many plans


def _of_many_plans(scale: Scale) -> Iterator[Row]:
    edition, on, of = releases.current(), localdate(), f"{scale.plans:,} plans"
    fill(scale.walks, scale.walks, edition, on)
    yield _seconds(f"{of} stored", lambda: _multiply(scale.plans // scale.walks))
    link = _made(all_examples()[0].answers).get_absolute_url()
    yield from _page(f"a plan among {of}", _asks(link))
    costlier = put(
        edition.catalog,
        "prices",
        lambda row: bool(row.app_plan),
        lambda row: replace(row, amount=row.amount * 2),
    )
    look = impact_run.go_on(impact_run.begin(edition, costlier, on), seconds=scale.turn)
    speed = round(look.looked / scale.turn)
    yield Row(f"impact of all prices of apps on {of}", speed, "plans a second")
    yield _seconds(
        f"publication beside {of}", lambda: publish_catalog(costlier, note="All prices.")
    )
    yield from _page(f"a plan among {of}, prices doubled since", _asks(link))
    then = now() - timedelta(days=2_000)
    rows_of = PlanVersion.objects.filter(page=None).order_by("pk").values("plan")
    Plan.objects.filter(pk__in=rows_of[: scale.old]).update(created=then, changed=then, opened=then)
    yield _seconds(f"what is to be deleted, counted among {of}", _purged)
    yield _seconds(f"{scale.old:,} of {of} deleted", lambda: _purged("--yes"))
    with connection.cursor() as cursor:
        cursor.execute("TRUNCATE wizard_plan CASCADE")


def _multiply(times: int) -> None:
    """Store every plan so many times, with its version and what that leans on."""
    copies = "split_part(plan.view_key, '-', 5)::bigint"
    of_plan = {
        "view_key": "'scale-plan-copy-' || n || '-' || plan.id",
        "edit_key_hash": "md5(n || '-' || plan.id) || md5(n || '+' || plan.id)",
    }
    joined = (
        f"JOIN wizard_plan AS plan ON plan.view_key LIKE 'scale-plan-copy-%' AND {copies} = "
        "old.plan_id"
    )
    _insert(Plan, of_plan, f"wizard_plan AS plan, generate_series(1, {times - 1}) AS n")
    _insert(PlanVersion, {"plan_id": "plan.id"}, f"wizard_planversion AS old {joined}")
    of_facts = {"plan_id": "plan.id", "version_id": "version.id"}
    version = "JOIN wizard_planversion AS version ON version.plan_id = plan.id"
    _insert(CitedFacts, of_facts, f"wizard_citedfacts AS old {joined} {version}")
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")


def _insert(table: type[models.Model], other: dict[str, str], source: str) -> None:
    """Copy rows of a table, some columns filled otherwise."""
    alias = "plan" if table is Plan else "old"
    columns_of = (field.column or "" for field in table._meta.local_concrete_fields)
    names = [name for name in columns_of if name != "id"]
    columns = ", ".join(f'"{name}"' for name in names)
    filled = ", ".join(other.get(name, f'{alias}."{name}"') for name in names)
    with connection.cursor() as cursor:
        cursor.execute(
            f'INSERT INTO "{table._meta.db_table}" ({columns}) SELECT {filled} FROM {source}'  # noqa: S608
        )


def _purged(*arguments: str) -> None:
    call_command("purge_plans", *arguments, stdout=StringIO())


# --------------------------------------------------------------------------- a large catalog


def _of_a_large_catalog(times: int) -> Iterator[Row]:
    catalog = hundredfold(starter_catalog(), times)
    of = f"{times} × the catalog"
    yield Row(f"{of}: as text", round(len(dump(catalog)) / 1e6), "MB")
    yield _seconds(f"{of}: published", lambda: publish_catalog(catalog, note="For the bench."))
    yield _seconds(f"{of}: read by a process", releases.current)
    digest = releases.current().digest
    yield _seconds(f"{of}: search index filled", lambda: index_release(digest, catalog))
    yield Row(f"{of}: memory at most", _megabytes(), "MB")
    for address in LISTS:
        yield from _page(f"{of}: {address}", _asks(address))
    model = catalog.models[0].slug
    yield from _page(f"{of}: a model", _asks(f"/models/{model}/"))
    answers = all_examples()[0].answers
    yield _seconds(f"{of}: a plan made", lambda: _made(answers))
    yield from _page(f"{of}: a plan", _asks(_made(answers).get_absolute_url()))


def hundredfold(catalog: Catalog, times: int) -> Catalog:
    """Return a catalog with models, offers, apps, their plans, prices and scores so many times."""
    copies = range(1, times)
    apps = (
        replace(app, slug=f"{app.slug}-copy-{copy}", name=f"{app.name} {copy}")
        for copy in copies
        for app in catalog.apps
    )
    plans = (
        replace(
            plan,
            slug=f"{plan.slug}-copy-{copy}",
            name=f"{plan.name} {copy}",
            app=f"{plan.app}-copy-{copy}",
        )
        for copy in copies
        for plan in catalog.app_plans
    )
    prices = (
        replace(price, app_plan=f"{price.app_plan}-copy-{copy}")
        for copy in copies
        for price in catalog.prices
        if price.app_plan
    )
    models_too = multiplied(catalog, times)
    return replace(
        models_too,
        apps=_all(catalog.apps, apps),
        app_plans=_all(catalog.app_plans, plans),
        prices=_all(models_too.prices, prices),
    )


def _all(first: Iterable[Any], more: Iterable[Any]) -> tuple[Any, ...]:
    return (*first, *more)


# ----------------------------------------------------------------------------- how it is measured


def _seconds(name: str, work: Callable[[], object]) -> Row:
    begun = time.perf_counter()
    work()
    return Row(name, round(time.perf_counter() - begun, 2), "s")


def _page(name: str, request: Callable[[], Any]) -> Iterator[Row]:
    """Yield what a page costs: to its first visitor on the clock, to the next, and by itself."""
    server = BaseHandler()
    server.load_middleware()
    yield _seconds(f"{name}: first visitor", lambda: server.get_response(request()))
    yield _seconds(f"{name}: next visitor", lambda: server.get_response(request()))
    yield from page_rows(name, request, rounds=FEW_ROUNDS)


def _megabytes() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1000


def _asks(address: str) -> Callable[[], Any]:
    visitor = RequestFactory()
    return lambda: visitor.get(address)


def _made(answers: Mapping[str, Any]) -> Plan:
    plan, _ = drafts.start(answers)
    make(plan, releases.current(), localdate())
    return plan
