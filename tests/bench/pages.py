"""What a page costs: queries, and processor time beside a bare Django view in the same run."""

import time
from collections.abc import Callable
from contextlib import ExitStack

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext, override_settings
from django.urls import include, path

from config.urls import urlpatterns as site
from tests.bench.beside.least import asks, bare
from tests.bench.table import Row, at_most
from wizard.models import PlanVersion
from wizard.plans import drafts
from wizard.plans.examples import all_examples
from wizard.plans.versions import make

ROUNDS = 40
QUERIES = 8

urlpatterns = [path("bare/", bare), path("asks/", asks), path("", include(site))]  # type: ignore[arg-type]  # a list of patterns is welcome


def rows() -> list[Row]:
    """Return queries and time of the pages a walk is made of. Needs a database with a release."""
    from django.utils.timezone import localdate

    from catalog.releases import current

    edition = current()
    example = max(all_examples(), key=lambda row: len(str(row.stored)))
    plan, edit_key = drafts.start(example.stored)
    make(plan, edition, localdate())
    client = Client()
    page = f"/plan/{edit_key}/goal/use/"
    pages: dict[str, Callable[[], object]] = {
        "home": lambda: client.get("/"),
        "model list": lambda: client.get("/models/"),
        "matrix": lambda: client.get("/use-cases/"),
        "wizard page": lambda: client.get(page),
        "wizard Continue": lambda: client.post(page, _filled(client, page)),
        "plan on its permalink": lambda: client.get(f"/p/{plan.view_key}/"),
    }
    found: list[Row] = []
    with ExitStack() as stack:
        stack.enter_context(override_settings(ROOT_URLCONF="tests.bench.pages", DEBUG=False))
        for name, visit in pages.items():
            visit()
            with CaptureQueriesContext(connection) as queries:
                visit()
            found.append(Row(f"{name}: queries", len(queries), "queries", at_most(QUERIES)))
            found.append(
                Row(f"{name}, whole in one process: bare views for it", ratio(visit, lambda: client.get("/bare/")), "×")
            )
    assert PlanVersion.objects.filter(plan=plan).exists()
    return found


def _filled(client: Client, page: str) -> dict[str, list[str]]:
    from tests.wizard.walker import Reader

    form = next(
        form for form in Reader(client.get(page).text).forms if form.method == "post" and "theme" not in form.action
    )
    return form.sent()


def ratio(visit: Callable[[], object], bare_view: Callable[[], object], rounds: int = ROUNDS) -> float:
    """Return the median of visit over bare view, taken in turns so that a slow moment hits both."""
    ratios = sorted(_cpu(visit) / _cpu(bare_view) for _ in range(rounds))
    return round(ratios[len(ratios) // 2], 1)


def _cpu(work: Callable[[], object]) -> float:
    begun = time.process_time()
    for _ in range(3):
        work()
    return time.process_time() - begun
