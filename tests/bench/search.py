"""What a search costs, alone and beside SQL sent by hand.

The SQL is the search's own, and the plainest that finds such rows.
"""

import time
from collections.abc import Callable, Iterator
from timeit import timeit

from django.db import connection
from django.test.utils import CaptureQueriesContext

from catalog.schema import Catalog
from catalog.search.entries import WORDS, index_of, index_release
from catalog.search.finding import search
from tests.bench.large import large
from tests.bench.table import Row, at_most
from tests.support import starter_catalog

ROUNDS = 15
# A rare word, a common one, and one that is mistyped.
MISTYPED = "mistyped word"
QUERIES = {"rare word": "hallucination", "common word": "picture", MISTYPED: "invioce"}
READS = ("SELECT", "WITH")
BARE = """
    SELECT kind, key, title, ts_rank(vector, query) AS rank
    FROM catalog_searchentry, to_tsquery('english', %s) AS query
    WHERE index = %s AND kind <> %s AND vector @@ query ORDER BY rank DESC LIMIT 50
"""
BARE_MISTYPED = """
    SELECT key FROM catalog_searchentry
    WHERE index = %s AND kind = %s AND title_words %% %s ORDER BY similarity(title_words, %s) DESC LIMIT 5
"""


def rows() -> Iterator[Row]:
    """Yield milliseconds of searches, and their ratio to bare SQL. Needs a database."""
    small = starter_catalog()
    yield from of_size("a" * 64, small)
    yield from of_size("b" * 64, large(small))


def of_size(digest: str, catalog: Catalog) -> Iterator[Row]:
    """Yield what it takes to fill the index of a catalog, and what searches in it take."""
    begun = time.perf_counter()
    index_release(digest, catalog)
    seconds = round(time.perf_counter() - begun, 2)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE catalog_searchentry")
    yield Row(f"search index filled, {len(catalog.models):,} models", seconds, "s")
    ratios = []
    for name, words in QUERIES.items():
        measured, ratio = _search(name, words, digest, catalog)
        ratios.append(ratio)
        yield from measured
    title = f"search beside its own SQL, {len(catalog.models):,} models"
    yield Row(title, max(ratios), "×", at_most(3, 0.1))


def _search(name: str, words: str, digest: str, catalog: Catalog) -> tuple[list[Row], float]:
    """Return what a search takes, and how often what its own SQL takes."""

    def ours() -> object:
        return search(words, digest, catalog)

    with CaptureQueriesContext(connection) as queries:
        ours()
    statements = [row["sql"] for row in queries if row["sql"].lstrip().startswith(READS)]
    in_all, by_hand, plainest = _best_ms_in_turn(
        ours,
        lambda: _send(statements),
        lambda: _send_bare(name, words, index_of(digest)),
    )
    title = f"search, {name}, {len(catalog.models):,} models"
    ratio = round(in_all / by_hand, 1)
    rows = [
        Row(title, round(in_all, 1), "ms"),
        Row(f"{title}: beside its own SQL", ratio, "×"),
        Row(f"{title}: beside the plainest SQL", round(in_all / plainest, 1), "×"),
    ]
    return rows, ratio


def _send(statements: list[str]) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
            cursor.fetchall()


def _send_bare(name: str, words: str, index: str) -> None:
    with connection.cursor() as cursor:
        if name == MISTYPED:
            cursor.execute(BARE_MISTYPED, [index, WORDS, words, words])
        else:
            cursor.execute(BARE, [words, index, WORDS])
        cursor.fetchall()


def _best_ms_in_turn(*works: Callable[[], object]) -> list[float]:
    """Return the shortest of several rounds of each, in turn, so a slow moment hits all."""
    rounds = [[timeit(work, number=1) for work in works] for _ in range(ROUNDS + 1)]
    return [min(times) * 1000 for times in zip(*rounds, strict=True)]
