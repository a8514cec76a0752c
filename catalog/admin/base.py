"""What every page of the desk shares: references to pick, words to tick, states to set."""

from typing import TYPE_CHECKING, Any, override

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.admin.widgets import AutocompleteSelect, AutocompleteSelectMultiple
from django.contrib.postgres.fields import ArrayField
from django.db import models, transaction
from django.db.models import QuerySet
from django.http import HttpRequest

from catalog.models import State
from catalog.models.base import lookup
from catalog.vocabulary import Word

if TYPE_CHECKING:
    Admin = admin.ModelAdmin[Any]
    Form = forms.ModelForm[Any]
else:
    Admin = admin.ModelAdmin
    Form = forms.ModelForm


class Words(forms.MultipleChoiceField):
    """Words of a closed list, as boxes to tick."""

    widget = forms.CheckboxSelectMultiple

    @override
    def has_changed(self, initial: Any, data: Any) -> bool:
        """Return whether other words are ticked; their order says nothing."""
        return set(initial or ()) != set(data or ())


class Reference(AutocompleteSelect):
    """A row to search for; the empty field has words too, without which a screen reader hears no name."""

    @override
    def build_attrs(self, base_attrs: Any, extra_attrs: Any = None) -> dict[str, Any]:
        """Say what to do with the empty field."""
        return super().build_attrs(base_attrs, extra_attrs) | {"data-placeholder": "Search"}


class References(AutocompleteSelectMultiple):
    """Rows to search for."""

    @override
    def build_attrs(self, base_attrs: Any, extra_attrs: Any = None) -> dict[str, Any]:
        """Say what to do with the empty field."""
        return super().build_attrs(base_attrs, extra_attrs) | {"data-placeholder": "Search"}


class DeskForm(Form):
    """A row's form, which keeps the order of words that an editor did not touch."""

    @override
    def clean(self) -> dict[str, Any]:
        """Put the words that were there first, in the order they had."""
        cleaned = super().clean() or self.cleaned_data
        for name, field in self.fields.items():
            if isinstance(field, Words) and name in cleaned:
                ticked, before = cleaned[name], self.initial.get(name) or []
                cleaned[name] = [word for word in before if word in ticked]
                cleaned[name] += [word for word in ticked if word not in before]
        return cleaned


class DeskAdmin(Admin):
    """The list and the page of one kind of row."""

    form = DeskForm
    list_per_page = 50
    save_on_top = True
    show_facets = admin.ShowFacets.NEVER
    actions = ("mark_published", "mark_in_review", "mark_draft")

    class Media:
        """What the pages load besides."""

        js = ("admin/js/jquery.init.js", "js/desk-references.js")

    @override
    def get_ordering(self, request: HttpRequest) -> tuple[str, ...]:
        """Return the natural key, which is unique."""
        return tuple(lookup(self.model, name) for name in self.model.kind.key)

    @override
    def get_autocomplete_fields(self, request: HttpRequest) -> list[str]:
        """Search for every reference instead of listing all rows it could name."""
        return [field.name for field in _references(self.model)]

    @override
    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """Read the references that the list shows together with the rows."""
        shown = [
            field.name for field in _references(self.model) if field.name in self.list_display and field.many_to_one
        ]
        rows = super().get_queryset(request)
        return rows.select_related(*shown) if shown else rows

    @override
    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """Make lists of words boxes to tick, and long texts a few lines high."""
        if isinstance(db_field, ArrayField):
            return Words(
                choices=db_field.base_field.choices or (),
                required=not db_field.blank,
                label=str(db_field.verbose_name).capitalize(),
                help_text=db_field.help_text,
            )
        if db_field.many_to_one or db_field.many_to_many:
            widget = Reference if db_field.many_to_one else References
            kwargs["widget"] = widget(db_field, self.admin_site)
        if isinstance(db_field, models.TextField):
            rows = 24 if db_field.name in {"markdown", "answer"} else 3
            kwargs["widget"] = forms.Textarea(attrs={"rows": rows, "class": "vLargeTextField"})
        return super().formfield_for_dbfield(db_field, request, **kwargs)

    @admin.action(description="Mark as published: goes into the next release", permissions=["change"])
    def mark_published(self, request: HttpRequest, rows: QuerySet[Any]) -> None:
        """Publish the chosen rows with the next release."""
        self._mark(request, rows, State.PUBLISHED)

    @admin.action(description="Mark as in review", permissions=["change"])
    def mark_in_review(self, request: HttpRequest, rows: QuerySet[Any]) -> None:
        """Keep the chosen rows out of the next release until somebody has looked."""
        self._mark(request, rows, State.REVIEW)

    @admin.action(description="Mark as draft: stays out of the next release", permissions=["change"])
    def mark_draft(self, request: HttpRequest, rows: QuerySet[Any]) -> None:
        """Keep the chosen rows out of the next release."""
        self._mark(request, rows, State.DRAFT)

    def _mark(self, request: HttpRequest, rows: QuerySet[Any], state: State) -> None:
        """Set the state of the chosen rows, and write into each one's history who did."""
        chosen = rows.exclude(state=state.value).order_by("pk")
        with transaction.atomic():
            keys = [row.pk for row in chosen.select_for_update(of=("self",))]
            marked = rows.model.objects.filter(pk__in=keys)
            LogEntry.objects.log_actions(int(request.user.pk or 0), marked, CHANGE, f"Marked as {state.label.lower()}.")
            marked.update(state=state.value)
        words = f"{len(keys)} marked as {state.label.lower()}. Readers see it after the next release."
        self.message_user(request, words, messages.SUCCESS)


class ReferenceFilter(admin.RelatedFieldListFilter):
    """A filter by a row that is referred to, offering only rows that somebody refers to."""

    @override
    def field_choices(self, field: Any, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        """Return the rows in use, by name."""
        used = model_admin.model._default_manager.order_by().values(field.name)  # noqa: SLF001
        rows = field.remote_field.model.objects.filter(pk__in=used).order_by("slug")
        return [(str(row.pk), str(row)) for row in rows]


def by(name: str) -> tuple[str, type[admin.FieldListFilter]]:
    """Return a filter by a reference."""
    return (name, ReferenceFilter)


def holding(field: str, label: str, words: type[Word]) -> type[admin.SimpleListFilter]:
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


def _references(model: type[models.Model]) -> list[Any]:
    options = model._meta  # noqa: SLF001 (Django's documented name)
    return [field for field in (*options.fields, *options.many_to_many) if field.is_relation]
