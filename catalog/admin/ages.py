"""How old rows are, in the lists of the desk: a column that sorts them, and a filter."""

from collections.abc import Iterable
from typing import Any, override

from django.contrib import admin
from django.db.models import DateField, Max, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce, Greatest
from django.http import HttpRequest
from django.utils import timezone

from catalog import releases
from catalog.ages import AGEING, Age, ages_by_key
from catalog.models import DESK, Sighting
from catalog.models.facts import facts
from catalog.registry import KINDS, Key
from catalog.vocabulary import Word

PARAMETER = "age"


class AgeSort(Word):
    """How a row stands to the day on which it gets old."""

    OLD = "old", "Old"
    SOON = "soon", "Old within 30 days"
    LATELY = "lately", "Read lately"

    @classmethod
    def of(cls, age: Age) -> "AgeSort":
        """Return which of these an age is."""
        if age.is_old:
            return cls.OLD
        return cls.SOON if age.lapses_soon else cls.LATELY


def ages_of_readers(kind: str) -> dict[Key, Age]:
    """Return how old the rows of a kind are today that readers have."""
    newest, today = releases.newest(), timezone.localdate()
    return {} if newest is None else ages_by_key(kind, newest.catalog, today, newest.seen(today))


def with_last_seen(rows: QuerySet[Any]) -> QuerySet[Any]:
    """Return rows with the last day on which a source stated each, as `seen_on`."""
    sightings = Sighting.objects.filter(kind=rows.model.kind.name, row=OuterRef("pk")).order_by()
    last = sightings.values("row").annotate(last=Max("day")).values("last")
    seen = Subquery(last, output_field=DateField())
    dated: QuerySet[Any] = rows.annotate(seen_on=Greatest("as_of", Coalesce(seen, "as_of")))
    return dated


class OfAge(admin.SimpleListFilter):
    """The rows of a sort of facts that are old, or will be soon."""

    title = PARAMETER
    parameter_name = PARAMETER

    @override
    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        sorts = [ageing for ageing in AGEING if ageing.kind == model_admin.model.kind.name]
        return [
            (choice_of(sort, ageing.name), _label(sort, ageing.label if sorts[1:] else ""))
            for ageing in sorts
            for sort in AgeSort
        ]

    @override
    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        choice = self.value()
        if not choice:
            return queryset
        ages = ages_of_readers(queryset.model.kind.name)
        chosen = {
            key
            for key, age in ages.items()
            if choice_of(AgeSort.of(age), age.ageing.name) == choice
        }
        return queryset.filter(pk__in=_numbers(queryset.model.kind.name, chosen))


def choice_of(sort: AgeSort, ageing: str) -> str:
    """Return the value of the filter for one sort of facts."""
    return f"{sort.value}-{ageing}"


def _label(sort: AgeSort, of: str) -> str:
    return f"{of}: {sort.label.lower()}" if of else sort.label


def _numbers(kind: str, keys: Iterable[Key]) -> list[int]:
    """Return the primary keys of the rows with some natural keys."""
    chosen, key_of = set(keys), KINDS[kind].key_of
    rows = facts(DESK[kind].objects.order_by("pk"), "pk")
    return [pk for (pk,), fact in rows if key_of(fact) in chosen]
