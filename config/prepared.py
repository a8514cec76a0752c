"""Questions that every request asks Postgres: planned once a connection, where the way there allows it."""

from collections.abc import Sequence
from typing import Any, override

import psycopg
from django.db import connections, router
from django.db.models import Model

type Row = tuple[Any, ...]


class _Prepared(psycopg.Cursor[Row]):
    """A cursor that has the server keep the plan of what it asks; Django's sends every question anew."""

    @override
    def execute(
        self, query: Any, params: Any = None, *, prepare: bool | None = True, binary: bool | None = None
    ) -> Any:
        return super().execute(query, params, prepare=prepare, binary=binary)


def first_row(question: str, values: Sequence[str | int], of: type[Model]) -> Row | None:
    """Return the first row of an answer, asked where that model is read.

    Behind a pooler that hands a connection on after each transaction it is planned each time (`prepare_threshold`).
    """
    database = connections[router.db_for_read(of)]
    with database.cursor() as cursor:
        # Within Django's own: it has seen to the connection, tells of the query and turns errors into Django's.
        cursor.cursor = _Prepared(database.connection)
        cursor.execute(question, values)
        found: Row | None = cursor.fetchone()
        return found
