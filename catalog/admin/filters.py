"""What the lists of the desk show, and what they are filtered by."""

from typing import Any, override

from django.contrib import admin
from django.contrib.admin.exceptions import DisallowedModelAdminLookup
from django.contrib.admin.options import IncorrectLookupParameters
from django.contrib.admin.views.main import ChangeList
from django.db.models import QuerySet
from django.http import HttpRequest

from catalog.admin.forms import is_row_number
from catalog.registry import FactKind
from catalog.vocabulary import Word


class ShownChangeList(ChangeList):
    """A list that is narrowed by its own filters alone, whatever an address asks.

    Django lets an address ask about any column, as in `?view_key__regex=^A`: whoever counts the
    rows that are left reads a column that no page shows.
    """

    @override
    def get_filters(self, request: HttpRequest) -> Any:
        try:
            filters = super().get_filters(request)
        except DisallowedModelAdminLookup as refused:
            raise IncorrectLookupParameters from refused
        _specs, _has_filters, no_filters_own, *_more = filters
        if no_filters_own:
            raise IncorrectLookupParameters
        return filters


class OfSource(admin.RelatedFieldListFilter):
    """The rows of one source, to which the list of tasks leads.

    The side of the list then names that source, and no other.
    """

    @override
    def field_choices(self, field: Any, request: HttpRequest, model_admin: Any) -> Any:
        chosen = [pk for pk in self.lookup_val or () if is_row_number(pk)]
        return field.get_choices(include_blank=False, limit_choices_to={"pk__in": chosen})

    @override
    def has_output(self) -> bool:
        return bool(self.lookup_val)


def columns_of(kind: FactKind) -> tuple[str, ...]:
    """Return what a list shows before the state: what names a row, what narrows it, the day."""
    names = (*kind.named_by, *kind.filters, "as_of")
    single = [name for name in names if name in kind.described and name not in kind.lists]
    return kind.columns or tuple(dict.fromkeys(single))


def filter_of(kind: FactKind, name: str) -> Any:
    """Return the filter by a field: by a row it names, a word of its list, or if it is filled."""
    field = kind.described[name]
    if field.target:
        return (name, admin.RelatedOnlyFieldListFilter)
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
