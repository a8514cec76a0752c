"""What rules of one kind ask about rows of others, read from the desk once."""

from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Any

from django.apps import apps
from django.db.models import Max, Min, QuerySet

from catalog.models.hooks import Span


class StoredLookups:
    """The rows of the desk, for the rules of a kind."""

    def __init__(self) -> None:
        self._spans: dict[str, Span | None] = {}

    def sale_of_offer(self, slug: str) -> tuple[str, date | None]:
        """Return the model of an offer, and its first day on sale."""
        return self._sales[slug]

    def sale_of_model(self, slug: str) -> tuple[str, date | None]:
        """Return the name of a model, and its first day on sale."""
        row: Any = _rows("AiModel").get(slug=slug)
        return row.name, row.released

    def span_of_board(self, slug: str) -> Span | None:
        """Return the lowest and the highest figure of a board, drafts counted.

        None where it has fewer than two figures.
        """
        if slug not in self._spans:
            scores = _rows("Score").filter(benchmark__slug=slug)
            ends = scores.aggregate(low=Min("value"), high=Max("value"))
            low, high = ends["low"] or Decimal(0), ends["high"] or Decimal(0)
            self._spans[slug] = (low, high) if low < high else None
        return self._spans[slug]

    @cached_property
    def _sales(self) -> dict[str, tuple[str, date | None]]:
        rows = _rows("Offer").order_by("slug")
        named = rows.values_list("slug", "model__name", "model__released")
        return {slug: (name, released) for slug, name, released in named}


def _rows(table: str) -> QuerySet[Any]:
    rows: QuerySet[Any] = apps.get_model("catalog", table)._default_manager.all()  # noqa: SLF001 (Django's documented name)
    return rows
