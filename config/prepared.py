"""Questions that every request asks Postgres: planned once a connection, where the way there allows it."""

from collections.abc import Callable, Sequence
from functools import cache
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


def first_row(question: str, values: Sequence[Any], of: type[Model], *, writes: bool = False) -> Row | None:
    """Return the first row of an answer, asked where that model is read; where it is written, what a statement returns.

    A request that has no connection yet borrows one from the pool for this question alone, past what Django does to
    open and close its own. Behind a pooler that hands a connection on after each transaction the question is planned
    each time (`prepare_threshold`).
    """
    database = connections[(router.db_for_write if writes else router.db_for_read)(of)]
    pool = getattr(database, "pool", None)
    if pool is None or database.connection is not None:
        with database.cursor() as cursor:
            # Within Django's own: it has seen to the connection, tells of the query and turns errors into Django's.
            cursor.cursor = _Prepared(database.connection)
            cursor.execute(question, values)
            found: Row | None = cursor.fetchone()
            return found
    with database.wrap_database_errors:
        if pool.closed:
            pool.open()
        borrowed = pool.getconn()
        try:
            answered: Row | None = _Prepared(borrowed).execute(question, values).fetchone()
        except psycopg.Error:
            borrowed.close()  # the pool opens another: this one may hold a plan or a setting that is out of date
            raise
        finally:
            pool.putconn(borrowed)
        return answered


def columns(of: type[Model], name: str) -> str:
    """Return the columns of a model for a question that calls its table by that name; `record` reads them."""
    return ", ".join(f"{name}.{field.column}" for field in of._meta.concrete_fields)  # noqa: SLF001  # Django's documented name


def record[M: Model](of: type[M], row: Row) -> tuple[M, Row]:
    """Return a row's first columns as Django reads them, and what was asked besides."""
    alias, fields = router.db_for_read(of), _fields(of)
    values = [
        read(value, None, connections[alias]) if read else value for (_, read), value in zip(fields, row, strict=False)
    ]
    return of.from_db(alias, [name for name, _ in fields], values), row[len(fields) :]


@cache
def _fields(of: type[Model]) -> Sequence[tuple[str, Callable[..., Any] | None]]:
    fields = of._meta.concrete_fields  # noqa: SLF001  # as above
    return [(field.attname, getattr(field, "from_db_value", None)) for field in fields]
