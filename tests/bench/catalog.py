"""What a release and its pages cost, on the starter catalog and on a made one of 5,000 models and 100,000 prices."""

import time
import tracemalloc
from collections.abc import Callable

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext, override_settings

from catalog import query
from catalog.schema import Catalog, dump, load
from tests.bench.decision import best_ms
from tests.bench.large import large
from tests.bench.pages import ratio
from tests.bench.table import Row, at_most
from tests.support import publish_catalog, starter_catalog

BARE, ASKS, LIST, SEARCH = "/bare/", "/asks/", "/models/?makes=text&order=price", "/search/?q=picture"
TASK = "chat"
QUERIES = 2  # which release is current; what is found in its index
FEW = 5  # rounds of what takes long
# The rows of the list as a view with SQL alone would find them: models, the price in force, a score.
LIST_SQL = """
    SELECT model.slug, model.name, model.maker, price.tokens_in, price.tokens_out, score.value
    FROM bench_model AS model
    LEFT JOIN LATERAL (
        SELECT max(usd) FILTER (WHERE unit = 'input-mtok') AS tokens_in,
               max(usd) FILTER (WHERE unit = 'output-mtok') AS tokens_out
        FROM bench_price WHERE offer = model.offer AND valid_from <= %s AND (valid_to IS NULL OR valid_to >= %s)
    ) AS price ON true
    LEFT JOIN LATERAL (SELECT max(value) AS value FROM bench_score WHERE bench_score.model = model.slug) AS score ON true
    WHERE 'text' = ANY (model.outputs) ORDER BY price.tokens_in NULLS LAST, model.slug LIMIT 50
"""


def rows() -> list[Row]:
    """Return what both catalogs cost. Needs a database in which the starter catalog is the current release."""
    small = starter_catalog()
    found = _rows(small)
    made = large(small)
    publish_catalog(made, note="Made for the bench.")
    return [*found, *_rows(made)]


def _rows(catalog: Catalog) -> list[Row]:
    size = f"{len(catalog.models):,} models, {len(catalog.prices):,} prices"
    payload = dump(catalog)
    begun = time.perf_counter()
    load(payload)
    loaded = time.perf_counter() - begun
    _tables(catalog)
    client = Client()
    found: list[Row] = [
        Row(f"release, {size}: payload", round(len(payload) / 1e6, 1), "MB"),
        Row(f"release, {size}: loaded (first page of a process)", round(loaded * 1000), "ms"),
        Row(f"release, {size}: memory of it", _memory(payload), "MB"),
    ]
    with override_settings(ROOT_URLCONF="tests.bench.pages", DEBUG=False):
        bare, asks = _visit(client, BARE), _visit(client, ASKS)
        for name, address in (("model list", LIST), ("search", SEARCH)):
            visit = _visit(client, address)
            visit()
            with CaptureQueriesContext(connection) as queries:
                visit()
            own = [query["sql"] for query in queries if query["sql"].lstrip().startswith(("SELECT", "WITH"))]
            taken = best_ms(visit)
            raw = best_ms(_list_sql if address == LIST else lambda own=own: _run(own))  # type: ignore[misc]
            tag = client.get(address, headers={"Accept-Encoding": "gzip"}).headers["ETag"]
            kept = _visit(client, address, {"Accept-Encoding": "gzip"})
            known = _visit(client, address, {"Accept-Encoding": "gzip", "If-None-Match": tag})
            found += [
                Row(f"{name}, {size}: queries", len(own), "queries", at_most(QUERIES)),
                Row(f"{name}, {size}: page made", round(taken, 1), "ms"),
                Row(f"{name}, {size}: page made, beside a bare view", ratio(visit, bare, FEW), "×"),
                Row(f"{name}, {size}: page made, beside raw SQL", round(taken / raw, 1), "×"),
                Row(f"{name}, {size}: page kept, beside a bare view", ratio(kept, bare), "×"),
                Row(f"{name}, {size}: 304, beside a bare view", ratio(known, bare), "×"),
                Row(f"{name}, {size}: 304, beside asking for the release", ratio(known, asks), "×", at_most(2)),
            ]
    return found


def _visit(client: Client, address: str, headers: dict[str, str] | None = None) -> Callable[[], object]:
    return lambda: client.get(address, headers=headers)


def _run(statements: list[str]) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
            cursor.fetchall()


def _list_sql() -> None:
    from django.utils.timezone import localdate

    with connection.cursor() as cursor:
        cursor.execute(LIST_SQL, [localdate(), localdate()])
        cursor.fetchall()


def _tables(catalog: Catalog) -> None:
    """Put what the list shows into tables with the indexes it wants, as a view with SQL alone would have them."""
    from django.utils.timezone import localdate

    on = localdate()
    models = []
    for model in catalog.models:
        quote = query.cheapest(catalog, model, on)
        if model.listed:
            models.append(
                (model.slug, model.name, model.provider, quote.offer.slug if quote else None, [*model.outputs])
            )
    tests = {test.slug for test in catalog.benchmarks if test.task == TASK}
    scores = [(row.model, row.value) for row in catalog.scores if row.benchmark in tests]
    prices = [(row.offer, row.unit, row.usd, row.valid_from, row.valid_to) for row in catalog.prices if row.offer]
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE IF EXISTS bench_model, bench_price, bench_score")
        cursor.execute("CREATE TEMP TABLE bench_model (slug text, name text, maker text, offer text, outputs text[])")
        cursor.execute(
            "CREATE TEMP TABLE bench_price (offer text, unit text, usd numeric, valid_from date, valid_to date)"
        )
        cursor.execute("CREATE TEMP TABLE bench_score (model text, value numeric)")
        for table, found in (("bench_model", models), ("bench_price", prices), ("bench_score", scores)):
            with cursor.copy(f"COPY {table} FROM STDIN") as copy:
                for row in found:
                    copy.write_row([str(part) if isinstance(part, str) else part for part in row])
        cursor.execute("CREATE INDEX ON bench_price (offer)")
        cursor.execute("CREATE INDEX ON bench_score (model)")
        cursor.execute("ANALYZE bench_model, bench_price, bench_score")


def _memory(payload: bytes) -> float:
    """Return how many MB the objects of a loaded release take."""
    tracemalloc.start()
    kept = load(payload)
    taken, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert kept.models
    return round(taken / 1e6, 1)
