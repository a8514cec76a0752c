"""Whether this process can answer visitors; if not, what is missing."""

from collections.abc import Callable, Iterator
from functools import cache

import msgspec
from django.contrib.staticfiles.storage import staticfiles_storage
from django.db import DatabaseError, connection, connections, transaction
from django.db.migrations.loader import MigrationLoader

from config.replica import REPLICA, reading_from

READY = "ready"
_ONLY_READS = "SELECT pg_is_in_recovery() OR current_setting('transaction_read_only')::bool"
# A sort that does not fit into its memory writes 2 MB to the database's disk, and no row.
_USE_DISK = """
SELECT count(*) FROM (
    SELECT repeat(md5(number::text), 16) AS text
    FROM generate_series(1, 4000) AS number
    ORDER BY text OFFSET 0
) AS sorted
"""
_NO_ROOM = "53"  # class of SQLSTATE, insufficient resources: usually a full disk


def state(newest_release: Callable[[], object]) -> str:
    """Return `READY`, or one line on what is missing.

    `newest_release` reads what the public reads.
    """
    try:
        for database in connections.all():
            with database.cursor() as cursor:
                cursor.execute("SELECT 1")
        return next(_missing(newest_release), READY)
    except DatabaseError as error:
        if (getattr(error.__cause__, "sqlstate", None) or "").startswith(_NO_ROOM):
            return "the database takes no writes: there is no room on its disk"
        return "the database does not answer"


def _missing(newest_release: Callable[[], object]) -> Iterator[str]:
    with connection.cursor() as cursor:
        tables = connection.introspection
        if missing := {"django_migrations", *tables.django_table_names()} - {
            *tables.table_names(cursor)
        }:
            yield f"tables are missing, such as {min(missing)}: run migrate"
        cursor.execute("SELECT app, name FROM django_migrations")
        if pending := _migrations() - {*cursor.fetchall()}:
            yield f"the database is not up to date, run migrate: {len(pending)} pending"
        cursor.execute(_ONLY_READS)
        if cursor.fetchone()[0]:
            yield "the database takes no writes: it is read-only"
        for alias in connections:
            yield from _missing_of_the_catalog(alias, newest_release)
        with transaction.atomic():
            cursor.execute("SET LOCAL work_mem = '64kB'")
            cursor.execute(_USE_DISK)
    if getattr(staticfiles_storage, "hashed_files", None) == {}:
        yield "static files are missing: run collectstatic, then start again"


def _missing_of_the_catalog(alias: str, newest_release: Callable[[], object]) -> Iterator[str]:
    """Read the release where pages do: from the primary, and from a replica if there is one."""
    try:
        with reading_from(alias):
            release = newest_release()
    except msgspec.ValidationError:
        yield "this version cannot read the published release: run the version before"
        return
    if release is None:
        yield (
            "no release of the catalog has reached the replica"
            if alias == REPLICA
            else "no release of the catalog is published: run publish_release"
        )


@cache
def _migrations() -> frozenset[tuple[str, str]]:
    """Return all migrations of this code, each as its application and name."""
    return frozenset(MigrationLoader(None, ignore_no_migrations=True).graph.nodes)
