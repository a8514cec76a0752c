"""What the lists of the desk are filtered by."""

from datetime import timedelta
from typing import Any, override

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone

from catalog.registry import FactKind
from catalog.vocabulary import Word

STALE_AFTER = timedelta(days=365)


class ReferenceFilter(admin.RelatedFieldListFilter):
    """A filter by a row that is referred to, offering only rows that somebody refers to; folded until it is used."""

    template = "admin/catalog/desk/filter.html"

    @override
    def field_choices(self, field: Any, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        """Return the rows in use, by name."""
        used = model_admin.model._default_manager.order_by().values(self.field_path)  # noqa: SLF001
        rows = field.remote_field.model.objects.filter(pk__in=used).order_by("slug")
        return [(str(row.pk), str(row)) for row in rows]


class Overdue(admin.SimpleListFilter):
    """Rows that somebody should look at again."""

    title = "due for a look"
    parameter_name = "overdue"

    @override
    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [("1", "Overdue")]

    @override
    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """Ask for the day to look again where a row has one, else for a year since its source."""
        if not self.value():
            return queryset
        today = timezone.localdate()
        if "review_by" in queryset.model.kind.described:
            return queryset.filter(review_by__lt=today)
        return queryset.filter(as_of__lt=today - STALE_AFTER)


def filter_of(kind: FactKind, name: str) -> Any:
    """Return the filter by a field: by a row that it names, by a word of its list, by whether it is filled in."""
    field = kind.described[name]
    if field.target:
        return (name, ReferenceFilter)
    if field.words and field.several:
        return _holding(name, field.about.label, field.words)
    free_text = field.holds is str and not field.required
    return (name, admin.EmptyFieldListFilter) if free_text else name


def _holding(field: str, label: str, words: type[Word]) -> type[admin.SimpleListFilter]:
    """Return a filter for rows whose list holds a word."""

    class Holding(admin.SimpleListFilter):
        title = label
        parameter_name = field

        @override
        def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
            return words.choices()

        @override
        def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
            word = self.value()
            return queryset.filter(**{f"{field}__contains": [word]}) if word else queryset

    return Holding
