"""Rows of the desk read as the facts that a release holds."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import msgspec
from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import F, Q, QuerySet, Value

from catalog.models.base import lookup
from catalog.registry import FactKind, plain_number


@dataclass(frozen=True, slots=True)
class RowVersion:
    """A row as the database holds it."""

    state: str
    fact: Any
    locked: str = ""


def row_versions(rows: QuerySet[Any]) -> dict[int, RowVersion]:
    """Return rows as they stand in the database, by primary key: state, fact, reason of a lock."""
    locked = F("locked") if rows.model.hooks.locks else Value("")
    read = facts(rows.annotate(lock_reason=locked), "pk", "state", "lock_reason")
    return {pk: RowVersion(state, fact, reason) for (pk, state, reason), fact in read}


def facts(rows: QuerySet[Any], *extra: str) -> Iterator[tuple[tuple[Any, ...], Any]]:
    """Yield the rows as the facts that a release holds, each beside the extra columns asked for."""
    kind: FactKind = rows.model.kind
    several = {
        f"{name}_slugs": _slugs_of(name)
        for name in kind.fields
        if name in kind.lists and name in kind.links
    }
    columns = (
        f"{name}_slugs" if f"{name}_slugs" in several else lookup(rows.model, name)
        for name in kind.fields
    )
    # Looking at each value of ten thousand rows for numbers takes as long as reading them.
    numbers = [name for name, field in kind.described.items() if field.holds is Decimal]
    for row in rows.annotate(**several).values_list(*extra, *columns):
        values = dict(zip(kind.fields, row[len(extra) :], strict=True))
        for name in numbers:
            if values[name] is not None:
                values[name] = plain_number(values[name])
        yield row[: len(extra)], msgspec.convert(values, kind.fact)


def _slugs_of(name: str) -> ArrayAgg:
    slug = f"{name}__slug"  # each once: a row joins with those of several lists at a time
    return ArrayAgg(
        slug,
        distinct=True,
        order_by=slug,
        filter=Q(**{f"{slug}__isnull": False}),
        default=Value([]),
    )
