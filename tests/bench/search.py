"""What a search costs: in all, beside its own SQL sent by hand, and beside the plainest SQL that finds such rows."""

import time
from collections.abc import Callable
from timeit import timeit

from django.db import connection
from django.test.utils import CaptureQueriesContext

from catalog.search.entries import WORDS, index_of, index_release
from catalog.search.finding import search
from tests.bench.large import large
from tests.bench.table import Row, at_most
from tests.support import starter_catalog

ROUNDS = 15
DIGEST = {"small": "a" * 64, "large": "b" * 64}
# A rare word, a common one, and one that is mistyped.
QUERIES = {"rare word": "hallucination", "common word": "picture", "mistyped word": "invioce"}
BARE = """
    SELECT kind, key, title, ts_rank(vector, query) AS rank
    FROM catalog_searchentry, to_tsquery('english', %s) AS query
    WHERE index = %s AND kind <> %s AND vector @@ query ORDER BY rank DESC LIMIT 50
"""
BARE_MISTYPED = """
    SELECT key FROM catalog_searchentry
    WHERE index = %s AND kind = %s AND title_words %% %s ORDER BY similarity(title_words, %s) DESC LIMIT 5
"""


def rows() -> list[Row]:
    """Return milliseconds of searches, and how often they take what bare SQL takes. Needs a database."""
    small = starter_catalog()
    found: list[Row] = []
    for size, catalog in (("small", small), ("large", large(small))):
        begun = time.perf_counter()
        index_release(DIGEST[size], catalog)
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE catalog_searchentry")
        models = f"{len(catalog.models):,} models"
        found.append(
            Row(f"search index filled, {models}", round(time.perf_counter() - begun, 2), "s")
        )
        for name, query in QUERIES.items():
            with CaptureQueriesContext(connection) as queries:
                search(query, DIGEST[size], catalog)
            own = [
                row["sql"] for row in queries if row["sql"].lstrip().startswith(("SELECT", "WITH"))
            ]
            ours, sent, bare = _best_ms_in_turn(
                lambda query=query, size=size, catalog=catalog: search(
                    query, DIGEST[size], catalog
                ),  # type: ignore[misc]
                lambda own=own: _sent(own),  # type: ignore[misc]
                lambda name=name, query=query, size=size: _bare(
                    name, query, index_of(DIGEST[size])
                ),  # type: ignore[misc]
            )
            found += [
                Row(f"search, {name}, {models}", round(ours, 1), "ms"),
                Row(
                    f"search, {name}, {models}: beside its own SQL",
                    round(ours / sent, 1),
                    "×",
                    at_most(3, 0.1),
                ),
                Row(
                    f"search, {name}, {models}: beside the plainest SQL", round(ours / bare, 1), "×"
                ),
            ]
    return found


def _sent(statements: list[str]) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
            cursor.fetchall()


def _bare(name: str, query: str, index: str) -> None:
    with connection.cursor() as cursor:
        if name == "mistyped word":
            cursor.execute(BARE_MISTYPED, [index, WORDS, query, query])
        else:
            cursor.execute(BARE, [query, index, WORDS])
        cursor.fetchall()


def _best_ms_in_turn(*works: Callable[[], object]) -> list[float]:
    """Return the shortest of several rounds of each, taken in turn so that a slow moment hits all."""
    rounds = [[timeit(work, number=1) for work in works] for _ in range(ROUNDS + 1)]
    return [min(each) * 1000 for each in zip(*rounds, strict=True)]
